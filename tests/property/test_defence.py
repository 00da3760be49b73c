"""Defence against every set of changes that costs less, and against landscapes that are really changed as it proposes."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eagraph.analysis import blast_radius, defence, timeline
from eagraph.analysis.defence import Params, Row
from eagraph.graph.snapshot import Snapshot
from eagraph.model.fields import Value
from eagraph.model.landscape import Node, Relationship
from tests.property.directions import steps
from tests.property.strategies import LABELS, Properties, node, snapshot_of, tie

TYPES = ("DEPENDS_ON", "DEPENDS_ON", "DEPENDS_ON", "DEPENDS_ON", "FLOW", "FLOW", "HOSTS", "MEMBER_OF", "CONTROLS_ACCESS_TO")
LOOSE = {"DEPENDS_ON", "FLOW", "MEMBER_OF"}
BUFFERED = {"DEPENDS_ON", "FLOW"}
PRICES = {"cost_redundant": 2, "cost_break": 3, "cost_protect": 4.5, "cost_buffer_hour": 0.5}
HOURS = (2.0, 6.0)
BUFFERS: tuple[Properties, ...] = ({}, {}, {"buffer_h": 1}, {"buffer_h": 2.5}, {"buffer_h_low": 1, "buffer_h_high": 9})


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


def city(chance: Random) -> Snapshot:
    """Four to seven things that need each other a lot, with groups, rings, buffers and criticality."""
    places = [f"p{i}" for i in range(chance.randint(4, 7))]
    nodes = [node(p, chance.choice(LABELS), criticality=chance.randrange(5)) for p in places]
    ties = []
    for _ in range(chance.randint(5, 14)):
        type_, (one, other) = chance.choice(TYPES), chance.sample(places, 2)
        said: Properties = chance.choice([{}, {}, {"group": "g", "k": 1}, {"group": "g", "k": 2}, {"group": "h"}])
        if type_ in BUFFERED:
            said |= chance.choice(BUFFERS)
        if type_ == "DEPENDS_ON":
            said |= chance.choice([{}, {}, {}, {"mode": "soft"}])
        elif type_ == "FLOW":
            said |= chance.choice([{"needed": True}, {"needed": True}, {}, {"needed": False}])
        ties.append(tie(one, type_, other, **said))
    return snapshot_of(nodes, agreed(ties))


def agreed(ties: list[Relationship]) -> list[Relationship]:
    """The same k for all of a group, and no more than it has members."""
    named: dict[tuple[str, Value], list[int]] = {}
    for i, one in enumerate(ties):
        if "group" in one.properties:
            needer = one.target if one.type in ("FLOW", "HOSTS", "CONTROLS_ACCESS_TO") else one.source
            named.setdefault((needer, one.properties["group"]), []).append(i)
    for members in named.values():
        k = ties[members[0]].properties.get("k", 1)
        for i in members:
            ties[i] = replace(ties[i], properties={**ties[i].properties, "k": min(int(str(k)), len(members))})
    return ties


@st.composite
def questions(draw: st.DrawFn) -> tuple[Snapshot, Params]:
    """A dense landscape from a seed, something that fails and does harm, and a limit that is not kept if that can be had."""
    chance = Random(draw(st.integers(0, 2**32)))
    for _ in range(20):
        snapshot = city(chance)
        params = question(chance, [n.id for n in snapshot.nodes])
        told = figures(snapshot, hard_groups(snapshot), set(params.failed), params.of)
        if not keeps(told, params):
            break
    return snapshot, params


def question(chance: Random, places: list[str]) -> Params:
    failed = chance.sample(places, chance.randint(1, 2))
    rest = sorted(set(places) - set(failed))
    limits: dict[str, dict[str, Any]] = {
        "most_stopped": {"most_stopped": chance.randrange(3)},
        "most_services": {"most_services": 0},
        "most_criticality": {"most_criticality": chance.randrange(9)},
        "of": {"of": chance.sample(rest, 1)},
        "hours": {"of": chance.sample(rest, 1), "least_hours": chance.choice([1, 3, 7.5])},
        "several": {"most_stopped": chance.randrange(3), "of": chance.sample(rest, 1)},
        "everything": {"most_criticality": chance.randrange(9), "of": chance.sample(rest, 1), "least_hours": 3},
    }
    said = limits[chance.choice(list(limits))]
    fixed = {"failed": sorted(failed), **PRICES, "buffer_hours": HOURS, "protect_failed": chance.random() < 0.2}
    return Params.model_validate({**fixed, **said})


@pytest.mark.heavy
@given(questions())
@settings(max_examples=400)
def test_no_set_of_changes_that_costs_less_keeps_the_limit(question: tuple[Snapshot, Params]) -> None:
    snapshot, params = question
    answer = defence.run(snapshot, params)
    groups, failed = hard_groups(snapshot), set(params.failed)
    everything = conceivable(snapshot, groups, params)
    first = answer.proposals[0]
    assert first.keeps == keeps(figures(snapshot, groups, failed, params.of), params)
    if first.keeps:
        assert answer.rows == ()
        return
    if len(answer.proposals) == 1:
        told = figures(snapshot, *changed(groups, failed, everything), params.of)
        assert not keeps(told, params)
        return
    before: list[set[tuple[object, ...]]] = []
    for proposal in answer.proposals[1:]:
        taken = changes_of([row for row in answer.rows if row.proposal == proposal.proposal])
        assert proposal.exact
        assert proposal.price == sum(c.price for c in taken)
        for found in cheaper(everything, proposal.price):
            if keeps(figures(snapshot, *changed(groups, failed, found), params.of), params):
                same = {c.same for c in found}
                assert any(other <= same for other in before), found
        before.append({c.same for c in taken})
        if proposal.price > 9:
            break


@pytest.mark.heavy
@given(questions())
@settings(max_examples=300)
def test_a_landscape_really_changed_as_proposed_answers_as_the_proposal_says(question: tuple[Snapshot, Params]) -> None:
    snapshot, params = question
    answer = defence.run(snapshot, params)
    for proposal in answer.proposals[1:]:
        rows = [row for row in answer.rows if row.proposal == proposal.proposal]
        failed = [i for i in params.failed if not any(r.change == "protect" and r.id == i for r in rows)]
        told = rerun(built(snapshot, rows), failed, params.of) if failed else None
        if told is None:
            assert (proposal.stopped, proposal.services, proposal.criticality, proposal.hours) == (0, 0, 0, None)
            continue
        assert (proposal.stopped, proposal.services, proposal.criticality, proposal.hours) == told


def rerun(snapshot: Snapshot, failed: Sequence[str], of: Sequence[str]) -> tuple[int, int, int, float | None]:
    rows = blast_radius.run(snapshot, blast_radius.Params(failed=tuple(failed))).rows
    hours = timeline.run(snapshot, timeline.Params(failed=tuple(failed), repair=False)).rows
    return (
        sum(row.wave > 0 for row in rows),
        sum(row.label == "DigitalService" for row in rows),
        sum(row.criticality or 0 for row in rows),
        min((row.down_from_h for row in hours if row.id in of), default=None),
    )


def built(snapshot: Snapshot, rows: Sequence[Row]) -> Snapshot:
    """The landscape with the changes made: alternatives added, ties loosened, protected things needing nothing."""
    groups = {(g.needer, frozenset(m.text for m in g.members)): g for g in hard_groups(snapshot)}
    originals = [m.by for g in groups.values() for m in g.members]
    others = [alone(t) for t in snapshot.relationships if t not in originals]
    ties: dict[str, Relationship | None] = {m.text: counted(m.by, g.k) for g in groups.values() for m in g.members}
    nodes: list[Node] = list(snapshot.nodes)
    more: list[Relationship] = []
    wider: dict[tuple[str, frozenset[str]], int] = {}
    for row in rows:
        key = (row.id, frozenset(row.relationships))
        if row.change == "buffer":
            (text,) = row.relationships
            ties[text] = buffered(ties[text], row.hours or 0)
        elif row.change == "redundant":
            wider[key] = wider.get(key, 0) + 1
    for row in rows:
        if row.change == "break":
            ties |= {text: loosened(ties[text]) for text in row.relationships}
        elif row.change == "protect":
            ties |= {
                m.text: loosened_or_gone(ties[m.text]) for g in groups.values() if g.needer == row.id for m in g.members
            }
    for number, ((needer, texts), count) in enumerate(wider.items()):
        group = groups[needer, texts]
        label = str(group.members[0].by.properties.get("group") or f"alternatives {number}")
        said: Properties = {"group": label, "k": group.k}
        for text in texts:
            by = ties[text]
            ties[text] = replace(by, properties={**by.properties, **said}) if by else None
        for i in range(count):
            nodes.append(node(f"new-{number}-{i}"))
            by = group.members[0].by
            ends = (needer, by.type, f"new-{number}-{i}") if by.source == needer else (f"new-{number}-{i}", by.type, needer)
            more.append(Relationship(*ends, {**said, **({"needed": True} if by.type == "FLOW" else {})}))
    return snapshot_of(nodes, [*others, *(t for t in ties.values() if t), *more])


def buffered(by: Relationship | None, hours: float) -> Relationship | None:
    if by is None:
        return None
    own = by.properties.get("buffer_h", by.properties.get("buffer_h_low", 0))
    said: dict[str, Value] = {k: v for k, v in by.properties.items() if not k.startswith("buffer")}
    return replace(by, properties={**said, "buffer_h": float(own) + hours})  # type: ignore[arg-type]


def loosened(by: Relationship | None) -> Relationship | None:
    if by is None or by.type == "MEMBER_OF":
        return None
    said: Properties = {"mode": "soft"} if by.type == "DEPENDS_ON" else {"needed": False}
    return replace(by, properties={**alone(by).properties, **said})


def counted(by: Relationship, k: int) -> Relationship:
    """With the k that holds, where the group has fewer members than it says."""
    return replace(by, properties={**by.properties, "k": k}) if "group" in by.properties else by


def alone(by: Relationship) -> Relationship:
    """In no group: what stops nobody need not be counted."""
    return replace(by, properties={k: v for k, v in by.properties.items() if k not in ("group", "k")})


def loosened_or_gone(by: Relationship | None) -> Relationship | None:
    return loosened(by) if by and by.type in LOOSE else None
