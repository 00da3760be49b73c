"""How a planted truth about classification is built: a place that nothing else reaches, information of its own, and flows.

The places are the city's own systems, apart from all others, so that what is required of them is known exactly.
"""

from __future__ import annotations

import random
from collections.abc import Mapping

from eagraph.demo import systems
from eagraph.demo._draft import Draft
from eagraph.demo._tables import table
from eagraph.demo.expected import RAISED, PlantedFinding
from eagraph.demo.flows import integration
from eagraph.demo.information import MODEL
from eagraph.demo.organisations import board_of, organisation, role
from eagraph.locale import Text, both
from eagraph.model.classification import ASPECTS
from eagraph.model.fields import Value

Levels = tuple[int, int, int, int]
"""K R T S."""


def classes(levels: Levels) -> dict[str, Value]:
    """Levels as properties."""
    return dict(zip(ASPECTS, levels, strict=True))


def place(draft: Draft, chance: random.Random, name: str, levels: Levels) -> str:
    """A system of the table of analysis systems, as its owner classified it; its id."""
    line = next(found for found in table("analysis_systems") if found["name"] == name)
    id_ = systems.add(draft, chance, line, organisation(draft, line["org"]), planted=True)
    draft.facts(id_).update(classes(levels))
    return id_


def kept_in(draft: Draft, system: str, name: str, levels: Levels | None, facts: Mapping[str, Value]) -> str:
    """Information that a system stores, of its own board; without levels nobody has classified it; its id."""
    about: dict[str, Value] = {"asset_kind": "primary", "last_verified": draft.day(-90), **facts}
    if levels:
        about |= classes(levels) | {
            "classified_by": "informationsägaren", "classified_on": draft.day(-60), "classification_model": MODEL,
        }  # fmt: skip
    asset = draft.node("InformationAsset", name, about)
    draft.tie(system, "HOLDS", asset, how="stored")
    draft.tie(asset, "OWNED_BY", role(draft, board_of(draft, draft.places[system].org), "Informationsägare"))
    return asset


def sent(
    draft: Draft, ends: tuple[str, str], assets: tuple[str, ...],
    *, first: Mapping[str, Value] | None = None, last: Mapping[str, Value] | None = None,
) -> str:  # fmt: skip
    """Send information from one system to another by an integration of its own; its id.

    `first` stands on the flow into it, `last` on the flow out of it.
    """
    sender, receiver = ends
    what = draft.name(assets[0]).split(" i ")[0]
    link = integration(draft, draft.stream(f"planted flow {sender} {receiver}"), sender, receiver, what=what)
    carried = tuple(sorted(assets))
    draft.tie(sender, "FLOW", link, carries=carried, mode="read", needed=False, **(first or {}))
    draft.tie(link, "FLOW", receiver, carries=carried, mode="read", needed=False, **(last or {}))
    return link


def evidence(draft: Draft, method: str, *, number: int, reviewed: int = 500) -> dict[str, Value]:
    """What is on record of a filter: a method, a decision some time ago, a test, and in how many days it is reviewed."""
    decided = -900 if reviewed < 0 else -200
    return {
        "filter_method": method,
        "filter_decision": f"KIN {draft.day(decided)[:4]}/{number}",
        "filter_decided_by": "Informationsägaren",
        "filter_date": draft.day(decided),
        "filter_review": draft.day(reviewed),
        "filter_evidence": "Prövning mot öppna register",
    }


def raised(
    draft: Draft, kind: str, ids: tuple[str, ...], levels: tuple[str, int, int],
    text: Text | None = None, **details: object,
) -> None:  # fmt: skip
    """Plant that more is required of a thing, the first of `ids` unless `place` names it, than its owner decided.

    Args:
        draft: the city.
        kind: of truth.
        ids: what it is about.
        levels: the aspect, what is assigned, and what is required at least.
        text: why; a sentence about the levels where there is none.
        details: numbers and names; `place` is taken out of them.
    """
    aspect, assigned, required = levels
    at = str(details.pop("place", ids[0]))
    told = text or both(
        "{thing} is classified {aspect} {assigned}, but what is in it requires at least {aspect} {required}.",
        thing=draft.name(at), aspect=aspect.upper(), assigned=assigned, required=required,
    )  # fmt: skip
    facts = {"aspect": aspect, "assigned": assigned, RAISED: required, **details}
    draft.plant(PlantedFinding(kind, ids, "escalation", told, {"aspect": aspect}, present=(at,), details=facts))


def spared(draft: Draft, kind: str, ids: tuple[str, ...], levels: tuple[str, int, int], text: Text) -> None:
    """Plant that something spares the last of `ids` a level: (aspect, what is assigned, what would be required without)."""
    aspect, assigned, without = levels
    facts = {"aspect": aspect, "level": assigned, "without_it": without}
    draft.plant(PlantedFinding(kind, ids, "escalation", text, {"aspect": aspect}, absent=(ids[-1],), details=facts))
