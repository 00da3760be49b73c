"""A desk that writes down every answer it gives, for whoever looks behind the figures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from pydantic import BaseModel

from eagraph.attribution import Answer as Why
from eagraph.attribution.explaining import MOST_ASKINGS
from eagraph.board import BoardReport
from eagraph.comparison import Differences
from eagraph.findings.governance import Governance
from eagraph.graph.snapshot import Snapshot
from eagraph.jobs import Jobs
from eagraph.memo import Memo
from eagraph.model.classification import Aspect
from eagraph.report import Looks
from eagraph.reports import Desk, Differing
from eagraph.results import Result
from eagraph.scenarios.comparing import Comparison

Answer = TypeVar("Answer", bound=BaseModel)


class Listening:
    """The desk of another, whose answers are kept in the order they were given."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.answers: list[tuple[str, dict[str, Any]]] = []

    @property
    def jobs(self) -> Jobs:
        """Where long work is told of."""
        return self.desk.jobs

    @property
    def looks(self) -> Looks:
        """How reports look."""
        return self.desk.looks

    @property
    def governance(self) -> Governance:
        """The rules, and what they find."""
        return self.desk.governance

    @property
    def comparing(self) -> Differing:
        """What changed between points in time."""
        return _Comparing(self.desk.comparing, self._heard)

    def snapshot(self) -> Snapshot:
        """The landscape."""
        return self.desk.snapshot()

    def today(self) -> dt.date:
        """The date of the report."""
        return self.desk.today()

    def analyse(self, name: str, params: Mapping[str, Any] | BaseModel) -> Result[Any]:
        """The answer of an analysis."""
        return self._heard(name, self.desk.analyse(name, params))

    def compare(self, scenarios: Sequence[str]) -> Comparison:
        """What differs between scenarios."""
        return self._heard("scenario-compare", self.desk.compare(scenarios))

    def memo(self, of: str, *, aspect: Aspect | None = None, at: dt.date | None = None) -> Memo:
        """A classification memo."""
        return self._heard("memo", self.desk.memo(of, aspect=aspect, at=at))

    def board_report(self, organisation: str, *, year: int | None = None) -> BoardReport:
        """A yearly report."""
        return self._heard("board", self.desk.board_report(organisation, year=year))

    def _heard(self, name: str, answer: Answer) -> Answer:
        self.answers.append((name, answer.model_dump(mode="json")))
        return answer


class _Comparing:
    """Comparisons of another, heard."""

    def __init__(self, comparing: Differing, heard: Callable[[str, Any], Any]) -> None:
        self._comparing, self._heard = comparing, heard

    def at(self, point: str) -> Snapshot:
        """The landscape at a point in time."""
        return self._comparing.at(point)

    def since(self, old: str, new: str = "") -> Differences:
        """What differs between two points in time."""
        found: Differences = self._heard("diff", self._comparing.since(old, new))
        return found

    def why(self, question: str, params: Mapping[str, Any], *, old: str, new: str = "", most: int = MOST_ASKINGS) -> Why:
        """Why an answer changed."""
        found: Why = self._heard("attribution", self._comparing.why(question, params, old=old, new=new, most=most))
        return found
