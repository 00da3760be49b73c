"""Platform share: exchanges between boards over the common platform, and each that goes past it."""

from __future__ import annotations

from eagraph.analysis import platform_share
from eagraph.analysis.platform_share import Answer, Params
from eagraph.graph.snapshot import Snapshot
from eagraph.model.landscape import Node, Relationship
from tests.property.strategies import node, snapshot_of, tie

PLATFORM = node("p", system_kind="integration", scope="common")


def ask(snapshot: Snapshot, **params: object) -> Answer:
    return platform_share.run(snapshot, Params.model_validate(params))


def told(answer: Answer) -> list[tuple[str, str, str]]:
    return [(row.id, row.wrong, row.violation) for row in answer.rows]


def city(*ties: Relationship, nodes: tuple[Node, ...] = (PLATFORM,)) -> Snapshot:
    """a and a2 belong to one board (a2 to its administration), b to another, e to an authority, u to nobody."""
    things = [*(node(s) for s in ("a", "a2", "b", "e", "u")), *(node(i, "Integration", pattern="file") for i in "ij")]
    boards = [node("A", "Organisation", kind="board"), node("B", "Organisation", kind="board")]
    boards += [node("adm", "Organisation", kind="administration"), node("E", "Organisation", kind="authority")]
    owned = [tie("a", "OWNED_BY", "A"), tie("a2", "OWNED_BY", "adm"), tie("adm", "PART_OF", "A"), tie("b", "OWNED_BY", "B")]
    return snapshot_of([*things, *boards, *nodes], [*owned, tie("e", "OWNED_BY", "E"), *ties])


def through(integration: str, source: str, target: str, via: str = "") -> list[Relationship]:
    ties = [tie(source, "FLOW", integration), tie(integration, "FLOW", target)]
    return [*ties, *([tie(integration, "VIA", via)] if via else [])]


def test_an_exchange_between_boards_goes_over_the_common_platform() -> None:
    answer = ask(city(*through("i", "a", "b", "p"), *through("j", "b", "a")))
    assert told(answer) == [("j", "point_to_point", "yes")]
    row = answer.rows[0]
    assert (row.senders, row.receivers, row.boards, row.pattern) == (("b",), ("a",), ("A", "B"), "file")
    assert (answer.exchanges, answer.over_platform, answer.share, answer.point_to_point) == (2, 1, 0.5, 1)
    assert (answer.systems, answer.possible, [p.id for p in answer.platforms]) == (2, 1, ["p"])
    assert [(b.id, b.exchanges, b.over_platform, b.share) for b in answer.boards] == [("A", 2, 1, 0.5), ("B", 2, 1, 0.5)]
    assert "2, of which 1 (50 %)" in answer.summary.en


def test_exchanges_within_a_board_are_not_counted() -> None:
    answer = ask(city(*through("i", "a", "a2"), tie("a", "FLOW", "a2")))
    assert (answer.rows, answer.exchanges) == ((), 0)
    assert answer.summary.en == "No exchange is surely between boards; past the common platform perhaps: 0."


def test_a_flow_without_an_integration_is_point_to_point() -> None:
    answer = ask(city(tie("a", "FLOW", "b")))
    assert [(r.id, r.label, r.wrong) for r in answer.rows] == [("a FLOW b", "FLOW", "point_to_point")]


def test_sensors_do_not_exchange_over_a_platform() -> None:
    sensor = node("s", "Sensor")
    assert ask(city(tie("s", "FLOW", "b"), tie("s", "OWNED_BY", "A"), nodes=(PLATFORM, sensor))).exchanges == 0


def test_the_platform_as_an_end_is_the_platform() -> None:
    owned = tie("p", "OWNED_BY", "B")
    answer = ask(city(tie("a", "FLOW", "p"), tie("p", "FLOW", "b"), owned))
    assert (answer.rows, answer.exchanges, answer.over_platform) == ((), 1, 1)


def test_another_platform_is_not_the_common_one() -> None:
    local = node("q", system_kind="integration", scope="local")
    answer = ask(city(*through("i", "a", "b", "q"), nodes=(PLATFORM, local)))
    assert (told(answer), answer.rows[0].via) == ([("i", "other_platform", "yes")], ("q",))
    assert told(ask(city(*through("i", "a", "b", "q"), nodes=(PLATFORM, local)), platforms=("q",))) == []


def test_a_system_with_the_common_function_is_the_platform() -> None:
    function = node("p", common_function="integration", scope="common")
    assert told(ask(city(*through("i", "a", "b", "p"), nodes=(function,)))) == []
    gone = node("p", system_kind="integration", scope="common", lifecycle="retired")
    assert told(ask(city(*through("i", "a", "b", "p"), nodes=(gone,)))) == [("i", "no_platform", "unknown")]


def test_whose_a_system_is_may_be_unknown() -> None:
    answer = ask(city(*through("i", "a", "u"), *through("j", "u", "a", "p")))
    assert (told(answer), answer.exchanges) == ([("i", "board_unknown", "unknown")], 0)
    assert any("Of 2 exchanges it is not known whose" in reason.en for reason in answer.completeness.reasons)


def test_exchanges_with_others_than_the_city_are_told() -> None:
    answer = ask(city(*through("i", "a", "e")))
    assert (answer.rows, answer.exchanges) == ((), 0)
    assert any("1 exchanges with suppliers and authorities" in reason.en for reason in answer.completeness.reasons)


def test_an_integration_with_one_end_is_told() -> None:
    answer = ask(city(tie("a", "FLOW", "i")))
    assert any("1 integrations have no sender or no receiver" in reason.en for reason in answer.completeness.reasons)


def test_ends_are_beyond_chains_of_integrations() -> None:
    ties = [tie("a", "FLOW", "i"), tie("i", "FLOW", "j"), tie("j", "FLOW", "b")]
    assert [(r.id, r.senders, r.receivers) for r in ask(city(*ties)).rows] == [("i", ("a",), ("b",)), ("j", ("a",), ("b",))]
    assert told(ask(city(*ties, tie("i", "VIA", "p")))) == []
