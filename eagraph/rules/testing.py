"""Do a rule's examples hold? Each is drawn as a small landscape, asked, and compared with what it says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator

from pydantic import Field

from eagraph.errors import EagraphError
from eagraph.graph.snapshot import Snapshot
from eagraph.model.schema import Schema
from eagraph.results import Value, Words
from eagraph.rules.engine import Engine
from eagraph.rules.examples import drawn
from eagraph.rules.rule import Example, Rule
from eagraph.rules.running import Ask, Means, check
from eagraph.work import counted


class Tried(Value):
    """One example: what it says, and what was found."""

    rule: str = Field(description="id of the rule")
    file: str = Field(description="its file")
    example: int = Field(description="the example's place in the file, 1 first")
    holds: bool = Field(description="was exactly what it says found?")
    expected: tuple[str, ...] = Field(description="whom it says the rule finds")
    found: tuple[str, ...] = Field(description="whom the rule found")
    expected_unknown: tuple[str, ...] = Field(default=(), description="of whom it says the rule cannot tell")
    found_unknown: tuple[str, ...] = Field(default=(), description="of whom the rule could not tell")
    trouble: Words | None = Field(default=None, description="why it could not be answered")


def tried(
    rules: Iterable[Rule], schema: Schema, *, engine: Callable[[Snapshot], Engine], ask: Callable[[Snapshot], Ask]
) -> Iterator[Tried]:
    """Try every example of every rule."""
    for rule in counted(rules):
        for number, example in enumerate(rule.examples, 1):
            yield _tried(rule, number, example, schema, engine=engine, ask=ask)


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
