"""Stage three: the least levels that meet all that is required, at one end of the intervals.

A place must meet what the information in it requires (K and S of all of it, R and T of what is at home there), as rules
raise it, what those who depend on it require (see `requirements`), and in R and T what its owner decided. Rules that depend
on levels are looked at again until nothing changes; all is monotone, so the order decides nothing (Knaster-Tarski).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from eagraph.escalation.aggregation import Aggregation, proposed
from eagraph.escalation.content import Content
from eagraph.escalation.facts import Facts
from eagraph.escalation.ground import Ground
from eagraph.escalation.moves import Booleans
from eagraph.escalation.planes import THERE, AssetLevels, End
from eagraph.escalation.requirements import Demands, Levels
from eagraph.escalation.sets import packed
from eagraph.graph.kernels import rise, ruled
from eagraph.graph.snapshot import Numbers, Snapshot
from eagraph.model.aggregation import Rule
from eagraph.model.classification import ASPECTS, TOP, Aspect, interval, is_stated
from eagraph.model.landscape import Node

_CLASSIFIED = {*ASPECTS, *(f"{aspect}_high" for aspect in ASPECTS)}
"""The properties in which a thing says its own level."""


@dataclass(frozen=True, eq=False)
class Required:
    """One aspect at one end. By node: `own` what was decided, `held` what its information requires, `counted` that of what
    counts as one for rules, `lifted` the two as rules raise the latter, `value` all together, and `asked` that without what
    was decided; -1 in `cause` where no demand raised it."""

    own: Levels
    held: Levels
    counted: Levels
    lifted: Levels
    level: Levels
    value: Levels
    asked: Levels
    cause: Numbers
    demands: Demands
    """Those of which `cause` is one."""


@dataclass(frozen=True, eq=False)
class Solution:
    """All aspects at one end, with the content and the rules they rest on."""

    end: End
    content: Content
    aggregation: Aggregation
    required: Mapping[Aspect, Required]
    applies: Mapping[str, Booleans]
    """By rule, where it applies."""
    assets_before: dict[Aspect, Levels] = field(default_factory=dict)
    """Levels of the information, by column, as its places were first filled with it."""
    without_levels: Mapping[Aspect, Required] = field(default_factory=dict)
    """What would be required if no rule depended on levels."""


def stated(ground: Ground, end: End) -> dict[Aspect, Levels]:
    """By aspect and node, the level its owner decided; of information that nobody classified, unknown; of others nothing."""
    is_asset = np.zeros(len(ground.snapshot.nodes), dtype=np.bool_)
    is_asset[ground.assets] = True
    said = _stated(ground.snapshot)
    found = {}
    for aspect in ASPECTS:
        counts = is_asset | (said[aspect, "any"] > 0) if aspect in "rt" else is_asset
        found[aspect] = np.where(counts & _given(ground, aspect), said[aspect, end], 0).astype(np.int8)
    return found


def _given(ground: Ground, aspect: Aspect) -> Booleans:
    """The nodes whose owners' decisions count."""
    if ground.given is None:
        return np.ones(len(ground.snapshot.nodes), dtype=np.bool_)
    found = np.zeros(len(ground.snapshot.nodes), dtype=np.bool_)
    found[[node for node, of in ground.given if of == aspect]] = True
    return found


def _stated(snapshot: Snapshot) -> dict[tuple[Aspect, str], Levels]:
    """By aspect and end, what every node says of itself, 0 to 4 where it says nothing; and whether it says any."""
    if "stated levels" not in snapshot.plans:
        snapshot.plans["stated levels"] = _said(snapshot.nodes)
    stated: dict[tuple[Aspect, str], Levels] = snapshot.plans["stated levels"]
    return stated


def _said(nodes: Sequence[Node]) -> dict[tuple[Aspect, str], Levels]:
    found = {
        (aspect, what): np.full(len(nodes), TOP if what == "high" else 0, dtype=np.int8)
        for aspect in ASPECTS
        for what in ("low", "high", "any")
    }
    for i, node in enumerate(nodes):
        for aspect in ASPECTS if _CLASSIFIED & node.properties.keys() else ():
            if is_stated(node.properties, aspect):
                said = interval(node.properties, aspect)
                found[aspect, "low"][i], found[aspect, "high"][i] = said.low, said.high
                found[aspect, "any"][i] = 1
    return found


