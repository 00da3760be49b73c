"""Our own tables as Parquet: a folder with `nodes.parquet` or `nodes/*.parquet`, and `relationships.parquet`.

The counterpart of the exporter of this name. Nodes have the columns id and label, relationships source, type and target;
every other column is a property, called as its metadata (`property`) or else its name says. Null is unknown.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from eagraph.errors import InvalidLandscape, Problem, SourceError
from eagraph.loading import Intake
from eagraph.loading.columns import Rows, Table
from eagraph.locale import both
from loaders._landscape.arrow import column, property_of
from loaders._mapped.parquet import LONGEST_HEAD, check

title = both("eagraph's own tables as Parquet")
NODES, RELATIONSHIPS = "nodes", "relationships.parquet"
OF_NODE, OF_RELATIONSHIP = ("id", "label"), ("source", "type", "target")


def detects(path: Path) -> bool:
    """Is it a folder with tables of nodes as Parquet, and nothing that says them in another way?"""
    return path.is_dir() and any(_files(path))


def read(path: Path, intake: Intake) -> None:
    """Read all tables by column; the relationships may be missing where nothing is related yet.

    Raises:
        SourceError: a file cannot be read as Parquet.
        InvalidLandscape: a file without its columns, or rows without an end, a type or an id.
    """
    files = list(_files(path))
    if not files:
        text = both("{path}: expected a folder with {nodes}.parquet and {relationships}.",
                    path=path, nodes=NODES, relationships=RELATIONSHIPS)  # fmt: skip
        raise SourceError(text)
    problems: list[Problem] = []
    nodes = [_rows(file, file.relative_to(path).as_posix(), OF_NODE, problems) for file in files]
    ties = path / RELATIONSHIPS
    related = _rows(ties, RELATIONSHIPS, OF_RELATIONSHIP, problems) if ties.is_file() else None
    if problems:
        raise InvalidLandscape(problems)
    intake.table = Table([rows for rows in nodes if rows and len(rows)], related if related and len(related) else None)


def _files(path: Path) -> Iterator[Path]:
    if (path / "mapping.toml").exists():
        return
    if (single := path / f"{NODES}.parquet").is_file():
        yield single
    if (path / NODES).is_dir():
        yield from sorted(file for file in (path / NODES).glob("*.parquet") if file.is_file())


def _rows(path: Path, name: str, own: tuple[str, ...], problems: list[Problem]) -> Rows | None:
    import pyarrow as pa
    from pyarrow.parquet import ParquetFile

    try:
        with ParquetFile(path, thrift_string_size_limit=LONGEST_HEAD) as file:
            check(file.metadata, name)
            schema, names = file.schema_arrow, file.schema_arrow.names
            missing = [one for one in own if one not in names]
            doubled = sorted({one for one in names if names.count(one) > 1})
            for one in missing:
                text = both("no column {name}; found {found}.", name=repr(one), found=", ".join(names))
                problems.append(Problem(name, text))
            problems += [Problem(name, both("the column {name} stands twice.", name=repr(one))) for one in doubled]
            if missing or doubled:
                return None
        texts = [field.name for field in schema if pa.types.is_string(field.type)]
        with ParquetFile(path, thrift_string_size_limit=LONGEST_HEAD, read_dictionary=texts) as file:
            table = file.read()
            table.validate(full=True)
            columns = {field.name: column(table.column(field.name)) for field in table.schema}
            called = {field.name: property_of(field) for field in table.schema if field.name not in own}
    except (pa.ArrowException, OSError, ValueError, TypeError, OverflowError, MemoryError) as error:
        said = str(error).partition("\n")[0][:200] or type(error).__name__
        raise SourceError(both("{where}: not readable as Parquet ({error}).", where=name, error=said)) from error
    for one in own:
        lacking = [row + 1 for row in columns[one].without(("",))]
        problems += [Problem(f"{name}:{number}", both("no value for {missing}.", missing=one)) for number in lacking]
    return Rows(name, {one: columns[one] for one in own}, {called[n]: columns[n] for n in called}, 1)
