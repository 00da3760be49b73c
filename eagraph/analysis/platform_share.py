"""Platform share: how much of what boards exchange goes over the common integration platform, and what goes past it?

An exchange is an integration, or a flow between systems and services without one, whose ends different boards or companies
answer for. It goes over the platform where its integration, or one in a chain with it, goes VIA it, or the platform itself
is an end (COM-10). One with an end outside the city is not counted. Common integration platforms are those named, else the
systems that are common and of kind integration, or common with that function.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

from eagraph.analysis._portfolio.exchanges import Exchange, Exchanges
from eagraph.analysis._portfolio.judged import Judged, Violation, cut, first_wrong, ids, names
from eagraph.analysis._portfolio.links import RETIRED, links
from eagraph.analysis._portfolio.uses import Uses
from eagraph.analysis._things import found, named
from eagraph.analysis._ties import tied
from eagraph.graph.snapshot import Snapshot
from eagraph.graph.views import not_valid
from eagraph.locale import Text, both, figure
from eagraph.results import Named, Result, SnapshotInfo, Words, completeness

title = both("Platform share")
question = both("How much of what boards exchange goes over the common integration platform, and what goes past it?")
_EXCHANGING = frozenset({"System", "DigitalService"})
Wrong = Literal["point_to_point", "other_platform", "board_unknown", "no_platform"]


class Params(BaseModel):
    """Which platforms are the common ones."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    platforms: tuple[str, ...] = Field(
        default=(),
        title="common platforms",
        description="the common integration platforms: id, source key or unique name; empty: as the landscape says",
        json_schema_extra={"names": "thing"},
    )
    at: dt.date | None = Field(default=None, description="only what is valid on this day")
    limit: int = Field(default=1000, ge=1, le=100_000, description="no more rows than this, those that break a rule first")


class Row(Judged):
    """An exchange between boards that goes past the common platform, or perhaps does."""

    brief: ClassVar = ("name", "wrong", "violation", "sender_names", "receiver_names", "board_names")

    wrong: Wrong = Field(
        title="what is wrong", description="past every platform, over another, unknown whose it is, no common platform known"
    )
    senders: tuple[str, ...] = Field(description="ids of those that send")
    sender_names: str | None = Field(title="senders, by name", description="their names")
    receivers: tuple[str, ...] = Field(description="ids of those that receive")
    receiver_names: str | None = Field(title="receivers, by name", description="their names")
    boards: tuple[str, ...] = Field(description="ids of the boards and companies that answer for them")
    board_names: str | None = Field(title="boards, by name", description="their names")
    via: tuple[str, ...] = Field(description="ids of what it goes over instead")
    pattern: str | None = Field(title="method", description="the method of the integration")


class Share(Named):
    """One board or company, and its exchanges with others."""

    brief: ClassVar = ("name", "exchanges", "over_platform", "share")

    exchanges: int = Field(title="exchanges with others", description="exchanges with other boards and companies")
    over_platform: int = Field(title="over the platform", description="how many of them go over the common platform")
    share: float | None = Field(description="the share that does, 0 to 1")


class Answer(Result[Row]):
    """What goes past the common platform; then the share of every board."""

    platforms: tuple[Named, ...] = Field(default=(), title="common platforms")
    exchanges: int = Field(default=0, title="exchanges between boards", description="those of which both ends are known")
    over_platform: int = Field(default=0, title="over the platform", description="how many of them go over it")
    share: float | None = Field(default=None, description="the share that does, 0 to 1; empty: there are none")
    point_to_point: int = Field(default=0, title="point to point", description="how many go past every platform")
    systems: int = Field(default=0, title="systems that exchange", description="systems with an exchange between boards")
    possible: int = Field(
        default=0,
        title="links there could be",
        description="how many links there could be point to point between those systems: n(n-1)/2",
    )
    boards: tuple[Share, ...] = Field(default=(), title="by board")


@dataclass(frozen=True, eq=False)
class _Ground:
    exchanges: Exchanges
    uses: Uses
    platforms: frozenset[int]

    @property
    def snapshot(self) -> Snapshot:
        return self.exchanges.snapshot

    @cached_property
    def between(self) -> list[tuple[Exchange, set[int], bool]]:
        """Exchanges that are, or may be, between boards: with the boards, and whether they surely are."""
        judged = ((one, *self._boards(one)) for one in self.exchanges.all if self._is_whole(one))
        return [(one, boards, is_sure) for one, boards, is_sure in judged if is_sure is not None]

    @cached_property
    def outside(self) -> int:
        """How many exchanges have an end outside the city."""
        return sum(self._is_outside(one) for one in self.exchanges.all)

    def _is_whole(self, one: Exchange) -> bool:
        nodes = self.snapshot.nodes
        ends = {nodes[i].label for i in (*one.senders, *one.receivers)}
        return bool(one.senders and one.receivers) and (one.node is not None or ends <= _EXCHANGING)

    def _is_outside(self, one: Exchange) -> bool:
        owned = (self.uses.board.get(i) for i in (*one.senders, *one.receivers))
        return any(own is not None and self.uses.is_outside(own) for own in owned)

    def _boards(self, one: Exchange) -> tuple[set[int], bool | None]:
        """The boards at its ends; does any sender's differ from any receiver's? None: surely not."""
        sending, receiving = ({self.uses.board.get(i) for i in side} for side in (one.senders, one.receivers))
        boards = {own for own in (*sending, *receiving) if own is not None}
        if self._is_outside(one):
            return boards, None
        if any(a != b for a in sending - {None} for b in receiving - {None}):
            return boards, True
        return boards, False if None in sending | receiving else None

    def is_over(self, one: Exchange) -> bool:
        """Does it go over a common platform?"""
        return not self.platforms.isdisjoint((*self.via(one), *one.senders, *one.receivers))

    def via(self, one: Exchange) -> tuple[int, ...]:
        """What its integration, or one in a chain with it, goes via."""
        via = self.exchanges.links.out("VIA")
        return tuple(sorted({end for node in self.exchanges.chain(one.node) for end in via.get(node, ())}))


