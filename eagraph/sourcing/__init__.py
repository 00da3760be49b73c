"""Sourcing: what is read into the store, from where, by which loader, each source as one step made whole or not at all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from eagraph.decisions.vectors import has_levels
from eagraph.errors import Problem, UsageError
from eagraph.loading import Intake, LoadReport, detection
from eagraph.loading.changes import Changes, Stored
from eagraph.loading.mapping import read_mapping, records_in
from eagraph.loading.planning import plan
from eagraph.loading.several import load_each
from eagraph.locale import both
from eagraph.model.schema import Schema
from eagraph.settings import Settings
from eagraph.store import Store
from eagraph.work import Progress, silent


@dataclass(frozen=True, slots=True)
class Reading:
    """How sources are read: with a loader that is named, else the one that knows each; under a mapping; as a trial."""

    loader: str | None = None
    mapping: Path | None = None
    dry_run: bool = False
    progress: Progress = silent


class Sourcing:
    """Reads sources into one store."""

    def __init__(
        self, store: Callable[[], Store], schema: Schema, settings: Settings, clock: Callable[[], dt.datetime]
    ) -> None:
        self._store, self._schema, self._settings, self._clock = store, schema, settings, clock
        self.has_levels = False
        """Has anything that was read a level that somebody decided?"""

    def load(self, sources: Sequence[str], how: Reading) -> list[LoadReport]:
        """Load sources, paths or URLs, in the order given.

        Raises:
            EagraphError: a source or the store; what was loaded before it stays, and is named.
        """
        words = read_mapping(how.mapping or self._settings.mapping, self._schema)
        return load_each(sources, lambda source: self._one(source, words, how))

    def _one(self, source: str, words: Mapping[str, object], how: Reading) -> LoadReport:
        if detection.is_url(source):
            live = detection.loader_for_url(source, how.loader)
            intake = Intake(source, source.partition("://")[2].strip("/"), self._schema, words, how.progress)
            live.read_url(source, intake)
            name = detection.short_name(live)
        else:
            path = Path(source)
            loader = detection.loader_for(path, how.loader, words)
            intake = Intake(str(path.resolve()), path.stem, self._schema, words, how.progress)
            loader.read(path, intake)
            name = detection.short_name(loader)
        if (records := records_in(words)) and not intake.is_bent:
            text = both("the entries of {file} are not used: {loader} reads by itself.", file=records.file, loader=name)
            intake.hints.append(Problem(source, text))
        if not intake.nodes and not intake.relationships and not intake.problems:
            raise UsageError(both("{path}: nothing in it; expected at least one node.", path=source))
        return self.keep(intake, name, dry_run=how.dry_run, progress=how.progress)

    def keep(self, intake: Intake, loader: str, *, dry_run: bool = False, progress: Progress = silent) -> LoadReport:
        """Write what was read, or say what would be written."""
        now = self._clock()

        def work(stored: Stored) -> tuple[Changes | None, LoadReport]:
            run = f"{now:%Y%m%dT%H%M%SZ}-{stored.generation + 1}"
            changes, report = plan(stored, intake, loader=loader, run=run, loaded_at=now.isoformat(timespec="seconds"))
            self.has_levels = self.has_levels or has_levels(stored, changes)
            return (None if dry_run else changes), replace(report, dry_run=dry_run)

        return self._store().update(work, progress)
