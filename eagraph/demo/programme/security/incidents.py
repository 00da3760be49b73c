"""Breaches of personal data: when they were notified, or why not."""

from __future__ import annotations

from eagraph.demo._draft import Draft
from eagraph.demo.programme._wrong import wrong
from eagraph.locale import both

_IN_TIME, _LATE, _SILENT = "felsant-beslutsbrev", "felaktig-behorighet-elevhalsa", "felsand-placeringslista"
_BREACHES = (
    (_IN_TIME, "Felsänt beslutsbrev", 240, "system:omsorgssystemet"),
    (_LATE, "Felaktig behörighet till elevhälsan", 150, "system:besoksbokningen"),
    (_SILENT, "Felsänd placeringslista", 20, "system:placeringsregistret"),
)
_AT_MOST_H, _LATE_H = 70, 118.0


def build(draft: Draft) -> None:
    """Three breaches."""
    for key, name, days, system in _BREACHES:
        detected, closed = draft.day(-days), draft.day(4 - days)
        incident = draft.node("Incident", name, key=key, detected_on=detected, closed_on=closed, severity=2, personal=True)
        draft.tie(incident, "STARTED_IN", system)


def settle(draft: Draft) -> None:
    """All are notified in time, or it is said why not; but one is late and of one nothing is said."""
    chance = draft.stream("breaches")
    for node in list(draft.nodes.values()):
        facts = draft.facts(node.id)
        if node.label == "Incident" and facts.get("personal") is True:
            if chance.random() < 0.3:
                facts["notification_reason"] = "Osannolikt att någon har kommit till skada"
            else:
                facts["notified_after_h"] = float(chance.randint(5, _AT_MOST_H))
    late, silent = f"incident:{_LATE}", f"incident:{_SILENT}"
    for incident in (late, silent):
        draft.facts(incident).pop("notification_reason", None)
    draft.facts(late)["notified_after_h"] = _LATE_H
    draft.facts(silent).pop("notified_after_h", None)
    wrong(draft, "PRI-06", late, both("{thing} was notified too late, and nobody says why."), kind="late")
    wrong(draft, "PRI-06", silent, both("{thing} was not notified, and nobody says why."), kind="silent")
