"""Attack reach: what can an intruder reach from here, past which barriers, and what would stop that?

The attack view (access, hosting, zones, flows, transport, suppliers, what is depended on) with a cost for every step; see
`_attack`. Costs order ways and are assumptions unless stated. To stop the intruder: the cheapest things to secure so that
no way is left, whatever it costs him. What he reaches is handed on: what stops (T), what is exposed (K), what is no longer
true (R).
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Sequence
from typing import ClassVar, Literal

from pydantic import Field

from eagraph.analysis._attack.handed_on import Exposed, HandedOn, Stopping, Untrusted
from eagraph.analysis._attack.vertex_cut import Network
from eagraph.analysis._attack.ways import BarrierKind, Costs, Ways, cheapest, ways
from eagraph.analysis._prices import CHEAPEST, DEAREST, prices
from eagraph.analysis._things import found, named
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import Text, both, joined
from eagraph.model.classification import Aspect
from eagraph.results import Named, Result, SnapshotInfo, Value, Words, completeness
from eagraph.work import counted

title = both("Attack reach")
question = both("What can an intruder reach from here, past which barriers, and what would stop that?")


class Params(Costs):
    """Where the intruder is, how far he goes, what is to be kept from him, and what steps and barriers cost him."""

    inside: tuple[str, ...] = Field(
        min_length=1,
        title="what the intruder holds",
        description="things the intruder holds: id, source key or unique name",
        json_schema_extra={"names": "thing"},
    )
    targets: tuple[str, ...] = Field(
        default=(),
        max_length=100,
        title="what must not be reached",
        description="things that must not be reached: id, source key or unique name",
        json_schema_extra={"names": "thing"},
    )
    max_cost: float | None = Field(default=None, ge=0, description="no further than this cost; empty is no limit")
    through_suppliers: bool = Field(
        default=True, title="suppliers are a way in", description="suppliers are a way into the systems they supply"
    )
    aspects: tuple[Aspect, ...] = Field(
        default=("k", "r"),
        title="controls that guard",
        description="a control counts when it guards one of these: k, r, t, s",
    )
    secure_price: float = Field(
        default=1, ge=CHEAPEST, le=DEAREST, description="price of securing one thing, where prices say nothing else"
    )
    secure_prices: tuple[str, ...] = Field(
        default=(), description="other prices: LABEL=PRICE or THING=PRICE; never is a price too"
    )
    at: dt.date | None = Field(default=None, description="only what is valid on this day")
    limit: int = Field(default=1000, ge=1, le=100_000, description="no more rows than this, the cheapest")


class Barrier(Value):
    """One thing that stands on the way: a barrier between network zones, or a control on a thing."""

    kind: BarrierKind = Field(description="firewall, gateway, diode or control")
    step: int = Field(description="on which step of the way, from 1")
    id: str | None = Field(description="id of the control; empty for a barrier between zones")
    name: str = Field(description="name of the control, or of both ends of the barrier")
    cost: float = Field(description="what it costs to beat")


class Row(Named):
    """One thing the intruder reaches, by his cheapest way."""

    brief: ClassVar = ("id", "name", "cost", "hops", "via", "passed")

    hops: int = Field(description="how many steps the way has")
    cost: float = Field(description="what the way costs: its steps, and the barriers and controls on it")
    path: tuple[str, ...] = Field(description="ids along the way, both ends included")
    via: tuple[str, ...] = Field(description="types of the relationships along the way")
    passed: int = Field(description="how many barriers and controls are beaten on the way")
    barriers: tuple[Barrier, ...] = Field(description="the barriers and controls, in the order they are met")


class Cut(Value):
    """How to keep the intruder from one target, or from all of them together."""

    target: str = Field(description="id of the target; empty for all of them together")
    name: str = Field(description="its name")
    state: Literal["cut", "unreachable", "adjacent", "unstoppable", "held"] = Field(
        description="cut: secure the members. unreachable: no way leads there. adjacent: it is one step away. "
        "unstoppable: some way has only things that cannot be secured. held: the intruder has it already"
    )
    price: float = Field(description="what securing all members costs")
    members: tuple[str, ...] = Field(description="ids of the things to secure, those nearest the intruder")
    names: tuple[str, ...] = Field(description="their names")


class CostOf(Value):
    """What one kind of step or barrier costs, and who says so."""

    kind: str
    cost: float
    source: Literal["assumption", "stated"]


class Answer(Result[Row]):
    """Rows are what is reached, the cheapest first. Beside them how to stop it, and what it means.

    All that is reached, and what the intruder holds, is what a blast radius would begin with; `stopping` is what it adds.
    """

    cuts: tuple[Cut, ...] = ()
    stopping: tuple[Stopping, ...] = ()
    exposed: tuple[Exposed, ...] = ()
    untrusted: tuple[Untrusted, ...] = ()
    costs: tuple[CostOf, ...] = ()


def run(snapshot: Snapshot, params: Params) -> Answer:
    """What is reached, the cheapest first, then by id.

    Raises:
        UnknownName: something said does not exist.
        UsageError: a price cannot be read.
    """
    inside, targets = found(snapshot, params.inside), found(snapshot, params.targets)
    price = prices(snapshot, params.secure_prices, params.secure_price)
    steps = ways(snapshot, params, at=params.at, aspects=params.aspects, through_suppliers=params.through_suppliers)
    cost, hops, by = cheapest(steps, inside)
    most = math.inf if params.max_cost is None else params.max_cost
    reached = [i for i in range(len(cost)) if math.isfinite(cost[i]) and cost[i] <= most and i not in inside]
    reached.sort(key=lambda i: (cost[i], snapshot.nodes[i].id))
    rows = [_row(steps, i, cost[i], hops[i], by) for i in reached[: params.limit]]
    held = HandedOn(snapshot, [*inside, *reached], params.at)
    left = len(reached) - len(rows)
    cut_off = [both("{count} things more are reached than are shown.", count=left)] if left else []
    reasons = [*cut_off, *steps.reasons, *held.reasons, *_assumed(params)]
    stopping, exposed = held.stopping(), held.exposed()
    summary = joined([_summary(snapshot, inside, reached, cost), _meaning(exposed, stopping)], " ")
    return Answer(
        analysis="attack-reach",
        params=params.model_dump(mode="json"),
        summary=Words.of(summary),
        snapshot=SnapshotInfo.of(snapshot),
        completeness=completeness(reasons, truncated=bool(left)),
        hidden=steps.view.hidden,
        rows=tuple(rows),
        cuts=tuple(_cuts(steps, price, inside, targets)) if targets else (),
        stopping=stopping,
        exposed=exposed,
        untrusted=held.untrusted(),
        costs=_costs(params),
    )


def _row(steps: Ways, node: int, cost: float, hops: int, by: Sequence[int]) -> Row:
    snapshot = steps.view.snapshot
    taken = _steps_to(steps, by, node)
    barriers = tuple(barrier for number, step in enumerate(taken, 1) for barrier in _barriers(steps, step, number))
    return Row(
        **named(snapshot, node),
        hops=hops,
        cost=cost,
        path=tuple(snapshot.nodes[i].id for i in _nodes(steps, taken)),
        via=tuple(snapshot.relationships[int(steps.view.tie[step])].type for step in taken),
        passed=len(barriers),
        barriers=barriers,
    )


def _steps_to(steps: Ways, by: Sequence[int], node: int) -> list[int]:
    taken: list[int] = []
    while by[node] >= 0:
        taken.append(by[node])
        node = int(steps.view.origin[by[node]])
    return taken[::-1]


def _nodes(steps: Ways, taken: Sequence[int]) -> list[int]:
    return [int(steps.view.origin[taken[0]]), *(int(steps.view.reached[step]) for step in taken)]


def _barriers(steps: Ways, step: int, number: int) -> Iterable[Barrier]:
    snapshot = steps.view.snapshot
    here, there = int(steps.view.origin[step]), int(steps.view.reached[step])
    if stands := steps.barrier(step):
        name = f"{snapshot.nodes[here].name} – {snapshot.nodes[there].name}"
        yield Barrier(kind=stands[0], step=number, id=None, name=name, cost=stands[1])
    for control in steps.controls.get(there, ()):
        thing = snapshot.nodes[control.node]
        yield Barrier(kind="control", step=number, id=thing.id, name=thing.name, cost=control.cost)


def _cuts(steps: Ways, price: list[float], inside: list[int], targets: list[int]) -> Iterable[Cut]:
    """One cut a target, and one for all together where there are several."""
    snapshot, is_open = steps.view.snapshot, steps.open_steps
    network = Network(steps.view.origin[is_open], steps.view.reached[is_open], len(snapshot.nodes), price)
    one_by_one = [[target] for target in targets]
    for ends in counted([*one_by_one, *([targets] if len(targets) > 1 else [])]):
        yield _cut(snapshot, network, inside, ends)


def _cut(snapshot: Snapshot, network: Network, inside: list[int], ends: list[int]) -> Cut:
    """Of several targets one that is held or adjacent decides the state, and the others are cut off all the same."""
    target = snapshot.nodes[ends[0]] if len(ends) == 1 else None
    far = [end for end in ends if end not in inside]
    near = network.next_to(inside) & set(far)
    cut = network.cut(inside, [end for end in far if end not in near])
    members = cut.members if cut else ()
    state: Literal["cut", "unreachable", "adjacent", "unstoppable", "held"] = "cut" if members else "unreachable"
    if len(far) < len(ends):
        state = "held"
    elif near:
        state = "adjacent"
    elif cut is None:
        state = "unstoppable"
    return Cut(
        target=target.id if target else "",
        name=target.name if target else "",
        state=state,
        price=cut.cost if cut else 0,
        members=tuple(snapshot.nodes[i].id for i in members),
        names=tuple(snapshot.nodes[i].name for i in members),
    )


def _costs(params: Params) -> tuple[CostOf, ...]:
    return tuple(
        CostOf(
            kind=name.removeprefix("cost_"),
            cost=getattr(params, name),
            source="stated" if name in params.model_fields_set else "assumption",
        )
        for name in Costs.model_fields
    )


def _assumed(params: Params) -> list[Text]:
    count = sum(cost.source == "assumption" for cost in _costs(params))
    said = both("{count} of {total} costs of steps and barriers are assumptions of this analysis, not measured.",
                count=count, total=len(Costs.model_fields))  # fmt: skip
    return [said] if count else []


def _summary(snapshot: Snapshot, inside: list[int], reached: list[int], cost: Sequence[float]) -> Text:
    who = snapshot.nodes[inside[0]].name if len(inside) == 1 else both("{count} things", count=len(inside))
    if not reached:
        return both("As far as is known, an intruder in {who} reaches nothing else.", who=who)
    free = sum(cost[i] == 0 for i in reached)
    return both("Things that an intruder reaches from {who}: {count}, at no cost: {free}.",
                who=who, count=len(reached), free=free)  # fmt: skip


def _meaning(exposed: tuple[Exposed, ...], stopping: tuple[Stopping, ...]) -> Text:
    personal = sum(row.personal is True for row in exposed)
    return both(
        "Information assets exposed by that: {assets}, known to be personal data: {personal}; stop besides if all is shut "
        "down: {stopped}.",
        assets=len(exposed),
        personal=personal,
        stopped=len(stopping),
    )
