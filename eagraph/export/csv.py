"""CSV to read and to count in: a file a label, one of relationships, and `about.csv` that says which data it is.

Headings are in the reader's language. UTF-8 with a mark; in Swedish `;` and a decimal comma, in English `,` and a point,
as Excel expects. A path that ends in .zip becomes one file. It differs from `landscape`, which is exact and brings the
same landscape back: here lists are text, control characters are gone, and an apostrophe stands before what a spreadsheet
would run as a formula or take for a date.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from eagraph.export._about import facts
from eagraph.export._files import DatelessZip, whole_file, whole_folder, written_in
from eagraph.export._readable import tables
from eagraph.graph.extract import Extract
from eagraph.locale import both, current
from eagraph.model.fields import Value
from eagraph.spreadsheets import kept

title = both("CSV to read: a file a label and one of relationships, with headings; not exact as `landscape` is")
suffix = ""
ABOUT = "about"
Cells = Sequence[Value | None]


def write(extract: Extract, path: Path) -> list[Path]:
    """Write the files into a folder, or into one zip.

    Raises:
        StoreError: the folder or the zip cannot be written.
    """
    if path.suffix.lower() != ".zip":
        with whole_folder(path) as folder:
            _fill(extract, folder)
            return [path / file.name for file in written_in(folder)]
    with whole_file(path) as unfinished, TemporaryDirectory() as folder, DatelessZip(unfinished) as archive:
        _fill(extract, Path(folder))
        for file in written_in(Path(folder)):
            archive.write(file, file.name)
    return [path]


def _fill(extract: Extract, folder: Path) -> None:
    names = {ABOUT}
    files = []
    for table in tables(extract):
        name = table.name
        while name.casefold() in names:
            name += "_"
        names.add(name.casefold())
        _file(folder / f"{name}.csv", table.headings, table.rows())
        files.append((f"{name}.csv", table.count))
    about = [*((str(fact.called), fact.value) for fact in facts(extract)), *files]
    _file(folder / f"{ABOUT}.csv", (str(both("what")), str(both("value"))), about)


def _file(path: Path, headings: Sequence[str], rows: Iterable[Cells]) -> None:
    swedish = current.get() == "sv"
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out, delimiter=";" if swedish else ",")
        writer.writerow(map(kept, headings))
        writer.writerows([_cell(value, swedish=swedish) for value in row] for row in rows)


def _cell(value: Value | None, *, swedish: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(both("yes") if value else both("no"))
    if isinstance(value, float):
        figures = str(value).removesuffix(".0")
        return figures.replace(".", ",") if swedish else figures
    return kept(value) if isinstance(value, str) else str(value)
