"""Governance of one store: which rules there are, what they find today, and whether their examples hold."""

from __future__ import annotations

import datetime as dt
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from eagraph import analysis
from eagraph.collector import resting_collector
from eagraph.errors import Problem, UsageError
from eagraph.exemptions.making import Grounds
from eagraph.findings.baseline import Baseline
from eagraph.findings.exempting import exempting
from eagraph.findings.found import Checked
from eagraph.findings.runs import KIND, Run, runs, seen
from eagraph.findings.runs import record as recorded
from eagraph.findings.standing import standing
from eagraph.graph.in_force import CONTROL_FUNCTION
from eagraph.graph.snapshot import Snapshot
from eagraph.jobs import Jobs
from eagraph.locale import both, joined
from eagraph.model.schema import Schema
from eagraph.results import Result
from eagraph.rules.asking import Answer, asked
from eagraph.rules.catalogue import Catalogue, read_catalogue
from eagraph.rules.embedded import Embedded
from eagraph.rules.engine import Engine
from eagraph.rules.outcome import Check
from eagraph.rules.queries import Queries, read_queries
from eagraph.rules.rule import Rule
from eagraph.rules.running import Ask, Means, check
from eagraph.rules.said import wrong_in
from eagraph.rules.testing import Tried, tried, tried_queries
from eagraph.settings import Settings
from eagraph.store import Answering, Store

EXEMPTION_RULE = "COM-06"
KEPT = 6
"""Answers of checks that are kept."""


