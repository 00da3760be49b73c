"""Defence: which are the cheapest changes that bring an impact under a limit?

A failure is given and a limit on what it may do; or, with nothing but things that have to keep running, every single failure
that stops one of them. Against it stand alternatives, buffers, looser ties and protection, each with a price. The cheapest
sets of them that keep the limit are found exactly (see `_least_sets`); where that would take too many tries, a good set is
given with what it must cost at least. Each proposal's impact is that of the failure run again with its changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from pydantic import Field, model_validator

from eagraph.analysis._course.needs import needs
from eagraph.analysis._defence.breaking import broken, single_failures
from eagraph.analysis._defence.closed_sets import ClosedSets
from eagraph.analysis._defence.impact import Failing, Impact, Limits
from eagraph.analysis._defence.least_sets import Found, LeastSets
from eagraph.analysis._defence.measures import Kind, Measure, Measures, Prices, after
from eagraph.analysis._prices import prices
from eagraph.analysis._starts import FIELDS, Starts, starts
from eagraph.analysis._things import found, named
from eagraph.graph.snapshot import Snapshot
from eagraph.graph.views import failure
from eagraph.locale import Text, both, joined
from eagraph.results import Named, Result, SnapshotInfo, Value, Words, completeness

title = both("Defence")
question = both("Which are the cheapest changes that bring an impact under a limit?")
_LIMITS = ("most_stopped", "most_services", "most_criticality", "of")


class Params(Starts, Limits, Prices):
    """What fails, the limit, and what may be done at which price."""

    proposals: int = Field(default=3, ge=1, le=20, description="so many proposals, the cheapest")
    tries: int = Field(
        default=5000,
        ge=0,
        le=1_000_000,
        description="no more tries (sets of changes, or nodes of a search tree) than this to prove that nothing is cheaper",
    )

    @model_validator(mode="after")
    def _something_fails(self) -> Params:
        if not any(getattr(self, name) not in (None, ()) for name in _LIMITS):
            raise ValueError(both("say the limit: at least one of {fields}", fields=", ".join(_LIMITS)))
        if self.least_hours is not None and not self.of:
            raise ValueError(both("say of which things the hours are meant: of"))
        if not self.of and not any(getattr(self, name) for name in FIELDS):
            raise ValueError(both("say what fails: at least one of {fields}; or of alone", fields=", ".join(FIELDS)))
        return self


class Row(Named):
    """One change of a proposal, and the thing it is made on."""

    brief: ClassVar = ("proposal", "change", "id", "name", "on_names", "price")

    proposal: int = Field(description="1 is the cheapest proposal")
    change: Kind = Field(
        description="redundant: one alternative more to what it needs. buffer: it manages longer without. "
        "break: the need degrades it and no longer stops it. protect: it does not fail any more"
    )
    price: float = Field(description="what the change costs")
    on: tuple[str, ...] = Field(description="ids of what is needed: the group, or the end of the buffered relationship")
    on_names: tuple[str, ...] = Field(description="their names")
    group: str | None = Field(description="name of the group, or type of the relationship; empty for protect")
    needed: str | None = Field(description="how many members of the group must work, of how many, before the change")
    hours: float | None = Field(description="by how many hours the buffer is lengthened; empty for other changes")
    relationships: tuple[str, ...] = Field(
        description="the relationships concerned, as source TYPE target, with #n for further ones"
    )


class Proposal(Value):
    """What a proposal comes to: the failure run again with all its changes. Proposal 0 is how things stand."""

    proposal: int
    price: float = Field(description="what all its changes cost together")
    at_least: float = Field(description="what any further proposal costs at least")
    exact: bool = Field(description="it is proven that none is cheaper")
    changes: int = Field(description="how many changes it has")
    keeps: bool = Field(description="the limit is kept")
    stopped: int = Field(description="how many things stop because of the failure; of several failures the most")
    services: int = Field(description="digital services that stop")
    criticality: int = Field(description="the known criticality of all that stops, added up")
    hours: float | None = Field(
        description="hours until one of the things stops that have to keep running; empty: none does"
    )


class Answer(Result[Row]):
    """Rows are the changes, proposal by proposal; `proposals` tells what each comes to."""

    proposals: tuple[Proposal, ...] = ()


def run(snapshot: Snapshot, params: Params) -> Answer:
    """The cheapest proposals.

    Raises:
        UnknownName: something said does not exist.
        UsageError: a price cannot be read, or there is nothing of a kind that is to fail.
    """
    prices(snapshot, (*params.redundant_prices, *params.protect_prices), params.cost_redundant)
    ways = failure(snapshot, at=params.at, assume_needed=params.assume_needed)
    kept = tuple(found(snapshot, params.of))
    hours = needs(snapshot, at=params.at, assume_needed=params.assume_needed)
    given = any(getattr(params, name) for name in FIELDS)
    cases = (tuple(starts(snapshot, params)),) if given else single_failures(ways, kept)
    failing = Failing(ways, hours, cases, params, kept, given)
    before = failing.impact(())
    kept_already = failing.is_kept(())
    measures = _measures(failing, params, kept_already=kept_already)
    proposals = _proposals(failing, measures, params) if measures and failing.is_kept(measures) else []
    told = [_proposal(0, (), before, keeps=kept_already, proven=True, at_least=0.0)]
    for number, (taken, of) in enumerate(proposals, 1):
        told.append(_proposal(number, taken, failing.impact(taken), keeps=True, proven=of.is_least, at_least=of.at_least))
    return Answer(
        analysis="defence",
        params=params.model_dump(mode="json"),
        summary=Words.of(_summary(failing, told, measures)),
        snapshot=SnapshotInfo.of(snapshot),
        completeness=completeness(_reasons(failing, params, measures, proposals)),
        hidden=ways.view.hidden,
        rows=tuple(row for number, (taken, _) in enumerate(proposals, 1) for row in _rows(failing, number, taken)),
        proposals=tuple(told),
    )


def _measures(failing: Failing, params: Params, *, kept_already: bool) -> list[Measure]:
    """What can be done; nothing has to be where the limit is kept."""
    if kept_already:
        return []
    failed = {node for case in failing.cases for node in case}
    there = Measures(failing.failure, params, timed=params.least_hours is not None)
    return there.find(broken(failing), failed, set(failing.kept))


def _proposals(failing: Failing, measures: list[Measure], params: Params) -> list[tuple[tuple[Measure, ...], Found]]:
    def shortfall(chosen: Iterable[int]) -> float:
        return failing.shortfall([measures[i] for i in sorted(chosen)])

    if params.least_hours is None and params.on_count:
        sets = ClosedSets(failing, measures, params.tries).find(params.proposals)
    else:
        sets = LeastSets([m.price for m in measures], shortfall, after(measures), params.tries).find(params.proposals)
    return [(tuple(measures[i] for i in one.members), one) for one in sets]


def _rows(failing: Failing, number: int, taken: Sequence[Measure]) -> list[Row]:
    view, groups = failing.failure
    snapshot = view.snapshot
    rows = []
    for measure in taken:
        givers = sorted({int(view.origin[step]) for step in measure.steps}, key=lambda i: snapshot.nodes[i].id)
        group = measure.group
        rows.append(
            Row(
                **named(snapshot, measure.node),
                proposal=number,
                change=measure.kind,
                price=measure.price,
                on=tuple(snapshot.nodes[i].id for i in givers),
                on_names=tuple(snapshot.nodes[i].name for i in givers),
                group=groups.name[group] if group >= 0 else None,
                needed=f"{groups.k[group]}/{groups.size[group]}" if group >= 0 else None,
                hours=measure.hours or None,
                relationships=tuple(_written(snapshot, int(view.tie[step])) for step in measure.steps),
            )
        )
    return sorted(rows, key=lambda row: (row.id, row.change, row.relationships))


def _written(snapshot: Snapshot, j: int) -> str:
    tie = snapshot.relationships[j]
    return f"{tie.source} {tie.type} {tie.target}" + (f" #{tie.ordinal + 1}" if tie.ordinal else "")


def _proposal(number: int, taken: Sequence[Measure], impact: Impact, **told: Any) -> Proposal:
    return Proposal(
        proposal=number,
        price=float(sum(measure.price for measure in taken)),
        at_least=told["at_least"],
        exact=told["proven"],
        changes=len(taken),
        keeps=told["keeps"],
        stopped=impact.stopped,
        services=impact.services,
        criticality=impact.criticality,
        hours=impact.hours,
    )


def _reasons(failing: Failing, params: Params, measures: Sequence[Measure], proposals: Sequence[Any]) -> list[Text]:
    """What limits the answer."""
    told = list(failing.failure.reasons)
    said = params.model_fields_set
    assumed = [name for name in Prices.model_fields if name.startswith("cost_") and name not in said]
    if measures and assumed:
        told.append(both("{count} of 4 prices of changes are assumptions of this analysis.", count=len(assumed)))
    unproven = [of for _, of in proposals if not of.is_least]
    if unproven:
        told.append(
            both(
                "After {tries} tries it is not proven that nothing is cheaper; any proposal costs at least {at_least}.",
                tries=params.tries,
                at_least=_amount(unproven[0].at_least),
            )
        )
    elif proposals and len(proposals) < params.proposals:
        told.append(both("Proposals: {count}; no further set of changes was proven.", count=len(proposals)))
    if params.least_hours is not None and (unstated := sum(failing.needs.unstated)):
        told.append(
            both("{count} relationships do not say how long one manages without; they count as no time.", count=unstated)
        )
    return told


def _summary(failing: Failing, told: Sequence[Proposal], measures: Sequence[Measure]) -> Text:
    if told[0].keeps:
        return both("The limit is kept as things are: {outcome}.", outcome=_outcome(failing, told[0]))
    if len(told) == 1:
        return both(
            "No changes of these kinds keep the limit; with all of them stops: {best}, instead of {before}.",
            best=failing.impact(measures).stopped,
            before=told[0].stopped,
        )
    figures = {"price": _amount(told[1].price), "count": told[1].changes, "outcome": _outcome(failing, told[1])}
    if told[1].exact:
        return both("The cheapest way costs {price} (changes: {count}): {outcome}.", **figures)
    return both("A way that costs {price} (changes: {count}), not proven the cheapest: {outcome}.", **figures)


def _outcome(failing: Failing, proposal: Proposal) -> Text:
    """What it comes to, in the words of the limit."""
    names = [failing.failure.view.snapshot.nodes[node].name for node in failing.kept]
    if names and not failing.is_given:
        return both("no single failure stops {what}", what=", ".join(names))
    parts = [both("stops because of it: {count}", count=proposal.stopped)]
    if failing.limits.most_services is not None:
        parts.append(both("digital services: {count}", count=proposal.services))
    if failing.limits.most_criticality is not None:
        parts.append(both("criticality in all: {count}", count=proposal.criticality))
    if names and proposal.hours is None:
        parts.append(both("{what} keeps running", what=", ".join(names)))
    elif names:
        parts.append(both("{what} stops after {hours} h", what=", ".join(names), hours=_amount(proposal.hours or 0)))
    return joined(parts, ", ")


def _amount(value: float) -> str:
    return f"{value:.10g}"
