"""Migration: what does ending a system cost: what must be moved, in which order, and what is saved?

Steps: the receiving system is made ready; information is moved, archived or erased; those who need the system are
reconnected with their flows, whoever others need first and rings as one step; other flows; services, capabilities,
processes and users; the contract; the end. Flows have the class of what they carry (K R T S, see `eagraph.escalation`).
Every figure is the number of the rows it names. Order by precedence: topological sort of strong components (Tarjan 1972).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

from eagraph.analysis._parallel.ending import Ending, Tied
from eagraph.analysis._parallel.moving import steps
from eagraph.analysis._portfolio.judged import cut
from eagraph.analysis._things import named, owner_names
from eagraph.analysis._ties import tied
from eagraph.duplicates.parallel import parallels
from eagraph.duplicates.parallel_needs import needs
from eagraph.duplicates.parallel_overlap import Overlap, overlap
from eagraph.errors import UsageError
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import Text, both
from eagraph.model.classification import TOP, Interval
from eagraph.results import Named, Result, SnapshotInfo, Value, Words, completeness

title = both("Migration")
question = both("What does ending a system cost: what must be moved, in which order, and what is saved?")
Kind = Literal["lacking", "information", "dependant", "flow", "service", "use", "contract", "end"]


class Params(BaseModel):
    """Which system ends, and what takes over."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    of: str = Field(description="the system that ends: id, source key or unique name", json_schema_extra={"names": "thing"})
    into: str | None = Field(
        default=None,
        description="what takes over; empty: what it is REPLACED_BY, else the common solution that covers it best",
        json_schema_extra={"names": "thing"},
    )
    assume_needed: bool = Field(default=False, description="flows nobody has judged count as needed by the receiver")
    at: dt.date | None = Field(default=None, description="only what is valid on this day")
    limit: int = Field(default=1000, ge=1, le=100_000, description="no more rows than this")


class Row(Named):
    """One thing to be done: about a thing, or a relationship as `source TYPE target`."""

    brief: ClassVar = ("step", "kind", "name", "says", "level", "criticality")

    step: int = Field(description="order; what has the same number is done together")
    kind: Kind = Field(title="what", description="what kind of work it is")
    other: str = Field(title="with", description="id of the thing at the other end; of information where it lies")
    says: Words = Field(title="to do", description="what is to be done")
    level: int | None = Field(
        title="class", description="the highest of K, R, T and S that what is moved requires at least; empty: no information"
    )
    k: str | None = Field(title="K", description="confidentiality required, lowest-highest")
    r: str | None = Field(title="R", description="integrity required")
    t: str | None = Field(title="T", description="availability required")
    s: str | None = Field(title="S", description="traceability required")
    criticality: int | None = Field(description="0-4 of who needs it, as its source states; empty is unknown")
    owner: str | None = Field(description="who owns it; empty where nobody is said to")
    because: tuple[str, ...] = Field(description="ids of the assets, relationships or things it is known from")


class Count(Value):
    """How many of something at one level, and which."""

    level: str = Field(description="0-4 or unknown")
    count: int = Field(description="how many")
    ids: tuple[str, ...] = Field(description="which, as their rows are named")


class Answer(Result[Row]):
    """Rows in the order they are done; beside them the sums, each with what it counts."""

    of: str = Field(default="", description="id of the system that ends")
    into: str | None = Field(default=None, title="taken over by", description="id of what takes over; empty: nothing known")
    into_because: Words | None = Field(default=None, title="why that one", description="why it is thought to take over")
    covered: float | None = Field(default=None, description="share of its capabilities that the other has; empty is unknown")
    flows_by_class: tuple[Count, ...] = Field(default=(), description="flows to move by the class of what they carry")
    dependants_by_criticality: tuple[Count, ...] = Field(default=(), description="who needs it directly, by criticality")
    rings: tuple[str, ...] = Field(
        default=(), title="moved together", description="those who need each other, in one step: ids with commas"
    )
    cost_saved: float | None = Field(
        default=None, title="saved a year (SEK)", description="what the system costs a year; empty is unknown"
    )
    contract_end: str | None = Field(default=None, title="contract ends", description="the day; empty is unknown")


