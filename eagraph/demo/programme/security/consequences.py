"""Rules that find what was planted as a truth of another kind: what is classified or protected too low, and small causes."""

from __future__ import annotations

from eagraph.demo._draft import Draft
from eagraph.demo.expected import RAISED, PlantedFinding
from eagraph.demo.programme._broken import broken

_TOGETHER = frozenset({
    "collected-architecture", "combination", "filter-without-evidence", "fine-time-series", "large-volume",
    "overview-service", "several-owners",
})  # fmt: skip
"""Kinds that a rule about information that meets raises."""


def settle(draft: Draft) -> None:
    """What each rule finds of them."""
    for truth in list(draft.expected):
        if RAISED in truth.details:
            (place,) = truth.present
            rule = "CLS-04" if truth.kind in _TOGETHER else "CLS-03"
            _again(draft, rule, place, truth, wrong=str(truth.details["aspect"]))
        elif truth.kind == "weak-safeguards":
            _again(draft, "CLS-02", truth.ids[0], truth, wrong=str(truth.details["aspect"]))
            _again(draft, "CLS-05", truth.ids[0], truth)
        elif truth.kind == "small-cause" and truth.present:
            _again(draft, "IOT-03", truth.ids[0], truth)


def _again(draft: Draft, rule: str, subject: str, truth: PlantedFinding, *, wrong: str = "") -> None:
    others = [id_ for id_ in truth.ids if id_ != subject]
    broken(draft, rule, subject, truth.text, *others, wrong=wrong)
