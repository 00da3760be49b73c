"""How an escalation reads: levels, what is wrong with them, by which rule, and along which way."""

from __future__ import annotations

from typing import Literal

from dash import html
from dash.development.base_component import Component

from dashboards import words
from eagraph.analysis.escalation import Row
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import Text, both, say
from eagraph.model.classification import Interval
from eagraph.model.classification_model import ClassificationModel
from eagraph.model.nodes import ASPECTS

Verdict = Literal["raised", "possible", "undecided", "enough"]
RULES: dict[str, Text] = {
    "high-water-mark": both("the highest of what is held here"),
    "derivation": both("inherited from what it is made of"),
    "use": both("required by those who use the data"),
    "dependency": both("required by those who depend on it"),
    "transport": both("required by what goes via it"),
    "hosting": both("required by what it hosts"),
    "access": both("required by what it controls access to"),
}
VERDICTS: dict[Verdict, Text] = {
    "raised": both("too low"),
    "possible": both("perhaps too low"),
    "undecided": both("undecided"),
    "enough": both("enough"),
}
SIGNS: dict[Verdict, str] = {"raised": "▲", "possible": "△", "undecided": "?", "enough": "="}
"""A shape for each, so that no colour has to tell."""


def aspect_name(aspect: str) -> str:
    """An aspect by its Swedish letter and its name."""
    return f"{aspect.upper()} · {ASPECTS[aspect]}"


def letter(aspect: str) -> Component:
    """The letter of an aspect, with its name for those who point at it and those who hear it."""
    return html.Abbr(aspect.upper(), title=str(ASPECTS[aspect]))


def chip(aspect: str, level: int, model: ClassificationModel) -> Component:
    """A level as a mark: letter, number and name; its shade says the same again."""
    said = f"{aspect.upper()} {words.level(level, model)}"
    title = f"{ASPECTS[aspect]}: {words.level(level, model)}"
    return html.Span(said, className=f"eagraph-level eagraph-level-{level}", title=title)


def verdict_of(row: Row) -> Verdict:
    """What is wrong with a level, if anything."""
    if row.raised:
        return "raised"
    if row.possible:
        return "possible"
    return "undecided" if _is_undecided(row) else "enough"


def verdict(row: Row) -> str:
    """The same in words."""
    return str(VERDICTS[verdict_of(row)])


def rule_name(rule: str, model: ClassificationModel) -> str:
    """A rule as people say it: what propagates in words, an aggregation rule by its title and id."""
    if rule in RULES:
        return str(RULES[rule])
    return f"{model.rule[rule].title.text} ({rule})" if rule in model.rule else rule


def rule_words(snapshot: Snapshot, row: Row) -> str:
    """By which rules a level is required."""
    names = [rule_name(rule, snapshot.schema.classification) for rule in row.rules]
    return ", ".join(names) if names else say("its own level")


def sentence(snapshot: Snapshot, row: Row) -> str:
    """What is decided, what is required, and by which rule."""
    model = snapshot.schema.classification
    told = {"name": row.name, "aspect": aspect_name(row.aspect), "rule": rule_words(snapshot, row)}
    told["assigned"] = words.levels(row.assigned_low, row.assigned_high, model)
    if row.raised:
        least = words.level(row.required_low, model)
        return say("{name} is decided {assigned} in {aspect} and should be at least {least}: {rule}.", least=least, **told)
    if row.possible:
        most = words.level(row.required_high, model)
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
