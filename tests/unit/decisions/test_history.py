"""The history of levels: what changed since the last recording, why, and nothing of it a load's undoing."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from eagraph.decisions import ledger as ledger_module
from eagraph.decisions import recording
from eagraph.decisions.history import Entry
from eagraph.decisions.recording import KIND
from eagraph.errors import StoreError, UnknownName
from eagraph.locale import both
from eagraph.settings import Settings
from eagraph.work import Cancelled
from eagraph.workspace import Workspace
from tests.unit.decisions.portal import said

NODES = """id,label,name,k,t,subject_kind,personal
s:portal,System,Portalen,1,,,
s:other,System,Annat,,,,
i:adress,InformationAsset,Adress,1,,resident,yes
i:barn,InformationAsset,Barn,1,,resident,yes
i:cykel,InformationAsset,Cykel,{k},,resident,yes
"""
TIES = "source,type,target\ns:portal,HOLDS,i:adress\ns:portal,HOLDS,i:barn\n"
Load = Callable[..., Any]


class Calendar:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.day = dt.datetime(2026, 11, 20, 8, tzinfo=dt.UTC)

    def __call__(self) -> dt.datetime:
        return self.day


@pytest.fixture
def calendar() -> Calendar:
    return Calendar()


@pytest.fixture
def workspace(tmp_path: Path, calendar: Calendar) -> Workspace:
    return Workspace(Settings(store=f"sqlite:///{tmp_path / 'test.db'}", language="en"), clock=calendar)


@pytest.fixture
def load(tmp_path: Path, workspace: Workspace, calendar: Calendar) -> Load:
    def one(nodes: str = NODES.format(k=1), ties: str = TIES, **more: Any) -> Any:
        calendar.day += dt.timedelta(days=1)
        (tmp_path / "town").mkdir(exist_ok=True)
        (tmp_path / "town" / "nodes.csv").write_text(nodes, encoding="utf-8")
        (tmp_path / "town" / "relationships.csv").write_text(ties, encoding="utf-8")
        return workspace.load([tmp_path / "town"], **more)[0]

    return one


def told(entry: Entry) -> tuple[object, ...]:
    return entry.day, entry.aspect, entry.assigned_high, entry.required_low, entry.why


def of_portal(workspace: Workspace) -> list[tuple[object, ...]]:
    return [told(entry) for entry in workspace.decisions.history("s:portal").rows]


MORE = TIES + "s:portal,HOLDS,i:cykel\n"


def test_every_change_of_a_level_is_told(workspace: Workspace, load: Load) -> None:
    load()
    load(ties=MORE)
    load(ties=MORE)
    load(NODES.format(k=2), MORE)
    assert of_portal(workspace)[0] == ("2026-11-21", "k", 1, 1, "first_recorded")
    assert of_portal(workspace)[-2:] == [("2026-11-22", "k", 1, 2, "landscape"), ("2026-11-24", "k", 1, 3, "landscape")]
    assert workspace.decisions.history("Portalen").rows == workspace.decisions.history("s:portal").rows
    assert [e.why for e in workspace.decisions.history("i:barn").rows if e.aspect == "k"] == ["first_recorded"]
    assert workspace.decisions.history("s:other").rows == ()
    last = workspace.decisions.history("s:portal").rows[-1]
    assert last.snapshot_hash == workspace.snapshot().hash
    assert last.model_hash == workspace.schema.classification.hash


def test_only_places_that_changed_are_recorded(workspace: Workspace, load: Load) -> None:
    load()
    load(ties=MORE)
    whole, change = (json.loads(saved.content) for saved in workspace.store.saved(KIND))
    assert (whole["whole"], whole["places"].keys()) == (True, {"i:adress", "i:barn", "i:cykel", "s:portal"})
    assert (change["whole"], change["places"].keys()) == (False, {"s:portal"})
    load(NODES.format(k=1).replace("Portalen", "Porten"), MORE)
    assert len(workspace.store.saved(KIND)) == 2


def test_a_history_does_not_grow_beyond_reading(workspace: Workspace, load: Load) -> None:
    load()
    for i in range(8):
        load(ties=MORE if i % 2 == 0 else TIES)
    kept = [json.loads(saved.content)["whole"] for saved in workspace.store.saved(KIND)]
    assert sum(kept) == 3
    assert len(of_portal(workspace)) == len([e for e in of_portal(workspace) if e[1] != "k"]) + 9
    short = workspace.decisions.history("s:portal", 2)
    assert (len(short.rows), short.hidden) == (2, len(of_portal(workspace)) - 2)
    assert [told(e) for e in short.rows] == of_portal(workspace)[-2:]


def test_a_decision_stands_in_the_history_and_touches_no_level(workspace: Workspace, load: Load) -> None:
    load(ties=MORE)
    before = workspace.snapshot().hash
    kept = workspace.decisions.take(said())
    last = workspace.decisions.history("s:portal").rows[-1]
    assert (last.why, last.decision, last.version, last.decided_by, last.aspect) == ("decision", "accept", 1, "Anna Ek", "k")
    assert (last.assigned_high, last.required_low) == (1, 2)
    assert [remark.en[:10] for remark in kept.remarks] == ["2 is enoug"]
    assert workspace.snapshot().hash == before


def test_a_new_decision_is_a_new_version_and_the_last_counts(workspace: Workspace, load: Load) -> None:
    load(ties=MORE)
    workspace.decisions.take(said(kind="exempt", level=None))
    workspace.decisions.take(said())
    assert workspace.decisions.take(said()).version == 2
    assert [kept.decision.kind for kept in workspace.decisions.versions("s:portal", "k")] == ["exempt", "accept"]
    assert [(kept.version, kept.decision.kind) for kept in workspace.decisions.all()] == [(2, "accept")]
    assert workspace.decisions.standing(workspace.snapshot(), workspace.today())["s:portal", "k"].is_settled
    assert [e.decision for e in workspace.decisions.history("s:portal").rows if e.decision] == ["exempt", "accept"]


def test_it_opens_by_itself_with_the_next_load(workspace: Workspace, load: Load) -> None:
    load()
    workspace.decisions.take(said())
    load(ties=MORE)
    found = workspace.decisions.standing(workspace.snapshot(), workspace.today())["s:portal", "k"]
    assert (found.state, found.reasons[0].ids) == ("re_opened", ("i:cykel",))


def test_a_place_that_is_gone_and_comes_back(workspace: Workspace, load: Load) -> None:
    load()
    load(NODES.format(k=1).replace("s:portal,System,Portalen,1,,,\n", ""), "source,type,target\n")
    gone = workspace.decisions.history("s:portal")
    assert (gone.name, gone.label) == ("s:portal", "")
    assert next((e.aspect, e.required_low) for e in gone.rows if e.why == "gone") == ("k", None)
    load()
    assert ("2026-11-23", "k", 1, 1, "landscape") in of_portal(workspace)


def test_a_place_that_comes_back_without_levels_is_not_gone(workspace: Workspace, load: Load) -> None:
    alone = "id,label,name\ns:other,System,Annat\n"
    load()
    load(alone, "source,type,target\n")
    load(alone + "i:kort,InformationAsset,Kort\n", "source,type,target\n")
    load(alone, "source,type,target\n")
    load(alone + "s:portal,System,Portalen\n", "source,type,target\n")
    last = [e for e in workspace.decisions.history("s:portal").rows if e.aspect == "k"][-1]
    assert (last.why, last.assigned_low, last.assigned_high) == ("landscape", 0, 4)


def test_a_place_that_never_was_is_refused(workspace: Workspace, load: Load) -> None:
    load()
    with pytest.raises(UnknownName):
        workspace.decisions.history("s:porta")


def test_another_model_is_why(workspace: Workspace, load: Load, tmp_path: Path, calendar: Calendar) -> None:
    load(ties=MORE)
    (tmp_path / "own.toml").write_text('off = ["AGG-COUNT"]\n', encoding="utf-8")
    settings = Settings(store=workspace.settings.store, language="en", classification=tmp_path / "own.toml")
    other = Workspace(settings, clock=calendar)
    other.decisions.take(said(level=3))
    assert {e.why for e in other.decisions.history("s:portal").rows} == {"first_recorded", "decision"}
    assert json.loads(other.store.saved(KIND)[-1].content)["why"] == "model"


def test_a_dry_run_records_nothing(workspace: Workspace, load: Load) -> None:
    load(dry_run=True)
    assert workspace.store.saved(KIND) == ()


def test_where_nothing_is_classified_nothing_is_looked_at(
    workspace: Workspace, load: Load, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object) -> int:
        raise AssertionError("looked at")

    monkeypatch.setattr(ledger_module, "record", never)
    report = load("id,label,name\ns:a,System,A\ni:b,InformationAsset,B\n", "source,type,target\ns:a,HOLDS,i:b\n")
    assert report.hints == ()
    assert workspace.store.saved(KIND) == ()


def test_a_level_that_is_taken_away_is_seen(workspace: Workspace, load: Load) -> None:
    load()
    load("id,label,name\ns:portal,System,Portalen\n", "source,type,target\n")
    last = [e for e in workspace.decisions.history("s:portal").rows if e.aspect == "k"][-1]
    assert (last.assigned_low, last.assigned_high, last.required_high, last.why) == (0, 4, 0, "landscape")


@pytest.mark.parametrize("error", [StoreError(both("away")), ValueError("ours"), MemoryError(), Cancelled()])
def test_a_load_stands_where_its_levels_cannot_be_recorded(
    workspace: Workspace, load: Load, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def fails(*_: object) -> int:
        raise error

    monkeypatch.setattr(ledger_module, "record", fails)
    report = load()
    assert report.created > 0
    assert "The history of levels was not recorded" in report.hints[0].text.en
    assert len(workspace.snapshot().nodes) == 5
    monkeypatch.undo()
    load(ties=MORE)
    assert of_portal(workspace)[0][-1] == "first_recorded"


def test_a_decision_stands_where_its_levels_cannot_be_recorded(
    workspace: Workspace, load: Load, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(ties=MORE)
    monkeypatch.setattr(recording, "MOST_BYTES", 0)
    kept = workspace.decisions.take(said())
    assert "too many to look through" in kept.remarks[-1].en
    assert workspace.decisions.versions("s:portal", "k")[0].version == 1


def test_what_is_not_ours_is_told(workspace: Workspace, load: Load) -> None:
    load()
    workspace.store.save(KIND, "levels", "{}", "2026-11-25")
    assert "cannot be read" in load(ties=MORE).hints[0].text.en


def test_progress_is_told(workspace: Workspace, load: Load) -> None:
    heard: list[tuple[int, int | None]] = []
    load(progress=lambda done, total: heard.append((done, total)))
    assert (3, 3) in heard
