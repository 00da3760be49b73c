"""What every export format keeps: the same bytes twice, where the data come from, no formula, nothing half-written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from eagraph import export
from eagraph.errors import StoreError, UsageError
from eagraph.graph.extract import Extract
from eagraph.locale import LANGUAGES, Text, current
from eagraph.model.landscape import Node
from tests.property.strategies import node, tie
from tests.unit.export.awkward import TEXTS, drawn, snapshot
from tests.unit.export.reading import cells, said

Write = Callable[..., list[Path]]
EXACT = "landscape"
"""It says nothing of itself: who loads it gets the hash back."""
PUBLIC = "dcat"
"""Anybody may read it: the words of a selection, which name things, do not go there."""
MARKS = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
SOURCE_CODE = ("cypher", "dot", "mermaid", "plantuml")
"""Formats that people read as a program: no mark may make a line look like another."""


@pytest.fixture(params=export.names())
def form(request: pytest.FixtureRequest) -> str:
    """Each format in turn."""
    return str(request.param)


def write(form: str, extract: Extract, folder: Path) -> list[Path]:
    """What a format writes into a folder."""
    writer = export.find(form)
    return writer.write(extract, folder / (f"out.{writer.suffix}" if writer.suffix else "out"))


def test_it_says_what_it_is(form: str) -> None:
    writer = export.find(form)
    assert writer.title.sv
    assert writer.title.en
    assert not writer.suffix.startswith(".")


def test_one_landscape_gives_one_file_byte_for_byte(form: str, tmp_path: Path) -> None:
    first = write(form, Extract.whole(snapshot()), tmp_path / "a")
    second = write(form, Extract.whole(snapshot()), tmp_path / "b")
    assert [path.relative_to(tmp_path / "a") for path in first] == [path.relative_to(tmp_path / "b") for path in second]
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]
    assert sorted(first) == sorted(path for path in (tmp_path / "a").rglob("*") if path.is_file())


def test_a_format_with_a_suffix_writes_one_file(form: str, tmp_path: Path) -> None:
    files = write(form, Extract.whole(snapshot()), tmp_path)
    if export.find(form).suffix:
        assert files == [tmp_path / f"out.{export.find(form).suffix}"]


def test_data_hash_date_and_selection_are_inside(form: str, tmp_path: Path) -> None:
    extract = replace(Extract.whole(snapshot()), selected=Text("vald del", "chosen part"))
    told = said(write(form, extract, tmp_path), tmp_path)
    if form != EXACT:
        assert extract.hash in told
        assert extract.date[:10] in told
        assert ("chosen part" in told) == (form != PUBLIC)


def test_no_cell_runs_as_a_formula(form: str, tmp_path: Path) -> None:
    if form == EXACT:
        return
    for language in LANGUAGES:
        token = current.set(language)
        files = write(form, Extract.whole(snapshot()), tmp_path / language)
        current.reset(token)
        found = [cell for cell in cells(files) if cell.strip(f"{MARKS} \u200b\ufeff")[:1] in tuple("=+-@")]
        assert [cell for cell in found if cell.strip()] == []
        for path in files:
            if path.suffix == ".xlsx":
                kinds = {
                    cell.data_type for sheet in openpyxl.load_workbook(path) for row in sheet.iter_rows() for cell in row
                }
                assert "f" not in kinds


def test_code_has_no_mark_that_turns_it_and_no_control_character(form: str, tmp_path: Path) -> None:
    if form in SOURCE_CODE:
        told = write(form, Extract.whole(snapshot()), tmp_path)[0].read_text(encoding="utf-8")
        assert not set(told) & {*MARKS, *map(chr, range(32))} - {"\n"}


def test_an_empty_landscape(form: str, tmp_path: Path) -> None:
    extract = Extract.whole(drawn([], []))
    told = said(write(form, extract, tmp_path), tmp_path)
    assert form == EXACT or extract.hash in told


def test_a_part_has_nothing_of_the_rest(form: str, tmp_path: Path) -> None:
    whole = snapshot()
    part = Extract.of(whole, [whole.index["board"], whole.index["role"]], Text("två", "two"))
    told = said(write(form, part, tmp_path), tmp_path)
    assert "Ärendesystemet" not in told
    assert TEXTS["swedish"] not in told


@pytest.mark.parametrize("form", [name for name in export.names() if name in SOURCE_CODE])
def test_what_draws_has_a_bound_and_names_it(form: str, tmp_path: Path) -> None:
    if form == "cypher":
        return
    many = drawn([node(f"n{i:04}") for i in range(501)], [])
    with pytest.raises(UsageError, match="500"):
        write(form, Extract.whole(many), tmp_path)
    assert list(tmp_path.iterdir()) == []
    tied = drawn([node("a"), node("b")], [tie("a", "DEPENDS_ON", "b", source_key=str(i)) for i in range(2001)])
    with pytest.raises(UsageError, match="draws at most"):
        write(form, Extract.whole(tied), tmp_path)


def test_where_nothing_can_be_written_nothing_stays(form: str, tmp_path: Path) -> None:
    writer = export.find(form)
    (tmp_path / "file").write_text("mine")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine").write_text("mine")
    taken = tmp_path / ("full" if writer.suffix else "file")
    for path in (tmp_path / "file" / "under", taken):
        with pytest.raises(StoreError):
            writer.write(Extract.whole(snapshot()), path)
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["file", "full", "mine"]
    assert (tmp_path / "file").read_text() == "mine"


def test_what_breaks_in_the_middle_leaves_what_was_there(form: str, tmp_path: Path) -> None:
    before = {path: path.read_bytes() for path in write(form, Extract.whole(snapshot()), tmp_path)}
    broken = replace(Extract.whole(snapshot()), nodes=_Breaking(snapshot().nodes))
    with pytest.raises(_Broken):
        write(form, broken, tmp_path)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


class _Broken(Exception):  # noqa: N818
    """Something that goes wrong while a file is written."""


class _Breaking(tuple[Node, ...]):
    """Nodes that end in the middle."""

    def __iter__(self) -> Any:
        yield from list(super().__iter__())[:4]
        raise _Broken
