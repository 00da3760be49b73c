"""What do the programme's rules find with a board, and what came and went in the period? From the checks there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from eagraph.board import FindingsOfYear, RuleOfYear, ThemeOfYear
from eagraph.board.drafting import is_kept_apart
from eagraph.board.period import Period
from eagraph.findings.found import Checked, Found
from eagraph.findings.runs import Run, rule_of
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import Text
from eagraph.model.landscape import Node
from eagraph.results import Words
from eagraph.rules.outcome import Outcome
from eagraph.rules.rule import SEVERITIES

MOST_NAMES = 3
Board = tuple[Snapshot, frozenset[int]]


def findings_of_year(
    checked: Checked, runs: Sequence[Run], themes: Mapping[str, Text], *, board: Board, period: Period
) -> FindingsOfYear:
    """The open findings of a board by theme.

    Args:
        checked: what a check of today found.
        runs: the recorded checks, the oldest first.
        themes: titles by theme.
        board: the landscape, and what the board answers for in it (node numbers).
        period: the days looked at.
    """
    snapshot, mine = board
    apart = [node for i, node in enumerate(snapshot.nodes) if is_kept_apart(snapshot, i)]
    rows = [row for row in checked.rows if snapshot.index.get(row.id) in mine and not _names(row, apart)]
    open_ = [row for row in rows if row.status != "exempted"]
    asked = {outcome.theme for outcome in checked.rules}
    told = (_theme(theme, themes[theme], open_, checked.rules, board) for theme in themes if theme in asked)
    answered = [outcome for outcome in checked.rules if outcome.state not in ("error", "timed_out")]
    if is_followed := bool(runs) and runs[0].today <= period.since.isoformat():
        closed = _closed(runs, board, period) - {row.finding for row in checked.rows}
        told = (one.model_copy(update=_came_and_went(one.theme, open_, closed, checked.rules, period)) for one in told)
    return FindingsOfYear(
        rules=len(answered),
        unanswered=len(checked.rules) - len(answered),
        rules_hash=checked.rules_hash,
        themes=tuple(told),
        things=tuple(sorted(row.finding for row in open_)),
        errors=tuple(sorted(row.finding for row in open_ if row.severity == "error")),
        exempted=len(rows) - len(open_),
        oldest=min((row.first_seen for row in open_ if row.first_seen), default=None),
        known_since=runs[0].today if runs else None,
        is_followed=is_followed,
        broken=tuple(sorted((_rule(one, open_) for one in checked.rules if _of(one, open_)), key=_gravest)),
    )


def _names(row: Found, things: Iterable[Node]) -> bool:
    """Does a finding name any of some things, by id or in its words?"""
    said = {row.id, *row.others, *map(str, row.details.values())}
    return any(not said.isdisjoint((thing.id, thing.name)) for thing in things)


def _theme(theme: str, title: Text, rows: Sequence[Found], rules: Iterable[Outcome], board: Board) -> ThemeOfYear:
    snapshot, mine = board
    count = Counter(row.severity for row in rows if row.theme == theme)
    unknown = [one for rule in rules if rule.theme == theme for one in rule.missing if snapshot.index.get(one.id) in mine]
    return ThemeOfYear(
        theme=theme, title=Words.of(title), errors=count["error"], warnings=count["warning"], notes=count["info"],
        new=None, closed=None, unknown=len(unknown),
    )  # fmt: skip


def _came_and_went(
    theme: str, rows: Iterable[Found], closed: Iterable[str], rules: Iterable[Outcome], period: Period
) -> dict[str, int]:
    since = period.since.isoformat()
    of_theme = {rule.rule for rule in rules if rule.theme == theme}
    return {
        "new": sum(row.theme == theme and (row.first_seen is None or row.first_seen >= since) for row in rows),
        "closed": sum(rule_of(finding) in of_theme for finding in closed),
    }


def _closed(runs: Iterable[Run], board: Board, period: Period) -> set[str]:
    """Findings of the board that a check in the period no longer found."""
    snapshot, mine = board
    since, until = period.days.values()
    went = {finding for run in runs if since <= run.today <= until for finding in run.went}
    return {finding for finding in went if snapshot.index.get(finding.split("|")[1]) in mine}


def _of(rule: Outcome, rows: Iterable[Found]) -> list[Found]:
    """The findings of a rule, the longest known first."""
    return sorted((row for row in rows if row.rule == rule.rule), key=lambda row: (row.first_seen or "9999", row.finding))


def _rule(rule: Outcome, rows: Iterable[Found]) -> RuleOfYear:
    found = _of(rule, rows)
    return RuleOfYear(
        rule=rule.rule, title=rule.title, severity=rule.severity, findings=len(found), first_seen=found[0].first_seen,
        names=tuple(dict.fromkeys(row.name for row in found))[:MOST_NAMES], fix=rule.fix,
    )  # fmt: skip


def _gravest(rule: RuleOfYear) -> tuple[int, int, str]:
    return SEVERITIES.index(rule.severity), -rule.findings, rule.rule
