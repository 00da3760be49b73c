"""A mapping with entries goes before what other loaders know; without entries nothing changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from eagraph.errors import SourceError
from eagraph.loading import LoadReport
from eagraph.settings import Settings
from eagraph.workspace import Workspace

LIST = "System;Ägare;Livscykel;Leverantör\nKartan;Ann;live;Geo AB\nÄrenden;Bo;retired;Ärendebolaget\n"
ENTRIES = '[[nodes]]\nid = "System"\nname = "System"\nlabel = "DigitalService"\n'
WORDS = '[properties]\n"Leverantör" = "vendor"\n'


@pytest.fixture
def work(tmp_path: Path) -> Workspace:
    return Workspace(Settings(store=f"sqlite:///{tmp_path / 'x.db'}"))


def _load(work: Workspace, path: Path, mapping: str = "", **more: str) -> LoadReport:
    file = path.parent / "how.toml"
    file.write_text(mapping, encoding="utf-8")
    [report] = work.load([path], mapping=file if mapping else None, **more)  # type: ignore[arg-type]
    return report


@pytest.fixture
def systems(tmp_path: Path) -> Path:
    path = tmp_path / "systems.csv"
    path.write_text(LIST, encoding="utf-8")
    return path


def test_entries_go_before_the_loader_that_knows_the_file(work: Workspace, systems: Path) -> None:
    assert _load(work, systems).loader == "tables"
    assert _load(work, systems, WORDS).loader == "tables"
    report = _load(work, systems, ENTRIES)
    assert report.loader == "mapped"
    assert {n.label for n in work.store.read().nodes} == {"DigitalService"}


def test_a_loader_that_is_named_is_used_and_says_that_entries_are_not(work: Workspace, systems: Path) -> None:
    report = _load(work, systems, ENTRIES, loader="tables")
    assert report.loader == "tables"
    assert any("the entries of how.toml are not used" in hint.text.en for hint in report.hints)


def test_without_entries_the_loader_says_what_it_needs(work: Workspace, systems: Path) -> None:
    with pytest.raises(SourceError, match="give one with --mapping"):
        _load(work, systems, loader="mapped")


def test_both_parts_of_a_mapping_work_together(work: Workspace, systems: Path) -> None:
    _load(work, systems, ENTRIES.replace("DigitalService", "System") + WORDS + '[values.vendor]\n"Geo AB" = "Geo"\n')
    assert {n.properties["vendor"] for n in work.store.read().nodes} == {"Geo", "Ärendebolaget"}


def test_the_names_of_sheets_and_files_are_places(work: Workspace, tmp_path: Path) -> None:
    folder = tmp_path / "lists"
    folder.mkdir()
    (folder / "one.csv").write_text("a,b\n1,x\n2,y\n", encoding="utf-8")
    (folder / "two.tsv").write_text("Title of it\na\tb\n1\tz\n", encoding="utf-8")
    (folder / "notes.md").write_text("hej", encoding="utf-8")
    mapping = """
    [[nodes]]
    at = "one"
    id = "one/{a}"
    label = "System"
    [[nodes]]
    at = "two.tsv"
    id = "{@file}/{a}"
    label = "Device"
    [[relationships]]
    at = "one.csv"
    source = "one/{a}"
    target = "two.tsv/{a}"
    type = "RELATES_TO"
    loose = true
    """
    report = _load(work, folder, mapping)
    assert sorted(n.id for n in work.store.read().nodes) == ["lists:one/1", "lists:one/2", "lists:two.tsv/1"]
    assert report.kept == {"nodes": 3, "relationships": 1}
    assert {s.where: s.what for s in report.skipped} == {
        "notes.md": ".md", "two.tsv:1": "Title of it", "one.csv:3": "RELATES_TO two.tsv/2",
    }  # fmt: skip


def test_a_column_that_is_not_there_is_told_with_those_that_are(work: Workspace, systems: Path) -> None:
    with pytest.raises(SourceError) as raised:
        _load(work, systems, ENTRIES.replace('id = "System"', 'id = "Systm"'))
    assert "how.toml [[nodes]] 1 id: no record has 'Systm'; they have System" in str(raised.value)


def test_lines_of_json_and_documents_of_yaml_are_records(work: Workspace, tmp_path: Path) -> None:
    lines = tmp_path / "a.ndjson"
    lines.write_text('{"id": 1}\n{"id": 2}\n', encoding="utf-8")
    assert _load(work, lines, '[[nodes]]\nlabel = "System"\n').kept["nodes"] == 2
    documents = tmp_path / "b.yaml"
    documents.write_text("id: a\n---\nid: b\n---\nid: a\n", encoding="utf-8")
    with pytest.raises(SourceError, match=r"b\.yaml:5: the key 'a' stands twice in b; the first is b\.yaml:1"):
        _load(work, documents, '[[nodes]]\nlabel = "System"\n')


def test_a_broken_parquet_is_refused(work: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "p.parquet"
    path.write_bytes(b"PAR1" + bytes(40) + b"PAR1")
    with pytest.raises(SourceError, match=r"p\.parquet:1: not readable as Parquet"):
        _load(work, path, '[[nodes]]\nlabel = "System"\n')
