"""Rules that find what was planted as a truth of another kind: what is classified or protected too low, and small causes."""

from __future__ import annotations

from eagraph.demo._draft import Draft
from eagraph.demo.expected import RAISED, PlantedFinding
from eagraph.demo.programme._broken import broken
from eagraph.locale import both

_TOGETHER = frozenset({
    "collected-architecture", "combination", "filters-that-meet", "fine-time-series", "large-volume", "overview-service",
    "several-owners",
})  # fmt: skip
"""Kinds that a rule about information that meets raises."""
_STOPPED = {
    "service:oversvamningsvarning": "sensor:vattenniva-042",
    "service:hamntunneln-oppen-for-trafik": "device:hamntunnelns-pumpar",
    "service:utlarmning-av-raddningstjanst": "facility:elmatning-stationsgatan",
    "service:krisinformation": "system:webbplatsen",
}
"""Critical services, and what stops each alone."""


def settle(draft: Draft) -> None:
    """What each rule finds of them."""
    for truth in list(draft.expected):
        if RAISED in truth.details:
            (place,) = truth.present
            rule = "CLS-04" if _is_together(draft, place, truth) else "CLS-03"
            _again(draft, rule, place, truth, wrong=str(truth.details["aspect"]))
        elif truth.kind == "weak-safeguards":
            _again(draft, "CLS-02", truth.ids[0], truth, wrong=str(truth.details["aspect"]))
            _again(draft, "CLS-05", truth.ids[0], truth)
        elif truth.kind == "small-cause" and truth.present:
            _again(draft, "IOT-03", truth.ids[0], truth)
    _stopped(draft)


def _is_together(draft: Draft, place: str, truth: PlantedFinding) -> bool:
    """Is it information that meets which raises it, be it only that more meets there than was planted?"""
    if truth.kind == "filter-without-evidence":
        return draft.required[str(truth.details["aspect"])][place] > int(str(truth.details[RAISED]))
    return truth.kind in _TOGETHER


def _stopped(draft: Draft) -> None:
    """Critical services that one thing stops which nobody holds to be as critical."""
    for service, cause in _STOPPED.items():
        if service in draft.nodes:
            text = both(
                "{service} is stopped by {cause} alone, which is held to be less critical.",
                service=draft.name(service), cause=draft.name(cause),
            )  # fmt: skip
            broken(draft, "DEP-01", service, text, cause)


def _again(draft: Draft, rule: str, subject: str, truth: PlantedFinding, *, wrong: str = "") -> None:
    others = [id_ for id_ in truth.ids if id_ != subject]
    broken(draft, rule, subject, truth.text, *others, wrong=wrong)
