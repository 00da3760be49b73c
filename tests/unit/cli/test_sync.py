"""eagraph sync, by the command line: what is told, and with which exit code it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eagraph.cli._application import run

HEAD = "System;System-ID;Systemägare;Externt id;Livscykel\n"
SETTINGS = '[[source]]\nname = "register"\npath = "a.csv"\nevery = "1d"\n[[source]]\nname = "cmdb"\npath = "b.csv"\n'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with settings for two sources, of which the second is not there."""
    (tmp_path / "a.csv").write_text(HEAD + "Kartan;1;Anna;cmdb-1;i drift\n")
    (tmp_path / "eagraph.toml").write_text(SETTINGS)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EAGRAPH_LANGUAGE", "en")
    return tmp_path


def _json(capfd: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, object]:
    code = run([*arguments, "--format", "json"])
    return code, json.loads(capfd.readouterr().out)


def test_sync_says_by_its_exit_code_that_one_failed(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    code, told = _json(capfd, "sync")
    assert code == 3
    assert isinstance(told, list)
    assert [one["outcome"] for one in told] == ["loaded", "failed"]
    assert "b.csv" in told[1]["error"]["en"]
    (folder / "b.csv").write_text(HEAD + "Kartan;CI1;Anna;cmdb-1;avvecklat\n")
    code, told = _json(capfd, "sync")
    assert code == 0
    assert isinstance(told, list)
    assert [one["report"]["unchanged"] > 0 for one in told] == [True, False]


def test_list_tells_ages_and_loads_nothing(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    code, told = _json(capfd, "sync", "--list")
    assert code == 0
    assert isinstance(told, list)
    assert [(one["name"], one["state"], one["every_h"]) for one in told] == [
        ("register", "never", 24.0),
        ("cmdb", "never", None),
    ]
    assert run(["show"]) == 0
    assert "0 nodes" in capfd.readouterr().out


def test_without_sources_it_says_what_to_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["sync"]) == 2
    assert "[[source]]" in capfd.readouterr().err


def test_what_sources_differ_in_is_shown(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (folder / "b.csv").write_text(HEAD + "Kartan;CI1;Anna;cmdb-1;avvecklat\n")
    run(["sync"])
    capfd.readouterr()
    code, told = _json(capfd, "show", "cmdb-1")
    assert code == 0
    assert isinstance(told, dict)
    (conflict,) = told["conflicts"]
    assert (conflict["property"], conflict["counts"]) == ("lifecycle", "live")
    assert conflict["said"] == [{"source": "register", "value": "live"}, {"source": "cmdb", "value": "retired"}]
    assert run(["show", "cmdb-1"]) == 0
    assert "retired" in capfd.readouterr().out
