"""A landscape as the columns of a table in SQLite: lists as JSON, numbers as 32-bit little-endian, each with a checksum.

A store is read and changed as a whole, so nothing is gained by a row for every record: a million relationships stand in
ten columns, written in a tenth of a second.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from eagraph.model.columns import Claimed
from eagraph.model.fields import all_of_json, as_json, of_json
from eagraph.model.things import Cells, Things
from eagraph.model.ties import Ties

if TYPE_CHECKING:
    from eagraph.model.columns import Numbers

Row = tuple[str, str, bytes, int]
"""A column's name, the property it belongs to (or nothing), its content, its checksum."""


class Damaged(ValueError):  # noqa: N818
    """A column that is not as it was written."""


def encoded(things: Things, ties: Ties) -> Iterator[Row]:
    """The columns of a landscape."""
    nodes: dict[str, object] = {"ids": things.ids, "labels": things.labels, "label": things.label}
    relationships: dict[str, object] = {
        "types": ties.types, "contents": [dict(content) for content in ties.contents], "source": ties.source,
        "kind": ties.kind, "target": ties.target, "content": ties.content, "ordinal": ties.ordinal,
    }  # fmt: skip
    for table, columns, claimed in (("nodes", nodes, things.claimed), ("relationships", relationships, ties.claimed)):
        for name, column in {**columns, "around": claimed.around, "which": claimed.which, "row": claimed.row}.items():
            yield _row(f"{table}.{name}", "", column)
    for name, cells in things.properties.items():
        for part, column in (("values", cells.values), ("rows", cells.rows), ("codes", cells.codes)):
            yield _row(f"nodes.{part}", name, column)


def decoded(rows: Iterable[Row]) -> tuple[Things, Ties]:
    """The landscape of some columns.

    Raises:
        Damaged: a column is missing, cut or not as it was written.
    """
    found: dict[tuple[str, str], bytes] = {}
    for name, property_, content, checksum in rows:
        if not isinstance(content, bytes) or zlib.crc32(content) != checksum:
            raise Damaged(f"{name} {property_}".strip())
        found[name, property_] = content
    if not found:
        return Things.of(()), Ties.of((), ())
    try:
        return _decoded(found)
    except KeyError as error:
        raise Damaged(" ".join(error.args[0]).strip()) from error


def _decoded(found: Mapping[tuple[str, str], bytes]) -> tuple[Things, Ties]:
    def numbers(name: str, property_: str = "") -> Numbers:
        return np.frombuffer(found[name, property_], dtype="<i4").astype(np.int32, copy=False)

    def listed(name: str, property_: str = "") -> list[Any]:
        told: list[Any] = json.loads(found[name, property_])
        return told

    def claimed(table: str) -> Claimed:
        around = [(start, end) for start, end in listed(f"{table}.around")]
        return Claimed(around, numbers(f"{table}.which"), numbers(f"{table}.row"))

    cells = {
        property_: Cells(
            list(map(of_json, listed(name, property_))),
            numbers("nodes.codes", property_),
            numbers("nodes.rows", property_),
        )
        for name, property_ in sorted(found)
        if name == "nodes.values"
    }
    ids = listed("nodes.ids")
    things = Things(ids, listed("nodes.labels"), numbers("nodes.label"), cells, claimed("nodes"))
    contents = list(map(all_of_json, listed("relationships.contents")))
    source, kind, target, content, ordinal = (
        numbers(f"relationships.{name}") for name in ("source", "kind", "target", "content", "ordinal")
    )
    types = listed("relationships.types")
    return things, Ties(ids, types, contents, source, kind, target, content, ordinal, claimed("relationships"))


def _row(name: str, property_: str, column: object) -> Row:
    is_numbers = isinstance(column, np.ndarray)
    content = column.astype("<i4").tobytes() if is_numbers else as_json(column).encode()  # type: ignore[attr-defined]
    return name, property_, content, zlib.crc32(content)
