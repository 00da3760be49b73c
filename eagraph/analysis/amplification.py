"""Amplification: which small things bring down large ones?

Every thing that is of little criticality itself fails alone, and what stops because of it is weighed: by the highest
criticality among it, and by the ratio of all its criticality to the thing's own,

    ratio(v) = sum of criticality(u) over everything else that stops / max(1, criticality(v)).

Listed is what reaches a criticality, a ratio or a number that it takes. Criticality is an order of grades and not a measure;
the ratio ranks, and says nothing of how much worse. With each comes a shortest chain to a thing of the highest criticality.
"""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

import numpy as np
import numpy.typing as npt
from pydantic import BaseModel, ConfigDict, Field

from eagraph.analysis._facts import LEVELS, UNKNOWN, facts
from eagraph.analysis._things import named
from eagraph.errors import UnknownName, nearest_names
from eagraph.graph import kernels
from eagraph.graph.cascades import Cascade
from eagraph.graph.snapshot import Numbers, Snapshot
from eagraph.graph.views import Failure, failure, valid_things
from eagraph.locale import Text, both
from eagraph.results import Named, Result, SnapshotInfo, Words, completeness
from eagraph.work import counted

title = both("Amplification")
question = both("Which small things bring down large ones?")
Tallies = npt.NDArray[np.int64]


