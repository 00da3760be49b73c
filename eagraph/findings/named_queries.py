"""Named queries in words: the list of them, and an answer under the headings its query declares."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import ClassVar

from pydantic import Field

from eagraph.locale import Text
from eagraph.report import Document, Table, of_result
from eagraph.results import Value, Words
from eagraph.rules.asking import Answer, Line
from eagraph.rules.query import Query


class Parameter(Value):
    """What a query takes."""

    name: str
    kind: str = Field(description="thing (id, source key or unique name), text, date or integer")
    description: Words
    example: str
    default: str = Field(description="what holds where nothing is given; empty: it has to be given")
    labels: tuple[str, ...] = Field(description="of a thing: the labels it may have; empty: any")


class Asking(Value):
    """One named query."""

    brief: ClassVar[tuple[str, ...]] = ("name", "question", "takes")

    name: str = Field(description="its name")
    title: Words = Field(description="what it is called")
    question: Words = Field(description="what it answers")
    takes: str = Field(title="takes", description="what it takes, with an example; in brackets what may be left out")
    parameters: tuple[Parameter, ...]
    columns: dict[str, Words] = Field(description="what its columns are called")
    file: str = Field(description="the file it stands in")

    @classmethod
    def of(cls, query: Query) -> Asking:
        """The row of one."""
        takes = [f"[{p.name}={p.example}]" if p.default else f"{p.name}={p.example}" for p in query.parameters]
        parameters = tuple(
            Parameter(
                name=p.name, kind=p.kind, description=Words.of(p.description), example=p.example, default=p.default,
                labels=p.labels,
            )
            for p in query.parameters
        )  # fmt: skip
        return cls(
            name=query.name, title=Words.of(query.title), question=Words.of(query.question), takes=" ".join(takes),
            parameters=parameters, columns={name: Words.of(text) for name, text in query.columns.items()}, file=query.file,
        )  # fmt: skip


def listed(queries: Iterable[Query]) -> tuple[Asking, ...]:
    """The queries as rows."""
    return tuple(map(Asking.of, queries))


def document(query: Query, answer: Answer) -> Document:
    """An answer as a document."""
    told = of_result(query.title, answer)
    rows = [row.model_dump(mode="json") for row in answer.rows]
    headed: dict[str, Text] = dict(query.columns)
    table = Table.of("rows", rows, tuple(query.columns), model=Line, headed=headed)
    shown = tuple(name for name in query.columns if not name.endswith("id"))
    return replace(told, tables=(replace(table, brief=shown), *told.tables[1:]))
