"""Importance: how likely does this stop, and which of the things it rests on matters most for that?

The probability of the top event is exact: the failure structure (k-of-n groups, rings by the least solution) as a binary
decision diagram (Bryant 1986; Rauzy 1993), so that nothing is multiplied over suppliers that are shared. Events are
independent but for shared causes (beta factor). Of every event i with probability q, Q(1) the probability of the top event
when it has surely happened and Q(0) when it cannot:

    birnbaum I = ∂Q/∂q = Q(1) − Q(0)      criticality = q I / Q      diagnosis = q Q(1) / Q
    raw = Q(1) / Q                        rrw = Q / Q(0)

"Fussell-Vesely" is the name of three things: NRC's is criticality, SCRAM's is diagnosis, and the third is the probability of
the cut sets that hold the event; none of the columns is called that. The probability of the top event grows with every q, so
that its two ends are exact; the measures at the upper ends stand beside those at the lower, and need not be larger.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar, Literal, NamedTuple

from pydantic import Field

from eagraph.analysis._fault_tree.basic_events import Events, basic_events
from eagraph.analysis._fault_tree.structure import structure
from eagraph.analysis._fault_tree.target import Chances
from eagraph.analysis._fault_tree.top_event import TopEvent, approximations, bounds, events_of, measured, top_event
from eagraph.analysis._things import named, owner_names
from eagraph.graph import views
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import Text, both
from eagraph.results import Named, Result, SnapshotInfo, Value, Words, completeness

title = both("Importance")
question = both("How likely does this stop, and which of the things it rests on matters most for that?")
Measure = Literal["birnbaum", "criticality", "diagnosis", "raw", "rrw"]
NEGLIGIBLE = 1e-12
"""Of the top event, below which what is left without one event is rounding."""


class Params(Chances):
    """Of what, and by which measure."""

    measure: Measure = Field(
        default="criticality", description="what ranks: birnbaum, criticality, diagnosis, raw or rrw; see the columns"
    )
    default_probability: float = Field(
        default=0.01, ge=0, le=1, description="failure probability assumed of things that state none"
    )
    limit: int = Field(default=200, ge=1, le=100_000, description="show no more things than this")


class Row(Named):
    """How much one thing matters; Q is the probability that the target stops, q that this thing fails by itself."""

    brief: ClassVar = ("name", "label", "probability", "birnbaum", "criticality", "diagnosis", "raw", "rrw", "owner")

    probability: float = Field(description="q, its failure probability; of a member of a shared cause less the shared part")
    birnbaum: float = Field(description="Q(1) − Q(0): how much Q changes when it surely fails instead of never")
    criticality: float | None = Field(
        description="q (Q(1) − Q(0)) / Q: the share of Q that goes if it never fails; NRC calls it Fussell-Vesely"
    )
    diagnosis: float | None = Field(
        description="q Q(1) / Q: how likely it has failed, once the target has stopped; SCRAM calls it Fussell-Vesely"
    )
    raw: float | None = Field(description="Q(1) / Q, risk achievement worth: times more likely when it has failed")
    rrw: float | None = Field(
        description="Q / Q(0), risk reduction worth: times less likely if it never fails; empty if then never"
    )
    probability_high: float | None = Field(description="q at the upper ends; this and the next are empty without intervals")
    birnbaum_high: float | None = Field(description="Q(1) − Q(0) at the upper ends")
    criticality_high: float | None = Field(description="q (Q(1) − Q(0)) / Q at the upper ends")
    diagnosis_high: float | None = Field(description="q Q(1) / Q at the upper ends")
    raw_high: float | None = Field(description="Q(1) / Q at the upper ends")
    rrw_high: float | None = Field(description="Q / Q(0) at the upper ends")
    is_assumed: bool = Field(description="nobody has said its probability; the default is used")
    owner: str | None = Field(description="who owns it; empty where nobody is said to")


class Top(Value):
    """How likely the target stops, exactly and as usually approximated."""

    probability: float | None = Field(description="Q, exact; empty where only bounds could be worked out")
    probability_high: float | None = Field(description="Q with every probability at its upper end")
    at_least: float = Field(description="Q is at least this")
    at_most: float = Field(description="Q is at most this, intervals included")
    availability: float | None = Field(description="1 − Q")
    availability_low: float | None = Field(description="1 − Q with every probability at its upper end")
    rare_event: float | None = Field(description="sum of the probabilities of the cut sets found, at most 1; good below 0.1")
    rare_event_high: float | None = Field(description="the same at the upper ends")
    min_cut_upper_bound: float | None = Field(
        description="1 − Π (1 − P(C)) over the cut sets C; of all of them, never below Q"
    )
    min_cut_upper_bound_high: float | None = Field(description="the same at the upper ends")
    cut_sets: int | None = Field(description="how many minimal cut sets; empty where too many to count")
    events: int = Field(description="how many things matter to it")


class Answer(Result[Row]):
    """Rows are the things that matter; `top` is what they matter to."""

    top: Top


def run(snapshot: Snapshot, params: Params) -> Answer:
    """What matters, most first.

    Raises:
        UnknownName: the thing or a label does not exist.
    """
    thing = snapshot.find(params.of)
    failure = views.failure(snapshot, at=params.at, assume_needed=params.assume_needed)
    whole = structure(failure, [thing])
    events = basic_events(failure, whole.order, labels=params.may_fail, default=params.default_probability)
    event = top_event(whole, events, thing)
    rows = sorted(_rows(snapshot, events, event), key=lambda row: _rank(row, params.measure))
    top = _top(event, events)
    told = [] if event.is_exact else [_approximate(event)]
    if len(rows) > params.limit:
        told.append(both("{shown} of {total} things are shown.", shown=params.limit, total=len(rows)))
    return Answer(
        analysis="importance",
        params=params.model_dump(mode="json"),
        summary=Words.of(_summary(snapshot.nodes[thing].name, params.measure, top, rows)),
        snapshot=SnapshotInfo.of(snapshot),
        completeness=completeness(
            [*failure.reasons, *events.reasons(params.default_probability), *told], truncated=bool(told)
        ),
        rows=tuple(rows[: params.limit]),
        top=top,
    )


class Measures(NamedTuple):
    """The five measures of one event."""

    birnbaum: float
    criticality: float | None
    diagnosis: float | None
    raw: float | None
    rrw: float | None


def measures(top: float, q: float, slope: float) -> Measures:
    """The measures of an event with probability q, of which the top event's probability has this derivative."""
    if top <= 0:
        return Measures(slope, None, None, None, None)
    surely, never = top + (1 - q) * slope, top - q * slope
    rrw = top / never if never > NEGLIGIBLE * top else None
    return Measures(slope, q * slope / top, q * surely / top, surely / top, rrw)