class Params(BaseModel):
    """What counts as small, and what as large."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    most_own: int = Field(
        default=1,
        ge=0,
        le=4,
        title="small: at most of criticality",
        description="small: a criticality of its own of at most this",
    )
    assume_own: int | None = Field(
        default=None,
        ge=0,
        le=4,
        title="criticality where none is stated",
        description="criticality of those that state none; empty skips them",
    )
    least_worst: int = Field(
        default=3,
        ge=1,
        le=4,
        title="large: at least of criticality",
        description="large: something of at least this criticality stops",
    )
    least_ratio: float = Field(
        default=10.0, ge=0, title="large: times its own", description="large: so many times its own criticality stops"
    )
    least_stopped: int | None = Field(
        default=None,
        ge=1,
        title="large: so many stop",
        description="large: so many other things stop; empty does not count them",
    )
    labels: tuple[str, ...] = Field(
        default=(),
        description="only small things with these labels; empty is every label",
        json_schema_extra={"names": "label"},
    )
    limit: int = Field(default=50, ge=1, le=10_000, description="no more rows than this")
    assume_needed: bool = Field(default=False, description="treat flows as needed where nobody has said")
    at: dt.date | None = Field(default=None, description="only what is valid on this day")


class Row(Named):
    """A small thing and what it brings down; first by the highest criticality reached, then by ratio, then by number."""

    brief: ClassVar = ("id", "name", "criticality", "stopped", "worst", "ratio", "chain")

    criticality: int = Field(description="its own criticality, 0-4")
    stopped: int = Field(description="how many other things stop when it fails alone")
    worst: int | None = Field(description="the highest known criticality among them")
    worst_count: int = Field(description="how many of them are of that criticality")
    ratio: float = Field(description="sum of their known criticality, over its own or 1")
    unknown: int = Field(description="how many of them have no known criticality, and add none")
    chain: tuple[str, ...] = Field(
        description="ids of a shortest chain of reasons from it to one of the highest criticality"
    )
    owner: str | None = Field(description="who owns it; empty where nobody is said to")


class Answer(Result[Row]):
    """Rows are small things with large consequences, the largest first."""


def run(snapshot: Snapshot, params: Params) -> Answer:
    """Small things with large consequences.

    Raises:
        UnknownName: there is no such label.
    """
    plan = failure(snapshot, at=params.at, assume_needed=params.assume_needed)
    candidates, own, skipped = _candidates(snapshot, params)
    others = _tallies(snapshot, plan, candidates)
    worst, ratio = _worst(others), _ratio(others, own)
    stopped = others.sum(axis=1)
    large = (worst >= params.least_worst) | (ratio >= params.least_ratio)
    if params.least_stopped is not None:
        large |= stopped >= params.least_stopped
    order = np.lexsort((candidates, -stopped, -ratio, -worst))
    ranked = order[(large & (stopped > 0))[order]]
    shown = ranked[: params.limit].tolist()
    more = len(ranked) - len(shown)
    cut = [both("{count} more such things than are shown.", count=more)] if more else []
    rows = [_row(plan, int(candidates[c]), int(own[c]), others[c]) for c in counted(shown, len(shown))]
    return Answer(
        analysis="amplification",
        params=params.model_dump(mode="json"),
        summary=Words.of(_summary(snapshot, rows, len(ranked), len(candidates))),
        snapshot=SnapshotInfo.of(snapshot),
        completeness=completeness([*cut, *skipped, *plan.reasons], truncated=bool(cut)),
        hidden=plan.view.hidden,
        rows=tuple(rows),
    )


def _candidates(snapshot: Snapshot, params: Params) -> tuple[Numbers, Numbers, list[Text]]:
    """The small things, their own criticality, and of how many it is not known."""
    for label in params.labels:
        if label not in snapshot.schema.node:
            text = both("There is no label {label}.", label=repr(label))
            raise UnknownName(text, nearest_names(label, snapshot.schema.node))
    level = facts(snapshot, params.at).criticality
    asked = valid_things(snapshot, params.at)
    if params.labels:
        asked &= np.array([node.label in params.labels for node in snapshot.nodes], dtype=np.bool_)
    unknown = asked & (level == UNKNOWN)
    own = level if params.assume_own is None else np.where(unknown, params.assume_own, level).astype(np.int32)
    small = np.flatnonzero(asked & (own >= 0) & (own <= params.most_own)).astype(np.int32)
    return small, own[small], _skipped(int(np.count_nonzero(unknown)), params.assume_own)


def _skipped(count: int, assumed: int | None) -> list[Text]:
    if not count:
        return []
    if assumed is None:
        return [both("{count} things state no criticality of their own and are left out.", count=count)]
    return [both("{count} things state no criticality of their own; it counts as {level}.", count=count, level=assumed)]


def _tallies(snapshot: Snapshot, plan: Failure, candidates: Numbers) -> Tallies:
    """By candidate: how many other things of criticality 0 to 4, of unknown, and of kinds without one, stop."""
    level = facts(snapshot, plan.view.at).criticality
    column = np.where(level >= 0, level, np.where(level == UNKNOWN, LEVELS, LEVELS + 1))
    kinds = column[:, None] == np.arange(LEVELS + 2)
    itself: Tallies = kinds[candidates].astype(np.int64)
    return kernels.failure_tallies(plan, kinds, candidates) - itself


def _worst(others: Tallies) -> Numbers:
    """By candidate, the highest criticality that stops; -1 where none is known."""
    known = others[:, LEVELS - 1 :: -1] > 0
    return np.where(known.any(axis=1), LEVELS - 1 - known.argmax(axis=1), -1).astype(np.int32)


def _ratio(others: Tallies, own: Numbers) -> npt.NDArray[np.float64]:
    return (others[:, :LEVELS] @ np.arange(LEVELS)) / np.maximum(1, own)


def _row(plan: Failure, node: int, own: int, others: Tallies) -> Row:
    snapshot = plan.view.snapshot
    worst = int(_worst(others[None])[0])
    known = facts(snapshot, plan.view.at)
    return Row(
        **named(snapshot, node),
        criticality=own,
        stopped=int(others.sum()),
        worst=worst if worst >= 0 else None,
        worst_count=int(others[worst]) if worst >= 0 else 0,
        ratio=float(_ratio(others[None], np.array([own]))[0]),
        unknown=int(others[LEVELS]),
        chain=_chain(Cascade.of(plan, [node]), known.criticality == worst) if worst >= 0 else (),
        owner=known.owner_names.get(node),
    )


def _chain(cascade: Cascade, large: npt.NDArray[np.bool_]) -> tuple[str, ...]:
    """To the nearest of the large things among what stops because of it."""
    reached = (node for node in cascade.stopped.tolist() if large[node] and cascade.wave[node] > 0)
    nearest = min(reached, key=lambda node: (cascade.hops(node), node))
    return tuple(cascade.failure.view.snapshot.nodes[i].id for i in cascade.chain(nearest))


def _summary(snapshot: Snapshot, rows: list[Row], found: int, candidates: int) -> Text:
    if not candidates:
        return both("No thing is known to be small: none states a criticality that is low enough.")
    if not rows:
        return both("None of {count} small things brings down a large one.", count=candidates)
    first = rows[0]
    figures = {"found": found, "count": candidates, "thing": first.name, "own": first.criticality, "stopped": first.stopped}
    if not first.chain:
        return both(
            "Small things that bring down large ones: {found} of {count}. First {thing} of criticality {own}; others that "
            "stop: {stopped}.",
            **figures,
        )  # fmt: skip
    return both(
        "Small things that bring down large ones: {found} of {count}. First {thing} of criticality {own}; others that stop: "
        "{stopped}, {worst} among them.",
        worst=snapshot.nodes[snapshot.index[first.chain[-1]]].name, **figures,
    )  # fmt: skip
