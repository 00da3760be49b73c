"""Planted: one system registered twice, parallel solutions, installations, exemptions, what is retired but needed."""

from __future__ import annotations

from eagraph.demo._draft import Draft
from eagraph.demo._tables import table
from eagraph.demo.expected import PlantedFinding
from eagraph.demo.organisations import organisation
from eagraph.locale import both

_TWICE = (
    ("arendeparmen", "arendeparm-4-2", "tranlovet"),
    ("larkvisten", "larkvisten-utb-forv", "kvistralund"),
    ("omsorgsvavaren", "omsorgs-vavaren-af", "vindfanan"),
    ("hyresvyn", "hyresvyn-almhamns-bostader", "solkattens"),
    ("vaglyktan", "vaglyktan-trafik", "grastenshed"),
)
_PARALLEL = (
    ("bygglovsportalen", "e-tjanstplattformen", -120),
    ("miljons-handlingsregister", "stadens-diarium", None),
    ("givarnavet-fastighet", "iot-plattformen", None),
    ("idrottens-bokningsbok", "gemensamma-bokningsplattformen", 240),
    ("bostadernas-filarkiv", "e-arkivet", None),
)
"""(local system, common one, days until its exemption ends, where it has one)."""
_INSTALLED = (
    ("Kvistkassan", "kvistralund", ("kvistkassan-badhusen", "kvistkassan-stadsmuseet", "kvistkassan-skolkoken")),
    ("Tillsynsbladet", "tranlovet", ("tillsynsbladet-miljo", "tillsynsbladet-raddning")),
)
_RETIRED = (("boendestodet", "gamla-personregistret"), ("energideklarationerna", "ritningslasaren"))


def build(draft: Draft) -> None:
    """All of them."""
    for one, other, supplier in _TWICE:
        _twice(draft, f"system:{one}", f"system:{other}", supplier)
    for local, common, days in _PARALLEL:
        _parallel(draft, f"system:{local}", f"system:{common}", days)
    for product, supplier, keys in _INSTALLED:
        _installed(draft, product, supplier, tuple(f"system:{key}" for key in keys))
    for needer, retired in _RETIRED:
        _retired(draft, f"system:{needer}", f"system:{retired}")


def _supplied(draft: Draft, system: str, supplier: str) -> None:
    for line in table("organisations"):
        draft.ties.pop((system, "SUPPLIED_BY", f"org:{line['key']}", ""), None)
    org = organisation(draft, supplier)
    draft.facts(system)["vendor"] = draft.name(org)
    draft.tie(system, "SUPPLIED_BY", org)


def _twice(draft: Draft, one: str, other: str, supplier: str) -> None:
    for system, source in ((one, "Systemförteckningen"), (other, "It-inventeringen")):
        _supplied(draft, system, supplier)
        draft.facts(system)["source"] = source
    text = both("{one} and {other} are one system, registered twice.", one=draft.name(one), other=draft.name(other))
    draft.plant(
        PlantedFinding(
            "duplicate-record", (one, other), "duplicates", text, present=(one, other), details={"kind": "same-record"}
        )
    )


def _parallel(draft: Draft, local: str, common: str, days: int | None) -> None:
    text = both("{local} does what the common {common} does or will do.", local=draft.name(local), common=draft.name(common))
    details = {"kind": "parallel-solution", "local": local, "common": common, "exempted": days is not None and days > 0}
    draft.plant(
        PlantedFinding("parallel-solution", (local, common), "duplicates", text, present=(local, common), details=details)
    )
    if days is not None:
        _exempted(draft, local, days)


def _exempted(draft: Draft, local: str, days: int) -> None:
    name, decided = f"Undantag för {draft.name(local)}", draft.day(days - 730)
    exemption = draft.node(
        "Exemption",
        name,
        rule="COM-01",
        decided_by="Kontrollfunktion för undantag",
        decided_on=decided,
        valid_to=draft.day(days),
        diary_number=f"SLK {decided[:4]}/{100 + abs(days)}",
    )
    draft.tie(exemption, "EXEMPTS", local)
    if days < 0:
        text = both("{exemption} ended on {day}.", exemption=name, day=draft.day(days))
        draft.plant(
            PlantedFinding(
                "expired-exemption",
                (exemption, local),
                "COM-06",
                text,
                present=(exemption,),
                details={"valid_to": draft.day(days)},
            )
        )


def _installed(draft: Draft, product: str, supplier: str, systems: tuple[str, ...]) -> None:
    for system in systems:
        _supplied(draft, system, supplier)
    text = both("{product} is installed {count} times.", product=product, count=len(systems))
    details = {"kind": "several-installations", "product": product}
    draft.plant(PlantedFinding("several-installations", systems, "duplicates", text, present=systems, details=details))


def _retired(draft: Draft, needer: str, retired: str) -> None:
    draft.tie(needer, "DEPENDS_ON", retired, mode="hard")
    text = both(
        "{needer} is in use and depends on {retired}, which is retired.",
        needer=draft.name(needer),
        retired=draft.name(retired),
    )
    draft.plant(
        PlantedFinding(
            "depends-on-retired", (needer, retired), "DQ-08", text, present=(needer,), details={"retired": retired}
        )
    )
