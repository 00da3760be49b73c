"""A check: every rule asked of the landscape, each answered pass, fail or unknown.

A subject fails where the rule finds it, is unknown where the rule says so and does not find it, and passes else. A rule that
cannot be answered is told, and the others still run. What rests on an assumption is no error (see `assumed`). Nothing here
depends on which engine answers.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from eagraph.errors import EagraphError, Problem, QueryTooLong, UsageError, nearest_names
from eagraph.escalation.owners import boards
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import Language, Text, both, figure, joined
from eagraph.results import Result, SnapshotInfo, Words, completeness
from eagraph.rules.assumed import assumptions, called, said
from eagraph.rules.catalogue import Catalogue, content_hash
from eagraph.rules.durations import shifted
from eagraph.rules.engine import Engine, Row, answered
from eagraph.rules.outcome import Check, Finding, Missing, Outcome, Programme
from eagraph.rules.rule import SEVERITIES, Asks, Parameter, Rule
from eagraph.work import counted

Ask = Callable[[str, Mapping[str, Any]], Result[Any]]
"""Ask an analysis, by name and parameters."""
SECONDS = 20.0
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Means:
    """What a check is made with: who answers queries, who answers analyses, which day it is, and what the settings say."""

    engine: Engine
    ask: Ask
    today: dt.date
    said: Mapping[str, Mapping[str, Any]]
    seconds: float = SECONDS


def check(snapshot: Snapshot, rules: Sequence[Rule], means: Means, catalogue: Catalogue | None = None) -> Check:
    """Ask rules of a landscape.

    Args:
        snapshot: names the things, and whose they are.
        rules: which to ask.
        means: how.
        catalogue: tells of files that are no rule.
    """
    told = [_answered(snapshot, rule, means) for rule in counted(rules, len(rules))]
    findings = sorted((f for _, found in told for f in found), key=_gravest_first)
    outcomes = tuple(outcome for outcome, _ in told)
    reasons = list(_reasons(outcomes, catalogue.problems if catalogue else ()))
    return Check(
        analysis="check",
        params={"rules": [rule.id for rule in rules], "today": means.today.isoformat()},
        summary=Words.of(_summary(outcomes, findings)),
        snapshot=SnapshotInfo.of(snapshot),
        completeness=completeness(reasons),
        rows=tuple(findings),
        rules=outcomes,
        rules_hash=content_hash(tuple(rules), means.said),
        today=means.today.isoformat(),
    )


def values(rule: Rule, today: dt.date, said: Mapping[str, Any]) -> dict[str, Parameter]:
    """What a rule's queries ask for as $name."""
    dates = {name: shifted(today, str(said.get(name, duration))).isoformat() for name, duration in rule.dates.items()}
    own = {name: said.get(name, value) for name, value in rule.parameters.items()}
    always: dict[str, Parameter] = {"today": today.isoformat(), "year": today.year}
    return {**always, **dates, **{n: tuple(v) if isinstance(v, list) else v for n, v in own.items()}}


def _answered(snapshot: Snapshot, rule: Rule, means: Means) -> tuple[Outcome, list[Finding]]:
    began = time.perf_counter()
    given = values(rule, means.today, means.said.get(rule.id, {}))
    try:
        found, missing, population = _asked(rule, means, given)
    except EagraphError as error:
        state = "timed_out" if isinstance(error, QueryTooLong) else "error"
        return _outcome(rule, state=state, trouble=Words.of(error.text), seconds=time.perf_counter() - began), []
    findings = _findings(snapshot, replace(rule, parameters=given), found)
    failed = {finding.id for finding in findings}
    unknown = {str(row["id"]): str(row.get("missing") or "") for row in missing if row["id"] in snapshot.index}
    told = tuple(_missing(snapshot, id_, what) for id_, what in sorted(unknown.items()) if id_ not in failed)
    outcome = _outcome(
        rule,
        state="fail" if failed else "unknown" if told else "pass" if population else "nothing",
        population=population,
        failed=len(failed),
        unknown=len(told),
        passed=max(0, population - len(failed) - len(told)),
        findings=len(findings),
        missing=told,
        seconds=time.perf_counter() - began,
    )
    return outcome, findings


