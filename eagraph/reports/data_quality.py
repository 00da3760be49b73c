"""Data quality: can the facts be right, how complete are they, what is to be filled in first, and where do sources differ?

For whoever keeps the register: the rules of data quality with what breaks them, the facts least known, the missing facts
that give most answers with the things to begin with, and both values of everything sources contradict each other about.
"""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from eagraph.locale import Text, both, joined, plain
from eagraph.report import Chapter, Document, Table
from eagraph.reports import Desk
from eagraph.reports._draft import Asked, Draft, Section, choice
from eagraph.reports._holdings import find_organisation
from eagraph.reports._telling import told
from eagraph.reports._words import label, sentences

title = both("Data quality")
about = both("Whether the facts can be right, how complete they are, and what to fill in first.")
THEME = "data-quality"
ALL = 100_000
MOST_ASKERS = 6


class Params(BaseModel):
    """Whose facts."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    organisation: str = Field(
        default="", description="only what this organisation answers for; empty is everybody",
        json_schema_extra={"names": "thing"},
    )  # fmt: skip
    limit: int = Field(default=100, ge=1, le=100_000, description="no more rows than this in any list")


def write(desk: Desk, params: Params) -> Document:
    """The report.

    Raises:
        UnknownName: there is no such organisation.
        UsageError: it is no organisation.
    """
    draft = Draft(desk, "data-quality", params)
    board = find_organisation(draft, params.organisation) if params.organisation else None
    mine = "" if board is None else draft.snapshot.nodes[board].id
    checked = desk.governance.check(desk.today(), themes=(THEME,))
    rules = draft.keep("check", checked, {"theme": THEME})
    profile = draft.ask("completeness-profile", organisation=mine, at=desk.today(), limit=ALL)
    first = draft.ask("fill-first", organisation=mine, at=desk.today(), limit=1000)
    found = [row for row in draft.may_tell(checked.rows) if not mine or mine == row.organisation]
    sections = [_rules(draft, rules, found), _profile(draft, profile), _first(draft, first), _conflicts(draft, found)]
    heading = title if board is None else both("Data quality: {name}", name=draft.call(board))
    return told(draft, heading, sentences(first.answer.summary.text, profile.answer.summary.text), sections)


def _rules(draft: Draft, asked: Asked, found: list[Any]) -> Section:
    """Every rule, and what breaks it."""
    outcomes = asked.answer.rules
    broken = {row.rule for row in found}
    open_ = sum(row.status != "exempted" for row in found)
    text = both(
        "Rules of data quality that something breaks: {broken} of {count}; findings: {open} {ref}.", broken=len(broken),
        count=len(outcomes), open=open_, ref=asked.ref,
    )  # fmt: skip
    headings = {
        "rule": both("Rule"), "title": both("What it asks for"), "asked": both("Asked of"), "failed": both("Broken by"),
        "unknown": both("Cannot be told of"),
    }  # fmt: skip
    counted = [
        {
            "rule": one.rule, "title": one.title.text, "asked": one.population, "failed": one.failed, "unknown": one.unknown,
        }
        for one in outcomes
    ]  # fmt: skip
    told_rows = [
        {"rule": row.rule, "severity": choice(row.severity), "says": draft.masked(row.message.text), "id": row.id}
        for row in found
    ]
    columns = {"rule": both("Rule"), "severity": both("Severity"), "says": both("What is wrong"), "id": both("Id")}
    tables: list[Table] = [draft.table("rules", both("Rules of data quality"), headings, counted, asked)]
    if told_rows:
        tables.append(draft.table("findings", both("What breaks them"), columns, told_rows, asked))
    return Section(Chapter(both("Can the facts be right?"), says=(text,), tables=tuple(tables)), ((both("Right."), text),))


def _profile(draft: Draft, asked: Asked) -> Section:
    """The facts least known first."""
    rows = sorted(asked.rows, key=lambda row: (row.share, -row.of, row.label, row.property))
    text = sentences(asked.answer.summary.text, plain(asked.ref))
    headings = {
        "kind": both("Of what"), "fact": both("Fact"), "filled": both("Filled in"), "of": both("Of how many"),
        "percent": both("Share (%)"), "sources": both("Filled in by"),
    }  # fmt: skip
    lines = [
        {
            "kind": kind(draft, row.label), "fact": row.fact.text, "filled": row.filled, "of": row.of,
            "percent": round(100 * row.share), "sources": plain(", ".join(row.sources) or "–"),
        }
        for row in rows
    ]  # fmt: skip
    tables = (draft.table("profile", both("Facts, the least known first"), headings, lines, asked),) if lines else ()
    return Section(Chapter(both("How complete are they?"), says=(text,), tables=tables), ((both("Complete."), text),))


def _first(draft: Draft, asked: Asked) -> Section:
    """What gives most answers."""
    text = sentences(asked.answer.summary.text, plain(asked.ref))
    headings = {
        "fact": both("Fact"), "lacking": both("Lack it"), "of": both("Of how many"), "answered": both("Answers it gives"),
        "askers": both("Needed by"), "begin": both("Begin with"),
    }  # fmt: skip
    lines = [
        {
            "fact": row.fact.text, "lacking": row.lacking, "of": row.of, "answered": row.answered,
            "askers": ", ".join(row.unlocks[:MOST_ASKERS]),
            "begin": draft.names_of([thing.id for thing in row.begin_with], 3),
        }
        for row in asked.rows
    ]  # fmt: skip
    tables = (draft.table("first", both("What gives most answers"), headings, lines, asked),) if lines else ()
    return Section(Chapter(both("What to fill in first"), says=(text,), tables=tables), ((both("Fill in first."), text),))


def _conflicts(draft: Draft, found: list[Any]) -> Section:
    """Both values of everything sources differ about."""
    asked = draft.ask("data-quality", check=["DQ-13"], at=draft.desk.today(), limit=ALL)
    ids = {row.id for row in found if row.rule == "DQ-13"}
    rows = [row for row in draft.may_tell(asked.rows) if row.said and row.id in ids]
    text = both("Facts that two sources say differently: {count} {ref}.", count=len(rows), ref=asked.ref)
    headings = {"name": both("Thing"), "what": both("What"), "said": both("What sources say"), "id": both("Id")}
    lines = [{"name": draft.name_of(row.id), "what": _what(draft, row), "said": _said(row), "id": row.id} for row in rows]
    tables = (draft.table("conflicts", both("Sources that differ"), headings, lines, asked),) if rows else ()
    return Section(Chapter(both("Where sources contradict each other"), says=(text,), tables=tables))


def _what(draft: Draft, row: Any) -> Text:
    kind_, _, name = row.wrong.rpartition(".")
    schema = draft.snapshot.schema
    fields = schema.relationship_fields[kind_] if kind_ else schema.node_fields[row.label]
    return fields[name].text if name in fields else plain(name)


def _said(row: Any) -> Text:
    return joined([both("{source}: {value}", source=claim.source, value=claim.value) for claim in row.said], "; ")


def kind(draft: Draft, name: str) -> Text:
    """A label or a type of relationship as people say it."""
    schema = draft.snapshot.schema
    return schema.relationship[name].text if name in schema.relationship else label(schema, name)
