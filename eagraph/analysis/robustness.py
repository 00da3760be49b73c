"""Robustness: how much still works as more and more of the landscape is taken away?

A removal curve: things are removed at random (repeatedly, with a band over the repeats) and in the worst orders first, by
how many need them, by criticality, and by how much each alone stops; after each share removed, the share of services that
still work is counted, with all that stops because of the removed (k of n, rings). The area under a curve is its index R
(Schneider et al. 2011): 1 is untouched to the end, 0 gone at once.

A what-if of the map, never a prediction: nobody removes a third of a city at random, the orders are fixed beforehand and not
adapted to what has fallen, and a landscape known in part looks more robust than it is. That networks which depend on each
other break at once rather than gradually (Buldyrev et al. 2010; Gao et al. 2012) is why the curve is worth a look.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import ClassVar, Literal

import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from eagraph.analysis._removal import Removal, Shares, can_be_removed, of_labels
from eagraph.errors import UnknownName, UsageError, nearest_names
from eagraph.graph.snapshot import Numbers, Snapshot
from eagraph.graph.views import failure
from eagraph.locale import Text, both, joined
from eagraph.results import Result, SnapshotInfo, Value, Words, completeness

title = both("Robustness")
question = both("How much still works as more and more is taken away, at random or the worst first?")
NOT_FOR = both(
    "A what-if of the map, never a prediction: nobody removes a share of a city at random, the orders are fixed beforehand, "
    "and what the map does not know of cannot fall. The band shows how much the order of random removal matters, not how "
    "sure the curve is. For one failure, ask blast-radius; for how likely, uncertainty."
)
Order = Literal["random", "degree", "criticality", "blast"]
IN_WORDS: dict[Order, Text] = {
    "random": both("at random"),
    "degree": both("the most needed first"),
    "criticality": both("the most critical first"),
    "blast": both("the largest blast radius first"),
}
_FIRST = 10


class Params(BaseModel):
    """What is removed, how often, and what is counted."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    removed: tuple[str, ...] = Field(
        default=(),
        title="what is removed",
        description="labels of what is removed; empty is everything whose failure can reach something else",
        json_schema_extra={"names": "label"},
    )
    counted: tuple[str, ...] = Field(
        default=("DigitalService",),
        title="what is counted",
        description="labels of what is counted as working or not; empty is everything",
        json_schema_extra={"names": "label"},
    )
    until: float = Field(
        default=1.0,
        gt=0,
        le=1,
        title="removed at the last step",
        description="share that is removed at the last step; 1 is everything",
    )
    steps: int = Field(default=50, ge=2, le=100, description="steps from nothing removed to the last")
    repeats: int = Field(default=100, ge=2, le=200, description="random orders")
    band: float = Field(default=0.9, gt=0, lt=1, description="share of the random orders that lie inside the band")
    seed: int = Field(default=1, ge=0, description="same seed, same random orders")
    assume_needed: bool = Field(default=False, description="treat flows as needed where nobody has said")
    at: dt.date | None = Field(default=None, description="only what is valid on this day")


class Row(Value):
    """One point of one curve."""

    brief: ClassVar = ("order", "removed", "share_removed", "working", "low", "high")

    order: Order = Field(description="random, or the worst first by degree, criticality or blast (what it stops alone)")
    removed: int = Field(description="how many things are removed")
    share_removed: float = Field(description="of all that can be removed, 0-1")
    working: float = Field(description="share of the counted that still works, 0-1; over the repeats the mean")
    low: float | None = Field(description="lower end of the band; empty where there is one order only")
    high: float | None = Field(description="upper end of the band")


class Index(Value):
    """One curve in figures."""

    order: Order
    r: float = Field(
        title="R-index", description="R-index: the mean share that works over all steps with something removed, 0-1"
    )
    low: float | None = Field(description="lower end of the band of R over the repeats")
    high: float | None = Field(description="upper end of the band")
    halved_at: float | None = Field(description="the share removed at which less than half works; empty where none is")
    first: tuple[str, ...] = Field(
        title="removed first", description="ids of what is removed first, where the order is a ranking"
    )


class Answer(Result[Row]):
    """Rows are points of the curves, curve by curve; beside them every curve in figures."""

    not_for: Words = Field(default=Words.of(NOT_FOR), description="what the answer must not be used for")
    indices: tuple[Index, ...] = ()
    things_removed: int = Field(default=0, description="how many things can be removed")
    things_counted: int = Field(default=0, description="how many things are counted as working or not")


