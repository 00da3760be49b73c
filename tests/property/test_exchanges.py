"""Exchanges: who sends whom what by which medium, tried along every way of integrations; and what rests on it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from eagraph.analysis import platform_share, process_fragmentation
from eagraph.graph.snapshot import Snapshot
from tests.property.strategies import Properties, node, one_of, snapshot_of, tie

PLACES = ("s0", "s1", "s2", "s3", "i0", "i1")
MEDIA: list[Properties] = [{}, {"medium": "api"}, {"medium": "paper"}, {"medium": "manual"}]
RANK = ("paper", "manual", None, "api")


@st.composite
def cities(draw: st.DrawFn) -> Snapshot:
    """Systems of two boards, an authority or nobody, that support a process and exchange through integrations."""
    nodes = [*(node(s) for s in PLACES[:4]), *(node(i, "Integration") for i in PLACES[4:]), node("p", "Process")]
    nodes += [*(node(f"b{i}", "Organisation", kind="board") for i in range(2)), node("b2", "Organisation", kind="authority")]
    nodes.append(node("hub", system_kind="integration", scope="common"))
    ties = [tie(s, "OWNED_BY", f"b{who}") for s in PLACES[:4] if (who := draw(one_of(4))) < 3]
    ties += [tie(s, "SUPPORTS", "p") for s in PLACES[:4] if draw(st.booleans())]
    ties += [tie(i, "VIA", "hub") for i in PLACES[4:] if draw(st.booleans())]
    for _ in range(draw(one_of(8))):
        ends = draw(st.sampled_from(PLACES)), draw(st.sampled_from(PLACES))
        ties.append(tie(ends[0], "FLOW", ends[1], **MEDIA[draw(one_of(4))]))
    return snapshot_of(nodes, ties)


class Told:
    """The landscape in the words of the question."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.flows = [r for r in snapshot.relationships if r.type == "FLOW"]
        self.owner = {r.source: r.target for r in snapshot.relationships if r.type == "OWNED_BY"}
        self.via = {r.source for r in snapshot.relationships if r.type == "VIA"}
        self.supports = sorted(r.source for r in snapshot.relationships if r.type == "SUPPORTS")

    def ways(self, place: str, used: frozenset[object] = frozenset()) -> set[tuple[str, str | None]]:
        """Systems that a place reaches through integrations, with the least digital medium of every way."""
        found: set[tuple[str, str | None]] = set()
        for r in self.flows:
            if r.source == place and r.key not in used:
                own = r.properties.get("medium")
                medium = str(own) if own else None
                onward = {(r.target, "api")} if r.target.startswith("s") else self.ways(r.target, used | {r.key})
                found |= {(end, min(medium, m, key=RANK.index)) for end, m in onward}
        return found

    def beyond(self, node: str, *, back: bool, seen: frozenset[str] = frozenset()) -> set[str]:
        """The systems on one side of an integration."""
        if node.startswith("s"):
            return {node}
        ends = {r.source if back else r.target for r in self.flows if (r.target if back else r.source) == node}
        return {s for end in ends - seen for s in self.beyond(end, back=back, seen=seen | {node})}


@given(cities())
def test_a_process_is_as_fragmented_as_every_way_says(snapshot: Snapshot) -> None:
    told = Told(snapshot)
    pairs = {(a, b, m) for a in told.supports for b, m in told.ways(a) if b in told.supports and a != b}
    row = process_fragmentation.run(snapshot, process_fragmentation.Params()).rows[0]
    handed = {f"{a} → {b}" for a, b, _ in pairs if a in told.owner and b in told.owner and told.owner[a] != told.owner[b]}
    by_hand = {f"{a} → {b}" for a, b, m in pairs if m in {"paper", "manual"}}
    assert (set(row.handed), set(row.by_hand)) == (handed, by_hand)
    assert row.medium_unknown == len({f"{a} → {b}" for a, b, m in pairs if m is None} - by_hand)
    groups = [{s} for s in told.supports]
    for a, b, _ in pairs:
        one, two = (next(g for g in groups if s in g) for s in (a, b))
        if one is not two:
            groups = [g for g in groups if g not in (one, two)] + [one | two]
    assert row.islands == len(groups)
    assert row.index == (len(told.supports) + len(handed) + len(by_hand) + len(groups) - 2 if told.supports else None)


@given(cities())
def test_exchanges_between_boards_are_counted_one_by_one(snapshot: Snapshot) -> None:
    told, expected, over = Told(snapshot), set[tuple[str, str]](), 0
    sides = {
        i: (told.beyond(i, back=True), told.beyond(i, back=False)) for i in ("i0", "i1")
        if any(i in {r.source, r.target} for r in told.flows)
    }  # fmt: skip
    direct = [r for r in told.flows if r.source.startswith("s") and r.target.startswith("s")]
    for count, r in enumerate(direct):
        sides[f"{count} {r.source} FLOW {r.target}"] = ({r.source}, {r.target})
    linked = {(a, b) for r in told.flows for a, b in ((r.source, r.target), (r.target, r.source))}
    for name, (senders, receivers) in sides.items():
        boards = [{told.owner.get(s) for s in side} for side in (senders, receivers)]
        if not (senders and receivers) or "b2" in boards[0] | boards[1]:
            continue
        chain = {name} | ({"i0", "i1"} if ("i0", "i1") in linked and name in {"i0", "i1"} else set())
        is_over = not chain.isdisjoint(told.via)
        crosses = any(a != b for a in boards[0] - {None} for b in boards[1] - {None})
        over += crosses and is_over
        if not is_over and (crosses or None in boards[0] | boards[1]):
            expected.add((name.split(" ", 1)[-1], "point_to_point" if crosses else "board_unknown"))
    answer = platform_share.run(snapshot, platform_share.Params())
    assert {(row.id.split(" #")[0], row.wrong) for row in answer.rows} == expected
    assert answer.over_platform == over
