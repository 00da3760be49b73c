"""Migration: what does ending a system cost: what must be moved, in which order, and what is saved?

Steps: the receiving system is made ready; information is moved, archived or erased; those who need the system are
reconnected with their flows, whoever others need first and rings as one step; other flows; services, capabilities,
processes and users; the contract; the end. Flows have the class of what they carry (K R T S, see `eagraph.escalation`).
Every figure is the number of the rows it names. Order by precedence: topological sort of strong components (Tarjan 1972).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from pydantic import BaseModel, ConfigDict, Field

from eagraph.analysis._parallel.ending import Ending
from eagraph.analysis._parallel.moving import steps
from eagraph.analysis._parallel.work import Row, work
from eagraph.analysis._portfolio.judged import cut
from eagraph.duplicates.parallel import parallels
from eagraph.duplicates.parallel_needs import needs
from eagraph.duplicates.parallel_overlap import Overlap, overlap
from eagraph.errors import UsageError
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import Text, both
from eagraph.model.classification import TOP
from eagraph.results import Result, SnapshotInfo, Value, Words, completeness

title = both("Migration")
question = both("What does ending a system cost: what must be moved, in which order, and what is saved?")


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
    ending, into, why = _asked(snapshot, params)
    node = ending.node
    found = _overlap(ending, into)
    groups = steps(ending.plan.view, node, ending.dependants)
    rows = list(work(ending, into, found, groups))
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


def _asked(snapshot: Snapshot, params: Params) -> tuple[Ending, int | None, Text | None]:
    """What ends, what takes over from it, and why that is thought to."""
    node = snapshot.find(params.of)
    thing = snapshot.nodes[node]
    if thing.label != "System":
        raise UsageError(both("{thing} is a {label}; expected a System.", thing=thing.id, label=thing.label))
    ending = Ending(snapshot, node, params.at, params.assume_needed)
    into, why = _into(ending, params)
    if into == node:
        raise UsageError(both("{thing} cannot take over from itself.", thing=thing.id))
    return ending, into, why


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
