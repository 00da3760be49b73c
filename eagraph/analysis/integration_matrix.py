"""Integration matrix: which board or company sends data to which, how much of it directly, on paper or unencrypted?

An exchange is an integration, or a flow without one, with who sends and who receives; through integrations it is followed
to the things at both far ends. It counts once in every cell of a board that sends and a board that receives, in several
where several do. What nobody is known to answer for has a row and a column of its own. Exchanges are counted, never
volumes: nobody records those.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import ClassVar

from pydantic import BaseModel, ConfigDict, Field

from eagraph.analysis._portfolio.asked_exchanges import UNKNOWN_OWNER, AskedExchanges, Crosses, Pair, Wanted, owners_meant
from eagraph.analysis._portfolio.exchanges import Exchange, Exchanges
from eagraph.analysis._portfolio.judged import cut, ids, names
from eagraph.analysis._portfolio.links import links
from eagraph.analysis._portfolio.terms import Means, Sealed, Terms
from eagraph.analysis._things import found, named
from eagraph.analysis._ties import tied
from eagraph.graph.snapshot import Snapshot
from eagraph.graph.views import not_valid
from eagraph.locale import Text, both
from eagraph.results import Named, Result, SnapshotInfo, Value, Words, completeness

title = both("Integration matrix")
question = both("Which board or company sends data to which, how much of it directly, on paper or unencrypted?")
NOBODY = UNKNOWN_OWNER
"""Means, as sender or receiver, those that nobody is known to answer for."""


class Params(BaseModel):
    """Which exchanges."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    sender: str = Field(
        default="",
        description="only what this board or company sends: id, source key or unique name; ~unknown: whose is unknown",
        json_schema_extra={"names": "thing"},
    )
    receiver: str = Field(
        default="", description="only what this one receives, said the same way", json_schema_extra={"names": "thing"}
    )
    information: tuple[str, ...] = Field(
        default=(),
        description="only what carries one of these information assets or types; empty is all",
        json_schema_extra={"names": "thing"},
    )
    media: tuple[Means, ...] = Field(default=(), description="only by these media; empty is all")
    platforms: tuple[str, ...] = Field(
        default=(), description="only what goes over one of these; empty is all", json_schema_extra={"names": "thing"}
    )
    crossing: bool = Field(
        default=False, title="only between boards", description="only what surely or perhaps goes from one board to another"
    )
    at: dt.date | None = Field(default=None, description="only what is valid on this day")
    limit: int = Field(default=1000, ge=1, le=100_000, description="no more rows than this, those between boards first")


class Carried(Value):
    """One information asset that goes along."""

    id: str = Field(description="id of the asset")
    types: tuple[str, ...] = Field(
        title="information types", description="ids of its types; a copy that says none has those of what it is made of"
    )
    k_low: int = Field(description="its stated confidentiality, at least")
    k_high: int = Field(description="its stated confidentiality, at most")


class Row(Named):
    """One exchange: an integration, or a flow without one."""

    brief: ClassVar = ("name", "sender_board_names", "receiver_board_names", "information_names", "medium", "encrypted")

    crosses: Crosses = Field(
        title="between boards",
        description="does a sender's board differ from a receiver's; unknown: some owner is not known",
    )
    sender_boards: tuple[str, ...] = Field(title="from", description="ids of the boards and companies that send")
    sender_board_names: str | None = Field(title="from, by name", description="their names")
    sender_unknown: bool = Field(title="whose sender is unknown", description="is some sender nobody's, as far as known")
    receiver_boards: tuple[str, ...] = Field(title="to", description="ids of the boards and companies that receive")
    receiver_board_names: str | None = Field(title="to, by name", description="their names")
    receiver_unknown: bool = Field(title="whose receiver is unknown", description="is some receiver nobody's")
    senders: tuple[str, ...] = Field(description="ids of those that send")
    sender_names: str | None = Field(title="senders, by name", description="their names")
    receivers: tuple[str, ...] = Field(description="ids of those that receive")
    receiver_names: str | None = Field(title="receivers, by name", description="their names")
    information: tuple[str, ...] = Field(description="ids of the information assets that are carried")
    information_names: str | None = Field(title="information, by name", description="their names; empty: nobody says")
    information_types: tuple[str, ...] = Field(description="ids of the information types they are of")
    information_type_names: str | None = Field(title="information types, by name", description="their names")
    carried: tuple[Carried, ...] = Field(description="the same one by one, with types and confidentiality")
    silent: bool = Field(title="content unknown", description="does some flow of it not say what it carries")
    k_low: int = Field(description="the highest stated confidentiality of what is carried, at least")
    k_high: int = Field(description="the same at most; 4 where something is not classified or not known")
    medium: Means = Field(description="the least digital medium along it")
    pattern: str | None = Field(title="method", description="the method of the integration")
    encryption: str | None = Field(description="how it is encrypted, as its source says")
    encrypted: Sealed = Field(description="is what goes digitally encrypted; does not apply on paper and by hand")
    standard: str | None = Field(description="the standard it follows")
    frequency: str | None = Field(description="how often it runs")
    via: tuple[str, ...] = Field(title="over", description="ids of the platforms it goes over")
    via_names: str | None = Field(title="over, by name", description="their names")
    direct: bool = Field(description="a flow from one thing straight to another, without an integration")
    needed: bool | None = Field(description="does a receiver need it; empty: nobody says")


