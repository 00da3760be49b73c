"""Process fragmentation: which processes are pieced together from many systems, hand-overs, hands and paper?

Of every process: the systems that SUPPORT it, what they send each other directly or through integrations alone, how often
that goes from one board's system to another's, by hand or on paper, and into how many islands its systems fall that send
each other nothing (COM-14). The index is the sum of how many there are beyond what a process in one piece has: systems - 1,
hand-overs, flows by hand or on paper, islands - 1; it ranks, and measures nothing else.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

from eagraph.analysis._portfolio.exchanges import Exchanges
from eagraph.analysis._portfolio.judged import Judged, Violation, cut, ids, names
from eagraph.analysis._portfolio.links import RETIRED, links
from eagraph.analysis._things import named
from eagraph.escalation.owners import boards
from eagraph.graph.snapshot import Snapshot
from eagraph.graph.views import not_valid
from eagraph.locale import Text, both
from eagraph.results import Result, SnapshotInfo, Words, completeness

title = both("Process fragmentation")
question = both("Which processes are pieced together from many systems, hand-overs, hands and paper?")
Wrong = Literal["manual_flow", "unconnected", "no_system", "handed_over", "nothing"]
Pair = tuple[int, int]


class Params(BaseModel):
    """Which day."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    at: dt.date | None = Field(default=None, description="only what is valid on this day")
    limit: int = Field(default=1000, ge=1, le=100_000, description="no more rows than this, the most fragmented first")


class Row(Judged):
    """One process."""

    brief: ClassVar = ("name", "index", "wrong", "violation", "count", "hand_overs", "manual", "islands")

    wrong: Wrong = Field(
        title="what is wrong",
        description="the gravest: by hand or on paper; systems that exchange nothing; no system known; handed over; nothing",
    )
    index: int | None = Field(description="how fragmented it is, 0 in one piece; empty: no system is known")
    count: int = Field(title="systems, number of", description="how many systems support it")
    systems: tuple[str, ...] = Field(description="ids of the systems that support it")
    system_names: str | None = Field(title="systems, by name", description="their names")
    organisations: tuple[str, ...] = Field(description="ids of the boards and companies that answer for them")
    organisation_names: str | None = Field(title="organisations, by name", description="their names")
    hand_overs: int = Field(
        title="hand-overs", description="pairs of systems of different boards of which one sends to the other"
    )
    handed: tuple[str, ...] = Field(title="handed over", description="these pairs, as ids with → between")
    manual: int = Field(
        title="by hand or on paper", description="pairs of systems of which one sends to the other by hand or on paper"
    )
    by_hand: tuple[str, ...] = Field(title="pairs by hand or on paper", description="these pairs, as ids with → between")
    islands: int = Field(description="into how many groups its systems fall that exchange nothing with each other")
    medium_unknown: int = Field(
        title="medium unknown", description="pairs of which nobody has said by which medium they exchange"
    )


class Answer(Result[Row]):
    """Processes, the most fragmented first."""


@dataclass(frozen=True, eq=False)
class _Process:
    """One process with its systems and what those send each other."""

    exchanges: Exchanges
    node: int
    systems: tuple[int, ...]

    @property
    def snapshot(self) -> Snapshot:
        return self.exchanges.snapshot

    @cached_property
    def pairs(self) -> list[Pair]:
        inside = [(a, b) for a in self.systems for b in self.systems if a != b]
        return [pair for pair in inside if pair in self.exchanges.pairs]

    @cached_property
    def handed(self) -> list[Pair]:
        board = boards(self.snapshot)
        return [(a, b) for a, b in self.pairs if a in board and b in board and board[a] != board[b]]

    @cached_property
    def by_hand(self) -> list[Pair]:
        return [pair for pair in self.pairs if self.exchanges.pairs[pair] & {"manual", "paper"}]

    @property
    def silent(self) -> int:
        """Pairs that go by hand or on paper perhaps: nobody has said by which medium."""
        return sum(None in self.exchanges.pairs[pair] for pair in self.pairs if pair not in self.by_hand)

    @cached_property
    def islands(self) -> int:
        import networkx as nx

        graph: nx.Graph[int] = nx.Graph()
        graph.add_nodes_from(self.systems)
        graph.add_edges_from(self.pairs)
        return nx.number_connected_components(graph) if self.systems else 0

    @property
    def index(self) -> int | None:
        if not self.systems:
            return None
        return len(self.systems) - 1 + len(self.handed) + len(self.by_hand) + self.islands - 1

    @property
    def verdict(self) -> tuple[Wrong, Violation]:
        if not self.systems:
            return "no_system", "unknown"
        if self.by_hand:
            return "manual_flow", "yes"
        if self.islands > 1:
            return "unconnected", "unknown"
        return ("handed_over" if self.handed else "nothing"), "no"


