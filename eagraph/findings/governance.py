"""Governance of one store: which rules there are, what they find today, and whether their examples hold."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from eagraph import analysis
from eagraph.errors import Problem
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

    def check(self, today: dt.date, *, themes: tuple[str, ...] = (), rules: tuple[str, ...] = ()) -> Check:
        """Ask rules of the landscape, all or some.

        Raises:
            UnknownName: there is no such theme or rule.
        """
        chosen = self.catalogue.chosen(themes=themes, rules=rules)
        snapshot = self._snapshot()
        means = Means(self._engine(snapshot), self._ask(snapshot), today, self._settings.rule, self._settings.rule_seconds)
        return check(snapshot, chosen, means, self.catalogue)

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
