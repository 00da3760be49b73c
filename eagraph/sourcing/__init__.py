"""Sourcing: what is read into the store, from where, by which loader, each source as one step made whole or not at all.

What a source is called: a place keeps the name it has in the store; else the name the settings or a person give it, which
goes along when the source moves; else a title it has itself.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from eagraph.collector import resting_collector
from eagraph.decisions.ledger import Ledger
from eagraph.decisions.vectors import has_levels
from eagraph.errors import EagraphError, Problem, UnknownName, UsageError, nearest_names
from eagraph.loading import Intake, LoadReport, detection
from eagraph.loading.changes import Changes, Stored
from eagraph.loading.folders import sources_in
from eagraph.loading.mapping import read_mapping, records_in
from eagraph.loading.planning import plan
from eagraph.loading.several import load_each
from eagraph.locale import Text, both, first_of
from eagraph.model.identity import slug
from eagraph.model.merging import Precedence
from eagraph.model.schema import Schema
from eagraph.settings import Settings
from eagraph.sourcing.standing import Standing, standing
from eagraph.store import Store
from eagraph.work import Cancelled, Progress, silent

NAMED = 5
"""Sources of a folder that an error names."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How sources are read: with a loader that is named, else the one that knows each; under a mapping; as a trial."""

    loader: str | None = None
    mapping: Path | None = None
    dry_run: bool = False
    progress: Progress = silent
    called: str = ""
    """What the source is to be known by (of one source)."""
    location: str = ""
    """What tells it from others instead of its path (of one source), for a file that only passes through."""


@dataclass(frozen=True, slots=True)
class Synced:
    """What became of a source of the settings: how it stood before, and its report, or why it failed."""

    before: Standing
    report: LoadReport | None
    error: Text | None = None


