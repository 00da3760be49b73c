"""How soon and how surely things are back: soon enough for all that rests on them, but for what is planted.

What is required of a thing (see `eagraph.demo.classification`) and what it says that it tolerates set the hours it may be
away; whatever needs it hands its own hours on to it. Restarts are so short that no chain of them adds up to much.
"""

from __future__ import annotations

import random
from collections import defaultdict
from math import inf

from eagraph.demo._draft import Draft
from eagraph.demo._needs import demands
from eagraph.demo.programme._wrong import wrong
from eagraph.locale import both
from eagraph.model.fields import Value
from eagraph.model.schema import Schema

_OF_ALLOWED, _RESTART, _REPAIR = (0.1, 0.25, 0.5), 0.02, 0.3
"""What share of the hours it may be away the promised recovery takes, a restart, and a repair at most."""
_RARER = {2: 400, 3: 2000, 4: 2000}
"""How many times rarer than the average thing fails what has to be available, by level."""
_PROMISED, _MENDED = frozenset({"System", "DigitalService"}), frozenset({"Device", "Sensor", "Facility", "Integration"})
"""Labels whose recovery is promised, and whose time to repair is known."""
_FAILS, _UNSAID = 0.01, 0.02
"""How often a thing fails on average, and of how many needed things that is not known or how soon they are back."""
_OVERVIEW, _OFTEN_DOWN = "service:invanarens-helhetsbild", 0.004
Facts = dict[str, Value]


def settle(draft: Draft) -> None:
    """Recovery of all, and what is back too late or down too often."""
    chance = draft.stream("recovery")
    late = {truth.ids[1]: truth.ids[0] for truth in draft.expected if truth.kind == "long-recovery"}
    allowed, levels = _allowed(draft), draft.required["t"]
    for id_, node in draft.nodes.items():
        facts = draft.facts(id_)
        if allowed[id_] < inf and chance.random() > _UNSAID:
            _stated(facts, node.label)
        _fails(facts, _RARER.get(levels.get(id_, 0), 1))
        if allowed[id_] < inf and id_ not in late:
            _recovers(chance, facts, allowed[id_])
    for service in late.values():
        wrong(draft, "CLS-07", service, both("What {thing} needs is back later than it tolerates."), kind="hours")
    draft.facts(_OVERVIEW)["failure_probability"] = _OFTEN_DOWN
    wrong(draft, "CLS-07", _OVERVIEW, both("{thing} is down too often for how available it must be."), kind="uptime")


def _allowed(draft: Draft) -> dict[str, float]:
    """By thing, the hours it may be away: its own, its level's, or those of what needs it."""
    longest = {row.level: row.mtpd_h for row in Schema.standard().classification.availability}
    longest[max(longest) + 1] = longest[max(longest)]
    allowed: dict[str, float] = {}
    for id_, node in draft.nodes.items():
        own, level = node.properties.get("mtpd_h"), draft.required["t"].get(id_, 0)
        allowed[id_] = min(float(own) if isinstance(own, int | float) else inf, longest.get(level, inf))
    suppliers: dict[str, list[str]] = defaultdict(list)
    for needer, supplier, _ in demands(draft, "t"):
        suppliers[needer].append(supplier)
    front = list(allowed)
    while front:
        needer = front.pop()
        for supplier in suppliers.get(needer, ()):
            if allowed[needer] < allowed[supplier]:
                allowed[supplier] = allowed[needer]
                front.append(supplier)
    return allowed


def _stated(facts: Facts, label: str) -> None:
    """How often it fails and how soon it is back, where that is not said yet."""
    if label in _PROMISED:
        facts.setdefault("rto_h", inf)
    if label in _MENDED:
        facts.setdefault("repair_h", inf)
    if label in _PROMISED | _MENDED | {"CommonCause"} and "failure_probability_high" not in facts:
        facts.setdefault("failure_probability", _FAILS)


def _fails(facts: Facts, rarer: int) -> None:
    for name in ("failure_probability", "failure_probability_high"):
        if isinstance(stated := facts.get(name), float):
            facts[name] = round(stated / rarer, 7)


def _recovers(chance: random.Random, facts: Facts, allowed: float) -> None:
    if isinstance(stated := facts.get("restart_h"), float):
        facts["restart_h"] = min(stated, round(allowed * _RESTART, 3))
    if "rto_h" in facts:
        facts["rto_h"] = round(allowed * chance.choice(_OF_ALLOWED), 3)
    if facts.get("repair_h") == inf:
        facts["repair_h"] = round(allowed * chance.choice(_OF_ALLOWED) * _REPAIR, 3)
    if isinstance(usual := facts.get("repair_h"), float) and usual > allowed * _REPAIR:
        for name in ("repair_h", "repair_h_low", "repair_h_high"):
            if isinstance(stated := facts.get(name), float):
                facts[name] = round(stated * allowed * _REPAIR / usual, 3)
