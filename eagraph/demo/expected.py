"""What was planted in the demo city, as data: what to ask, and what the answer must and must not name.

`asks` is the name of an analysis (`blast-radius`, `backtest`, `cycles`, `escalation`, `safeguards`, `duplicates` …) or of a
rule of the register (`OWN-01`, `MAP-01`, `COM-06`, `DQ-08`, `IOT-02`, `CLS-01`). `present` are ids the answer must name,
`absent` ids it must not.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from eagraph.locale import Text

BROKEN = "broken-rule"
"""The kind of truth that a rule of the programme is broken; `asks` is the rule."""
KINDS = (
    "aggregate-of-its-own", BROKEN, "collected-architecture", "combination", "dependency-cycle", "depends-on-retired",
    "duplicate-record", "expired-exemption", "filter-without-evidence", "filters-that-meet", "fine-time-series",
    "holding-redundancy", "hub", "incident", "large-volume", "load-bearing-filter", "long-recovery", "missing-owner",
    "open-zone", "overdue-filter", "overview-service", "parallel-solution", "protection-upside-down", "published-together",
    "sealed-transport", "several-installations", "several-owners", "shared-cause", "small-cause", "stale-record",
    "unclassified-information", "under-classified", "unexplained-consequence", "validated-flow", "weak-safeguards",
)  # fmt: skip
"""Every kind of planted truth; each stands at least once in every city."""
COMPLETE = frozenset({
    "dependency-cycle", "depends-on-retired", "expired-exemption", "filter-without-evidence", "filters-that-meet",
    "missing-owner", "open-zone", "overdue-filter", "stale-record",
})  # fmt: skip
"""Kinds of which the city has no other case than those planted: whoever finds more of them is wrong."""
COMPLETE_RULES: frozenset[str] = frozenset({
    "CLS-01", "CLS-02", "CLS-03", "CLS-04", "CLS-05", "CLS-06", "CLS-07", "COM-01", "COM-02", "COM-03", "COM-04",
    "COM-05", "COM-06", "COM-07", "COM-08", "COM-09", "COM-10", "COM-11", "COM-12", "COM-13", "COM-14", "DEP-01",
    "DQ-01", "DQ-02", "DQ-03", "DQ-04", "DQ-05", "DQ-06", "DQ-07", "DQ-08", "DQ-09", "DQ-10", "DQ-11", "DQ-12", "DQ-13",
    "DQ-14", "DQ-15",
    "FIN-01", "FIN-02", "FIN-03", "FIN-04", "FIN-05", "FIN-06", "INF-01", "INF-02", "INF-03", "INF-04", "INF-05",
    "INF-06", "INF-07", "IOT-01", "IOT-02", "IOT-03", "IOT-04", "ISM-01", "ISM-02", "ISM-03", "ISM-04", "ISM-05",
    "ISM-06", "ISM-07", "ISM-08", "MAP-01", "MAP-02", "MAP-03", "MAP-04", "MAP-05", "MAP-06", "MAP-07", "OWN-01",
    "OWN-02", "OWN-03", "OWN-04", "OWN-05", "OWN-06", "OWN-07", "OWN-08", "PRI-01", "PRI-02", "PRI-03", "PRI-04",
    "PRI-05", "PRI-06", "PRI-07", "PRJ-01", "PRJ-02", "PRJ-03", "PRJ-04", "RES-01", "SEK-01", "SEK-02", "TGT-01",
    "TGT-02", "TGT-03", "TGT-04",
})  # fmt: skip
"""Rules of which the city breaks no other than those planted, whatever their kind of truth: all and only."""
RAISED = "required_at_least"
"""The detail that stands with a truth about a place classified too low; no other place of the city is."""


@dataclass(frozen=True, slots=True)
class PlantedFinding:
    """One planted truth. `ids` are the things it is about; `details` are numbers and names an answer can be held to."""

    kind: str
    ids: tuple[str, ...]
    asks: str
    text: Text
    params: Mapping[str, object] = field(default_factory=dict)
    present: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    details: Mapping[str, object] = field(default_factory=dict)

    def as_dict(self) -> dict[str, object]:
        """The finding as JSON has it."""
        return {
            "kind": self.kind, "ids": list(self.ids), "asks": self.asks, "params": dict(self.params),
            "present": list(self.present), "absent": list(self.absent), "details": dict(self.details),
            "text": self.text.as_dict(), "complete": self.kind in COMPLETE,
        }  # fmt: skip


def as_json(findings: Iterable[PlantedFinding]) -> str:
    """All findings as one JSON list, ordered as given."""
    return json.dumps([finding.as_dict() for finding in findings], ensure_ascii=False, indent=2) + "\n"
