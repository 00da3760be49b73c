"""Project collisions: counted day by day, and pair by pair along every path of integrations."""

from __future__ import annotations

import datetime as dt
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from eagraph.analysis import project_collisions
from eagraph.analysis._portfolio.sweeping import overloads
from eagraph.analysis.project_collisions import Params
from eagraph.graph.snapshot import Snapshot
from eagraph.model.fields import Value
from tests.property.strategies import Properties, node, one_of, snapshot_of, tie

BEGIN = dt.date(2026, 1, 1)
SPAN = 12


def day(number: int) -> dt.date:
    return BEGIN + dt.timedelta(days=number)


@st.composite
def windows(draw: st.DrawFn) -> dict[int, tuple[dt.date, dt.date]]:
    found = {}
    for i in range(draw(one_of(7))):
        first = draw(one_of(SPAN))
        found[i] = (day(first), day(first + draw(one_of(6))))
    return found


@given(windows(), one_of(4))
def test_a_sweep_counts_as_the_days_do(windows: dict[int, tuple[dt.date, dt.date]], most: int) -> None:
    running = {day(d): {i for i, (a, b) in windows.items() if a <= day(d) <= b} for d in range(-1, SPAN + 8)}
    found = overloads(windows, most)
    for one, who in running.items():
        inside = [o for o in found if o.first <= one <= o.last]
        assert len(inside) == (len(who) > most)
        assert all(who <= set(o.members) for o in inside)
    for o in found:
        days = [one for one in running if o.first <= one <= o.last]
        assert o.peak == max(len(running[one]) for one in days)
        assert set(o.members) == set().union(*(running[one] for one in days))
        assert len(running[o.first - dt.timedelta(days=1)]) <= most


@st.composite
def cities(draw: st.DrawFn) -> Snapshot:
    """Projects that say more or less when they run, on systems that need each other, some through integrations."""
    systems = [f"s{i}" for i in range(4)]
    nodes = [*(node(s) for s in systems), *(node(f"i{i}", "Integration") for i in range(2))]
    ties = []
    for number in range(draw(one_of(5))):
        first = draw(one_of(SPAN))
        ends = {"start": day(first).isoformat(), "end": day(first + draw(one_of(6))).isoformat()}
        said: Properties = {name: value for name, value in ends.items() if draw(one_of(5))}
        nodes.append(node(f"p{number}", "Project", **said))
        for _ in range(draw(one_of(3))):
            type_: str = ("CHANGES", "DELIVERS", "RETIRES")[draw(one_of(3))]
            ties.append(tie(f"p{number}", type_, systems[draw(one_of(4))]))
    projects = [n.id for n in nodes if n.label == "Project"]
    places = [n.id for n in nodes if n.label != "Project"]
    for _ in range(draw(one_of(7))):
        a, b = places[draw(one_of(6))], places[draw(one_of(6))]
        kinds: list[tuple[str, dict[str, Value]]] = [("DEPENDS_ON", {}), ("FLOW", {"needed": True}), ("FLOW", {})]
        type_, more = kinds[draw(one_of(3))]
        ties.append(tie(a, type_, b, **more))
    if projects:
        pairs = [(draw(st.sampled_from(projects)), draw(st.sampled_from(projects))) for _ in range(draw(one_of(4)))]
        ties += [tie(a, "PRECEDES", b) for a, b in pairs]
    return snapshot_of(nodes, ties)


class Told:
    """The landscape in the words of the question."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.said = {n.id: n.properties for n in snapshot.nodes}
        self.projects = [n.id for n in snapshot.nodes if n.label == "Project"]
        self.touches = {
            p: {r.target for r in snapshot.relationships if r.source == p and r.type in {"CHANGES", "DELIVERS", "RETIRES"}}
            for p in self.projects
        }
        self.order = {(r.source, r.target) for r in snapshot.relationships if r.type == "PRECEDES"}
        self.fails = {(r.target, r.source) for r in snapshot.relationships if r.type == "DEPENDS_ON"}
        self.fails |= {(r.source, r.target) for r in snapshot.relationships if r.type == "FLOW" and "needed" in r.properties}

    def needs(self, one: str, other: str, seen: frozenset[str] = frozenset()) -> bool:
        """Does the second need the first, with nothing but integrations between?"""
        after = {b for a, b in self.fails if a == one}
        return other in after or any(self.needs(i, other, seen | {i}) for i in after if i.startswith("i") and i not in seen)

    def possible(self, project: str) -> list[tuple[dt.date, dt.date]]:
        """Every time it may run at, where what is not said may be any day near."""
        ends = [self.said[project].get(name) for name in ("start", "end")]
        firsts, lasts = ([dt.date.fromisoformat(str(e))] if e else [day(d) for d in range(-2, SPAN + 8)] for e in ends)
        return [(a, b) for a in firsts for b in lasts if a <= b]

    def meet(self, one: str, other: str) -> str:
        """Do they run at the same time, for certain or by what is not said?"""
        tried = {a <= d and c <= b for a, b in self.possible(one) for c, d in self.possible(other)}
        return "no" if tried == {False} else "yes" if tried == {True} else "unknown"


@given(cities())
def test_pairs_collide_as_tried_one_by_one(snapshot: Snapshot) -> None:
    told = Told(snapshot)
    expected = set()
    for one, other in combinations(told.projects, 2):
        verdict, same = told.meet(one, other), told.touches[one] & told.touches[other]
        needing = any(told.needs(a, b) or told.needs(b, a) for a in told.touches[one] for b in told.touches[other] if a != b)
        if verdict != "no" and (same or needing):
            expected.add((one, other, "same_system" if same else "dependent_systems", verdict))
    rows = project_collisions.run(snapshot, Params()).rows
    found = {(r.id, r.projects[0], r.wrong, r.violation) for r in rows if r.wrong in {"same_system", "dependent_systems"}}
    assert found == expected


@given(cities())
def test_orders_are_kept_or_not_whatever_is_unknown(snapshot: Snapshot) -> None:
    told = Told(snapshot)
    expected = set()
    for one, other in told.order:
        ends, starts = {b for _, b in told.possible(one)}, {a for a, _ in told.possible(other)}
        tried = {start < end for end in ends for start in starts}
        if one != other and tried != {False}:
            expected.add((other, one, "yes" if tried == {True} else "unknown"))
    rows = project_collisions.run(snapshot, Params()).rows
    found = {(r.id, r.projects[0], r.violation) for r in rows if r.wrong == "starts_before_prerequisite_ends"}
    assert found == expected