def run(snapshot: Snapshot, params: Params) -> Answer:
    """What is to be done, in order.

    Raises:
        UnknownName: one of the systems does not exist.
        UsageError: what ends is no system, or is to take over from itself.
    """
    node = snapshot.find(params.of)
    if snapshot.nodes[node].label != "System":
        text = both(
            "{thing} is a {label}; expected a System.", thing=snapshot.nodes[node].id, label=snapshot.nodes[node].label
        )
        raise UsageError(text)
    ending = Ending(snapshot, node, params.at, params.assume_needed)
    into, why = _into(ending, params)
    if into == node:
        raise UsageError(both("{thing} cannot take over from itself.", thing=snapshot.nodes[node].id))
    found = _overlap(ending, into)
    groups = steps(ending.plan.view, node, ending.dependants)
    rows = list(_numbered(ending, into, found, groups))
    said = snapshot.nodes[node].properties
    cost = said.get("cost_year")
    return Answer(
        analysis="migration",
        params=params.model_dump(mode="json"),
        summary=Words.of(_summary(ending, into, rows)),
        snapshot=SnapshotInfo.of(snapshot),
        completeness=completeness(
            [*cut(rows, params.limit), *_reasons(ending, into, rows), *ending.plan.reasons],
            truncated=len(rows) > params.limit,
        ),
        hidden=ending.plan.view.hidden,
        rows=tuple(rows[: params.limit]),
        of=snapshot.nodes[node].id,
        into=None if into is None else snapshot.nodes[into].id,
        into_because=Words.of(why) if why else None,
        covered=found.share if found else None,
        flows_by_class=_counts([(row.level, row.id) for row in rows if row.kind == "flow"]),
        dependants_by_criticality=_counts([(row.criticality, row.id) for row in rows if row.kind == "dependant"]),
        rings=tuple(", ".join(snapshot.nodes[i].id for i in group) for group in groups if len(group) > 1),
        cost_saved=float(cost) if isinstance(cost, int | float) else None,
        contract_end=str(said.get("contract_end") or "") or None,
    )


def _into(ending: Ending, params: Params) -> tuple[int | None, Text | None]:
    """What takes over, and why it is thought to."""
    snapshot = ending.snapshot
    if params.into:
        return snapshot.find(params.into), both("as asked")
    for end in needs(snapshot, at=params.at).ends(ending.node, "REPLACED_BY"):
        return end, both("it is said to be replaced by it")
    best = next(parallels(snapshot, at=params.at).overlaps(ending.node), None)
    return (best.other, both("the common solution that covers it best")) if best else (None, None)


def _overlap(ending: Ending, into: int | None) -> Overlap | None:
    known = needs(ending.snapshot, at=ending.at)
    if into is None or into not in known.by_system or ending.node not in known.by_system:
        return None
    return overlap(known, known.by_system[ending.node], into, "common")


def _numbered(ending: Ending, into: int | None, found: Overlap | None, groups: Sequence[tuple[int, ...]]) -> Iterator[Row]:
    """Rows with their steps, without gaps."""
    stages: list[list[Row]] = [
        list(_lacking(ending, into, found)),
        [_kept(ending, one) for one in ending.information],
        *([row for node in group for row in _reconnected(ending, node)] for group in groups),
        [_flow(ending, one) for one in ending.flows if one.other not in ending.dependants],
        [_served(ending, one) for one in ending.served],
        [_used(ending, one) for one in ending.users],
        [*_contract(ending), _end(ending)],
    ]
    for number, rows in enumerate(filter(None, stages), 1):
        yield from (row.model_copy(update={"step": number}) for row in rows)


def _row(ending: Ending, kind: Kind, about: dict[str, str], other: int, says: Text, **more: object) -> Row:
    plain = dict.fromkeys(("level", "k", "r", "t", "s", "criticality", "owner"))
    return Row.model_validate(
        {
            **plain, **about, "kind": kind, "other": ending.snapshot.nodes[other].id, "step": 0, "says": Words.of(says),
            "because": (), **more,
        }
    )  # fmt: skip


def _class(levels: dict[str, Interval]) -> dict[str, object]:
    return {"level": max(one.low for one in levels.values()), **{aspect: str(one) for aspect, one in levels.items()}}


def _lacking(ending: Ending, into: int | None, found: Overlap | None) -> Iterator[Row]:
    """Capabilities that what takes over does not have."""
    if into is None or found is None or not found.capabilities.is_known:
        return
    for capability in found.capabilities.missing:
        says = both("{into} does not have this; give it another home, or add it.", into=ending.snapshot.nodes[into].name)
        yield _row(ending, "lacking", named(ending.snapshot, capability), into, says)


def _kept(ending: Ending, one: Tied) -> Row:
    """An asset: to the archive, elsewhere already, or to be moved."""
    snapshot, said = ending.snapshot, ending.snapshot.nodes[one.other].properties
    target, days = said.get("archive_target"), said.get("retention_d")
    if target:
        says = both("Archive it in {target} before the end.", target=target)
    elif ending.holders(one.other) > 1:
        says = both("It is held elsewhere too; check that it is the same, then erase it here.")
    else:
        says = both("Move it, or archive and erase it; where it is archived is not recorded.")
    if isinstance(days, int | float):
        says = both("{says} It is kept for {days} days.", says=says, days=f"{days:g}")
    return _row(
        ending, "information", named(snapshot, one.other), ending.node, says, **_class(ending.class_of((one.other,))),
        owner=owner_names(snapshot, one.other), because=(tied(snapshot, one.tie)["id"],),
    )  # fmt: skip


def _reconnected(ending: Ending, node: int) -> Iterator[Row]:
    """Who needs it, and the flows between them."""
    snapshot = ending.snapshot
    level = int(ending.known.criticality[node])
    yield _row(
        ending, "dependant", named(snapshot, node), ending.node, both("Reconnect it, and try it without the old system."),
        criticality=level if level >= 0 else None, owner=owner_names(snapshot, node),
        because=tuple(tied(snapshot, tie)["id"] for tie in ending.dependants[node]),
    )  # fmt: skip
    yield from (_flow(ending, one) for one in ending.flows if one.other == node)