def carry_over(old: Snapshot, new: Snapshot) -> None:
    """Let a snapshot that has the nodes of another and more after them know what that one knows."""
    more = _said(new.nodes[len(old.nodes) :])
    new.plans["stated levels"] = {key: np.append(levels, more[key]) for key, levels in _stated(old).items()}


def derived(ground: Ground, end: End) -> dict[Aspect, Levels]:
    """Levels of the information by column, with what it is derived from and whatever else requires of it directly."""
    return {aspect: _derived(ground, aspect, own) for aspect, own in stated(ground, end).items()}


def _derived(ground: Ground, aspect: Aspect, own: Levels) -> Levels:
    zero = np.zeros_like(own)
    found: Levels = risen(ground, aspect, zero.copy(), own, (zero, zero))[0][ground.assets]
    return found


def solve(content: Content, facts: Facts, end: End, *, before: Solution | None = None) -> Solution:
    """The least levels at one end, given what is where; `before` are those before a change: what it leaves alone is kept.

    Where information is itself a place, and more is required of it for what is in it, filters leave more of it too.
    """
    found = _solved(content, facts, end, before)
    while late := left_late(found):
        content = content.opened(content.rejoined, as_asset_levels(content.ground) | late)
        found = _solved(content, facts, end, None)
    return found


def left_late(found: Solution) -> AssetLevels:
    """The levels of information, where they differ from those with which filters were reckoned."""
    content, assets = found.content, found.content.ground.assets
    late: AssetLevels = {}
    for number, plane in enumerate(content.planes):
        if plane[0] == "level" and plane[2] == found.end:
            levels = found.required[plane[1]].value[assets]  # type: ignore[index]
            if not np.array_equal(content.apart.starts[number - 1], packed(levels >= int(plane[3]), content.ground.words)):
                late[plane[1], found.end] = levels  # type: ignore[index]
    return late


def _solved(content: Content, facts: Facts, end: End, before: Solution | None) -> Solution:
    ground = content.ground
    same = before is not None and before.aggregation.facts is facts and before.content.ground.snapshot is ground.snapshot
    known = before if same else None
    aggregation = Aggregation(content, facts, end == "high", known.aggregation if known else None)
    own = stated(ground, end)
    assets = first = _derived_again(ground, end, known)
    applies = dict(aggregation.of_content)
    kept = known.without_levels if known else {}
    required = {
        aspect: of_aspect(aspect, aggregation, assets[aspect], own[aspect], applies, end, known=kept.get(aspect))
        for aspect in ASPECTS
    }
    without_levels = dict(required)
    while True:
        now = aggregation.of_levels({aspect: found.value for aspect, found in required.items()})
        grown = {aspect: found.value[ground.assets] for aspect, found in required.items()}
        changed = {name for name, where in now.items() if not np.array_equal(applies.get(name, False), where)}
        moved = [a for a in ASPECTS if not np.array_equal(grown[a], assets[a])]
        moved += [a for a in ASPECTS if a not in moved and any(_proposes(ground.model.rule[name], a) for name in changed)]
        applies |= now
        assets = grown
        if not moved:
            return Solution(end, content, aggregation, required, applies, first, without_levels)
        for aspect in moved:
            last = known.required[aspect] if known and _same_rules(aspect, known, applies) else None
            required[aspect] = of_aspect(aspect, aggregation, assets[aspect], own[aspect], applies, end, known=last)


def _derived_again(ground: Ground, end: End, known: Solution | None) -> dict[Aspect, Levels]:
    """Levels of the information; those known, in aspects in which nobody requires anything else of anybody than before."""
    before, own = known.content.ground.required.by_aspect if known else {}, stated(ground, end)
    kept = {a for a in ASPECTS if known and before[a] is ground.required.by_aspect[a]}
    return {a: known.assets_before[a] if known and a in kept else _derived(ground, a, own[a]) for a in ASPECTS}


def _same_rules(aspect: Aspect, known: Solution, applies: Mapping[str, Booleans]) -> bool:
    """Do the rules on levels that propose something in an aspect apply where they did?"""
    rules = [rule for rule in known.content.ground.model.rules if rule.of_levels and _proposes(rule, aspect)]
    return all(np.array_equal(known.applies[rule.id], applies[rule.id]) for rule in rules)


def _proposes(rule: Rule, aspect: Aspect) -> bool:
    return aspect in rule.raises or aspect in rule.floors


