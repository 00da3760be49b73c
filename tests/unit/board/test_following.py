"""What came and went in a year, from the checks that were kept; where none were, that is not known."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Any

import pytest

from eagraph.board import FindingsOfYear
from eagraph.board.drafting import told_of
from eagraph.board.following import findings_of_year
from eagraph.board.period import Period
from eagraph.findings.found import Checked, Found
from eagraph.findings.runs import Run
from eagraph.locale import Text
from eagraph.results import SnapshotInfo, Words
from eagraph.rules.outcome import Missing, Outcome
from eagraph.workspace import Workspace

W = Words(sv="x", en="x")
THEMES = {"own": Text("Ägande", "Ownership"), "cls": Text("Klassning", "Classification")}
PERIOD = Period.of(None, dt.date(2026, 11, 20))


def _found(rule: str, thing: str, severity: str = "error", **more: Any) -> Found:
    told = {"theme": rule[:3].lower(), "message": W, "name": thing, "label": "System", **more}
    return Found(id=thing, finding=f"{rule}|{thing}", rule=rule, severity=severity, **told)


def _outcome(rule: str, state: str = "fail", missing: tuple[str, ...] = ()) -> Outcome:
    named = tuple(Missing(id=id_, name=id_, label="System") for id_ in missing)
    return Outcome(
        rule=rule, title=W, theme=rule[:3].lower(), severity="error", state=state, missing=named, why=W, fix=W, source="",
        file="",
    )  # fmt: skip


def _run(day: str, came: tuple[str, ...] = (), went: tuple[str, ...] = ()) -> Run:
    return Run(day, day, "", "", ("OWN-01", "CLS-01"), came, went)


@pytest.fixture
def follow(workspace: Workspace) -> Any:
    snapshot = workspace.snapshot()
    board = snapshot, told_of(snapshot, snapshot.index["o:care"])
    rows = (
        _found("OWN-01", "s:alarm", first_seen="2025-06-01"),
        _found("OWN-01", "s:plan", "warning", first_seen="2026-03-01"),
        _found("CLS-01", "s:alarm", "info", first_seen="2025-06-01", status="exempted"),
        _found("OWN-01", "s:net", first_seen="2025-06-01"),
    )
    checked = Checked(
        analysis="check", params={}, summary=W, rows=rows, snapshot=SnapshotInfo.of(snapshot), rules_hash="h",
        today="2026-11-20", rules=(_outcome("OWN-01", missing=("s:plan", "s:net")), _outcome("CLS-01", "error")),
    )  # fmt: skip
    return partial(findings_of_year, checked, themes=THEMES, board=board, period=PERIOD)


def _follow(follow: Any, *runs: Run) -> FindingsOfYear:
    told: FindingsOfYear = follow(runs)
    return told


def test_only_the_boards_own_open_findings_count(follow: Any) -> None:
    told = _follow(follow)
    assert (told.things, told.errors) == (("OWN-01|s:alarm", "OWN-01|s:plan"), ("OWN-01|s:alarm",))
    assert (told.exempted, told.rules, told.unanswered, told.oldest) == (1, 1, 1, "2025-06-01")
    own = told.themes[0]
    assert (own.title.en, own.errors, own.warnings, own.unknown) == ("Ownership", 1, 1, 1)


def test_without_earlier_checks_nothing_is_said_to_be_new(follow: Any) -> None:
    told = _follow(follow)
    assert (told.known_since, told.is_followed) == (None, False)
    assert {(theme.new, theme.closed) for theme in told.themes} == {(None, None)}


def test_checks_that_begin_within_the_period_do_not_tell_of_the_whole(follow: Any) -> None:
    told = _follow(follow, _run("2026-05-01", came=("OWN-01|s:plan",)))
    assert (told.known_since, told.is_followed) == ("2026-05-01", False)
    assert {theme.new for theme in told.themes} == {None}


def test_what_came_and_went_in_the_period_is_counted(follow: Any) -> None:
    gone, theirs, back = "OWN-01|s:old", "OWN-01|s:net", "OWN-01|s:alarm"
    told = _follow(
        follow,
        _run("2025-06-01", came=(gone, theirs, back, "CLS-01|s:plan")),
        _run("2025-12-31", went=("CLS-01|s:plan",)),
        _run("2026-02-01", went=(gone, theirs, back)),
    )
    own, cls = told.themes
    assert told.is_followed
    assert (own.new, own.closed, cls.new, cls.closed) == (1, 1, 0, 0)


def test_rules_that_are_not_followed_are_told_with_their_oldest(follow: Any) -> None:
    (own,) = _follow(follow).broken
    assert (own.rule, own.findings, own.names, own.first_seen) == ("OWN-01", 2, ("s:alarm", "s:plan"), "2025-06-01")
