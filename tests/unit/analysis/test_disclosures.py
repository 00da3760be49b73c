"""Secret information that goes to another board: by which way, on which basis, and what is unknown."""

from __future__ import annotations

import datetime as dt

from eagraph.analysis.disclosures import Params, Row, run
from eagraph.model.schema import Schema
from eagraph.results import Result
from eagraph.rules.examples import drawn

BOARDS = [
    "care:System -OWNED_BY-> social:Organisation {kind: board}",
    "school:System -OWNED_BY-> schools:Organisation {kind: board}",
    "files:InformationAsset {secrecy_basis: OSL 26 kap.}", "news:InformationAsset",
    "school -FLOW {carries: [news], disclosure_basis: kept}-> care",
]  # fmt: skip


def asked(*lines: str, at: str | None = None) -> Result[Row]:
    return run(drawn([*BOARDS, *lines], Schema.standard()), Params(at=dt.date.fromisoformat(at) if at else None))


def test_each_way_to_another_board_is_told_with_its_basis() -> None:
    rows = asked("care -FLOW {carries: [files, news]}-> school").rows
    assert [(r.id, r.sender, r.receiver, r.violation) for r in rows] == [("files", "care", "school", "yes")]
    rows = asked("care -FLOW {carries: [files], disclosure_basis: OSL 10 kap. 27 §}-> school").rows
    assert [(r.violation, r.disclosure_basis) for r in rows] == [("no", "OSL 10 kap. 27 §")]


def test_integrations_are_passed_and_carry_only_what_every_flow_carries() -> None:
    way = "care -FLOW {carries: [files]}-> a:Integration -FLOW-> b:Integration -FLOW {carries: [files]}-> school"
    rows = asked(way, "b -FLOW-> a").rows
    assert [(r.receiver, r.via, r.violation) for r in rows] == [("school", ("a", "b"), "yes")]
    assert asked("care -FLOW {carries: [files]}-> a:Integration -FLOW {carries: [news]}-> school").rows == ()
    stated = "care -FLOW {carries: [files]}-> a:Integration -FLOW {disclosure_basis: x}-> school"
    assert [r.violation for r in asked(stated).rows] == ["no"]


def test_the_worst_of_several_ways_counts() -> None:
    lines = ("care -FLOW {carries: [files], disclosure_basis: x}-> school", "care -FLOW {carries: [files]}-> school")
    assert [r.violation for r in asked(*lines).rows] == ["yes"]


def test_within_one_board_nothing_is_disclosed() -> None:
    assert asked("care -FLOW {carries: [files]}-> home:System -OWNED_BY-> social").rows == ()


def test_whose_an_end_is_or_what_is_carried_may_be_unknown() -> None:
    answer = asked("care -FLOW {carries: [files]}-> lost:System", "care -FLOW-> school")
    assert [(r.violation, r.missing) for r in answer.rows] == [("unknown", "OWNED_BY")]
    told = " ".join(str(reason) for reason in answer.completeness.reasons)
    assert "1 flows do not say what they carry" in told


def test_where_nobody_states_a_basis_it_is_unknown_whether_one_is_missing() -> None:
    lines = [line for line in BOARDS if "kept" not in line]
    answer = run(drawn([*lines, "care -FLOW {carries: [files]}-> school"], Schema.standard()), Params())
    assert [(r.violation, r.missing) for r in answer.rows] == [("unknown", "disclosure_basis")]


def test_what_has_ended_is_hidden() -> None:
    answer = asked("care -FLOW {carries: [files], valid_to: 2026-01-01}-> school", at="2026-06-30")
    assert (answer.rows, answer.hidden) == ((), 1)
