"""A report while it is written: what it asked, under which number, whom it names, and what it cannot tell.

Every answer gets a number in the order it is first asked for; sentences and tables carry it, and the last chapter tells
under it which analysis was asked with which parameters. What falls under protective security is not named.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Literal

from pydantic import BaseModel

from eagraph import report
from eagraph.errors import UsageError
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import Text, both, joined, plain
from eagraph.report import Chapter, Table
from eagraph.reports import Desk
from eagraph.reports._words import label
from eagraph.results import Result
from eagraph.work import counted

Kind = Literal["analysis", "check", "scenario", "landscape"]
APART = both("handled elsewhere")
MOST_ROWS = 100_000
MOST_NAMES = 8
"""Of things that stand together in one cell."""
_FOR_MACHINES = frozenset({"id", "ids"})
"""Columns that paper has no room for."""
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Asked:
    """An answer with its number in the report."""

    number: int
    kind: Kind
    name: str
    params: Mapping[str, Any]
    says: Text
    results: tuple[Result[Any], ...] = field(default=(), repr=False)

    @property
    def ref(self) -> str:
        """The number as the text has it."""
        return f"[{self.number}]"

    @property
    def answer(self) -> Any:
        """The answer, where it is one."""
        return self.results[0]

    @property
    def rows(self) -> tuple[Any, ...]:
        """The rows of the answer."""
        return self.answer.rows if self.results else ()


@dataclass(frozen=True)
class Section:
    """A chapter with what of it stands among the conclusions: what each is about, and what it says."""

    chapter: Chapter
    points: tuple[tuple[Text, Text], ...] = ()


@dataclass
class Draft:
    """One report while it is written.

    Attributes:
        desk: who answers.
        name: the report's name.
        params: its parameters.
        asked: what was asked, in order.
        reasons: what the report cannot tell beside what its answers say themselves.
        told_of: the things it names (node numbers).
    """

    desk: Desk
    name: str
    params: BaseModel
    asked: list[Asked] = field(default_factory=list)
    reasons: list[Text] = field(default_factory=list)
    told_of: set[int] = field(default_factory=set)

    @cached_property
    def snapshot(self) -> Snapshot:
        """The landscape."""
        return self.desk.snapshot()

    def ask(self, analysis: str, **params: Any) -> Asked:
        """The answer of an analysis, asked once."""
        return self.known(analysis, params) or self.keep("analysis", self.desk.analyse(analysis, params), params)

    def known(self, name: str, params: Mapping[str, Any]) -> Asked | None:
        """What was asked already."""
        return next((one for one in self.asked if one.name == name and one.params == params), None)

    def keep(self, kind: Kind, result: Result[Any], params: Mapping[str, Any]) -> Asked:
        """An answer gets its number."""
        return self._numbered(kind, result.analysis, params, result.summary.text, (result,))

    def ask_each(self, analysis: str, ids: Sequence[str], **params: Any) -> tuple[Asked, dict[str, Result[Any]]]:
        """The same question of each of some things (`of`), under one number; the answers by thing."""
        told = {id_: self.desk.analyse(analysis, {"of": id_, **params}) for id_ in counted(ids, len(ids))}
        says = both("Asked of each of so many things: {count}.", count=len(ids))
        return self._numbered("analysis", analysis, {"of": tuple(ids), **params}, says, tuple(told.values())), told

    def keep_all(self, analysis: str, says: Text, results: Sequence[Result[Any]]) -> Asked:
        """Answers to one question of several things, under one number."""
        asked = [dict(result.params) for result in results]
        same = {name: value for name, value in asked[0].items() if all(params[name] == value for params in asked)}
        return self._numbered("analysis", analysis, same, says, tuple(results))

    def _numbered(
        self, kind: Kind, name: str, params: Mapping[str, Any], says: Text, results: tuple[Result[Any], ...]
    ) -> Asked:
        self.asked.append(Asked(len(self.asked) + 1, kind, name, dict(params), self.masked(says), results))
        return self.asked[-1]

    def look(self, says: Text) -> Asked:
        """What is read straight from the landscape gets a number too.

        Args:
            says: what is read, so that anybody can look it up.
        """
        for one in self.asked:
            if one.kind == "landscape" and one.says.en == says.en:
                return one
        return self._numbered("landscape", "landscape", {}, says, ())

    def node(self, id_: str) -> int | None:
        """A thing by its id; None where the landscape has none."""
        return self.snapshot.index.get(id_)

    def find(self, thing: str) -> int:
        """The thing a person means.

        Raises:
            UnknownName: there is none; the nearest are named.
            UsageError: it falls under protective security.
        """
        node = self.snapshot.find(thing)
        if self.is_apart(node):
            text = both("{thing} falls under protective security; that is handled elsewhere.", thing=repr(thing))
            raise UsageError(text)
        return node

    def is_apart(self, node: int) -> bool:
        """Does a thing fall under protective security?"""
        return self.snapshot.nodes[node].properties.get("security_protected") == "yes_elsewhere"

    @cached_property
    def _apart(self) -> list[str]:
        """The names of what is handled elsewhere, the longest first."""
        names = {node.name for i, node in enumerate(self.snapshot.nodes) if self.is_apart(i)}
        return sorted(names, key=lambda name: (-len(name), name))

    def masked(self, text: Text) -> Text:
        """A text of somebody else without the names of what is handled elsewhere."""
        for name in self._apart:
            text = Text(text.sv.replace(name, APART.sv), text.en.replace(name, APART.en))
        return text

    def call(self, node: int) -> Text:
        """A thing by name; it then counts as told of."""
        if self.is_apart(node):
            return APART
        self.told_of.add(node)
        return plain(self.snapshot.nodes[node].name)

    def name_of(self, id_: str) -> Text:
        """A thing by name, from its id."""
        node = self.node(id_)
        return plain(id_) if node is None else self.call(node)

    def names_of(self, ids: Iterable[str], most: int = MOST_NAMES) -> Text:
        """The first of some things by name, from their ids, and how many more there are."""
        told = [self.name_of(id_) for id_ in ids]
        more = [both("{count} more", count=len(told) - most)] if len(told) > most else []
        return joined([*told[:most], *more], ", ")

    def way(self, ids: Sequence[str]) -> Text:
        """A chain by names."""
        return joined([self.name_of(id_) for id_ in ids], " → ")

    def between(self, ids: Sequence[str]) -> Text:
        """What stands between the ends of a chain, by names."""
        return self.way(ids[1:-1]) if len(ids) > 2 else both("directly")

    def kind_of(self, node: int) -> Text:
        """What a thing is."""
        return label(self.snapshot.schema, self.snapshot.nodes[node].label)

    def may_tell(self, rows: Iterable[Any]) -> list[Any]:
        """The rows of an answer that may be told: not those about what is handled elsewhere."""
        return [row for row in rows if (node := self.node(row.id)) is None or not self.is_apart(node)]

    @property
    def limit(self) -> int:
        """No more rows than this in any list."""
        return int(getattr(self.params, "limit", MOST_ROWS))

    def table(self, name: str, title: Text, headings: Mapping[str, Text], rows: Iterable[Row], *asked: Asked) -> Table:
        """A table of no more rows than are wanted; the report tells how many more there are.

        Args:
            name: what machines call it.
            title: what people call it.
            headings: by column, what people call it; no other column is told.
            rows: the rows.
            asked: where they are from; the table carries their numbers.
        """
        all_ = list(rows)
        if more := max(0, len(all_) - self.limit):
            self.reasons.append(both("{table}: {count} more rows are not shown.", table=title, count=more))
        return whole_table(name, title, headings, all_[: self.limit], *asked)


def whole_table(name: str, title: Text, headings: Mapping[str, Text], rows: Iterable[Row], *asked: Asked) -> Table:
    """A table of all rows."""
    called = both("{title} {refs}", title=title, refs="".join(one.ref for one in asked)) if asked else title
    told = [{column: _told(row.get(column)) for column in headings} for row in rows]
    table = Table.of(name, told, headings, called=called, headed=headings)
    return replace(table, brief=tuple(column for column in headings if column not in _FOR_MACHINES))


def _told(value: Any) -> Any:
    """A value as a table keeps it: a text in both languages where they differ."""
    if isinstance(value, Text):
        return value.en if value.sv == value.en else value.as_dict()
    return value


def choice(value: str | None) -> Text | None:
    """One of the few values of an answer's field, as people say it."""
    return None if value is None else report.choice(value)
