"""The exemptions made here: kept as texts with every version, and put into the landscape as a source of their own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping

from eagraph.errors import InvalidDecision, Problem, UnknownName, nearest_names
from eagraph.exemptions import SOURCE, Kept, Made
from eagraph.exemptions.making import Grounds, made
from eagraph.graph.snapshot import Snapshot
from eagraph.loading import Intake, LoadReport, NodeRecord, Reference, RelationshipRecord
from eagraph.locale import both
from eagraph.results import Words
from eagraph.store import Saved, Store

Put = Callable[[Callable[[Intake], None], str], LoadReport]
"""Load what a function fills an intake with, as the source of that name."""


class Exemptions:
    """The exemptions of one store."""

    def __init__(
        self, store: Callable[[], Store], clock: Callable[[], dt.datetime], landscape: Callable[[], Snapshot],
        put: Put, grounds: Callable[[str], Grounds],
    ) -> None:  # fmt: skip
        self._store = store
        self._clock = clock
        self._landscape = landscape
        self._put = put
        self._grounds = grounds

    def all(self) -> tuple[Kept, ...]:
        """The last version of each, by id."""
        last = {saved.name: saved for saved in self._store().saved(SOURCE)}
        return tuple(_kept(saved) for _, saved in sorted(last.items()))

    def make(self, said: Mapping[str, object]) -> Kept:
        """Keep an exemption and put it into the landscape (see `making.made`).

        Raises:
            InvalidDecision: everything wrong with it.
        """
        now = self._clock()
        new = made(said, self._landscape(), now.date(), self._grounds)
        kept = self._keep(new, now)
        if new.covers:
            return kept
        remark = both("Nothing is found of it now; it covers whatever the rule finds there.")
        return kept.model_copy(update={"remarks": (Words.of(remark),)})

    def end(self, id_: str, why: str) -> Kept:
        """End one today, before its time.

        Raises:
            UnknownName: none made here has that id or diary number.
            InvalidDecision: it has ended already, or nothing is said why.
        """
        found = {key: kept.made for kept in self.all() for key in (kept.made.id, kept.made.diary_number)}
        if id_ not in found:
            text = both("No exemption {id} was made here; one that a source told of is ended in that source.", id=repr(id_))
            raise UnknownName(text, nearest_names(id_, found))
        one, now = found[id_], self._clock()
        if one.ended_on is not None:
            raise InvalidDecision([Problem(id_, both("was ended on {day} already", day=one.ended_on))])
        if not why.strip():
            raise InvalidDecision([Problem("why", both("is missing"))])
        return self._keep(one.model_copy(update={"ended_on": now.date(), "ended_why": why}), now)

    def _keep(self, one: Made, now: dt.datetime) -> Kept:
        others = [kept.made for kept in self.all() if kept.made.id != one.id]
        self._put(lambda intake: _fill(intake, [*others, one]), SOURCE)
        return _kept(self._store().save(SOURCE, one.id, one.model_dump_json(), now.isoformat(timespec="seconds")))


def _kept(saved: Saved) -> Kept:
    return Kept(made=Made.model_validate_json(saved.content), version=saved.version, saved_at=saved.saved_at)


def _fill(intake: Intake, exemptions: Iterable[Made]) -> None:
    """Every exemption as a node and what it spares; one that was ended held until the day before, if it ever did."""
    for one in sorted(exemptions, key=lambda made: made.id):
        ends = one.valid_to if one.ended_on is None else min(one.valid_to, one.ended_on - dt.timedelta(days=1))
        if ends < one.decided_on:
            continue
        said = {
            "name": f"{one.rule} {one.diary_number}", "rule": one.rule, "decided_by": one.decided_by,
            "decided_on": one.decided_on.isoformat(), "valid_to": ends.isoformat(), "diary_number": one.diary_number,
            "reason": one.reason, "conditions": one.conditions, "covers": one.covers, "extent": one.extent,
        }  # fmt: skip
        intake.node(NodeRecord(one.id, "Exemption", said, one.id, id=one.id))
        for thing in one.things:
            intake.relationship(RelationshipRecord(Reference(one.id), "EXEMPTS", Reference(thing), {}, one.id))
