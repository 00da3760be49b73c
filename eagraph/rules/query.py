"""A named query as its file declares it: a question, what it takes, what its columns are, and examples."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from eagraph.locale import Text
from eagraph.rules.rule import EXAMPLE_DAY

Kind = Literal["thing", "text", "date", "integer"]
KINDS: tuple[Kind, ...] = get_args(Kind)
"""thing: what a person calls something; the query gets its id. date: ISO 8601, or counted from today (`-P12M`)."""


@dataclass(frozen=True, slots=True)
class Taken:
    """One parameter. `default` is empty where a value has to be given; `labels` are those a thing may have, empty any."""

    name: str
    kind: Kind
    description: Text
    example: str
    default: str = ""
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class QueryExample:
    """A small landscape, what is asked of it, the rows of the answer, and of whom it cannot be told."""

    graph: tuple[str, ...]
    params: Mapping[str, str]
    rows: tuple[Mapping[str, Any], ...]
    unknown: tuple[str, ...] = ()
    today: str = EXAMPLE_DAY


@dataclass(frozen=True, slots=True)
class Query:
    """One named query. `unknown` asks of whom it cannot be told, and what is missing; it may be empty."""

    name: str
    file: str
    title: Text
    question: Text
    columns: Mapping[str, Text]
    parameters: tuple[Taken, ...]
    text: str
    unknown: str
    examples: tuple[QueryExample, ...]
