"""Settle first: what holds an upper end up alone, what two hold up together, and what a rule would need to know."""

from __future__ import annotations

from eagraph.analysis import settle_first
from eagraph.analysis.settle_first import Answer, Params
from eagraph.graph.snapshot import Snapshot
from eagraph.model.fields import Value
from eagraph.model.landscape import Node
from tests.property.strategies import node, snapshot_of, tie


def asset(id_: str, **said: Value) -> Node:
    known: dict[str, Value] = {
        "r": 0, "t": 0, "s": 0, "subject_kind": "none", "personal": False, "categories": ("case",), "subjects": 0,
        "records": 0, "resolution_s": 1e6, "retention_d": 0.0,
    }  # fmt: skip
    return node(id_, "InformationAsset", **{**known, **said})


def ask(snapshot: Snapshot, **said: object) -> Answer:
    return settle_first.run(snapshot, Params.model_validate(said))


def held(*assets: Node, places: int = 1) -> Snapshot:
    ties = [tie(f"p{i}", "HOLDS", one.id) for i in range(places) for one in assets]
    return snapshot_of([*(node(f"p{i}", k=2) for i in range(places)), *assets], ties)


def test_an_open_level_that_alone_holds_up_its_places() -> None:
    (row,) = ask(held(asset("open"), places=3)).rows
    assert (row.id, row.what, row.between) == ("open", "k", "0-4")
    assert (row.expected, row.guaranteed, row.at_low, row.at_high) == (12, 12, 12, 12)
    assert (row.intervals, row.decides, row.decides_at_least) == (3, 3, 3)


def test_what_is_known_beside_it_counts_as_settled_already() -> None:
    (row,) = ask(held(asset("open"), asset("known", k=3))).rows
    assert (row.expected, row.guaranteed) == (1, 1)


def test_of_two_that_hold_up_the_same_neither_is_certain_to_settle_anything() -> None:
    rows = ask(held(asset("a"), asset("b"))).rows
    assert {row.id: (row.guaranteed, row.at_low, row.at_high, row.expected) for row in rows} == {
        "a": (0, 0, 4, 2), "b": (0, 0, 4, 2),
    }  # fmt: skip


def test_a_property_that_a_rule_asks_for_is_settled_as_well() -> None:
    (row,) = ask(held(_without(asset("many", k=1), "records"))).rows
    assert (row.id, row.what, row.between) == ("many", "records", None)
    assert (row.at_low, row.at_high, row.guaranteed) == (1, 1, 1)


def _without(one: Node, name: str) -> Node:
    return Node(one.id, one.label, {key: value for key, value in one.properties.items() if key != name})


def test_the_widest_comes_first_and_what_is_left_is_told() -> None:
    snapshot = snapshot_of(
        [node("p0"), node("p1"), node("p2"), asset("far"), asset("near", k=0, k_high=1)],
        [tie("p0", "HOLDS", "near"), tie("p1", "HOLDS", "far"), tie("p2", "HOLDS", "far")],
    )
    assert [(row.id, row.expected) for row in ask(snapshot).rows] == [("far", 8), ("near", 1)]
    answer = ask(snapshot, limit=1)
    assert (answer.unknown, answer.worked_out, answer.in_doubt) == (2, 1, 14)
    assert answer.completeness.state == "truncated"
    told = (
        "1 more unknown levels and properties may matter and were not worked out; none narrows more than 1 levels on average"
    )
    assert answer.completeness.reasons[0].en == f"{told}."
    assert answer.summary.en == (
        "Settle confidentiality of far first: of 14 levels in doubt 8 go away on average, 8 at least."
    )


def test_who_can_settle_it_is_named() -> None:
    nodes = [node("p"), asset("open"), node("board", "Organisation", kind="board", name="The board")]
    (row,) = ask(snapshot_of(nodes, [tie("p", "HOLDS", "open"), tie("open", "OWNED_BY", "board")])).rows
    assert row.owner == "The board"


def test_where_nothing_is_in_doubt_there_is_nothing_to_settle() -> None:
    answer = ask(held(asset("known", k=1)))
    assert (answer.rows, answer.summary.en) == ((), "Nothing that is required is in doubt.")
