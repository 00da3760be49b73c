"""Contingency ranking: which single failures stop most?

Every thing fails alone once (an N-1 sweep, as operators of power grids run it), and the failures are ranked by what stops
because of them: everything, services, or critical things. Exact with redundancies (k of n) and rings; see blast-radius for
one of them in full. Reference: contingency ranking, Ejebe and Wollenberg (1979).
"""

from __future__ import annotations

import datetime as dt
from typing import ClassVar, Literal

import numpy as np
import numpy.typing as npt
from pydantic import BaseModel, ConfigDict, Field

from eagraph.analysis._facts import LEVELS, UNKNOWN, facts
from eagraph.analysis._things import named
from eagraph.errors import UnknownName, nearest_names
from eagraph.graph import kernels
from eagraph.graph.snapshot import Numbers, Snapshot
from eagraph.graph.views import Booleans, failure, valid_things
from eagraph.locale import Text, both
from eagraph.results import Named, Result, SnapshotInfo, Words, completeness

title = both("Contingency ranking")
question = both("If each thing failed alone, which failures would stop most?")
Tallies = npt.NDArray[np.int64]
By = Literal["stopped", "services", "critical"]
_COLUMNS: tuple[By, ...] = ("stopped", "services", "critical")
CRITICAL = 3


class Params(BaseModel):
    """What fails, and what the ranking goes by."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    labels: tuple[str, ...] = Field(
        default=(),
        description="only failures of things with these labels; empty is every label",
        json_schema_extra={"names": "label"},
    )
    by: By = Field(
        default="stopped",
        title="rank by",
        description="rank by all that stops, by digital services, or by things of criticality 3 and 4",
    )
    limit: int = Field(default=50, ge=1, le=100_000, description="no more rows than this, the worst first")
    assume_needed: bool = Field(default=False, description="treat flows as needed where nobody has said")
    at: dt.date | None = Field(default=None, description="only what is valid on this day")


class Row(Named):
    """One thing that fails alone, and how much else stops; the worst first."""

    brief: ClassVar = ("rank", "id", "name", "stopped", "services", "critical", "worst", "owner")

    rank: int = Field(description="1 is the worst; failures that stop as much share a rank")
    stopped: int = Field(description="how many other things stop")
    services: int = Field(description="how many of them are digital services")
    critical: int = Field(description="how many of them have a known criticality of 3 or 4")
    worst: int | None = Field(description="the highest known criticality among them")
    unknown: int = Field(description="how many of them may be critical and have no known criticality")
    criticality: int | None = Field(description="the criticality of the thing itself; empty is unknown")
    owner: str | None = Field(description="who owns it; empty where nobody is said to")


class Answer(Result[Row]):
    """Rows are the worst single failures; beside them how many there were, and how many of no consequence."""

    swept: int = Field(default=0, description="how many things failed, each alone")
    stops_nothing: int = Field(default=0, description="how many of them stop nothing else")
    median: float = Field(default=0, description="how many other things half of the failures stop at most")


def run(snapshot: Snapshot, params: Params) -> Answer:
    """Single failures, the worst first.

    Raises:
        UnknownName: there is no such label.
    """
    plan = failure(snapshot, at=params.at, assume_needed=params.assume_needed)
    failing = _failing(snapshot, params)
    kinds = _kinds(snapshot, params.at)
    others = kernels.failure_tallies(plan, kinds, failing) - kinds[failing]
    key = others[:, _COLUMNS.index(params.by)]
    order = np.lexsort((failing, -others[:, 0], -key))
    shown = order[: params.limit].tolist()
    rank = 1 + np.searchsorted(np.sort(-key), -key)
    rows = [_row(snapshot, int(failing[i]), int(rank[i]), others[i], params.at) for i in shown]
    more = len(order) - len(shown)
    cut = [both("{count} more failures than are shown.", count=more)] if more else []
    return Answer(
        analysis="contingencies",
        params=params.model_dump(mode="json"),
        summary=Words.of(_summary(rows, others[:, 0])),
        snapshot=SnapshotInfo.of(snapshot),
        completeness=completeness([*cut, *_unknown(snapshot, params.at), *plan.reasons], truncated=bool(cut)),
        hidden=plan.view.hidden,
        rows=tuple(rows),
        swept=len(failing),
        stops_nothing=int(np.count_nonzero(others[:, 0] == 0)),
        median=float(np.median(others[:, 0])) if len(failing) else 0.0,
    )


def _failing(snapshot: Snapshot, params: Params) -> Numbers:
    for label in params.labels:
        if label not in snapshot.schema.node:
            text = both("There is no label {label}.", label=repr(label))
            raise UnknownName(text, nearest_names(label, snapshot.schema.node))
    asked = valid_things(snapshot, params.at)
    if params.labels:
        asked &= np.array([node.label in params.labels for node in snapshot.nodes], dtype=np.bool_)
    return np.flatnonzero(asked).astype(np.int32)


def _kinds(snapshot: Snapshot, at: dt.date | None) -> Booleans:
    """By node, what it counts as: a thing, a service, critical; of unknown criticality; of criticality 0 to 4."""
    level = facts(snapshot, at).criticality
    service = np.array([node.label == "DigitalService" for node in snapshot.nodes], dtype=np.bool_)
    levels = (level == number for number in range(LEVELS))
    return np.column_stack([np.ones(len(level), dtype=np.bool_), service, level >= CRITICAL, level == UNKNOWN, *levels])


def _row(snapshot: Snapshot, node: int, rank: int, others: Tallies, at: dt.date | None) -> Row:
    known = facts(snapshot, at)
    own, levels = int(known.criticality[node]), np.flatnonzero(others[4:])
    return Row(
        **named(snapshot, node),
        rank=rank,
        stopped=int(others[0]),
        services=int(others[1]),
        critical=int(others[2]),
        worst=int(levels[-1]) if len(levels) else None,
        unknown=int(others[3]),
        criticality=own if own >= 0 else None,
        owner=known.owner_names.get(node),
    )


def _summary(rows: list[Row], stopped: Tallies) -> Text:
    if not rows:
        return both("Nothing is there that could fail.")
    quiet = int(np.count_nonzero(stopped == 0))
    if quiet == len(stopped):
        return both("None of {count} single failures stops anything else.", count=quiet)
    return both(
        "Single failures: {count}. The worst is that of {name}; others that stop: {stopped}, digital services: {services}, "
        "critical: {critical}. Failures that stop nothing else: {quiet}.",
        count=len(stopped),
        name=rows[0].name,
        stopped=rows[0].stopped,
        services=rows[0].services,
        critical=rows[0].critical,
        quiet=quiet,
    )


def _unknown(snapshot: Snapshot, at: dt.date | None) -> list[Text]:
    """Of how many things that may be critical it is not known."""
    count = int(np.count_nonzero(facts(snapshot, at).criticality == UNKNOWN))
    return [both("{count} things have no known criticality; none of them counts as critical.", count=count)] if count else []
