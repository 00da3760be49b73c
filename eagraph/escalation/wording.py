"""The steps of a reason in words, one sentence a step, and the values that satisfied a rule."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from eagraph.escalation import Escalation
from eagraph.escalation.steps import Step
from eagraph.locale import Text, both, joined
from eagraph.model.aggregation import Large
from eagraph.model.classification import Interval
from eagraph.model.nodes import ASPECTS


def claim_words(found: Escalation, step: Step) -> Text:
    """What is claimed: assigned and required."""
    assigned = found.assigned(step.place, step.aspect)
    return both(
        "{place}: {aspect} is decided {assigned}, required is at least {level}.",
        assigned=_interval(found, assigned), **_told(found, step),
    )  # fmt: skip


def step_words(found: Escalation, step: Step) -> Text:
    """One step in one sentence."""
    return _WORDS[step.kind](found, step)


def values_of(found: Escalation, step: Step) -> dict[str, Any]:
    """What satisfied the condition of a rule: the information, its owners, categories, sources and sizes; or who depends."""
    condition, snapshot = step.condition, found.snapshot
    if condition is None:
        return {}
    if condition.dependants is not None:
        needers = sorted({snapshot.nodes[p.premises[0].place].id for p in step.premises if p.kind == "demand"})
        return {"dependants": needers, "asked": condition.dependants, "of_level": condition.of_level}
    assets = _assets(step)
    values: dict[str, Any] = {"assets": [snapshot.nodes[node].id for node in assets], **_counted_as(found, assets)}
    facts = found.facts
    whole = _with_bases(found, [found.ground.column[node] for node in assets])
    if condition.owners is not None:
        values["owners"] = sorted({snapshot.nodes[facts.owner[c]].id for c in whole if c in facts.owner})
    if condition.sources is not None:
        sources = {s for c in whole for s in facts.sources.get(c, ())}
        values["sources"] = sorted(snapshot.nodes[s].id for s in sources)
    if condition.categories:
        asked = {name for part in condition.categories for name in part}
        said = [snapshot.nodes[int(found.ground.assets[c])].properties.get("categories") for c in whole]
        values["categories"] = sorted({str(n) for names in said if isinstance(names, tuple) for n in names} & asked)
    if condition.one_with is not None:
        values |= _sizes(found, condition.one_with, assets)
    if condition.about_systems is not None:
        values["systems"] = sorted({snapshot.nodes[p.place].id for p in step.premises if p.place != step.place})
    return values


def _sizes(found: Escalation, asked: Large, assets: list[int]) -> dict[str, Any]:
    """The largest, or finest, of what is asked for by size."""
    values = {}
    for name in ("subjects", "records", "resolution_s", "retention_d"):
        if getattr(asked, name) is not None:
            sizes = [found.snapshot.nodes[node].properties.get(name) for node in assets]
            known = [size for size in sizes if isinstance(size, int | float)]
            values[name] = min(known, default=None) if name == "resolution_s" else max(known, default=None)
    return values


def _counted_as(found: Escalation, assets: list[int]) -> dict[str, dict[str, list[str]]]:
    """By information that counts as what it is derived from: that, by id; nothing where none does."""
    nodes, ground = found.snapshot.nodes, found.ground
    bases = {node: found.facts.bases.get(ground.column[node], ()) for node in assets}
    counted = {nodes[node].id: [nodes[int(ground.assets[b])].id for b in of] for node, of in bases.items() if of}
    return {"counts_as": counted} if counted else {}


def _as_counted(found: Escalation, node: int) -> Text:
    """Information, and what it is derived from, as which rules count it whatever relationships end."""
    bases = found.facts.bases.get(found.ground.column[node], ())
    if not bases:
        return _name(found, node)
    names = joined([_name(found, int(found.ground.assets[base])) for base in bases], ", ")
    return both("{asset} (derived from {bases}, and counts as that)", asset=_name(found, node), bases=names)


def _with_bases(found: Escalation, columns: list[int]) -> list[int]:
    return [b for c in columns for b in (c, *found.facts.bases.get(c, ()))]


def _assets(step: Step) -> list[int]:
    return list(dict.fromkeys(p.asset for p in step.premises if p.kind == "arrives"))


def _classified(found: Escalation, step: Step) -> Text:
    said = found.snapshot.nodes[step.place].properties
    by, on = said.get("classified_by"), said.get("classified_on")
    told = {"thing": _name(found, step.place), "aspect": _aspect(step), "level": _level(found, step.level)}
    if by and on:
        return both("{thing} is classified {aspect} {level}, by {by} on {on}.", **told, by=by, on=on)
    if on:
        return both("{thing} is classified {aspect} {level}, on {on}; by whom is not stated.", **told, on=on)
    if by:
        return both("{thing} is classified {aspect} {level}, by {by}; when is not stated.", **told, by=by)
    return both("{thing} is classified {aspect} {level}; by whom and when is not stated.", **told)


def _decided(found: Escalation, step: Step) -> Text:
    return both("The owner of {place} has decided {aspect} {level}.", **_told(found, step))


def _arrives(found: Escalation, step: Step) -> Text:
    way = step.way
    told = {**_told(found, step), "asset": _name(found, step.asset)}
    if way is not None and way.reopened and not way.legs:
        told["kept"] = _kept(found, step)
        return both("In {place} {asset} has {kept} again, since other filtered information meets it there.", **told)
    if way is None or not way.legs:
        return both("{asset} is at home in {place}.", **told)
    told["through"] = " → ".join(found.snapshot.nodes[place].name for place in way.places)
    if way.guessed:
        return both("{asset} may come to {place}: {through}; a flow on the way does not say what it carries.", **told)
    if way.reopened:
        return both("{asset} comes to {place}, through a filter that other information opens again: {through}.", **told)
    if step.plane:
        told["kept"] = _kept(found, step)
        return both("{asset} comes to {place} through a filter that leaves {kept}: {through}.", **told)
    return both("{asset} comes to {place}: {through}.", **told)


def _kept(found: Escalation, step: Step) -> Text:
    """What a way through filters has left."""
    if step.plane[0] == "category":
        return both("the category {name}", name=step.plane[1])
    if step.plane[0] == "level":
        return both("at least {aspect} {level}", aspect=step.aspect.upper(), level=_level(found, int(step.plane[-1])))
    return both("the tie to whom it is about")


def _content(found: Escalation, step: Step) -> Text:
    told = {**_told(found, step), "asset": _name(found, step.asset)}
    return both("{place} has {asset}; so at least {aspect} {level} is required there.", **told)


def _rule(found: Escalation, step: Step) -> Text:
    rule, values = found.ground.model.rule[step.rule], values_of(found, step)
    told = {**_told(found, step), "rule": rule.id, "title": rule.title.text}
    if "dependants" in values:
        told |= {"count": len(values["dependants"]), "least": _level(found, values["of_level"])}
        return both(
            "{title} ({rule}): {count} things that require T {least} or more need {place}; so {aspect} {level}.", **told
        )
    told["names"] = joined([_as_counted(found, node) for node in _assets(step)], ", ")
    return both("{title} ({rule}): {place} has {names}; so {aspect} {level}.", **told)


_DEMANDS: Mapping[str, Callable[..., Text]] = {
    "use": lambda **told: both("{giver} uses what {place} sends; so {aspect} {level} is required of {place}.", **told),
    "transport": lambda **told: both("{giver} goes via {place}; so {aspect} {level} is required of {place}.", **told),
    "hosting": lambda **told: both("{place} hosts {giver}; so {aspect} {level} is required of {place}.", **told),
    "access": lambda **told: both("{place} controls access to {giver}; so {aspect} {level} is required of {place}.", **told),
    "derivation": lambda **told: both(
        "{place} is derived from {giver}; so {aspect} {level} is required of {place}.", **told
    ),
    "dependency": lambda **told: both("{giver} depends on {place}; so {aspect} {level} is required of {place}.", **told),
}
"""By rule of `requirements`."""


def _demand(found: Escalation, step: Step) -> Text:
    giver = step.premises[0]
    told = {**_told(found, step), "giver": _name(found, giver.place)}
    if not step.level:
        told["level"] = _level(found, giver.level)
        return both("{giver} depends on {place} and itself requires {aspect} {level}.", **told)
    said = _DEMANDS[step.rule](**told)
    if not step.discount:
        return said
    less = both("That is {count} less than what is required of {giver}.", count=step.discount, giver=told["giver"])
    return joined([said, less], " ")


def _told(found: Escalation, step: Step) -> dict[str, object]:
    return {"place": _name(found, step.place), "aspect": _aspect(step), "level": _level(found, step.level)}


def _level(found: Escalation, level: int) -> Text:
    """A level as the classification model in force shows it."""
    return found.ground.model.level_text(level)


def _interval(found: Escalation, levels: Interval) -> Text:
    return joined([_level(found, level) for level in dict.fromkeys((levels.low, levels.high))], "-")


def _name(found: Escalation, node: int) -> Text:
    name = found.snapshot.nodes[node].name
    return Text(name, name)


def _aspect(step: Step) -> Text:
    name = ASPECTS[step.aspect]
    letter = step.aspect.upper()
    return Text(f"{letter} ({name.sv})", f"{letter} ({name.en})")


_WORDS: Mapping[str, Callable[[Escalation, Step], Text]] = {
    "classified": _classified,
    "decided": _decided,
    "arrives": _arrives,
    "content": _content,
    "rule": _rule,
    "demand": _demand,
}
