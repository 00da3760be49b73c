"""A package verifies wherever it lies, is the same bytes from the same landscape, and names whatever was changed."""

from __future__ import annotations

import datetime as dt
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from eagraph.errors import SourceError
from eagraph.history import at_point
from eagraph.locale import current
from eagraph.packages import MANIFEST
from eagraph.packages.making import made
from eagraph.packages.telling import document
from eagraph.packages.verifying import verified
from eagraph.report import find
from eagraph.scenarios import in_use
from eagraph.settings import Settings
from eagraph.store import open_store
from eagraph.workspace import Workspace
from tests.contract.reported import ASKED, NODES, NOW, TIES, city
from tests.unit.packages.conftest import changed, members, order, written

Change = Callable[[bytes], bytes]


@pytest.mark.parametrize("name", ASKED)
def test_a_package_of_every_report_holds(work: Workspace, name: str, tmp_path: Path) -> None:
    file = tmp_path / "elsewhere" / "p.zip"
    file.parent.mkdir()
    file.write_bytes(made(work, order(name, formats=("html", "pdf", "docx", "xlsx")))[0])
    told = verified(file)
    assert told.differences == ()
    assert told.holds
    assert told.manifest.order.report == name


def test_it_has_all_that_is_needed_and_nothing_of_the_machine(package: Path, work: Workspace) -> None:
    told = members(package)
    manifest = json.loads(told[MANIFEST])
    assert manifest["snapshot"] == work.snapshot().hash
    assert manifest["members"].keys() == told.keys() - {MANIFEST}
    assert {"report/dependencies.html", "report/dependencies.xlsx", "data/report.json", "landscape/nodes.csv",
            "landscape/relationships.csv", "settings/settings.json"} <= told.keys()  # fmt: skip
    assert any(name.startswith("answers/") for name in told)
    assert any(name.startswith("data/01-") for name in told)
    machine = str(Path(work.settings.store.removeprefix("sqlite:///")).parent)
    assert not any(machine.encode() in content for content in told.values())
    with zipfile.ZipFile(package) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_same_landscape_and_date_give_the_same_bytes(work: Workspace, packed: bytes, tmp_path: Path) -> None:
    assert made(work, order(formats=("html", "xlsx")))[0] == packed
    elsewhere = city(tmp_path / "other" / "place", now=NOW.replace(hour=17, minute=3))
    assert made(elsewhere, order(formats=("html", "xlsx")))[0] == packed


def test_another_date_or_language_gives_another_package(work: Workspace, packed: bytes) -> None:
    later = order(formats=("html", "xlsx")).model_copy(update={"date": order().date.replace(day=21)})
    assert made(work, later)[0] != packed
    assert made(work, order(formats=("html", "xlsx"), language="en"))[0] != packed


def test_the_reader_keeps_his_language(package: Path) -> None:
    before = current.get()
    verified(package)
    assert current.get() == before


def _instead(old: bytes, new: bytes) -> Change:
    return lambda content: content.replace(old, new, 1)


CHANGES: dict[str, tuple[str, Change]] = {
    "a figure of the data": ("data/report.json", _instead(b"Omsorgsn", b"Omsorgsm")),
    "a cell of a table": ("data/01-own.csv", _instead(b"Larmet", b"Larmen")),
    "a word of the page": ("report/dependencies.html", _instead(b"Larmet", b"Larmen")),
    "a byte of the workbook": ("report/dependencies.xlsx", lambda content: content[:-1] + bytes([content[-1] ^ 1])),
    "an answer": ("answers/001-dependencies.json", _instead(b'"hidden": 0', b'"hidden": 1')),
    "a name in the landscape": ("landscape/nodes.csv", _instead(b"Larmet", b"Larmen")),
    "a relationship": ("landscape/relationships.csv", _instead(b"s:hub,DEPENDS_ON,s:net", b"s:hub,DEPENDS_ON,s:alarm")),
}


