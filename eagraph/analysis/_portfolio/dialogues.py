"""Whose information reaches a system, and when was each of them last talked to about it?

Whose: the owners of all that is in the system, held there or brought by flows. A dialogue is an Evidence of kind `dialogue`
ABOUT the system and also about the owner, who holds that role, or information that the owner owns. Where no dialogue at all
is on record, nobody keeps such records, and whether one was held is unknown.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from eagraph.analysis._portfolio.calendar import stated
from eagraph.analysis._portfolio.judged import Violation
from eagraph.analysis._portfolio.links import RETIRED, Links
from eagraph.escalation import Escalation
from eagraph.escalation.content import Content
from eagraph.work import counted

Wrong = Literal["no_dialogue", "dialogue_too_old", "dialogue_without_date", "owner_unknown", "same_owner", "nothing"]
KIND = "dialogue"
UNKNOWN = -1
_OFTEN = 100


@dataclass(frozen=True, slots=True)
class Talk:
    """A system and one owner of information in it (`UNKNOWN`: nobody is known to own it), and how their dialogue stands.

    `assets`: what of this owner's is there for certain; `perhaps`: what flows may bring that do not say what they carry.
    """

    system: int
    owner: int
    wrong: Wrong
    violation: Violation
    assets: tuple[int, ...]
    perhaps: tuple[int, ...]
    held: bool
    last: dt.date | None = None
    evidence: int | None = None


@dataclass(frozen=True, eq=False)
class Dialogues:
    """The dialogues of a landscape, as they stand on a day. `since`: an earlier one is too old."""

    escalation: Escalation
    links: Links
    day: dt.date
    since: dt.date

    def of(self, systems: list[int]) -> Iterator[Talk]:
        """Every system with every owner of information in it."""
        found, declared = self.escalation.content, self.escalation.declared_content
        for system in counted(systems, len(systems), every=_OFTEN):
            yield from self._of(system, self._assets(found, system), set(self._assets(declared, system)))

    @property
    def systems(self) -> list[int]:
        """The systems that are not retired."""
        return [i for i in self.links.things("System") if self.links.lifecycle(i) != RETIRED]

    @cached_property
    def are_recorded(self) -> bool:
        """Is any dialogue on record?"""
        nodes = self.links.snapshot.nodes
        return any(nodes[one].properties.get("evidence_kind") == KIND for one in self.links.things("Evidence"))

    def _assets(self, content: Content, system: int) -> list[int]:
        return [int(self.escalation.ground.assets[column]) for column in content.columns(system)]

    def _of(self, system: int, there: list[int], surely: set[int]) -> Iterator[Talk]:
        by_owner: dict[int, list[int]] = defaultdict(list)
        for asset in there:
            for owner in self._owners.get(asset, (UNKNOWN,)):
                by_owner[owner].append(asset)
        held = set(self.links.out("HOLDS").get(system, ()))
        for owner, assets in sorted(by_owner.items()):
            wrong, last, evidence = self._standing(system, owner)
            certain = tuple(sorted(surely & set(assets)))
            breaks = _violation(wrong, is_certain=bool(certain) and self.are_recorded)
            perhaps = tuple(sorted(set(assets) - surely))
            yield Talk(system, owner, wrong, breaks, certain, perhaps, not held.isdisjoint(assets), last, evidence)

    def _standing(self, system: int, owner: int) -> tuple[Wrong, dt.date | None, int | None]:
        if owner == UNKNOWN:
            return "owner_unknown", None, None
        if self._persons(owner) & {one for own in self._owners.get(system, ()) for one in self._persons(own)}:
            return "same_owner", None, None
        talks = self._about.get(system, {}).get(owner, [])
        dated = sorted((day, one) for one in talks if (day := self._date(one)) is not None and day <= self.day)
        if dated and dated[-1][0] >= self.since:
            return "nothing", *dated[-1]
        if undated := [one for one in talks if self._date(one) is None]:
            return "dialogue_without_date", None, undated[0]
        return ("dialogue_too_old", *dated[-1]) if dated else ("no_dialogue", None, None)

    def _date(self, evidence: int) -> dt.date | None:
        return stated(self.links.snapshot.nodes[evidence].properties, "date")

    @property
    def _owners(self) -> dict[int, tuple[int, ...]]:
        return self.links.out("OWNED_BY")

    def _persons(self, owner: int) -> set[int]:
        """An owner, and who holds that role."""
        return {owner, *self.links.out("HELD_BY").get(owner, ())}

    @cached_property
    def _owns(self) -> dict[int, set[int]]:
        """By whatever a dialogue may be about, the owners it is with: themselves, roles held, owners of information."""
        found: dict[int, set[int]] = defaultdict(set)
        for owner in {one for owners in self._owners.values() for one in owners}:
            for one in self._persons(owner):
                found[one].add(owner)
        for asset in self.escalation.ground.assets.tolist():
            found[asset] |= set(self._owners.get(asset, ()))
        return found

    @cached_property
    def _about(self) -> dict[int, dict[int, list[int]]]:
        """By system and owner, the dialogues."""
        found: dict[int, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
        nodes = self.links.snapshot.nodes
        for evidence in self.links.things("Evidence"):
            if nodes[evidence].properties.get("evidence_kind") == KIND:
                about = self.links.out("ABOUT").get(evidence, ())
                owners = sorted({owner for one in about for owner in self._owns.get(one, ())})
                for system in about:
                    for owner in owners if nodes[system].label == "System" else ():
                        found[system][owner].append(evidence)
        return found


def _violation(wrong: Wrong, *, is_certain: bool) -> Violation:
    if wrong in {"nothing", "same_owner"}:
        return "no"
    if wrong in {"owner_unknown", "dialogue_without_date"} or not is_certain:
        return "unknown"
    return "yes"
