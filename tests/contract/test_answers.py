"""The same landscape gives the same answers whatever store it sleeps in: every scenario of the demo city, word for word."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from eagraph.rehearsal import Rehearsal
from eagraph.settings import Settings
from eagraph.workspace import Workspace
from tests.conftest import Place


def rehearsed(folder: Path, url: str) -> dict[str, Rehearsal]:
    folder.mkdir(exist_ok=True)
    clock = dt.datetime(2026, 11, 20, 8, 0, tzinfo=dt.UTC)
    workspace = Workspace(Settings(store=url, language="en"), clock=lambda: clock)
    workspace.make_demo(folder, size=500, seed=4)
    told = {kept.scenario.name: workspace.rehearse(kept.scenario.name) for kept in workspace.scenarios.all()}
    workspace.close()
    return told


@pytest.mark.heavy
def test_scenarios_answer_the_same_on_every_store(place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in place.environment.items():
        if name.startswith("NEO4J"):
            monkeypatch.setenv(name, value)
    here = rehearsed(tmp_path / "here", place.url)
    there = rehearsed(tmp_path / "there", f"sqlite:///{tmp_path / 'other.db'}")
    assert len(here) >= 6
    assert {name: told.model_dump_json() for name, told in here.items()} == {
        name: told.model_dump_json() for name, told in there.items()
    }
