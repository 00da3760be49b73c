"""The map of systems: who keeps which part, what the list of common solutions says, what costs out of proportion."""

from __future__ import annotations

import math
from statistics import median

from eagraph.demo import systems
from eagraph.demo._draft import Draft, kept
from eagraph.demo._tables import Row
from eagraph.demo.organisations import board_of
from eagraph.demo.programme._wrong import wrong
from eagraph.demo.programme.register._records import boards, of_label, pairs, systems_in_use
from eagraph.locale import both

_KEEPER = "Stadsledningskontoret"
_KEPT_BY_BOARDS = ("felanmalan-stadsmiljo", "kartplattformen")
_SILENT = frozenset({"org:fastighetsnamnden", "org:almhamns-parkering"})
_UNLISTED, _OLD_LIST = "system:oppna-data-portalen", "system:e-arkivet"
_LISTED_STILL, _LISTED_LOCAL = "system:gamla-personregistret", "system:larplattformen"
_LIST_DAYS, _OLD_DAYS = 70, 500
_COSTLY, _COSTS = "system:kvistkassan-badhusen", (340_000.0, 290_000.0, 360_000.0)
_ALIKE = (_COSTLY, "system:kvistkassan-stadsmuseet", "system:kvistkassan-skolkoken")
_TIMES, _PLANTED_TIMES, _STEP = 3.0, 9.0, 10_000
_UNUSED: Row = {
    "name": "Jourpärmen", "name_en": "On-call Folder", "kind": "business", "scope": "local", "criticality": "0",
    "capabilities": "", "information": "", "host": "", "lifecycle": "live", "product": "", "origin": "own",
}  # fmt: skip
"""A system that nobody uses any more, and that nothing else has to do with."""


def build(draft: Draft) -> None:
    """Who keeps what; no system costs out of proportion but one; and a system nobody uses."""
    unused = systems.add(draft, draft.stream("unused"), _UNUSED, "org:raddningstjansten", planted=True)
    draft.facts(unused)["users"] = 0
    wrong(draft, "MAP-07", unused, both("{thing} has no users."), kind="no_users")
    _stewards(draft)
    _costs(draft)


def settle(draft: Draft) -> None:
    """What boards that came last have entered; the list of common solutions, and what is wrong with it."""
    _of_boards(draft)
    today = draft.day(-_LIST_DAYS)
    for system in of_label(draft, "System"):
        facts = draft.facts(system)
        if facts.get("scope") == "common" and facts.get("lifecycle") != "retired":
            facts["list_date"] = today
    for system, day, kind, text in (
        (_UNLISTED, "", "not_listed", both("{thing} is not in the list of common solutions.")),
        (_OLD_LIST, draft.day(-_OLD_DAYS), "old_list", both("{thing} is only in an old list of common solutions.")),
        (_LISTED_STILL, today, "retired", both("{thing} is retired and still in the list of common solutions.")),
        (_LISTED_LOCAL, today, "not_common", both("{thing} is in the list of common solutions and is local.")),
    ):
        if system in draft.nodes:
            draft.facts(system).pop("list_date", None)
            if day:
                draft.facts(system)["list_date"] = day
            wrong(draft, "MAP-05", system, text, kind=kind)


def _stewards(draft: Draft) -> None:
    """The executive office keeps the overview, every board its own detail; two boards have entered nothing."""
    chance = draft.stream("stewards")
    for place in draft.places.values():
        keeper = draft.name(place.org) if place.scope == "local" else _KEEPER
        steward = kept(chance, keeper)
        if steward and place.scope != "external" and board_of(draft, place.org) not in _SILENT:
            draft.facts(place.id)["steward"] = steward
    _of_boards(draft)
    for board in sorted(_SILENT & draft.nodes.keys()):
        wrong(draft, "MAP-04", board, both("{thing} has entered nothing in the map for a year."), kind="no_detail")
    for key in _KEPT_BY_BOARDS:
        system = f"system:{key}"
        if system in draft.nodes:
            draft.facts(system)["steward"] = draft.name(draft.places[system].org)
            wrong(draft, "MAP-04", system, both("{thing} belongs to the overview and is kept by a board."), kind="overview")


def _of_boards(draft: Draft) -> None:
    """Boards and companies have entered themselves, at least."""
    for board in boards(draft, "board", "company"):
        if board not in _SILENT and "steward" not in draft.facts(board):
            day = draft.day(-10 - 9 * len(board))
            draft.facts(board).update(layer="detail", steward=draft.name(board), last_verified=day)


def _costs(draft: Draft) -> None:
    """No system costs more than three times the median of any capability it supports; one far more."""
    for system, cost in zip(_ALIKE, _COSTS, strict=True):
        draft.facts(system)["cost_year"] = cost
    running = {system for system in systems_in_use(draft) if isinstance(draft.facts(system).get("cost_year"), float)}
    by_capability: dict[str, list[str]] = {}
    for system, capability in pairs(draft, "SUPPORTS"):
        if system in running:
            by_capability.setdefault(capability, []).append(system)
    changed = True
    while changed:
        changed = False
        for own in by_capability.values():
            most = _TIMES * median(_cost(draft, system) for system in own)
            for system in own:
                if _cost(draft, system) > most:
                    draft.facts(system)["cost_year"] = float(most // _STEP * _STEP)
                    changed = True
    (capability,) = [one for one, own in by_capability.items() if _COSTLY in own and one.startswith("capability:")]
    usual = median([math.inf, *(_cost(draft, system) for system in by_capability[capability] if system != _COSTLY)])
    draft.facts(_COSTLY)["cost_year"] = _PLANTED_TIMES * usual
    text = both("{thing} costs far more than others that do the same.")
    wrong(draft, "MAP-07", _COSTLY, text, capability, kind="cost_outlier")


def _cost(draft: Draft, system: str) -> float:
    return float(str(draft.facts(system)["cost_year"]))
