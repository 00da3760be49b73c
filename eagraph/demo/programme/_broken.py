"""How a broken rule is planted: whom the rule must find, and what its message is about."""

from __future__ import annotations

from eagraph.demo._draft import Draft
from eagraph.demo.expected import BROKEN, PlantedFinding
from eagraph.locale import Text


def broken(draft: Draft, rule: str, subject: str, text: Text, *others: str, wrong: str = "") -> None:
    """Plant that a rule finds a thing.

    Args:
        draft: the city.
        rule: its id.
        subject: whom it finds.
        text: why, in words.
        others: ids of further things the finding is about.
        wrong: the kind of finding, where the rule tells several apart.
    """
    details = {"wrong": wrong} if wrong else {}
    draft.plant(PlantedFinding(BROKEN, (subject, *others), rule, text, present=(subject,), details=details))
