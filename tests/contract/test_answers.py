"""The same landscape gives the same answers whatever store it sleeps in, word for word: scenarios, and classification."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from eagraph.rehearsal import Rehearsal
from eagraph.settings import Settings
from eagraph.workspace import Workspace
from tests.conftest import Place

CLASSIFICATION: dict[str, dict[str, Any]] = {
    "escalation": {},
    "classification-proof": {"of": "service:invanarens-helhetsbild", "aspect": "s"},
    "precheck": {"from": "system:elevregistret", "to": "system:lanesystemet"},
    "requirement-gaps": {},
    "safeguards": {},
    "filters": {},
    "lowering": {"of": "system:oppna-data-portalen"},
    "settle-first": {},
    "aggregation-hubs": {},
    "personal-data": {},
    "published-data": {},
    "duplicates": {},
}


@contextmanager
def city(folder: Path, url: str) -> Iterator[Workspace]:
    folder.mkdir(exist_ok=True)
    clock = dt.datetime(2026, 11, 20, 8, 0, tzinfo=dt.UTC)
    workspace = Workspace(Settings(store=url, language="en"), clock=lambda: clock)
    workspace.make_demo(folder, size=500, seed=4)
    yield workspace
    workspace.close()


def rehearsed(folder: Path, url: str) -> dict[str, Rehearsal]:
    with city(folder, url) as workspace:
        return {kept.scenario.name: workspace.rehearse(kept.scenario.name) for kept in workspace.scenarios.all()}


def classified(folder: Path, url: str) -> dict[str, str]:
    with city(folder, url) as workspace:
        return {name: workspace.analyse(name, said).model_dump_json() for name, said in CLASSIFICATION.items()}


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


@pytest.mark.heavy
def test_classification_answers_the_same_on_every_store(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in place.environment.items():
        if name.startswith("NEO4J"):
            monkeypatch.setenv(name, value)
    here = classified(tmp_path / "here", place.url)
    assert here == classified(tmp_path / "there", f"sqlite:///{tmp_path / 'other.db'}")
    assert all('"rows":[{' in told for told in here.values())
