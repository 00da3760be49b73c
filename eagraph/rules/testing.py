"""Do the examples of rules and queries hold? Each is drawn as a small landscape, asked, and compared with what it says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from pydantic import Field

from eagraph.errors import EagraphError
from eagraph.graph.snapshot import Snapshot
from eagraph.model.schema import Schema
from eagraph.results import Value, Words
from eagraph.rules.asking import asked
from eagraph.rules.engine import Engine
from eagraph.rules.examples import drawn
from eagraph.rules.query import Query, QueryExample
from eagraph.rules.rule import Example, Rule
from eagraph.rules.running import SECONDS, Ask, Means, check
from eagraph.work import counted


class Tried(Value):
    """One example: what it says, and what was found."""

    rule: str = Field(description="id of the rule, or name of the query")
    file: str = Field(description="its file")
    example: int = Field(description="the example's place in the file, 1 first")
    holds: bool = Field(description="was exactly what it says found?")
    expected: tuple[str, ...] = Field(description="what it says is found")
    found: tuple[str, ...] = Field(description="what was found")
    expected_unknown: tuple[str, ...] = Field(default=(), description="of whom it says it cannot be told")
    found_unknown: tuple[str, ...] = Field(default=(), description="of whom it could not be told")
    trouble: Words | None = Field(default=None, description="why it could not be answered")


def tried(
    rules: Iterable[Rule], schema: Schema, *, engine: Callable[[Snapshot], Engine], ask: Callable[[Snapshot], Ask]
) -> Iterator[Tried]:
    """Try every example of every rule."""
    for rule in counted(rules):
        for number, example in enumerate(rule.examples, 1):
            yield _tried(rule, number, example, schema, engine=engine, ask=ask)


def tried_queries(queries: Iterable[Query], schema: Schema, *, engine: Callable[[Snapshot], Engine]) -> Iterator[Tried]:
    """Try every example of every named query: its rows, in the columns that the example tells."""
    for query in counted(queries):
        for number, example in enumerate(query.examples, 1):
            yield _tried_query(query, number, example, schema, engine)


def _tried_query(
    query: Query, number: int, example: QueryExample, schema: Schema, engine: Callable[[Snapshot], Engine]
) -> Tried:
    columns = sorted({name for row in example.rows for name in row} or {"id"})
    said = Tried(
        rule=query.name, file=query.file, example=number, holds=False, found=(),
        expected=tuple(sorted(_as_text(row, columns) for row in example.rows)),
        expected_unknown=tuple(sorted(example.unknown)),
    )  # fmt: skip
    try:
        snapshot = drawn(example.graph, schema, day=example.today)
        today = dt.date.fromisoformat(example.today)
        answer = asked(snapshot, query, example.params, engine(snapshot), today=today, seconds=SECONDS)
    except EagraphError as error:
        return said.model_copy(update={"trouble": Words.of(error.text)})
    found = tuple(sorted(_as_text(row.model_dump(), columns) for row in answer.rows))
    unknown = tuple(sorted(answer.unknown))
    holds = (found, unknown) == (said.expected, said.expected_unknown)
    return said.model_copy(update={"found": found, "found_unknown": unknown, "holds": holds})


def _as_text(row: Mapping[str, Any], columns: Iterable[str]) -> str:
    """A row in some columns; what is not there, or empty, is left out."""
    return " ".join(f"{name}={row[name]}" for name in columns if row.get(name) not in (None, "", []))


def _tried(
    rule: Rule, number: int, example: Example, schema: Schema,
    *, engine: Callable[[Snapshot], Engine], ask: Callable[[Snapshot], Ask],
) -> Tried:  # fmt: skip
    said = Tried(
        rule=rule.id, file=rule.file, example=number, holds=False, expected=tuple(sorted(example.finds)), found=(),
        expected_unknown=tuple(sorted(example.unknown)),
    )  # fmt: skip
    try:
        snapshot = drawn(example.graph, schema, day=example.today)
        means = Means(engine(snapshot), ask(snapshot), dt.date.fromisoformat(example.today), {})
        answer = check(snapshot, [rule], means)
    except EagraphError as error:
        return said.model_copy(update={"trouble": Words.of(error.text)})
    outcome, is_full = answer.rules[0], any(" + " in one for one in example.finds)
    found = {" + ".join((row.id, *row.others)) if is_full else row.id for row in answer.rows}
    unknown = tuple(sorted(missing.id for missing in outcome.missing))
    told = {"found": tuple(sorted(found)), "found_unknown": unknown, "trouble": outcome.trouble}
    holds = outcome.trouble is None and told["found"] == said.expected and unknown == said.expected_unknown
    return said.model_copy(update={**told, "holds": holds})
