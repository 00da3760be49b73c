"""Influence: which things weigh most on the whole, loops included?

The inoperability input-output model (IIM): inoperability spreads along dependencies in proportion and comes back through
loops. Things are ranked by overall influence gain (Setola et al. 2009): the mean inoperability the total failure of one
causes in each of the others, along chains of every length. Asked with something that fails, each also gets the
inoperability it ends at while the failure lasts, and what it loses while everything recovers (Haimes et al. 2005).
How the coefficients follow from the landscape is an assumption of its own: `_interdependency`.

Not for statements about one service: the model is linear and additive (two inputs at 60 % add up to more than all), knows
no redundancy beyond a share of each member, and no thresholds. It ranks; what stops is the blast radius, and how long the
timeline. See also Kujawski 2006 on its limits for disruptive events.
"""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from pydantic import Field, model_validator

from eagraph.analysis._dependency_models import inoperability as iim
from eagraph.analysis._dependency_models.disruption import Disruption, Followed, disruption
from eagraph.analysis._dependency_models.followed import Influenced, Point
from eagraph.analysis._dependency_models.interdependency import Interdependency, interdependency
from eagraph.analysis._dependency_models.percentages import percentages
from eagraph.analysis._starts import Starts, starts
from eagraph.analysis._things import named
from eagraph.errors import UsageError
from eagraph.graph.snapshot import Snapshot
from eagraph.graph.views import failure
from eagraph.locale import Text, both, figure, joined
from eagraph.results import Named, Result, SnapshotInfo, Words, completeness

title = both("Influence")
question = both(
    "Which things weigh most on the whole, loops included, and what is lost while it recovers? (A ranking, not a statement "
    "about one service.)"
)
NOT_FOR = both(
    "Not for statements about one service: the model is linear and additive, knows redundancy only as a share of each "
    "member, and has no thresholds. It ranks things where dependencies form loops. For what stops, ask blast-radius; for "
    "how long, timeline."
)
_SHOWN_IN_LOOP = 5
_POINTS, _EARLY = 30, 10
_MARGIN = 1e-9
"""A spectral radius this near to 1 is 1."""


class Params(Starts):
    """What fails, if anything, and how dependencies become coefficients."""

    inoperable: tuple[str, ...] = Field(
        default=(),
        title="lose a part",
        description="things that lose a part of what they do, as thing=percent lost (idp=60)",
    )
    of: str = Field(
        default="",
        description="also list what this thing influences, by number of steps",
        json_schema_extra={"names": "thing"},
    )
    hard: float = Field(
        default=1.0, ge=0, le=1, title="weight of hard", description="weight of a hard dependency that states no strength"
    )
    soft: float = Field(
        default=0.5, ge=0, le=1, title="weight of soft", description="weight of a soft dependency that states no strength"
    )
    optional: float = Field(
        default=0.1,
        ge=0,
        le=1,
        title="weight of optional",
        description="weight of an optional dependency that states no strength",
    )
    largest_row: float = Field(
        default=0.9,
        ge=0,
        title="suppliers together at most",
        description="what all suppliers of a thing may weigh together; heavier ones are scaled down; 0 is no limit",
    )
    recovery_h: float = Field(
        default=24, gt=0, description="hours to recover where neither repair nor restart time is stated"
    )
    left: float = Field(
        default=0.01,
        gt=0,
        lt=1,
        title="recovered when this is left",
        description="the share of the loss at which a thing counts as recovered",
    )
    hours: int = Field(default=168, ge=1, le=8760, description="hours of recovery that are followed")
    step_h: float = Field(default=1.0, ge=0.1, le=24, description="length of a step of recovery, hours")
    orders: int = Field(default=3, ge=1, le=4, title="steps told apart", description="numbers of steps told apart")
    limit: int = Field(default=100, ge=1, le=100_000, description="show no more than this many rows, the weightiest first")

    @model_validator(mode="after")
    def _something_fails(self) -> Params:
        """Nothing has to fail for a ranking."""
        return self


