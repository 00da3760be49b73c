"""Since when information is stored, and whether anybody asked beforehand if it should be.

Nearly all of it is older than the question. What is new was assessed first, but for what is planted.
"""

from __future__ import annotations

from eagraph.demo._draft import Draft, kept
from eagraph.demo.programme._ends import properties
from eagraph.demo.programme._wrong import wrong
from eagraph.demo.programme.security import _apart as apart
from eagraph.locale import both
from eagraph.model.fields import Value

_OLD = (1900, 6000)
"""Days: more than the five years that the rule looks back."""
_UNDATED = 0.12
_ASSESSED = "evidence:lamplighet-passager"
_WHOLE: dict[str, Value] = {
    "outcome": "lämplig", "purpose": "Planering av verksamheten", "mandate": "Nämndens reglemente",
    "risk_city": "låg", "risk_person": "låg efter åtgärder",
}  # fmt: skip
_NEW = {apart.QUARTERS: 150, apart.LOANS: 300, apart.PASSAGES: 100, apart.MEASURES: 90, apart.CHILDREN: 50}
"""How many days ago the city began to store it."""


def settle(draft: Draft) -> None:
    """Dates of all that is held, assessments of what is new, and what is wrong with some of them."""
    chance = draft.stream("storing")
    for tie in draft.ties.values():
        if tie.type == "HOLDS":
            said = properties(tie)
            drawn = draft.day(-chance.randint(*_OLD))
            if tie.target in _NEW:
                said["since"] = draft.day(-_NEW[tie.target])
            elif kept(chance, drawn, _UNDATED) or "since" in said:
                said["since"] = drawn
    if _ASSESSED in draft.nodes:
        draft.facts(_ASSESSED).update({**_WHOLE, "date": draft.day(-400)})
    _assessed(draft, apart.CHILDREN, 80, _WHOLE)
    _assessed(draft, apart.LOANS, 200, _WHOLE)
    _assessed(draft, apart.PASSAGES, 160, {"outcome": "lämplig", "purpose": "Framkomlighet i Hamntunneln"})
    _assessed(draft, apart.MEASURES, 120, {**_WHOLE, "outcome": "olämplig"})
    _planted(draft)


def _assessed(draft: Draft, asset: str, days: int, said: dict[str, Value]) -> None:
    assessment = draft.node(
        "Evidence", f"Lämplighetsbedömning av {draft.name(asset)}", said, key=f"lamplighet-{asset.partition(':')[2]}",
        evidence_kind="suitability_assessment", date=draft.day(-days),
    )  # fmt: skip
    draft.tie(assessment, "ABOUT", asset)


def _planted(draft: Draft) -> None:
    told = {
        "none": (apart.QUARTERS, both("{thing} is new, and nobody has assessed whether it should be stored.")),
        "late": (apart.LOANS, both("{thing} was assessed only when it was stored already.")),
        "incomplete": (apart.PASSAGES, both("The assessment of {thing} names neither mandate nor risks.")),
        "unsuitable": (apart.MEASURES, both("{thing} is stored although the assessment said no.")),
    }
    for kind, (asset, text) in told.items():
        wrong(draft, "PRI-01", asset, text, kind=kind)
