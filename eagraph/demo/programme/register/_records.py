"""What the records of the programme are about: systems in use, by management object; evidence about many things at once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from eagraph.demo._draft import Draft
from eagraph.model.fields import Value

IN_USE = frozenset({"pilot", "live", "phase_out"})
PUBLIC = frozenset({"resident", "business", "visitor"})


def of_label(draft: Draft, label: str) -> list[str]:
    """The ids of all things of a label, sorted."""
    return sorted(id_ for id_, node in draft.nodes.items() if node.label == label)


def systems_in_use(draft: Draft) -> list[str]:
    """The systems that are in use, sorted."""
    return [id_ for id_ in of_label(draft, "System") if draft.facts(id_).get("lifecycle") in IN_USE]


def pairs(draft: Draft, type_: str) -> list[tuple[str, str]]:
    """The ends of all relationships of a type, in the order in which they were drawn."""
    return [(tie.source, tie.target) for tie in draft.ties.of_type(type_)]


def targets(draft: Draft, type_: str) -> dict[str, list[str]]:
    """By source, where relationships of a type lead."""
    found: dict[str, list[str]] = {}
    for source, target in pairs(draft, type_):
        found.setdefault(source, []).append(target)
    return found


def sources(draft: Draft, type_: str) -> dict[str, list[str]]:
    """By target, where relationships of a type come from."""
    found: dict[str, list[str]] = {}
    for source, target in pairs(draft, type_):
        found.setdefault(target, []).append(source)
    return found


def managed(draft: Draft) -> dict[str, list[str]]:
    """By management object, the systems in use that it manages."""
    wanted = set(systems_in_use(draft))
    found = {object_: [one for one in own if one in wanted] for object_, own in sources(draft, "MANAGED_IN").items()}
    return {object_: found.get(object_, []) for object_ in of_label(draft, "ManagementObject")}


def boards(draft: Draft, *kinds: str) -> list[str]:
    """The organisations of some kinds, sorted."""
    return [id_ for id_ in of_label(draft, "Organisation") if draft.facts(id_).get("kind") in kinds]


def about(draft: Draft, kind: str, key: str, name: str, things: Iterable[str], **facts: Value | None) -> str:
    """Evidence of a kind about some things; its id."""
    evidence = draft.node("Evidence", name, facts, key=key, evidence_kind=kind)
    for thing in things:
        draft.tie(evidence, "ABOUT", thing)
    return evidence


def untie(draft: Draft, source: str, type_: str, target: str) -> None:
    """Take a relationship away."""
    draft.ties.pop((source, type_, target, ""), None)


def properties(draft: Draft, source: str, type_: str, target: str) -> dict[str, Value]:
    """A relationship's properties, to be changed."""
    return cast("dict[str, Value]", draft.ties[source, type_, target, ""].properties)


def remove(draft: Draft, ids: Iterable[str]) -> None:
    """Take things away with all their relationships."""
    gone = set(ids)
    for id_ in gone:
        draft.nodes.pop(id_, None)
    for key in [key for key in draft.ties if key[0] in gone or key[2] in gone] if gone else ():
        del draft.ties[key]


def evidence_about(draft: Draft, kind: str) -> dict[str, list[str]]:
    """By thing, the evidence of a kind about it."""
    found: dict[str, list[str]] = {}
    for evidence, thing in pairs(draft, "ABOUT"):
        if draft.facts(evidence).get("evidence_kind") == kind:
            found.setdefault(thing, []).append(evidence)
    return found


def highest(draft: Draft, system: str) -> int | None:
    """The highest of the four levels its owner decided; None where one of them is not known."""
    levels = [draft.facts(system).get(aspect) for aspect in "krts"]
    known = [level for level in levels if isinstance(level, int)]
    return max(known) if len(known) == len(levels) else None


def of_objects(draft: Draft, kind: str, words: str, *, earliest: int, latest: int) -> None:
    """Evidence of a kind of each management object about the systems it manages, those that came last too.

    Args:
        draft: the city.
        kind: of evidence.
        words: what its name begins with.
        earliest: it was made at most so many days ago.
        latest: and at least so many.
    """
    chance = draft.stream(f"{kind} of objects")
    for object_, systems in managed(draft).items():
        day = draft.day(-chance.randint(latest, earliest))
        evidence = of_object(kind, object_)
        if systems and evidence not in draft.nodes:
            whole = [object_] if kind == "dialogue" else ()
            about(draft, kind, evidence.partition(":")[2], f"{words} {draft.name(object_)}", whole, date=day)
        for system in systems:
            draft.tie(evidence, "ABOUT", system)


def of_object(kind: str, object_: str) -> str:
    """The id of the evidence of a kind of a management object."""
    return f"evidence:{kind.replace('_', '-')}-{object_.partition(':')[2]}"


def by_itself(draft: Draft, kind: str, words: str, system: str, days: int) -> str:
    """Let evidence of a kind about one system, so many days old, take the place of that of its object; its id."""
    for evidence in evidence_about(draft, kind).get(system, ()):
        untie(draft, evidence, "ABOUT", system)
    key = f"{kind.replace('_', '-')}-{system.partition(':')[2]}"
    return about(draft, kind, key, f"{words} {draft.name(system)}", [system], date=draft.day(-days))


def recorded_once(draft: Draft, kind: str) -> dict[str, str]:
    """The systems about which there is one piece of evidence of a kind, that of their object; and which it is."""
    own = {of_object(kind, object_) for object_ in of_label(draft, "ManagementObject")}
    found = {thing: evidence for thing, evidence in evidence_about(draft, kind).items() if len(evidence) == 1}
    return {s: one[0] for s, one in found.items() if one[0] in own and draft.nodes[s].label == "System"}


def without_date(draft: Draft, kind: str, untouched: Iterable[str], *, most: int) -> None:
    """Take the date from the evidence of one object, of those all of whose systems, so many at most, are untouched."""
    free = set(untouched)
    fit = [o for o, own in managed(draft).items() if 2 <= len(own) <= most and free.issuperset(own)]
    if fit:
        draft.facts(of_object(kind, draft.stream(f"{kind} without date").choice(fit))).pop("date")
