"""What is missing for the notice of a breach, and of what? What only people can say is not listed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pydantic import Field

from eagraph.analysis._personal.involved import Involved
from eagraph.analysis._personal.notice import Case
from eagraph.locale import Text, both
from eagraph.results import Value, Words


class Missing(Value):
    """One thing that nobody has said."""

    what: Words = Field(title="what is missing", description="what is missing, and what it is needed for")
    things: tuple[str, ...] = Field(description="ids of the things of which it is missing")


def missing(case: Case, people: Iterable[Involved]) -> tuple[Missing, ...]:
    """All that is missing."""
    nodes = case.hit.escalation.snapshot.nodes
    return tuple(
        Missing(what=Words.of(text), things=tuple(nodes[i].id for i in things)) for text, things in _all(case, people)
    )


def _all(case: Case, people: Iterable[Involved]) -> Iterator[tuple[Text, tuple[int, ...]]]:
    own = () if case.incident is None else (case.incident,)
    if own and not case.detected:
        yield both("The day of detection: the deadlines start with it."), own
    if own and not case.hit.named:
        yield both("What the incident affected, and where it started."), own
    empty = _empty_places(case)
    if empty:
        yield both("Which information is in these places that are hit."), empty
    yield from _of_information(case)
    parts = {one.part for one in people}
    if case.personal and "data_protection_officer" not in parts:
        yield both("The data protection officer, with contact details."), ()
    if case.personal and case.notice.routine != "recorded":
        yield both("A routine for notifying a breach that covers the places hit."), ()


def _of_information(case: Case) -> Iterator[tuple[Text, tuple[int, ...]]]:
    """What the information that is perhaps personal does not say of itself."""
    asked: list[tuple[str, Text]] = [
        ("personal", both("Whether it is personal data.")),
        ("subject_kind", both("About whom it is.")),
        ("categories", both("Which kinds of data are in it.")),
        ("special_category", both("Whether it has special categories of personal data.")),
    ]
    for name, text in asked:
        if lacking := [c for c in case.personal if case.said(c).get(name) in (None, ())]:
            yield text, _nodes(case, lacking)
    if case.persons.unknown:
        yield both("How many persons it is about."), _nodes(case, case.persons.unknown)
    if unowned := [c for c in case.personal if int(case.hit.escalation.ground.assets[c]) not in case.answering]:
        yield both("Who is the controller."), _nodes(case, unowned)


def _empty_places(case: Case) -> tuple[int, ...]:
    """Places that could hold information and in which none is known to be."""
    snapshot = case.hit.escalation.snapshot
    holders = {label for type_ in snapshot.schema.relationship_types if type_.owns for label in type_.sources}
    filled = {place for places in case.hit.where.values() for place in places}
    return tuple(p for p in case.hit.places if p not in filled and snapshot.nodes[p].label in holders)


def _nodes(case: Case, columns: Iterable[int]) -> tuple[int, ...]:
    return tuple(int(case.hit.escalation.ground.assets[column]) for column in columns)