def _rows(snapshot: Snapshot, events: Events, top: TopEvent) -> Iterator[Row]:
    ends = [events.low] if events.is_exact else [events.low, events.high]
    found = [(probability, *measured(top, probability)) for probability in ends]
    for node in events_of(top):
        values: dict[str, float | None] = {}
        for suffix in ("", "_high"):
            values |= dict.fromkeys(f"{name}{suffix}" for name in ("probability", *Measures._fields))
        for suffix, (probability, whole, slopes) in zip(("", "_high"), found, strict=False):
            values[f"probability{suffix}"] = probability[node]
            of_node = measures(whole, probability[node], slopes[node])
            values |= {f"{name}{suffix}": value for name, value in of_node._asdict().items()}
        row = {
            **named(snapshot, node),
            **values,
            "is_assumed": node in events.unknown,
            "owner": owner_names(snapshot, node),
        }
        yield Row.model_validate(row)


def _rank(row: Row, measure: Measure) -> tuple[float, float, str]:
    """Most first; where nothing else stops the target, nothing reduces more."""
    unknown = float("inf") if measure == "rrw" and row.criticality is not None else float("-inf")
    said, high = getattr(row, measure), getattr(row, f"{measure}_high")
    return -(unknown if said is None else said), -(unknown if high is None else high), row.id


def _top(event: TopEvent, events: Events) -> Top:
    low, high = bounds(event, events.low), bounds(event, events.high)
    exact, exact_high = (low[0], high[0]) if event.is_exact else (None, None)
    rare, upper = approximations(event, events.low) or (None, None)
    rare_high, upper_high = approximations(event, events.high) or (None, None)
    return Top(
        probability=exact,
        probability_high=exact_high,
        at_least=low[0],
        at_most=high[1],
        availability=None if exact is None else 1 - exact,
        availability_low=None if exact_high is None else 1 - exact_high,
        rare_event=rare,
        rare_event_high=rare_high,
        min_cut_upper_bound=upper,
        min_cut_upper_bound_high=upper_high,
        cut_sets=event.count,
        events=len(events_of(event)),
    )


def _approximate(event: TopEvent) -> Text:
    return both(
        "The decision diagram grew too large: bounds come from the cut sets of up to {size}, and the measures are of "
        "their rare-event sum.",
        size=event.cuts.size if event.cuts else 0,
    )


def _summary(name: str, measure: Measure, top: Top, rows: list[Row]) -> Text:
    if not rows:
        return both("Nothing that may fail stops {name}.", name=name)
    figures: Mapping[str, object] = {
        "name": name,
        "low": f"{top.at_least:.4g}",
        "high": f"{top.at_most:.4g}",
        "first": rows[0].name,
        "measure": measure,
    }
    if top.at_least == top.at_most:
        return both("{name} stops with probability {low}; by {measure}, {first} matters most.", **figures)
    return both("{name} stops with a probability from {low} to {high}; by {measure}, {first} matters most.", **figures)
