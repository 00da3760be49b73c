"""Rows that a rule can be held to: each says what is wrong with its subject, and whether that breaks the rule.

yes: it does, by what is recorded. unknown: it may, depending on what nobody has recorded. no: it is told for information.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Literal, TypeVar

from pydantic import Field

from eagraph.graph.snapshot import Snapshot
from eagraph.locale import Text, both
from eagraph.results import Named

Violation = Literal["yes", "no", "unknown"]
VIOLATIONS: tuple[Violation, ...] = ("yes", "unknown", "no")
"""In the order in which people want to see them."""


class Judged(Named):
    """A row about one thing, and whether it breaks the rule."""

    violation: Violation = Field(
        title="breaks the rule",
        description="yes, by what is recorded; unknown: perhaps, depending on what is not; no: told for information",
    )


RowT = TypeVar("RowT", bound=Judged)


def first_wrong(rows: Iterable[RowT]) -> list[RowT]:
    """Rows with what breaks the rule first; otherwise in the order given."""
    return sorted(rows, key=lambda row: VIOLATIONS.index(row.violation))


def tally(rows: Iterable[Judged]) -> dict[str, int]:
    """How many rows break the rule, and how many perhaps do: the values of a summary."""
    count = Counter(row.violation for row in rows)
    return {"wrong": count["yes"], "perhaps": count["unknown"]}


def cut(rows: Sequence[object], limit: int) -> list[Text]:
    """That there are more rows than are shown, in words."""
    more = len(rows) - limit
    return [both("{count} more rows are not shown.", count=more)] if more > 0 else []


def ids(snapshot: Snapshot, nodes: Iterable[int]) -> tuple[str, ...]:
    """Things by id, each once, sorted."""
    return tuple(snapshot.nodes[i].id for i in sorted(set(nodes)))


def names(snapshot: Snapshot, nodes: Iterable[int], most: int = 4) -> str | None:
    """The same things by name, in the order of their ids; of many the first; None where there are none."""
    chosen = sorted(set(nodes))
    listed = ", ".join(snapshot.nodes[i].name for i in chosen[:most])
    return (f"{listed} … (+{len(chosen) - most})" if len(chosen) > most else listed) or None
