"""The management objects: what they manage, who owns them, their plans of the year, the forum that coordinates them."""

from __future__ import annotations

from eagraph.demo import catalogue
from eagraph.demo._draft import Draft, kept
from eagraph.demo.organisations import role
from eagraph.demo.programme._broken import broken
from eagraph.demo.programme._wrong import wrong
from eagraph.demo.programme.register._records import about, managed, of_label, pairs, remove, targets, untie
from eagraph.locale import both

COVERED = ("goals", "economy", "measures", "risks", "surveys")
_CITY, _COMPANIES = "Stadens portföljråd", "Bolagens portföljråd"
_OF_COMPANIES = frozenset({"object:vatten-och-avlopp", "object:bostader", "object:energi", "object:hamn"})
_WITHOUT_IT_OWNER, _WITHOUT_PLAN, _WITHOUT_FORUM = "object:bostader", "object:raddning", "object:miljo"
_TWICE, _ALSO_IN = "system:passersystemet", "object:gemensam-it"
_NOWHERE = "service:va-overvakning"
_ABROAD = "object:ledning"


def build(draft: Draft) -> None:
    """Put everything in an object, with owners and a plan; the smallest cities have no objects."""
    if draft.scale.keeps_records:
        _manage(draft)
    else:
        _forget(draft)


def settle(draft: Draft) -> None:
    """Put what came last in an object too, say who coordinates them, and plant what is wrong."""
    if not draft.scale.keeps_records:
        _forget(draft)
        return
    _manage(draft)
    for object_ in of_label(draft, "ManagementObject"):
        draft.facts(object_)["forum"] = _COMPANIES if object_ in _OF_COMPANIES else _CITY
    _wrong(draft)
    _coordinated(draft)


def _forget(draft: Draft) -> None:
    kept_elsewhere = {"review", "dialogue"}
    evidence = [e for e in of_label(draft, "Evidence") if draft.facts(e).get("evidence_kind") in kept_elsewhere]
    remove(draft, [*of_label(draft, "ManagementObject"), *evidence])


def _manage(draft: Draft) -> None:
    """Every system and service is managed by somebody; a system of an authority by those who answer for the whole."""
    placed = targets(draft, "MANAGED_IN")
    realised_by = {service: system for system, service in pairs(draft, "REALISES")}
    for thing in [*of_label(draft, "System"), *of_label(draft, "DigitalService")]:
        system = realised_by.get(thing, thing)
        if thing in placed or thing == _NOWHERE or system not in draft.places:
            continue
        place = draft.places[system]
        responsible = draft.districts[place.district].administration if place.district >= 0 else place.org
        abroad = place.scope == "external"
        draft.tie(thing, "MANAGED_IN", _ABROAD if abroad else catalogue.management_object(draft, responsible))
    for object_ in of_label(draft, "ManagementObject"):
        _planned(draft, object_)


def _planned(draft: Draft, object_: str) -> None:
    if object_ != _WITHOUT_IT_OWNER:
        draft.tie(object_, "OWNED_BY", role(draft, "org:it-avdelningen", "Objektägare it"))
    if object_ != _WITHOUT_PLAN:
        key, name = f"forvaltningsplan-{object_.partition(':')[2]}", f"Förvaltningsplan för {draft.name(object_)}"
        covers, day = kept(draft.stream(key), COVERED), draft.day(-140 - 5 * len(object_))
        about(draft, "management_plan", key, name, [object_], year=draft.today.year, date=day, covers=covers)


def _wrong(draft: Draft) -> None:
    if _WITHOUT_IT_OWNER in draft.nodes:
        text = both("{thing} has no owner from IT.")
        wrong(draft, "OWN-04", _WITHOUT_IT_OWNER, text, kind="no_it_owner")
    if _WITHOUT_PLAN in draft.nodes:
        text = both("{thing} has no management plan for this year.")
        wrong(draft, "OWN-04", _WITHOUT_PLAN, text, kind="no_plan")
    if _NOWHERE in draft.nodes:
        untie(draft, _NOWHERE, "MANAGED_IN", "object:vatten-och-avlopp")
        text = both("{thing} is managed in no management object.")
        wrong(draft, "OWN-04", _NOWHERE, text, kind="none")
    if _TWICE in draft.nodes and _ALSO_IN in draft.nodes:
        draft.tie(_TWICE, "MANAGED_IN", _ALSO_IN)
        text = both("{thing} is managed in two management objects.")
        wrong(draft, "OWN-04", _TWICE, text, _ALSO_IN, kind="several")


def _coordinated(draft: Draft) -> None:
    """One object stands in no forum; and one that needs another, and is needed by it, stands in a forum of its own."""
    if _WITHOUT_FORUM in draft.nodes:
        del draft.facts(_WITHOUT_FORUM)["forum"]
        text = both("{thing} is coordinated in no forum.")
        wrong(draft, "OWN-05", _WITHOUT_FORUM, text, kind="no_forum")
    mutual = _mutual(draft)
    alone = [one for one, others in mutual.items() if len(others) == 1 and one not in {_WITHOUT_FORUM, *_OF_COMPANIES}]
    for object_ in alone[:1]:
        draft.facts(object_)["forum"] = f"Styrgrupp för {draft.name(object_)}"
    for one, other in ((one, other) for one, others in mutual.items() for other in others if one < other):
        forums = {draft.facts(object_).get("forum") for object_ in (one, other)}
        if None not in forums and len(forums) > 1:
            names = {"one": draft.name(one), "other": draft.name(other)}
            text = both("{one} and {other} need each other and are not coordinated together.", **names)
            broken(draft, "OWN-05", one, text, other, wrong="mutual")


def _mutual(draft: Draft) -> dict[str, list[str]]:
    """By management object, those that need it and that it needs."""
    objects: dict[str, list[str]] = {}
    for object_, own in managed(draft).items():
        for system in own:
            objects.setdefault(system, []).append(object_)
    leans = {
        (one, other)
        for needer, needed in pairs(draft, "DEPENDS_ON")
        for one in objects.get(needer, ())
        for other in objects.get(needed, ())
        if one != other
    }
    found: dict[str, list[str]] = {}
    for one, other in sorted(leans):
        if (other, one) in leans:
            found.setdefault(one, []).append(other)
    return found
