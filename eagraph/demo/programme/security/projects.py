"""What projects have in them of privacy, information security and classification."""

from __future__ import annotations

from eagraph.demo._draft import Draft
from eagraph.demo.programme._ends import Ends, of_label
from eagraph.demo.programme._wrong import wrong
from eagraph.locale import both

_ALL = ("privacy", "infosec", "classification")
_SENSITIVE = 2


def settle(draft: Draft) -> None:
    """All three in every project, but for some that have begun without."""
    ends = Ends(draft, {"CHANGES", "DELIVERS", "HOLDS"})
    projects = of_label(draft, "Project")
    for project in projects:
        draft.facts(project)["activities"] = _ALL
    asked = [project for project in projects if _is_asked(draft, ends, project)]
    told = {
        "none": both("{thing} has begun without privacy, information security and classification in it."),
        "privacy": both("{thing} has begun without privacy in it."),
        "classification": both("{thing} has begun without classification in it."),
        "infosec": both("{thing} has begun without information security in it."),
    }
    for (kind, text), project in zip(told.items(), asked[:-1], strict=False):
        if kind == "none":
            del draft.facts(project)["activities"]
        else:
            draft.facts(project)["activities"] = tuple(part for part in _ALL if part != kind)
        wrong(draft, "PRI-07", project, text, kind=kind)


def _is_asked(draft: Draft, ends: Ends, project: str) -> bool:
    """Does it run, decided on or begun, and touch something sensitive about persons?"""
    facts, today = draft.facts(project), draft.day(0)
    runs = str(facts.get("end") or today) >= today
    begun = any(str(facts.get(name) or "9") <= today for name in ("decided_on", "start"))
    systems = [system for type_ in ("CHANGES", "DELIVERS") for system in ends.out(type_, project)]
    return runs and begun and any(_is_sensitive(draft, ends, system) for system in systems)


def _is_sensitive(draft: Draft, ends: Ends, system: str) -> bool:
    level = draft.facts(system).get("k")
    about = any(draft.facts(asset).get("personal") is True for asset in ends.out("HOLDS", system))
    return isinstance(level, int) and level >= _SENSITIVE and about
