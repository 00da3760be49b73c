"""How information and systems are classified: by which model, when last, and whether what is critical is marked as such."""

from __future__ import annotations

import random
from collections.abc import Mapping

from eagraph.demo._draft import Draft, kept
from eagraph.demo.programme._ends import of_label
from eagraph.demo.programme._wrong import wrong
from eagraph.demo.programme.security import _apart as apart
from eagraph.locale import both
from eagraph.model.classification import ASPECTS
from eagraph.model.fields import Value

_UNSAID, _OTHER_MODEL = 0.02, "Energibolagets skyddsklasser"
_ALARMS = "asset:larmhandelser-i-larmmottagningen"
_CRITICAL = 3
_REVIEWED = {0: 1095, 1: 1095, 2: 730, 3: 365, 4: 365}
"""Within how many days a class is reviewed, by the highest level."""
_USED = frozenset({"pilot", "live", "phase_out"})
_DUE = 4


def settle(draft: Draft) -> None:
    """All of it."""
    chance = draft.stream("classes")
    told = {truth.ids[0] for truth in draft.expected if truth.kind == "unclassified-information"}
    for asset in of_label(draft, "InformationAsset"):
        if _is_classified(draft, asset):
            _information(draft, chance, asset)
        elif asset not in told:
            wrong(draft, "CLS-01", asset, both("{thing} is not classified."), kind="none")
    draft.facts(apart.QUARTERS)["classification_model"] = _OTHER_MODEL
    wrong(draft, "CLS-01", apart.QUARTERS, both("{thing} is classified by another model than the city's."), kind="other")
    draft.facts(apart.LOANS)["critical"], draft.facts(_ALARMS)["critical"] = True, False
    wrong(draft, "CLS-06", apart.LOANS, both("{thing} is marked as critical, and its classes are low."), kind="low")
    wrong(draft, "CLS-06", _ALARMS, both("{thing} is marked as not critical, and must be available."), kind="high")
    _reviewed(draft, chance)


def _is_classified(draft: Draft, asset: str) -> bool:
    return any(name in draft.facts(asset) for aspect in ASPECTS for name in (aspect, f"{aspect}_high"))


def _information(draft: Draft, chance: random.Random, asset: str) -> None:
    facts = draft.facts(asset)
    if chance.random() < _UNSAID:
        facts.pop("classification_model", None)
    available, right = _level(facts, "t"), _level(facts, "r")
    marked = available >= _CRITICAL or (right >= _CRITICAL and chance.random() < 0.5)
    if kept(chance, "said"):
        facts["critical"] = marked


def _level(facts: Mapping[str, Value], aspect: str) -> int:
    level = facts.get(aspect, 0)
    return level if isinstance(level, int) else 0


def _reviewed(draft: Draft, chance: random.Random) -> None:
    """Every class has been reviewed in time, but for some."""
    dated = [i for label in ("System", "DigitalService") for i in of_label(draft, label) if _is_dated(draft, i)]
    for thing in dated:
        draft.facts(thing)["classified_on"] = draft.day(-chance.randint(20, _within(draft, thing) - 30))
    for thing in sorted(chance.sample(dated, k=min(_DUE, len(dated)))):
        draft.facts(thing)["classified_on"] = draft.day(-_within(draft, thing) - chance.randint(30, 300))
        wrong(draft, "CLS-03", thing, both("The class of {thing} should have been reviewed long ago."), kind="due")


def _is_dated(draft: Draft, thing: str) -> bool:
    facts = draft.facts(thing)
    used = draft.nodes[thing].label == "DigitalService" or facts.get("lifecycle") in _USED
    return used and "classified_on" in facts


def _within(draft: Draft, thing: str) -> int:
    return _REVIEWED[max(_level(draft.facts(thing), aspect) for aspect in ASPECTS)]
