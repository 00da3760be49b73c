"""The questions people ask most, as named queries: `cypher/queries/<name>.cypher`.

A file is a TOML header in a block comment and one query of the portable subset, and pastes into Neo4j Browser.

    /*
    title    = { sv = "…", en = "…" }
    question = { sv = "…", en = "…" }
    unknown  = "MATCH … RETURN s.id AS id, 'lifecycle' AS missing"     # of whom it cannot be told; where that can be

    [columns]                           # every column of the query, id and name first
    id   = { sv = "id", en = "id" }
    name = { sv = "namn", en = "name" }

    [parameters.of]                     # what the query asks for as $of; $today is always there
    type        = "thing"               # thing, text, date, integer
    labels      = ["System"]            # of a thing: what it may be
    description = { sv = "…", en = "…" }
    example     = "crm"
    default     = "-P12M"               # where it may be left out; of a date also so long from today

    [[example]]
    graph  = ["crm:System -USED_BY-> social:Organisation"]
    params = { of = "crm" }
    rows   = [{ id = "social" }]        # all rows, in the columns that are told
    */
    MATCH (s:System)-[:USED_BY]->(o:Organisation) WHERE s.id = $of RETURN o.id AS id, o.name AS name
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import Field

from eagraph.errors import EagraphError, InvalidRule, Problem, UnknownName, nearest_names
from eagraph.locale import both
from eagraph.model.schema import Schema
from eagraph.resources import cypher
from eagraph.rules import subset
from eagraph.rules._header import ALWAYS, Bilingual, Form, split, wrong_query
from eagraph.rules.examples import drawn
from eagraph.rules.query import KINDS, Query, QueryExample, Taken
from eagraph.rules.rule import EXAMPLE_DAY

SUFFIX = ".cypher"
NAMED = ("id", "name")


@dataclass(frozen=True, slots=True)
class Queries:
    """The named queries by name, and what is wrong with files that are none."""

    queries: tuple[Query, ...]
    problems: tuple[Problem, ...] = ()

    def find(self, name: str) -> Query:
        """One query.

        Raises:
            UnknownName: there is none of that name.
        """
        for query in self.queries:
            if query.name == name:
                return query
        names = [query.name for query in self.queries]
        text = both("There is no query {name} among {count}.", name=repr(name), count=len(names))
        raise UnknownName(text, nearest_names(name, names))


class _Parameter(Form):
    type: str
    description: Bilingual
    example: str = Field(min_length=1)
    default: str = ""
    labels: list[str] = Field(default_factory=list)


class _Example(Form):
    graph: list[str]
    params: dict[str, str] = Field(default_factory=dict)
    rows: list[dict[str, Any]]
    unknown: list[str] = Field(default_factory=list)
    today: str = Field(default=EXAMPLE_DAY, pattern=r"^\d{4}-\d\d-\d\d$")


class _Header(Form):
    title: Bilingual
    question: Bilingual
    columns: dict[str, Bilingual]
    unknown: str = ""
    parameters: dict[str, _Parameter] = Field(default_factory=dict)
    example: list[_Example] = Field(default_factory=list)


def read_queries(schema: Schema, *, strict: bool = True) -> Queries:
    """All that are shipped; `strict`: looked through, as the tests do, so that nobody else need."""
    queries: list[Query] = []
    problems: list[Problem] = []
    for file in sorted((cypher() / "queries").iterdir(), key=lambda one: one.name):
        if not file.name.endswith(SUFFIX):
            continue
        try:
            queries.append(read_query(file.read_text(encoding="utf-8"), file=file.name, schema=schema, strict=strict))
        except InvalidRule as error:
            problems += error.problems
    return Queries(tuple(queries), tuple(problems))


def read_query(content: str, *, file: str, schema: Schema, strict: bool = True) -> Query:
    """The query a file declares. Not `strict`: of its header the form alone is looked at.

    Raises:
        InvalidRule: everything wrong with it, each with its place.
    """
    header, text, line = split(content, file, _Header)
    query = _query(header, text, file)
    if not strict:
        return query
    problems = [*_wrong_parameters(header, file, schema), *_wrong_text(query, schema, line), *_wrong_examples(query, schema)]
    if problems:
        raise InvalidRule(problems)
    return query


def _query(header: _Header, text: str, file: str) -> Query:
    taken = (
        Taken(name, said.type, said.description.text, said.example, said.default, tuple(said.labels))  # type: ignore[arg-type]
        for name, said in header.parameters.items()
    )
    examples = (
        QueryExample(tuple(one.graph), one.params, tuple(one.rows), tuple(one.unknown), one.today) for one in header.example
    )
    return Query(
        name=file.removesuffix(SUFFIX), file=file, title=header.title.text, question=header.question.text,
        columns={name: words.text for name, words in header.columns.items()}, parameters=tuple(taken), text=text,
        unknown=header.unknown.strip(), examples=tuple(examples),
    )  # fmt: skip


def _wrong_parameters(header: _Header, file: str, schema: Schema) -> Iterator[Problem]:
    for name, said in header.parameters.items():
        if said.type not in KINDS:
            text = both("{name} is a {kind}; there are {kinds}.", name=name, kind=repr(said.type), kinds=", ".join(KINDS))
            yield Problem(file, text)
        if name in ALWAYS:
            yield Problem(file, both("{name} is always there and is not declared.", name=name))
        for label in said.labels:
            if label not in schema.node:
                near = ", ".join(nearest_names(label, schema.node)) or ", ".join(schema.node)
                text = both(
                    "{name} may be a {label}, which is no label; nearest: {near}.", name=name, label=label, near=near
                )
                yield Problem(file, text)


def _wrong_text(query: Query, schema: Schema, line: int) -> Iterator[Problem]:
    used: set[str] = set()
    known = {taken.name for taken in query.parameters}
    for part, text in (("query", query.text), ("unknown", query.unknown)):
        if text:
            yield from wrong_query(text, schema, part=part, file=query.file, line=line)
            names = subset.parameters(text)
            used |= names
            for name in sorted(names - known - ALWAYS):
                yield Problem(query.file, both("{part} asks for ${name}, which is not declared.", part=part, name=name))
    for name in sorted(known - used):
        yield Problem(query.file, both("{name} is declared, and no query asks for it.", name=name))
    returned = subset.columns(query.text)
    if returned != tuple(query.columns) or returned[:2] != NAMED:
        text_ = both(
            "The query returns {returned}; columns declares {declared}. Both are the same, id and name first.",
            returned=", ".join(returned) or "–", declared=", ".join(query.columns),
        )  # fmt: skip
        yield Problem(query.file, text_)


def _wrong_examples(query: Query, schema: Schema) -> Iterator[Problem]:
    if not any(example.rows for example in query.examples):
        yield Problem(query.file, both("the query lacks an example with rows."))
    if query.unknown and not any(example.unknown for example in query.examples):
        yield Problem(query.file, both("the query lacks an example of which it cannot be told."))
    for number, example in enumerate(query.examples, 1):
        where = f"{query.file} [[example]] {number}"
        try:
            drawn(example.graph, schema)
        except EagraphError as error:
            yield Problem(where, error.text)
        for name in sorted({name for row in example.rows for name in row} - query.columns.keys()):
            yield Problem(where, both("{name} is no column of the query.", name=name))
        for name in sorted(example.params.keys() - {taken.name for taken in query.parameters}):
            yield Problem(where, both("{name} is no parameter of the query.", name=name))