@pytest.mark.parametrize("sum_too", [False, True], ids=["manifest as it was", "manifest changed too"])
@pytest.mark.parametrize("what", CHANGES)
def test_one_changed_value_is_named(package: Path, what: str, *, sum_too: bool) -> None:
    name, how = CHANGES[what]
    told = verified(changed(package, name, how, sum_too=sum_too))
    assert not told.holds
    found = [one for one in told.differences if "comes out otherwise" in one.what.en]
    assert found
    if not name.startswith("landscape/"):
        assert {one.member for one in found} == {name}
    else:
        assert any((one.member, one.where) == (MANIFEST, "snapshot") for one in found)
    if not sum_too:
        assert any(one.member == name and one.where == "SHA-256" for one in told.differences)


def test_a_changed_cell_is_told_by_row_and_column(package: Path) -> None:
    told = verified(changed(package, _table(package), _first))
    one = next(one for one in told.differences if one.member.endswith(".csv") and one.where != "SHA-256")
    assert one.where.startswith("2, ")
    assert (one.packed, one.again) == ("Xarmet", "Larmet")


def _first(content: bytes) -> bytes:
    return content.replace(b"Larmet", b"Xarmet", 1)


def _table(file: Path) -> str:
    return next(
        name
        for name, content in members(file).items()
        if name.endswith(".csv") and name.startswith("data/") and b"Larmet" in content
    )


@pytest.mark.parametrize("name", ["report/dependencies.html", "data/report.json", "answers/001-dependencies.json"])
def test_a_missing_file_is_named(package: Path, name: str) -> None:
    told = members(package)
    del told[name]
    found = verified(written(package, told)).differences
    assert any(one.member == name and "missing" in one.what.en for one in found)


@pytest.mark.parametrize("name", [MANIFEST, "landscape/nodes.csv", "landscape/sources.json", "settings/settings.json"])
def test_without_what_everything_rests_on_it_is_refused(package: Path, name: str) -> None:
    told = members(package)
    del told[name]
    with pytest.raises(SourceError, match=name.rpartition("/")[2]):
        verified(written(package, told))


def test_a_file_too_many_is_named(package: Path) -> None:
    told = verified(written(package, {**members(package), "data/99-more.csv": b"x"}))
    assert {one.member for one in told.differences} == {"data/99-more.csv"}


def test_with_the_store_it_is_worked_out_from_there_too(package: Path, work: Workspace, tmp_path: Path) -> None:
    assert verified(package, open_store(work.settings.store)).holds
    other = city(tmp_path / "other", ties=TIES.replace("s:hub;DEPENDS_ON;s:net;;;;;;;\n", ""))
    told = verified(package, open_store(other.settings.store))
    assert not told.holds
    assert {one.store for one in told.differences} == {other.settings.store}
    assert any((one.member, one.where) == (MANIFEST, "snapshot") for one in told.differences)
    assert any(one.member == "data/report.json" for one in told.differences)


