"""The classification model over HTTP: what is in force, with its hash and every rule in words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx

from eagraph.api.site import create_site
from eagraph.model.classification_model import ClassificationModel
from eagraph.settings import Settings
from eagraph.workspace import Workspace

ADDRESS = "/api/v1/classification-model"
CITY = Path(__file__).parents[2] / "data" / "classification" / "city.toml"
STANDARD = ClassificationModel.standard()


def test_the_shipped_model_is_told_with_every_rule_in_words(site: httpx.Client) -> None:
    told = site.get(ADDRESS).json()
    assert (told["id"], told["hash"], told["off"]) == (STANDARD.id, STANDARD.hash, [])
    assert [rule["id"] for rule in told["rules"]] == list(STANDARD.rule)
    for rule in told["rules"]:
        words = (rule["applies"], rule["proposes"], rule["source_in_words"])
        assert all(text["sv"] and text["en"] for text in words)
    hub = next(rule for rule in told["rules"] if rule["id"] == "AGG-HUB")
    assert (hub["raise"], hub["when"][1]["dependants"]) == ({"t": 1, "r": 1}, 3)
    assert [row["mtpd_h"] for row in told["availability"]] == [120, 24, 4]


def test_a_citys_own_is_in_force_where_the_settings_say_so(here: Any, tmp_path: Path) -> None:
    settings = Settings(store=f"sqlite:///{tmp_path / 'test.db'}", classification=CITY)
    with here.served(create_site(Workspace(settings))) as client:
        told = client.get(ADDRESS).json()
    standing = {rule["id"]: rule["standing"] for rule in told["rules"]}
    assert (standing["AGG-COUNT"], standing["AGG-COMBO-READING"], told["off"]) == ("changed", "own", ["AGG-SOURCES-ANY"])
    assert told["residents"] == 98000


def test_a_misspelt_parameter_is_told(site: httpx.Client) -> None:
    assert site.get(ADDRESS, params={"formt": "csv"}).status_code == 422
    assert "/classification-model" in site.get("/api/v1/openapi.json").json()["paths"]