def run(snapshot: Snapshot, params: Params) -> Answer:
    """Processes, the most fragmented first; last those without a system."""
    known = links(snapshot, params.at)
    exchanges, supporting = Exchanges(known), known.into("SUPPORTS")
    found = [_Process(exchanges, i, _supporting(exchanges, supporting.get(i, ()))) for i in known.things("Process")]
    found.sort(key=lambda one: (one.index is None, -(one.index or 0), one.node))
    hidden = known.hidden("SUPPORTS", "FLOW")
    told = [*cut(found, params.limit), *_reasons(found), *not_valid(hidden, params.at)]
    return Answer(
        analysis="process-fragmentation",
        params=params.model_dump(mode="json"),
        summary=Words.of(_summary(found)),
        snapshot=SnapshotInfo.of(snapshot),
        completeness=completeness(told, truncated=len(found) > params.limit),
        hidden=hidden,
        rows=tuple(_row(one) for one in found[: params.limit]),
    )


def _supporting(exchanges: Exchanges, systems: Sequence[int]) -> tuple[int, ...]:
    return tuple(i for i in systems if exchanges.links.lifecycle(i) != RETIRED)


def _row(one: _Process) -> Row:
    snapshot, (wrong, violation), board = one.snapshot, one.verdict, boards(one.snapshot)
    owning = {board[i] for i in one.systems if i in board}
    return Row(
        **named(snapshot, one.node),
        violation=violation,
        wrong=wrong,
        index=one.index,
        count=len(one.systems),
        systems=ids(snapshot, one.systems),
        system_names=names(snapshot, one.systems),
        organisations=ids(snapshot, owning),
        organisation_names=names(snapshot, owning),
        hand_overs=len(one.handed),
        handed=_told(snapshot, one.handed),
        manual=len(one.by_hand),
        by_hand=_told(snapshot, one.by_hand),
        islands=one.islands,
        medium_unknown=one.silent,
    )


def _told(snapshot: Snapshot, pairs: Sequence[Pair]) -> tuple[str, ...]:
    return tuple(f"{snapshot.nodes[a].id} → {snapshot.nodes[b].id}" for a, b in pairs)


def _reasons(found: Sequence[_Process]) -> Iterator[Text]:
    if not found:
        yield both("The landscape names no processes.")
    if bare := sum(not one.systems for one in found):
        yield both("{count} processes have no system that is known to support them.", count=bare)
    if silent := sum(one.silent for one in found):
        yield both(
            "{count} exchanges within processes do not say by which medium they go; they count as digital.", count=silent
        )
    unowned = {i for one in found for i in one.systems if i not in boards(one.snapshot)}
    if unowned:
        yield both(
            "Of {count} systems it is not known which board answers for them; they hand nothing over.", count=len(unowned)
        )


def _summary(found: Sequence[_Process]) -> Text:
    count = Counter(one.verdict[0] for one in found)
    return both(
        "Processes: {processes}. With flows by hand or on paper: {manual}; of systems that exchange nothing: {apart}; "
        "handed over between boards: {handed}; without any system that is known: {bare}.",
        processes=len(found),
        manual=count["manual_flow"],
        apart=count["unconnected"],
        handed=sum(bool(one.handed) for one in found),
        bare=count["no_system"],
    )
