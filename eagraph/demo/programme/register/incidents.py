"""Incidents: registered in one way, analysed, taken into the risk analyses; what was not is planted."""

from __future__ import annotations

import random
from collections import Counter

from eagraph.demo._draft import Draft
from eagraph.demo.organisations import board_of
from eagraph.demo.programme._broken import broken
from eagraph.demo.programme._wrong import wrong
from eagraph.demo.programme.register._records import about, evidence_about, of_label, pairs, targets
from eagraph.locale import both
from eagraph.model.fields import Value

_OFTEN, _TIMES = "system:e-tjanstplattformen", 3
_BLIND = "cause:kanalisation-sjomansgatan"
_TYPES = {
    "driftstopp": "availability", "langa": "availability", "felaktig": "confidentiality", "utebliven": "integrity",
    "felsant": "confidentiality", "ko": "availability",
}  # fmt: skip
"""The kind of an incident by the first word of its id."""
_CAUSES = ("handhavande", "ändring utan test", "fel i programvara", "trasig utrustning", "leverantörens fel")
_EXPECTED_FROM = 3
"""A board that would have so many by its share of the systems, and has none, is said to be silent."""
_BOARDS = frozenset({"board", "executive_board", "company"})


def build(draft: Draft) -> None:
    """Nothing before the flows."""


def settle(draft: Draft) -> None:
    """The same thing three times within a year; then what is known of each, and what is not."""
    for turn in range(_TIMES):
        days = 40 + 90 * turn
        name = f"Kö i överföringen från {draft.name(_OFTEN)}, {draft.day(-days)}"
        incident = draft.node("Incident", name, detected_on=draft.day(-days), closed_on=draft.day(2 - days), severity=1)
        draft.facts(incident)["personal"] = False
        draft.tie(incident, "STARTED_IN", _OFTEN)
    chance = draft.stream("what incidents say")
    for number, incident in enumerate(of_label(draft, "Incident"), start=1):
        _said(draft, chance, incident, number)
    _analysed(draft)
    _repeated(draft)
    _silent(draft)
    _lacking(draft, chance)


def _said(draft: Draft, chance: random.Random, incident: str, number: int) -> None:
    facts = draft.facts(incident)
    word = incident.partition(":")[2].partition("-")[0]
    said: dict[str, Value] = {"register_id": f"INC-{number:04d}", "incident_type": _TYPES.get(word, "physical")}
    if "closed_on" in facts:
        closed = (draft.today.fromisoformat(str(facts["closed_on"])) - draft.today).days
        said |= {"cause": chance.choice(_CAUSES), "analysed_on": draft.day(min(-1, closed + chance.randint(3, 30)))}
    facts.update((name, value) for name, value in said.items() if name not in facts)


def _analysed(draft: Draft) -> None:
    """What something began in is part of a risk analysis, but for the duct nobody thinks of."""
    known = evidence_about(draft, "risk_analysis")
    wholes = targets(draft, "PART_OF")
    for incident, root in pairs(draft, "STARTED_IN"):
        if root == _BLIND:
            text = both("{incident} began in {root}, which is in no risk analysis.", **_names(draft, incident, root))
            broken(draft, "ISM-07", incident, text, root, wrong="blind_spot")
        elif root not in known and not any(whole in known for whole in wholes.get(root, ())):
            name = "Riskanalys för givare och anläggningar"
            about(draft, "risk_analysis", "riskanalys-givare-och-anlaggningar", name, [root], date=draft.day(-80))


def _repeated(draft: Draft) -> None:
    """The first, by id, of those that began in the same thing within a year."""
    by_root: dict[str, list[str]] = {}
    recent = _of_the_year(draft)
    for incident, root in pairs(draft, "STARTED_IN"):
        if incident in recent:
            by_root.setdefault(root, []).append(incident)
    for root, incidents in by_root.items():
        if len(incidents) >= _TIMES:
            text = both("{count} incidents began in {root} within a year.", count=len(incidents), root=draft.name(root))
            broken(draft, "ISM-07", min(incidents), text, root, wrong="repeated")


def _silent(draft: Draft) -> None:
    """Boards with a large share of the systems that have not registered a single incident."""
    owners, belongs = targets(draft, "OWNED_BY"), targets(draft, "BELONGS_TO")
    systems = [s for s in of_label(draft, "System") if draft.facts(s).get("lifecycle") != "retired"]
    recent = _of_the_year(draft)

    def boards_of(thing: str) -> set[str]:
        found = {board_of(draft, org) for owner in owners.get(thing, ()) for org in belongs.get(owner, ())}
        return {board for board in found if draft.facts(board).get("kind") in _BOARDS}

    hit = [*pairs(draft, "STARTED_IN"), *pairs(draft, "AFFECTED")]
    heard = {board for incident, thing in hit if incident in recent for board in boards_of(thing)}
    own = Counter(board for system in systems for board in boards_of(system))
    for board, count in sorted(own.items()):
        if board not in heard and len(recent) * count >= _EXPECTED_FROM * len(systems):
            text = both("{thing} has not registered a single incident in a year.")
            wrong(draft, "ISM-08", board, text, kind="silent")


def _of_the_year(draft: Draft) -> set[str]:
    leap_day = (draft.today.month, draft.today.day) == (2, 29)
    since = draft.today.replace(year=draft.today.year - 1, day=28 if leap_day else draft.today.day).isoformat()
    dates = {incident: str(draft.facts(incident).get("detected_on", "")) for incident in of_label(draft, "Incident")}
    return {incident for incident, day in dates.items() if since <= day <= draft.day(0)}


def _lacking(draft: Draft, chance: random.Random) -> None:
    closed = [one for one in of_label(draft, "Incident") if "closed_on" in draft.facts(one)]
    for rule, name, kind, text in (
        ("ISM-07", "cause", "no_cause", both("{thing} was closed, and its cause is not known.")),
        ("ISM-07", "analysed_on", "not_analysed", both("{thing} was closed without having been analysed.")),
        ("ISM-08", "register_id", "no_number", both("{thing} has no number in the register.")),
        ("ISM-08", "incident_type", "no_kind", both("{thing} does not say what kind it is.")),
    ):
        incident = chance.choice(closed)
        del draft.facts(incident)[name]
        wrong(draft, rule, incident, text, kind=kind)


def _names(draft: Draft, incident: str, root: str) -> dict[str, str]:
    return {"incident": draft.name(incident), "root": draft.name(root)}
