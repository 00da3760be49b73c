"""Governance of one store: which rules there are, what they find today, and whether their examples hold."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from eagraph import analysis
from eagraph.errors import Problem
from eagraph.findings.baseline import Baseline
from eagraph.findings.exempting import CONTROL_FUNCTION, exempting
from eagraph.findings.found import Checked
from eagraph.findings.runs import KIND, Run, record, runs, seen
from eagraph.findings.standing import standing
from eagraph.graph.snapshot import Snapshot
from eagraph.model.schema import Schema
from eagraph.results import Result
from eagraph.rules.catalogue import Catalogue, read_catalogue
from eagraph.rules.embedded import embedded
from eagraph.rules.engine import Engine
from eagraph.rules.outcome import Check
from eagraph.rules.running import Ask, Means, check
from eagraph.rules.testing import Tried, tried
from eagraph.settings import Settings
from eagraph.store import Answering, Store

EXEMPTION_RULE = "COM-06"


class Governance:
    """The rules of one workspace, and what they find."""

    def __init__(
        self, store: Callable[[], Store], snapshot: Callable[[], Snapshot], schema: Schema, settings: Settings
    ) -> None:
        self._store = store
        self._snapshot = snapshot
        self._schema = schema
        self._settings = settings

    @cached_property
    def catalogue(self) -> Catalogue:
        """The shipped rules and the city's own."""
        return read_catalogue(self._schema, self._settings.rules)

    def check(
        self, today: dt.date, *, themes: tuple[str, ...] = (), rules: tuple[str, ...] = (), baseline: Baseline | None = None
    ) -> Checked:
        """Ask rules of the landscape, all or some; every finding with its status and since when it stands.

        Raises:
            UnknownName: there is no such theme or rule.
        """
        return self._standing(self._found(today, themes, rules), baseline)

    def record(self, today: dt.date, at: str, *, themes: tuple[str, ...] = (), rules: tuple[str, ...] = ()) -> Checked:
        """Check, and keep what was found as the newest recorded check (`at`: now, UTC, ISO 8601)."""
        found = self._found(today, themes, rules)
        covered = frozenset(row.finding for row in self._standing(found, None).rows if row.status == "exempted")
        record(self._store(), found, covered, at)
        return self._standing(found, None)

    def runs(self) -> list[Run]:
        """The recorded checks, the oldest first."""
        return runs(self._store().saved(KIND))

    def _found(self, today: dt.date, themes: tuple[str, ...], rules: tuple[str, ...]) -> Check:
        snapshot = self._snapshot()
        means = Means(self._engine(snapshot), self._ask(snapshot), today, self._settings.rule, self._settings.rule_seconds)
        return check(snapshot, self.catalogue.chosen(themes=themes, rules=rules), means, self.catalogue)

    def _standing(self, found: Check, baseline: Baseline | None) -> Checked:
        exemptions = exempting(self._snapshot(), self.catalogue.rules, found.today, self.control_function)
        return standing(found, exemptions, seen(self.runs()), baseline)

    @property
    def control_function(self) -> str:
        """Who decides on exemptions: the value of COM-06's parameter."""
        said = [rule.parameters for rule in self.catalogue.rules if rule.id == EXEMPTION_RULE]
        said.append(self._settings.rule.get(EXEMPTION_RULE, {}))
        return next((str(one["control_function"]) for one in reversed(said) if "control_function" in one), CONTROL_FUNCTION)

    def tested(self, folder: Path | None = None) -> tuple[tuple[Problem, ...], tuple[Tried, ...]]:
        """Try the examples of all rules, or of those in a folder, on the embedded engine; what is wrong with files first."""
        catalogue = read_catalogue(self._schema, folder) if folder else self.catalogue
        own = [rule for rule in catalogue.rules if folder is None or rule.is_own]
        return catalogue.problems, tuple(tried(own, self._schema, engine=embedded, ask=self._ask))

    def _engine(self, snapshot: Snapshot) -> Engine:
        """The store itself where it answers queries and holds what is looked at; else a throw-away database."""
        store = self._store()
        return store if isinstance(store, Answering) and not snapshot.scenario else embedded(snapshot)

    def _ask(self, snapshot: Snapshot) -> Ask:
        def ask(name: str, params: Mapping[str, Any]) -> Result[Any]:
            question = analysis.find(name)
            read = analysis.read_params(question, {**analysis.usual(self._settings.analysis, name), **params})
            return question.run(snapshot, read)

        return ask