class Row(Named):
    """One thing, with what it does to the others and they to it."""

    brief: ClassVar = ("id", "name", "influence", "influence_direct", "dependency", "inoperability", "loss_h")

    influence: float = Field(
        description="overall influence gain: what a unit of loss in it causes in each other thing, on average, along all "
        "chains; above 1 where loops amplify"
    )
    influence_direct: float = Field(description="the same by direct dependencies alone")
    by_order: tuple[float, ...] = Field(description="the same along chains of exactly 1, 2, … steps")
    dependency: float = Field(
        description="overall dependency index: what a unit of loss in each other thing causes in it, on average"
    )
    dependency_direct: float = Field(description="the same by direct dependencies alone")
    inoperability: float | None = Field(description="share it loses while the failure lasts, 0-1; empty where nothing fails")
    loss_h: float | None = Field(description="hours of full work it loses while all recover; empty where nothing fails")
    peak: float | None = Field(description="the largest share it loses while all recover, 0-1")
    recovered_h: float | None = Field(
        description="hours until it has recovered; empty where it has not in the time followed"
    )


class Answer(Result[Row]):
    """Rows are the weightiest first; beside them what one thing influences, and the recovery of the whole."""

    quiet: ClassVar = ("not_for", "spectral_radius", "recovery")

    not_for: Words = Field(default=Words.of(NOT_FOR), description="what the answer must not be used for")
    spectral_radius: float = Field(default=0.0, description="how strongly loops amplify; below 1 they fade")
    influenced: tuple[Influenced, ...] = ()
    recovery: tuple[Point, ...] = ()


def run(snapshot: Snapshot, params: Params) -> Answer:
    """Things by overall influence gain, and what a failure does to them.

    Raises:
        UnknownName: something named does not exist.
        UsageError: a percentage is none, or loops amplify without end (a spectral radius of 1 or more).
    """
    needs = failure(snapshot, at=params.at, assume_needed=params.assume_needed)
    lost = {**percentages(snapshot, params.inoperable), **dict.fromkeys(starts(snapshot, params), 100.0)}
    asked = snapshot.find(params.of) if params.of else None
    weights = {"hard": params.hard, "soft": params.soft, "optional": params.optional}
    found = interdependency(needs, weights, largest_row=params.largest_row)
    loops = iim.loops(found.matrix)
    radius = loops[0].radius if loops else 0.0
    if radius > 1 - _MARGIN:
        raise _without_end(snapshot, found, loops[0])
    lasting = _recovery(found, lost, snapshot, params) if lost else None
    rows = _rows(snapshot, found, loops, lasting, params)
    reached = _influenced(snapshot, found, asked, params) if asked is not None else []
    cut = max(len(found.nodes), len(reached)) - params.limit
    reasons = [*needs.reasons, *_assumptions(found, loops, lasting, params)]
    reasons += [both("{count} more rows are left out; raise the limit.", count=cut)] if cut > 0 else []
    return Answer(
        analysis="influence",
        params=params.model_dump(mode="json"),
        summary=Words.of(_summary(rows, lasting, params.step_h)),
        snapshot=SnapshotInfo.of(snapshot),
        completeness=completeness(reasons, truncated=cut > 0),
        hidden=needs.view.hidden,
        rows=tuple(rows[: params.limit]),
        spectral_radius=round(radius, 6),
        influenced=tuple(reached[: params.limit]),
        recovery=_points(lasting, params),
    )


def _without_end(snapshot: Snapshot, found: Interdependency, loop: iim.Loop) -> UsageError:
    ids = [snapshot.nodes[i].id for i in found.nodes[loop.members]]
    named_ = ", ".join(ids[:_SHOWN_IN_LOOP]) + (", …" if len(ids) > _SHOWN_IN_LOOP else "")
    return UsageError(both(
        "The loop of {count} things through {things} amplifies without end: its spectral radius is {radius}, and the model "
        "needs one below 1. Give a largest row below 1 (0.9), or lower weights for hard and soft.",
        count=len(ids), things=named_, radius=figure(loop.radius),
    ))  # fmt: skip


def _recovery(found: Interdependency, lost: dict[int, float], snapshot: Snapshot, params: Params) -> Disruption:
    followed = Followed(left=params.left, steps=int(np.ceil(params.hours / params.step_h)), step_h=params.step_h)
    return disruption(snapshot, found, lost, followed=followed, otherwise_h=params.recovery_h)


def _rows(
    snapshot: Snapshot, found: Interdependency, loops: list[iim.Loop], lasting: Disruption | None, params: Params
) -> list[Row]:
    """Every thing, the weightiest first (no more than the limit are drawn up)."""
    overall, direct = iim.overall(found.matrix, loops), iim.direct(found.matrix)
    by_order = iim.influence_by_order(found.matrix, loops, params.orders)
    ids = [snapshot.nodes[i].id for i in found.nodes.tolist()]
    gain = overall.influence.round(9).tolist()
    weightiest = sorted(range(len(ids)), key=lambda i: (-gain[i], ids[i]))[: params.limit]
    return [
        Row(
            **named(snapshot, int(found.nodes[i])),
            influence=_figures(gain[i]),
            influence_direct=_figures(direct.influence[i]),
            by_order=tuple(_figures(value) for value in by_order[:, i]),
            dependency=_figures(overall.dependency[i]),
            dependency_direct=_figures(direct.dependency[i]),
            **_lost(lasting, i, params.step_h),
        )
        for i in weightiest
    ]


