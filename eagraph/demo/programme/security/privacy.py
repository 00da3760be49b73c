"""The record of processings, and the routines for what a person may ask: by board, and for what has no owner by itself.

Every board tells of what it processes and on which basis. A small city keeps no such record at all.
"""

from __future__ import annotations

from collections import defaultdict

from eagraph.demo._draft import Draft
from eagraph.demo.programme._ends import Ends
from eagraph.demo.programme._wrong import wrong
from eagraph.demo.programme.security import _apart as apart
from eagraph.locale import both
from eagraph.model.fields import Value

_ANSWERS = ("board", "company", "executive_board", "authority")
_PLACES = frozenset({"System", "DigitalService", "Device", "Facility"})
_ROUTINES = {
    "access": ("evidence:registerutdrag-rutin", "Rutin för registerutdrag"),
    "erasure": ("evidence:gallring-rutin", "Rutin för gallring och radering"),
    "withdrawal": ("evidence:aterkallelse-rutin", "Rutin för återkallat samtycke"),
}
_BY_CONSENT = "asset:bokningar-i-idrottens-bokningsbok"
_APART = frozenset({apart.PASSAGES, apart.MEASURES, apart.LOANS, apart.QUARTERS, apart.CHILDREN})
_UNREACHED = 2
"""How many things without an owner each routine does not reach."""


def record(draft: Draft) -> None:
    """What is processed, and which boards have routines."""
    if not draft.scale.keeps_records:
        return
    for purpose in _ROUTINES:
        _routine(draft, purpose)
    for node in list(draft.nodes.values()):
        if node.label == "Organisation" and node.properties.get("kind") in _ANSWERS:
            _reached(draft, node.id)
    _processed(draft)


def settle(draft: Draft) -> None:
    """The same of what has come since; routines for what nobody owns; and what is wrong."""
    if not draft.scale.keeps_records:
        return
    record(draft)
    _unowned(draft)
    _consents(draft)
    _bases(draft)


def _routine(draft: Draft, purpose: str) -> str:
    id_, name = _ROUTINES[purpose]
    draft.node("Evidence", name, key=id_.partition(":")[2], evidence_kind="routine", date=draft.day(-280))
    draft.facts(id_)["routine_kind"] = purpose
    return id_


def _reached(draft: Draft, thing: str, purposes: tuple[str, ...] = ("access", "erasure")) -> None:
    for purpose in purposes:
        draft.tie(_routine(draft, purpose), "ABOUT", thing)


def _processed(draft: Draft) -> None:
    """All that is about persons is on the record of its board, unless it is there already or told apart."""
    ends = Ends(draft, {"OWNED_BY", "BELONGS_TO", "ABOUT"})
    for asset in [node.id for node in draft.nodes.values() if node.label == "InformationAsset"]:
        known = {draft.facts(evidence).get("evidence_kind") for evidence in ends.into("ABOUT", asset)}
        if draft.facts(asset).get("personal") is True and "processing" not in known and asset not in _APART:
            boards = sorted(ends.boards(asset)) or ["org:kommunstyrelsen"]
            draft.tie(_processing(draft, boards[0], asset), "ABOUT", asset)


def _processing(draft: Draft, board: str, asset: str) -> str:
    key, name = board.partition(":")[2], draft.name(board)
    if asset == _BY_CONSENT:
        facts: dict[str, Value | None] = {"legal_basis": "6.1 a", "consent_register": True}
        return _on_record(draft, f"Behandling med samtycke hos {name}", f"samtycke-{key}", facts)
    if draft.facts(asset).get("special_category") is True:
        facts = {"legal_basis": "6.1 e", "special_basis": "9.2 h"}
        return _on_record(draft, f"Behandling av känsliga personuppgifter hos {name}", f"kansliga-{key}", facts)
    return _on_record(draft, f"Behandling av personuppgifter hos {name}", f"personuppgifter-{key}", {"legal_basis": "6.1 e"})


def _on_record(draft: Draft, name: str, key: str, facts: dict[str, Value | None]) -> str:
    return draft.node("Evidence", name, facts, key=f"behandling-{key}", evidence_kind="processing", date=draft.day(-340))


def _unowned(draft: Draft) -> None:
    """Routines of a board do not reach what nobody owns; they name it by itself, but for what is planted."""
    ends = Ends(draft, {"OWNED_BY", "HOLDS"})
    personal = {i for i, node in draft.nodes.items() if node.properties.get("personal") is True}
    left: dict[str, list[str]] = defaultdict(list)
    for place in sorted(i for i, node in draft.nodes.items() if node.label in _PLACES and not ends.out("OWNED_BY", i)):
        keeps = any(
            tie.target in personal and tie.properties.get("how") != "presented" for tie in ends.leaving("HOLDS", place)
        )
        purposes = [p for p in ("access", "erasure") if keeps and len(left[p]) < _UNREACHED]
        for purpose in purposes[:1]:
            left[purpose].append(place)
        _reached(draft, place, tuple(p for p in ("access", "erasure") if place not in left[p]))
    for place in left["access"]:
        text = both("{thing} has no owner, and no routine for telling a person reaches it.")
        wrong(draft, "PRI-04", place, text)
    for place in left["erasure"]:
        wrong(draft, "PRI-05", place, both("{thing} has no owner, and no routine for erasure reaches it."), kind="no")


def _consents(draft: Draft) -> None:
    """Of two that rest on consent one has no register, and of the other no withdrawal is possible."""
    draft.tie(_routine(draft, "withdrawal"), "ABOUT", _BY_CONSENT)
    loans = _on_record(
        draft, "Lånehistorik med samtycke", "lanehistorik", {"legal_basis": "samtycke", "consent_register": False}
    )
    draft.tie(loans, "ABOUT", apart.LOANS)
    draft.tie(_routine(draft, "withdrawal"), "ABOUT", apart.LOANS)
    meters = _on_record(
        draft, "Elmätning per kvart med samtycke", "elmatning", {"legal_basis": "samtycke", "consent_register": True}
    )
    draft.tie(meters, "ABOUT", apart.QUARTERS)
    text = both("{thing} rests on consent, and nobody keeps a register of consents.")
    wrong(draft, "PRI-03", apart.MEMORY, text, apart.LOANS, kind="no_register")
    text = both("{thing} rests on consent, and no routine lets anybody take it back.")
    wrong(draft, "PRI-03", apart.METERS, text, apart.QUARTERS, kind="no_routine")


def _bases(draft: Draft) -> None:
    """One that is on no record, one without a basis, and one whose basis has ended."""
    text = both("What {thing} has of persons is on no record of processings.")
    wrong(draft, "PRI-02", apart.HOUSING, text, apart.MEASURES, kind="none")
    children = _on_record(draft, "Barn med stödinsatser", "barnbilden", {})
    draft.tie(children, "ABOUT", apart.CHILDREN)
    text = both("The processing of what {thing} has of persons states no legal basis.")
    wrong(draft, "PRI-02", apart.PICTURE, text, apart.CHILDREN, kind="not_stated")
    passages = _on_record(
        draft, "Passager vid Hamntunneln", "passager", {"legal_basis": "6.1 e", "basis_ends": draft.day(-40)}
    )
    draft.tie(passages, "ABOUT", apart.PASSAGES)
    text = both("{thing} keeps what it may not keep any longer: its legal basis has ended.")
    for place in (apart.TUNNEL, apart.HABITS):
        wrong(draft, "PRI-05", place, text, apart.PASSAGES, kind="basis_ended")
