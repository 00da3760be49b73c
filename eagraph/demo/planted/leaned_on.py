"""Planted: a small service that the most vital lean on, and a recovery that takes longer than can be borne."""

from __future__ import annotations

from eagraph.demo._draft import Draft
from eagraph.demo.expected import PlantedFinding
from eagraph.demo.planted._places import place, raised
from eagraph.locale import both, figure

_VITAL = ("system:larmmottagningen", "system:utlarmningen", "system:va-driftcentralen")
_RECEPTION, _ALARM = "system:larmmottagningen", "service:trygghetslarm-dygnet-runt"
_RTO_H = 2.0


def build(draft: Draft) -> None:
    """Both."""
    _hub(draft)
    _recovery(draft)


def _hub(draft: Draft) -> None:
    clock = place(draft, draft.stream("planted hub"), "Tidstjänsten", (0, 3, 2, 0))
    for system in _VITAL:
        draft.tie(system, "DEPENDS_ON", clock, mode="soft")
    text = both(
        "{place} is classified T {assigned} as each who leans on it requires; so many vital ones do that T {required} is.",
        place=draft.name(clock), assigned=2, required=3,
    )  # fmt: skip
    raised(draft, "hub", (clock,), ("t", 2, 3), text, rules=["AGG-HUB"], dependants=list(_VITAL))


def _recovery(draft: Draft) -> None:
    draft.facts(_RECEPTION)["rto_h"] = _RTO_H
    longest = float(str(draft.facts(_ALARM)["mtpd_h"]))
    text = both(
        "{service} can be away for {mtpd} h, but {system} is back after {rto} h only.",
        service=draft.name(_ALARM), mtpd=figure(longest), system=draft.name(_RECEPTION), rto=figure(_RTO_H),
    )  # fmt: skip
    details = {"rto_h": _RTO_H, "mtpd_h": longest}
    draft.plant(
        PlantedFinding("long-recovery", (_ALARM, _RECEPTION), "requirement-gaps", text, present=(_ALARM,), details=details)
    )