def run(snapshot: Snapshot, params: Params) -> Answer:
    """What goes past the common platform, what breaks the rule first.

    Raises:
        UnknownName: a platform that is named does not exist.
    """
    known = links(snapshot, params.at)
    platforms = frozenset(found(snapshot, params.platforms) or _common(snapshot, known.things("System")))
    ground = _Ground(Exchanges(known), Uses(known), platforms)
    surely = [(one, boards) for one, boards, is_known in ground.between if is_known]
    over = [one for one, _ in surely if ground.is_over(one)]
    rows = first_wrong(_rows(ground))
    systems = {i for one, _ in surely for i in (*one.senders, *one.receivers) if i not in platforms}
    hidden = known.hidden("FLOW", "VIA")
    told = [*cut(rows, params.limit), *_reasons(ground), *not_valid(hidden, params.at)]
    return Answer(
        analysis="platform-share",
        params=params.model_dump(mode="json"),
        summary=Words.of(_summary(rows, len(surely), len(over))),
        snapshot=SnapshotInfo.of(snapshot),
        completeness=completeness(told, truncated=len(rows) > params.limit),
        hidden=hidden,
        rows=tuple(rows[: params.limit]),
        platforms=tuple(Named(**named(snapshot, i)) for i in sorted(platforms)),
        exchanges=len(surely),
        over_platform=len(over),
        share=len(over) / len(surely) if surely else None,
        point_to_point=sum(row.wrong == "point_to_point" for row in rows),
        systems=len(systems),
        possible=len(systems) * (len(systems) - 1) // 2,
        boards=tuple(_shares(ground, surely)),
    )


def _common(snapshot: Snapshot, systems: Sequence[int]) -> list[int]:
    said = ((i, snapshot.nodes[i].properties) for i in systems)
    return [
        i for i, own in said
        if own.get("scope") == "common" and "integration" in {own.get("system_kind"), own.get("common_function")}
        and own.get("lifecycle") != RETIRED
    ]  # fmt: skip


def _rows(ground: _Ground) -> Iterator[Row]:
    for one, boards, is_known in ground.between:
        if not ground.is_over(one):
            wrong: Wrong = "other_platform" if ground.via(one) else "point_to_point"
            sure: Violation = "yes"
            if not ground.platforms:
                wrong, sure = "no_platform", "unknown"
            if not is_known:
                wrong, sure = "board_unknown", "unknown"
            yield _row(ground, one, wrong, sure, boards)


def _row(ground: _Ground, one: Exchange, wrong: Wrong, violation: Violation, boards: set[int]) -> Row:
    snapshot = ground.snapshot
    pattern = None if one.node is None else snapshot.nodes[one.node].properties.get("pattern")
    return Row(
        **(tied(snapshot, one.ties[0]) if one.node is None else named(snapshot, one.node)),
        violation=violation,
        wrong=wrong,
        senders=ids(snapshot, one.senders),
        sender_names=names(snapshot, one.senders),
        receivers=ids(snapshot, one.receivers),
        receiver_names=names(snapshot, one.receivers),
        boards=ids(snapshot, boards),
        board_names=names(snapshot, boards),
        via=ids(snapshot, ground.via(one)),
        pattern=str(pattern) if pattern else None,
    )


def _shares(ground: _Ground, surely: Sequence[tuple[Exchange, set[int]]]) -> Iterator[Share]:
    """By board, those with most exchanges past the platform first."""
    total: Counter[int] = Counter(board for _, boards in surely for board in boards)
    over: dict[int, int] = defaultdict(int)
    for one, boards in surely:
        for board in boards if ground.is_over(one) else ():
            over[board] += 1
    for board in sorted(total, key=lambda b: (over[b] - total[b], b)):
        yield Share(
            **named(ground.snapshot, board),
            exchanges=total[board],
            over_platform=over[board],
            share=over[board] / total[board],
        )


def _reasons(ground: _Ground) -> Iterator[Text]:
    if not ground.platforms:
        yield both("No common integration platform is known; name one (platforms).")
    if unsure := sum(not known for _, _, known in ground.between):
        yield both("Of {count} exchanges it is not known whose all systems are; they are not counted.", count=unsure)
    if ground.outside:
        yield both(
            "{count} exchanges with suppliers and authorities outside the city are not counted.", count=ground.outside
        )
    if open_ := sum(not (one.senders and one.receivers) for one in ground.exchanges.all):
        yield both("{count} integrations have no sender or no receiver; they are left out.", count=open_)


def _summary(rows: Sequence[Row], exchanges: int, over: int) -> Text:
    perhaps = sum(row.violation == "unknown" for row in rows)
    if not exchanges:
        return both("No exchange is surely between boards; past the common platform perhaps: {perhaps}.", perhaps=perhaps)
    return both(
        "Exchanges between boards: {exchanges}, of which {over} ({share} %) go over the common platform. Point to point: "
        "{direct}; over another platform: {other}; perhaps: {perhaps}.",
        exchanges=exchanges,
        over=over,
        share=figure(100 * over / exchanges),
        direct=sum(row.wrong == "point_to_point" for row in rows),
        other=sum(row.wrong == "other_platform" for row in rows),
        perhaps=perhaps,
    )
