"""A large table into an empty store: read by column, checked by what is distinct in it.

Every distinct value of a column is read once, by the same readers as everywhere; contents that many relationships share
are made once; the checks see one relationship of each kind there is, and all that must be seen together. Whatever is odd
(a value that cannot be read, an end nobody knows, anything the checks find) is left to the reading record by record,
which tells it with its place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, repeat
from operator import eq
from typing import TYPE_CHECKING

from eagraph.errors import Problem
from eagraph.loading import Intake
from eagraph.loading.columns import Coded, Column, Rows
from eagraph.loading.explaining import Shapes
from eagraph.loading.numbering import distinct, first_of
from eagraph.loading.standing import standing_for
from eagraph.model.columns import Claimed, ranks
from eagraph.model.fields import Field, Value
from eagraph.model.landscape import Landscape
from eagraph.model.schema import Schema, read_properties
from eagraph.model.things import Cells, Things
from eagraph.model.ties import Ties
from eagraph.model.validation import find_hints, odd_alone, odd_together, wrong_alone, wrong_together

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from eagraph.model.columns import Chosen

    Numbers = npt.NDArray[np.int32]
    Long = npt.NDArray[np.int64]


class Odd(Exception):  # noqa: N818
    """Something that a reading by column does not judge."""


@dataclass(frozen=True, eq=False)
class Drawn:
    """A landscape by column, and the parts of it that a check has to look at.

    A check finds nothing on the whole where it finds nothing on `alone` (one node or relationship of each kind there is),
    or, if it looks at relationships together, on `together` (all that have a group, a k, or are part of something).
    """

    whole: Landscape
    alone: Landscape
    together: Landscape

    def is_sound(self, schema: Schema) -> bool:
        """Is nothing wrong with it?"""
        return not (wrong_alone(self.alone, schema) or wrong_together(self.together, schema))

    def hints(self, schema: Schema) -> list[Problem]:
        """What looks odd."""
        is_odd = odd_alone(self.alone, schema) or odd_together(self.together, schema)
        return find_hints(self.whole, schema) if is_odd else []


def drawn_up(intake: Intake, source: str, run: str) -> Drawn | None:
    """The landscape of a table, sorted, numbered and checked; None where anything about it is odd."""
    table = intake.table
    if table is None or not table.nodes or intake.mapping or intake.nodes or intake.relationships or intake.problems:
        return None
    shapes = Shapes()
    try:
        things, shown = _things(table.nodes, intake.schema, shapes, (source, run))
        intake.progress(len(things), None)
        drawn = Drawn(Landscape(things, ()), Landscape(things.at(shown), ()), Landscape((), ()))
        if rows := table.relationships:
            ties, sort = _Drawing(things.ids, rows, intake.schema, shapes).ties(source, run)
            intake.progress(len(things) + len(ties), None)
            drawn = Drawn(Landscape(things, ties), *standing_for(things, shown, ties, sort, intake.schema))
    except Odd:
        return None
    if not drawn.is_sound(intake.schema):
        return None
    shapes.tell(intake)
    return drawn


def _things(tables: Iterable[Rows], schema: Schema, shapes: Shapes, who: tuple[str, str]) -> tuple[Things, Chosen]:
    """All nodes, sorted, and which of them show every combination of values a check looks at."""
    import numpy as np

    parts, shown = [], []
    for rows in tables:
        labels = [str(label) for label in rows.own["label"].values]
        read = _Reading(rows, rows.own["label"], [schema.node_fields.get(label, {}) for label in labels])
        read.tell(labels, shapes.node)
        shown.append(first_of(read.combinations(read.looked_at)))
        ids = list(map(str, rows.own["id"].texts))
        claimed = Claimed.by(*who, rows.file, rows.places)
        parts.append(Things(ids, labels, rows.own["label"].codes, read.cells(), claimed))
    things, places = Things.joined(parts)
    if any(map(eq, things.ids, islice(things.ids, 1, None))):
        raise Odd
    return things, np.sort(np.concatenate([rank[some] for rank, some in zip(places, shown, strict=True)]))


class _Reading:
    """The columns of some rows, every distinct value read once for each label or type it stands under."""

    def __init__(self, rows: Rows, kind: Column, fields: Sequence[Mapping[str, Field]]) -> None:
        self.rows, self.kind = rows, kind
        self.looked_at = [n for n in rows.properties if any(n in of and not _is_free(of[n]) for of in fields)]
        """Properties that some check looks at; free text is looked at by none."""
        self.columns = {name: self._read(name, column, fields) for name, column in rows.properties.items()}

    def _read(self, name: str, column: Column, fields: Sequence[Mapping[str, Field]]) -> Column:
        """A column of values of the model: where only one kind there is reads it, or all alike, once."""
        import numpy as np

        readers = [of.get(name) for of in fields]
        if all(reader == readers[0] for reader in readers):
            values = _values(column.values, readers[0])
            return _without_nothing(Coded(values, column.codes))
        size = len(column.values)
        mixed = np.where(column.codes < 0, -1, self.kind.codes.astype(np.int64) * size + column.codes)
        used, codes = distinct(mixed)
        values = [_values([column.values[u % size]], readers[u // size])[0] if u >= 0 else None for u in used.tolist()]
        return _without_nothing(Coded(values, codes))

    def cells(self) -> dict[str, Cells]:
        """The properties that stand somewhere."""
        import numpy as np

        there = {name: np.flatnonzero(column.codes >= 0).astype(np.int32) for name, column in self.columns.items()}
        return {
            name: Cells(column.values, column.codes[there[name]], there[name])  # type: ignore[arg-type]
            for name, column in self.columns.items()
            if len(there[name])
        }

    def tell(self, kinds: Sequence[str], tell: Callable[[str, Iterable[str], int], None]) -> None:
        """Say how often each kind has each property."""
        import numpy as np

        for name, column in self.rows.properties.items():
            counts = np.bincount(self.kind.codes[column.codes >= 0], minlength=len(kinds))
            for kind, count in zip(kinds, counts.tolist(), strict=True):
                if count:
                    tell(kind, (name,), count)

    def combinations(self, names: Iterable[str]) -> Numbers:
        """A number for every combination of kind and values of some properties, by row."""
        import numpy as np

        number = self.kind.codes
        for column in (self.columns[name] for name in names):
            _, number = distinct(number.astype(np.int64) * (len(column.values) + 1) + column.codes + 1)
        return number

    def shared(self) -> tuple[list[dict[str, Value]], Numbers]:
        """Every distinct content once, and which of them each row has."""
        number = self.combinations(self.columns)
        first = first_of(number)
        cells = [Coded(column.values, column.codes[first]).texts for column in self.columns.values()]
        rows = zip(*cells, strict=True) if cells else repeat((), len(first))
        contents = [
            {name: value for name, value in zip(self.columns, values, strict=True) if value is not None} for values in rows
        ]
        return contents, number


def _values(raw: Sequence[object], field: Field | None) -> list[Value | None]:
    """Values as a property reads them; None for those that say nothing."""
    texts = [value for value in raw if isinstance(value, str)]
    if len(texts) == len(raw) and (field is None or _is_free(field)):
        return [(text if field else value) if (text := value.strip()) else None for value in texts]
    numbered = {str(i): value for i, value in enumerate(raw)}
    values, problems = read_properties(dict.fromkeys(numbered, field) if field else {}, numbered, "")
    if problems:
        raise Odd
    return [values.get(i) for i in numbered]


def _is_free(field: Field) -> bool:
    return field.kind == "text" and not field.choices


def _without_nothing(column: Column) -> Column:
    """A column in which values that say nothing are absent."""
    import numpy as np

    if not any(value is None for value in column.values):
        return column
    nothing = np.array([value is None for value in column.values])
    return Coded(column.values, np.where((column.codes >= 0) & nothing[column.codes], -1, column.codes).astype(np.int32))


class _Drawing:
    """Relationships of a table under way."""

    def __init__(self, ids: Sequence[str], rows: Rows, schema: Schema, shapes: Shapes) -> None:
        self.ids, self.rows = ids, rows
        self.types = [str(type_) for type_ in rows.own["type"].values]
        fields = schema.relationship_fields
        reading = _Reading(rows, rows.own["type"], [fields.get(type_, {}) for type_ in self.types])
        reading.tell(self.types, shapes.relationship)
        self.contents, self.content = reading.shared()
        self.looked_at = reading.combinations(reading.looked_at)
        if any("carries" in content for content in self.contents):
            raise Odd

    def ties(self, source_name: str, run: str) -> tuple[Ties, Numbers]:
        """Sorted by key, parallel ones numbered (see `model.landscape.numbered`); by each, what checks look at."""
        import numpy as np

        source, target = self._ends(self.rows.own["source"]), self._ends(self.rows.own["target"])
        by_name = sorted(range(len(self.types)), key=self.types.__getitem__)
        kind = np.argsort(by_name).astype(np.int32)[self.rows.own["type"].codes]
        keys = [str(content.get("source_key", "")) for content in self.contents]
        key = ranks(keys)[self.content]
        identity = (source.astype(np.int64) * len(self.types) + kind) * len(self.ids) + target
        order = np.lexsort((self._by_content(identity, key), key, identity))
        ordinal = _ordinals(identity[order], key[order])
        if ordinal[np.array([bool(key) for key in keys], dtype=bool)[self.content[order]]].any():
            raise Odd
        claimed = Claimed.by(source_name, run, self.rows.file, self.rows.places[order])
        ties = Ties(
            self.ids, [self.types[i] for i in by_name], self.contents,
            source[order], kind[order], target[order], self.content[order], ordinal, claimed,
        )  # fmt: skip
        return ties, self.looked_at[order]

    def _by_content(self, identity: Long, key: Numbers) -> Numbers:
        """What tells parallel relationships apart that have no key: the place of each content among those they have."""
        import numpy as np

        order = np.lexsort((key, identity))
        is_next = (np.diff(identity[order]) == 0) & (np.diff(key[order]) == 0)
        parallel = np.unique(self.content[order[np.append(is_next, False) | np.append(False, is_next)]])
        place = np.zeros(len(self.contents), dtype=np.int32)
        place[parallel] = ranks([repr(sorted(self.contents[i].items())) for i in parallel.tolist()])
        return place[self.content]

    def _ends(self, column: Column) -> Numbers:
        numbers = column.among(self.ids)
        if (numbers < 0).any():
            raise Odd
        return numbers


def _ordinals(identity: Long, key: Numbers) -> Numbers:
    """How many of the same ends, type and key stand before each."""
    import numpy as np

    place = np.arange(len(identity), dtype=np.int32)
    is_first = np.ones(len(identity), dtype=bool)
    is_first[1:] = (identity[1:] != identity[:-1]) | (key[1:] != key[:-1])
    return place - np.maximum.accumulate(np.where(is_first, place, 0)).astype(np.int32)
