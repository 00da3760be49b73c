"""From results to something to read or to hand on; one format a file.

A format is a module with `media_type`, `suffix` and `render(document: Document) -> bytes`. A `Document` is what any answer
comes down to: a heading, a sentence, facts, and tables of plain cells. What has a class of its own (`marking`) says so in
every format: at the head and foot of pages, on every sheet, in a column of CSV; a picture alone has no room, and is refused.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol, TypeGuard, cast

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from eagraph import plugins
from eagraph.drawing import Picture, pictures
from eagraph.errors import UnknownName, nearest_names
from eagraph.locale import LANGUAGES, Text, both, joined
from eagraph.report._dressing import dressed
from eagraph.report._headings import choice, choices, heading, words_of
from eagraph.report._looks import Looks, looks_of, read_looks
from eagraph.report._tables import PROPERTIES, Cell, Table, cell
from eagraph.results import Result, Words, as_sentence, model_in

__all__ = [
    "ABOUT", "LINES", "Cell", "Chapter", "Document", "Format", "Looks", "Table", "cell", "choice", "choices", "dressed",
    "find", "heading", "looks_of", "names", "of_result", "of_results", "read_looks", "remarks_of", "words_of",
]  # fmt: skip

STATES = {
    "complete": both("complete"),
    "incomplete": both("incomplete"),
    "truncated": both("truncated"),
    "timed_out": both("timed out"),
}
"""How complete an answer is, in words."""
ABOUT = both("What the answer rests on")
"""What stands over the facts."""
LINES = (both("Signature"), both("Name in print"), both("Date"))
"""What everybody who signs fills in."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of a document that is read from beginning to end: sentences, points, pictures, and tables under them."""

    title: Text | None = None
    says: tuple[Text, ...] = ()
    """A paragraph each."""
    points: tuple[tuple[Text, Text], ...] = ()
    """A list: what stands out first, then the rest; either may be empty."""
    tables: tuple[Table, ...] = ()
    draw: Callable[[], tuple[Picture, ...]] = field(default=tuple, repr=False)
    on_new_page: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """An answer to read. `data` is the same as JSON has it; the first table is the answer itself."""

    title: Text
    summary: Text
    facts: tuple[tuple[Text, str], ...]
    tables: tuple[Table, ...]
    data: Any = field(repr=False)
    draw: Callable[[], tuple[Picture, ...]] = field(default=tuple, repr=False)
    """The pictures, drawn when a format shows them."""
    marking: Text | None = None
    """Its own class, where it has one: stands on top, and on every page where there are pages."""
    signatures: tuple[Text, ...] = ()
    """Who is to sign; each gets a line for signature, name in print and date, and paper stands upright."""
    chapters: tuple[Chapter, ...] = ()
    """What people read where it is more than a sentence and tables; `tables` are then those of the chapters."""
    is_wide: bool = False
    """Do its tables need the long side of the paper, though it is read from beginning to end?"""
    looks: Looks = field(default_factory=Looks, repr=False)
    """The looks and words of the house it is shown in."""

    @property
    def parts(self) -> tuple[Chapter, ...]:
        """What people read under the sentence: its chapters, else pictures and tables without more words."""
        return self.chapters or (Chapter(tables=self.tables, draw=self.draw),)

    @property
    def is_upright(self) -> bool:
        """Does paper stand upright? Where it is read or signed rather than looked up in."""
        return bool(self.signatures or self.chapters) and not self.is_wide


class Format(Protocol):
    """A module of this room."""

    media_type: str
    suffix: str

    def render(self, document: Document) -> bytes:
        """The document in this format."""


def names() -> tuple[str, ...]:
    """The formats there are."""
    return plugins.member_names(sys.modules[__name__])


def find(name: str) -> Format:
    """One format, imported now.

    Raises:
        UnknownName: there is none of that name.
    """
    if name not in names():
        text = both("There is no format {name}; there are {known}.", name=repr(name), known=", ".join(names()))
        raise UnknownName(text, nearest_names(name, names()))
    return cast("Format", plugins.member(sys.modules[__name__], name))


