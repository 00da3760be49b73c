"""The integration matrix, counted one by one: every exchange in each cell of a sender's and a receiver's board."""

from __future__ import annotations

from collections import Counter
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from eagraph.analysis import integration_matrix
from eagraph.analysis.integration_matrix import NOBODY, Answer, Params
from eagraph.graph.snapshot import Snapshot
from tests.property.strategies import Properties, node, one_of, snapshot_of, tie

SYSTEMS, BETWEEN, ASSETS = ("s0", "s1", "s2", "s3"), ("i0", "i1"), ("x0", "x1")
MEDIA: list[Properties] = [{}, {"medium": "api"}, {"medium": "paper"}, {"medium": "manual"}]
CARRIES: list[Properties] = [{}, {"carries": ("x0",)}, {"carries": ("x0", "x1")}]
SAID: list[Properties] = [{}, {"encrypted": "none"}, {"encrypted": "transport"}]
RANK = ("paper", "manual", "unknown", "digital")


@st.composite
def cities(draw: st.DrawFn) -> Snapshot:
    """Systems of a board, its department, a company, a supplier or nobody; flows straight and through integrations."""
    owners = [node("b0", "Organisation", kind="board"), node("d0", "Organisation", kind="department")]
    owners += [node("b1", "Organisation", kind="company"), node("b2", "Organisation", kind="supplier")]
    nodes = [*owners, *map(node, SYSTEMS), *(node(i, "Integration", **SAID[draw(one_of(3))]) for i in BETWEEN)]
    nodes += [
        node("x0", "InformationAsset", k=2),
        node("x1", "InformationAsset", asset_kind="copy"),
        node("t", "InformationType"),
    ]
    nodes.append(node("hub", system_kind="integration"))
    ties = [tie("d0", "PART_OF", "b0")]
    ties += [tie(s, "OWNED_BY", ("b0", "d0", "b1", "b2")[who]) for s in SYSTEMS if (who := draw(one_of(5))) < 4]
    ties += [tie(i, "CARRIES", "x1") for i in BETWEEN if draw(st.booleans())]
    ties += [tie(i, "VIA", "hub") for i in BETWEEN if draw(st.booleans())]
    ties += [tie("x0", "OF_TYPE", "t")] if draw(st.booleans()) else []
    ties += [tie("x1", "DERIVED_FROM", "x0")] if draw(st.booleans()) else []
    for _ in range(draw(one_of(9))):
        ends = draw(st.sampled_from(SYSTEMS + BETWEEN)), draw(st.sampled_from(SYSTEMS + BETWEEN))
        said = {**MEDIA[draw(one_of(4))], **CARRIES[draw(one_of(3))], **SAID[draw(one_of(3))]}
        ties.append(tie(ends[0], "FLOW", ends[1], **said))
    return snapshot_of(nodes, ties)


