"""What ending a system costs, worked out by hand: steps, classes, rings, contracts."""

from __future__ import annotations

from typing import Any

import pytest

from eagraph.analysis import migration
from eagraph.analysis._parallel.work import Row
from eagraph.analysis.migration import Answer, Params
from eagraph.errors import UnknownName, UsageError
from eagraph.graph.snapshot import Snapshot
from eagraph.model.landscape import Node, Relationship
from tests.property.strategies import node, snapshot_of, tie


def city(*more: Node | Relationship, **old: Any) -> Snapshot:
    """An old register that three need, two of whom need each other, and a new one."""
    nodes = [
        node("old", name="Old Register", scope="local", lifecycle="live", **old),
        node("new", name="New Register", scope="common", lifecycle="live"),
        node("desk", criticality=4), node("portal", criticality=2), node("map"), node("report"),
        node("names", "InformationAsset", k=3, r=2, t=1, s=1, archive_target="E-archive", retention_d=365),
        node("streets", "InformationAsset", k=0, r=1, t=1, s=1), node("service", "DigitalService", criticality=3),
        node("board", "Organisation"), node("maker", "Organisation"), node("keep", "Capability"), node("find", "Capability"),
        *(one for one in more if isinstance(one, Node)),
    ]  # fmt: skip
    ties = [
        tie("desk", "DEPENDS_ON", "old"), tie("portal", "DEPENDS_ON", "old"), tie("map", "DEPENDS_ON", "old"),
        tie("portal", "DEPENDS_ON", "desk"), tie("old", "HOLDS", "names"), tie("old", "HOLDS", "streets"),
        tie("old", "FLOW", "desk", carries=("names",)), tie("report", "FLOW", "old"),
        tie("old", "FLOW", "report", carries=("streets",)), tie("old", "REALISES", "service"),
        tie("old", "SUPPORTS", "keep"), tie("old", "SUPPORTS", "find"), tie("new", "SUPPORTS", "keep"),
        tie("old", "USED_BY", "board", users=40), tie("old", "SUPPLIED_BY", "maker"),
        *(one for one in more if isinstance(one, Relationship)),
    ]  # fmt: skip
    return snapshot_of(nodes, ties)


def asked(snapshot: Snapshot, **said: Any) -> Answer:
    return migration.run(snapshot, Params.model_validate({"of": "old", **said}))


def of(answer: Answer, kind: str) -> list[Row]:
    return [row for row in answer.rows if row.kind == kind]


def step(answer: Answer, id_: str) -> int:
    return next(row.step for row in answer.rows if row.id == id_ and row.kind == "dependant")


def reasons(answer: Answer) -> str:
    return " ".join(reason.en for reason in answer.completeness.reasons)


def test_flows_have_the_class_of_what_they_carry_and_unknown_stays_unknown() -> None:
    answer = asked(city(), into="new")
    levels = {row.id: (row.level, row.k, row.because) for row in of(answer, "flow")}
    assert levels["old FLOW desk"] == (3, "3", ("names",))
    assert levels["old FLOW report"][0] == 1
    assert levels["report FLOW old"] == (None, None, ())
    counts = {one.level: (one.count, one.ids) for one in answer.flows_by_class}
    assert counts == {"3": (1, ("old FLOW desk",)), "1": (1, ("old FLOW report",)), "unknown": (1, ("report FLOW old",))}
    assert list(counts) == ["3", "1", "unknown"]
    assert "1 flows do not say what they carry" in reasons(answer)


def test_dependants_are_reconnected_after_what_they_need_with_their_flows() -> None:
    answer = asked(city(), into="new")
    assert {row.id for row in of(answer, "dependant")} == {"desk", "portal", "map"}
    assert step(answer, "desk") < step(answer, "portal")
    assert next(row.step for row in of(answer, "flow") if row.id == "old FLOW desk") == step(answer, "desk")
    assert {one.level: one.ids for one in answer.dependants_by_criticality} == {
        "4": ("desk",), "2": ("portal",), "unknown": ("map",)
    }  # fmt: skip
    assert answer.rings == ()


