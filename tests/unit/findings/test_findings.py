"""Findings over time: since when, who exempted them, what a baseline has; and how they are told to a pipeline."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from eagraph.errors import InvalidDecision, SourceError, StoreError, UnknownName, UsageError
from eagraph.findings import junit, sarif
from eagraph.findings.baseline import Baseline
from eagraph.locale import both
from eagraph.scenarios import in_use
from eagraph.scenarios.document import read as read_scenario
from eagraph.settings import Settings
from eagraph.workspace import Workspace

Make = Callable[..., Workspace]
RULE = ("OWN-01",)


class Day:
    """A clock one sets."""

    def __init__(self) -> None:
        self.now = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)

    def __call__(self) -> dt.datetime:
        return self.now


@pytest.fixture
def day() -> Day:
    return Day()


@pytest.fixture
def work(tmp_path: Path, day: Day) -> Workspace:
    """A city where two systems lack an owner."""
    opened = Workspace(Settings(store=f"sqlite:///{tmp_path / 'city.db'}"), clock=day)
    _load(opened, tmp_path, {"crm": "", "hr": "", "erp": "ann"})
    return opened


def _load(work: Workspace, folder: Path, owners: dict[str, str]) -> None:
    source = folder / "register"
    source.mkdir(exist_ok=True)
    nodes = ["id,label,name,lifecycle,kind", "ann,Role,Ann,,", "board,Organisation,Nämnden,,board"]
    nodes += [f"{system},System,{system.upper()},live," for system in owners]
    ties = ["source,type,target", "ann,BELONGS_TO,board"]
    ties += [f"{system},OWNED_BY,{owner}" for system, owner in owners.items() if owner]
    (source / "nodes.csv").write_text("\n".join(nodes), encoding="utf-8")
    (source / "relationships.csv").write_text("\n".join(ties), encoding="utf-8")
    work.load([source])


def test_a_finding_has_its_age_from_the_first_recorded_check(work: Workspace, day: Day, tmp_path: Path) -> None:
    first = work.governance.check(work.today(), rules=RULE)
    assert [(row.id, row.first_seen) for row in first.rows] == [("crm", None), ("hr", None)]
    work.governance.check(work.today(), rules=RULE, record=True)
    day.now += dt.timedelta(days=10)
    _load(work, tmp_path, {"crm": "", "hr": "ann", "erp": ""})
    later = work.governance.check(work.today(), rules=RULE, record=True)
    assert [(row.id, row.first_seen, row.age_d) for row in later.rows] == [
        ("crm", "2026-03-01", 10), ("erp", "2026-03-11", 0),
    ]  # fmt: skip
    runs = work.governance.runs()
    assert [(run.came, run.went) for run in runs][1] == (("OWN-01|erp|none",), ("OWN-01|hr|none",))
    assert runs[-1].counts == {"": {"error": 2}}


def test_what_comes_back_is_young_again(work: Workspace, day: Day, tmp_path: Path) -> None:
    for owners in ({"crm": ""}, {"crm": "ann"}, {"crm": ""}):
        _load(work, tmp_path, owners)
        work.governance.check(work.today(), rules=RULE, record=True)
        day.now += dt.timedelta(days=5)
    row = work.governance.check(work.today(), rules=RULE).rows[0]
    assert (row.first_seen, row.age_d) == ("2026-03-11", 5)


def test_a_check_of_some_rules_says_nothing_of_the_others(work: Workspace, day: Day) -> None:
    work.governance.check(work.today(), rules=RULE, record=True)
    day.now += dt.timedelta(days=3)
    work.governance.check(work.today(), rules=("OWN-02",), record=True)
    row = work.governance.check(work.today(), rules=RULE).rows[0]
    assert (row.first_seen, row.last_seen, row.age_d) == ("2026-03-01", "2026-03-01", 3)


def test_what_is_gone_since_is_told(work: Workspace, tmp_path: Path) -> None:
    work.governance.check(work.today(), rules=RULE, record=True)
    _load(work, tmp_path, {"crm": "", "hr": "ann", "erp": "ann"})
    assert work.governance.check(work.today(), rules=RULE).gone == ("OWN-01|hr|none",)


def test_an_exemption_spares_what_it_covers_until_it_ends(work: Workspace, day: Day) -> None:
    said = {"rule": "OWN-01", "things": ["CRM"], "valid_to": "2026-04-01", "diary_number": "KS 1/26", "reason": "byts"}
    kept = work.exemptions.make(said)
    assert kept.made.covers == ("OWN-01|crm|none",)
    status = {row.id: row.status for row in work.governance.check(work.today(), rules=RULE).rows}
    assert status == {"crm": "exempted", "hr": "open"}
    day.now = dt.datetime(2026, 4, 2, tzinfo=dt.UTC)
    assert {row.status for row in work.governance.check(work.today(), rules=RULE).rows} == {"open"}


def test_an_exemption_that_is_ended_spares_no_longer_and_is_remembered(work: Workspace, day: Day) -> None:
    said = {"rule": "OWN-01", "things": ["CRM"], "valid_to": "2026-09-01", "diary_number": "KS 1/26", "reason": "byts"}
    work.exemptions.make(said)
    day.now += dt.timedelta(days=1)
    work.exemptions.end("KS 1/26", "bytet är klart")
    assert {row.status for row in work.governance.check(work.today(), rules=RULE).rows} == {"open"}
    made = work.exemptions.all()[0].made
    assert (made.ended_on, made.ended_why) == (dt.date(2026, 3, 2), "bytet är klart")
    with pytest.raises(InvalidDecision, match="already"):
        work.exemptions.end("KS 1/26", "igen")
    with pytest.raises(UnknownName, match="KS 2/26"):
        work.exemptions.end("KS 2/26", "finns inte")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"rule": "OWN-99"}, "OWN-99"),
        ({"rule": "PRI-01"}, "nothing is exempted"),
        ({"rule": "CLS-01"}, "nothing is exempted"),
        ({"rule": "OWN-01", "valid_to": "2025-01-01"}, "end before it began"),
        ({"rule": "OWN-01", "valid_to": "2046-01-01"}, "for a time"),
        ({"rule": "OWN-01", "things": ["Ingen"]}, "Ingen"),
        ({"rule": "OWN-01", "decided_by": "Jag själv"}, "decided by"),
        ({"rule": "OWN-01", "diary_number": ""}, "diary_number"),
        ({"rule": "OWN-01", "decided_on": "2027-01-01"}, "not after"),
    ],
)
def test_what_is_no_exemption_is_refused_whole(work: Workspace, said: dict[str, object], told: str) -> None:
    good = {"things": ["CRM"], "valid_to": "2026-12-31", "diary_number": "KS 1/26", "reason": "byts"}
    with pytest.raises(InvalidDecision) as raised:
        work.exemptions.make({**good, **said})
    assert told in str(raised.value)
    assert work.exemptions.all() == ()
    assert all(node.label != "Exemption" for node in work.snapshot().nodes)


def test_a_baseline_keeps_quiet_what_it_has_and_only_shrinks(work: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    found = work.governance.check(work.today(), rules=RULE)
    Baseline(path, frozenset(row.finding for row in found.rows)).write()
    _load(work, tmp_path, {"crm": "", "hr": "ann", "erp": ""})
    checked = work.governance.check(work.today(), rules=RULE, baseline=Baseline.read(path))
    assert {row.id: row.status for row in checked.rows} == {"crm": "known", "erp": "open"}
    smaller = Baseline.read(path).shrunk([row.finding for row in checked.rows], RULE)
    assert smaller.findings == {"OWN-01|crm|none"}
    assert Baseline.read(path).shrunk([], ()).findings == Baseline.read(path).findings


@pytest.mark.parametrize(
    "content", ["", "[]", '{"eagraph": "x", "findings": []}', '{"eagraph": "baseline", "findings": [1]}']
)
def test_what_is_no_baseline_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "b.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(SourceError, match="no baseline"):
        Baseline.read(path)
    with pytest.raises(SourceError, match="--write-baseline"):
        Baseline.read(tmp_path / "none.json")


def test_a_pipeline_reads_junit_and_sarif(work: Workspace) -> None:
    work.exemptions.make(
        {"rule": "OWN-01", "things": ["CRM"], "valid_to": "2026-04-01", "diary_number": "KS 1/26", "reason": "byts"}
    )
    checked = work.governance.check(work.today(), rules=("OWN-01", "OWN-02"))
    suites = etree.fromstring(junit.render(checked))
    assert (suites.get("tests"), suites.get("failures")) == ("2", "1")
    failure = suites.find(".//failure")
    assert failure is not None
    assert "HR" in (failure.text or "")
    assert "CRM" not in (failure.text or "")
    run = json.loads(sarif.render(checked))["runs"][0]
    by = {result["partialFingerprints"]["eagraph/v1"]: result for result in run["results"]}
    assert by["OWN-01|crm|none"]["suppressions"][0]["status"] == "accepted"
    assert "suppressions" not in by["OWN-01|hr|none"]
    assert run["tool"]["driver"]["rules"][by["OWN-01|hr|none"]["ruleIndex"]]["id"] == "OWN-01"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"OWN-0": {"x": 1}}, "rule.OWN-0"),
        ({"MAP-01": {"verified": "-P1M"}}, "rule.MAP-01.verified"),
        ({"MAP-01": {"verified_since": "a year"}}, "expected -P12M"),
        ({"COM-06": {"control_function": 3}}, "expected a value like"),
    ],
)
def test_settings_of_rules_that_there_are_not_are_told(work: Workspace, said: dict[str, Any], told: str) -> None:
    wrong = Workspace(Settings(store=work.settings.store, rule=said))
    with pytest.raises(UsageError) as raised:
        wrong.governance.check(work.today())
    assert told in str(raised.value)


def test_an_answer_with_trouble_is_not_kept(work: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: object) -> None:
        raise StoreError(both("away"))

    with monkeypatch.context() as patched:
        patched.setattr("eagraph.rules.embedded.Embedded.rows", away)
        assert work.governance.check(work.today(), rules=RULE).rules[0].state == "error"
    assert work.governance.check(work.today(), rules=RULE).rules[0].state == "fail"


def test_a_check_of_a_scenario_is_not_recorded(work: Workspace) -> None:
    plan = 'name = "plan"\ntitle = { sv = "Plan", en = "Plan" }\n[[change]]\ndo = "retire"\nthing = "crm"\n'
    work.scenarios.keep(read_scenario(plan, "plan.toml"))
    token = in_use.set("plan")
    try:
        with pytest.raises(UsageError, match="not of a scenario"):
            work.governance.check(work.today(), rules=RULE, record=True)
    finally:
        in_use.reset(token)
    assert work.governance.runs() == []


def test_an_exemption_of_a_board_covers_what_is_found_there_now(work: Workspace, tmp_path: Path) -> None:
    source = tmp_path / "register"
    (source / "nodes.csv").write_text(
        "id,label,name,lifecycle,kind\nann,Role,Ann,,\nbo,Role,Bo,,\nboard,Organisation,Nämnden,,board\ncrm,System,CRM,live,\n"
        "hr,System,HR,live,\n", encoding="utf-8",
    )  # fmt: skip
    ties = ["source,type,target", "ann,BELONGS_TO,board", "bo,BELONGS_TO,board", "crm,OWNED_BY,ann", "crm,OWNED_BY,bo"]
    (source / "relationships.csv").write_text("\n".join(ties), encoding="utf-8")
    work.load([source])
    said = {"rule": "OWN-01", "things": ["Nämnden"], "valid_to": "2026-09-01", "diary_number": "KS 2/26", "reason": "delas"}
    assert work.exemptions.make(said).made.covers == ("OWN-01|crm|several",)
    rows = work.governance.check(work.today(), rules=RULE).rows
    assert {row.id: row.status for row in rows} == {"crm": "exempted", "hr": "open"}
