"""Defence by hand: hard groups, what a change does to them, and every set of changes that costs less than something."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from eagraph.analysis.defence import Params, Row
from eagraph.graph.snapshot import Snapshot
from eagraph.model.landscape import Relationship
from tests.property.directions import steps

LOOSE = {"DEPENDS_ON", "FLOW", "MEMBER_OF"}
BUFFERED = {"DEPENDS_ON", "FLOW"}
PRICES = {"cost_redundant": 2, "cost_break": 3, "cost_protect": 4.5, "cost_buffer_hour": 0.5}
HOURS = (2.0, 6.0)


@dataclass(frozen=True)
class Member:
    """One relationship of a group, seen from the one who needs it."""

    giver: str
    by: Relationship
    buffer: float

    @property
    def text(self) -> str:
        return f"{self.by.source} {self.by.type} {self.by.target}" + (f" #{self.by.ordinal + 1}" if self.by.ordinal else "")


@dataclass(frozen=True)
class Group:
    """A hard group: how many of its members have to work."""

    needer: str
    k: int
    members: tuple[Member, ...]


@dataclass(frozen=True)
class Change:
    """A change as a row tells it; of several alternatives in a group, which."""

    kind: str
    needer: str
    relationships: frozenset[str] = frozenset()
    hours: float = 0
    number: int = 1
    price: float = 0

    @property
    def same(self) -> tuple[object, ...]:
        return self.kind, self.needer, self.relationships, self.hours, self.number


def hard_groups(snapshot: Snapshot) -> list[Group]:
    named: dict[tuple[str, str], list[Member]] = {}
    k: dict[tuple[str, str], int] = {}
    for number, step in enumerate(steps(snapshot, "failure")):
        said = step.by.properties
        key = (step.taker, str(said.get("group") or f"alone {number}"))
        buffer = said.get("buffer_h", said.get("buffer_h_low", 0))
        named.setdefault(key, []).append(Member(step.giver, step.by, float(buffer)))  # type: ignore[arg-type]
        k[key] = int(str(said.get("k", k.get(key, 1))))
    return [
        Group(needer, min(k[needer, label], len(members)), tuple(members))
        for (needer, label), members in named.items()
        if any(m.by.properties.get("mode") not in ("soft", "optional") for m in members)
    ]


def hours_until(groups: Sequence[Group], failed: set[str]) -> dict[str, float]:
    """When each thing stops, nothing repaired: the rule applied again and again until nothing comes sooner."""
    down = dict.fromkeys(failed, 0.0)
    while True:
        before = dict(down)
        for group in groups:
            felt = sorted(down.get(m.giver, math.inf) + m.buffer for m in group.members)
            breaks = felt[len(felt) - group.k] if group.k > 0 else math.inf
            if breaks < down.get(group.needer, math.inf):
                down[group.needer] = breaks
        if down == before:
            return down


def changed(groups: Sequence[Group], failed: set[str], changes: Sequence[Change]) -> tuple[list[Group], set[str]]:
    safe = {c.needer for c in changes if c.kind == "protect"}
    out = []
    for group in groups:
        texts = frozenset(m.text for m in group.members)
        on_it = [c for c in changes if c.needer == group.needer and c.relationships == texts]
        if group.needer in safe or any(c.kind == "break" for c in on_it):
            continue
        more = sum(c.kind == "redundant" for c in on_it)
        longer = {
            m.text: max((c.hours for c in changes if c.kind == "buffer" and c.relationships == {m.text}), default=0)
            for m in group.members
        }
        members = tuple(replace(m, buffer=m.buffer + longer[m.text]) for m in group.members)
        out.append(replace(group, k=group.k - more, members=members))
    return out, failed - safe


def conceivable(snapshot: Snapshot, groups: Sequence[Group], params: Params) -> list[Change]:
    """Every change that may be made anywhere, whether it helps or not."""
    found = []
    for group in groups:
        texts, types = frozenset(m.text for m in group.members), {m.by.type for m in group.members}
        if "MEMBER_OF" not in types:
            found += [Change("redundant", group.needer, texts, number=i + 1, price=2) for i in range(group.k)]
        if types <= LOOSE:
            found.append(Change("break", group.needer, texts, price=3))
        if params.least_hours:
            found += [
                Change("buffer", group.needer, frozenset({m.text}), hours, price=hours * 0.5)
                for m in group.members
                for hours in HOURS
                if m.by.type in BUFFERED
            ]
    safe = set(params.of) | (set() if params.protect_failed else set(params.failed))
    return [*found, *(Change("protect", n.id, price=4.5) for n in snapshot.nodes if n.id not in safe)]


def cheaper(changes: Sequence[Change], below: float) -> Iterator[tuple[Change, ...]]:
    """Every set of changes that costs less; a second alternative only with the first, one buffer or the other."""

    def grow(first: int, taken: tuple[Change, ...], spent: float) -> Iterator[tuple[Change, ...]]:
        yield taken
        for i in range(first, len(changes)):
            one = changes[i]
            lacks = one.number > 1 and replace(one, number=one.number - 1) not in taken
            twice = one.kind == "buffer" and any(t.kind == "buffer" and t.relationships == one.relationships for t in taken)
            if not lacks and not twice and spent + one.price < below - 1e-9:
                yield from grow(i + 1, (*taken, one), spent + one.price)

    yield from grow(0, (), 0.0)


def figures(snapshot: Snapshot, groups: Sequence[Group], failed: set[str], of: Sequence[str]) -> dict[str, Any]:
    down = hours_until(groups, failed)
    labels = {n.id: n.label for n in snapshot.nodes}
    weights = {n.id: n.properties.get("criticality", 0) for n in snapshot.nodes}
    return {
        "stopped": len(down.keys() - failed),
        "services": sum(labels[i] == "DigitalService" for i in down),
        "criticality": sum(int(str(weights[i])) for i in down),
        "hours": min((down[i] for i in of if i in down), default=None),
    }


def keeps(told: dict[str, Any], params: Params) -> bool:
    for name in ("stopped", "services", "criticality"):
        most = getattr(params, f"most_{name}")
        if most is not None and told[name] > most:
            return False
    return told["hours"] is None or bool(params.least_hours and told["hours"] >= params.least_hours)


def changes_of(rows: Sequence[Row]) -> list[Change]:
    found: list[Change] = []
    for row in rows:
        one = Change(row.change, row.id, frozenset(row.relationships), row.hours or 0, price=row.price)
        found.append(replace(one, number=1 + sum(replace(f, number=1) == one for f in found)))
    return found
