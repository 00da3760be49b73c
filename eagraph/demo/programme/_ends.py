"""Which things are at the ends of which relationships, as the city is drawn up at one moment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import cast

from eagraph.demo._draft import Draft
from eagraph.demo.organisations import board_of
from eagraph.model.fields import Value
from eagraph.model.landscape import Relationship

_NONE: tuple[Relationship, ...] = ()


class Ends:
    """The relationships of some types, by either end."""

    def __init__(self, draft: Draft, types: Collection[str]) -> None:
        self._draft = draft
        self._out: dict[tuple[str, str], list[Relationship]] = defaultdict(list)
        self._into: dict[tuple[str, str], list[Relationship]] = defaultdict(list)
        for type_ in types:
            for tie in draft.ties.of_type(type_):
                self._out[type_, tie.source].append(tie)
                self._into[type_, tie.target].append(tie)

    def out(self, type_: str, source: str) -> list[str]:
        """Where relationships of a type lead from a thing."""
        return [tie.target for tie in self.leaving(type_, source)]

    def into(self, type_: str, target: str) -> list[str]:
        """Where those come from that lead to a thing."""
        return [tie.source for tie in self.coming(type_, target)]

    def leaving(self, type_: str, source: str) -> Collection[Relationship]:
        """The relationships of a type from a thing."""
        return self._out.get((type_, source), _NONE)

    def coming(self, type_: str, target: str) -> Collection[Relationship]:
        """The relationships of a type to a thing."""
        return self._into.get((type_, target), _NONE)

    def boards(self, thing: str) -> set[str]:
        """The boards and companies of those that own a thing; needs OWNED_BY and BELONGS_TO."""
        owners = self.out("OWNED_BY", thing)
        orgs = {org for owner in owners for org in (self.out("BELONGS_TO", owner) or [owner])}
        return {board_of(self._draft, org) for org in orgs}


def properties(tie: Relationship) -> dict[str, Value]:
    """A relationship's properties, to be changed."""
    return cast("dict[str, Value]", tie.properties)


def of_label(draft: Draft, label: str) -> list[str]:
    """The ids of all things of a label, sorted."""
    return sorted(id_ for id_, node in draft.nodes.items() if node.label == label)


def days_from_today(draft: Draft, date: Value) -> int:
    """How many days from today a date is, negative before it."""
    return (draft.today.fromisoformat(str(date)) - draft.today).days
