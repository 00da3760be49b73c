"""On which legal basis are data processed, and is it still there?

A processing is an Evidence of the kind `processing`, ABOUT an asset, a place, or the management object of a place. Its
`legal_basis` is one of GDPR 6(1), in words or as its letter; `special_basis` one of GDPR 9(2).
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from eagraph.analysis._personal.routines import holds
from eagraph.graph.snapshot import Snapshot
from eagraph.model.fields import Value

Basis = Literal["yes", "ended", "no_special", "not_stated", "none", "unknown"]
_PROCESSING = frozenset({"processing", "behandling"})
_CONSENT = re.compile(r"consent|samtycke|\b6\W{0,2}1\W{0,3}a\b|^\s*a\s*$", re.IGNORECASE)
Processing = Mapping[str, Value]


def is_consent(processing: Processing) -> bool | None:
    """Does it rest on consent? None where it does not say what it rests on.

    >>> [is_consent({"legal_basis": basis}) for basis in ("Samtycke", "art. 6(1)(a)", "6.1 e", "")]
    [True, True, False, None]
    """
    basis = processing.get("legal_basis")
    return bool(_CONSENT.search(str(basis))) if basis else None


@dataclass(frozen=True, eq=False)
class Bases:
    """The processings of a landscape.

    `at`: the day on which what they are about is read; `day`: that on which they are judged (empty: all hold).
    """

    snapshot: Snapshot
    at: dt.date | None
    day: str

    def about(self, things: Iterable[int]) -> list[Processing]:
        """The processings in force about any of some things."""
        return [self.snapshot.nodes[e].properties for e in sorted({e for i in things for e in self._about.get(i, ())})]

    def basis(self, found: list[Processing], *, special: bool) -> Basis:
        """How what these processings cover stands; `unknown` where nobody keeps such records.

        Args:
            found: the processings.
            special: does it have special categories of personal data?
        """
        if not found:
            return "none" if self._about else "unknown"
        stated = [one for one in found if one.get("legal_basis")]
        if not stated:
            return "not_stated" if "legal_basis" in self._stated else "unknown"
        lasting = [one for one in stated if not self._has_ended(one)]
        if not lasting:
            return "ended"
        if special and not any(one.get("special_basis") for one in lasting):
            return "no_special" if "special_basis" in self._stated else "unknown"
        return "yes"

    def _has_ended(self, processing: Processing) -> bool:
        ends = str(processing.get("basis_ends") or "")
        return bool(self.day and ends and ends < self.day)

    @cached_property
    def _stated(self) -> frozenset[str]:
        """What any processing says."""
        said = (self.snapshot.nodes[e].properties for e in {e for about in self._about.values() for e in about})
        return frozenset(name for properties in said for name, value in properties.items() if value)

    @cached_property
    def _about(self) -> dict[int, set[int]]:
        found: dict[int, set[int]] = defaultdict(set)
        at = self.at.isoformat() if self.at else ""
        for j, tie in enumerate(self.snapshot.relationships):
            evidence = int(self.snapshot.source[j])
            said = self.snapshot.nodes[evidence].properties
            if tie.type != "ABOUT" or said.get("evidence_kind") not in _PROCESSING:
                continue
            if holds(said, self.day) and holds(tie.properties, at):
                found[int(self.snapshot.target[j])].add(evidence)
        return dict(found)
