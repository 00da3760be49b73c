"""Operability: when this works badly, how well does everything else still work?

Degraded operation by functional dependency network analysis (FDNA): a thing at 40 % does not stop those who need it, it
pulls them down, on average by the strength of each dependency and never further above the weakest link than its
criticality allows. Formulas, groups and loops: `_functional_dependency`. What is given a level works no better than that.

Not for saying that something stops or when (that is the blast radius and the timeline): levels are judgements on a scale,
the mean lets a strong feeder make up for a weak one, and nothing has a threshold below which it is useless.
With the default strengths what ends at zero is exactly what the blast radius stops.
Source: Garvey & Pinto 2009.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal

import numpy as np
from pydantic import Field, model_validator

from eagraph.analysis._dependency_models.functional_dependency import FULL, Bound, Feeding, bound, operability
from eagraph.analysis._dependency_models.percentages import percentages
from eagraph.analysis._facts import criticality_of
from eagraph.analysis._segments import Floats, gathered
from eagraph.analysis._starts import FIELDS, Starts, starts
from eagraph.analysis._things import named
from eagraph.errors import UsageError
from eagraph.graph.snapshot import Snapshot
from eagraph.graph.views import Booleans, Failure, failure
from eagraph.locale import Text, both, figure, joined
from eagraph.results import Named, Result, SnapshotInfo, Words, completeness

title = both("Operability")
question = both("When this works badly, how well does everything else still work? (Degrees of working, not stops or times.)")
NOT_FOR = both(
    "Not for saying that something stops, or when: levels are judgements on a scale from 0 to 100, averages let a strong "
    "feeder make up for a weak one, and nothing has a threshold below which it is useless. For what stops, ask blast-radius."
)
SCALE = both("These are judgements on a scale, not stops or times.")
_LEAST = 1e-6
"""Less than this below 100 is not told."""


class Params(Starts):
    """What works how badly, and what a dependency counts as where its strength and criticality are not stated."""

    at_operability: tuple[str, ...] = Field(
        default=(),
        title="work badly",
        description="things that work badly, as thing=percent (idp=40); those that fail are at 0",
    )
    alpha_hard: float = Field(
        default=1.0,
        ge=0,
        le=1,
        title="strength, hard dependency",
        description="strength of a hard dependency that states none, 0-1",
    )
    alpha_soft: float = Field(
        default=0.5,
        ge=0,
        le=1,
        title="strength, soft dependency",
        description="strength of a soft dependency that states none, 0-1",
    )
    alpha_optional: float = Field(
        default=0.1,
        ge=0,
        le=1,
        title="strength, optional dependency",
        description="strength of an optional dependency that states none, 0-1",
    )
    beta_hard: float = Field(
        default=0,
        ge=0,
        le=100,
        title="criticality, hard dependency",
        description="criticality of a hard dependency that states none: points above a dead feeder",
    )
    beta_soft: float = Field(
        default=100,
        ge=0,
        le=100,
        title="criticality, soft dependency",
        description="criticality of a soft dependency that states none; 100 is not critical",
    )
    beta_optional: float = Field(
        default=100,
        ge=0,
        le=100,
        title="criticality, optional dependency",
        description="criticality of an optional dependency that states none; 100 is not critical",
    )
    limit: int = Field(default=500, ge=1, le=100_000, description="show no more than this many rows, the worst first")

    @model_validator(mode="after")
    def _something_fails(self) -> Params:
        fields = ("at_operability", *FIELDS)
        if not any(getattr(self, name) for name in fields):
            raise ValueError(both("say what works badly: at least one of {fields}", fields=", ".join(fields)))
        return self


class Row(Named):
    """One thing that works worse than it should."""

    brief: ClassVar = ("id", "name", "operability", "bound_by", "because", "criticality")

    operability: float = Field(description="how well it works, 0-100")
    bound_by: Literal["given", "strength", "criticality"] = Field(
        description="what holds it there: its own level as given, the mean of its feeders, or the weakest of them"
    )
    because: tuple[str, ...] = Field(description="ids of the feeders that hold it there, the heaviest first")
    strength_allows: float = Field(description="what the strengths of its dependencies would allow, 0-100 (SODP)")
    criticality_allows: float = Field(description="what the criticalities of its dependencies would allow, 0-100 (CODP)")
    baseline: float = Field(description="what its strengths leave when all its feeders are at zero, 0-100 (BOLP)")
    criticality: int | None = Field(description="0-4 as its source states; empty is unknown")


class Answer(Result[Row]):
    """Rows are what works worse, the worst and then the most critical first."""

    quiet: ClassVar = ("not_for",)

    not_for: Words = Field(default=Words.of(NOT_FOR), description="what the answer must not be used for")


def run(snapshot: Snapshot, params: Params) -> Answer:
    """How well everything works, given that some things work badly.

    Raises:
        UnknownName: something named does not exist.
        UsageError: a level is not a percentage, or a thing is given two.
    """
    given = _given(snapshot, params)
    needs = failure(snapshot, at=params.at, assume_needed=params.assume_needed)
    feeding, silent = _feeding(needs, params)
    ceiling = np.full(len(snapshot.nodes), FULL)
    ceiling[list(given)] = list(given.values())
    level, exact = operability(feeding, ceiling)
    worse = _worst_first(snapshot, level)
    shown = worse[: params.limit]
    cut = [both("{count} more rows are left out; raise the limit.", count=len(worse) - len(shown))] if shown != worse else []
    reasons = [*needs.reasons, *_assumed(feeding, silent, level, params), *([] if exact else [_still_falling()]), *cut]
    return Answer(
        analysis="operability",
        params=params.model_dump(mode="json"),
        summary=Words.of(joined([_summary(snapshot, given, worse, level), SCALE], " ")),
        snapshot=SnapshotInfo.of(snapshot),
        completeness=completeness(reasons, truncated=bool(cut)),
        hidden=needs.view.hidden,
        rows=tuple(_row(snapshot, i, float(level[i]), bound(feeding, i, level), float(ceiling[i])) for i in shown),
    )


def _worst_first(snapshot: Snapshot, level: Floats) -> list[int]:
    """What works worse than it should: by level, of equal ones the most critical first."""
    rank = level.round(6).tolist()
    critical = {i: criticality_of(snapshot, i) for i in np.flatnonzero(level < FULL - _LEAST).tolist()}
    order = {i: -1 if stated is None else stated for i, stated in critical.items()}
    return sorted(order, key=lambda i: (rank[i], -order[i], snapshot.nodes[i].id))


def _given(snapshot: Snapshot, params: Params) -> dict[int, float]:
    """What works no better than which level."""
    given = percentages(snapshot, params.at_operability)
    for node in starts(snapshot, params):
        if given.setdefault(node, 0.0):
            name = snapshot.nodes[node].name
            text = both("{name} both fails and is given {percent} %; give one.", name=name, percent=figure(given[node]))
            raise UsageError(text)
    return given


def _feeding(needs: Failure, params: Params) -> tuple[Feeding, tuple[Booleans, Booleans]]:
    """Strength and criticality of every step, and by step whether it states no strength, or no criticality."""
    ties = needs.view.snapshot.relationships
    modes = [needs.groups.mode[g] for g in needs.groups.group.tolist()]
    arrays, silent = [], []
    for name in ("alpha", "beta"):
        otherwise = {mode: float(getattr(params, f"{name}_{mode}")) for mode in ("hard", "soft", "optional")}
        stated = [ties[j].properties.get(name) for j in needs.view.tie.tolist()]
        known = [value if isinstance(value, int | float) else None for value in stated]
        values = [otherwise[mode] if value is None else value for value, mode in zip(known, modes, strict=True)]
        arrays.append(np.array(values, dtype=np.float64))
        silent.append(np.array([value is None for value in known], dtype=np.bool_))
    return Feeding(needs, arrays[0], arrays[1]), (silent[0], silent[1])


def _assumed(feeding: Feeding, silent: tuple[Booleans, Booleans], level: Floats, params: Params) -> list[Text]:
    """How many of the dependencies that pass the loss on rest on an assumption."""
    weak = np.flatnonzero(level < FULL - _LEAST).astype(np.int32)
    passing = gathered(feeding.failure.view.onward, weak)[0]
    alphas, betas = (int(are[passing].sum()) for are in silent)
    total = len(passing)
    by_mode = {
        f"{n}_{m}": figure(getattr(params, f"{n}_{m}")) for n in ("alpha", "beta") for m in ("hard", "soft", "optional")
    }
    reasons = []
    if alphas:
        text = both(
            "{count} of the {total} dependencies that pass the loss on state no strength (alpha); hard counts as "
            "{alpha_hard}, soft as {alpha_soft}, optional as {alpha_optional}.",
            count=alphas, total=total, **by_mode,
        )  # fmt: skip
        reasons.append(text)
    if betas:
        text = both(
            "{count} of the {total} dependencies that pass the loss on state no criticality (beta); hard counts as "
            "{beta_hard}, soft as {beta_soft}, optional as {beta_optional}.",
            count=betas, total=total, **by_mode,
        )  # fmt: skip
        reasons.append(text)
    return reasons


def _still_falling() -> Text:
    return both("Levels in loops were still falling when the rounds ran out; every level is an upper bound.")


def _row(snapshot: Snapshot, node: int, level: float, held: Bound, ceiling: float) -> Row:
    by: Literal["given", "strength", "criticality"] = "criticality" if held.criticality <= held.strength else "strength"
    if ceiling <= min(held.strength, held.criticality):
        by = "given"
    nodes = {"given": (), "strength": held.weakening, "criticality": held.limiting}[by]
    return Row(
        **named(snapshot, node),
        operability=round(level, 6),
        bound_by=by,
        because=tuple(snapshot.nodes[i].id for i in nodes),
        strength_allows=round(held.strength, 6),
        criticality_allows=round(held.criticality, 6),
        baseline=round(held.baseline, 6),
        criticality=criticality_of(snapshot, node),
    )


def _summary(snapshot: Snapshot, given: Mapping[int, float], worse: list[int], level: Floats) -> Text:
    first, percent = next(iter(given.items()))
    what: str | Text = snapshot.nodes[first].name
    if len(given) > 1:
        what, percent = both("{count} things", count=len(given)), max(given.values())
    others = [i for i in worse if i not in given]
    if not others:
        return both("With {what} at {percent} %, nothing else works worse.", what=what, percent=figure(percent))
    services = sum(snapshot.nodes[i].label == "DigitalService" and level[i] < FULL / 2 for i in others)
    low = min(float(level[i]) for i in others)
    return both(
        "With {what} at {percent} %, others work worse: {others}, the worst at {low} %; digital services below 50 %: "
        "{services}.",
        what=what, percent=figure(percent), others=len(others), low=figure(round(low)), services=services,
    )  # fmt: skip