def _asked(rule: Rule, means: Means, given: Mapping[str, Parameter]) -> tuple[list[Row], list[Row], int]:
    """Rows of findings, rows of whom it cannot be told, and how many it is asked of.

    Of one thing that lacks several the last row tells: that of a query, whatever the order in which it answers.
    """

    def rows(query: str) -> list[Row]:
        return answered(means.engine, query, given, means.seconds)

    asks, counted_rows = rule.asks, rows(rule.population)
    found, missing = rows(rule.query), sorted(rows(rule.unknown), key=lambda row: str(row.get("missing") or ""))
    population = sum(map(_count, counted_rows))
    if asks is None:
        return found, missing, population
    answer = _told(asks, means, given)
    if not (counted_rows and "count" in counted_rows[0]):
        matching = {row[asks.subject] for row in answer if _matches(row, asks.asked)}
        asked = {row["id"] for row in counted_rows} if rule.population else matching
        answer, population = [row for row in answer if row[asks.subject] in asked], len(asked)
    more = [row for row in answer if asks.unknowns and _matches(row, asks.unknowns)]
    return (
        [*found, *(_as_row(row, asks) for row in answer if _matches(row, asks.finds))],
        [*({"id": row[asks.subject], "missing": row.get(asks.missing) or asks.missing} for row in more), *missing],
        population,
    )


def _count(row: Row) -> int:
    count = row.get("count", 1)
    if not isinstance(count, int):
        raise UsageError(both("population returns {found} as count; expected a whole number.", found=repr(count)))
    return count


def _told(asks: Asks, means: Means, given: Mapping[str, Parameter]) -> list[Row]:
    """The rows of an analysis that a rule reads.

    Raises:
        UsageError: the answer has no such list, or its rows no such column.
    """
    params = {name: given[v[1:]] if isinstance(v, str) and v[:1] == "$" else v for name, v in asks.parameters.items()}
    answer = means.ask(asks.analysis, params)
    if asks.rows not in type(answer).model_fields:
        raise UsageError(both("The answer of {analysis} has no list {name}.", analysis=asks.analysis, name=asks.rows))
    rows: list[Row] = [row.model_dump(mode="json") for row in getattr(answer, asks.rows)]
    columns = {asks.subject, asks.wrong, *asks.others, *asks.finds, *asks.unknowns, *asks.asked} - {""}
    for name in sorted(columns - rows[0].keys() if rows else ()):
        near = ", ".join(nearest_names(name, rows[0]))
        text = both(
            "Rows of {analysis} have no column {name}; nearest: {near}.", analysis=asks.analysis, name=name, near=near
        )
        raise UsageError(text)
    return rows


def _as_row(row: Row, asks: Asks) -> Row:
    others = {column: id_ for name in asks.others for column, id_ in _further(name, row.get(name))}
    return {**row, "id": row[asks.subject], "wrong": row.get(asks.wrong, ""), **others}


def _further(name: str, said: object) -> list[tuple[str, object]]:
    """The columns that name what a row's column names: one, or one for each where it is a list."""
    if not isinstance(said, list):
        return [(f"{name}_id", said)]
    width = len(str(len(said)))
    return [(f"{name}_{number:0{width}}_id", one) for number, one in enumerate(said, 1)]


def _matches(row: Row, wanted: Mapping[str, tuple[object, ...]]) -> bool:
    return all(any(_is(row.get(column), value) for value in options) for column, options in wanted.items())


def _is(found: object, wanted: object) -> bool:
    return wanted in found if isinstance(found, list) else found == wanted


def _findings(snapshot: Snapshot, rule: Rule, rows: Iterable[Row]) -> list[Finding]:
    """Every row that names things of the landscape, once."""
    found: dict[str, Finding] = {}
    for row in rows:
        further = {c: str(v) for c, v in sorted(row.items()) if c.endswith("_id") and v in snapshot.index}
        if row["id"] in snapshot.index:
            finding = _finding(snapshot, rule, row, further)
            found.setdefault(finding.finding, finding)
    return [found[key] for key in sorted(found)]


