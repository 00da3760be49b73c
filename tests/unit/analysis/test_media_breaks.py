"""Media breaks: paper and hands between digital places, legal exceptions, unknown media, and archives."""

from __future__ import annotations

import pytest

from eagraph.analysis import media_breaks
from eagraph.analysis._portfolio.media import read
from eagraph.analysis.media_breaks import Answer, Params
from eagraph.graph.snapshot import Snapshot
from eagraph.model.fields import Value
from eagraph.model.landscape import Node, Relationship
from tests.property.strategies import node, snapshot_of, tie


def ask(snapshot: Snapshot, **params: object) -> Answer:
    return media_breaks.run(snapshot, Params.model_validate(params))


def told(answer: Answer, wrong: str = "media_break") -> list[tuple[str, str, tuple[str, ...]]]:
    return [(row.id, row.violation, row.way) for row in answer.rows if row.wrong == wrong]


def flow(source: str, target: str, medium: str = "", **more: Value) -> Relationship:
    said = {"carries": ("x",), **({"medium": medium} if medium else {}), **more}
    return tie(source, "FLOW", target, **said)


def city(*ties: Relationship, pattern: str = "", nodes: tuple[Node, ...] = ()) -> Snapshot:
    """Two systems, an integration and an organisation; a holds x."""
    said: dict[str, Value] = {"pattern": pattern} if pattern else {}
    things = [node("a"), node("b"), node("i", "Integration", **said), node("o", "Organisation")]
    asset = node("x", "InformationAsset", archive_target="e-arkivet")
    return snapshot_of([*things, asset, *nodes], [tie("a", "HOLDS", "x"), *ties])


@pytest.mark.parametrize(("medium", "breaks"), [("paper", True), ("manual", True), ("skanning", True), ("api", False)])
def test_a_step_that_is_not_digital_between_two_systems_breaks(medium: str, breaks: bool) -> None:
    answer = ask(city(flow("a", "b", medium)))
    assert told(answer) == ([("x", "yes", ("a", "b"))] if breaks else [])
    if breaks:
        row = answer.rows[0]
        assert (row.sent_from, row.received_by, row.flows) == ("a", "b", ("a FLOW b",))


@pytest.mark.parametrize("pattern", ["paper", "manual"])
def test_the_method_of_an_integration_is_the_medium_of_its_flows(pattern: str) -> None:
    assert told(ask(city(flow("a", "i"), flow("i", "b"), pattern=pattern))) == [("x", "yes", ("a", "i", "b"))]
    assert not told(ask(city(flow("a", "i", "api"), flow("i", "b", "file"), pattern=pattern)))


def test_a_break_may_go_through_an_organisation() -> None:
    assert told(ask(city(flow("a", "o", "letter"), flow("o", "b", "web")))) == [("x", "yes", ("a", "o", "b"))]
    assert not told(ask(city(flow("a", "o", "paper"))))
    assert not told(ask(snapshot_of([node("b"), node("o", "Organisation"), node("x", "InformationAsset")],
                                    [flow("o", "b", "paper")])))  # fmt: skip


def test_only_what_goes_that_way_breaks() -> None:
    other = node("y", "InformationAsset", archive_target="e-arkivet")
    snapshot = city(flow("a", "b", "paper"), tie("a", "HOLDS", "y"), nodes=(other,))
    assert [row.id for row in ask(snapshot).rows if row.wrong == "media_break"] == ["x"]
    undeclared = city(tie("a", "FLOW", "b", medium="paper"))
    assert told(ask(undeclared)) == [("x", "unknown", ("a", "b"))]


def test_a_legal_exception_is_told_and_breaks_no_rule() -> None:
    answer = ask(city(flow("a", "b", "paper", legal_exception="delgivning")))
    assert told(answer) == [("x", "no", ("a", "b"))]
    assert (answer.rows[0].legal_exception, told(answer, "paper_flow")) == ("delgivning", [])
    half = ask(city(flow("a", "i", legal_exception="delgivning"), flow("i", "b"), pattern="paper"))
    assert (told(half), told(half, "paper_flow")) == ([("x", "no", ("a", "i", "b"))], [])
    another = ask(city(flow("a", "i", legal_exception="e"), flow("b", "i"), flow("i", "b"), pattern="paper"))
    assert ("x", "yes", ("a", "i", "b")) in told(another)
    around = city(flow("a", "b", "paper", legal_exception="e"), flow("a", "i", "manual"), flow("i", "b", "api"))
    assert told(ask(around)) == [("x", "yes", ("a", "i", "b"))]


def test_paper_needs_an_exception_and_hands_do_not() -> None:
    rows = ask(city(flow("a", "i"), flow("i", "b"), pattern="paper")).rows
    assert [(r.id, r.label, r.flows) for r in rows if r.wrong == "paper_flow"] == [
        ("i", "Integration", ("a FLOW i", "i FLOW b")),
    ]  # fmt: skip
    direct = ask(city(flow("o", "a", "scan"))).rows
    assert [(r.id, r.label, r.violation) for r in direct if r.wrong == "paper_flow"] == [("o FLOW a", "FLOW", "yes")]
    assert not told(ask(city(flow("a", "b", "manual"))), "paper_flow")
    assert told(ask(city(pattern="paper")), "paper_flow") == [("i", "unknown", ())]


def test_information_ends_in_an_archive() -> None:
    kinds = {"none": {}, "own": {"asset_kind": "primary"}, "copy": {"asset_kind": "copy"}, "of": {"asset_kind": "copy"}}
    nodes = [node(id_, "InformationAsset", **said) for id_, said in kinds.items()]
    answer = ask(
        snapshot_of([*nodes, node("kept", "InformationAsset", archive_target="a")], [tie("of", "DERIVED_FROM", "own")])
    )
    assert [row.id for row in answer.rows if row.wrong == "no_archive_target"] == ["copy", "none", "own"]
    assert {row.violation for row in answer.rows} == {"yes"}
    nowhere = ask(snapshot_of([node("x", "InformationAsset")], []))
    assert [(row.id, row.violation) for row in nowhere.rows] == [("x", "unknown")]
    assert any("Nobody says of any information" in reason.en for reason in nowhere.completeness.reasons)


def test_what_nobody_says_of_a_medium_is_told() -> None:
    answer = ask(city(flow("a", "b"), flow("a", "b", "pigeon")))
    assert (told(answer), answer.completeness.state) == ([], "incomplete")
    assert any("2 flows do not say by which medium" in reason.en for reason in answer.completeness.reasons)


def test_words_for_media() -> None:
    words = ("POST", "HTTP POST", "API/REST", "E-post", "Papper, skannat", "Manuell inmatning", "?")
    assert [read(word) for word in words] == [
        "paper", "digital", "digital", "digital", "paper", "manual", None,
    ]  # fmt: skip
