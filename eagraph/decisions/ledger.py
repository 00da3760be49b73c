"""The ledger of a store: which decisions were taken, how do they stand, and how did the levels come to be?

Every decision about a place in an aspect is a version of one text; the last one counts, and none is ever lost.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from eagraph.decisions import Decision
from eagraph.decisions.document import read, write
from eagraph.decisions.history import History, entries
from eagraph.decisions.recorded import settled_by_landscape
from eagraph.decisions.recording import KIND as HISTORY
from eagraph.decisions.recording import Taken, record, recordings
from eagraph.decisions.standing import Standing, standing_alone, standing_of
from eagraph.decisions.taking import decided
from eagraph.errors import EagraphError, Problem, UnknownName
from eagraph.escalation import escalate
from eagraph.graph.snapshot import Snapshot
from eagraph.loading import LoadReport
from eagraph.locale import Text, both
from eagraph.model.classification import Aspect
from eagraph.results import Value, Words
from eagraph.store import Saved, Store
from eagraph.work import Progress, counted, watched

_log = logging.getLogger("eagraph.decisions")
KIND = "decision"
MOST_ENTRIES = 200


class Kept(Value):
    """A decision in one of its versions, when that was kept (UTC, ISO 8601), and what whoever took it should know."""

    decision: Decision
    version: int
    saved_at: str
    remarks: tuple[Words, ...] = ()


class Ledger:
    """The decisions of one store, and the history of levels beside them."""

    def __init__(
        self, store: Callable[[], Store], clock: Callable[[], dt.datetime], landscape: Callable[[], Snapshot]
    ) -> None:
        self._store = store
        self._clock = clock
        self._landscape = landscape
        """As it is stored: a decision is never about a scenario."""

    def all(self) -> tuple[Kept, ...]:
        """The last decision about each place and aspect, by place and aspect."""
        last = {saved.name: saved for saved in self._store().saved(KIND)}
        return tuple(_kept(saved) for _, saved in sorted(last.items()))

    def versions(self, place: str, aspect: Aspect) -> tuple[Kept, ...]:
        """Every decision about a place (id) in an aspect, the oldest first."""
        return tuple(_kept(saved) for saved in self._store().saved(KIND) if saved.name == _name(place, aspect))

    def take(self, said: Mapping[str, object]) -> Kept:
        """Keep what somebody decided (see `eagraph.decisions.Said`), with what it rests on now; the history tells of it.

        Raises:
            InvalidDecision: everything wrong with it.
        """
        now, snapshot = self._clock(), self._landscape()
        decision, remarks = decided(said, snapshot, now.date())
        saved = self._store().save(KIND, _name(decision.place, decision.aspect), write(decision), _at(now))
        taken = Taken(decision.place, decision.aspect, decision.kind, saved.version, decision.decided_by)
        untold = self._recorded(snapshot, taken)
        told = (*remarks, untold) if untold else remarks
        return _kept(saved).model_copy(update={"remarks": tuple(map(Words.of, told))})

    def standing(self, snapshot: Snapshot, today: dt.date) -> Mapping[tuple[str, Aspect], Standing]:
        """By place (id) and aspect that somebody decided about, or that the landscape itself settles, how it stands."""
        escalation, kept = escalate(snapshot), self.all()
        found = {
            (one.decision.place, one.decision.aspect): standing_of(one.decision, one.version, escalation, today)
            for one in counted(kept, len(kept), every=20)
        }
        for place, aspect in settled_by_landscape(escalation):
            if (place, aspect) not in found:
                found[place, aspect] = standing_alone(place, aspect, escalation)
        return dict(sorted(found.items()))

    def find(self, place: str, aspect: Aspect, snapshot: Snapshot, today: dt.date) -> tuple[Standing, tuple[Kept, ...]]:
        """How one place (see `history`) stands in an aspect, and every decision about that, the oldest first.

        Raises:
            UnknownName: there is no such place, or neither somebody nor the landscape tells how it stands.
        """
        standing = self.standing(snapshot, today)
        if (place, aspect) not in standing:
            place = snapshot.nodes[snapshot.find(place)].id
        if (place, aspect) not in standing:
            raise UnknownName(both("Nobody decided about {place}, {aspect}.", place=place, aspect=aspect.upper()))
        return standing[place, aspect], self.versions(place, aspect)

    def history(self, place: str, most: int = MOST_ENTRIES) -> History:
        """How the levels of a place (id, source key, unique name; an id alone where it is gone) came to be, the newest last.

        Raises:
            UnknownName: there is no such place, and never was.
        """
        snapshot = self._landscape()
        node = snapshot.index.get(place)
        told = recordings(self._store().saved(HISTORY), place)
        if node is None and not any(place in one.places for one in told):
            node = snapshot.find(place)
            place = snapshot.nodes[node].id
            told = recordings(self._store().saved(HISTORY), place)
        rows = tuple(entries(place, told))
        name, label = (place, "") if node is None else (snapshot.nodes[node].name, snapshot.nodes[node].label)
        return History(id=place, name=name, label=label, hidden=max(0, len(rows) - most), rows=rows[-most:])

    def after_load(self, reports: Sequence[LoadReport], progress: Progress) -> list[LoadReport]:
        """Record the levels after a load that changed the landscape; where it fails the load stands, and a hint says why."""
        if not any(report.created or report.updated or report.removed for report in reports):
            return [*reports]
        with watched(progress):
            untold = self._recorded(None)
        if untold is None:
            return [*reports]
        last = reports[-1]
        return [*reports[:-1], replace(last, hints=(*last.hints, Problem(last.source, untold)))]

    def _recorded(self, snapshot: Snapshot | None, taken: Taken | None = None) -> Text | None:
        """Record; why that could not be done, where it could not: what it is done after stands in any case."""
        try:
            record(self._store(), snapshot or self._landscape(), _at(self._clock()), taken)
        except EagraphError as error:
            return both("The history of levels was not recorded: {why}", why=error.text)
        except Exception:
            _log.exception("the history of levels was not recorded")
            return both("The history of levels was not recorded: the fault is eagraph's; the log tells where.")
        return None


def _name(place: str, aspect: Aspect) -> str:
    return f"{place}|{aspect}"


def _kept(saved: Saved) -> Kept:
    return Kept(decision=read(saved.content, f"{KIND} {saved.name}"), version=saved.version, saved_at=saved.saved_at)


def _at(now: dt.datetime) -> str:
    return now.isoformat(timespec="seconds")
