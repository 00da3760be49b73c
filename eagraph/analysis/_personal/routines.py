"""Is a routine recorded for what a person may ask, and is it in force?

A routine is an Evidence whose `evidence_kind` is `routine` and whose `routine_kind` says what it is for; the kind may also
say so itself (`routine_access`), or its `tags`. It covers what it is ABOUT: a place, an asset, the management object a place
is MANAGED_IN, or the board or company that answers for it. What has to be kept in an archive instead of erased is an
Evidence that states an `archive_exception`, or whose kind that is.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple, get_args

from eagraph.graph.snapshot import Snapshot
from eagraph.model.fields import Value
from eagraph.model.landscape import Node

Purpose = Literal["access", "erasure", "breach", "withdrawal"]
PURPOSES: tuple[Purpose, ...] = get_args(Purpose)
Standing = Literal["recorded", "archive", "expired", "unspecified", "none"]
STANDINGS: tuple[Standing, ...] = ("recorded", "archive", "expired", "unspecified", "none")
"""The best first. unspecified: a routine is recorded that does not say what it is for; it is perhaps the one."""
_WORDS: dict[str, str] = {
    "access": "access", "extract": "access", "registerutdrag": "access",
    "erasure": "erasure", "erase": "erasure", "deletion": "erasure", "radering": "erasure", "gallring": "erasure",
    "breach": "breach", "personuppgiftsincident": "breach",
    "withdrawal": "withdrawal", "återkallelse": "withdrawal",
    "archive": "archive", "arkiv": "archive", "arkivundantag": "archive",
}  # fmt: skip
_ROUTINES = frozenset({"routine", "rutin", "archive", "arkivundantag"})


class Recorded(NamedTuple):
    """How a routine stands, and the number of its evidence where there is one."""

    standing: Standing
    evidence: int | None = None


@dataclass(frozen=True, eq=False)
class Routines:
    """The routines of a landscape.

    `at`: the day on which what they are about is read; `day`: that on which they are judged (`2026-12-31`; empty: all hold).
    """

    snapshot: Snapshot
    at: dt.date | None
    day: str

    def best(self, purpose: Purpose, things: Iterable[int]) -> Recorded:
        """The best routine for a purpose among those about some things."""
        known = [found for thing in things for found in self._about.get(thing, {}).get(purpose, ())]
        return min(known, key=lambda found: (STANDINGS.index(found.standing), found.evidence), default=Recorded("none"))

    def worst(self, purpose: Purpose, covered: Iterable[Iterable[int]]) -> Standing:
        """How the routine for a purpose stands where it stands worst, of all that is to be covered; none of nothing."""
        found = [self.best(purpose, things).standing for things in covered]
        return max(found, key=STANDINGS.index, default="none")

    @cached_property
    def kept(self) -> frozenset[Purpose]:
        """For what anybody records routines. Where nobody does, that there is none cannot be told."""
        every = ((p, one) for kinds in self._about.values() for p, found in kinds.items() for one in found)
        return frozenset(purpose for purpose, one in every if one.standing != "unspecified")

    @cached_property
    def unspecified(self) -> int:
        """How many routines do not say what they are for."""
        every = [found for kinds in self._about.values() for each in kinds.values() for found in each]
        return len({found.evidence for found in every if found.standing == "unspecified"})

    @cached_property
    def _about(self) -> dict[int, dict[Purpose, list[Recorded]]]:
        found: dict[int, dict[Purpose, list[Recorded]]] = defaultdict(lambda: defaultdict(list))
        snapshot, day = self.snapshot, self.at.isoformat() if self.at else ""
        for j, tie in enumerate(snapshot.relationships):
            if tie.type != "ABOUT" or not holds(tie.properties, day):
                continue
            number = int(snapshot.source[j])
            for purpose, standing in self._of(snapshot.nodes[number]).items():
                found[int(snapshot.target[j])][purpose].append(Recorded(standing, number))
        return found

    def _of(self, evidence: Node) -> dict[Purpose, Standing]:
        said = evidence.properties
        tags = said.get("tags")
        kind = _words(str(said.get("evidence_kind") or ""))
        if said.get("archive_exception"):
            kind |= {"archive"}
        if not kind & _ROUTINES:
            return {}
        kind |= _words(str(said.get("routine_kind") or ""))
        meant = {
            _WORDS[word]
            for word in kind | _words(" ".join(map(str, tags if isinstance(tags, tuple) else ())))
            if word in _WORDS
        }
        in_force = holds(said, self.day)
        found: dict[Purpose, Standing] = {}
        for purpose in PURPOSES:
            if purpose in meant or not meant:
                found[purpose] = "expired" if not in_force else "recorded" if meant else "unspecified"
        if "archive" in meant and "erasure" not in meant:
            found["erasure"] = "archive" if in_force else "expired"
        return found


def holds(said: Mapping[str, Value], day: str) -> bool:
    """Is it valid on a day? Where there is none, it is."""
    begun, ends = str(said.get("valid_from") or ""), str(said.get("valid_to") or "")
    return not day or (begun <= day and (not ends or ends >= day))


def _words(text: str) -> set[str]:
    return set(re.split(r"[^a-zåäö]+", text.lower()))
