"""Which exchanges are asked about, between whose systems each goes, and in which cells of a matrix it counts."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Literal

from eagraph.analysis._portfolio.exchanges import Exchange
from eagraph.analysis._portfolio.judged import ids
from eagraph.analysis._portfolio.terms import Means, Terms
from eagraph.escalation.owners import boards
from eagraph.graph.snapshot import Snapshot

Crosses = Literal["yes", "no", "unknown"]
Owner = int | None
"""A board or company as its node; None: nobody is known to answer."""
Pair = tuple[Owner, Owner]
UNKNOWN_OWNER = "~unknown"
"""Means, as sender or receiver, those that nobody is known to answer for."""
_CROSSES: tuple[Crosses, ...] = ("yes", "unknown", "no")


@dataclass(frozen=True)
class Wanted:
    """What exchanges are wanted by; what is empty asks for nothing."""

    senders: Collection[Owner] = ()
    receivers: Collection[Owner] = ()
    information: Collection[str] = ()
    """Ids of assets and types."""
    media: Collection[Means] = ()
    platforms: Collection[int] = ()
    crossing: bool = False
    """Only what surely or perhaps goes from one board to another."""


@dataclass(frozen=True, eq=False)
class AskedExchanges:
    """The exchanges with both ends that are wanted."""

    terms: Terms
    wanted: Wanted

    @property
    def snapshot(self) -> Snapshot:
        """What is looked at."""
        return self.terms.snapshot

    @cached_property
    def all(self) -> list[Exchange]:
        """Those between boards first, then perhaps, then inside one."""
        left = [one for one in self._whole if self._is_wanted(one) and self.pairs(one)]
        return sorted(left, key=lambda one: _CROSSES.index(self.crosses(one)))

    @property
    def open(self) -> int:
        """How many integrations have no sender or no receiver."""
        return len(self.terms.exchanges.all) - len(self._whole)

    @property
    def hidden(self) -> int:
        """How many exchanges are not wanted."""
        return len(self._whole) - len(self.all)

    def owners(self, ends: Iterable[int]) -> set[Owner]:
        """Who answers for some things."""
        board = boards(self.snapshot)
        return {board.get(end) for end in ends}

    def crosses(self, one: Exchange) -> Crosses:
        """Does a sender's board differ from a receiver's? Unknown where only an owner nobody knows could."""
        sending, receiving = self.owners(one.senders), self.owners(one.receivers)
        if any(a != b for a, b in product(sending - {None}, receiving - {None})):
            return "yes"
        return "unknown" if None in sending | receiving else "no"

    def pairs(self, one: Exchange) -> list[Pair]:
        """The cells it counts in, of those that are wanted."""
        wanted = self.wanted
        every = product(self.owners(one.senders), self.owners(one.receivers))
        asked = (pair for pair in every if _fits(wanted.senders, pair[0]) and _fits(wanted.receivers, pair[1]))
        return [(a, b) for a, b in asked if not wanted.crossing or a != b or a is None]

    @cached_property
    def _whole(self) -> list[Exchange]:
        return [one for one in self.terms.exchanges.all if one.senders and one.receivers]

    def _is_wanted(self, one: Exchange) -> bool:
        wanted, terms = self.wanted, self.terms
        return (
            (not wanted.crossing or self.crosses(one) != "no")
            and (not wanted.media or terms.medium(one) in wanted.media)
            and (not wanted.platforms or not set(wanted.platforms).isdisjoint(terms.over(one)))
            and (not wanted.information or not set(wanted.information).isdisjoint(self._carried(one)))
        )

    def _carried(self, one: Exchange) -> tuple[str, ...]:
        assets = self.terms.information(one)
        return (*assets, *ids(self.snapshot, self.terms.types(assets)))


def owners_meant(snapshot: Snapshot, said: str) -> set[Owner]:
    """Whom people mean by an id or a name: the board or company of that; no known owner by `UNKNOWN_OWNER`; else nobody."""
    if said in ("", UNKNOWN_OWNER):
        return {None} if said else set()
    node = snapshot.find(said)
    return {boards(snapshot).get(node, node)}


def _fits(wanted: Collection[Owner], owner: Owner) -> bool:
    return not wanted or owner in wanted