def _flow(ending: Ending, one: Tied) -> Row:
    snapshot, assets = ending.snapshot, ending.carried(one.tie)
    goes_out = int(snapshot.source[one.tie]) == ending.node
    says = both("Let it come from what takes over.") if goes_out else both("Let it go to what takes over.")
    if partners := ending.partners(one, onward=goes_out):
        names = ", ".join(snapshot.nodes[i].name for i in partners)
        says = both("{says} With: {names}.", says=says, names=names)
    if not assets:
        says = both("{says} What it carries is not recorded.", says=says)
    return _row(
        ending, "flow", tied(snapshot, one.tie), one.other, says, **(_class(ending.class_of(assets)) if assets else {}),
        owner=owner_names(snapshot, one.other), because=tuple(snapshot.nodes[i].id for i in assets),
    )  # fmt: skip


def _served(ending: Ending, one: Tied) -> Row:
    snapshot, level = ending.snapshot, int(ending.known.criticality[one.other])
    return _row(
        ending, "service", named(snapshot, one.other), ending.node, both("Let what takes over do it."),
        criticality=level if level >= 0 else None, owner=owner_names(snapshot, one.other),
        because=(tied(snapshot, one.tie)["id"],),
    )  # fmt: skip


def _used(ending: Ending, one: Tied) -> Row:
    snapshot, users = ending.snapshot, ending.snapshot.relationships[one.tie].properties.get("users")
    says = both(
        "Tell, train and move the users: {users}.", users=users if users is not None else both("how many is unknown")
    )
    return _row(
        ending, "use", named(snapshot, one.other), ending.node, says, owner=owner_names(snapshot, one.other),
        because=(tied(snapshot, one.tie)["id"],),
    )  # fmt: skip


def _contract(ending: Ending) -> Iterator[Row]:
    """The contract with each supplier."""
    snapshot = ending.snapshot
    end = str(snapshot.nodes[ending.node].properties.get("contract_end") or "")
    for supplier in needs(snapshot, at=ending.at).ends(ending.node, "SUPPLIED_BY"):
        says = (
            both("End the contract; it ends on {day}.", day=end)
            if end
            else both("End the contract; when it ends is not recorded.")
        )
        yield _row(ending, "contract", named(snapshot, supplier), ending.node, says)


def _end(ending: Ending) -> Row:
    types = ", ".join(ending.snapshot.nodes[one.other].name for one in ending.mastered)
    says = both("Switch it off.")
    if types:
        says = both("Switch it off; say who is master of {types} then.", types=types)
    return _row(
        ending, "end", named(ending.snapshot, ending.node), ending.node, says,
        owner=owner_names(ending.snapshot, ending.node),
    )  # fmt: skip


def _counts(told: Sequence[tuple[int | None, str]]) -> tuple[Count, ...]:
    """By level, the highest first and the unknown last."""
    levels = sorted({level for level, _ in told}, key=lambda level: TOP + 1 if level is None else TOP - level)
    return tuple(
        Count(
            level="unknown" if level is None else str(level),
            count=sum(one == level for one, _ in told),
            ids=tuple(id_ for one, id_ in told if one == level),
        )
        for level in levels
    )


def _reasons(ending: Ending, into: int | None, rows: Sequence[Row]) -> Iterator[Text]:
    said, kinds = ending.snapshot.nodes[ending.node].properties, [row for row in rows if row.kind == "information"]
    if into is None:
        yield both("Nothing is known to take over; say what does (into).")
    if silent := sum(row.level is None for row in rows if row.kind == "flow"):
        yield both("{count} flows do not say what they carry; their class is unknown.", count=silent)
    if unsure := sum(
        "archive_target" not in ending.snapshot.nodes[ending.snapshot.index[row.id]].properties for row in kinds
    ):
        yield both("{count} information assets do not say where they are archived.", count=unsure)
    if not ending.information:
        yield both("No information is recorded in it; that it has none to archive is not known.")
    for name, text in (("cost_year", both("What it costs a year is not recorded.")),
                       ("contract_end", both("When its contract ends is not recorded."))):  # fmt: skip
        if said.get(name) is None:
            yield text


def _summary(ending: Ending, into: int | None, rows: Sequence[Row]) -> Text:
    count = {kind: sum(row.kind == kind for row in rows) for kind in ("flow", "dependant", "information", "service", "use")}
    highest = max((row.level for row in rows if row.kind == "flow" and row.level is not None), default=None)
    nodes = ending.snapshot.nodes
    return both(
        "Ending {name} ({into}) takes {steps} steps: flows to move: {flow}, the highest of class {level}; reconnected: "
        "{dependant}; information to move or archive: {information}; services, capabilities and processes: {service}; "
        "user groups: {use}.",
        name=nodes[ending.node].name, into=both("into {name}", name=nodes[into].name) if into is not None else "–",
        steps=max((row.step for row in rows), default=0), level="–" if highest is None else highest, **count,
    )  # fmt: skip
