"""The board's report on the command line."""

from __future__ import annotations

import json
from pathlib import Path

from tests.unit.cli.conftest import Command


def _with_board(portal: Command, folder: Path) -> Command:
    (folder / "more").mkdir()
    (folder / "more" / "nodes.csv").write_text(
        "id,label,name,kind\no:care,Organisation,Omsorgsnämnden,board\n", encoding="utf-8"
    )
    (folder / "more" / "relationships.csv").write_text("source,type,target\n", encoding="utf-8")
    portal("load", folder / "more")
    return portal


def test_a_report_is_written_as_the_file_is_called(portal: Command, tmp_path: Path) -> None:
    command = _with_board(portal, tmp_path)
    for name, starts in (("r.docx", b"PK"), ("r.pdf", b"%PDF"), ("r.html", b"<!DOCTYPE"), ("r", b"\xe2")):
        code, _, said = command("report", "board", "Omsorgsnämnden", "-o", tmp_path / name)
        assert (code, said) == (0, "")
        assert (tmp_path / name).read_bytes().startswith(starts)


def test_a_report_as_json_of_a_year(portal: Command, tmp_path: Path) -> None:
    code, told, _ = _with_board(portal, tmp_path)("report", "board", "o:care", "--year", "2024", "--format", "json")
    assert code == 0
    assert [json.loads(told)[key] for key in ("year", "since", "until")] == [2024, "2024-01-01", "2024-12-31"]


def test_what_is_wrong_is_said(portal: Command, tmp_path: Path) -> None:
    command = _with_board(portal, tmp_path)
    code, _, said = command("report", "board", "Omsorgsnamden")
    assert (code, "Omsorgsnämnden" in said) == (2, True)
    code, _, said = command("report", "board", "Portalen")
    assert (code, "expected a board or company" in said) == (2, True)
    code, _, said = command("report", "board", "o:care", "--year", "3000")
    assert (code, "The year is 3000" in said) == (2, True)
    code, _, said = command("report", "nix")
    assert (code, "There is no command nix" in said) == (2, True)


def test_the_reports_there_are(portal: Command) -> None:
    code, said, _ = portal("report", "--help")
    assert (code, "board" in said) == (0, True)
