"""What is not there, cannot be read or has no name to be written down is refused before any loader looks at it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from eagraph.errors import SourceError, UnknownName
from eagraph.loading.detection import loader_for, short_name

GOOD = "System;Ägare;Livscykel\nKartan;Ann;live\n"
ODD: dict[str, tuple[Callable[[Path], object], str]] = {
    "gone": (lambda path: path, "there is no such file or folder"),
    "empty": (lambda path: path.write_bytes(b""), "the file is empty"),
    "pipe": (os.mkfifo, "neither a file nor a folder"),
    "ring of links": (lambda path: path.symlink_to(path), "cannot be read"),
    "of no format": (lambda path: path.write_text("hej"), "no loader knows this format"),
    "an empty folder": (lambda path: path.mkdir(), "no loader knows this format"),
}


@pytest.mark.parametrize("case", ODD)
def test_what_cannot_be_read_is_told(tmp_path: Path, case: str) -> None:
    make, told = ODD[case]
    path = tmp_path / "source.csv"
    make(path)
    with pytest.raises(SourceError, match=told) as raised:
        loader_for(path)
    assert "source.csv" in str(raised.value)


@pytest.mark.parametrize("case", ["gone", "empty", "pipe", "ring of links"])
def test_naming_a_loader_does_not_make_it_readable(tmp_path: Path, case: str) -> None:
    make, told = ODD[case]
    make(tmp_path / "source.csv")
    with pytest.raises(SourceError, match=told):
        loader_for(tmp_path / "source.csv", "tables")


def test_a_name_too_long_for_any_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot be read"):
        loader_for(tmp_path / ("x" * 300))


@pytest.mark.skipif(sys.platform != "linux", reason="file names of any bytes are Linux's")
@pytest.mark.parametrize("where", [b"n\xe4me.csv", b"f\xf6lder/list.csv", b"folder/n\xe4me.csv"])
def test_a_name_that_is_not_utf_8_is_told_in_words_that_can_be_written(tmp_path: Path, where: bytes) -> None:
    path = tmp_path / os.fsdecode(where)
    path.parent.mkdir(exist_ok=True)
    path.write_text(GOOD, encoding="utf-8")
    with pytest.raises(SourceError, match="not UTF-8") as raised:
        loader_for(path.parent if where.startswith(b"folder") else path, "tables")
    assert raised.value.text.sv.encode()


def test_a_loader_is_taken_by_name_or_by_content(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(GOOD, encoding="utf-8")
    assert short_name(loader_for(path)) == "tables"
    assert short_name(loader_for(path, "archi")) == "archi"
    with pytest.raises(UnknownName, match="Nearest: tables"):
        loader_for(path, "table")
