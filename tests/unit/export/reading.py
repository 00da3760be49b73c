"""What an exported file says, as text that can be compared and searched, whatever it is packed in."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from zipfile import ZipFile, is_zipfile

import openpyxl
import pyarrow.parquet as pq


def said(files: Iterable[Path], folder: Path) -> str:
    """All files as one text: each under its name, tables of a workbook and of Parquet row by row."""
    parts = [f"--- {path.relative_to(folder).as_posix()}\n{_text(path)}" for path in sorted(files)]
    return "\n".join(parts).replace("\r", "␍")


def cells(files: Iterable[Path]) -> Iterator[str]:
    """The texts of all cells that people open in a spreadsheet."""
    for path in files:
        if path.suffix == ".xlsx":
            for row in _sheets(path):
                yield from (value for value in row if isinstance(value, str))
        elif path.suffix == ".csv":
            text = path.read_text(encoding="utf-8-sig")
            for line in csv.reader(text.splitlines(keepends=True), delimiter=";" if ";" in text.partition("\n")[0] else ","):
                yield from line


def _text(path: Path) -> str:
    if path.suffix == ".xlsx":
        return "\n".join(json.dumps(row, ensure_ascii=False, default=str) for row in _sheets(path))
    if path.suffix == ".parquet":
        table = pq.read_table(path)
        said = {key.decode(): value.decode() for key, value in (table.schema.metadata or {}).items()}
        head = [json.dumps(said, ensure_ascii=False, sort_keys=True), str(table.schema.remove_metadata())]
        return "\n".join([*head, *(json.dumps(row, ensure_ascii=False, default=str) for row in table.to_pylist())])
    if is_zipfile(path):
        with ZipFile(path) as archive:
            return "\n".join(archive.read(name).decode("utf-8-sig") for name in archive.namelist())
    return path.read_bytes().decode("utf-8")


def _sheets(path: Path) -> Iterator[Sequence[object]]:
    for sheet in openpyxl.load_workbook(path):
        yield [f"# {sheet.title}", sheet.auto_filter.ref, sheet.freeze_panes]
        yield from ([cell.value for cell in row] for row in sheet.iter_rows())
