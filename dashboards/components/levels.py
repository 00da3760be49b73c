"""How an escalation reads: levels, what is wrong with them, by which rule, and along which way."""

from __future__ import annotations

from dashboards import words
from eagraph.analysis.escalation import Row
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import Text, both, say
from eagraph.model.classification import Interval
from eagraph.model.nodes import ASPECTS

RULES: dict[str, Text] = {
    "high-water-mark": both("the highest of what is held here"),
    "derivation": both("inherited from what it is made of"),
    "use": both("required by those who use the data"),
    "dependency": both("required by those who depend on it"),
    "transport": both("required by what goes via it"),
    "hosting": both("required by what it hosts"),
    "access": both("required by what it controls access to"),
}


def aspect_name(aspect: str) -> str:
    """An aspect by its Swedish letter and its name."""
    return f"{aspect.upper()} · {ASPECTS[aspect]}"


def verdict(row: Row) -> str:
    """What is wrong with a level, if anything."""
    if row.raised:
        return say("too low")
    if row.possible:
        return say("perhaps too low")
    return say("undecided") if _is_undecided(row) else say("enough")


def rule_words(row: Row) -> str:
    """By which rules a level is required."""
    if not row.rules:
        return say("its own level")
    return ", ".join(str(RULES[rule]) if rule in RULES else rule for rule in row.rules)


def sentence(row: Row) -> str:
    """What is decided, what is required, and by which rule."""
    told = {"name": row.name, "aspect": aspect_name(row.aspect), "rule": rule_words(row)}
    told["assigned"] = words.levels(row.assigned_low, row.assigned_high)
    if row.raised:
        least = words.level(row.required_low)
        return say("{name} is decided {assigned} in {aspect} and should be at least {least}: {rule}.", least=least, **told)
    if row.possible:
        most = words.level(row.required_high)
        return say(
            "{name} is decided {assigned} in {aspect}; up to {most} may be required, depending on what is unknown: {rule}.",
            most=most,
            **told,
        )
    if _is_undecided(row):
        return say("{name} has no decided level in {aspect}, and nothing that is known requires one.", **told)
    return say("{name} is decided {assigned} in {aspect}, and no more is required.", **told)


def _is_undecided(row: Row) -> bool:
    return Interval(row.assigned_low, row.assigned_high).is_unknown


def way_names(snapshot: Snapshot, row: Row) -> list[str]:
    """The names along the way a level came."""
    return [snapshot.nodes[snapshot.index[id_]].name if id_ in snapshot.index else id_ for id_ in row.witness]


def way_words(snapshot: Snapshot, row: Row) -> str:
    """The way as a line of text."""
    said = " → ".join(way_names(snapshot, row))
    return say("{way} (assumed: a flow does not say what it carries)", way=said) if row.assumed else said
