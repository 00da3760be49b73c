"""One rule file: its header read strictly, its queries held to the portable subset. Everything wrong is told at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from string import Formatter
from typing import Any

from pydantic import Field

from eagraph.errors import EagraphError, InvalidRule, Problem, nearest_names
from eagraph.locale import LANGUAGES, both
from eagraph.model.schema import Schema
from eagraph.rules import subset
from eagraph.rules._header import ALWAYS, Bilingual, Form, split, wrong_query
from eagraph.rules.durations import PATTERN
from eagraph.rules.examples import drawn
from eagraph.rules.register import entries, is_registered
from eagraph.rules.rule import EXAMPLE_DAY, Asks, Example, Rule, Severity

_OWN_ID = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,60}")


class _Example(Form):
    graph: list[str]
    finds: list[str]
    unknown: list[str] = Field(default_factory=list)
    today: str = Field(default=EXAMPLE_DAY, pattern=r"^\d{4}-\d\d-\d\d$")


class _Asks(Form):
    analysis: str
    parameters: dict[str, Any] = Field(default_factory=dict)
    finds: dict[str, Any]
    unknowns: dict[str, Any] = Field(default_factory=dict)
    subject: str = "id"
    others: list[str] = Field(default_factory=list)
    missing: str = ""
    wrong: str = ""
    rows: str = "rows"
    asked: dict[str, Any] = Field(default_factory=dict)


class _Header(Form):
    title: Bilingual
    severity: Severity
    source: str
    subject: str | list[str]
    why: Bilingual
    fix: Bilingual
    population: str = ""
    unknown: str = ""
    message: Bilingual | None = None
    messages: dict[str, Bilingual] = Field(default_factory=dict)
    parameters: dict[str, str | int | float | bool | list[str]] = Field(default_factory=dict)
    dates: dict[str, str] = Field(default_factory=dict)
    asks: _Asks | None = None
    example: list[_Example] = Field(default_factory=list)


def read_rule(content: str, *, id_: str, theme: str, file: str, schema: Schema, strict: bool = True) -> Rule:
    """The rule a file declares. Not `strict`: of its header the form alone is looked at, and none of its queries.

    Raises:
        InvalidRule: everything wrong with it, each with its place.
    """
    header, query, line = split(content, file, _Header)
    rule = _rule(header, query, id_=id_, theme=theme, file=file)
    if strict and (problems := [*_wrong(rule, header, line, schema)]):
        raise InvalidRule(problems)
    return rule


def _wrong(rule: Rule, header: _Header, line: int, schema: Schema) -> Iterator[Problem]:
    yield from _wrong_names(header, rule.id, rule.file, schema)
    yield from _wrong_messages(header, rule.file)
    yield from _wrong_queries(rule, rule.file, line, schema)
    yield from _wrong_examples(rule, rule.file, schema)


def _rule(header: _Header, query: str, *, id_: str, theme: str, file: str) -> Rule:
    said = header.asks
    asks = (
        Asks(
            said.analysis, said.parameters, _several(said.finds), _several(said.unknowns), said.subject,
            tuple(said.others), said.missing, said.wrong, said.rows, _several(said.asked),
        )
        if said
        else None
    )  # fmt: skip
    subjects = (header.subject,) if isinstance(header.subject, str) else tuple(header.subject)
    return Rule(
        id=id_, theme=theme, file=file, title=header.title.text, severity=header.severity, source=header.source,
        subject=subjects, why=header.why.text, fix=header.fix.text, population=header.population.strip(),
        unknown=header.unknown.strip(), query=query,
        examples=tuple(Example(tuple(e.graph), tuple(e.finds), tuple(e.unknown), e.today) for e in header.example),
        message=header.message.text if header.message else None,
        messages={kind: words.text for kind, words in header.messages.items()},
        parameters={k: tuple(v) if isinstance(v, list) else v for k, v in header.parameters.items()},
        dates=header.dates, asks=asks,
    )  # fmt: skip


def _several(said: Mapping[str, Any]) -> dict[str, tuple[object, ...]]:
    return {column: tuple(value) if isinstance(value, list) else (value,) for column, value in said.items()}


def _wrong_names(header: _Header, id_: str, file: str, schema: Schema) -> Iterator[Problem]:
    if not _OWN_ID.fullmatch(id_):
        yield Problem(file, both("{id} is no name of a rule; expected letters, digits and -.", id=repr(id_)))
    if header.source and not is_registered(header.source) and not header.source.startswith("own:"):
        text = both(
            "source {source} is not in the register of the programme's rules; a rule of your own says own: and where it "
            "stands. Nearest: {near}.", source=repr(header.source), near=", ".join(nearest_names(header.source, entries())),
        )  # fmt: skip
        yield Problem(file, text)
    for label in [header.subject] if isinstance(header.subject, str) else header.subject:
        if label not in schema.node:
            near = ", ".join(nearest_names(label, schema.node)) or ", ".join(schema.node)
            yield Problem(
                file, both("subject {label} is not a label of the model; nearest: {near}.", label=repr(label), near=near)
            )
    for name, duration in header.dates.items():
        if not PATTERN.fullmatch(duration):
            text = both("dates.{name} is {found}; expected a duration as -P12M or P90D.", name=name, found=repr(duration))
            yield Problem(file, text)


def _wrong_messages(header: _Header, file: str) -> Iterator[Problem]:
    """Messages whose braces do not hold the name of a column alone."""
    said = {"title": header.title, **({"message": header.message} if header.message else {})}
    for name, words in {**said, **{f"messages.{kind}": words for kind, words in header.messages.items()}}.items():
        for language in LANGUAGES:
            try:
                parts = list(Formatter().parse(getattr(words, language)))
            except ValueError:
                parts = [("", "", "", "")]
            if any(column is not None and (not column.isidentifier() or form or turn) for _, column, form, turn in parts):
                text = both("{name}.{language}: expected names of columns in its braces.", name=name, language=language)
                yield Problem(file, text)


def _wrong_queries(rule: Rule, file: str, line: int, schema: Schema) -> Iterator[Problem]:
    if not (rule.query or rule.asks):
        yield Problem(f"{file}:{line}", both("expected a query after the header, or an analysis in [asks]."))
    if not (rule.population or (rule.asks and rule.asks.asked)):
        text = both("expected population, a query, or in [asks] asked: which rows the rule is asked of.")
        yield Problem(file, text)
    known = {*ALWAYS, *rule.parameters, *rule.dates}
    used: set[str] = set()
    for part, query in (("population", rule.population), ("unknown", rule.unknown), ("query", rule.query)):
        if not query:
            continue
        yield from wrong_query(query, schema, part=part, file=file, line=line)
        names = subset.parameters(query)
        used |= names
        for name in sorted(names - known):
            text = both("{part} asks for ${name}, which neither parameters nor dates have.", part=part, name=name)
            yield Problem(file, text)
        wanted = "count" if part == "population" else "id"
        if wanted not in subset.columns(query) and not (rule.asks and "id" in subset.columns(query)):
            yield Problem(file, both("{part} does not return {column}.", part=part, column=wanted))
    asked = (
        {str(v).removeprefix("$") for v in rule.asks.parameters.values() if str(v).startswith("$")} if rule.asks else set()
    )
    for name in sorted({*rule.parameters, *rule.dates} - used - asked):
        yield Problem(file, both("{name} is declared, and no query asks for it.", name=name))
    for name in sorted(asked - known):
        yield Problem(
            file, both("{part} asks for ${name}, which neither parameters nor dates have.", part="asks", name=name)
        )


def _wrong_examples(rule: Rule, file: str, schema: Schema) -> Iterator[Problem]:
    can_be_unknown = bool(rule.unknown or (rule.asks and rule.asks.unknowns))
    wanted = (
        (any(e.finds for e in rule.examples), both("an example that the rule finds something in")),
        (any(not e.finds for e in rule.examples), both("an example that the rule finds nothing in")),
        (not can_be_unknown or any(e.unknown for e in rule.examples), both("an example of which it cannot be told")),
    )
    for is_there, text in wanted:
        if not is_there:
            yield Problem(file, both("the rule lacks {what}.", what=text))
    for number, example in enumerate(rule.examples, 1):
        where = f"{file} [[example]] {number}"
        try:
            snapshot = drawn(example.graph, schema)
        except EagraphError as error:
            yield Problem(where, error.text)
            continue
        for thing in sorted({part for told in (*example.finds, *example.unknown) for part in told.split(" + ")}):
            if thing not in snapshot.index:
                yield Problem(where, both("{thing} is not in its graph.", thing=repr(thing)))
