"""Media breaks: every walk between two digital places is tried, for each piece of information."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from eagraph.analysis import media_breaks
from eagraph.analysis.media_breaks import Params
from eagraph.graph.snapshot import Snapshot
from eagraph.model.landscape import Relationship
from tests.property.strategies import Properties, node, one_of, snapshot_of, tie
from tests.property.test_dialogue_lists import reached

PLACES, ASSETS = ("s0", "s1", "s2", "i0", "i1", "o0"), ("x0", "x1")
MEDIA: list[Properties] = [
    {}, {"medium": "api"}, {"medium": "paper"}, {"medium": "manual"}, {"medium": "paper", "legal_exception": "e"},
]  # fmt: skip


@st.composite
def cities(draw: st.DrawFn) -> Snapshot:
    labels = {"s": "System", "i": "Integration", "o": "Organisation"}
    nodes = [*(node(p, labels[p[0]]) for p in PLACES), *(node(x, "InformationAsset") for x in ASSETS)]
    ties = [tie(f"s{draw(one_of(3))}", "HOLDS", x) for x in ASSETS]
    for _ in range(1 + draw(one_of(8))):
        carried = tuple(x for x in ASSETS if draw(st.booleans()))
        said: Properties = {**({"carries": carried} if carried else {}), **MEDIA[draw(one_of(5))]}
        ties.append(tie(draw(st.sampled_from(PLACES)), "FLOW", draw(st.sampled_from(PLACES)), **said))
    return snapshot_of(nodes, ties)


def excepted(flow: Relationship, flows: list[Relationship]) -> bool:
    """Has it a legal exception itself, or have all on the other side of its integration?"""
    sides = []
    if flow.source.startswith("i"):
        sides.append([r for r in flows if r.target == flow.source])
    if flow.target.startswith("i"):
        sides.append([r for r in flows if r.source == flow.target])
    return "legal_exception" in flow.properties or any(
        side and all("legal_exception" in r.properties for r in side) for side in sides
    )


def crossings(snapshot: Snapshot, asset: str, *, guess: bool, all_count: bool) -> set[tuple[str, str]]:
    """Pairs of systems between which some walk, of any flows once each, leaves the digital."""
    flows = [r for r in snapshot.relationships if r.type == "FLOW"]
    open_ = [r for r in flows if (asset in said if isinstance(said := r.properties.get("carries"), tuple) else guess)]
    off = {
        r.key for r in open_
        if r.properties.get("medium") in {"paper", "manual"} and (all_count or not excepted(r, flows))
    }  # fmt: skip
    found: set[tuple[str, str]] = set()

    def walk(origin: str, place: str, left: bool, used: frozenset[object]) -> None:
        for r in open_:
            if r.source == place and r.key not in used:
                away = left or r.key in off
                if r.target.startswith("s"):
                    found.update({(origin, r.target)} if away else ())
                else:
                    walk(origin, r.target, away, used | {r.key})

    for place, one in reached(snapshot, guess=guess):
        if one == asset and place.startswith("s"):
            walk(place, place, False, frozenset())
    return found


@given(cities())
def test_breaks_are_the_walks_that_leave_the_digital(snapshot: Snapshot) -> None:
    perhaps = reached(snapshot, guess=True)
    for r in snapshot.relationships:
        carried = r.properties.get("carries")
        assume(not isinstance(carried, tuple) or all((r.source, x) in perhaps for x in carried))
    expected: dict[tuple[str, str, str], str] = {}
    for asset in ASSETS:
        for violation, guess, all_count in (("no", True, True), ("unknown", True, False), ("yes", False, False)):
            pairs = crossings(snapshot, asset, guess=guess, all_count=all_count)
            expected |= {(asset, a, b): violation for a, b in pairs}
    rows = [row for row in media_breaks.run(snapshot, Params()).rows if row.wrong == "media_break"]
    found = {(row.id, str(row.sent_from), str(row.received_by)): row.violation for row in rows}
    assert found == expected
    assert len(rows) == len(found)
