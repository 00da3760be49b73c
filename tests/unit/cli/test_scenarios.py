"""Scenarios on the command line: versions that are named, one out of use, side by side."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from eagraph.cli._application import run
from eagraph.locale import current

Command = Callable[..., tuple[int, str, str]]
ONE = """name = "{name}"
title = {{ sv = "Hallen", en = "The hall" }}
[[fail]]
things = ["hall"]
to_h = {to_h}
"""


@pytest.fixture
def command(tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EAGRAPH_STORE", "sqlite:///stad.db")

    def call(*arguments: object) -> tuple[int, str, str]:
        token = current.set("en")
        code = run([str(argument) for argument in arguments])
        current.reset(token)
        said = capfd.readouterr()
        return code, said.out, said.err

    (tmp_path / "nodes.csv").write_text("id,label,name\nhall,Facility,Hall\nmail,System,Mail\n", encoding="utf-8")
    (tmp_path / "relationships.csv").write_text("source,type,target,buffer_h\nmail,DEPENDS_ON,hall,2\n", encoding="utf-8")
    call("load", tmp_path)
    for to_h in (1, 5):
        (tmp_path / "out.toml").write_text(ONE.format(name="out", to_h=to_h), encoding="utf-8")
        call("scenario", "save", "out.toml")
    return call


@pytest.mark.parametrize("asked", ["show", "export", "run"])
def test_a_version_is_the_one_named_or_refused(command: Command, asked: str) -> None:
    assert command("scenario", asked, "out@1")[0] == 0
    for wrong in ("out@3", "out@x", "nobody"):
        code, out, told = command("scenario", asked, wrong)
        assert (code, out, told[:6]) == (2, "", "Error:")
    assert "to_h = 1" in command("scenario", "export", "out@1")[1]
    assert "to_h = 5" in command("scenario", "export", "out")[1]


def test_one_out_of_use_is_told_to_be_and_its_versions_stay(command: Command) -> None:
    command("scenario", "end", "out")
    assert "is out of use; its last version is out@2." in command("scenario", "show", "out")[2]
    code, out, _ = command("scenario", "show", "out@2", "--format", "json")
    assert (code, len(json.loads(out)["versions"])) == (0, 3)
    assert "there are –" in command("scenario", "run", "else")[2]


def test_side_by_side_says_when_something_else_stops_and_reads_in_one_language(command: Command) -> None:
    code, out, _ = command("scenario", "compare", "out@1", "out@2", "--format", "json")
    told = json.loads(out)
    assert (code, [column["first_impact_h"] for column in told["scenarios"]]) == (0, [None, 2])
    assert [(row["id"], row["first_difference_h"]) for row in told["rows"]] == [("hall", 1), ("mail", 2)]
    assert '"sv"' not in command("scenario", "compare", "out@1", "out@2")[1]


def test_a_question_through_a_scenario_begins_with_what_fails_in_it(command: Command) -> None:
    code, out, _ = command("analyse", "timeline", "--scenario", "out", "--format", "json")
    told = json.loads(out)
    assert (code, told["params"]["outage"], told["snapshot"]["scenario"]) == (0, ["hall=0..5"], "out@2")
    code, out, _ = command("analyse", "blast-radius", "--scenario", "out", "--failed", "mail", "--format", "json")
    assert (code, json.loads(out)["params"]["failed"]) == (0, ["mail"])
