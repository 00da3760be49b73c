"""Common solutions: who uses, owns, orders and pays them, and what is exempted from using them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from eagraph.demo._draft import Draft, Place
from eagraph.demo.organisations import board_of, organisation, person, role
from eagraph.demo.programme._broken import broken
from eagraph.demo.programme._ends import Ends
from eagraph.demo.programme.commons.functions import in_use
from eagraph.locale import both
from eagraph.model.fields import Value

_EXECUTIVE = "org:kommunstyrelsen"
_WIDE, _WIDELY_USED_BY = (
    "system:omsorgssystemet",
    ("socialforvaltningen", "arbetsmarknadsforvaltningen", "aldreforvaltningen"),
)
_CONTROL = "Kontrollfunktion för undantag"
_LEAST_WITH_KEYS = 0.5
"""Below this share of the default city nobody keeps cost keys."""
_OLD = 9_000
"""Common solutions have been there for so many days, longer than anything else is known to."""
_UNSAID = 300
Shares = dict[str, float]


def build(draft: Draft) -> None:
    """All of it."""
    _parallel(draft)
    _exemptions(draft)
    _users(draft)
    _owners(draft)
    ends = Ends(draft, {"USED_BY", "SUPPLIED_BY", "PART_OF"})
    _orderers(draft, ends)
    if draft.scale.factor >= _LEAST_WITH_KEYS:
        _keys(draft, ends)


def _common(draft: Draft) -> list[Place]:
    return [place for place in in_use(draft) if place.scope == "common"]


def _parallel(draft: Draft) -> None:
    for truth in [one for one in draft.expected if one.kind == "parallel-solution"]:
        broken(draft, "COM-01", truth.ids[0], truth.text, *truth.ids[1:])


def _exemptions(draft: Draft) -> None:
    """Decisions that somebody else made, without an end, about what no one can be exempted from, and soon at their end."""
    for key, system, wrong, facts, text in (
        ("support-hyresvyn", "system:hyresvyn", "other_decider", {"decided_by": "Enhetschefen"},
         both("The exemption was decided by somebody else than the control function.")),
        ("support-badhusen", "system:kvistkassan-badhusen", "no_end", {"valid_to": None},
         both("The exemption has no end.")),
        ("klassning-placeringar", "system:placeringsregistret", "not_exemptible", {"rule": "CLS-01"},
         both("The exemption is from a rule that nobody can be exempted from.")),
        ("support-vaglyktan", "system:vaglyktan", "expiring", {"valid_to": draft.day(40)},
         both("The exemption ends soon, and what it is about is still in use.")),
    ):  # fmt: skip
        stated: dict[str, Value | None] = {
            "rule": "COM-07", "decided_by": _CONTROL, "decided_on": draft.day(-320), "valid_to": draft.day(400),
            "diary_number": f"SLK {draft.day(-320)[:4]}/{len(key) + 40}", **facts,
        }  # fmt: skip
        what = "klassning" if stated["rule"] == "CLS-01" else "gemensam support"
        name = f"Undantag från {what} för {draft.name(system)}"
        exemption = draft.node("Exemption", name, stated, key=f"undantag-{key}")
        draft.tie(exemption, "EXEMPTS", system)
        broken(draft, "COM-06", exemption, text, system, wrong=wrong)


def _users(draft: Draft) -> None:
    """No common solution is used by one board alone; one local system is used by so many that it may have to be common."""
    ends = Ends(draft, {"USED_BY"})
    for place in _common(draft):
        draft.facts(place.id)["valid_from"] = draft.day(-_OLD)
        if len({board_of(draft, org) for org in ends.out("USED_BY", place.id)}) < 2:
            draft.tie(place.id, "USED_BY", organisation(draft, "utbildningsforvaltningen"), users=120)
    for key in _WIDELY_USED_BY:
        draft.tie(_WIDE, "USED_BY", organisation(draft, key))
    text = both("{system} is local and is used by three boards; it may have to become common.", system=draft.name(_WIDE))
    broken(draft, "COM-13", _WIDE, text, wrong="candidate")


def _owners(draft: Draft) -> None:
    for place in _common(draft):
        owner = board_of(draft, place.org)
        if owner != _EXECUTIVE:
            text = both(
                "{system} is common and owned by {owner}, not by the executive board.",
                system=place.name, owner=draft.name(owner),
            )  # fmt: skip
            broken(draft, "COM-13", place.id, text, owner, wrong="owner")


def _orderers(draft: Draft, ends: Ends) -> None:
    """Every board that uses what is bought centrally has someone who orders, but for one; of another the role is vacant."""
    chance = draft.stream("orderers")
    using: dict[str, set[str]] = defaultdict(set)
    for place in _common(draft):
        for org in ends.out("USED_BY", place.id) if ends.out("SUPPLIED_BY", place.id) else ():
            using[board_of(draft, org)].add(org)
    boards = sorted(using)
    others = [board for board in boards if board != _EXECUTIVE]
    bare, vacant = (others[0], others[-1]) if len(others) > 2 else ("", "")
    for board in boards:
        if board != bare:
            held = role(draft, board, "Beställare")
            if board != vacant:
                draft.tie(held, "HELD_BY", person(draft, board, chance.randrange(10**6)))
    for board, wrong in ((bare, "none"), (vacant, "vacant")):
        for org in sorted(using.get(board, ())):
            text = both("{organisation} uses central agreements and has nobody who orders.", organisation=draft.name(org))
            broken(draft, "COM-12", org, text, wrong=wrong)


def _keys(draft: Draft, ends: Ends) -> None:
    """A key for every common solution, with the shares of those that use it; some keys are not in order."""
    for place in _common(draft):
        spoil = _SPOILT.get(place.id)
        if spoil is None or spoil[0] != "no_key":
            users = {
                org: int(str(tie.properties.get("users", _UNSAID)))
                for tie in ends.leaving("USED_BY", place.id) for org in (tie.target,)
            }  # fmt: skip
            total = sum(users.values())
            shares = {org: round(count / total, 6) for org, count in sorted(users.items())}
            last = max(shares)
            shares[last] = round(1 - sum(share for org, share in shares.items() if org != last), 6)
            _key(draft, place, shares)
        if spoil:
            _plant_key(draft, place, spoil[0])


def _key(draft: Draft, place: Place, shares: Shares) -> None:
    wrong, spoil = _SPOILT.get(place.id, ("", lambda shares: shares))
    year = draft.today.year - (wrong == "no_key_for_the_year")
    decider = "Stadsdirektören" if wrong == "decided_by_another" else "Kommunstyrelsen"
    key = draft.node(
        "Evidence", f"Kostnadsnyckel {year} för {place.name}", evidence_kind="cost_key", year=year, decided_by=decider,
        date=draft.day(-240), key=f"kostnadsnyckel-{place.id.partition(':')[2]}",
    )  # fmt: skip
    draft.tie(key, "ABOUT", place.id)
    for org, share in spoil(shares).items():
        draft.tie(key, "ABOUT", org, share=share)


def _halved(shares: Shares) -> Shares:
    return {org: round(share / 2, 6) for org, share in shares.items()}


def _moved(shares: Shares) -> Shares:
    """The share of one that uses it is paid by all others."""
    first, *others = sorted(shares)
    return {org: round(shares[org] + shares[first] / len(others), 9) for org in others}


_SPOILT: dict[str, tuple[str, Callable[[Shares], Shares]]] = {
    "system:felanmalan-stadsmiljo": ("no_key", lambda shares: shares),
    "system:oppna-data-portalen": ("shares_do_not_add_up", _halved),
    "system:e-arkivet": ("users_without_share", _moved),
    "system:stadens-diarium": ("decided_by_another", lambda shares: shares),
    "system:mina-arenden": ("no_key_for_the_year", lambda shares: shares),
}
"""By common solution, what is wrong with its key, and what becomes of the shares."""


def _plant_key(draft: Draft, place: Place, wrong: str) -> None:
    texts = {
        "no_key": both("{system} is common and has no cost key.", system=place.name),
        "shares_do_not_add_up": both("The shares of the key of {system} do not add up.", system=place.name),
        "users_without_share": both("Somebody who uses {system} is not in its key.", system=place.name),
        "decided_by_another": both("The key of {system} was not decided by the executive board.", system=place.name),
        "no_key_for_the_year": both("{system} has only last year's key.", system=place.name),
    }
    broken(draft, "FIN-03", place.id, texts[wrong], wrong=wrong)
