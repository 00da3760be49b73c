"""Master sources: is it known for every type of information where it is kept, and does everybody get it from there?

Every type of information has one master (INF-03): none, or several in use that compete, is wrong. Whoever holds information
of a type and is not reached by its master, along flows that carry the type (see `_portfolio.types`), has a shadow copy. A
flow that updates information of the type somewhere else than in the master is wrong too, unless the master sends it: that
is how copies are kept up to date.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

from eagraph.analysis._portfolio.judged import Judged, Violation, cut, first_wrong, ids, names, tally
from eagraph.analysis._portfolio.links import RETIRED, links
from eagraph.analysis._portfolio.types import Types
from eagraph.analysis._things import named
from eagraph.analysis._ties import tied
from eagraph.escalation import escalate
from eagraph.escalation.homes import unpacked
from eagraph.escalation.owners import boards
from eagraph.graph.snapshot import Snapshot
from eagraph.graph.views import not_valid
from eagraph.locale import Text, both
from eagraph.results import Result, SnapshotInfo, Words, completeness
from eagraph.work import counted

title = both("Master sources")
question = both("Is it known where every type of information is kept, and does everybody get it from there?")
Wrong = Literal["no_master", "master_not_in_use", "competing_masters", "shadow_copy", "update_outside_master"]
_OFTEN = 20


class Params(BaseModel):
    """Which type."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    information_type: str = Field(
        default="",
        title="only this type",
        description="only this information type: id, source key or unique name",
        json_schema_extra={"names": "thing"},
    )
    at: dt.date | None = Field(default=None, description="only what is valid on this day")
    limit: int = Field(default=1000, ge=1, le=100_000, description="no more rows than this, those that break a rule first")


class Row(Judged):
    """A type without one master, or a system that has information of a type from elsewhere."""

    brief: ClassVar = ("name", "wrong", "violation", "type_name", "master_names", "organisation")

    wrong: Wrong = Field(title="what is wrong", description="with the type, or with the system that has information of it")
    information_type: str = Field(title="type", description="id of the information type")
    type_name: str = Field(title="type, by name", description="its name")
    masters: tuple[str, ...] = Field(description="ids of its masters")
    master_names: str | None = Field(title="masters, by name", description="their names")
    assets: tuple[str, ...] = Field(title="information", description="ids of the information of the type that is there")
    asset_names: str | None = Field(title="information, by name", description="its names")
    way: tuple[str, ...] = Field(description="ids along the flows that perhaps bring it from the master")
    flows: tuple[str, ...] = Field(title="updating flows", description="those that update it outside the master")
    feeds_master: bool = Field(title="feeds the master", description="what the system has of the type gets to the master")
    organisation: str | None = Field(description="the board or company that answers for the system")


class Answer(Result[Row]):
    """What is wrong, and how many types have one master."""

    types: int = Field(default=0, description="types of information")
    with_master: int = Field(default=0, title="with one master", description="how many have one master in use")


def run(snapshot: Snapshot, params: Params) -> Answer:
    """What is wrong with masters and copies, what breaks the rule first.

    Raises:
        UnknownName: the type does not exist.
    """
    known, found = links(snapshot, params.at), escalate(snapshot, at=params.at)
    types = Types(found, known)
    asked = [snapshot.find(params.information_type)] if params.information_type else types.all
    rows = first_wrong(row for type_ in counted(asked, len(asked), every=_OFTEN) for row in _of_type(types, type_))
    single = sum(len(types.masters(type_)) == 1 for type_ in asked)
    hidden = len(found.ground.left_out) + known.hidden("MASTER_OF", "OF_TYPE")
    told = [*cut(rows, params.limit), *_reasons(types), *not_valid(hidden, params.at)]
    return Answer(
        analysis="master-sources",
        params=params.model_dump(mode="json"),
        summary=Words.of(_summary(rows, len(asked), single)),
        snapshot=SnapshotInfo.of(snapshot),
        completeness=completeness(told, truncated=len(rows) > params.limit),
        hidden=hidden,
        rows=tuple(rows[: params.limit]),
        types=len(asked),
        with_master=single,
    )


def _of_type(types: Types, type_: int) -> Iterator[Row]:
    masters, stated = types.masters(type_), types.stated_masters(type_)
    if not masters:
        wrong: Wrong = "master_not_in_use" if stated else "no_master"
        yield _row(types, type_, type_, wrong, "yes" if types.has_masters else "unknown", masters=stated)
        return
    if len(masters) > 1:
        yield _row(types, type_, type_, "competing_masters", masters=masters)
    yield from _shadows(types, type_, masters)
    yield from _updates(types, type_, masters)


