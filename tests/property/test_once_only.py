"""Once only: who asks again, by following what masters send hop by hop; and the ways shown lead there."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from eagraph.analysis import once_only
from eagraph.analysis.once_only import Params
from eagraph.graph.snapshot import Snapshot
from tests.property.strategies import Properties, one_of, snapshot_of, tie
from tests.property.test_master_sources import PLACES, TYPES, Told
from tests.property.test_master_sources import cities as typed

GROUPS: list[Properties] = [{"from": "a"}, {"from": "a"}, {"from": "b"}, {}, {"from": "a", "legal_barrier": "law"}]


@st.composite
def cities(draw: st.DrawFn) -> Snapshot:
    """Typed landscapes in which some systems collect."""
    made = draw(typed())
    pairs = [(s, t) for s in PLACES[:-1] for t in TYPES if not draw(one_of(2))]
    ties = [tie(s, "COLLECTS", t, **GROUPS[draw(one_of(5))]) for s, t in pairs]
    return snapshot_of(made.nodes, [*(replace(r, ordinal=0) for r in made.relationships), *ties])


@given(cities())
def test_who_asks_again_is_who_is_not_served(snapshot: Snapshot) -> None:
    told, expected = Told(snapshot), {}
    collecting = [
        r for r in snapshot.relationships if r.type == "COLLECTS" and told.said[r.source].get("lifecycle") != "retired"
    ]
    for r in collecting:
        masters = {s for s, t in told.pairs["MASTER_OF"] if t == r.target and told.said[s].get("lifecycle") != "retired"}
        surely, perhaps = (told.reach(masters, r.target, guess=guess) for guess in (False, True))
        group = r.properties.get("from")
        others = [o.properties.get("from") for o in collecting if o.target == r.target and o.source != r.source]
        may = [o for o in others if not (group and o) or o == group]
        if r.source in surely or not may:
            continue
        certain = group in may and group is not None and masters and r.source not in perhaps
        verdict = ("asked_again" if masters else "no_master", "yes" if certain else "unknown")
        expected[r.source, r.target] = ("legal_barrier", "no") if "legal_barrier" in r.properties else verdict
    rows = once_only.run(snapshot, Params()).rows
    assert {(row.id, row.information_type): (row.wrong, row.violation) for row in rows} == expected
    flows = {(r.source, r.target) for r in told.flows}
    for row in rows:
        if row.instead == "existing_flows":
            assert row.way[0] in row.masters
            assert row.way[-1] == row.id
            assert set(zip(row.way, row.way[1:], strict=False)) <= flows
        elif row.instead is not None:
            reached = set(row.masters)
            for _ in PLACES:
                reached |= {b for a, b in flows if a in reached}
            assert row.id not in reached
