"""Who owns systems and information: mostly one each, in the line organisation; who does not is planted."""

from __future__ import annotations

from eagraph.demo._draft import Draft
from eagraph.demo.organisations import part_of, role
from eagraph.demo.programme._broken import broken
from eagraph.demo.programme._wrong import wrong
from eagraph.demo.programme.register._records import properties, sources, targets
from eagraph.locale import both

_OWNER, _OF_INFORMATION = "Systemägare", "Informationsägare"
_SHARED, _AND = "system:tillsynsbladet-raddning", "org:miljoforvaltningen"
_VACANT = "role:systemagare-almhamns-fibernat"
_AT_SUPPLIER, _AT_IT = "system:energideklarationerna", "system:arkitekturregistret"
_OWNERLESS = "asset:bokningar-i-idrottens-bokningsbok"
_DOUBLE, _SECOND = "asset:adresser-i-kartplattformen", "org:fastighetsnamnden"
_RETIRED_OWNER, _REGISTRAR = "asset:felanmalningar-i-felanmalan-stadsmiljo", "org:trafiknamnden"
_IN_PROJECT = "asset:kassahandelser-i-kvistkassan-badhusen"
_SUPPLIED = "asset:hyresavtal-i-hyresvyn"
_ELSEWHERE, _HOME, _OTHER_BOARD = (
    "asset:tillsynsarenden-i-tillsynsbladet-miljo", "system:tillsynsbladet-miljo", "org:raddningsnamnden",
)  # fmt: skip


def build(draft: Draft) -> None:
    """Change owners, and plant what is wrong with them."""
    _systems(draft)
    _information(draft)
    _outside_the_line(draft)


def settle(draft: Draft) -> None:
    """A business system of the IT department's own."""
    if _AT_IT in draft.nodes:
        text = both("{thing} is a business system and is owned by the IT department.")
        wrong(draft, "OWN-07", _AT_IT, text, kind="it")


def _systems(draft: Draft) -> None:
    owners, owned = targets(draft, "OWNED_BY"), sources(draft, "OWNED_BY")
    if _SHARED in owners and _AND in draft.nodes:
        draft.tie(_SHARED, "OWNED_BY", role(draft, _AND, _OWNER))
        text = both("{thing} has two system owners at a time.")
        wrong(draft, "OWN-01", _SHARED, text, kind="several")
    if _VACANT in draft.nodes:
        person = draft.node("Person", "Valter Rimsälg", key="valter-rimsalg", active=False)
        draft.tie(_VACANT, "HELD_BY", person)
        for system in owned[_VACANT]:
            if draft.nodes[system].label == "System" and draft.facts(system)["lifecycle"] != "planned":
                text = both("The owner of {thing} has left, and nobody has come after.")
                wrong(draft, "OWN-01", system, text, _VACANT, kind="vacant")
    if _AT_SUPPLIER in owners:
        _handed_over(draft, _AT_SUPPLIER, role(draft, "org:grastenshed", _OWNER))
        text = both("{thing} is a business system and is owned by its supplier.")
        wrong(draft, "OWN-07", _AT_SUPPLIER, text, "org:grastenshed", kind="supplier")


def _information(draft: Draft) -> None:
    if _OWNERLESS in draft.nodes:
        _handed_over(draft, _OWNERLESS)
        wrong(draft, "OWN-02", _OWNERLESS, both("Nobody owns {thing}."), kind="none")
    if _DOUBLE in draft.nodes and _SECOND in draft.nodes:
        draft.tie(_DOUBLE, "OWNED_BY", role(draft, _SECOND, _OF_INFORMATION))
        text = both("{thing} has two information owners at a time.")
        wrong(draft, "OWN-02", _DOUBLE, text, kind="several")
    if _RETIRED_OWNER in draft.nodes:
        gone = role(draft, _REGISTRAR, "Registeransvarig")
        draft.facts(gone)["active"] = False
        _handed_over(draft, _RETIRED_OWNER, gone)
        text = both("{thing} is owned by a role that is no longer there.")
        wrong(draft, "OWN-02", _RETIRED_OWNER, text, gone, kind="left")


def _outside_the_line(draft: Draft) -> None:
    if _IN_PROJECT in draft.nodes:
        project = draft.node("Organisation", "Kassaprojektet", kind="project", function="core")
        part_of(draft, project, "org:kulturforvaltningen")
        _handed_over(draft, _IN_PROJECT, role(draft, project, _OF_INFORMATION))
        text = both("{thing} is owned by a project, which ends.")
        wrong(draft, "OWN-03", _IN_PROJECT, text, project, kind="project")
    if _SUPPLIED in draft.nodes:
        _handed_over(draft, _SUPPLIED, role(draft, "org:solkattens", _OF_INFORMATION))
        text = both("{thing} is owned by a supplier.")
        wrong(draft, "OWN-03", _SUPPLIED, text, "org:solkattens", kind="supplier")
    if _ELSEWHERE in draft.nodes and _OTHER_BOARD in draft.nodes:
        _handed_over(draft, _ELSEWHERE, role(draft, _OTHER_BOARD, _OF_INFORMATION))
        properties(draft, _HOME, "HOLDS", _ELSEWHERE)["how"] = "stored"
        text = both(
            "{asset} is owned by another board than {system}.", asset=draft.name(_ELSEWHERE), system=draft.name(_HOME)
        )
        if any(key[:2] == (_HOME, "OWNED_BY") for key in draft.ties):
            broken(draft, "OWN-03", _ELSEWHERE, text, _HOME, wrong="another")


def _handed_over(draft: Draft, thing: str, *owners: str) -> None:
    """Give a thing other owners than it has."""
    for key in [key for key in draft.ties if key[0] == thing and key[1] == "OWNED_BY"]:
        del draft.ties[key]
    for owner in owners:
        draft.tie(thing, "OWNED_BY", owner)
