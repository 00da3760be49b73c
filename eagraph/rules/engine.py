"""Where a rule's query runs: the port. Two engines give the same rows, for queries of the portable subset."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from eagraph.rules import subset
from eagraph.rules.rule import Parameter

Row = Mapping[str, Any]


class Engine(Protocol):
    """Whatever answers a query."""

    def rows(self, query: str, parameters: Mapping[str, Parameter], seconds: float) -> list[Row]:
        """The rows of a query, each a mapping of scalars by column.

        Raises:
            QueryTooLong: it ran longer than so many seconds, and was cancelled where it ran.
            QueryRefused: the database does not take it.
        """


def answered(engine: Engine, query: str, given: Mapping[str, Parameter], seconds: float) -> list[Row]:
    """The rows of a query, given more values than it may ask for; of no query none."""
    used = {name: given[name] for name in subset.parameters(query)}
    return engine.rows(query, used, seconds) if query else []
