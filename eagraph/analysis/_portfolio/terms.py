"""On which terms is something exchanged: what is carried, by which medium and method, how protected, over what?

A flow carries what it says, else what the integration at one of its ends CARRIES. Its medium is the least digital along it.
An exchange goes over what its integration, or one in a chain with it, goes VIA.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from eagraph.analysis._portfolio.exchanges import MEDIA, Exchange, Exchanges
from eagraph.analysis._portfolio.media import medium_of
from eagraph.analysis._portfolio.types import types_of_assets
from eagraph.graph.snapshot import Snapshot
from eagraph.model.classification import UNKNOWN, Interval, interval

Means = Literal["digital", "manual", "paper", "unknown"]
Sealed = Literal["yes", "no", "unknown", "not_applicable"]


@dataclass(frozen=True, eq=False)
class Terms:
    """What is said of the exchanges of a day."""

    exchanges: Exchanges

    @property
    def snapshot(self) -> Snapshot:
        """What is looked at."""
        return self.exchanges.snapshot

    @cached_property
    def _carries(self) -> dict[int, tuple[int, ...]]:
        return self.exchanges.links.out("CARRIES")

    @cached_property
    def _types(self) -> dict[int, frozenset[int]]:
        return types_of_assets(self.exchanges.links)

    def information(self, one: Exchange) -> tuple[str, ...]:
        """Ids of the assets that are carried, sorted; empty where nobody says."""
        return tuple(sorted({asset for tie in one.ties for asset in self._of_flow(tie)}))

    def names(self, assets: Sequence[str], most: int = 4) -> str | None:
        """Assets by name, of many the first; those the landscape does not know by id; None where there are none."""
        nodes, index = self.snapshot.nodes, self.snapshot.index
        listed = ", ".join(nodes[index[a]].name if a in index else a for a in assets[:most])
        return (f"{listed} … (+{len(assets) - most})" if len(assets) > most else listed) or None

    def is_silent(self, one: Exchange) -> bool:
        """Does some flow of it not say what it carries?"""
        return any(not self._of_flow(tie) for tie in one.ties)

    def types(self, assets: Iterable[str]) -> tuple[int, ...]:
        """The information types that some assets are of, sorted; a copy is of the types of what it is made of."""
        index = self.snapshot.index
        return tuple(sorted({t for asset in assets if asset in index for t in self._types.get(index[asset], ())}))

    def confidentiality(self, assets: Iterable[str]) -> Interval:
        """The highest stated level of confidentiality among some assets; unknown where one of them states none."""
        nodes, index = self.snapshot.nodes, self.snapshot.index
        found = [interval(nodes[index[a]].properties, "k") if a in index else UNKNOWN for a in assets]
        return Interval(max(one.low for one in found), max(one.high for one in found)) if found else UNKNOWN

    def medium(self, one: Exchange) -> Means:
        """The least digital medium along it."""
        return min({medium_of(self.snapshot, tie) for tie in one.ties}, key=MEDIA.index, default=None) or "unknown"

    def encryption(self, one: Exchange) -> str | None:
        """How it is encrypted, as its integration or its flows say; of several the first that is none, else by letter."""
        nodes = () if one.node is None else (self.snapshot.nodes[one.node].properties,)
        flows = () if nodes and nodes[0].get("encrypted") else (self.snapshot.relationships[t].properties for t in one.ties)
        said = sorted({str(word) for own in (*nodes, *flows) if (word := own.get("encrypted"))})
        return "none" if "none" in said else said[0] if said else None

    def sealed(self, one: Exchange) -> Sealed:
        """Is what goes digitally encrypted on its way?"""
        if self.medium(one) in ("paper", "manual"):
            return "not_applicable"
        said = self.encryption(one)
        return "unknown" if said is None else "no" if said == "none" else "yes"

    def over(self, one: Exchange) -> tuple[int, ...]:
        """What it goes over, sorted."""
        via = self.exchanges.links.out("VIA")
        return tuple(sorted({end for node in self.exchanges.chain(one.node) for end in via.get(node, ())}))

    def said(self, one: Exchange, name: str) -> str | None:
        """What its integration says of itself; None where it has none or does not say."""
        value = None if one.node is None else self.snapshot.nodes[one.node].properties.get(name)
        return str(value) if value else None

    def _of_flow(self, tie: int) -> tuple[str, ...]:
        snapshot = self.snapshot
        own = snapshot.relationships[tie].properties.get("carries")
        if own:
            return own if isinstance(own, tuple) else (str(own),)
        ends = (int(snapshot.source[tie]), int(snapshot.target[tie]))
        return tuple(snapshot.nodes[asset].id for end in ends for asset in self._carries.get(end, ()))
