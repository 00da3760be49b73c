"""Our own file: a folder with `nodes.csv` and `relationships.csv`; the exact counterpart of the exporter of this name.

nodes.csv: id, label, name and one column a property. relationships.csv: source, type, target and one column a property.
UTF-8, comma or semicolon; a list as JSON or with | between its parts; an empty cell is unknown. A property that is called
as one of the columns above, or has spaces around its name, is written as JSON text: "type".
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path

from eagraph.errors import InvalidLandscape, Problem, SourceError, nearest_names
from eagraph.loading import Intake, NodeRecord, Reference, RelationshipRecord
from eagraph.locale import both

title = both("eagraph's own folder: nodes.csv and relationships.csv")
NODES, RELATIONSHIPS = "nodes.csv", "relationships.csv"
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
    for place, row in _rows(path / NODES, ("id", "label")):
        intake.node(NodeRecord(row["id"], row["label"], _properties(row, ("id", "label")), place, id=row["id"]))
    if not (path / RELATIONSHIPS).exists():
        return
    for place, row in _rows(path / RELATIONSHIPS, ("source", "type", "target")):
        ends = Reference(row["source"]), Reference(row["target"])
        properties = _properties(row, ("source", "type", "target"))
        intake.relationship(RelationshipRecord(ends[0], row["type"], ends[1], properties, place))


def _rows(path: Path, required: tuple[str, ...]) -> Iterator[tuple[str, dict[str, str]]]:
    csv.field_size_limit(_LONGEST_CELL)
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            delimiter = ";" if ";" in lines.readline().partition(",")[0] else ","
            lines.seek(0)
            reader = csv.reader(lines, delimiter=delimiter, strict=True)
            header = _checked(next(reader, []), required, path)
            problems = []
            for cells in reader:
                place = f"{path.name}:{reader.line_num}"
                if not any(cells):
                    continue
                if len(cells) > len(header):
                    problems.append(
                        Problem(
                            place,
                            both(
                                "{found} cells; expected {expected} as in the header.",
                                found=len(cells),
                                expected=len(header),
                            ),
                        )
                    )
                row = dict(zip(header, cells, strict=False))
                missing = [name for name in required if not row.get(name)]
                if missing:
                    problems.append(Problem(place, both("no value for {missing}.", missing=", ".join(missing))))
                if not problems:
                    yield place, row
            if problems:
                raise InvalidLandscape(problems)
    except UnicodeDecodeError as error:
        raise SourceError(both("{path}: not UTF-8 ({error}); save it as UTF-8.", path=path, error=error)) from error
    except csv.Error as error:
        raise SourceError(both("{path}: not readable as CSV ({error}).", path=path, error=error)) from error
    except OSError as error:
        raise SourceError(both("{path}: cannot be read ({error}).", path=path, error=error.strerror)) from error


def _checked(header: list[str], required: tuple[str, ...], path: Path) -> list[str]:
    names = [name.strip() for name in header]
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
