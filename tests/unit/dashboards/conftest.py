"""A workspace over the small town, and one over nothing."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from dashboards.answers import Answers
from eagraph.locale import Language, current
from eagraph.settings import Settings
from eagraph.workspace import Workspace
from tests.unit.dashboards import landscapes
from tests.unit.dashboards.governed import GOVERNED
from tests.unit.dashboards.registers import REGISTERS

NOW = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)


@pytest.fixture(params=["sv", "en"])
def language(request: pytest.FixtureRequest) -> object:
    """Every page in both languages."""
    token = current.set(request.param)
    yield request.param
    current.reset(token)


@pytest.fixture
def english() -> object:
    """A reader of English."""
    said: Language = "en"
    token = current.set(said)
    yield said
    current.reset(token)


@pytest.fixture
def nothing(tmp_path: Path) -> Workspace:
    """A store with nothing in it."""
    return Workspace(Settings(store=f"sqlite:///{tmp_path / 'nothing.db'}"), clock=lambda: NOW)


@pytest.fixture
def registers(tmp_path: Path) -> Workspace:
    """A twice registered diary, and one of a board's own beside the common one."""
    made = Workspace(Settings(store=f"sqlite:///{tmp_path / 'city.db'}"), clock=lambda: NOW)
    made.load([landscapes.write(tmp_path / "city", REGISTERS)])
    return made


@pytest.fixture
def answers(registers: Workspace) -> Answers:
    """What is asked of the registers."""
    return Answers(registers)


@pytest.fixture
def governed(tmp_path: Path) -> Workspace:
    """A small city with something for every view of the portfolio."""
    workspace = Workspace(Settings(store=f"sqlite:///{tmp_path / 'city.db'}"), clock=lambda: NOW)
    workspace.load([landscapes.write(tmp_path / "city", GOVERNED)])
    return workspace


@pytest.fixture
def town(tmp_path: Path) -> Workspace:
    """The small town, loaded for real."""
    workspace = Workspace(Settings(store=f"sqlite:///{tmp_path / 'town.db'}"), clock=lambda: NOW)
    workspace.load([landscapes.write(tmp_path / "town")])
    return workspace