def of_result(title: Text, result: Result[Any]) -> Document:
    """The answer of an analysis: its rows first, then whatever else it tells but what is `quiet`, which only JSON has.

    An answer that is decided on has `signatures` (texts), a property of its own: who is to sign.
    """
    data = result.model_dump(mode="json")
    row = model_in(type(result).model_fields["rows"].annotation)
    columns, rows = _spread(data["rows"], tuple(row.model_fields) if row else ())
    brief = tuple(name for names in getattr(row, "brief", ()) for name in columns.get(names, (names,)))
    told_columns = [name for field, names in columns.items() for name in names]
    tables = (replace(Table.of("rows", rows, told_columns, model=row), brief=brief), *_beside(result, data))
    state = STATES[result.completeness.state]
    why = as_sentence(result.completeness)
    told = ", ".join(f"{k}={cell(v)}" for k, v in data["params"].items() if v not in (None, [], "", False))
    remarks = tuple((heading(name, field), str(text)) for name, field, text in remarks_of(result))
    facts = (
        *remarks,
        (both("Parameters"), told or "–"),
        (both("Data"), f"{result.snapshot.date} · {result.snapshot.hash[:12]}"),
        (both("Completeness"), f"{state}. {why}".strip()),
        (both("Hidden by filter"), str(result.hidden)),
    )
    signatures: tuple[Text, ...] = getattr(result, "signatures", ())
    return Document(title, result.summary.text, facts, tables, data, lambda: pictures(result), signatures=signatures)


def remarks_of(result: Result[Any]) -> Iterator[tuple[str, FieldInfo, Words]]:
    """What an answer says in words beside its sentence, as what it must not be used for."""
    for name, declared in type(result).model_fields.items():
        if name not in Result.model_fields and isinstance(value := getattr(result, name), Words):
            yield name, declared, value


def _beside(result: Result[Any], data: Mapping[str, Any]) -> Iterator[Table]:
    """What an answer tells beside its rows: first what is plain in one table, then every object and every list of rows."""
    kind = type(result)
    apart = {*Result.model_fields, *getattr(result, "quiet", ()), *(name for name, *_ in remarks_of(result))}
    more = {name: value for name, value in data.items() if name not in apart and value not in (None, [], {}, "")}
    plain = {name: value for name, value in more.items() if not isinstance(value, dict) and not _is_rows(value)}
    if plain:
        yield _of_one("beside", plain, kind, both("beside the rows"))
    for name, value in more.items():
        if name not in plain:
            yield from _tables(name, value, kind)


def _spread(
    rows: Sequence[Mapping[str, Any]], fields: Sequence[str]
) -> tuple[dict[str, tuple[str, ...]], list[dict[str, Any]]]:
    """Rows whose mappings of plain values stand in a column a key, and by field the columns it became; words in one."""
    columns: dict[str, tuple[str, ...]] = {name: (name,) for name in fields}
    for name in fields:
        keys = {tuple(value) if isinstance(value := row[name], dict) else () for row in rows}
        if len(keys) == 1 and (only := keys.pop()) not in ((), LANGUAGES):
            columns[name] = tuple(f"{name} {key}" for key in only)
    wide = [name for name, parts in columns.items() if parts != (name,)]
    spread = [{**row, **{f"{name} {key}": value for name in wide for key, value in row[name].items()}} for row in rows]
    return columns, spread


def of_results(title: Text, summary: Text, results: Iterable[tuple[Text, Result[Any]]], data: Any) -> Document:
    """Several answers as one document: the tables of each under its title, the facts of each beside its title."""
    tables: list[Table] = []
    facts: list[tuple[Text, str]] = []
    told = tuple(results)
    for name, result in told:
        one = of_result(name, result)
        tables += [replace(table, title=name) for table in one.tables]
        facts += [(both("{analysis}, {fact}", analysis=name, fact=fact), value) for fact, value in one.facts]

    def draw() -> tuple[Picture, ...]:
        return tuple(picture for _, result in told for picture in pictures(result))

    return Document(title, summary, tuple(facts), tuple(tables), data, draw)


def _tables(name: str, value: Any, kind: type[BaseModel]) -> Iterator[Table]:
    """Rows as a table, an object as its properties, with the rows inside it apart."""
    declared = kind.model_fields[name]
    model, called = model_in(declared.annotation), heading(name, declared)
    if _is_rows(value):
        yield replace(Table.of(name, value, model=model, called=called), brief=getattr(model, "brief", ()))
        return
    yield _of_one(name, {key: part for key, part in value.items() if not _is_rows(part)}, model, called)
    for key, part in value.items():
        if _is_rows(part):
            inner = model.model_fields[key] if model else None
            own = joined([called, heading(key, inner)], ": ")
            yield Table.of(f"{name} {key}", part, model=model_in(inner.annotation) if inner else None, called=own)


def _of_one(name: str, properties: Mapping[str, object], model: type[BaseModel] | None, called: Text) -> Table:
    rows = [dict(zip(PROPERTIES, pair, strict=True)) for pair in properties.items()]
    return Table.of(name, rows, PROPERTIES, model=model, called=called)


def _is_rows(value: object) -> TypeGuard[list[dict[str, object]]]:
    return isinstance(value, list) and value != [] and all(isinstance(row, dict) for row in value)