class Cell(Value):
    """What one board or company sends to another; empty names are those that nobody is known to answer for."""

    brief: ClassVar = ("sender_name", "receiver_name", "exchanges", "direct", "not_digital", "unencrypted")

    sender: str | None = Field(title="from", description="id of the one that sends")
    sender_name: str | None = Field(title="from, by name", description="its name")
    receiver: str | None = Field(title="to", description="id of the one that receives")
    receiver_name: str | None = Field(title="to, by name", description="its name")
    exchanges: int = Field(description="how many exchanges")
    direct: int = Field(description="how many of them without an integration")
    not_digital: int = Field(title="by hand or on paper", description="how many by hand or on paper")
    medium_unknown: int = Field(description="of how many the medium is unknown")
    unencrypted: int = Field(description="how many go digitally and are not encrypted")
    encryption_unknown: int = Field(description="of how many nobody says whether they are encrypted")
    silent: int = Field(title="content unknown", description="of how many nobody says all that they carry")


class Answer(Result[Row]):
    """The exchanges; then the cells of the matrix, those with most first."""

    exchanges: int = Field(default=0, description="how many are asked about")
    between: int = Field(default=0, title="between boards", description="how many surely go from one board to another")
    inside: int = Field(default=0, title="inside one", description="how many surely stay with one board or company")
    owner_unknown: int = Field(default=0, description="how many perhaps cross: some owner is not known")
    direct: int = Field(default=0, description="how many have no integration")
    not_digital: int = Field(default=0, title="by hand or on paper", description="how many go by hand or on paper")
    unencrypted: int = Field(default=0, description="how many go digitally and are not encrypted")
    cells: tuple[Cell, ...] = Field(default=(), description="who sends to whom")


def run(snapshot: Snapshot, params: Params) -> Answer:
    """The exchanges, those between boards first, and the matrix of who sends to whom.

    Raises:
        UnknownName: an organisation, a platform or information that is named does not exist.
    """
    known = links(snapshot, params.at)
    asked = AskedExchanges(Terms(Exchanges(known)), _wanted(snapshot, params))
    every = [(_row(asked, one), asked.pairs(one)) for one in asked.all]
    rows = [row for row, _ in every]
    cells = _cells(snapshot, every)
    hidden = known.hidden("FLOW", "VIA", "CARRIES")
    told = [*cut(rows, params.limit), *_reasons(asked, rows), *not_valid(hidden, params.at)]
    crossing = [row.crosses for row in rows]
    return Answer(
        analysis="integration-matrix",
        params=params.model_dump(mode="json"),
        summary=Words.of(_summary(rows, cells)),
        snapshot=SnapshotInfo.of(snapshot),
        completeness=completeness(told, truncated=len(rows) > params.limit),
        hidden=hidden + asked.hidden,
        rows=tuple(rows[: params.limit]),
        exchanges=len(rows),
        between=crossing.count("yes"),
        inside=crossing.count("no"),
        owner_unknown=crossing.count("unknown"),
        direct=sum(row.direct for row in rows),
        not_digital=sum(_is_not_digital(row) for row in rows),
        unencrypted=sum(row.encrypted == "no" for row in rows),
        cells=cells,
    )


def _wanted(snapshot: Snapshot, params: Params) -> Wanted:
    return Wanted(
        owners_meant(snapshot, params.sender),
        owners_meant(snapshot, params.receiver),
        {snapshot.nodes[i].id for i in found(snapshot, params.information)},
        params.media,
        found(snapshot, params.platforms),
        params.crossing,
    )


def _is_not_digital(row: Row) -> bool:
    return row.medium in ("paper", "manual")


