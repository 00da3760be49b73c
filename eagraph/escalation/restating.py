"""What is required when something is stated otherwise, and all else stays? Only the aspects it concerns are worked out anew.

Which information is where stays as it is. An aspect is concerned where an owner's decision changes, where a rule on
information applies elsewhere than before, and where a rule proposes it that looks at levels of one that is.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np

from eagraph.escalation.aggregation import Aggregation
from eagraph.escalation.facts import Facts
from eagraph.escalation.levels import Solution, as_asset_levels, left_late, of_aspect, risen
from eagraph.escalation.requirements import Levels
from eagraph.model.aggregation import Rule
from eagraph.model.classification import ASPECTS, Aspect


def restated(
    known: Solution,
    *,
    own: Mapping[Aspect, Levels] | None = None,
    facts: Facts | None = None,
    looking: Collection[str] = (),
) -> Solution | None:
    """One end of the levels, worked out from that of the landscape as it is.

    Args:
        known: the levels as they are.
        own: by aspect, what owners decided by node; of the others it stays.
        facts: what the information says of itself, where that changes, and not what opens filtered information again.
        looking: ids of the rules on levels that look at what changes of it.

    Returns:
        The levels; None where filters would leave something else of information that is itself a place.
    """
    content, ground = known.content, known.content.ground
    changed = {(a, known.end): _at_home(known, a, levels) for a, levels in (own or {}).items()}
    if any(plane[0] == "level" and (plane[1], known.end) in changed for plane in content.planes):
        content = content.opened(content.rejoined, as_asset_levels(ground) | changed)
    aggregation = known.aggregation
    if facts or content is not known.content:
        aggregation = Aggregation(content, facts or known.aggregation.facts, perhaps=known.end == "high")
    before, applies = known.aggregation.of_content, dict(aggregation.of_content)
    rules = [ground.model.rule[name] for name in applies if not np.array_equal(applies[name], before[name])]
    again = [ground.model.rule[name] for name in looking]
    touched = {*(own or {}), *(aspect for rule in (*rules, *again) for aspect in _proposed(rule))}
    of_levels = [rule for rule in ground.model.rules if rule.of_levels]
    while more := [rule for rule in of_levels if rule not in again and _looks_at(rule) & touched]:
        again += more
        touched |= {aspect for rule in more for aspect in _proposed(rule)}
    applies |= {rule.id: known.applies[rule.id] for rule in of_levels if rule not in again}
    found = _settled(known, aggregation, applies, {a: (own or {}).get(a, known.required[a].own) for a in touched})
    return None if left_late(found) else found


def _settled(
    known: Solution, aggregation: Aggregation, applies: dict[str, np.ndarray], own: Mapping[Aspect, Levels]
) -> Solution:
    """The least levels in some aspects, the others given."""
    ground, rules = known.content.ground, known.content.ground.model.rule
    touched = [aspect for aspect in ASPECTS if aspect in own]
    assets = {aspect: _at_home(known, aspect, own[aspect]) for aspect in touched}
    first = {**known.assets_before, **assets}
    required = dict(known.required)
    waiting = touched
    while waiting:
        for aspect in waiting:
            required[aspect] = of_aspect(aspect, aggregation, assets[aspect], own[aspect], applies, known.end)
        now = aggregation.of_levels({aspect: found.value for aspect, found in required.items()})
        changed = [rules[name] for name, where in now.items() if not np.array_equal(applies.get(name, False), where)]
        grown = {aspect: required[aspect].value[ground.assets] for aspect in touched}
        waiting = [
            aspect for aspect in touched
            if not np.array_equal(grown[aspect], assets[aspect]) or any(aspect in _proposed(rule) for rule in changed)
        ]  # fmt: skip
        applies |= now
        assets = grown
    return Solution(known.end, aggregation.content, aggregation, required, applies, first)


def _at_home(known: Solution, aspect: Aspect, own: Levels) -> Levels:
    """By column, what is required of information by what it is derived from and whatever else requires of it directly."""
    zero, ground = np.zeros_like(own), known.content.ground
    found: Levels = risen(ground, aspect, zero.copy(), own, (zero, zero))[0][ground.assets]
    return found


def _proposed(rule: Rule) -> set[Aspect]:
    return {*rule.raises, *rule.floors}


def _looks_at(rule: Rule) -> set[Aspect]:
    """The aspects whose levels decide where a rule applies."""
    conditions: set[Aspect] = set()
    for condition in rule.when:
        conditions |= {"t"} if condition.dependants is not None else set()
        conditions |= {"k"} if condition.about_systems is not None else set()
    return conditions