def _shadows(types: Types, type_: int, masters: Sequence[int]) -> Iterator[Row]:
    """Systems that hold information of the type and are not reached by its master."""
    reach, stated = types.reach(type_, masters), set(types.stated_masters(type_))
    for place, assets in types.holders[type_].items():
        if _is_system_in_use(types, place) and place not in stated | reach.surely:
            may: Violation = "unknown" if place in reach.perhaps else "yes"
            way = types.way(type_, masters, place)
            feeds = not types.reach(type_, [place]).surely.isdisjoint(masters)
            yield _row(
                types, place, type_, "shadow_copy", may, masters=masters, assets=assets, way=way, feeds_master=feeds
            )  # fmt: skip


def _updates(types: Types, type_: int, masters: Sequence[int]) -> Iterator[Row]:
    """Flows that update the type in a system that is not its master; unknown where nothing says from where."""
    ground, snapshot, by_place = types.escalation.ground, types.snapshot, dict[int, list[int]]()
    moves = types.moves_of(type_)
    for move in moves:
        place, tie = int(ground.moves.receiver[move]), int(ground.moves.tie[move])
        is_update = snapshot.relationships[tie].properties.get("mode") == "update"
        if is_update and _is_system_in_use(types, place) and place not in types.stated_masters(type_):
            by_place.setdefault(place, []).append(move)
    for place, updating in sorted(by_place.items()):
        known = {move: _senders(types, move, moves) for move in updating}
        wild = [move for move in updating if not known[move] <= set(masters)]
        if told := wild or [move for move in updating if not known[move]]:
            ties = [int(ground.moves.tie[move]) for move in told]
            assets = [a for a in _carried(types, told) if type_ in types.of_asset.get(a, ())]
            may: Violation = "yes" if wild else "unknown"
            yield _row(types, place, type_, "update_outside_master", may, masters=masters, assets=assets, flows=ties)


def _senders(types: Types, move: int, moves: Sequence[int]) -> set[int]:
    """From which places a move brings the type, integrations left out."""
    ground, found, front, seen = types.escalation.ground, set[int](), [move], set[int]()
    while front:
        sender = int(ground.moves.sender[front.pop()])
        if types.snapshot.nodes[sender].label != "Integration":
            found.add(sender)
        elif sender not in seen:
            seen.add(sender)
            front += [other for other in moves if int(ground.moves.receiver[other]) == sender]
    return found


def _carried(types: Types, moves: Sequence[int]) -> set[int]:
    ground = types.escalation.ground
    masks = ground.moves.masks[ground.moves.mask[moves]]
    return {int(ground.assets[c]) for row in masks for c in unpacked(row)}


def _is_system_in_use(types: Types, place: int) -> bool:
    return types.snapshot.nodes[place].label == "System" and types.links.lifecycle(place) != RETIRED


def _row(types: Types, node: int, type_: int, wrong: Wrong, violation: Violation = "yes", **about: Any) -> Row:
    snapshot, own = types.snapshot, boards(types.snapshot).get(node)
    masters, assets = about.get("masters", ()), about.get("assets", ())
    return Row(
        **named(snapshot, node),
        violation=violation,
        wrong=wrong,
        information_type=snapshot.nodes[type_].id,
        type_name=snapshot.nodes[type_].name,
        masters=ids(snapshot, masters),
        master_names=names(snapshot, masters),
        assets=ids(snapshot, assets),
        asset_names=names(snapshot, assets),
        way=tuple(snapshot.nodes[i].id for i in about.get("way", ())),
        flows=tuple(tied(snapshot, tie)["id"] for tie in about.get("flows", ())),
        feeds_master=about.get("feeds_master", False),
        organisation=None if own is None else snapshot.nodes[own].name,
    )


def _reasons(types: Types) -> Iterator[Text]:
    untyped = sum(int(a) not in types.of_asset for a in types.escalation.ground.assets)
    if untyped:
        yield both("{count} pieces of information do not say of which type they are.", count=untyped)
    if guessed := int(types.escalation.ground.moves.guessed.sum()):
        yield both("{count} flows do not say what they carry; they count as carrying everything.", count=guessed)
    if types.all and not types.has_masters:
        yield both("No system is said to be master of anything; that types have none is not known.")
    if not types.all:
        yield both("The landscape names no types of information.")


def _summary(rows: Sequence[Row], types: int, single: int) -> Text:
    count = tally(row for row in rows if row.wrong == "shadow_copy")
    return both(
        "Types of information: {types}; with one master: {single}; without: {none}; with several: {several}. Shadow copies: "
        "{wrong}; perhaps: {perhaps}. Updated outside the master: {updated}.",
        types=types,
        single=single,
        none=sum(row.wrong in {"no_master", "master_not_in_use"} for row in rows),
        several=sum(row.wrong == "competing_masters" for row in rows),
        updated=sum(row.wrong == "update_outside_master" for row in rows),
        **count,
    )
