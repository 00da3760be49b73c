"""The few things a user can do. Command line, API and screens call only this.

Here, and nowhere below, is a clock. A snapshot is drawn up once for each generation of the store and shared.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel

from eagraph import analysis, export
from eagraph.analysis import Analysis
from eagraph.attribution.comparing import Comparing
from eagraph.board import BoardReport
from eagraph.board.gathering import Given, report_of
from eagraph.collector import resting_collector
from eagraph.contents import contents, portrait
from eagraph.decisions.ledger import Ledger
from eagraph.duplicates.ledger import Ledger as Pairs
from eagraph.exemptions.ledger import Exemptions
from eagraph.findings.governance import Governance
from eagraph.graph.extract import Extract
from eagraph.graph.maps import Maps
from eagraph.graph.selecting import EVERYTHING, Selection, select
from eagraph.graph.snapshot import Snapshot
from eagraph.history import at_point
from eagraph.history.points import Points
from eagraph.jobs import Jobs
from eagraph.loading import Intake, LoadReport
from eagraph.loading.changes import SourceRow, Stored
from eagraph.locale import both
from eagraph.memo import Memo
from eagraph.memo.writing import written
from eagraph.model.classification import Aspect
from eagraph.model.classification_model import read_classification_model
from eagraph.model.schema import Schema, read_schema
from eagraph.rehearsal import Rehearsal, given, outcome, rehearse
from eagraph.report import Looks, read_looks
from eagraph.results import Result, SnapshotInfo
from eagraph.scenarios import in_use
from eagraph.scenarios.book import Book, Kept
from eagraph.scenarios.comparing import Comparison, comparable, compared
from eagraph.scenarios.document import read as read_scenario
from eagraph.scenarios.laying import Laid
from eagraph.settings import Settings, neo4j_credentials, read_settings
from eagraph.sourcing import Reading, Sourcing
from eagraph.store import Removed, Store, open_store
from eagraph.tabulation.views import Views
from eagraph.work import Progress, counted, silent


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


class Workspace:
    """One store, one model, one snapshot at a time."""

    def __init__(
        self, settings: Settings | None = None, *, clock: Callable[[], dt.datetime] = _now, store: Store | None = None
    ) -> None:
        self.settings = settings or read_settings()
        classification = read_classification_model(self.settings.classification)
        self.schema: Schema = replace(read_schema(self.settings.types), classification=classification)
        self.jobs = Jobs()
        self._clock = clock
        self._store = store
        self._lock = threading.Lock()
        self._stored = Stored(generation=-1)
        self._snapshot: Snapshot | None = None
        self.sourcing = Sourcing(lambda: self.store, lambda: self.decisions, self.schema, self.settings, clock)
        self._scenarios = Laid()
        self._maps = Maps()

    @property
    def store(self) -> Store:
        """The store, opened when first used."""
        if self._store is None:
            self._store = open_store(self.settings.store, neo4j_credentials())
        return self._store

    def today(self) -> dt.date:
        """The day it is here."""
        return self._clock().date()

    def close(self) -> None:
        """Let the store go."""
        if self._store is not None:
            self._store.close()

    def load(
        self, sources: Sequence[str | Path], *, loader: str | None = None, mapping: Path | None = None,
        dry_run: bool = False, progress: Progress = silent,
    ) -> list[LoadReport]:  # fmt: skip
        """Load sources, each as one step that is made whole or not at all; in the order given.

        Args:
            sources: files, folders or URLs; a folder is one source or holds several.
            loader: read all of them with this one; else each is recognised by its content, or a URL by its scheme.
            mapping: a mapping file; else the one of the settings.
            dry_run: say what would change and change nothing.
            progress: called with the records read so far.

        Raises:
            EagraphError: sources or the store; what is wrong with each is told, the others are loaded, and are named.
        """
        return self.sourcing.load(list(map(str, sources)), Reading(loader, mapping, dry_run, progress))

    def snapshot(self) -> Snapshot:
        """The landscape as it is now or was at the point in time in use, with the scenario in use laid over it."""
        return self.under(in_use.get()) if in_use.get() else self._as_stored()

    def under(self, scenario: str) -> Snapshot:
        """The landscape with a scenario, `name` or `name@version`, laid over it; drawn up once.

        Raises:
            UnknownName: there is no such scenario.
            InvalidScenario: it does not fit the landscape.
        """
        return self._laid(self.find_scenario(scenario))

    def _laid(self, kept: Kept) -> Snapshot:
        return self._scenarios.over(self._as_stored(), kept)

    @property
    def scenarios(self) -> Book:
        """The scenarios the store keeps."""
        return Book(lambda: self.store, lambda: self._clock().isoformat(timespec="seconds"))

    @property
    def decisions(self) -> Ledger:
        """The decisions about raised levels that the store keeps, and the history of every level."""
        return Ledger(lambda: self.store, self._clock, self._as_now)

    @property
    def exemptions(self) -> Exemptions:
        """The exemptions made here."""

        def put(fill: Callable[[Intake], None], source: str) -> LoadReport:
            intake = Intake(source, source, self.schema)
            fill(intake)
            return self.sourcing.keep(intake, source)

        grounds = partial(self.governance.grounds, self.today())
        return Exemptions(lambda: self.store, self._clock, self._as_now, put, grounds)

    @property
    def duplicates(self) -> Pairs:
        """The decisions about pairs that may be one record."""
        return Pairs(lambda: self.store, self._clock, self._as_now)

    def rehearse(self, scenario: str) -> Rehearsal:
        """Run a scenario: every question it asks."""
        kept = self.find_scenario(scenario)
        return self.jobs.run(kept.scenario.title.text, lambda: rehearse(self._laid(kept), kept, self._usual))

    def compare(self, scenarios: Sequence[str]) -> Comparison:
        """What differs between two to five scenarios.

        Raises:
            UsageError: too few or too many, one that does not fit, or nothing fails in one.
        """
        comparable(scenarios)

        def work() -> Comparison:
            kept = ((name, self.find_scenario(name)) for name in counted(scenarios, len(scenarios)))
            outcomes = [outcome(self._laid(one), one, name, self._usual) for name, one in kept]
            return compared(outcomes, SnapshotInfo.of(self._as_stored()))

        return self.jobs.run(both("Comparison of scenarios"), work)

    def find_scenario(self, scenario: str) -> Kept:
        """A scenario by `name` or `name@version`; UnknownName where there is none."""
        return self.scenarios.named(scenario)

    @property
    def views(self) -> Views:
        """The views of tables that the store keeps."""
        return Views(lambda: self.store, lambda: self._clock().isoformat(timespec="seconds"))

    @cached_property
    def points(self) -> Points:
        """The points in time the store keeps."""
        return Points(lambda: self.store, self.schema, self._clock, self.settings.history_mb)

    def _as_stored(self) -> Snapshot:
        """The landscape as it is in the store now, or as it was at the point in time in use."""
        return self.points.at(at_point.get()) if at_point.get() else self._as_now()

    def _as_now(self) -> Snapshot:
        with self._lock:
            if self._snapshot is None or self._stored.generation != self.store.generation():
                with resting_collector():
                    self._stored = self.store.read()
                    self._snapshot = Snapshot.of(self._stored, self.schema)
            return self._snapshot

    def sources(self) -> tuple[SourceRow, ...]:
        """The sources the store knows, in the order they became known."""
        return self.points.stored(at_point.get()).sources if at_point.get() else self.store.sources()

    def removed(self) -> tuple[Removed, ...]:
        """What sources no longer have."""
        return self.store.removed()

    def overview(self) -> dict[str, Any]:
        """What is loaded: counts by label and type, sources, hash and date."""
        return contents(self.snapshot(), self.sources(), len(self.removed()))

    def thing(self, name: str) -> dict[str, Any]:
        """One thing with its properties, where it comes from, and all it is tied to.

        Raises:
            UnknownName: there is none, or the name is unclear.
        """
        return portrait(self.snapshot(), name)

    def analyse(self, name: str, params: Mapping[str, Any] | BaseModel) -> Result[Any]:
        """Ask one question. What is not said of its parameters is as the settings say, else as the analysis does.

        Raises:
            UsageError: the question, a parameter or a setting of one is wrong; every one is named.
        """
        question = analysis.find(name)
        said = params.model_dump(exclude_unset=True) if isinstance(params, BaseModel) else params
        kept = self.find_scenario(in_use.get()) if in_use.get() else None
        snapshot = self._laid(kept) if kept else self._as_stored()
        told = given(snapshot, kept.scenario, question, said) if kept else {}
        read = analysis.read_params(question, {**self._remembered(question), **self._usual(name), **told, **said})
        return self.jobs.run(question.title, lambda: question.run(snapshot, read))

    @cached_property
    def governance(self) -> Governance:
        """The rules of the programme and the city's own, and what they find."""
        return Governance(lambda: self.store, self.snapshot, self.schema, self.settings, self._clock, self.jobs)

    def memo(self, of: str, *, aspect: Aspect | None = None, at: dt.date | None = None) -> Memo:
        """The classification memo of a place or an information asset, in one aspect or all (see `eagraph.memo`)."""
        snapshot, about = self.snapshot(), both("Classification memo: {name}", name=of)
        return self.jobs.run(about, lambda: written(snapshot, of, self.decisions, self.today(), aspect=aspect, at=at))

    def board_report(self, organisation: str, *, year: int | None = None) -> BoardReport:
        """The yearly report to a board or company, of this year where none is said (see `eagraph.board`)."""
        given = Given(self.snapshot(), self.store, self.governance, self.decisions, self.today())
        return self.jobs.run(both("Board report: {name}", name=organisation), lambda: report_of(organisation, year, given))

    @cached_property
    def looks(self) -> Looks:
        """How reports look here."""
        return read_looks(self.settings.templates)

    def _remembered(self, question: Analysis) -> Mapping[str, Any]:
        """Parameters that the store remembers: what was decided about pairs, where a question asks for that."""
        return {name: self.duplicates.told() for name in analysis.remembered(question, "duplicates")}

    def _usual(self, name: str) -> Mapping[str, Any]:
        return analysis.usual(self.settings.analysis, name)

    def export(self, form: str, path: Path, selection: Selection = EVERYTHING) -> list[Path]:
        """Write the landscape, or the part that is selected, in a format; the files written."""
        return export.find(form).write(self.extract(selection), path)

    def extract(self, selection: Selection) -> Extract:
        """The part of the landscape that is selected."""
        ask = partial(self.governance.query, today=self.today())
        return select(self.snapshot(), selection, ask_query=ask, ask_analysis=self.analyse)

    def map(self, level: Literal["organisations", "things"], organisation: str | None = None, since: str = "") -> Any:
        """The map as columns: organisations, or things (of one); of what changed `since` a point in time, if named."""
        before = self.points.at(since) if since else None
        return self._maps.columns(self.snapshot(), level, organisation, before)

    @cached_property
    def comparing(self) -> Comparing:
        """What changed between landscapes, and why answers changed with it."""

        def read(question: Analysis, said: Mapping[str, Any]) -> BaseModel:
            name = question.__name__.rpartition(".")[2].replace("_", "-")
            return analysis.read_params(question, {**self._remembered(question), **self._usual(name), **said})

        return Comparing(self.points, self._as_now, self.schema, read, self.jobs)

    def make_demo(self, folder: Path, *, size: int | None, seed: int, progress: Progress = silent) -> LoadReport:
        """Generate the demo city into a folder, with what was planted beside it, and load it."""
        from eagraph.demo import demo_scenarios, generate

        generate(size=size, seed=seed, today=self.today()).write(folder)
        report = self.load([folder], loader="landscape", progress=progress)[0]
        for file in demo_scenarios():
            self.scenarios.keep(read_scenario(file.read_text(encoding="utf-8"), file.name))
        return report