def test_a_store_that_was_loaded_another_day_holds_with_a_note(package: Path, tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    (source / "nodes.csv").write_text(NODES, encoding="utf-8")
    (source / "relationships.csv").write_text(TIES, encoding="utf-8")
    url = f"sqlite:///{tmp_path / 'later.db'}"
    Workspace(Settings(store=url), clock=lambda: dt.datetime(2026, 12, 24, tzinfo=dt.UTC)).load([source])
    told = verified(package, open_store(url))
    assert told.holds
    assert any("2026-12-24" in note.en for note in told.notes)


def test_own_rules_types_classification_and_looks_go_along(tmp_path: Path) -> None:
    looks = tmp_path / "looks"
    looks.mkdir()
    (looks / "words.toml").write_text('organisation = "Staden"\n[sv]\n"Slutsatser" = "Det viktiga"\n', encoding="utf-8")
    types = tmp_path / "types.toml"
    types.write_text('[node.Vehicle]\nsv = "fordon"\nen = "vehicle"\n', encoding="utf-8")
    work = city(tmp_path / "city", templates=looks, types=types, analysis={"dependencies": {"assume_needed": True}})
    file = tmp_path / "p.zip"
    file.write_bytes(made(work, order())[0])
    told = members(file)
    assert {"templates/words.toml", "settings/types.toml"} <= told.keys()
    assert "Det viktiga" in told["report/dependencies.html"].decode()
    for gone in (looks / "words.toml", types):
        gone.unlink()
    assert verified(file).holds
    assert not verified(changed(file, "templates/words.toml", lambda c: c.replace(b"Det viktiga", b"Det vi vet"))).holds


def test_a_scenario_in_use_goes_along(tmp_path: Path) -> None:
    work = city(tmp_path, scenario="net-down")
    token = in_use.set("net-down")
    try:
        content, _ = made(work, order("iot"))
    finally:
        in_use.reset(token)
    file = tmp_path / "p.zip"
    file.write_bytes(content)
    assert json.loads(members(file)[MANIFEST])["scenario"] == "net-down"
    assert verified(file).holds
    assert in_use.get() == ""


def test_a_point_in_time_in_use_goes_along(tmp_path: Path) -> None:
    work = city(tmp_path, point="before")
    work.points.keep("before")
    (tmp_path / "source" / "nodes.csv").write_text(NODES.replace(";Larmet;", ";Nya larmet;"), encoding="utf-8")
    work.load([tmp_path / "source"])
    token = at_point.set("before")
    try:
        content, told = made(work, order())
    finally:
        at_point.reset(token)
    assert b"Nya larmet" not in told["data/report.json"]
    file = tmp_path / "p.zip"
    file.write_bytes(content)
    assert verified(file).differences == ()
    assert verified(file, open_store(work.settings.store)).holds
    assert at_point.get() == ""


def test_the_verdict_reads_in_every_format(package: Path) -> None:
    held = document(verified(package))
    broken = document(verified(changed(package, "report/dependencies.html", _first)))
    for form in ("text", "json", "html", "markdown"):
        assert find(form).render(held)
        assert b"dependencies" in find(form).render(broken)
    assert json.loads(find("json").render(broken))["holds"] is False


def test_nothing_of_a_package_is_changed_by_verifying(package: Path) -> None:
    before = package.read_bytes()
    verified(package)
    assert package.read_bytes() == before
    assert sorted(path.name for path in package.parent.iterdir()) == [package.name]


def _said(file: Path, **said: object) -> Path:
    """A package whose manifest says something else."""
    told = members(file)
    manifest = json.loads(told[MANIFEST])
    told[MANIFEST] = json.dumps({**manifest, **said}).encode()
    return written(file, told)


def test_what_the_manifest_says_of_model_and_rules_is_held_to(package: Path) -> None:
    told = verified(_said(package, rules_hash="0" * 64, data_date="2026-01-01"))
    assert {one.where for one in told.differences} == {"rules_hash", "data_date"}


def test_another_program_may_have_other_rules_which_is_told(package: Path) -> None:
    told = verified(_said(package, program="eagraph 0.0.1", rules_hash="0" * 64))
    assert told.holds
    assert any("eagraph 0.0.1" in note.en for note in told.notes)


def test_another_library_writes_other_bytes_which_are_not_held_against_it_but_named(package: Path) -> None:
    libraries = {**json.loads(members(package)[MANIFEST])["libraries"], "openpyxl": "0.1"}
    changed(package, "report/dependencies.xlsx", lambda content: content + b"x", sum_too=True)
    told = verified(_said(package, libraries=libraries))
    assert told.holds
    assert any("dependencies.xlsx is not compared" in note.en for note in told.notes)
    told = verified(changed(package, "report/dependencies.html", _first, sum_too=True))
    assert not told.holds