def run(snapshot: Snapshot, params: Params) -> Answer:
    """The removal curves.

    Raises:
        UnknownName: there is no such label.
        UsageError: nothing can be removed, or nothing counted.
    """
    plan = failure(snapshot, at=params.at, assume_needed=params.assume_needed)
    _known(snapshot, (*params.removed, *params.counted))
    removed, counted = can_be_removed(plan, params.removed), of_labels(plan, params.counted)
    fallback = [] if len(counted) or params.counted != ("DigitalService",) else [_NO_SERVICES]
    counted = of_labels(plan, ()) if fallback else counted
    if not len(removed) or not len(counted):
        raise UsageError(_nothing(params) if params.removed or len(removed) else _NO_FAILURE_TRAVELS)
    removal = Removal(plan, removed, counted, params.steps, params.until)
    random = removal.working(list(removal.random(params.seed, params.repeats)))
    targeted = removal.targeted()
    worst = removal.working(list(targeted.values()))
    ends = (0.5 - params.band / 2, 0.5 + params.band / 2)
    curves: dict[Order, Shares] = {"random": random, "degree": worst[:1], "criticality": worst[1:2], "blast": worst[2:]}
    indices = [_index(removal, order, curve, targeted.get(order), ends) for order, curve in curves.items()]
    return Answer(
        analysis="robustness",
        params=params.model_dump(mode="json"),
        summary=Words.of(_summary(indices)),
        snapshot=SnapshotInfo.of(snapshot),
        completeness=completeness([*fallback, *removal.reasons, *plan.reasons]),
        hidden=plan.view.hidden,
        rows=tuple(row for order, curve in curves.items() for row in _rows(order, curve, removal, ends)),
        indices=tuple(indices),
        things_removed=len(removed),
        things_counted=len(counted),
    )


_NO_SERVICES = both("There is no digital service in this landscape; everything is counted.")


_NO_FAILURE_TRAVELS = both(
    "No failure reaches anything else in this landscape; say what is removed by its label: --removed."
)


def _nothing(params: Params) -> Text:
    said = {"removed": params.removed, "counted": params.counted}
    options = ", ".join(f"--{name} {label}" for name, labels in said.items() for label in labels)
    return both("There is nothing to remove or to count in this landscape with {options}.", options=options)


def _known(snapshot: Snapshot, labels: Iterable[str]) -> None:
    for label in labels:
        if label not in snapshot.schema.node:
            text = both("There is no label {label}.", label=repr(label))
            raise UnknownName(text, nearest_names(label, snapshot.schema.node))


def _rows(order: Order, curve: Shares, removal: Removal, ends: tuple[float, float]) -> list[Row]:
    low, high = np.quantile(curve, ends, axis=0)
    banded = len(curve) > 1
    return [
        Row(
            order=order,
            removed=count,
            share_removed=removal.share(step),
            working=round(float(curve[:, step].mean()), 4),
            low=round(float(low[step]), 4) if banded else None,
            high=round(float(high[step]), 4) if banded else None,
        )
        for step, count in enumerate(removal.counts.tolist())
    ]


def _index(removal: Removal, order: Order, curve: Shares, ranking: Numbers | None, ends: tuple[float, float]) -> Index:
    r = curve[:, 1:].mean(axis=1)
    low, high = np.quantile(r, ends)
    halved = np.flatnonzero(curve.mean(axis=0) < 0.5)
    first = () if ranking is None else ranking[:_FIRST].tolist()
    return Index(
        order=order,
        r=round(float(r.mean()), 4),
        low=round(float(low), 4) if len(r) > 1 else None,
        high=round(float(high), 4) if len(r) > 1 else None,
        halved_at=removal.share(int(halved[0])) if len(halved) else None,
        first=tuple(removal.plan.view.snapshot.nodes[node].id for node in first),
    )


def _summary(indices: list[Index]) -> Text:
    """When half is gone, in each order."""
    told = [_halved(index) for index in indices]
    return both("Less than half works: {told}.", told=joined(told, "; "))


def _halved(index: Index) -> Text:
    order, r = IN_WORDS[index.order], f"{index.r:.2f}"
    if index.halved_at is None:
        return both("{order}, never (R {r})", order=order, r=r)
    return both("{order}, from {share} % removed (R {r})", order=order, share=f"{100 * index.halved_at:.3g}", r=r)