def of_aspect(  # noqa: PLR0913 (one aspect of a whole)
    aspect: Aspect, found: Aggregation, assets: Levels, own: Levels, applies: Mapping[str, Booleans], end: End, *,
    known: Required | None = None,
) -> Required:  # fmt: skip
    """One aspect, the rules that apply given; `known` under the same rules on levels holds on where its reasons do."""
    content, ground = found.content, found.content.ground
    rules, count, cap = ground.model.rule, len(own), ground.model.cap
    held = _held(aspect, content, assets, end)
    bases = found.facts.bases
    counted = _held(aspect, content, assets, end, at_most=_at_home(assets, bases)) if bases else held
    of_content = {name: where for name, where in applies.items() if not rules[name].of_levels}
    of_levels = {name: where for name, where in applies.items() if rules[name].of_levels}
    lifted = np.maximum(held, ruled(counted, *proposed(rules, of_content, aspect, count), cap))
    if known is not None and known.demands is ground.required.by_aspect[aspect] and np.array_equal(known.lifted, lifted):
        return replace(known, held=held, counted=counted)
    level, by_rule = lifted.copy(), proposed(rules, of_levels, aspect, count)
    value, cause = risen(ground, aspect, level, own, by_rule)
    asked = ruled(np.maximum(lifted, _demanded(ground, aspect, value)), *by_rule, cap)
    return Required(own, held, counted, lifted, level, value, asked, cause, ground.required.by_aspect[aspect])


def risen(
    ground: Ground, aspect: Aspect, level: Levels, own: Levels, by_rule: tuple[Levels, Levels]
) -> tuple[Levels, Numbers]:
    """What every node must meet in an aspect, and by node the demand that raised it; `level` rises in place."""
    demands = ground.required.by_aspect[aspect]
    ways = demands.ways(len(level))
    cause = np.full(len(level), -1, dtype=np.int32)
    return rise(ways, demands.discount, level, own=own, by_rule=by_rule, cap=ground.model.cap, cause=cause), cause


def reached(ground: Ground, aspect: Aspect, there: Booleans) -> Booleans:
    """Some nodes and all of which they, or who depends on them, may require something in an aspect."""
    demands = ground.required.by_aspect[aspect]
    ways = demands.ways(len(there))
    zero, cause = np.zeros(len(there), dtype=np.int8), np.full(len(there), -1, dtype=np.int32)
    marked = there.astype(np.int8)
    free = np.zeros(len(demands), dtype=np.int8)
    found: Booleans = rise(ways, free, marked, own=zero, by_rule=(zero, zero), cap=TOP, cause=cause) > 0
    return found


def _demanded(ground: Ground, aspect: Aspect, value: Levels) -> Levels:
    """By node, the most that others require of it."""
    demands = ground.required.by_aspect[aspect]
    found = np.zeros(len(value), dtype=np.int8)
    np.maximum.at(found, demands.taker, np.maximum(value[demands.giver] - demands.discount, 0).astype(np.int8))
    return found


def _at_home(assets: Levels, bases: Mapping[int, tuple[int, ...]]) -> Levels:
    """By column, the level that counts where a rule raises it: of what was derived that of what it comes from."""
    found = np.full(len(assets), TOP, dtype=np.int8)
    for column, sources in bases.items():
        found[column] = assets[list(sources)].max()
    return found


def _held(aspect: Aspect, content: Content, assets: Levels, end: End, *, at_most: Levels | None = None) -> Levels:
    """By place, the most that the information in it requires: K and S of all of it, R and T of what is at home there.

    `at_most`: by column, the level beyond which it does not count.
    """
    limit = np.full(len(assets), TOP, dtype=np.int8) if at_most is None else at_most
    if aspect not in "ks":
        homes, found = content.ground.homes, np.zeros(len(content.there), dtype=np.int8)
        np.maximum.at(found, homes.place[homes.held], np.minimum(assets, limit)[homes.column[homes.held]])
        return found
    kinds = content.kinds
    by_kind = np.zeros(len(kinds.first), dtype=np.int8)
    for level in range(1, TOP + 1):
        plane = ("level", aspect, end, str(level))
        has_plane = content.has_plane(plane)
        sets = kinds.sets(plane if has_plane else THERE)
        by_kind[sets.hit(limit >= level if has_plane else np.minimum(assets, limit) >= level)] = level
    by_place: Levels = by_kind[kinds.kind]
    return by_place


def as_asset_levels(ground: Ground) -> AssetLevels:
    """Levels of the information at both ends, as content needs them where filters lower levels."""
    return {(aspect, end): found for end in ("low", "high") for aspect, found in derived(ground, end).items()}
