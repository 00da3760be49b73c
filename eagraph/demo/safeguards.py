"""The safeguards of the systems that matter most: one set of measures for all, but for the planted ones that lack it.

What its owner says would do serious harm if it came out or stood still is protected in all four aspects, to grade 3.
"""

from __future__ import annotations

from eagraph.demo._draft import Draft
from eagraph.demo.expected import PlantedFinding
from eagraph.locale import both
from eagraph.model.landscape import Node

_SERIOUS = 3
_IN_USE = frozenset({"live", "pilot", "phase_out"})
_WEAK, _PLANNED, _OPEN = "system:placeringsregistret", "system:ekonomiskt-bistand", "system:almhamn-i-siffror"
_HALLS = ("facility:datahall-norr", "facility:datahall-soder")


def build(draft: Draft) -> None:
    """The common set, and what is planted."""
    common = _control(draft, ("Skyddspaket för allvarlig skada", "Safeguards against serious harm"), "krts", grade=3)
    mentioned = {tie.target for tie in draft.ties.values() if tie.type == "PROTECTS"} | {*_HALLS}
    for node in list(draft.nodes.values()):
        if node.id not in {_WEAK, _PLANNED} and (node.id in mentioned or _matters(node)):
            draft.tie(common, "PROTECTS", node.id)
    _gaps(draft)
    _upside_down(draft)


def _matters(system: Node) -> bool:
    facts = system.properties
    worst = max(level for level in (facts.get("k", 0), facts.get("t", 0)) if isinstance(level, int))
    in_use = facts.get("scope") != "external" and facts.get("lifecycle") in _IN_USE
    return system.label == "System" and worst >= _SERIOUS and in_use


def _control(draft: Draft, names: tuple[str, str], aspects: str, *, grade: int, status: str = "verified") -> str:
    name, name_en = names
    return draft.node("Control", name, name_en=name_en, aspects=tuple(aspects), grade=grade, status=status)


def _gaps(draft: Draft) -> None:
    """Confidentiality of two: one kept by less than what is in it needs, and one by what is still on paper."""
    names = ("Driftskydd för socialtjänstens register", "Safeguards of operations for the social services")
    rest = _control(draft, names, "rts", grade=3)
    weak = _control(
        draft, ("Delat lösenord i Placeringsregistret", "Shared password in the Placement Register"), "k", grade=1
    )
    paper = ("Inloggning i två steg i Ekonomiskt bistånd", "Two-factor sign-on in Financial Assistance")
    planned = _control(draft, paper, "k", grade=3, status="planned")
    for control, system, in_force in ((weak, _WEAK, 1), (planned, _PLANNED, 0)):
        draft.tie(control, "PROTECTS", system)
        draft.tie(rest, "PROTECTS", system)
        text = both(
            "{system} needs safeguards of grade {needed} for K; those in force are of grade {found}.",
            system=draft.name(system), needed=3, found=in_force,
        )  # fmt: skip
        details = {"aspect": "k", "required": 3, "in_force": in_force, "control": control}
        asked = {"aspect": "k"}
        draft.plant(
            PlantedFinding("weak-safeguards", (system,), "safeguards", text, asked, present=(system,), details=details)
        )


def _upside_down(draft: Draft) -> None:
    """What is open to all is better protected than what is secret."""
    names = ("Särskilt skydd för Almhamn i siffror", "Special protection of Almhamn in Figures")
    doubled = _control(draft, names, "krts", grade=3)
    draft.tie(doubled, "PROTECTS", _OPEN)
    text = both(
        "{less} holds what is open to all, and is better protected than {more}.",
        less=draft.name(_OPEN), more=draft.name(_WEAK),
    )  # fmt: skip
    details = {"aspect": "k", "grades": [3, 1]}
    draft.plant(
        PlantedFinding("protection-upside-down", (_OPEN, _WEAK), "safeguards", text, present=(_WEAK,), details=details)
    )
