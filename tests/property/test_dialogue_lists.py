"""Dialogue lists: who owns what reaches a system, followed flow by flow, and when they last talked."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from eagraph.analysis import dialogue_lists
from eagraph.analysis.dialogue_lists import Params
from eagraph.graph.snapshot import Snapshot
from tests.property.strategies import Properties, node, one_of, snapshot_of, tie

SYSTEMS, ASSETS, ROLES = ("s0", "s1", "s2", "s3"), ("x0", "x1", "x2"), ("r0", "r1")
DATES: list[Properties] = [{}, {"date": "2026-05-01"}, {"date": "2025-01-01"}, {"date": "2026-07-01"}]


@st.composite
def cities(draw: st.DrawFn) -> Snapshot:
    nodes = [*(node(s, lifecycle="live") for s in SYSTEMS), *(node(x, "InformationAsset") for x in ASSETS)]
    nodes += [node("i", "Integration"), *(node(r, "Role") for r in ROLES)]
    ties = [tie(draw(st.sampled_from(SYSTEMS)), "HOLDS", x) for x in ASSETS]
    ties += [tie(x, "OWNED_BY", f"r{who}") for x in (*ASSETS, *SYSTEMS) if (who := draw(one_of(3))) < 2]
    for _ in range(draw(one_of(8))):
        carried = tuple(x for x in ASSETS if draw(st.booleans()))
        said: Properties = {"carries": carried} if carried else {}
        ties.append(tie(draw(st.sampled_from((*SYSTEMS, "i"))), "FLOW", draw(st.sampled_from((*SYSTEMS, "i"))), **said))
    for number in range(draw(one_of(5))):
        nodes.append(node(f"e{number}", "Evidence", evidence_kind="dialogue", **DATES[draw(one_of(4))]))
        about = draw(st.sets(st.sampled_from((*SYSTEMS, *ASSETS, *ROLES)), min_size=1, max_size=3))
        ties += [tie(f"e{number}", "ABOUT", one) for one in sorted(about)]
    return snapshot_of(nodes, ties)


def reached(snapshot: Snapshot, *, guess: bool) -> set[tuple[str, str]]:
    """Places and information, followed until nothing changes."""
    there = {(r.source, r.target) for r in snapshot.relationships if r.type == "HOLDS"}
    while True:
        more = {
            (r.target, x)
            for r in snapshot.relationships if r.type == "FLOW"
            for place, x in there if place == r.source
            if (x in carried if isinstance(carried := r.properties.get("carries"), tuple) else guess)
        } - there  # fmt: skip
        if not more:
            return there
        there |= more


@given(cities())
def test_the_list_is_what_following_every_flow_gives(snapshot: Snapshot) -> None:
    perhaps, surely = reached(snapshot, guess=True), reached(snapshot, guess=False)
    for r in snapshot.relationships:
        carried = r.properties.get("carries")
        assume(not isinstance(carried, tuple) or all((r.source, x) in perhaps for x in carried))
    owners = {(r.source, r.target) for r in snapshot.relationships if r.type == "OWNED_BY"}
    about = {(r.source, r.target) for r in snapshot.relationships if r.type == "ABOUT"}
    dates = {n.id: str(n.properties.get("date", "")) for n in snapshot.nodes if n.label == "Evidence"}

    def verdict(system: str, owner: str) -> str:
        if (system, owner) in owners:
            return "no"
        talks = {
            dates[e] for e, at in about
            if at == system
            and any(e == other and (one == owner or (one in ASSETS and (one, owner) in owners)) for other, one in about)
        }  # fmt: skip
        if any("2025-06-01" <= date <= "2026-06-01" for date in talks):
            return "no"
        known = any((system, x) in surely and (x, owner) in owners for x in ASSETS)
        return "unknown" if "" in talks or not known or not dates else "yes"

    expected = {
        (s, owner): (verdict(s, owner), {x for x in ASSETS if (s, x) in perhaps and (x, owner) in owners})
        for s in SYSTEMS for owner in ROLES
        if any((s, x) in perhaps and (x, owner) in owners for x in ASSETS)
    }  # fmt: skip
    answer = dialogue_lists.run(snapshot, Params.model_validate({"at": "2026-06-01"}))
    rows = [row for row in answer.rows if row.owner is not None]
    assert {(row.id, str(row.owner)): (row.violation, {*row.assets, *row.perhaps}) for row in rows} == expected
