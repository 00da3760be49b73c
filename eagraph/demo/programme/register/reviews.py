"""Reviews of how systems are protected: every object reviews its systems within the year; who was left out is planted."""

from __future__ import annotations

from eagraph.demo._draft import Draft
from eagraph.demo.programme._broken import broken
from eagraph.demo.programme._wrong import wrong
from eagraph.demo.programme.register._records import (
    by_itself,
    evidence_about,
    highest,
    of_objects,
    recorded_once,
    untie,
    without_date,
)
from eagraph.locale import both

_KIND, _WORDS = "review", "Granskning av skyddet i"
_NEVER = 2
_LATE = (("grave", (3, 4), 430), ("middling", (2, 2), 830), ("slight", (0, 1), 1190))
"""The kind of finding, the levels it is about, and how many days ago the last review was."""
_MOST_UNDATED = 9


def build(draft: Draft) -> None:
    """The reviews of the year."""
    if draft.scale.keeps_records:
        of_objects(draft, _KIND, _WORDS, earliest=330, latest=20)


def settle(draft: Draft) -> None:
    """Review what came last too; then leave some out, or leave it at a review of long ago."""
    if not draft.scale.keeps_records:
        return
    of_objects(draft, _KIND, _WORDS, earliest=330, latest=20)
    chance, once = draft.stream("reviews missed"), recorded_once(draft, _KIND)
    for system in chance.sample(sorted(once), k=_NEVER):
        untie(draft, once.pop(system), "ABOUT", system)
        text = both("The protection of {thing} was never reviewed.")
        wrong(draft, "ISM-05", system, text, kind="never")
    for kind, (low, high), days in _LATE:
        fit = [one for one in sorted(once) if (level := highest(draft, one)) is not None and low <= level <= high]
        for system in fit and [chance.choice(fit)]:
            del once[system]
            by_itself(draft, _KIND, _WORDS, system, days)
            text = both(
                "The protection of {system} was last reviewed on {day}.", system=draft.name(system), day=draft.day(-days)
            )
            broken(draft, "ISM-05", system, text, wrong=kind)
    left = evidence_about(draft, _KIND)
    without_date(draft, _KIND, [one for one in once if len(left[one]) == 1], most=_MOST_UNDATED)
