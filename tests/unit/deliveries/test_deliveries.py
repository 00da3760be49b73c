"""Saved reports: every one for everybody it is for, with what could not be written told, and all that is wrong at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from eagraph.deliveries import saved_reports
from eagraph.deliveries.writing import delivered, summary
from eagraph.errors import UsageError
from eagraph.packages.verifying import verified
from eagraph.report import find
from tests.contract.reported import DAY, city

GOOD: dict[str, Any] = {
    "name": "beroenden",
    "report": "dependencies",
    "for_each": "organisation",
    "format": ["html", "xlsx"],
}


def test_a_report_is_written_for_every_organisation(tmp_path: Path) -> None:
    work = city(tmp_path / "city", report=[GOOD])
    told = delivered(work, tmp_path / "out", DAY)
    assert {one.about for one in told} == {"It-nämnden", "Omsorgsnämnden", "Vatten AB"}
    files = sorted(path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*") if path.is_file())
    assert files == [f"beroenden/o-{org}.{suffix}" for org in ("care", "it", "water") for suffix in ("html", "xlsx")]
    assert sorted(file for one in told for file in one.files) == files
    assert "Vatten AB" in (tmp_path / "out/beroenden/o-water.html").read_text(encoding="utf-8")


def test_a_report_is_written_once_or_for_every_system_or_service_in_its_language(tmp_path: Path) -> None:
    saved = [
        {"name": "alla", "report": "integrations", "format": "markdown", "language": "sv"},
        {"name": "kort", "report": "system-card", "for_each": "system", "params": {"findings": False}},
        {"name": "avbrott", "report": "continuity", "for_each": "service"},
    ]
    told = delivered(city(tmp_path / "city", report=saved), tmp_path / "out", DAY)
    assert all(one.why is None for one in told)
    assert (tmp_path / "out/alla.md").read_text(encoding="utf-8").startswith("**Klass")
    cards = {path.stem for path in (tmp_path / "out/kort").iterdir()}
    assert cards == {"s-alarm", "s-alarm2", "s-net", "s-hub", "s-levels"}, "neither the retired nor the protected one"
    assert {path.stem for path in (tmp_path / "out/avbrott").iterdir()} == {"d-safe", "d-flood"}


def test_a_package_stands_beside_it_and_holds(tmp_path: Path) -> None:
    work = city(tmp_path / "city", report=[{"name": "alla", "report": "iot", "package": True, "format": "docx"}])
    told = delivered(work, tmp_path / "out", DAY)
    assert set(told[0].files) == {"alla.zip", "alla.docx"}
    assert verified(tmp_path / "out/alla.zip").holds


def test_what_cannot_be_written_keeps_no_other_from_it(tmp_path: Path) -> None:
    saved = [
        {"name": "fel", "report": "system-card", "params": {"system": "finns inte"}},
        {"name": "skyddat", "report": "system-card", "params": {"system": "s:secret"}},
        {"name": "alla", "report": "integrations"},
    ]
    told = delivered(city(tmp_path / "city", report=saved), tmp_path / "out", DAY)
    assert [(one.name, one.exit_code) for one in told] == [("fel", 2), ("skyddat", 2), ("alla", 0)]
    assert (tmp_path / "out/alla.html").exists()
    said = find("text").render(summary(told)).decode()
    assert "finns inte" in " ".join(said.split())


def test_a_folder_that_cannot_be_written_is_told_for_each(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file", encoding="utf-8")
    told = delivered(city(tmp_path / "city", report=[GOOD]), tmp_path / "out", DAY)
    assert {one.exit_code for one in told} == {3}


@pytest.mark.parametrize(
    ("saved", "says"),
    [
        ([], r"\[\[report\]\]"),
        ([{"name": "A B", "report": "iot"}], "name"),
        ([{"report": "iot"}], "name: is missing"),
        ([{"name": "a", "report": "nix"}], "There is no report 'nix'"),
        ([{"name": "a", "report": "iot", "format": "png"}], "format is png"),
        ([{"name": "a", "report": "iot", "format": []}], "format"),
        ([{"name": "a", "report": "iot", "nix": 1}], "nix: is not known here"),
        ([{"name": "a", "report": "iot", "params": {"nix": 1}}], "params.nix: no such parameter"),
        ([{"name": "a", "report": "iot", "params": {"limit": 0}}], "limit"),
        ([{"name": "a", "report": "system-card"}], "system: is missing"),
        ([{"name": "a", "report": "iot", "for_each": "street"}], "for_each"),
        ([{"name": "a", "report": "scenario-comparison", "for_each": "system"}], "about nothing"),
        ([{**GOOD, "params": {"of": "o:care"}}], "filled in by for_each"),
        ([GOOD, GOOD], "stands there twice"),
    ],
)
def test_what_is_wrong_with_a_saved_report_is_told(saved: list[dict[str, Any]], says: str) -> None:
    with pytest.raises(UsageError, match=says):
        saved_reports(saved)


def test_all_that_is_wrong_is_told_at_once() -> None:
    with pytest.raises(UsageError) as caught:
        saved_reports([{"name": "a", "report": "nix"}, {"name": "b", "report": "iot", "format": "png"}])
    assert "[[report]] a" in caught.value.text.en
    assert "[[report]] b" in caught.value.text.en
