"""Decisions on the command line: taken, listed, shown, and the history beside them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.unit.cli.conftest import NODES, TIES, Command

REST = ("--decided-by", "Anna Ek", "--reason", "egen klass", "--review-on", "2099-01-01", "--decided-on", "2026-01-01")
FORMATS = ("text", "json", "csv", "markdown", "xlsx", "html", "pdf")


def test_take_list_show_history(portal: Command) -> None:
    code, told, _ = portal(
        "decision", "take", "Portalen", "K", "accept", "--level", "significant", *REST, "--format", "json"
    )
    assert code == 0
    assert json.loads(told)["decision"]["required_then"] == {"low": 2, "high": 3}
    told = json.loads(portal("decision", "list", "--format", "json")[1])
    assert [(row["id"], row["aspect"], row["state"], row["is_settled"]) for row in told["rows"]] == [
        ("s:portal", "k", "in_force", True)
    ]
    assert told["summary"]["en"].startswith("Decisions: 1 in force, 0 overdue")
    shown = json.loads(portal("decision", "show", "Portalen", "k", "--format", "json")[1])
    assert [version["decision"]["reason"] for version in shown["versions"]] == ["egen klass"]
    history = json.loads(portal("decision", "history", "Portalen", "--format", "json")[1])
    assert [row["why"] for row in history["rows"] if row["aspect"] == "k"] == ["first_recorded", "decision"]


def test_it_opens_again(portal: Command, tmp_path: Path) -> None:
    portal("decision", "take", "Portalen", "k", "accept", "--level", 3, *REST)
    (tmp_path / "nodes.csv").write_text(NODES + "i:dagis,InformationAsset,Dagis,0,resident,yes\n", encoding="utf-8")
    (tmp_path / "relationships.csv").write_text(TIES + "s:portal,HOLDS,i:dagis\n", encoding="utf-8")
    assert portal("load", tmp_path)[0] == 0
    said = portal("decision", "show", "Portalen", "k")[1]
    assert "re opened. Information came that was not there: i:dagis." in " ".join(said.split())
    assert "1 re-opened" in portal("decision", "list")[1]


def test_everything_wrong_is_told_with_exit_code_2(portal: Command) -> None:
    code, _, said = portal("decision", "take", "Porta", "k", "mitigate", "--level", "9", "--review-on", "x")
    assert code == 2
    for field in ("place", "decided_by", "reason", "measure", "by", "level", "review_on"):
        assert f"\n  {field}: " in said, (field, said)
    assert portal("decision", "take", "Portalen", "q", "accept")[0] == 2
    assert json.loads(portal("decision", "list", "--format", "json")[1])["rows"] == []


def test_what_is_not_there_is_told(portal: Command) -> None:
    assert "Nobody decided about s:portal, T" in portal("decision", "show", "Portalen", "t")[2]
    assert portal("decision", "show", "Porta", "t")[0] == 2
    assert portal("decision", "history", "Porta")[0] == 2


@pytest.mark.parametrize("form", FORMATS)
def test_every_format(portal: Command, form: str) -> None:
    taken = portal("decision", "take", "Portalen", "k", "accept", "--level", 3, *REST, "--format", form)
    asked = [("list",), ("show", "Portalen", "k"), ("history", "Portalen", "--most", 1)]
    for code, out, _ in (taken, *(portal("decision", *more, "--format", form) for more in asked)):
        assert code == 0
        assert out


def test_an_answer_goes_to_a_file(portal: Command, tmp_path: Path) -> None:
    portal("decision", "take", "Portalen", "k", "accept", "--level", 3, *REST)
    portal("decision", "list", "--format", "csv", "-o", tmp_path / "list.csv")
    assert "s:portal,Portalen,k,in_force,accept,3" in (tmp_path / "list.csv").read_text(encoding="utf-8")