class Governance:
    """The rules of one workspace, and what they find."""

    def __init__(
        self, store: Callable[[], Store], snapshot: Callable[[], Snapshot], schema: Schema, settings: Settings,
        clock: Callable[[], dt.datetime], jobs: Jobs,
    ) -> None:  # fmt: skip
        self._jobs = jobs
        self._store = store
        self._snapshot = snapshot
        self._schema = schema
        self._settings = settings
        self._clock = clock
        self._answers: OrderedDict[Hashable, Check] = OrderedDict()
        self._asking = threading.Lock()
        self._filled: tuple[Snapshot, Embedded] | None = None
        self._filling = threading.Lock()

    @cached_property
    def catalogue(self) -> Catalogue:
        """The shipped rules and the city's own.

        Raises:
            UsageError: the settings say something of a rule, or of a value of one, that there is not; all is named.
        """
        found = read_catalogue(self._schema, self._settings.rules, strict=False)
        if problems := tuple(wrong_in(self._settings.rule, found)):
            lines = [both("{where}: {why}", where=problem.where, why=problem.text) for problem in problems]
            raise UsageError(joined([both("The settings of rules are wrong."), *lines], "\n  "))
        return found

    def check(
        self, today: dt.date, *, themes: tuple[str, ...] = (), rules: tuple[str, ...] = (),
        baseline: Baseline | None = None, record: bool = False,
    ) -> Checked:  # fmt: skip
        """Ask rules of the landscape, all or some; every finding with its status and since when it stands.

        Args:
            today: the day they are asked for.
            themes: only these.
            rules: only these.
            baseline: findings that are known.
            record: keep what is found as the newest recorded check.

        Raises:
            UnknownName: there is no such theme or rule.
            UsageError: a check of a scenario or a point in time was to be recorded.
        """
        snapshot = self._snapshot()
        if record and not snapshot.is_as_stored:
            raise UsageError(
                both("Checks are recorded of the landscape as it is now, not of a scenario or a point in time.")
            )
        found = self._found(today, themes, rules)
        exemptions = exempting(snapshot, self.catalogue.rules, found.today, self.control_function)
        if record:
            covered = frozenset(row.finding for row in found.rows if exemptions.covering(row))
            recorded(self._store(), found, covered, self._clock().isoformat(timespec="seconds"))
        return standing(found, exemptions, seen(self.runs()), baseline)

    def grounds(self, today: dt.date, rule: str) -> Grounds:
        """On what an exemption from a rule is made today."""
        can_be = {one.id: one.is_exemptible for one in self.catalogue.rules}
        known = rule.casefold() in {id_.casefold() for id_ in can_be}
        found = self._found(today, (), (rule,)).rows if known else ()
        return Grounds(can_be, self.control_function, tuple((row.finding, row.id, row.organisation or "") for row in found))

    def runs(self) -> list[Run]:
        """The recorded checks, the oldest first."""
        return runs(self._store().saved(KIND))

    def _found(self, today: dt.date, themes: tuple[str, ...], rules: tuple[str, ...]) -> Check:
        """What rules find; the last whole answers are kept, for they are asked for again and again."""
        snapshot, chosen = self._snapshot(), self.catalogue.chosen(themes=themes, rules=rules)
        key = (snapshot.hash, snapshot.scenario, today, tuple(rule.id for rule in chosen))
        with self._asking:
            known = self._answers.get(key)
            found = known or self._jobs.run(both("Rules of the programme"), lambda: self._answered(snapshot, chosen, today))
            if all(outcome.trouble is None for outcome in found.rules):
                self._answers[key] = found
                self._answers.move_to_end(key)
                while len(self._answers) > KEPT:
                    self._answers.popitem(last=False)
            return found

    def _answered(self, snapshot: Snapshot, chosen: Sequence[Rule], today: dt.date) -> Check:
        said, seconds = self._settings.rule, self._settings.rule_seconds
        with resting_collector():
            means = Means(self.engine(snapshot), self._ask(snapshot), today, said, seconds)
            return check(snapshot, chosen, means, self.catalogue)

    @property
    def control_function(self) -> str:
        """Who decides on exemptions: the value of COM-06's parameter."""
        said = [rule.parameters for rule in self.catalogue.rules if rule.id == EXEMPTION_RULE]
        said.append(self._settings.rule.get(EXEMPTION_RULE, {}))
        return next((str(one["control_function"]) for one in reversed(said) if "control_function" in one), CONTROL_FUNCTION)

    @cached_property
    def queries(self) -> Queries:
        """The named queries."""
        return read_queries(self._schema, strict=False)

    def query(self, name: str, params: Mapping[str, Any], today: dt.date) -> Answer:
        """Ask a named query.

        Raises:
            UnknownName: there is no such query, or no such thing.
            UsageError: a parameter is missing, unknown, or cannot be read.
        """
        snapshot, query = self._snapshot(), self.queries.find(name)
        engine = self.engine(snapshot)
        return asked(snapshot, query, params, engine, today=today, seconds=self._settings.rule_seconds)

    def tested(self, folder: Path | None = None) -> tuple[tuple[Problem, ...], tuple[Tried, ...]]:
        """Try the examples of all rules and queries, or of the rules in a folder; what is wrong with files first."""
        catalogue = read_catalogue(self._schema, folder or self._settings.rules)
        rules = [rule for rule in catalogue.rules if folder is None or rule.is_own]
        told = tuple(tried(rules, self._schema, engine=Embedded, ask=self._ask))
        if folder:
            return catalogue.problems, told
        queries = read_queries(self._schema)
        asked_too = tried_queries(queries.queries, self._schema, engine=Embedded)
        return (*catalogue.problems, *queries.problems), (*told, *asked_too)

    def engine(self, snapshot: Snapshot) -> Engine:
        """Who answers queries about a landscape: the store itself where it can and holds it; else a throw-away database."""
        store = self._store()
        if isinstance(store, Answering) and snapshot.is_as_stored:
            return store
        with self._filling:
            if self._filled is None or self._filled[0] is not snapshot:
                self._filled = (snapshot, Embedded(snapshot))
            return self._filled[1]

    def _ask(self, snapshot: Snapshot) -> Ask:
        """Who answers analyses: each once for all the rules of a check that ask the same."""
        told: dict[tuple[str, str], Result[Any]] = {}

        def ask(name: str, params: Mapping[str, Any]) -> Result[Any]:
            key = (name, repr(sorted(params.items())))
            if key not in told:
                question = analysis.find(name)
                read = analysis.read_params(question, {**analysis.usual(self._settings.analysis, name), **params})
                told[key] = question.run(snapshot, read)
            return told[key]

        return ask
