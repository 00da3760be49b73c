"""Where would more be required than today, or a rule newly apply? Place by place, aspect by aspect."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from eagraph.escalation import Escalation
from eagraph.escalation.levels import Solution
from eagraph.escalation.planes import End
from eagraph.model.aggregation import Rule
from eagraph.model.classification import ASPECTS, Aspect, Interval

HELD = "high-water-mark"


@dataclass(frozen=True, slots=True)
class Difference:
    """One place in one aspect: what is required before and after, and the rules that newly apply, surely or perhaps."""

    node: int
    aspect: Aspect
    before: Interval
    after: Interval
    rules: tuple[str, ...]
    perhaps: tuple[str, ...]
    why: tuple[str, ...]


def differences(before: Escalation, after: Escalation) -> Iterator[Difference]:
    """Every place and aspect where something rises or a rule newly applies, by node; of new nodes what exceeds their own."""
    new = {rule.id: _newly(before.low, after.low, rule) for rule in after.ground.model.rules}
    perhaps = {rule.id: _newly(before.high, after.high, rule) for rule in after.ground.model.rules}
    found = []
    for aspect in ASPECTS:
        rules = [rule for rule in after.ground.model.rules if aspect in _aspects(rule)]
        low, high = (_rises(aspect, getattr(before, end), getattr(after, end)) for end in ("low", "high"))
        where = low | high
        for rule in rules:
            where |= new[rule.id] | perhaps[rule.id]
        for node in np.flatnonzero(where).tolist():
            surely = tuple(rule.id for rule in rules if new[rule.id][node])
            maybe = tuple(rule.id for rule in rules if perhaps[rule.id][node] and rule.id not in surely)
            then = after.required(node, aspect)
            now = before.required(node, aspect) if node < len(before.snapshot.nodes) else after.assigned(node, aspect)
            why = _why(after, node, aspect, _stepped(before, after, node, aspect))
            found.append(Difference(node, aspect, now, then, surely, maybe, why))
    yield from sorted(found, key=lambda one: (one.node, ASPECTS.index(one.aspect)))


def _aspects(rule: Rule) -> tuple[Aspect, ...]:
    """The aspects a rule speaks of; confidentiality, where it only asks for a decision."""
    return tuple(a for a in ASPECTS if a in rule.raises or a in rule.floors) or ("k",)


def _rises(aspect: Aspect, before: Solution, after: Solution) -> np.ndarray:
    now, then = before.required[aspect], after.required[aspect]
    count = len(now.value)
    found = then.value > then.own
    found[:count] = then.value[:count] > now.value
    return found


def _newly(before: Solution, after: Solution, rule: Rule) -> np.ndarray:
    found = after.applies.get(rule.id)
    if found is None:
        return np.zeros(len(after.required["k"].value), dtype=np.bool_)
    old = before.applies[rule.id]
    newly = found.copy()
    newly[: len(old)] &= ~old
    return newly


def _stepped(before: Escalation, after: Escalation, node: int, aspect: Aspect) -> End:
    """The end that rises: the lower one, where both do."""
    old = before.low.required[aspect].value
    rises = node >= len(old) or after.low.required[aspect].value[node] > old[node]
    return "low" if rises else "high"


def _why(after: Escalation, node: int, aspect: Aspect, end: End) -> tuple[str, ...]:
    """By which rules a level is what it is there: what lies there, rules over it, or what others require."""
    solution: Solution = after.low if end == "low" else after.high
    required, model = solution.required[aspect], after.ground.model
    level, cause = int(required.value[node]), int(required.cause[node])
    applying = [r for r in model.rules if r.id in solution.applies and solution.applies[r.id][node]]
    raising = tuple(r.id for r in applying if r.raises.get(aspect) or r.floors.get(aspect, 0) >= level)
    if required.lifted[node] == level:
        return (HELD,) if required.held[node] == level else (*((HELD,) if required.held[node] else ()), *raising)
    by_others = () if cause < 0 else (after.ground.required.by_aspect[aspect].number(cause).rule,)
    return by_others if required.level[node] == level else (*by_others, *raising)
