"""Is information about persons, and of which kind? True, False, or None where nobody has said.

Unlike the rules of aggregation, which look at what can be tied to a subject, this asks what the law asks: what is stated to
be personal data counts even where it is published. Special categories are personal data (GDPR 9), what is anonymous is not
(recital 26).
"""

from __future__ import annotations

from collections.abc import Mapping

from eagraph.escalation.facts import NOBODY
from eagraph.model.fields import Value

Said = Mapping[str, Value]


def is_personal(said: Said) -> bool | None:
    """Is it personal data?

    >>> is_personal({"personal": True}), is_personal({"asset_kind": "anonymous"}), is_personal({"subject_kind": "pupil"})
    (True, False, None)
    """
    if isinstance(said.get("personal"), bool):
        return bool(said["personal"])
    if said.get("special_category") is True:
        return True
    return False if said.get("asset_kind") == "anonymous" or said.get("subject_kind") == NOBODY else None


def is_about(said: Said, kind: str) -> bool | None:
    """Is it personal data about subjects of a kind? Of no kind in particular where it is empty."""
    personal = is_personal(said)
    if personal is False or not kind:
        return personal
    stated = said.get("subject_kind")
    if not stated:
        return None
    return personal if stated == kind else False
