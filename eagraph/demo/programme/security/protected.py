"""What the Protective Security Act protects: that there is some, who may get at it, and which suppliers have agreed."""

from __future__ import annotations

from eagraph.demo._draft import Draft, kept
from eagraph.demo.programme._ends import Ends, of_label
from eagraph.demo.programme._wrong import wrong
from eagraph.demo.programme.security import _apart as apart
from eagraph.locale import both

_NETWORK, _WATER, _PIPES = "system:stadsnatet", "system:va-driftcentralen", "system:ledningsdatabasen"
_PROTECTED = {
    "asset:drift-och-natdokumentation-i-stadsnatet": _NETWORK,
    "asset:driftdata-vatten-och-avlopp-i-va-driftcentralen": _WATER,
    "asset:drift-och-natdokumentation-i-ledningsdatabasen": _PIPES,
    apart.WEAKNESSES: apart.REGISTER,
}
"""Information that no system sends on, and where it is."""
_UNSAID = 0.02


def settle(draft: Draft) -> None:
    """Little of it, and what is wrong with how it is reached."""
    chance = draft.stream("protected")
    there = {asset: system for asset, system in _PROTECTED.items() if asset in draft.nodes}
    for asset in of_label(draft, "InformationAsset"):
        said = "yes_elsewhere" if asset in there else kept(chance, "no", _UNSAID)
        if said:
            draft.facts(asset)["security_protected"] = said
    for system in there.values():
        draft.facts(system)["access_vetted"] = True
    ends = Ends(draft, {"SUPPLIED_BY"})
    for system in there.values():
        for supplier in ends.out("SUPPLIED_BY", system):
            draft.facts(supplier)["security_agreement"] = True
    draft.facts(_WATER)["access_vetted"] = False
    text = both("{thing} has what the Protective Security Act protects, and those with access are not vetted.")
    wrong(draft, "SEK-02", _WATER, text, kind="not_vetted")
    _without_agreement(draft, ends, {*there.values()} - {_PIPES})


def _without_agreement(draft: Draft, ends: Ends, others: set[str]) -> None:
    """Of the pipes it is a supplier of no other who has not agreed."""
    suppliers = [s for s in ends.out("SUPPLIED_BY", _PIPES) if not others & {*ends.into("SUPPLIED_BY", s)}]
    if suppliers and _PIPES in draft.nodes:
        draft.facts(suppliers[0])["security_agreement"] = False
        text = both("{thing} has what the Protective Security Act protects, and its supplier has not agreed to protect it.")
        wrong(draft, "SEK-02", _PIPES, text, suppliers[0], kind="no_agreement")
