"""A precheck in a pipeline: 1 where something would rise, 0 where nothing would; parameters are called as people say."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eagraph.cli._application import run

NODES = """id,label,name,k,categories,subject_kind
register,System,Registret,1,,
overview,System,Översikten,0,,
names,InformationAsset,Namn,1,identity,resident
"""
TIES = """source,type,target
register,HOLDS,names
"""


@pytest.fixture
def store(tmp_path: Path) -> str:
    folder = tmp_path / "stad"
    folder.mkdir()
    (folder / "nodes.csv").write_text(NODES, encoding="utf-8")
    (folder / "relationships.csv").write_text(TIES, encoding="utf-8")
    url = f"sqlite:///{tmp_path}/stad.db"
    assert run(["--store", url, "load", str(folder)]) == 0
    return url


def test_it_ends_with_1_where_something_would_rise(store: str, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    capfdbinary.readouterr()
    said = ["--from", "register", "--to", "overview", "--carries", "names"]
    assert run(["--store", store, "analyse", "precheck", *said, "--format", "json"]) == 1
    told = json.loads(capfdbinary.readouterr().out)
    assert told["rises"] is True
    assert (told["params"]["from"], told["params"]["to"], told["params"]["carries"]) == ("register", "overview", ["names"])
    assert [(row["id"], row["aspect"]) for row in told["rows"] if row["newly_raised"]] == [("overview", "k")]


def test_it_ends_with_0_where_nothing_would(store: str) -> None:
    assert run(["--store", store, "analyse", "precheck", "--from", "overview", "--to", "register"]) == 0


def test_a_plan_that_cannot_be_is_wrong_use(store: str) -> None:
    assert run(["--store", store, "analyse", "precheck", "--from", "register", "--to", "register"]) == 2
