"""Master sources: where information of a type gets is followed hop by hop, by what flows say and by what they may carry."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from eagraph.analysis import master_sources
from eagraph.analysis.master_sources import Params
from eagraph.graph.snapshot import Snapshot
from tests.property.strategies import Properties, node, one_of, snapshot_of, tie

PLACES, ASSETS, TYPES = ("s0", "s1", "s2", "s3", "i0"), ("x0", "x1", "x2", "x3"), ("t0", "t1")
LIVES: list[Properties] = [{}, {}, {"lifecycle": "live"}, {"lifecycle": "retired"}]


@st.composite
def cities(draw: st.DrawFn) -> Snapshot:
    """Systems that hold information of two types, some of it copies, masters, and flows that say more or less."""
    nodes = [*(node(p, "System", **LIVES[draw(one_of(4))]) for p in PLACES[:-1]), node("i0", "Integration")]
    kinds: list[Properties] = [{"asset_kind": "copy"}, {}]
    nodes += [node(x, "InformationAsset", **kinds[draw(one_of(2))]) for x in ASSETS] + [
        node(t, "InformationType") for t in TYPES
    ]
    ties = [tie(x, "OF_TYPE", t) for x in ASSETS[:3] for t in TYPES if not draw(one_of(3))]
    ties += [tie(a, "DERIVED_FROM", b) for a in ASSETS for b in ASSETS if a > b and not draw(one_of(3))]
    ties += [tie(s, "HOLDS", x) for s in PLACES[:-1] for x in ASSETS if not draw(one_of(3))]
    ties += [tie(s, "MASTER_OF", t) for s in PLACES[:-1] for t in TYPES if not draw(one_of(4))]
    for _ in range(draw(one_of(8))):
        carried = tuple(x for x in ASSETS if not draw(one_of(3)))
        said: Properties = {**({"carries": carried} if carried else {}), **({"mode": "update"} if draw(one_of(2)) else {})}
        ties.append(tie(draw(st.sampled_from(PLACES)), "FLOW", draw(st.sampled_from(PLACES)), **said))
    return snapshot_of(nodes, ties)


class Told:
    """The landscape in the words of the question."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.said = {n.id: n.properties for n in snapshot.nodes}
        self.pairs = {
            type_: {(r.source, r.target) for r in snapshot.relationships if r.type == type_}
            for type_ in ("OF_TYPE", "DERIVED_FROM", "HOLDS", "MASTER_OF")
        }
        self.flows = [r for r in snapshot.relationships if r.type == "FLOW"]

    def is_of(self, asset: str, type_: str) -> bool:
        own = {t for x, t in self.pairs["OF_TYPE"] if x == asset}
        if own:
            return type_ in own
        is_copy = self.said[asset].get("asset_kind") == "copy"
        return is_copy and any(self.is_of(b, type_) for a, b in self.pairs["DERIVED_FROM"] if a == asset)

    def carries(self, carried: object, type_: str) -> bool:
        return isinstance(carried, tuple) and any(self.is_of(x, type_) for x in carried)

    def reach(self, begin: set[str], type_: str, *, guess: bool) -> set[str]:
        there = set(begin)
        while True:
            more = {
                r.target for r in self.flows
                if r.source in there
                and (self.carries(r.properties["carries"], type_) if "carries" in r.properties else guess)
            } - there  # fmt: skip
            if not more:
                return there
            there |= more

    def senders(self, place: str, type_: str, seen: frozenset[str] = frozenset()) -> set[str]:
        """Who sends the type to a place, integrations left out."""
        found: set[str] = set()
        for r in self.flows:
            if r.target == place and self.carries(r.properties.get("carries"), type_):
                through = r.source == "i0" and r.source not in seen
                found |= self.senders("i0", type_, seen | {"i0"}) if through else {r.source} - {"i0"}
        return found


@given(cities())
def test_masters_and_copies_are_found_as_followed_hop_by_hop(snapshot: Snapshot) -> None:
    told, expected = Told(snapshot), set()
    for type_ in TYPES:
        stated = {s for s, t in told.pairs["MASTER_OF"] if t == type_}
        masters = {s for s in stated if told.said[s].get("lifecycle") != "retired"}
        if not masters:
            wrong = "master_not_in_use" if stated else "no_master"
            expected.add((type_, type_, wrong, "yes" if told.pairs["MASTER_OF"] else "unknown"))
            continue
        if len(masters) > 1:
            expected.add((type_, type_, "competing_masters", "yes"))
        surely, perhaps = (told.reach(masters, type_, guess=guess) for guess in (False, True))
        for s in (p for p in PLACES if p != "i0" and p not in stated and told.said[p].get("lifecycle") != "retired"):
            holds = any(told.is_of(x, type_) for place, x in told.pairs["HOLDS"] if place == s)
            if holds and s not in surely:
                expected.add((s, type_, "shadow_copy", "unknown" if s in perhaps else "yes"))
            updating = [r for r in told.flows if r.target == s and r.properties.get("mode") == "update"]
            sent = [
                told.senders("i0", type_, frozenset({"i0"})) if r.source == "i0" else {r.source}
                for r in updating if told.carries(r.properties.get("carries"), type_)
            ]  # fmt: skip
            if any(not senders <= masters for senders in sent):
                expected.add((s, type_, "update_outside_master", "yes"))
            elif any(not senders for senders in sent):
                expected.add((s, type_, "update_outside_master", "unknown"))
    rows = master_sources.run(snapshot, Params()).rows
    assert {(row.id, row.information_type, row.wrong, row.violation) for row in rows} == expected
    assert len(rows) == len(expected)
