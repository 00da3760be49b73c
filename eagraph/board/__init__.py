"""The yearly report to a board: information security work, risks, incidents and findings, drafted from the graph.

The programme asks for it at least once a year: the work, risks to business-critical information, incidents, and what else
matters. It is a draft for the coordinator to go on writing in, read by people who are not of the trade: conclusions first,
plain words. Every figure carries a number, under which the appendix tells the query or analysis that gives it, with which
parameters, on data of which date and hash. What the register does not know is told, and never counts as none.

Protective security is never told of: information that falls under it is handled elsewhere, and is not named here.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from eagraph.results import Completeness, Named, SnapshotInfo, Value, Words
from eagraph.rules.rule import Severity

Standing = Literal["in_order", "act", "unknown"]
"""How an area stands: nothing to do, something to decide, or that the register cannot tell."""
Kind = Literal["query", "analysis", "check", "history"]


class Marking(Value):
    """The class of the report itself: the confidentiality that is required of what it tells."""

    level: int = Field(description="required for certain")
    may_reach: int = Field(description="required at most, whatever is unknown turns out to be")
    text: Words = Field(description="as it stands on every page")
    because: Words = Field(description="how it was worked out, in one sentence")


class Figure(Value):
    """One figure of the report, and how anybody gets it again from the same data."""

    number: int = Field(description="the number it carries in the report")
    what: Words = Field(description="what is counted")
    value: int
    kind: Kind
    source: str = Field(description="name of the query (see `queries`), or the command that asks the analysis")
    counted: Words | None = Field(default=None, description="which rows of the answer are counted; all of them where empty")
    params: dict[str, Any] = Field(description="parameters beside those all figures share")
    things: tuple[str, ...] = Field(description="ids of what is counted, sorted")


class Query(Value):
    """A query some figures come from, as it runs in Neo4j."""

    name: str
    what: Words
    text: str


class Conclusion(Value):
    """What a member of the board takes with them: what it is about, and the sentence."""

    about: Words
    says: Words


class Sheet(Value):
    """A table of the report: headings by column, and rows."""

    name: str
    title: Words
    headings: dict[str, Words]
    rows: tuple[dict[str, Any], ...]


class Bar(Value):
    """One line of a bar chart: this period, and where there is something to compare with, the one before."""

    title: Words
    value: float
    before: float | None = None
    shown: Words = Field(description="the value as it is written beside the bar")


class Chart(Value):
    """A bar chart. `most` is where the scale ends."""

    title: Words
    bars: tuple[Bar, ...]
    most: float
    has_before: bool = False


class Proposal(Value):
    """What the board is asked to decide, and why."""

    what: Words
    why: Words


class Section(Value):
    """One area: how it stands in one sentence, then what is told of it."""

    name: str
    title: Words
    standing: Standing | None = Field(default=None, description="empty where it is nothing to take a stand on")
    in_short: Words | None = Field(default=None, description="how it stands, in one sentence")
    conclusions: tuple[Conclusion, ...] = Field(default=(), description="what of it stands on the first page")
    says: tuple[Words, ...] = ()
    charts: tuple[Chart, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    proposes: tuple[Proposal, ...] = ()


class BoardReport(Value):
    """A yearly report. Sections in reading order."""

    marking: Marking
    organisation: Named
    year: int
    since: str
    until: str
    before_since: str
    before_until: str
    summary: Words
    sections: tuple[Section, ...]
    proposals: tuple[Proposal, ...]
    figures: tuple[Figure, ...]
    queries: tuple[Query, ...]
    shared: dict[str, Any] = Field(description="parameters that all queries share, by name")
    written_on: str
    snapshot: SnapshotInfo
    model_id: str
    model_version: str
    model_hash: str
    rules_hash: str | None = Field(description="hash of the programme's rules that were asked; empty where none were")
    engine: str
    completeness: Completeness = Field(description="what the report cannot tell")
    assumed: tuple[Words, ...] = Field(description="what the analyses had to assume")


class ThemeOfYear(Value):
    """The findings of one theme of the programme."""

    theme: str
    title: Words
    errors: int
    warnings: int
    notes: int
    new: int | None = Field(description="first seen in the period; empty where it is not known")
    closed: int | None = Field(description="seen before and gone since; empty where it is not known")
    unknown: int = Field(description="how many things could not be judged")


class RuleOfYear(Value):
    """A rule that is not followed, as a board is told of it."""

    rule: str
    title: Words
    severity: Severity
    findings: int
    first_seen: str | None = Field(description="when the oldest was first seen")
    names: tuple[str, ...] = Field(description="of some of the things, the longest known first")
    fix: Words = Field(description="what to do")


class FindingsOfYear(Value):
    """What the programme's rules find with a board, and how that changed in the period."""

    rules: int = Field(description="how many rules were answered")
    unanswered: int = Field(default=0, description="how many could not be answered")
    rules_hash: str
    themes: tuple[ThemeOfYear, ...]
    things: tuple[str, ...] = Field(description="what every open finding is known by, sorted")
    errors: tuple[str, ...] = Field(description="those of them that break what the programme requires")
    exempted: int | None = Field(description="how many an exemption keeps quiet; empty where it is not known")
    oldest: str | None = Field(description="the day the oldest open finding was first seen; empty where it is not known")
    known_since: str | None = Field(description="the day of the first check that was kept; empty where none was")
    is_followed: bool = Field(description="checks were kept over the whole period, so that it is known what came and went")
    broken: tuple[RuleOfYear, ...] = Field(
        description="rules that are not followed: the gravest, then those with most findings"
    )
