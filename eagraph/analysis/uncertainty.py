"""Uncertainty: how much may stop, given all that is not known exactly, and which unknown matters most?

Monte Carlo over stated distributions: buffers and repair times are triangular (shortest, stated, longest; one figure alone
is fixed, or spread by a share), failure probabilities uniform between their ends, and flows nobody has judged and
relationships that are only inferred or assumed are there with a probability. Every sample is a whole timeline. Asked of
something that fails, or of targets alone: then everything they rest on fails by chance, at hour 0.

Which unknown matters is told by Spearman's rank correlation with the outcome, corrected for the number of unknowns; unknowns
are drawn independently, so its square is about the part of the outcome's variation that is due to one. The same seed gives
the same answer. Sources: Saltelli et al., Global sensitivity analysis, 2008; Benjamini & Hochberg 1995.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import ClassVar

import numpy as np
from pydantic import Field, model_validator

from eagraph.analysis._chance.figures import Output, RunningMean
from eagraph.analysis._chance.outcomes import MEASURES, OF_TARGETS, Collector, Measure, Outcomes
from eagraph.analysis._chance.reservations import reservations
from eagraph.analysis._chance.samples import Question, Sampling, drawn
from eagraph.analysis._chance.sentences import first_sentence, weightiest
from eagraph.analysis._chance.statistics import Column, Correlation, distribution, rank_correlations, running_means
from eagraph.analysis._chance.unknowns import Doubts, Kind, Unknown, of_failing, of_repair, of_ties, repair_of
from eagraph.analysis._course.hours import milliseconds
from eagraph.analysis._course.needs import Needs, needs
from eagraph.analysis._fault_tree.basic_events import Events, basic_events
from eagraph.analysis._probabilities import ENDS
from eagraph.analysis._segments import Floats
from eagraph.analysis._starts import FIELDS, starts
from eagraph.analysis._things import found, named
from eagraph.errors import UsageError
from eagraph.graph import kernels
from eagraph.graph.snapshot import Snapshot
from eagraph.graph.views import Booleans
from eagraph.locale import Text, both, joined
from eagraph.results import Named, Result, SnapshotInfo, Words, completeness
from eagraph.work import counted

__all__ = ["Answer", "Output", "Params", "Row", "question", "run", "title"]
title = both("Uncertainty")
question = both("How much may stop, given all that is not known exactly, and which unknown matters most?")
PRECISION = 0.05
"""A mean counts as exact enough when its standard error is at most this share of it."""
MOST_VALUES = 50_000_000
"""Values drawn, of all unknowns in all samples: 8 bytes each."""


class Params(Doubts):
    """What fails or whom it is about, how uncertain what is not stated is, and how often to draw."""

    of: tuple[str, ...] = Field(
        default=(),
        description="targets to follow; if nothing is said to fail, all they rest on fails by chance",
        json_schema_extra={"names": "thing"},
    )
    outcome: Measure = Field(
        default="stopped",
        description="what the unknowns are weighed by; hours_to_impact and hours_down are those of targets",
    )
    samples: int = Field(default=1000, ge=10, le=100_000, description="how often to draw")
    seed: int = Field(default=1, ge=0, description="the same seed gives the same answer")
    horizon_h: float = Field(default=720, gt=0, le=1e6, description="look no further than this many hours")
    limit: int = Field(
        default=50, ge=1, le=100_000, description="show no more than this many unknowns, the weightiest first"
    )

    @model_validator(mode="after")
    def _something_fails(self) -> Params:
        fields = (*FIELDS, "of")
        if not any(getattr(self, name) for name in fields):
            raise ValueError(
                both("say what fails or whom it is about: at least one of {fields}", fields=", ".join(fields)).en
            )
        if self.outcome in OF_TARGETS and not self.of:
            raise ValueError(both("{outcome} is of targets; give at least one of them (of)", outcome=self.outcome))
        return self


class Row(Named):
    """One unknown, and how strongly it moves the outcome; named by the thing where it stands."""

    brief: ClassVar = ("id", "kind", "other", "stated", "correlation", "mean_low", "mean_high")

    kind: Kind = Field(description="buffer, repair time, failure probability, failure, flow needed, or relationship exists")
    relationship: str | None = Field(description="type of the relationship it is about; empty where it is about the thing")
    other: str | None = Field(description="id of the other end of that relationship")
    stated: str = Field(description="its distribution: shortest, most likely, longest; or its probability")
    correlation: float | None = Field(
        description="Spearman's rank correlation with the outcome; empty where it never varies"
    )
    p_value: float | None = Field(description="probability of one as strong by chance")
    significant: bool = Field(description="is it more than chance, given how many unknowns there are (5 % false ones)?")
    share: float | None = Field(description="square of the correlation: about its part of the outcome's variation")
    mean_low: float | None = Field(description="mean outcome where it is below its median, or no")
    mean_high: float | None = Field(description="mean outcome where it is above its median, or yes")


class Answer(Result[Row]):
    """Rows are the unknowns, the weightiest first; beside them what may come of it."""

    quiet: ClassVar = ("convergence", "samples", "unknowns")

    outputs: tuple[Output, ...] = ()
    convergence: tuple[RunningMean, ...] = Field(default=(), description="the mean of the outcome after each tenth")
    samples: int = 0
    unknowns: int = Field(default=0, description="how many unknowns were drawn")


def run(snapshot: Snapshot, params: Params) -> Answer:
    """Quantiles of what may stop, and the unknowns by how much they matter.

    Raises:
        UnknownName: something named does not exist.
        UsageError: nothing the targets rest on may fail, or there are more values to draw than can be held.
    """
    failing, targets = starts(snapshot, params), found(snapshot, params.of)
    asked, inside = _question(snapshot, params, failing, targets)
    if params.samples * len(asked.unknowns) > MOST_VALUES:
        most, count = MOST_VALUES // len(asked.unknowns), len(asked.unknowns)
        raise UsageError(both("So many unknowns ({count}) are drawn in at most {most} samples; found {samples}.",
                              count=count, most=most, samples=params.samples))  # fmt: skip
    columns = drawn(asked.unknowns, seed=params.seed, samples=params.samples)
    count = params.samples if columns else 1
    outcomes = _outcomes(snapshot, Sampling(asked, columns), count, targets)
    correlations = _correlations(columns, outcomes.of(params.outcome))
    outputs = tuple(_outputs(snapshot, outcomes))
    weighty = _by_weight(asked.unknowns, correlations)
    cut = len(weighty) - params.limit
    more = [both("{count} more unknowns are left out; raise the limit.", count=cut)] if cut > 0 else []
    reasons = [*reservations(asked, params, inside), *_inexact(outputs, count), *more]
    return Answer(
        analysis="uncertainty",
        params=params.model_dump(mode="json"),
        summary=Words.of(joined([first_sentence(asked, outcomes), *weightiest(asked, weighty, correlations)], " ")),
        snapshot=SnapshotInfo.of(snapshot),
        completeness=completeness(reasons, truncated=cut > 0),
        hidden=asked.needs.failure.view.hidden,
        rows=tuple(
            _row(snapshot, asked.unknowns[i], correlations[i], columns[i], outcomes.of(params.outcome))
            for i in weighty[: params.limit]
        ),
        outputs=outputs,
        convergence=_convergence(outcomes.of(params.outcome)),
        samples=count,
        unknowns=len(columns),
    )


def _question(snapshot: Snapshot, params: Params, failing: list[int], targets: list[int]) -> tuple[Question, list[int]]:
    """What may matter, and which things do: all that what fails may reach, or all that the targets rest on."""
    whole = needs(snapshot, at=params.at, assume_needed=params.assume_needed or params.needed_probability > 0)
    view = whole.failure.view
    ways = (view.onward, view.reached, failing) if failing else (view.backward, view.origin, targets)
    inside = (kernels.shortest(*ways)[0] >= 0).tolist()
    kept = _within(whole, inside)
    asked = {kept.group[step] for row in kept.onward for step in row}
    steps = sorted(step for group in asked for step in kept.members(group))
    unknowns = list(of_ties(kept.failure, steps, params))

    able = failing or [i for i, node in enumerate(snapshot.nodes) if inside[i] and _may_fail(snapshot, node.label)]
    likely = Events() if failing else basic_events(kept.failure, able, default=params.failure_probability)
    for node in able:
        chance = likely.low.get(node, 0.0), likely.high.get(node, 0.0)
        unknowns += () if failing else of_failing(snapshot, node, chance)
        unknowns += of_repair(snapshot, node, params)
    if not failing and not any(unknown.kind == "failure" for unknown in unknowns):
        raise UsageError(
            both("Nothing the targets rest on states a probability to fail; say what fails, or give a failure probability.")
        )
    repair = {node: repair_of(snapshot, node, params) if params.repair else None for node in able}
    question = Question(kept, steps, unknowns, failing, targets, repair, params.repair, milliseconds(params.horizon_h))
    return question, [i for i, is_inside in enumerate(inside) if is_inside]


def _may_fail(snapshot: Snapshot, label: str) -> bool:
    return ENDS[0] in snapshot.schema.node_fields[label]


def _within(whole: Needs, inside: list[bool]) -> Needs:
    """The needs among some things alone."""
    needer, group = whole.needer, whole.group
    onward = [
        [step for step in steps if inside[needer[group[step]]]] if inside[node] else []
        for node, steps in enumerate(whole.onward)
    ]
    return replace(whole, onward=onward)


def _outcomes(snapshot: Snapshot, sampling: Sampling, count: int, targets: list[int]) -> Outcomes:
    collector = Collector(snapshot, count, targets, targets_alone=not sampling.question.failing)
    for number, sample in enumerate(counted(sampling, count, every=5)):
        collector.add(number, sample, sampling.question.horizon)
    return collector.outcomes(targets)


def _correlations(columns: Sequence[Column], outcome: Floats) -> list[Correlation | None]:
    there = ~np.isnan(outcome)
    if not there.all():
        columns, outcome = [column[there] for column in columns], outcome[there]
    return rank_correlations(columns, outcome) if columns else []


def _by_weight(unknowns: Sequence[Unknown], correlations: Sequence[Correlation | None]) -> list[int]:
    """The numbers of the unknowns, the most correlated first."""
    weight = [abs(round(one.rho, 9)) if one else -1.0 for one in correlations]
    return sorted(range(len(unknowns)), key=lambda i: (-weight[i], unknowns[i].name))


def _row(snapshot: Snapshot, unknown: Unknown, one: Correlation | None, column: Column, outcome: Floats) -> Row:
    tie = snapshot.relationships[unknown.tie] if unknown.tie >= 0 else None
    there = ~np.isnan(outcome)
    high: Booleans = np.asarray(column if column.dtype == np.bool_ else column > np.median(column), dtype=np.bool_)
    return Row(
        **named(snapshot, unknown.node),
        kind=unknown.kind,
        relationship=tie.type if tie else None,
        other=_other_end(snapshot, unknown),
        stated=unknown.stated,
        correlation=round(one.rho, 4) if one else None,
        p_value=float(f"{one.p:.4g}") if one else None,
        significant=bool(one and one.is_significant),
        share=round(one.rho**2, 4) if one else None,
        mean_low=_mean(outcome[there & ~high]),
        mean_high=_mean(outcome[there & high]),
    )


def _other_end(snapshot: Snapshot, unknown: Unknown) -> str | None:
    if unknown.tie < 0:
        return None
    tie = snapshot.relationships[unknown.tie]
    return tie.source if snapshot.nodes[unknown.node].id == tie.target else tie.target


def _convergence(outcome: Floats) -> tuple[RunningMean, ...]:
    """The mean after each tenth of the samples in which there is an outcome."""
    there = outcome[~np.isnan(outcome)]
    return tuple(RunningMean(samples=n, mean=round(mean, 6)) for n, mean in running_means(there))


def _mean(values: Floats) -> float | None:
    return round(float(values.mean()), 4) if len(values) else None


def _outputs(snapshot: Snapshot, outcomes: Outcomes) -> Iterator[Output]:
    """Every outcome of the whole, then of each target."""
    for measure in MEASURES:
        if measure not in OF_TARGETS:
            yield _output(snapshot, measure, outcomes.whole[measure], None)
    for row, target in enumerate(outcomes.targets):
        for measure in OF_TARGETS:
            yield _output(snapshot, measure, outcomes.of_target[measure][row], target)


def _output(snapshot: Snapshot, measure: Measure, values: Floats, target: int | None) -> Output:
    there = values[~np.isnan(values)]
    told = distribution(there) if len(there) else None
    thing = snapshot.nodes[target] if target is not None else None
    quantiles = [round(q, 6) for q in told.quantiles] if told else [None] * 5
    return Output(
        measure=measure,
        id=thing.id if thing else None,
        name=thing.name if thing else None,
        happens=len(there) / len(values),
        mean=round(told.mean, 6) if told else None,
        standard_error=round(told.standard_error, 6) if told else None,
        **dict(zip(("q05", "q25", "q50", "q75", "q95"), quantiles, strict=True)),
        samples_wanted=told.samples_for(PRECISION, len(there)) if told else 0,
    )


def _inexact(outputs: Sequence[Output], count: int) -> Iterator[Text]:
    """That some means are not exact enough, and how many samples would do."""
    vague = [o for o in outputs if o.happens and o.samples_wanted > round(o.happens * count)]
    if vague:
        wanted = max(round(o.samples_wanted / o.happens) for o in vague)
        yield both(
            "{count} of the means have a standard error above 5 %; about {samples} samples would bring it down.",
            count=len(vague), samples=wanted,
        )  # fmt: skip