def _lost(lasting: Disruption | None, i: int, step_h: float) -> dict[str, float | None]:
    if lasting is None:
        return dict.fromkeys(("inoperability", "loss_h", "peak", "recovered_h"))
    recovery, over = lasting.recovery, int(lasting.recovery.over[i])
    return {
        "inoperability": round(float(lasting.inoperability[i]), 6),
        "loss_h": round(float(recovery.loss[i]) * step_h, 6),
        "peak": round(float(recovery.peak[i]), 6),
        "recovered_h": over * step_h if over >= 0 else None,
    }


def _influenced(snapshot: Snapshot, found: Interdependency, asked: int, params: Params) -> list[Influenced]:
    """What one thing influences, along how many steps; the most influenced first."""
    column = int(np.searchsorted(found.nodes, asked))
    if column == len(found.nodes) or found.nodes[column] != asked:
        return []
    terms = iim.nth_order(found.matrix, column, params.orders)
    overall = iim.solved(found.matrix, terms[0])
    rows = [
        Influenced(
            **named(snapshot, int(found.nodes[i])),
            by_order=tuple(_figures(term[i]) for term in terms),
            overall=_figures(overall[i]),
        )
        for i in np.flatnonzero(overall > 1e-9).tolist()
    ]
    return sorted(rows, key=lambda row: (-row.overall, row.id))


def _assumptions(found: Interdependency, loops: list[iim.Loop], lasting: Disruption | None, params: Params) -> list[Text]:
    """What the figures rest on that nobody has stated."""
    told = []
    if found.assumed:
        told.append(both(
            "{count} dependencies state no strength; hard counts as {hard}, soft as {soft}, optional as {optional}.",
            count=found.assumed, hard=figure(params.hard), soft=figure(params.soft), optional=figure(params.optional),
        ))  # fmt: skip
    if found.scaled:
        told.append(both("The suppliers of {count} things weigh more than {limit} together and are scaled down to it.",
                         count=found.scaled, limit=figure(params.largest_row)))  # fmt: skip
    if large := max((len(loop.members) for loop in loops if len(loop.members) > iim.MOST_EXACT), default=0):
        told.append(both("A loop has {count} things: what returns to each of them is counted along two steps only, so that "
                         "their influence is a little too high.", count=large))  # fmt: skip
    if lasting and lasting.assumed:
        told.append(both("{count} things state neither repair nor restart time; they recover in {hours} hours.",
                         count=lasting.assumed, hours=figure(params.recovery_h)))  # fmt: skip
    if lasting and lasting.clipped:
        told.append(both("{count} things would lose more than all they do, since the model adds up; they count as 1.",
                         count=lasting.clipped))  # fmt: skip
    return told


def _points(lasting: Disruption | None, params: Params) -> tuple[Point, ...]:
    """The recovery of the whole: the first steps, where it is fastest, and then some."""
    if lasting is None:
        return ()
    total = lasting.recovery.total
    spread = np.linspace(0, len(total) - 1, _POINTS - _EARLY).round().astype(int).tolist()
    chosen = sorted({*range(min(_EARLY, len(total))), *spread})
    return tuple(Point(hour=round(i * params.step_h, 6), lost=_figures(total[i])) for i in chosen)


def _summary(rows: list[Row], lasting: Disruption | None, step_h: float) -> Text:
    if not rows:
        return both("Nothing depends on anything.")
    first = both(
        "{name} weighs most on the whole, with an overall influence gain of {gain}.",
        name=rows[0].name, gain=figure(rows[0].influence),
    )  # fmt: skip
    ranking = both("This ranks; it says nothing sure about one service.")
    if lasting is None:
        return joined([first, ranking], " ")
    after = both(
        "What fails costs the whole as much as {count} things that do not work at all, and {hours} hours of work while "
        "all recover.",
        count=figure(lasting.inoperability.sum()), hours=figure(lasting.recovery.loss.sum() * step_h),
    )  # fmt: skip
    return joined([first, after, ranking], " ")


def _figures(number: float) -> float:
    """Six figures: more is not known."""
    return float(f"{number:.6g}")