def _row(asked: AskedExchanges, one: Exchange) -> Row:
    snapshot, terms = asked.snapshot, asked.terms
    sending, receiving = asked.owners(one.senders), asked.owners(one.receivers)
    senders, receivers = ([own for own in side if own is not None] for side in (sending, receiving))
    assets = terms.information(one)
    types, over, k = terms.types(assets), terms.over(one), terms.confidentiality(assets)
    needed = {snapshot.relationships[tie].properties.get("needed") for tie in one.ties}
    return Row(
        **(tied(snapshot, one.ties[0]) if one.node is None else named(snapshot, one.node)),
        crosses=asked.crosses(one),
        sender_boards=ids(snapshot, senders),
        sender_board_names=names(snapshot, senders),
        sender_unknown=None in sending,
        receiver_boards=ids(snapshot, receivers),
        receiver_board_names=names(snapshot, receivers),
        receiver_unknown=None in receiving,
        senders=ids(snapshot, one.senders),
        sender_names=names(snapshot, one.senders),
        receivers=ids(snapshot, one.receivers),
        receiver_names=names(snapshot, one.receivers),
        information=assets,
        information_names=terms.names(assets),
        information_types=ids(snapshot, types),
        information_type_names=names(snapshot, types),
        carried=tuple(_carried(terms, asset) for asset in assets),
        silent=terms.is_silent(one),
        k_low=k.low,
        k_high=4 if terms.is_silent(one) else k.high,
        medium=terms.medium(one),
        pattern=terms.said(one, "pattern"),
        encryption=terms.encryption(one),
        encrypted=terms.sealed(one),
        standard=terms.said(one, "standard"),
        frequency=terms.said(one, "frequency"),
        via=ids(snapshot, over),
        via_names=names(snapshot, over),
        direct=one.node is None,
        needed=True if True in needed else False if needed == {False} else None,
    )


def _carried(terms: Terms, asset: str) -> Carried:
    k = terms.confidentiality([asset])
    return Carried(id=asset, types=ids(terms.snapshot, terms.types([asset])), k_low=k.low, k_high=k.high)


def _cells(snapshot: Snapshot, every: Iterable[tuple[Row, list[Pair]]]) -> tuple[Cell, ...]:
    """The cells, those with most first, then in the order of the ids; of no known owner last."""
    among: dict[Pair, list[Row]] = defaultdict(list)
    for row, pairs in every:
        for pair in pairs:
            among[pair].append(row)
    last = len(snapshot.nodes)
    ordered = sorted(among, key=lambda pair: (-len(among[pair]), *(last if end is None else end for end in pair)))
    return tuple(_cell(snapshot, pair, among[pair]) for pair in ordered)


def _cell(snapshot: Snapshot, pair: Pair, rows: Sequence[Row]) -> Cell:
    sender, receiver = (None if end is None else snapshot.nodes[end] for end in pair)
    return Cell(
        sender=sender and sender.id,
        sender_name=sender and sender.name,
        receiver=receiver and receiver.id,
        receiver_name=receiver and receiver.name,
        exchanges=len(rows),
        direct=sum(row.direct for row in rows),
        not_digital=sum(_is_not_digital(row) for row in rows),
        medium_unknown=sum(row.medium == "unknown" for row in rows),
        unencrypted=sum(row.encrypted == "no" for row in rows),
        encryption_unknown=sum(row.encrypted == "unknown" for row in rows),
        silent=sum(row.silent for row in rows),
    )


def _reasons(asked: AskedExchanges, rows: Sequence[Row]) -> Iterable[Text]:
    if asked.open:
        yield both("{count} integrations have no sender or no receiver; they are left out.", count=asked.open)
    if unowned := sum(row.sender_unknown or row.receiver_unknown for row in rows):
        yield both(
            "Of {count} exchanges it is not known whose all ends are; they stand in a row or column of their own.",
            count=unowned,
        )
    if silent := sum(row.silent for row in rows):
        yield both("Of {count} exchanges nobody says all that they carry.", count=silent)
    if unsaid := sum(row.medium == "unknown" for row in rows):
        yield both("Of {count} exchanges the medium is unknown.", count=unsaid)
    if unsealed := sum(row.encrypted == "unknown" for row in rows):
        yield both("Of {count} exchanges nobody says whether they are encrypted.", count=unsealed)


def _summary(rows: Sequence[Row], cells: Sequence[Cell]) -> Text:
    if not rows:
        return both("No exchange is found.")
    crossing = [row for row in rows if row.crosses == "yes"]
    return both(
        "Exchanges: {count}; between boards and companies: {between} (pairs: {pairs}), and perhaps {perhaps}. By hand or on "
        "paper: {paper}; not encrypted: {bare}; without an integration: {direct}.",
        count=len(rows),
        between=len(crossing),
        pairs=sum(None not in (cell.sender, cell.receiver) and cell.sender != cell.receiver for cell in cells),
        perhaps=sum(row.crosses == "unknown" for row in rows),
        paper=sum(_is_not_digital(row) for row in rows),
        bare=sum(row.encrypted == "no" for row in rows),
        direct=sum(row.direct for row in rows),
    )
