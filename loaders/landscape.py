"""Our own file: a folder with `nodes.csv` and `relationships.csv`; the exact counterpart of the exporter of this name.

nodes.csv: id, label, name and one column a property. relationships.csv: source, type, target and one column a property.
UTF-8, comma or semicolon; a list as JSON or with | between its parts; an empty cell is unknown. A property that is called
as one of the columns above, or has spaces around its name, is written as JSON text: "type".
"""

from __future__ import annotations

import codecs
import csv
import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from eagraph.errors import InvalidLandscape, Problem, SourceError, nearest_names
from eagraph.loading import Intake, NodeRecord, Reference, RelationshipRecord
from eagraph.loading.columns import Rows, Table
from eagraph.locale import Text, both

title = both("eagraph's own folder: nodes.csv and relationships.csv")
NODES, RELATIONSHIPS = "nodes.csv", "relationships.csv"
OF_NODE, OF_RELATIONSHIP = ("id", "label"), ("source", "type", "target")
LARGE = 1_000_000
"""Bytes from which the files are read by column, where that is certain to find the same."""
_LONGEST_CELL = 10_000_000


def detects(path: Path) -> bool:
    """Is it a folder with a nodes.csv in it?"""
    return path.is_dir() and (path / NODES).is_file()


def read(path: Path, intake: Intake) -> None:
    """Read both files; the second may be missing where nothing is related yet."""
    if not detects(path):
        raise SourceError(
            both(
                "{path}: expected a folder with {nodes} and {relationships}.",
                path=path,
                nodes=NODES,
                relationships=RELATIONSHIPS,
            )
        )
    if _size(path) >= LARGE and (table := by_column(path)):
        intake.table = table
        return
    for place, row in _rows(path / NODES, OF_NODE):
        intake.node(NodeRecord(row["id"], row["label"], _properties(row, OF_NODE), place, id=row["id"]))
    if not (path / RELATIONSHIPS).exists():
        return
    for place, row in _rows(path / RELATIONSHIPS, OF_RELATIONSHIP):
        ends = Reference(row["source"]), Reference(row["target"])
        properties = _properties(row, OF_RELATIONSHIP)
        intake.relationship(RelationshipRecord(ends[0], row["type"], ends[1], properties, place))


def _size(path: Path) -> int:
    files = [path / name for name in (NODES, RELATIONSHIPS)]
    return sum(file.stat().st_size for file in files if file.is_file())


def by_column(path: Path) -> Table | None:
    """Both files by column; None where either has something that is judged row by row."""
    nodes = _columns(path / NODES, OF_NODE)
    ties = _columns(path / RELATIONSHIPS, OF_RELATIONSHIP) if nodes else None
    return Table([nodes], ties) if nodes and ties else None


def _columns(path: Path, own: tuple[str, ...]) -> Rows | None:
    from loaders._landscape.separated import rows_of

    try:
        with path.open(encoding="utf-8", newline="") as lines:
            first = lines.readline(_LONGEST_CELL)
        delimiter = _delimiter(first)
        header = _checked(next(csv.reader([first], delimiter=delimiter, strict=True), []), own, path)
    except (OSError, UnicodeDecodeError, csv.Error, InvalidLandscape):
        return None
    return rows_of(path, header, own, delimiter, _value, _called)


def _delimiter(header: str) -> str:
    return ";" if ";" in header.partition(",")[0] else ","


def _rows(path: Path, required: tuple[str, ...]) -> Iterator[tuple[str, dict[str, str]]]:
    """Rows by column, each with its place: the line it begins on."""
    csv.field_size_limit(_LONGEST_CELL)
    begins = 1
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            delimiter = _delimiter(lines.readline())
            lines.seek(0)
            reader = csv.reader(lines, delimiter=delimiter, strict=True)
            header = _checked(next(reader, []), required, path)
            begins = reader.line_num + 1
            problems: list[Problem] = []
            for cells in reader:
                place, begins = f"{path.name}:{begins}", reader.line_num + 1
                if any(cells):
                    row = dict(zip(header, cells, strict=False))
                    problems += [Problem(place, text) for text in _misfits(cells, header, row, required)]
                    if not problems:
                        yield place, row
            if problems:
                raise InvalidLandscape(problems)
    except UnicodeDecodeError as error:
        where = f"{path}:{_first_line_not_utf8(path)}"
        raise SourceError(both("{where}: not UTF-8, which is expected; save the file as UTF-8.", where=where)) from error
    except csv.Error as error:
        raise SourceError(_not_csv(path, error, begins)) from error
    except OSError as error:
        raise SourceError(both("{path}: cannot be read ({error}).", path=path, error=error.strerror)) from error


def _misfits(cells: list[str], header: list[str], row: dict[str, str], required: tuple[str, ...]) -> Iterator[Text]:
    """What is wrong with the form of a row."""
    if len(cells) > len(header):
        yield both("{found} cells; expected {expected} as in the header.", found=len(cells), expected=len(header))
    missing = [name for name in required if not row.get(name)]
    if missing:
        yield both("no value for {missing}.", missing=", ".join(missing))


def _first_line_not_utf8(path: Path) -> int:
    """The line, counted from 1, on which the text stops being UTF-8."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    number = 1
    with path.open("rb") as lines, suppress(UnicodeDecodeError):
        for line in lines:
            decoder.decode(line)
            number += 1
    return number


def _not_csv(path: Path, error: csv.Error, line: int) -> Text:
    where = f"{path}:{line}"
    if "unexpected end" in str(error):
        return both("{where}: not readable as CSV: a quotation mark is opened here and never closed.", where=where)
    return both(
        "{where}: not readable as CSV ({error}); put text with quotation marks in it between quotation marks, doubled "
        "inside.", where=where, error=error,
    )  # fmt: skip


def _checked(header: list[str], required: tuple[str, ...], path: Path) -> list[str]:
    names = [name.strip() for name in header]
    if not any(names):
        text = both("no header; expected the columns {names}.", names=", ".join(required))
        raise InvalidLandscape([Problem(f"{path.name}:1", text)])
    problems = []
    for name in required:
        if name not in names:
            near = ", ".join(nearest_names(name, names))
            found = both("found {near}", near=near) if near else both("found {names}", names=", ".join(names))
            problems.append(Problem(f"{path.name}:1", both("no column {name}; {found}.", name=repr(name), found=found)))
    called = [_called(name) for name in names if name not in required]
    doubled = sorted({n for some in (names, called) for n in some if some.count(n) > 1})
    problems += [Problem(f"{path.name}:1", both("the column {name} stands twice.", name=repr(name))) for name in doubled]
    if problems:
        raise InvalidLandscape(problems)
    return names


def _called(column: str) -> str:
    """The property a column holds: its name, plain or as JSON text."""
    name = _value(column) if column[:1] == '"' else column
    return name if isinstance(name, str) else column


def _properties(row: dict[str, str], known: tuple[str, ...]) -> dict[str, object]:
    return {_called(name): _value(cell) for name, cell in row.items() if name not in known and cell != ""}


def _value(cell: str) -> object:
    """A cell as its property: a JSON list or JSON text is what it says, anything else is text the field reads.

    JSON that nests too deep, or names half a character, is text too.
    """
    if cell[0] + cell[-1] in ("[]", '""'):
        try:
            value = json.loads(cell)
            json.dumps(value, ensure_ascii=False).encode()
        except (ValueError, RecursionError):
            return cell
        return value
    return cell
