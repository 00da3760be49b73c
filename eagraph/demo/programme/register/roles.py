"""Those who carry responsibility: coordinators of every board, time set aside, training; what they lack is planted."""

from __future__ import annotations

from eagraph.demo._draft import Draft, kept
from eagraph.demo.programme._broken import broken
from eagraph.demo.programme._wrong import wrong
from eagraph.demo.programme.register._records import about, boards, of_label, pairs, properties, remove, targets, untie
from eagraph.locale import both

_COORDINATOR = "informationssakerhetssamordnare"
_RESPONSIBLE = frozenset({
    "systemagare", "informationsagare", "objektagare", "objektagare_it", "informationssakerhetsansvarig", _COORDINATOR,
})  # fmt: skip
_DISMISSED, _VACANT = "org:arbetsmarknadsnamnden", "org:almhamns-bostader"
_SHARED = ("org:kulturnamnden", "org:miljonamnden", "org:stadsbyggnadsnamnden", "org:trafiknamnden")
"""Boards that have one coordinator between them."""
_MOST = 3
_WITHOUT_TIME = ("role:systemagare-kulturforvaltningen", "role:informationsagare-aldrenamnden")
_UNTRAINED = ("role:systemagare-fastighetskontoret", "role:objektagare-socialforvaltningen")
_COURSES = (("varen", "våren", 120), ("hosten", "hösten", 290))
_FTE = (0.02, 0.05, 0.1, 0.2, 0.5)


def build(draft: Draft) -> None:
    """Take coordinators away again, and give four boards the same; train those there are."""
    remove(draft, [_coordinator(_DISMISSED)])
    holders = targets(draft, "HELD_BY")
    if all(_coordinator(board) in holders for board in _SHARED):
        (person, *_) = holders[_coordinator(_SHARED[0])]
        for board in _SHARED[1:]:
            untie(draft, _coordinator(board), "HELD_BY", holders[_coordinator(board)][0])
            draft.tie(_coordinator(board), "HELD_BY", person)
    for person in holders.get(_coordinator(_VACANT), ()):
        properties(draft, _coordinator(_VACANT), "HELD_BY", person)["valid_to"] = draft.day(-30)
    _train(draft)


def settle(draft: Draft) -> None:
    """Time set aside for all; train those who came last; plant what is wrong."""
    _train(draft)
    chance = draft.stream("time set aside")
    for role in _responsible(draft):
        time = kept(chance, chance.choice(_FTE))
        if role in _WITHOUT_TIME:
            draft.facts(role)["fte"] = 0.0
            wrong(draft, "RES-01", role, both("{thing} has no time for the task."), kind="no_time")
        elif time is not None:
            draft.facts(role)["fte"] = time
        if role in _UNTRAINED and draft.scale.keeps_records:
            text = both("{thing} has had no training in information security.")
            wrong(draft, "RES-01", role, text, kind="no_training")
    _spread(draft)
    _coordinated(draft)


def _coordinator(board: str) -> str:
    return f"role:{_COORDINATOR}-{board.partition(':')[2]}"


def _responsible(draft: Draft) -> list[str]:
    facts = {role: draft.facts(role) for role in of_label(draft, "Role")}
    return [role for role, said in facts.items() if said.get("role_type") in _RESPONSIBLE and said.get("active") is True]


def _train(draft: Draft) -> None:
    """Every role, in one of the courses of the last year."""
    if not draft.scale.keeps_records:
        return
    courses = [
        about(draft, "training", f"utbildning-{key}", f"Utbildning i informationssäkerhet, {name}", (),
              date=draft.day(-days), covers=("infosec",))
        for key, name, days in _COURSES
    ]  # fmt: skip
    trained = {thing for evidence, thing in pairs(draft, "ABOUT") if evidence in courses}
    for role in _responsible(draft):
        if role not in trained and role not in _UNTRAINED:
            draft.tie(courses[len(role) % len(courses)], "ABOUT", role)


def _spread(draft: Draft) -> None:
    """Whoever is coordinator of many boards at once, as four boards that share one."""
    of: dict[str, list[str]] = {}
    for role, held_by in targets(draft, "HELD_BY").items():
        for person in held_by:
            if role.startswith(f"role:{_COORDINATOR}-") and "valid_to" not in properties(draft, role, "HELD_BY", person):
                of.setdefault(person, []).append(role)
    for person, roles in of.items():
        for role in roles if len(roles) > _MOST else ():
            text = both("{person} is coordinator of {count} boards.", person=draft.name(person), count=len(roles))
            broken(draft, "RES-01", role, text, person, wrong="spread")


def _coordinated(draft: Draft) -> None:
    for board in boards(draft, "board", "company"):
        if _coordinator(board) not in draft.nodes:
            text = both("{thing} has no information security coordinator.")
            wrong(draft, "ISM-02", board, text, kind="no_role")
        elif board == _VACANT:
            text = both("Nobody is information security coordinator of {thing} any more.")
            wrong(draft, "ISM-02", board, text, kind="vacant")
