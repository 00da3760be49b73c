"""What the settings say of an analysis' parameters holds wherever nobody says otherwise, from every way of asking."""

from __future__ import annotations

from pathlib import Path

import pytest

from eagraph.api.site import create_site
from eagraph.errors import UsageError
from eagraph.settings import Settings, read_settings
from eagraph.workspace import Workspace
from tests.unit.api.conftest import Here
from tests.unit.dashboards import landscapes

USUAL = {"attack-reach": {"cost_host": 7, "max_cost": 9}}


@pytest.fixture
def town(tmp_path: Path) -> Workspace:
    workspace = Workspace(Settings(store=f"sqlite:///{tmp_path / 'town.db'}", analysis=USUAL))
    workspace.load([landscapes.write(tmp_path / "town")])
    return workspace


def test_a_usual_value_holds_unless_something_else_is_said(town: Workspace) -> None:
    asked = {"inside": ("hall-a",)}
    assert {row.id: row.cost for row in town.analyse("attack-reach", asked).rows} == {"login": 7}
    assert [row.cost for row in town.analyse("attack-reach", {**asked, "cost_host": 1}).rows] == [1]
    assert town.analyse("attack-reach", {**asked, "cost_host": 10}).rows == ()
    assert town.analyse("blast-radius", {"failed": ("hall-a",)}).rows


def test_it_holds_in_the_api_too(town: Workspace, here: Here) -> None:
    path = "/api/v1/analyses/attack-reach"
    with here.served(create_site(town)) as site:
        assert [row["cost"] for row in site.get(path, params={"inside": "hall-a"}).json()["rows"]] == [7]
        assert [row["cost"] for row in site.get(path, params={"inside": "hall-a", "cost_host": 2}).json()["rows"]] == [2]
        assert [row["cost"] for row in site.post(path, json={"inside": ["hall-a"]}).json()["rows"]] == [7]


def test_a_file_is_read_and_the_environment_goes_before_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "eagraph.toml").write_text("[analysis.attack-reach]\ncost_host = 2\ncost_flow = 3\n", encoding="utf-8")
    monkeypatch.setenv("EAGRAPH_ANALYSIS__ATTACK_REACH__COST_HOST", "4")
    assert read_settings().analysis == {"attack-reach": {"cost_host": "4", "cost_flow": 3}}


def test_all_that_names_nothing_is_told_at_once(tmp_path: Path) -> None:
    wrong = {"attack-reach": {"cost_hosts": 1}, "attack-wretch": {}, "cycles": {"gold": 1}}
    workspace = Workspace(Settings(store=f"sqlite:///{tmp_path / 'none.db'}", analysis=wrong))
    with pytest.raises(UsageError) as told:
        workspace.analyse("blast-radius", {"failed": ("x",)})
    for part in ("[analysis.attack-reach] cost_hosts", "[analysis.attack-wretch]", "[analysis.cycles] gold"):
        assert part in told.value.text.en