def _finding(snapshot: Snapshot, rule: Rule, row: Row, further: Mapping[str, str]) -> Finding:
    node = snapshot.index[str(row["id"])]
    thing, wrong, others = snapshot.nodes[node], str(row.get("wrong") or ""), tuple(further.values())
    details = {c: v for c, v in sorted(row.items()) if c not in {"id", "wrong", "name", "label"} and c not in further}
    names = {column.removesuffix("_id"): snapshot.nodes[snapshot.index[id_]].name for column, id_ in further.items()}
    owners = ", ".join(snapshot.nodes[owner].name for owner in snapshot.owners(node)) or None
    board = boards(snapshot).get(node)
    message = _said(rule.said_of(wrong), {**rule.parameters, **details, **names, "name": thing.name})
    assumed = assumptions(snapshot, rule, node, [snapshot.index[other] for other in others])
    is_lowered = bool(assumed) and rule.severity == "error"
    if is_lowered:
        message = joined([message, said(snapshot, assumed)], " ")
    return Finding(
        id=thing.id, name=thing.name, label=thing.label, finding="|".join(filter(None, (rule.id, thing.id, *others, wrong))),
        rule=rule.id, theme=rule.theme, severity="warning" if is_lowered else rule.severity,
        wrong=wrong, others=others, details=details, owner=owners, message=Words.of(message),
        assumed=tuple(map(called, assumed)),
        organisation=None if board is None else snapshot.nodes[board].id,
        organisation_name=None if board is None else snapshot.nodes[board].name,
    )  # fmt: skip


def _said(text: Text, values: Mapping[str, object]) -> Text:
    """The words with names and details in them; a detail nobody knows is a dash."""
    return Text(text.sv.format_map(_Spoken(values, "sv")), text.en.format_map(_Spoken(values, "en")))


class _Spoken(dict[str, object]):
    def __init__(self, values: Mapping[str, object], language: Language) -> None:
        super().__init__((name, _spoken(value, language)) for name, value in values.items())

    def __missing__(self, key: str) -> str:
        return "–"


def _spoken(value: object, language: Language) -> object:
    if isinstance(value, dict) and language in value:
        return value[language]
    if isinstance(value, list | tuple):
        return ", ".join(str(_spoken(part, language)) for part in value)
    if isinstance(value, float):
        return figure(value).in_language(language)
    return "–" if value is None else value


def _missing(snapshot: Snapshot, id_: str, what: str) -> Missing:
    thing = snapshot.nodes[snapshot.index[id_]]
    return Missing(id=id_, name=thing.name, label=thing.label, missing=what)


def _outcome(rule: Rule, **told: Any) -> Outcome:
    return Outcome(
        rule=rule.id, title=Words.of(rule.title), theme=rule.theme, severity=rule.severity, why=Words.of(rule.why),
        fix=Words.of(rule.fix), source=rule.source, programme=Programme.of(rule.source), file=rule.file, **told,
    )  # fmt: skip


def _gravest_first(finding: Finding) -> tuple[int, str, str]:
    return SEVERITIES.index(finding.severity), finding.rule, finding.finding


def _reasons(outcomes: Sequence[Outcome], problems: Sequence[Problem]) -> Iterator[Text]:
    if problems:
        files = sorted({problem.where.partition(" ")[0].partition(":")[0] for problem in problems})
        yield both("Files that are no rule, and were not asked: {files}.", files=", ".join(files))
    for state, text in (
        ("timed_out", both("were cancelled because they took too long")),
        ("error", both("could not be answered")),
    ):
        if names := [outcome.rule for outcome in outcomes if outcome.state == state]:
            yield both("Rules that {what}: {names}.", what=text, names=", ".join(names))
    if untold := [outcome for outcome in outcomes if outcome.unknown]:
        most = sorted(untold, key=lambda outcome: (-outcome.unknown, outcome.rule))[:_NAMED]
        named = ", ".join(f"{outcome.rule} ({outcome.unknown})" for outcome in most)
        yield both("In {count} rules it cannot be told of some; most in {named}.", count=len(untold), named=named)


def _summary(outcomes: Sequence[Outcome], findings: Sequence[Finding]) -> Text:
    failed = sum(outcome.state == "fail" for outcome in outcomes)
    by = {severity: sum(f.severity == severity for f in findings) for severity in SEVERITIES}
    told = [
        both("{failed} of {asked} rules find something.", failed=failed, asked=len(outcomes)),
        both("Findings: {error} errors, {warning} warnings, {info} for information.", **by),
    ]
    return joined(told, " ")
