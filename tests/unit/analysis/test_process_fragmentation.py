"""Process fragmentation: systems, hand-overs, hands and paper, islands, and the index that ranks."""

from __future__ import annotations

from eagraph.analysis import process_fragmentation
from eagraph.analysis.process_fragmentation import Answer, Params
from eagraph.model.landscape import Node, Relationship
from tests.property.strategies import node, snapshot_of, tie


def ask(*ties: Relationship, processes: tuple[str, ...] = ("p",), nodes: tuple[Node, ...] = (), on: str = "abc") -> Answer:
    """Systems a and b of one board, c of another; those of `on` support the first process."""
    things = [
        *(node(s, lifecycle="live") for s in "abc"),
        node("i", "Integration"),
        node("m", "Integration", pattern="manual"),
    ]
    boards = [node(x, "Organisation", kind="board") for x in "AB"]
    owned = [tie(s, "OWNED_BY", "B" if s == "c" else "A") for s in "abc"]
    supports = [tie(s, "SUPPORTS", "p") for s in on]
    snapshot = snapshot_of([*things, *boards, *(node(p, "Process") for p in processes), *nodes], [*owned, *supports, *ties])
    return process_fragmentation.run(snapshot, Params())


def flow(source: str, target: str, **said: str) -> Relationship:
    return tie(source, "FLOW", target, **said)


def test_a_process_in_one_piece() -> None:
    row = ask(on="a").rows[0]
    assert (row.wrong, row.violation, row.index, row.count, row.islands) == ("nothing", "no", 0, 1, 1)


def test_hand_overs_between_boards() -> None:
    row = ask(flow("a", "b", medium="api"), flow("b", "i", medium="api"), flow("i", "c", medium="api")).rows[0]
    assert (row.wrong, row.hand_overs, row.handed, row.islands) == ("handed_over", 1, ("b → c",), 1)
    assert (row.index, row.organisations, row.systems) == (3, ("A", "B"), ("a", "b", "c"))


def test_flows_by_hand_or_on_paper() -> None:
    row = ask(flow("a", "m"), flow("m", "b"), flow("b", "a", medium="api"), flow("b", "c", medium="Papper")).rows[0]
    assert (row.wrong, row.violation, row.by_hand) == ("manual_flow", "yes", ("a → b", "b → c"))
    assert (row.index, row.medium_unknown) == (5, 0)


def test_systems_that_exchange_nothing_are_islands() -> None:
    answer = ask(flow("a", "b"))
    row = answer.rows[0]
    assert (row.wrong, row.violation, row.islands, row.index, row.medium_unknown) == ("unconnected", "unknown", 2, 3, 1)
    assert any("1 exchanges within processes do not say by which medium" in r.en for r in answer.completeness.reasons)


def test_flows_through_systems_outside_the_process_do_not_count() -> None:
    other = node("x")
    assert ask(flow("a", "x"), flow("x", "b"), nodes=(other,), on="ab").rows[0].islands == 2


def test_processes_are_ranked_and_those_without_systems_come_last() -> None:
    supports = [tie(s, "SUPPORTS", "q") for s in "ab"]
    answer = ask(*supports, processes=("p", "q", "r"))
    assert [(row.id, row.index, row.wrong, row.violation) for row in answer.rows] == [
        ("p", 4, "unconnected", "unknown"), ("q", 2, "unconnected", "unknown"), ("r", None, "no_system", "unknown"),
    ]  # fmt: skip
    assert answer.summary.en.startswith("Processes: 3.")


def test_retired_systems_support_nothing() -> None:
    old = node("old", lifecycle="retired")
    assert ask(tie("old", "SUPPORTS", "p"), nodes=(old,), on="").rows[0].wrong == "no_system"


def test_a_landscape_without_processes() -> None:
    answer = ask(processes=(), on="")
    assert (answer.rows, answer.completeness.state) == ((), "incomplete")
