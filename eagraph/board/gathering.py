"""What a report is made with is gathered: who answers queries and analyses, what the rules find, what was decided."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from eagraph import analysis
from eagraph.board import BoardReport
from eagraph.board.drafting import Means, Row, told_of
from eagraph.board.following import findings_of_year
from eagraph.board.period import Period
from eagraph.board.writing import find_board, written
from eagraph.decisions.ledger import Ledger
from eagraph.decisions.recording import KIND, recordings
from eagraph.findings.governance import Governance
from eagraph.graph.snapshot import Snapshot
from eagraph.results import Result
from eagraph.rules.engine import Engine
from eagraph.store import Store

SECONDS = 60.0
"""How long one query may run."""


@dataclass(frozen=True, slots=True)
class Given:
    """The landscape; where the history of levels is kept; who asks rules and queries; what was decided; and the day."""

    snapshot: Snapshot
    store: Store
    governance: Governance
    ledger: Ledger
    today: dt.date


def report_of(organisation: str, year: int | None, given: Given) -> BoardReport:
    """The report to the board or company that answers for an organisation.

    Args:
        organisation: id, source key or unique name.
        year: the year; the one that runs where none is said.
        given: what it is made from.

    Raises:
        UnknownName: there is no such organisation.
        UsageError: it is no organisation, or the year has not begun.
    """
    snapshot, today = given.snapshot, given.today
    board, period = find_board(snapshot, organisation), Period.of(year, today)
    mine = told_of(snapshot, board)
    themes, runs = given.governance.catalogue.themes, given.governance.runs()
    checked = given.governance.check(today)
    means = Means(
        rows=_rows(given.governance.engine(snapshot)),
        ask=_ask(snapshot),
        findings=findings_of_year(checked, runs, themes, board=(snapshot, mine), period=period),
        standing=given.ledger.standing(snapshot, today),
        recordings=recordings(given.store.saved(KIND)),
    )
    return written(snapshot, board, period, means)


def _rows(engine: Engine) -> Callable[[str, Mapping[str, Any]], Sequence[Row]]:
    def rows(query: str, params: Mapping[str, Any]) -> Sequence[Row]:
        given = {name: tuple(value) if isinstance(value, list) else value for name, value in params.items()}
        return engine.rows(query, given, SECONDS)

    return rows


def _ask(snapshot: Snapshot) -> Callable[[str, Mapping[str, Any]], Result[Any]]:
    def ask(name: str, params: Mapping[str, Any]) -> Result[Any]:
        question = analysis.find(name)
        return question.run(snapshot, analysis.read_params(question, params))

    return ask