def test_a_need_by_way_of_others_counts_and_one_by_way_of_the_old_system_does_not() -> None:
    between: list[Node | Relationship] = [
        node("between"),
        tie("desk", "DEPENDS_ON", "between"),
        tie("between", "DEPENDS_ON", "map"),
    ]
    answer = asked(city(*between), into="new")
    assert step(answer, "map") < step(answer, "desk") < step(answer, "portal")
    assert "between" not in {row.id for row in answer.rows}
    around = asked(city(tie("old", "DEPENDS_ON", "portal")), into="new")
    assert step(around, "desk") < step(around, "portal"), "that desk needs the old, which needs portal, makes no ring"
    assert around.rings == ()


def test_a_ring_is_one_step() -> None:
    answer = asked(city(tie("desk", "DEPENDS_ON", "portal")), into="new")
    assert step(answer, "desk") == step(answer, "portal")
    assert answer.rings == ("desk, portal",)


def test_steps_have_no_gaps_and_end_with_the_end() -> None:
    answer = asked(city(), into="new")
    numbers = [row.step for row in answer.rows]
    assert numbers == sorted(numbers)
    assert set(numbers) == set(range(1, max(numbers) + 1))
    assert answer.rows[-1].kind == "end"
    assert [row.id for row in of(answer, "lacking")] == ["find"]
    assert answer.covered == pytest.approx(0.5)
    assert {row.id for row in of(answer, "service")} == {"service", "keep", "find"}


def test_information_goes_to_its_archive_and_a_copy_is_checked() -> None:
    copy: list[Node | Relationship] = [tie("desk", "HOLDS", "streets")]
    told = {row.id: row for row in of(asked(city(*copy), into="new"), "information")}
    assert "Archive it in E-archive before the end. It is kept for 365 days." in told["names"].says.en
    assert "held elsewhere too" in told["streets"].says.en
    assert (told["names"].level, told["names"].k) == (3, "3")
    alone = asked(city(), into="new")
    assert "where it is archived is not recorded" in {row.id: row.says.en for row in of(alone, "information")}["streets"]
    assert "1 information assets do not say where they are archived" in reasons(alone)


def test_contract_and_cost_are_as_stated_or_told_unknown() -> None:
    answer = asked(city(cost_year=120_000.0, contract_end="2027-03-31"), into="new")
    assert (answer.cost_saved, answer.contract_end) == (120_000.0, "2027-03-31")
    assert [row.says.en for row in of(answer, "contract")] == ["End the contract; it ends on 2027-03-31."]
    silent = asked(city(), into="new")
    assert (silent.cost_saved, silent.contract_end) == (None, None)
    assert "What it costs a year is not recorded." in reasons(silent)
    assert "When its contract ends is not recorded." in reasons(silent)


def test_what_takes_over_is_as_asked_else_as_recorded_else_what_covers_it_best() -> None:
    assert asked(city()).into == "new", "the common solution that covers it best"
    replaced = city(node("third"), tie("old", "REPLACED_BY", "third"))
    assert asked(replaced).into == "third"
    assert asked(replaced, into="new").into == "new"
    nothing = migration.run(replaced, Params(of="report"))
    assert nothing.into is None
    assert "Nothing is known to take over" in reasons(nothing)


def test_needed_flows_make_dependants() -> None:
    judged = city(tie("old", "FLOW", "map", needed=True), node("late"), tie("old", "FLOW", "late"))
    assert "late" not in {row.id for row in of(asked(judged, into="new"), "dependant")}
    assert "late" in {row.id for row in of(asked(judged, into="new", assume_needed=True), "dependant")}


def test_what_lies_beyond_an_integration_is_named() -> None:
    more: list[Node | Relationship] = [
        node("link", "Integration"),
        tie("old", "FLOW", "link", carries=("names",)),
        tie("link", "FLOW", "map"),
    ]
    flow = next(row for row in of(asked(city(*more), into="new"), "flow") if row.other == "link")
    assert "With: map." in flow.says.en


def test_wrong_use_is_refused() -> None:
    with pytest.raises(UsageError, match="expected a System"):
        asked(city(), of="board")
    with pytest.raises(UsageError, match="cannot take over from itself"):
        asked(city(), into="old")
    with pytest.raises(UnknownName):
        asked(city(), of="nothing")
