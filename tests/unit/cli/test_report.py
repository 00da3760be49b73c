"""Reports on the command line: files, packages, verifying, and saved reports."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from tests.contract.reported import NODES, TIES
from tests.unit.cli.conftest import Command


@pytest.fixture
def city(portal: Command, tmp_path: Path) -> Command:
    """The city of reports, loaded."""
    folder = tmp_path / "city"
    folder.mkdir()
    (folder / "nodes.csv").write_text(NODES, encoding="utf-8")
    (folder / "relationships.csv").write_text(TIES, encoding="utf-8")
    assert portal("load", folder)[0] == 0
    return portal


def test_a_report_is_written_as_the_file_is_called(city: Command, tmp_path: Path) -> None:
    for name, starts in (("r.docx", b"PK"), ("r.pdf", b"%PDF"), ("r.html", b"<!DOCTYPE"), ("r", b"\xe2")):
        code, _, said = city("report", "board", "Omsorgsnämnden", "-o", tmp_path / name)
        assert (code, said) == (0, "")
        assert (tmp_path / name).read_bytes().startswith(starts)


def test_what_it_is_about_is_said_with_its_name_or_without(city: Command) -> None:
    first = city("report", "board", "o:care", "--year", "2024", "--format", "json")
    assert first == city("report", "board", "--organisation", "o:care", "--year", "2024", "--format", "json")
    assert [json.loads(first[1])[key] for key in ("year", "since", "until")] == [2024, "2024-01-01", "2024-12-31"]
    code, told, _ = city("report", "blast-radius", "s:net", "s:hub", "--format", "json")
    assert (code, json.loads(told)["params"]["failed"]) == (0, ["s:net", "s:hub"])


def test_the_date_of_a_report_is_said(city: Command) -> None:
    code, told, _ = city("report", "iot", "--date", "2026-01-31", "--format", "json")
    assert (code, json.loads(told)["date"]) == (0, "2026-01-31")
    code, _, said = city("report", "iot", "--date", "i fjol")
    assert (code, "expected a day as 2026-01-31" in said) == (2, True)


def test_what_is_wrong_is_said(city: Command) -> None:
    for arguments, says in (
        (("board", "Omsorgsnamden"), "Omsorgsnämnden"),
        (("board", "Larmet"), "expected a board or company"),
        (("board", "o:care", "--year", "3000"), "The year is 3000"),
        (("system-card",), "system: is missing"),
        (("system-card", "s:alarm", "--limit", "0"), "limit"),
        (("nix",), "There is no report 'nix'"),
        (("system-card", "s:secret"), "protective security"),
    ):
        code, _, said = city("report", *arguments)
        assert (code, says in said) == (2, True), said


def test_the_reports_there_are(portal: Command) -> None:
    code, said, _ = portal("report", "--help")
    assert code == 0
    assert all(name in said for name in ("system-card", "board", "continuity", "verify", "--all"))
    assert portal("report")[0] == 2


def test_a_package_is_written_beside_the_report_and_verified(city: Command, tmp_path: Path) -> None:
    package, page = tmp_path / "p.zip", tmp_path / "p.pdf"
    arguments = ("report", "iot", "--date", "2026-11-20", "--package", package, "-o", page)
    assert city(*arguments)[0] == 0
    assert page.read_bytes().startswith(b"%PDF")
    first = package.read_bytes()
    assert city(*arguments)[0] == 0
    assert package.read_bytes() == first
    with zipfile.ZipFile(package) as archive:
        assert archive.read("report/iot.pdf") == page.read_bytes()
        assert {"report/iot.html", "landscape/nodes.csv"} <= set(archive.namelist())
    code, said, _ = city("report", "verify", package)
    assert (code, "The package holds" in said) == (0, True), said


def test_a_package_that_was_changed_ends_with_one_and_names_the_value(city: Command, tmp_path: Path) -> None:
    package, other = tmp_path / "p.zip", tmp_path / "q.zip"
    city("report", "iot", "--package", package)
    with zipfile.ZipFile(package) as old, zipfile.ZipFile(other, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, content.replace(b"Samlaren", b"Samlarna") if name.startswith("data/") else content)
    code, said, _ = city("report", "verify", other, "--format", "json")
    told = json.loads(said)
    assert (code, told["holds"]) == (1, False)
    assert any("Samlarna" in one["packed"] and "Samlaren" in one["again"] for one in told["differences"])


def test_what_is_no_package_ends_with_three_and_a_missing_one_with_two(portal: Command, tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_text("no", encoding="utf-8")
    assert portal("report", "verify", tmp_path / "x.zip")[0] == 3
    assert portal("report", "verify", tmp_path / "none.zip")[0] == 2


def test_saved_reports_are_written_for_everybody(city: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "eagraph.toml").write_text(
        '[[report]]\nname = "beroenden"\nreport = "dependencies"\nformat = "markdown"\nfor_each = "organisation"\n',
        encoding="utf-8",
    )
    code, said, _ = city("report", "--all", "-o", tmp_path / "out", "--format", "json")
    assert code == 0
    assert {one["about"] for one in json.loads(said)} == {"It-nämnden", "Omsorgsnämnden", "Vatten AB"}
    assert (tmp_path / "out/beroenden/o-care.md").exists()
    with (tmp_path / "eagraph.toml").open("a", encoding="utf-8") as more:
        more.write('[[report]]\nname = "kort"\nreport = "system-card"\nparams = { system = "nix" }\n')
    assert city("report", "--all", "-o", tmp_path / "out")[0] == 2
    assert city("report", "--all")[0] == 2
    assert city("report", "--all", "iot", "-o", tmp_path / "out")[0] == 2
