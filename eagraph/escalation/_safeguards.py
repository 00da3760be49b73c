"""Which safeguards protect a thing, in which aspects and of which grade, and are they in force?

A Control PROTECTS a thing. Its `status` is free text; these words are read (in any case, with - or _ for spaces). A word of
neither kind, or none, leaves open whether it is in force. A thing that no Control mentions is unknown; of one that any
mentions, what is recorded is all there is, or (`partial`) all there is in the aspects it is recorded for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from eagraph.escalation.ground import Ground
from eagraph.graph.snapshot import Snapshot
from eagraph.graph.views import valid_relationships
from eagraph.locale import Text, both
from eagraph.model.classification import ASPECTS, TOP, UNKNOWN, Aspect, Interval
from eagraph.model.fields import Value
from eagraph.model.nodes import ASPECTS as ASPECT_NAMES

Standing = Literal["in_force", "not_in_force", "unknown"]
IN_FORCE = frozenset({
    "in force", "implemented", "verified", "active", "live", "in use", "in place", "in operation", "operational",
    "effective", "i kraft", "införd", "infört", "genomförd", "genomfört", "verifierad", "verifierat", "aktiv", "aktivt",
    "i drift", "i bruk", "på plats", "gäller",
})  # fmt: skip
NOT_IN_FORCE = frozenset({
    "planned", "proposed", "idea", "draft", "decided", "approved", "in progress", "not implemented", "missing", "none",
    "failed", "rejected", "ended", "retired", "withdrawn", "inactive", "planerad", "planerat", "föreslagen", "föreslaget",
    "idé", "utkast", "beslutad", "beslutat", "pågår", "pågående", "ej införd", "inte införd", "ej genomförd",
    "inte genomförd", "saknas", "ingen", "underkänd", "avslagen", "avslutad", "upphörd", "upphävd", "avvecklad", "inaktiv",
})  # fmt: skip
_ASPECTS: Mapping[str, Aspect] = {
    word.casefold(): aspect  # type: ignore[misc]
    for aspect, name in ASPECT_NAMES.items()
    for word in (aspect, name.sv, name.en)
}


@dataclass(frozen=True, slots=True)
class Safeguard:
    """One Control (a node number) as it protects a thing; `aspects` is None where it does not say which."""

    control: int
    aspects: frozenset[Aspect] | None
    grade: Interval
    standing: Standing

    def concerns(self, aspect: Aspect) -> bool:
        """Does it protect in an aspect, or perhaps?"""
        return self.aspects is None or aspect in self.aspects


@dataclass(frozen=True, eq=False)
class Safeguards:
    """By thing (a node number) that any Control mentions, its safeguards by id."""

    by_thing: Mapping[int, tuple[Safeguard, ...]]
    partial: bool = False

    def grade(self, thing: int, aspect: Aspect) -> Interval:
        """The highest grade in force: surely so much, and at most so much; unknown where nothing is recorded."""
        own = [one for one in self.by_thing.get(thing, ()) if one.concerns(aspect)]
        if thing not in self.by_thing or (self.partial and not own):
            return UNKNOWN
        sure = (one.grade.low for one in own if one.standing == "in_force" and one.aspects is not None)
        perhaps = (one.grade.high for one in own if one.standing != "not_in_force")
        return Interval(max(sure, default=0), max(perhaps, default=0))

    def of(self, thing: int, aspect: Aspect, *standings: Standing) -> tuple[int, ...]:
        """The controls that protect a thing in an aspect and stand so."""
        own = self.by_thing.get(thing, ())
        return tuple(one.control for one in own if one.concerns(aspect) and one.standing in standings)

    @cached_property
    def reasons(self) -> tuple[Text, ...]:
        """What is not known of safeguards, in words."""
        return tuple(self._reasons())

    def _reasons(self) -> Iterator[Text]:
        bare = sum(not all(any(one.concerns(a) for one in own) for a in ASPECTS) for own in self.by_thing.values())
        if bare and self.partial:
            yield both(
                "{count} things have safeguards recorded, but not in every aspect; in the others they are unknown.",
                count=bare,
            )
        elif bare:
            yield both(
                "{count} things have safeguards recorded, but not in every aspect; in the others they count as none.",
                count=bare,
            )
        controls = {one.control: one for own in self.by_thing.values() for one in own}.values()
        if unjudged := sum(one.standing == "unknown" for one in controls):
            yield both("{count} safeguards do not say, in a word that is known, whether they are in force.", count=unjudged)
        live = [one for one in controls if one.standing != "not_in_force"]
        if ungraded := sum(one.grade.is_unknown for one in live):
            yield both("{count} safeguards have no grade; they may be worth anything.", count=ungraded)
        if vague := sum(one.aspects is None for one in live):
            yield both("{count} safeguards do not say which aspects they protect.", count=vague)


def safeguards(ground: Ground, *, partial: bool = False) -> Safeguards:
    """The safeguards that are recorded, on a day."""
    snapshot, found = ground.snapshot, defaultdict(list)
    valid = valid_relationships(snapshot, ground.at)
    for j, tie in enumerate(snapshot.relationships):
        control = int(snapshot.source[j])
        if tie.type == "PROTECTS" and valid[j] and snapshot.nodes[control].label == "Control":
            found[int(snapshot.target[j])].append(_safeguard(snapshot, control))
    return Safeguards({thing: tuple(sorted(own, key=lambda one: one.control)) for thing, own in found.items()}, partial)


def standing_of(status: Value | None) -> Standing:
    """What the word of a status says.

    >>> standing_of("In-Force"), standing_of("planerad"), standing_of("kanske")
    ('in_force', 'not_in_force', 'unknown')
    """
    word = " ".join(str(status or "").casefold().replace("_", " ").replace("-", " ").split())
    return "in_force" if word in IN_FORCE else "not_in_force" if word in NOT_IN_FORCE else "unknown"


def _safeguard(snapshot: Snapshot, control: int) -> Safeguard:
    said = snapshot.nodes[control].properties
    listed, grade = said.get("aspects"), said.get("grade")
    words = listed if isinstance(listed, tuple) else ()
    aspects = frozenset(_ASPECTS[word.casefold()] for word in words if word.casefold() in _ASPECTS)
    stated = Interval(grade, grade) if isinstance(grade, int) and 0 <= grade <= TOP else UNKNOWN
    return Safeguard(control, aspects or None, stated, standing_of(said.get("status")))
