"""Once only: who asks again, what excuses it, and the way that would serve instead."""

from __future__ import annotations

from eagraph.analysis import once_only
from eagraph.analysis.once_only import Answer, Params
from eagraph.graph.snapshot import Snapshot
from eagraph.model.fields import Value
from eagraph.model.landscape import Node, Relationship
from tests.property.strategies import node, snapshot_of, tie


def ask(snapshot: Snapshot) -> Answer:
    return once_only.run(snapshot, Params())


def told(answer: Answer) -> list[tuple[str, str, str]]:
    return [(row.id, row.wrong, row.violation) for row in answer.rows]


def collects(system: str, group: str = "residents", **said: Value) -> Relationship:
    return tie(system, "COLLECTS", "t", **({"from": group} if group else {}), **said)


def city(*ties: Relationship, nodes: tuple[Node, ...] = (), master: str = "register") -> Snapshot:
    things = [*(node(s) for s in ("register", "a", "b", "c")), node("i", "Integration"), node("j", "Integration")]
    things += [node("t", "InformationType"), node("x", "InformationAsset"), node("z", "InformationAsset"), *nodes]
    said = [tie(master, "MASTER_OF", "t")] if master else []
    return snapshot_of(things, [*said, tie("x", "OF_TYPE", "t"), *ties])


def flow(source: str, target: str, **said: Value) -> Relationship:
    return tie(source, "FLOW", target, **({"carries": ("x",)} | said))


def test_two_systems_that_ask_the_same_group_for_what_is_elsewhere() -> None:
    answer = ask(city(collects("a"), collects("b")))
    assert told(answer) == [("a", "asked_again", "yes"), ("b", "asked_again", "yes")]
    row = answer.rows[0]
    assert (row.others, row.masters, row.instead, row.way) == (("b",), ("register",), "new_flow", ("register", "a"))
    assert (row.information_type, row.asked_of, answer.types) == ("t", "residents", 1)


def test_one_system_or_different_groups_do_not_ask_again() -> None:
    assert told(ask(city(collects("a")))) == []
    assert told(ask(city(collects("a"), collects("b", "companies")))) == []


def test_a_group_is_one_by_id_and_by_name() -> None:
    group = node("g", "TargetGroup", name="Residents")
    assert len(told(ask(city(collects("a", "g"), collects("b", "RESIDENTS"), nodes=(group,))))) == 2


def test_the_master_may_ask_and_whom_it_reaches_is_served() -> None:
    assert told(ask(city(collects("register"), collects("b")))) == [("b", "asked_again", "yes")]
    served = city(collects("a"), collects("b"), flow("register", "i"), flow("i", "a"))
    assert told(ask(served)) == [("b", "asked_again", "yes")]


def test_flows_that_do_not_carry_the_type_could() -> None:
    answer = ask(city(collects("a"), collects("b"), flow("register", "i", carries=("z",)), flow("i", "a", carries=("z",))))
    assert told(answer)[0] == ("a", "asked_again", "yes")
    assert (answer.rows[0].instead, answer.rows[0].way) == ("existing_flows", ("register", "i", "a"))
    perhaps = ask(city(collects("a"), collects("b"), tie("register", "FLOW", "a")))
    assert told(perhaps) == [("b", "asked_again", "yes"), ("a", "asked_again", "unknown")]
    assert perhaps.rows[1].way == ("register", "a")


def test_a_platform_that_both_exchange_over_could_serve() -> None:
    ties = (flow("c", "i"), flow("i", "register"), flow("c", "j"), flow("j", "a"), *(tie(x, "VIA", "p") for x in "ij"))
    row = ask(city(collects("a"), collects("b"), *ties, nodes=(node("p"),))).rows[0]
    assert (row.instead, row.way, row.way_names) == ("platform", ("register", "p", "a"), "register → p → a")


def test_law_may_stand_in_the_way() -> None:
    answer = ask(city(collects("a", legal_barrier="OSL 26:1"), collects("b")))
    assert told(answer) == [("b", "asked_again", "yes"), ("a", "legal_barrier", "no")]
    assert (answer.rows[1].legal_barrier, answer.rows[1].instead) == ("OSL 26:1", None)


def test_without_a_master_or_a_group_it_is_unknown() -> None:
    assert told(ask(city(collects("a"), collects("b"), master=""))) == [
        ("a", "no_master", "unknown"), ("b", "no_master", "unknown"),
    ]  # fmt: skip
    answer = ask(city(collects("a"), collects("b", "")))
    assert told(answer) == [("a", "asked_again", "unknown"), ("b", "asked_again", "unknown")]
    assert any("1 times it is not said from whom" in reason.en for reason in answer.completeness.reasons)


def test_retired_systems_do_not_ask() -> None:
    assert told(ask(city(collects("a"), collects("old"), nodes=(node("old", lifecycle="retired"),)))) == []


def test_a_landscape_that_says_nothing_of_collecting() -> None:
    answer = ask(city())
    assert (answer.rows, answer.completeness.state) == ((), "incomplete")