@dataclass(eq=False)
class Sourcing:
    """Reads sources into one store."""

    store: Callable[[], Store]
    decisions: Callable[[], Ledger]
    schema: Schema
    settings: Settings
    clock: Callable[[], dt.datetime]
    _has_levels: bool = False
    """Has anything that was read a level that somebody decided?"""

    def load(self, sources: Sequence[str], how: Reading) -> list[LoadReport]:
        """Load sources, paths or URLs, in the order given; a folder that is not one source: each that lies in it.

        Raises:
            EagraphError: sources or the store; what is wrong with each is told, the others are loaded, and are named.
        """
        words = read_mapping(how.mapping or self.settings.mapping, self.schema)
        each, unknown = self._told_apart(sources, words, how)
        reports, failure = load_each(each, lambda source: self._one(source, words, how))
        if reports:
            reports[-1] = replace(reports[-1], hints=(*reports[-1].hints, *unknown))
        reports = self._remembered(reports, how)
        if failure:
            raise failure
        return reports

    def _told_apart(
        self, sources: Sequence[str], words: Mapping[str, object], how: Reading
    ) -> tuple[list[str], list[Problem]]:
        """The sources, folders of several as what lies in them, and what lies there that is none."""
        each: list[str] = []
        unknown: list[Problem] = []
        text = both("left out: no loader knows this format, or several do; name one with --loader.")
        for source in sources:
            inside, others = _inside(source, words, how)
            unknown += [Problem(str(other), text) for other in others if inside]
            each += map(str, inside) if inside else [source]
        return each, unknown

    def standings(self, names: Sequence[str] = ()) -> tuple[Standing, ...]:
        """How the sources of the settings stand, in their order; of some names only.

        Raises:
            UnknownName: the settings have no source of a name.
        """
        rows, now = self.store().sources(), self.clock()
        known = {setting.name: setting for setting in self.settings.source}
        for name in names:
            if name not in known:
                listed = ", ".join(known) or "–"
                text = both("The settings have no source {name}; there are {known}.", name=repr(name), known=listed)
                raise UnknownName(text, nearest_names(name, known))
        return tuple(standing(one, rows, now) for name, one in known.items() if not names or name in names)

    def sync(self, names: Sequence[str], how: Reading, *, due: bool = False) -> list[Synced]:
        """Load the sources of the settings in their order; one that fails does not stop the others.

        Args:
            names: only these; none are all.
            how: as a trial or not, and who hears of the progress.
            due: only those it is time for.

        Raises:
            UnknownName: the settings have no source of a name.
        """
        chosen = [one for one in self.standings(names) if not due or one.state in ("never", "due")]
        done = [self._synced(one, how) for one in chosen]
        reports = iter(self._remembered([one.report for one in done if one.report], how))
        return [replace(one, report=next(reports)) if one.report else one for one in done]

    def strange(self) -> tuple[str, ...]:
        """Names in the precedence of the settings that no source of theirs has, nor one in the store."""
        known = {slug(one.name) for one in self.settings.source} | {row.name for row in self.store().sources()}
        named = dict.fromkeys(name for order in self.settings.precedence.values() for name in order)
        return tuple(name for name in named if slug(name) not in known)

    def _synced(self, one: Standing, how: Reading) -> Synced:
        setting = one.setting
        told = replace(how, loader=setting.loader, mapping=setting.mapping, called=setting.name)
        try:
            words = read_mapping(told.mapping or self.settings.mapping, self.schema)
            _check_is_one(setting.where, words, told)
            with resting_collector():
                return Synced(one, self._one(setting.where, words, told))
        except Cancelled:
            raise
        except EagraphError as error:
            return Synced(one, None, error.text)

    def _remembered(self, reports: list[LoadReport], how: Reading) -> list[LoadReport]:
        """The reports, after the levels as they are now went into their history."""
        if how.dry_run or not self._has_levels or not reports:
            return reports
        return self.decisions().after_load(reports, how.progress)

    def _one(self, source: str, words: Mapping[str, object], how: Reading) -> LoadReport:
        if detection.is_url(source):
            live = detection.loader_for_url(source, how.loader)
            title = source.partition("://")[2].strip("/")
            intake = Intake(how.location or source, title, self.schema, words, how.progress, called=how.called)
            live.read_url(source, intake)
            name = detection.short_name(live)
        else:
            path = Path(source)
            loader = detection.loader_for(path, how.loader, words)
            location = how.location or str(path.resolve())
            intake = Intake(location, path.stem, self.schema, words, how.progress, called=how.called)
            loader.read(path, intake)
            name = detection.short_name(loader)
        if (records := records_in(words)) and not intake.is_bent:
            text = both("the entries of {file} are not used: {loader} reads by itself.", file=records.file, loader=name)
            intake.hints.append(Problem(source, text))
        if not (intake.nodes or intake.relationships or intake.table or intake.problems):
            raise UsageError(both("{path}: nothing in it; expected at least one node.", path=source))
        return self.keep(intake, name, dry_run=how.dry_run, progress=how.progress)

    @property
    def _precedence(self) -> Precedence:
        """Source names by property, as the store has them."""
        return {name: tuple(map(slug, order)) for name, order in self.settings.precedence.items()}

    def keep(self, intake: Intake, loader: str, *, dry_run: bool = False, progress: Progress = silent) -> LoadReport:
        """Write what was read, or say what would be written."""
        now = self.clock()
        intake.precedence = self._precedence

        def work(stored: Stored) -> tuple[Changes | None, LoadReport]:
            run = f"{now:%Y%m%dT%H%M%SZ}-{stored.generation + 1}"
            changes, report = plan(stored, intake, loader=loader, run=run, loaded_at=now.isoformat(timespec="seconds"))
            self._has_levels = self._has_levels or has_levels(stored, changes)
            return (None if dry_run else changes), replace(report, dry_run=dry_run)

        return self.store().update(work, progress)


def _inside(source: str, words: Mapping[str, object], how: Reading) -> tuple[list[Path], list[Path]]:
    """The sources that lie in a folder of several, and what lies there that is none; nothing where it is one source."""
    if how.loader or detection.is_url(source) or not detection.is_folder_of_sources(Path(source), words):
        return [], []
    return sources_in(Path(source))


def _check_is_one(where: str, words: Mapping[str, object], how: Reading) -> None:
    """A source of the settings has one name, so it is one source."""
    inside, _ = _inside(where, words, how)
    if inside:
        names = first_of([str(path.relative_to(where)) for path in inside], NAMED)
        text = both("{where} holds several sources ({names}); give each a [[source]] of its own.", where=where, names=names)
        raise UsageError(text)
