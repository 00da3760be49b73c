"""A rule as its file declares it: what is asked, of whom, why, and which examples prove it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from eagraph.locale import Text
from eagraph.model.fields import Scalar

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
"""From the gravest to the least."""
Parameter = Scalar | tuple[str, ...]
EXAMPLE_DAY = "2026-06-30"
"""The day it is in an example that names no other."""
_BY_LAW = ("PRI-", "SEK-", "CLS-01", "CLS-04")
"""Law, or what everything else rests on: no exemption spares anything from these."""


@dataclass(frozen=True, slots=True)
class Example:
    """A small landscape, whom the rule finds in it and of whom it cannot be told; `also` further things by id."""

    graph: tuple[str, ...]
    finds: tuple[str, ...]
    unknown: tuple[str, ...] = ()
    today: str = EXAMPLE_DAY


@dataclass(frozen=True, slots=True)
class Asks:
    """An analysis that answers instead of a query, or beside it, and how its rows are read.

    `rows` names the list of the answer that is read. Rows that match `asked` are those the rule is asked of, where no query
    counts or names them; a population of ids limits the rows to them. `wrong` is the column that tells
    kinds of finding apart.
    """

    analysis: str
    parameters: Mapping[str, object]
    finds: Mapping[str, tuple[object, ...]]
    unknowns: Mapping[str, tuple[object, ...]]
    subject: str = "id"
    others: tuple[str, ...] = ()
    missing: str = ""
    wrong: str = ""
    rows: str = "rows"
    asked: Mapping[str, tuple[object, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `query` is empty where an analysis alone answers, `population` where its rows are counted."""

    id: str
    theme: str
    file: str
    title: Text
    severity: Severity
    source: str
    subject: tuple[str, ...]
    why: Text
    fix: Text
    population: str
    unknown: str
    query: str
    examples: tuple[Example, ...]
    message: Text | None = None
    messages: Mapping[str, Text] = field(default_factory=dict)
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    dates: Mapping[str, str] = field(default_factory=dict)
    asks: Asks | None = None
    is_own: bool = False
    """Does it stand in the city's own folder?"""

    @property
    def is_exemptible(self) -> bool:
        """May the control function spare a thing from it?"""
        return not self.source.startswith(_BY_LAW)

    def said_of(self, wrong: str) -> Text:
        """The words of a finding, before its names and details stand in them."""
        return self.messages.get(wrong) or self.message or self.title
