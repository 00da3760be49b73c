"""The notice of a breach as far as the landscape knows it: what is hit, about whom, and what is recorded of the incident."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from pydantic import Field

from eagraph.analysis._personal.hit import Hit
from eagraph.analysis._personal.persons import Persons, persons
from eagraph.analysis._personal.routines import Routines, Standing
from eagraph.analysis._personal.whose import Whose
from eagraph.escalation.owners import boards
from eagraph.model.fields import Value as Said
from eagraph.results import Value

Verdict = Literal["yes", "unknown", "no"]


class Notice(Value):
    """What the notices ask for, as far as the landscape knows it."""

    incident: str | None = Field(default=None, description="id of the incident")
    name: str | None = Field(default=None, description="its name")
    detected_on: str | None = Field(default=None, description="the day it was detected")
    closed_on: str | None = Field(default=None, description="the day it was closed")
    severity: int | None = Field(default=None, description="0-4 as recorded")
    recorded_as_personal: Verdict = Field(
        default="unknown", description="does the record say that it concerns personal data?"
    )
    concerns_persons: Verdict = Field(default="no", description="is personal data among what is hit?")
    places: int = Field(default=0, description="how many places are hit")
    subject_kinds: tuple[str, ...] = Field(default=(), title="about whom", description="kinds of subject concerned")
    categories: tuple[str, ...] = Field(default=(), description="kinds of personal data concerned")
    persons_low: int = Field(default=0, title="persons, at least", description="the largest set that is surely hit")
    persons_high: int | None = Field(
        default=None, title="persons, at most", description="all sets together; empty is unknown"
    )
    special: Verdict = Field(default="no", title="special category", description="are special categories among it?")
    secrecy: tuple[str, ...] = Field(default=(), description="provisions by which some of it is secret")
    routine: Standing = Field(
        default="none",
        title="routine for breaches",
        description="is a routine for notifying a breach recorded for all places hit?",
    )


@dataclass(frozen=True, eq=False)
class Case:
    """What is hit, and the record of the incident where there is one."""

    hit: Hit
    incident: int | None

    def said(self, column: int) -> dict[str, Said]:
        """What an information asset says of itself."""
        return dict(self.hit.escalation.snapshot.nodes[int(self.hit.escalation.ground.assets[column])].properties)

    @cached_property
    def record(self) -> dict[str, Said]:
        """What is recorded of the incident."""
        return {} if self.incident is None else dict(self.hit.escalation.snapshot.nodes[self.incident].properties)

    @cached_property
    def detected(self) -> dt.date | None:
        """The day it was detected."""
        said = self.record.get("detected_on")
        return dt.date.fromisoformat(str(said)[:10]) if said else None

    @cached_property
    def personal(self) -> dict[int, bool | None]:
        """By column that is perhaps personal data as it was hit: is it surely?"""
        known = ((column, self.hit.personal(column)) for column in self.hit.columns)
        return {column: is_so for column, is_so in known if is_so is not False}

    @property
    def answering(self) -> dict[int, int]:
        """By node, the board or company that answers for it."""
        return boards(self.hit.escalation.snapshot)

    @cached_property
    def surely(self) -> list[int]:
        """Columns that are surely personal data, and hit by what is declared alone."""
        return [column for column, known in self.personal.items() if known and column in self.hit.declared]

    @cached_property
    def persons(self) -> Persons:
        """How many persons it concerns."""
        subjects = {column: self.said(column).get("subjects") for column in self.personal}
        return persons(subjects, self.surely, self.hit.escalation.facts.bases)

    @cached_property
    def notice(self) -> Notice:
        """What is known of all that is hit."""
        said, every = ([self.said(column) for column in columns] for columns in (self.personal, self.hit.columns))
        severity = self.record.get("severity")
        node = None if self.incident is None else self.hit.escalation.snapshot.nodes[self.incident]
        return Notice(
            incident=node.id if node else None,
            name=node.name if node else None,
            detected_on=self.detected.isoformat() if self.detected else None,
            closed_on=str(self.record["closed_on"]) if self.record.get("closed_on") else None,
            severity=severity if isinstance(severity, int) else None,
            recorded_as_personal=verdict(self.record.get("personal")),
            concerns_persons="yes" if self.surely else "unknown" if self.personal else "no",
            places=len(self.hit.places),
            subject_kinds=tuple(sorted({str(s["subject_kind"]) for s in said if s.get("subject_kind")})),
            categories=tuple(sorted({c for s in said for c in listed(s.get("categories"))})),
            persons_low=self.persons.least,
            persons_high=self.persons.most,
            special=_worst(verdict(s.get("special_category")) for s in said),
            secrecy=tuple(sorted({str(s["secrecy_basis"]) for s in every if s.get("secrecy_basis")})),
            routine=self._routine(),
        )

    def _routine(self) -> Standing:
        """How the routine for notifying stands where it stands worst."""
        ground = self.hit.escalation.ground
        routines, whose = Routines(ground.snapshot, ground.at, ground.day), Whose.of(ground.snapshot, ground.at)
        return routines.worst("breach", [whose.about(place) for place in self.hit.places])


def verdict(said: Said | None) -> Verdict:
    """What something says of itself, where nothing is unknown."""
    return "unknown" if not isinstance(said, bool) else "yes" if said else "no"


def _worst(verdicts: Iterable[Verdict]) -> Verdict:
    known = {*verdicts}
    return "yes" if "yes" in known else "unknown" if "unknown" in known else "no"


def listed(said: Said | None) -> tuple[str, ...]:
    """A list as it is stated; empty where it is not."""
    return tuple(map(str, said)) if isinstance(said, tuple) else ()
