"""The digital services: publisher, design, quality, access for all, and what those who use them think."""

from __future__ import annotations

from eagraph.demo._draft import Draft, kept
from eagraph.demo.programme._wrong import wrong
from eagraph.demo.programme.register._records import PUBLIC, about, of_label, sources
from eagraph.demo.programme.register.objects import COVERED
from eagraph.locale import both
from eagraph.model.fields import Value

_PUBLIC_TOO = (
    "service:trygghetslarm-dygnet-runt", "service:utlarmning-av-raddningstjanst", "service:braddvarning-for-badplatser",
    "service:oversvamningsvarning", "service:hamntunneln-oppen-for-trafik",
)  # fmt: skip
_OTHER_WAYS = ("telefon", "besök", "blankett", "kontaktcenter")
_PARTLY, _NOT = "service:e-tjanster", "service:hamntunneln-oppen-for-trafik"
_UNASKED, _LONG_AGO = "service:trygghetslarm-dygnet-runt", "service:felanmalan"
_PLAN_WITHOUT, _UNDATED = "object:trafik-och-gata", "object:utbildning"


def build(draft: Draft) -> None:
    """Those planted are for everybody too; and surveys of the services of every object."""
    for service in _PUBLIC_TOO:
        if service in draft.nodes:
            draft.facts(service)["audience"] = ("resident",)
    if draft.scale.keeps_records:
        _survey(draft)


def settle(draft: Draft) -> None:
    """What each says of itself; then what is wrong."""
    chance = draft.stream("what services say")
    for service in _public(draft):
        day = -chance.randint(20, 600)
        said: dict[str, Value | None] = {
            "publisher": "Webbredaktionen, Stadsledningskontoret" if chance.random() < 0.5 else "Kommunikationschefen",
            "design_profile": "Almhamns formspråk",
            "quality_review": draft.day(day),
            "accessibility": kept(chance, "ok"),
            "accessibility_statement": draft.day(day + 10),
            "alternative_channel": chance.choice(_OTHER_WAYS),
            "languages": kept(chance, ("sv", "en"), 0.3),
        }
        draft.facts(service).update((name, value) for name, value in said.items() if value is not None)
    _lacking(draft)
    if draft.scale.keeps_records:
        _survey(draft)
        _asked(draft)


def _public(draft: Draft) -> list[str]:
    audiences = {service: draft.facts(service).get("audience") for service in of_label(draft, "DigitalService")}
    return [one for one, said in audiences.items() if isinstance(said, tuple) and not PUBLIC.isdisjoint(map(str, said))]


def _survey(draft: Draft) -> None:
    """One survey an object about all its services for the public that no survey is about yet."""
    public = set(_public(draft)) - {_UNASKED, _LONG_AGO}
    for object_, own in sources(draft, "MANAGED_IN").items():
        services = [thing for thing in own if thing in public]
        if services:
            key, name = f"undersokning-{object_.partition(':')[2]}", f"Användarundersökning: {draft.name(object_)}"
            day = None if object_ == _UNDATED else draft.day(-60 - 7 * len(key))
            about(draft, "survey", key, name, services, date=day)


def _lacking(draft: Draft) -> None:
    for rule, service, name, kind, text in (
        ("OWN-08", "felanmalan", "publisher", "publisher", both("{thing} has no responsible publisher.")),
        ("OWN-08", "oversvamningsvarning", "design_profile", "design", both("{thing} follows no common design.")),
        ("OWN-08", "oppna-data", "quality_review", "quality", both("The quality of {thing} was never reviewed.")),
        ("TGT-04", "mina-arenden-pa-webben", "accessibility_statement", "no_statement",
         both("{thing} has no accessibility statement.")),
        ("TGT-04", "braddvarning-for-badplatser", "alternative_channel", "no_other_way",
         both("There is no other way than {thing}.")),
    ):  # fmt: skip
        if f"service:{service}" in draft.nodes:
            draft.facts(f"service:{service}").pop(name, None)
            wrong(draft, rule, f"service:{service}", text, kind=kind)
    for service, grade, text in (
        (_PARTLY, "partly", both("{thing} can be used in part only by some.")),
        (_NOT, "not", both("{thing} cannot be used by all.")),
    ):
        if service in draft.nodes:
            draft.facts(service)["accessibility"] = grade
            wrong(draft, "TGT-04", service, text, kind=grade)


def _asked(draft: Draft) -> None:
    if _LONG_AGO in draft.nodes:
        name = f"Användarundersökning: {draft.name(_LONG_AGO)}"
        about(draft, "survey", "undersokning-felanmalan", name, [_LONG_AGO], date=draft.day(-1100))
    for service in (_UNASKED, _LONG_AGO):
        if service in draft.nodes:
            wrong(draft, "TGT-03", service, both("Nobody has asked the users of {thing} lately."), kind="no_survey")
    plan = f"evidence:forvaltningsplan-{_PLAN_WITHOUT.partition(':')[2]}"
    if plan in draft.nodes:
        draft.facts(plan)["covers"] = tuple(part for part in COVERED if part != "surveys")
        cited = set(sources(draft, "MANAGED_IN").get(_PLAN_WITHOUT, ()))
        for service in (one for one in _public(draft) if one in cited):
            text = both("The management plan says nothing of what users think of {thing}.")
            wrong(draft, "TGT-03", service, text, plan, kind="not_cited")
