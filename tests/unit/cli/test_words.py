"""What the command line says of itself and of wrong calls, in Swedish as in English; each in a process of its own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from eagraph.locale import Text

OF_TYPER = re.compile(
    r"\b(Usage|Options|Arguments|Commands|Show this|Try '|default|required|Error|Missing|Invalid|No such)\b"
)
WRONG = {
    "load": "paths",
    "lod": "load",
    "xyzzy": "xyzzy",
    "show --nope": "--nope",
    "show --modle": "--model",
    "show --format yaml": "text, json, csv, markdown, xlsx",
    "show a b": "b",
    "show --store": "--store",
    "demo --size 3": "500",
    "demo --size many": "'many'",
    "demo --serve=1": "--serve",
    "--language de show": "sv, en",
}
"""A wrong call, and what its answer must name."""


def _said(arguments: str, language: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from eagraph.cli import main; main()", *arguments.split()]
    surroundings = {**os.environ, "EAGRAPH_LANGUAGE": language, "PYTHONUTF8": "1", "COLUMNS": "100"}
    return subprocess.run(command, capture_output=True, text=True, env=surroundings, check=False)


@pytest.mark.parametrize("arguments", ["--help", "load --help", "demo --help", "analyse --help", "analyse cycles --help"])
def test_help_in_swedish_has_no_word_of_typers(arguments: str) -> None:
    said = _said(arguments, "sv")
    assert said.returncode == 0
    assert said.stdout.startswith("Användning: eagraph")
    assert OF_TYPER.findall(said.stdout) == []


def test_help_in_english_keeps_its_form() -> None:
    told = _said("load --help", "en").stdout
    assert told.startswith("Usage: eagraph load [OPTIONS] {paths}...")
    assert "paths... <list[str]>  Files or URLs, or folders of them.  [required]" in told
    assert "How the answer is written.  [default: text]" in told


@pytest.mark.parametrize("arguments", WRONG)
def test_a_wrong_call_is_told_in_both_languages_and_exits_with_2(arguments: str, tmp_path: Path) -> None:
    swedish, english = _said(arguments, "sv"), _said(arguments, "en")
    told = Text(swedish.stderr.splitlines()[-1], english.stderr.splitlines()[-1])
    assert (swedish.returncode, english.returncode) == (2, 2)
    assert told.sv.startswith("Fel: ")
    assert told.en.startswith("Error: ")
    assert WRONG[arguments] in told.sv
    assert WRONG[arguments] in told.en
    assert told.sv != told.en
    assert OF_TYPER.findall(swedish.stderr) == []
