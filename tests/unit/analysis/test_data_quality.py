"""What sources contradict each other about, what they withdrew, and what a hand wrote past all checks."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from eagraph.analysis import completeness_profile, data_quality, fill_first
from eagraph.errors import UnknownName
from eagraph.rules.examples import drawn
from eagraph.settings import Settings
from eagraph.workspace import Workspace
from tests.contract.governed import STANDARD

NOW = dt.datetime(2026, 6, 30, tzinfo=dt.UTC)


def checked(*graph: str, check: str = "") -> data_quality.Answer:
    asked = {"check": [check]} if check else {}
    return data_quality.run(drawn(graph, STANDARD), data_quality.Params.model_validate(asked))


def put(folder: Path, **files: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def work(tmp_path: Path) -> Workspace:
    made = Workspace(Settings(store=f"sqlite:///{tmp_path / 'city.db'}"), clock=lambda: NOW)
    made.load([put(tmp_path / "register", nodes="id,label,name,lifecycle,criticality\ncrm,System,CRM,live,3\n")])
    made.load([put(tmp_path / "cmdb", nodes="id,label,name,lifecycle,vendor\ncrm,System,CRM,retired,Kvist\n")])
    return made


def test_both_values_and_who_says_which_are_kept_through_the_store(work: Workspace) -> None:
    answer: Any = work.analyse("data-quality", {"check": ["DQ-13"]})
    (row,) = answer.rows
    assert (row.id, row.wrong, row.violation) == ("crm", "lifecycle", "yes")
    assert {(claim.source, claim.value) for claim in row.said} == {("register", "live"), ("cmdb", "retired")}
    assert row.words.en == "CRM: life cycle: register says live; cmdb says retired." or "register says live" in row.words.en


def test_the_rule_finds_it_too(work: Workspace) -> None:
    (row,) = work.governance.check(NOW.date(), rules=("DQ-13",)).rows
    assert (row.id, row.severity) == ("crm", "warning")
    assert "register says live; cmdb says retired" in row.message.en


def test_a_thing_all_sources_withdrew_is_told_with_who_still_points_to_it(tmp_path: Path) -> None:
    made = Workspace(Settings(store=f"sqlite:///{tmp_path / 'city.db'}"), clock=lambda: NOW)
    two = "id,label,name\nold,System,Old\nnew,System,New\n"
    made.load([put(tmp_path / "register", nodes=two)])
    ties = "source,type,target\ncrm,DEPENDS_ON,old\n"
    made.load([put(tmp_path / "cmdb", nodes="id,label,name\ncrm,System,CRM\n", relationships=ties)])
    made.load([put(tmp_path / "register", nodes="id,label,name\nnew,System,New\n")])
    answer: Any = made.analyse("data-quality", {})
    assert [(row.check, row.id, row.others) for row in answer.rows] == [("DQ-01", "old", ("crm",))]


def test_one_thing_may_be_wrong_in_several_ways() -> None:
    answer = checked(
        "crm:System {lifecycle: up}", "hand wrote crm {failure_probability: 2, repair_h: -1}", "hand wrote crm {k: 9}"
    )
    assert [(row.check, row.wrong) for row in answer.rows] == [
        ("DQ-06", "failure_probability"), ("DQ-06", "repair_h"), ("DQ-07", "lifecycle"), ("DQ-10", "k"),
    ]  # fmt: skip
    assert {tally.check: tally.wrong for tally in answer.checks if tally.wrong} == {"DQ-06": 2, "DQ-07": 1, "DQ-10": 1}


def test_an_answer_that_is_cut_says_so() -> None:
    snapshot = drawn(["a:System {lifecycle: x}", "b:System {lifecycle: y}"], STANDARD)
    answer = data_quality.run(snapshot, data_quality.Params(limit=1))
    assert len(answer.rows) == 1
    assert answer.completeness.state == "truncated"
    assert answer.checks[4].wrong == 2


def test_nothing_contradicts_itself_in_nothing() -> None:
    answer = checked()
    assert answer.rows == ()
    assert len(answer.checks) == 9
    assert "Nothing contradicts itself" in answer.summary.en


def test_what_gives_most_stands_first_with_the_most_critical_to_begin_with() -> None:
    graph = [
        "a:System {lifecycle: live, criticality: 1}", "b:System {lifecycle: live, criticality: 4}",
        "c:System {criticality: 2, cost_year: 5}", "ann:Role", "a -OWNED_BY-> ann",
    ]  # fmt: skip
    answer = fill_first.run(drawn(graph, STANDARD), fill_first.Params(analysis="MAP-07"))
    assert [(row.property, row.lacking, row.answered) for row in answer.rows] == [("cost_year", 2, 2)]
    assert [one.id for one in answer.rows[0].begin_with] == ["b", "a"]
    assert answer.rows[0].begin_with[1].owner == "ann"
    assert (answer.answers_now, answer.answers_in_all) == (1, 3)


def test_of_an_analysis_nobody_has_told_of_the_nearest_are_named() -> None:
    with pytest.raises(UnknownName, match="escalation"):
        fill_first.run(drawn(["a:System"], STANDARD), fill_first.Params(analysis="escalatio"))


def test_who_lacks_a_fact_is_told_the_most_critical_first() -> None:
    graph = [
        "a:System {criticality: 1} -OWNED_BY-> care:Organisation {kind: board}", "b:System {criticality: 4}",
        "c:System {vendor: Kvist}", "d:System {lifecycle: retired}",
    ]  # fmt: skip
    params = completeness_profile.Params(label="System", property="vendor")
    answer = completeness_profile.run(drawn(graph, STANDARD), params)
    assert [one.id for one in answer.lacking] == ["b", "a"]
    assert answer.lacking[1].organisation == "care"
    assert [(row.filled, row.of) for row in answer.rows] == [(1, 3)]
    mine = params.model_copy(update={"organisation": "care"})
    assert [one.id for one in completeness_profile.run(drawn(graph, STANDARD), mine).lacking] == ["a"]


def test_a_profile_for_each_board() -> None:
    graph = [
        "a:System {vendor: Kvist} -OWNED_BY-> care:Organisation {kind: board}",
        "b:System -OWNED_BY-> school:Organisation {kind: board}",
    ]
    params = completeness_profile.Params(by="organisation", label="System", property="vendor")
    rows = completeness_profile.run(drawn(graph, STANDARD), params).rows
    assert {(row.group_name, row.filled, row.of) for row in rows} == {("care", 1, 1), ("school", 0, 1)}
