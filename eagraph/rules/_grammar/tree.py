"""The tree of a query: clauses, patterns, expressions, each with the word it begins at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from eagraph.rules._tokens import Token

ExpressionKind = Literal[
    "null", "boolean", "number", "text", "parameter", "variable", "property", "call", "list", "case", "quantifier",
    "subquery", "not", "logic", "compare", "membership", "words", "test", "arithmetic", "minus", "star", "refused",
]  # fmt: skip
"""logic: AND, OR · membership: IN · words: CONTAINS, STARTS WITH, ENDS WITH, =~ · test: IS [NOT] NULL · minus: one operand ·
star: of count(*) · refused: not in the subset, told when read."""


@dataclass(frozen=True, slots=True)
class Expression:
    """Something with a value.

    `name` is what it is by (variable, function, operator, parameter); `key` the word of a property's name;
    `parts` the operands in order (a quantifier: its list and its condition; a case: the value, or none, is `subject`,
    the conditions are `conditions` and the results `parts`). `text` is how it is written.
    """

    kind: ExpressionKind
    at: Token
    text: str
    name: str = ""
    parts: tuple[Expression, ...] = ()
    key: Token | None = None
    distinct: bool = False
    bracketed: bool = False
    match: Match | None = None
    subject: Expression | None = None
    conditions: tuple[Expression, ...] = ()

    @property
    def column(self) -> str:
        """What a column of it is called when nobody names it."""
        return self.name if self.kind == "variable" else self.text

    def children(self) -> Iterator[Expression]:
        """Expressions directly inside, those of a subquery left out."""
        if self.subject:
            yield self.subject
        yield from self.conditions
        yield from self.parts


@dataclass(frozen=True, slots=True)
class Node:
    """A node of a pattern; `variable` is None when it has no name."""

    at: Token
    variable: Token | None = None
    labels: tuple[Token, ...] = ()
    properties: tuple[tuple[Token, Expression], ...] = ()
    where: Expression | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """A relationship of a pattern. `hops` is None for one step, else the least and the most (None: not said)."""

    at: Token
    variable: Token | None = None
    types: tuple[Token, ...] = ()
    is_directed: bool = True
    hops: tuple[int | None, int | None] | None = None
    properties: tuple[tuple[Token, Expression], ...] = ()
    where: Expression | None = None


@dataclass(frozen=True, slots=True)
class Pattern:
    """Nodes and the steps between them."""

    nodes: tuple[Node, ...]
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """MATCH or OPTIONAL MATCH with its WHERE."""

    at: Token
    patterns: tuple[Pattern, ...]
    where: Expression | None = None
    is_optional: bool = False

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps of all patterns, in order."""
        return tuple(step for pattern in self.patterns for step in pattern.steps)


@dataclass(frozen=True, slots=True)
class Item:
    """One column of a projection."""

    expression: Expression
    alias: Token | None = None

    @property
    def name(self) -> str:
        """What the column is called."""
        return self.alias.name if self.alias else self.expression.column


@dataclass(frozen=True, slots=True)
class Projection:
    """WITH or RETURN and what belongs to it."""

    at: Token
    items: tuple[Item, ...]
    is_distinct: bool = False
    has_star: bool = False
    order: tuple[Expression, ...] = ()
    skip: Expression | None = None
    limit: Expression | None = None
    where: Expression | None = None


@dataclass(frozen=True, slots=True)
class Unwind:
    """UNWIND … AS …"""

    at: Token
    expression: Expression
    alias: Token


Clause = Match | Projection | Unwind


@dataclass(frozen=True, slots=True)
class Part:
    """What stands between two UNIONs. `at` is the UNION before it, or the first word; `is_all` says that ALL follows."""

    at: Token
    clauses: tuple[Clause, ...]
    is_all: bool = False
