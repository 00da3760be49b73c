"""The scenarios that come with the demo city run on every city there is, and tell what their story says."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from eagraph.settings import Settings
from eagraph.workspace import Workspace

SIX = {
    "datahall-outage",
    "identity-platform-down",
    "integration-platform-degraded",
    "school-ransomware",
    "supplier-bankruptcy",
    "water-sensors-silent",
}


def city(folder: Path, *, size: int | None, seed: int) -> Workspace:
    settings = Settings(store=f"sqlite:///{folder / 'demo.db'}", language="en")
    workspace = Workspace(settings, clock=lambda: dt.datetime(2026, 11, 20, 8, 0, tzinfo=dt.UTC))
    workspace.make_demo(folder, size=size, seed=seed)
    return workspace


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return city(tmp_path_factory.mktemp("demo"), size=None, seed=1)


def test_the_six_are_kept(demo: Workspace) -> None:
    assert {kept.scenario.name for kept in demo.scenarios.all()} >= SIX


@pytest.mark.heavy
@pytest.mark.parametrize(("size", "seed"), [(None, 1), (None, 7), (500, 3), (9000, 2)])
def test_each_runs_on_every_city(tmp_path: Path, size: int | None, seed: int) -> None:
    workspace = city(tmp_path, size=size, seed=seed)
    for kept in workspace.scenarios.all():
        told = workspace.rehearse(kept.scenario.name)
        assert [result.analysis for result in told.results] == [ask.name for ask in kept.scenario.analyse]
        assert all(len(result.rows) > 1 for result in told.results), kept.scenario.name


def test_sensors_that_fall_silent_close_the_tunnel(demo: Workspace) -> None:
    stopped = {row.id for row in demo.rehearse("water-sensors-silent").results[0].rows}
    assert {"system:dagvattenstyrningen", "system:tunnelstyrningen"} <= stopped


def test_a_fuel_contract_keeps_the_halls_running(demo: Workspace) -> None:
    told = demo.compare(["datahall-outage", "datahall-outage-prepared"])
    fares = {row.id: row.from_h for row in told.rows}
    assert fares["facility:datahall-soder"] == {"datahall-outage": 12.0, "datahall-outage-prepared": None}
    assert told.first_difference_h == 12.0
    bare, prepared = told.scenarios
    assert bare.breaches > prepared.breaches