class Told:
    """The landscape in the words of the question."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.flows = [r for r in snapshot.relationships if r.type == "FLOW"]
        self.said = {n.id: n.properties for n in snapshot.nodes}
        self.others = {(r.source, r.type, r.target) for r in snapshot.relationships}

    def owner(self, system: str) -> str | None:
        own = {t for s, type_, t in self.others if s == system and type_ == "OWNED_BY"}
        return {"d0": "b0"}.get(*own, *own) if own else None

    def far(self, place: str, *, back: bool, seen: frozenset[str] = frozenset()) -> set[str]:
        if place in SYSTEMS:
            return {place}
        ends = {r.source if back else r.target for r in self.flows if (r.target if back else r.source) == place}
        return {s for end in ends - seen for s in self.far(end, back=back, seen=seen | {place})}

    def exchanges(self) -> list[dict[str, Any]]:
        found = []
        for i in BETWEEN:
            own = [r for r in self.flows if i in (r.source, r.target)]
            senders, receivers = self.far(i, back=True), self.far(i, back=False)
            if own and senders and receivers:
                found.append(self.one(i, own, senders, receivers))
        return found + [
            self.one(None, [r], {r.source}, {r.target}) for r in self.flows if {r.source, r.target} <= {*SYSTEMS}
        ]

    def one(self, node_: str | None, flows: list[Any], senders: set[str], receivers: set[str]) -> dict[str, Any]:
        carried = [self.carried(r) for r in flows]
        medium = min(({"api": "digital"}.get(*[r.properties.get("medium", "unknown")] * 2) for r in flows), key=RANK.index)
        own = self.said[node_].get("encrypted") if node_ else None
        said = {own} if own else {r.properties["encrypted"] for r in flows if "encrypted" in r.properties}
        sealed = "unknown" if not said else "no" if "none" in said else "yes"
        chain = {node_} if node_ else set()
        linked = any({r.source, r.target} == {*BETWEEN} for r in self.flows)
        return {
            "senders": senders,
            "receivers": receivers,
            "pairs": {(self.owner(a), self.owner(b)) for a in senders for b in receivers},
            "information": set().union(*carried),
            "silent": not all(carried),
            "medium": medium,
            "encrypted": "not_applicable" if medium in ("paper", "manual") else sealed,
            "over": any((i, "VIA", "hub") in self.others for i in ({*BETWEEN} if linked and node_ else chain)),
            "direct": node_ is None,
        }

    def carried(self, flow: Any) -> set[str]:
        said = flow.properties.get("carries")
        return set(said) if said else {"x1" for end in (flow.source, flow.target) if (end, "CARRIES", "x1") in self.others}


def ask(snapshot: Snapshot, **params: Any) -> Answer:
    return integration_matrix.run(snapshot, Params(**params))


def told(answer: Answer) -> Counter[Any]:
    return Counter(
        (row.senders, row.receivers, row.information, row.medium, row.encrypted, row.direct) for row in answer.rows
    )


def expected(ones: list[dict[str, Any]]) -> Counter[Any]:
    return Counter(
        (*(tuple(sorted(one[name])) for name in ("senders", "receivers", "information")), one["medium"], one["encrypted"],
         one["direct"]) for one in ones
    )  # fmt: skip


def crosses(one: dict[str, Any]) -> str:
    if any(a != b for a, b in one["pairs"] if a and b):
        return "yes"
    return "unknown" if any(None in pair for pair in one["pairs"]) else "no"


@given(cities())
def test_every_exchange_counts_in_every_cell_of_its_boards(snapshot: Snapshot) -> None:
    ones, answer = Told(snapshot).exchanges(), ask(snapshot)
    assert told(answer) == expected(ones)
    cells = {(cell.sender, cell.receiver): cell for cell in answer.cells}
    assert len(cells) == len(answer.cells)
    assert {pair: cell.exchanges for pair, cell in cells.items()} == dict(Counter(p for one in ones for p in one["pairs"]))
    for pair, cell in cells.items():
        among = [one for one in ones if pair in one["pairs"]]
        assert cell.direct == sum(one["direct"] for one in among)
        assert cell.not_digital == sum(one["medium"] in ("paper", "manual") for one in among)
        assert cell.medium_unknown == sum(one["medium"] == "unknown" for one in among)
        assert cell.unencrypted == sum(one["encrypted"] == "no" for one in among)
        assert cell.encryption_unknown == sum(one["encrypted"] == "unknown" for one in among)
        assert cell.silent == sum(one["silent"] for one in among)
    counted = Counter(map(crosses, ones))
    assert (answer.between, answer.owner_unknown, answer.inside) == (counted["yes"], counted["unknown"], counted["no"])
    assert answer.exchanges == len(ones)


@given(cities(), st.sampled_from(RANK), st.sampled_from(["x0", "x1", "t"]), st.sampled_from([NOBODY, "b0", "d0", "b1"]))
def test_filters_leave_what_they_say_and_count_what_they_hide(
    snapshot: Snapshot, medium: str, thing: str, board: str
) -> None:
    ones = Told(snapshot).exchanges()
    typed = ("x0", "OF_TYPE", "t") in Told(snapshot).others
    copied = ("x1", "DERIVED_FROM", "x0") in Told(snapshot).others
    of_type = {"x0", *({"x1"} if copied else set())} if typed else set()
    carried = {"x0": {"x0"}, "x1": {"x1"}, "t": of_type}[thing]
    owner = {NOBODY: None, "d0": "b0"}.get(board, board)
    filters: list[tuple[dict[str, Any], Any]] = [
        ({"media": (medium,)}, lambda one: one["medium"] == medium),
        ({"information": (thing,)}, lambda one: bool(carried & one["information"])),
        ({"platforms": ("hub",)}, lambda one: one["over"]),
        ({"crossing": True}, lambda one: crosses(one) != "no"),
        ({"sender": board}, lambda one: any(a == owner for a, _ in one["pairs"])),
        ({"receiver": board}, lambda one: any(b == owner for _, b in one["pairs"])),
    ]
    for params, fits in filters:
        answer, left = ask(snapshot, **params), [one for one in ones if fits(one)]
        assert told(answer) == expected(left), params
        assert answer.hidden == len(ones) - len(left)
    answer = ask(snapshot, sender=board, crossing=True)
    assert all(cell.sender == owner and (cell.sender != cell.receiver or owner is None) for cell in answer.cells)


@given(cities())
def test_levels_are_those_stated_and_unknown_never_becomes_low(snapshot: Snapshot) -> None:
    for row in ask(snapshot).rows:
        assert row.k_low == (2 if "x0" in row.information else 0)
        assert {(one.id, one.k_low, one.k_high) for one in row.carried} == {
            ("x0", 2, 2) if asset == "x0" else ("x1", 0, 4) for asset in row.information
        }
        assert row.k_high == (2 if row.information == ("x0",) and not row.silent else 4)
