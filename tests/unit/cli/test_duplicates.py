"""Decisions about pairs on the command line: decided, listed, shown, and told to the question."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.unit.cli.conftest import Command

NODES = """id,label,name,source
a:1,System,Vårdadmin,Förteckningen
a:2,System,VÅRDADMIN 7.1,Avtalen
a:3,System,Solrosen,Avtalen
"""
BY = ("--by", "Anna Ek", "--reason", "två avtal")


@pytest.fixture
def town(portal: Command, tmp_path: Path) -> Command:
    folder = tmp_path / "more"
    folder.mkdir()
    (folder / "nodes.csv").write_text(NODES, encoding="utf-8")
    (folder / "relationships.csv").write_text("source,type,target\n", encoding="utf-8")
    assert portal("load", folder)[0] == 0
    return portal


def rows(town: Command) -> list[tuple[str, str, str | None]]:
    told = json.loads(town("analyse", "duplicates", "--kind", "same-record", "--format", "json")[1])
    return [(row["a"], row["b"], row["decided"]) for row in told["rows"]]


def test_decide_list_show(town: Command) -> None:
    assert rows(town) == [("a:1", "a:2", None)]
    code, told, _ = town("duplicates", "decide", "a:2", "Vårdadmin", "LATER", *BY, "--format", "json")
    assert (code, json.loads(told)["decision"]["a_name"]) == (0, "Vårdadmin")
    assert rows(town) == [("a:1", "a:2", "later")]
    assert town("duplicates", "decide", "a:1", "a:2", "different", *BY)[1].startswith(
        "Vårdadmin and VÅRDADMIN 7.1: different"
    )
    assert rows(town) == []
    listed = json.loads(town("duplicates", "list", "--format", "json")[1])
    assert [(row["a"], row["b"], row["verdict"], row["version"]) for row in listed["rows"]] == [
        ("a:1", "a:2", "different", 2)
    ]
    shown = json.loads(town("duplicates", "show", "a:2", "a:1", "--format", "json")[1])
    assert [version["decision"]["verdict"] for version in shown["versions"]] == ["later", "different"]


def test_everything_wrong_is_told_with_exit_code_2(town: Command) -> None:
    code, _, said = town("duplicates", "decide", "nix", "a:1", "same")
    assert code == 2
    for field in ("a", "decided_by", "reason"):
        assert f"\n  {field}: " in said
    assert town("duplicates", "decide", "a:1", "a:2", "maybe", *BY)[0] == 2
    assert town("duplicates", "show", "a:1", "a:3")[0] == 2


@pytest.mark.parametrize("form", ["text", "csv", "markdown", "html"])
def test_every_format(town: Command, form: str) -> None:
    town("duplicates", "decide", "a:1", "a:2", "same", *BY)
    assert "Anna Ek" in town("duplicates", "list", "--format", form)[1]
