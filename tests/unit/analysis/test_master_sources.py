"""Master sources: none, several, shadow copies, and updates outside the master."""

from __future__ import annotations

import pytest

from eagraph.analysis import master_sources
from eagraph.analysis.master_sources import Answer, Params
from eagraph.errors import UnknownName
from eagraph.graph.snapshot import Snapshot
from eagraph.model.fields import Value
from eagraph.model.landscape import Node, Relationship
from tests.property.strategies import node, snapshot_of, tie


def ask(snapshot: Snapshot, **params: object) -> Answer:
    return master_sources.run(snapshot, Params.model_validate(params))


def told(answer: Answer) -> list[tuple[str, str, str]]:
    return [(row.id, row.wrong, row.violation) for row in answer.rows]


def city(*ties: Relationship, nodes: tuple[Node, ...] = (), master: bool = True) -> Snapshot:
    """A register is master of addresses; it holds x, and a portal holds y, both addresses."""
    things = [*(node(s) for s in ("register", "portal", "other")), node("i", "Integration"), node("t", "InformationType")]
    assets = [node(x, "InformationAsset") for x in "xy"]
    said = [tie("register", "MASTER_OF", "t")] if master else []
    said += [tie("register", "HOLDS", "x"), tie("portal", "HOLDS", "y"), *(tie(x, "OF_TYPE", "t") for x in "xy")]
    return snapshot_of([*things, *assets, *nodes], [*said, *ties])


def flow(source: str, target: str, **said: Value) -> Relationship:
    return tie(source, "FLOW", target, **({"carries": ("x",)} | said))


def test_a_type_has_a_master_that_is_in_use() -> None:
    answer = ask(city(tie("other", "MASTER_OF", "u"), nodes=(node("u", "InformationType"),), master=False))
    assert (told(answer), answer.types, answer.with_master) == ([("t", "no_master", "yes")], 2, 1)
    assert told(ask(city(master=False))) == [("t", "no_master", "unknown")]
    for life in ("retired", "planned"):
        gone = ask(city(tie("m", "MASTER_OF", "t"), nodes=(node("m", lifecycle=life),), master=False))
        assert (told(gone), gone.rows[0].masters) == ([("t", "master_not_in_use", "yes")], ("m",))


def test_masters_compete_where_both_are_in_use() -> None:
    both = ask(city(tie("other", "MASTER_OF", "t"), flow("register", "portal")))
    assert (told(both), both.rows[0].masters) == ([("t", "competing_masters", "yes")], ("other", "register"))
    planned = city(tie("new", "MASTER_OF", "t"), flow("register", "portal"), nodes=(node("new", lifecycle="planned"),))
    assert (told(ask(planned)), ask(planned).with_master) == ([], 1)


def test_what_the_master_does_not_reach_is_a_shadow_copy() -> None:
    answer = ask(city())
    assert told(answer) == [("portal", "shadow_copy", "yes")]
    assert (answer.rows[0].assets, answer.rows[0].masters, answer.rows[0].feeds_master) == (("y",), ("register",), False)
    assert told(ask(city(flow("register", "i"), flow("i", "portal")))) == []
    assert told(ask(city(flow("register", "other"), flow("other", "portal", carries=("y",))))) == []
    assert ask(city(flow("portal", "register", carries=("y",)))).rows[0].feeds_master


def test_flows_that_carry_something_else_do_not_bring_it() -> None:
    other = node("z", "InformationAsset")
    assert told(ask(city(flow("register", "portal", carries=("z",)), nodes=(other,)))) == [("portal", "shadow_copy", "yes")]


def test_a_flow_that_does_not_say_what_it_carries_perhaps_brings_it() -> None:
    answer = ask(city(tie("register", "FLOW", "i"), tie("i", "FLOW", "portal")))
    assert told(answer) == [("portal", "shadow_copy", "unknown")]
    assert answer.rows[0].way == ("register", "i", "portal")
    assert told(ask(city(tie("register", "FLOW", "i"), tie("i", "FLOW", "portal"), tie("i", "CARRIES", "x")))) == []


def test_copies_are_of_the_type_of_what_they_copy() -> None:
    kinds = {kind: node(kind, "InformationAsset", asset_kind=kind) for kind in ("copy", "aggregate")}
    ties = [tie(kind, "DERIVED_FROM", "x") for kind in kinds] + [tie("other", "HOLDS", kind) for kind in kinds]
    answer = ask(city(*ties, flow("register", "portal"), nodes=tuple(kinds.values())))
    assert [(row.id, row.assets) for row in answer.rows] == [("other", ("copy",))]
    carried = city(
        *ties, flow("register", "portal"), flow("register", "other", carries=("copy",)), nodes=tuple(kinds.values())
    )
    assert told(ask(carried)) == []


def test_what_is_at_an_integration_is_at_its_platform() -> None:
    ties = (flow("register", "i"), tie("i", "VIA", "portal"))
    assert told(ask(city(*ties))) == []


def test_retired_systems_hold_no_shadow_copies() -> None:
    old = city(tie("old", "HOLDS", "y"), flow("register", "portal"), nodes=(node("old", lifecycle="retired"),))
    assert told(ask(old)) == []


def test_the_type_is_updated_in_its_master() -> None:
    brought = flow("register", "portal")
    wild = ask(
        city(brought, flow("other", "i", mode="update", carries=("y",)), flow("i", "portal", mode="update", carries=("y",)))
    )
    assert told(wild) == [("portal", "update_outside_master", "yes")]
    assert (wild.rows[0].flows, wild.rows[0].assets) == (("i FLOW portal",), ("y",))
    right = (brought, flow("other", "register", mode="update"), flow("register", "portal", mode="update"))
    assert told(ask(city(*right))) == []
    assert told(ask(city(brought, flow("other", "portal", mode="replicate")))) == []


def test_one_type_may_be_asked_for_and_must_exist() -> None:
    snapshot = city(nodes=(node("u", "InformationType"),))
    assert told(ask(snapshot, information_type="u")) == [("u", "no_master", "yes")]
    with pytest.raises(UnknownName):
        ask(snapshot, information_type="nothing")


def test_what_is_not_known_is_told() -> None:
    told_of = " ".join(reason.en for reason in ask(city(nodes=(node("z", "InformationAsset"),))).completeness.reasons)
    assert "1 pieces of information do not say of which type" in told_of
    assert ask(snapshot_of([node("a")], [])).completeness.state == "incomplete"
