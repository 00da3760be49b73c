"""Which levels follow from some relationships and some owners' decisions? The whole model in plain words, a second time.

What proofs are checked by, and what the engine is held against. It shares with the engine the landscape, the model in force
and nothing else: sets, dictionaries, and rules tried again until nothing changes, at a cost that follows from the facts.

    content   each piece of information in each place, as the ways it came by leave it (joined where it came by several)
    rules     for certain at the low end; at the high end also where what nobody has said would make them apply
    levels    what information, rules, dependants and, in R and T, owners require; the least that meets all of it

Fewer facts never let more follow. So all that is not a fact is read from the whole landscape: what an integration CARRIES as
the content of its flows, where information is sent unfounded, what is derived from what when it is counted, groups and how
many of them must work, evidence of filters, who owns and who is master of what, and what information says of itself.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from typing import Literal, NamedTuple

from eagraph.escalation._declared import Declared, Effect, Move
from eagraph.escalation._demands import Demand, demands, needs
from eagraph.escalation._judging import fulfils
from eagraph.escalation._told import bases
from eagraph.graph.snapshot import Snapshot
from eagraph.model.aggregation import Rule
from eagraph.model.classification import ASPECTS, TOP, Aspect, interval, is_stated

Key = tuple[int, Aspect]


class Levels(NamedTuple):
    """What is required of a thing in one aspect: all together, and beside what its owner decided."""

    value: int
    asked: int


@dataclass(frozen=True)
class _Facts:
    """The facts that count, and at which end."""

    declared: Declared
    given: frozenset[Key] | None
    end: Literal["low", "high"]
    homes: set[tuple[int, int]] = field(default_factory=set)
    """(place, information)."""
    held: set[tuple[int, int]] = field(default_factory=set)
    moves: dict[int, list[Move]] = field(default_factory=lambda: defaultdict(list))
    demands: list[Demand] = field(default_factory=list)
    dependants: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))

    def own(self, key: Key) -> int:
        """What its owner decided, of information also what nobody decided; of other things R and T alone."""
        node, aspect = key
        words = self.declared.said(node)
        counts = self.declared.is_information(node) or (aspect in ("r", "t") and is_stated(words, aspect))
        if not counts or (self.given is not None and key not in self.given):
            return 0
        decided = interval(words, aspect)
        return decided.low if self.end == "low" else decided.high


class _Found(dict[Key, Levels]):
    """Levels of what the facts touch; of all else, what its owner decided."""

    def __init__(self, facts: _Facts, levels: Mapping[Key, Levels]) -> None:
        super().__init__(levels)
        self._facts = facts

    def __missing__(self, key: Key) -> Levels:
        return Levels(self._facts.own(key), 0)


def levels(
    snapshot: Snapshot, *, at: dt.date | None = None, ties: Collection[int] | None = None,
    given: Collection[Key] | None = None, end: Literal["low", "high"] = "low", guess: bool = True,
) -> Mapping[Key, Levels]:  # fmt: skip
    """What follows by (node, aspect); to be asked for any node of the landscape.

    Args:
        snapshot: the landscape.
        at: only what is valid on this day counts.
        ties: relationships that count (numbers in the snapshot); None: all.
        given: things whose owner's decision counts, or of which it counts that nobody decided, by aspect; None: all.
        end: what is required at least, or at most, whatever the unknown turns out to be.
        guess: also what a flow may bring of which nobody says what it carries.
    """
    declared = Declared.of(snapshot, at)
    facts = _Facts(declared, None if given is None else frozenset(given), end)
    for j in range(len(snapshot.relationships)) if ties is None else sorted(set(ties)):
        if declared.is_valid(j):
            _add(facts, j, guess=guess)
    content = _content(facts)
    alone = [rule for rule in declared.model.rules if rule.family != "mosaic" and not rule.of_levels]
    settled = {place: [r for r in alone if _applies(facts, r, place, seen, _Now({}))] for place, seen in content.items()}
    touched = {*content, *facts.dependants, *(n for who in facts.dependants.values() for n in who)}
    touched |= {*(asset for seen in content.values() for asset in seen)}
    touched |= {end for demand in facts.demands for end in (demand.giver, demand.taker)} | {n for n, _ in given or ()}
    found: dict[Key, Levels] = {(node, aspect): Levels(0, 0) for node in touched for aspect in ASPECTS}
    while True:
        risen = _risen(facts, content, settled, found)
        if risen == found:
            return _Found(facts, found)
        found = risen


def _add(facts: _Facts, j: int, *, guess: bool) -> None:
    """One relationship more that counts."""
    declared = facts.declared
    tie, (source, target) = declared.snapshot.relationships[j], declared.ends(j)
    if tie.type in declared.owning():
        facts.homes.add((source, target))
        facts.held.add((source, target))
    elif tie.type == "CARRIES":
        facts.homes.add((source, target))
    elif tie.type == "FLOW":
        sent = {(source, asset) for asset in declared.says(j) or () if source in declared.unfounded(asset)}
        facts.homes.update(sent)
        facts.held.update(sent)
    move = declared.move(j)
    if move and (guess or not move.guessed):
        facts.moves[source].append(move)
    facts.demands.extend(demands(declared, j))
    for needer, needed in needs(declared, j):
        if needer != needed:
            facts.dependants[needed].add(needer)


# Content

Content = Mapping[int, Mapping[int, Effect]]
"""By place and information in it, what became of it on its way."""


def _content(facts: _Facts) -> Content:
    """What is where: all that is handed on, until filtered sets that meet open nothing more."""
    opened: set[tuple[int, int]] = set()
    while True:
        there = _handed_on(facts, facts.homes | opened)
        again = opened | _opened_again(facts, there)
        if again == opened:
            return there
        opened = again


def _handed_on(facts: _Facts, homes: Collection[tuple[int, int]]) -> Content:
    there: dict[int, dict[int, Effect]] = defaultdict(dict)
    for place, asset in homes:
        there[place][asset] = Effect()
    front = list(homes)
    while front:
        place, asset = front.pop()
        for move in facts.moves.get(place, ()):
            if move.brings is None or asset in move.brings:
                comes, known = there[place][asset].then(move.effect), there[move.receiver].get(asset)
                joined = comes if known is None else known.joined(comes)
                if joined != known:
                    there[move.receiver][asset] = joined
                    front.append((move.receiver, asset))
    return there


def _opened_again(facts: _Facts, there: Content) -> set[tuple[int, int]]:
    """Where sets meet that came through two filters, about the same kind of subject, with quasi-identifiers in common."""
    passing = [
        (move, asset, quasi, facts.declared.said(asset).get("subject_kind"))
        for sender, moves in facts.moves.items() for move in moves if move.opens
        for asset, quasi in _passing(facts, there.get(sender, {}), move)
    ]  # fmt: skip
    found = set()
    for (one, a, of_a, about_a), (other, b, of_b, about_b) in combinations(passing, 2):
        same = about_a == about_b or not (about_a and about_b)
        if one.tie != other.tie and a != b and same and len(of_a & of_b) >= facts.declared.model.rejoins_at:
            found |= {(p, x) for p in _beyond(facts, one, a) & _beyond(facts, other, b) for x in (a, b)}
    return found


def _passing(facts: _Facts, here: Mapping[int, Effect], move: Move) -> Iterable[tuple[int, frozenset[str]]]:
    """Information about somebody that passes a filter, and the quasi-identifiers it has afterwards."""
    for asset in here:
        words, model = facts.declared.said(asset), facts.declared.model
        listed, about = words.get("categories"), words.get("subject_kind")
        if words.get("personal") is False or about == "none" or not (about or facts.end == "high"):
            continue
        if move.brings is None or asset in move.brings:
            has = {*map(str, listed)} if listed and isinstance(listed, tuple) else {*model.quasi_identifiers}
            known = listed or facts.end == "high"
            yield asset, frozenset(has & {*model.quasi_identifiers} if known else ()) - move.effect.lost


def _beyond(facts: _Facts, move: Move, asset: int) -> set[int]:
    """Where information comes by way of one move."""
    there, front = {move.receiver}, [move.receiver]
    while front:
        for onward in facts.moves.get(front.pop(), ()):
            if onward.receiver not in there and (onward.brings is None or asset in onward.brings):
                there.add(onward.receiver)
                front.append(onward.receiver)
    return there


# Rules and levels


@dataclass(frozen=True)
class _Now:
    """The levels reached by now."""

    levels: Mapping[Key, Levels]
    _systems: dict[int, frozenset[int]] = field(default_factory=dict)

    def systems(self, declared: Declared, level: int) -> frozenset[int]:
        """The systems of which at least a level of confidentiality is required."""
        if level not in self._systems:
            required = {node for (node, aspect), found in self.levels.items() if aspect == "k" and found.value >= level}
            nodes = declared.snapshot.nodes
            self._systems[level] = frozenset(node for node in required if nodes[node].label == "System")
        return self._systems[level]


def _applies(facts: _Facts, rule: Rule, place: int, here: Mapping[int, Effect], now: _Now) -> bool:
    """Is one of the conditions of a rule fulfilled in a place, at the levels now reached?"""
    for asked in rule.when:
        if asked.dependants is not None:
            needers = facts.dependants.get(place, ())
            if sum(now.levels[n, "t"].value >= asked.of_level for n in needers) >= asked.dependants:
                return True
            continue
        systems = now.systems(facts.declared, asked.of_level) if asked.about_systems else ()
        if asked.about_systems and not systems:
            continue
        if fulfils(facts.declared, asked, here, systems, perhaps=facts.end == "high"):
            return True
    return False


def _risen(facts: _Facts, content: Content, settled: Mapping[int, list[Rule]], now: dict[Key, Levels]) -> dict[Key, Levels]:
    """What is required given what is required now."""
    cap, reached = facts.declared.model.cap, _Now(now)
    of_levels = [rule for rule in facts.declared.model.rules if rule.of_levels and rule.family != "mosaic"]
    demanded: dict[Key, int] = defaultdict(int)
    for aspect, giver, taker, less in facts.demands:
        demanded[taker, aspect] = max(demanded[taker, aspect], now[giver, aspect].value - less)
    nodes = {node for node, _ in now}
    late = {n: [r for r in of_levels if _applies(facts, r, n, content.get(n, {}), reached)] for n in nodes}
    found = {}
    for node, aspect in now:
        held = {asset: _left(state, aspect, now[asset, aspect].value) for asset, state in content.get(node, {}).items()
                if aspect in ("k", "s") or (node, asset) in facts.held}  # fmt: skip
        counted = (min(level, _counts(facts, asset, aspect, now)) for asset, level in held.items())
        raised = _ruled(max(counted, default=0), settled.get(node, []), aspect, cap)
        lifted = max(raised, *held.values()) if held else raised
        asked = _ruled(max(lifted, demanded[node, aspect]), late[node], aspect, cap)
        found[node, aspect] = Levels(max(facts.own((node, aspect)), asked), asked)
    return found


def _counts(facts: _Facts, asset: int, aspect: Aspect, now: Mapping[Key, Levels]) -> int:
    """The level up to which information counts where a rule raises it: what was derived, as what it comes from."""
    sources = bases(facts.declared, asset)
    levels = (now[b, aspect].value if (b, aspect) in now else facts.own((b, aspect)) for b in sources)
    return max(levels) if sources else TOP


def _left(state: Effect, aspect: Aspect, level: int) -> int:
    """What is left of a level after the ways information came by; of R and T all."""
    return state.k[level] if aspect == "k" else state.s[level] if aspect == "s" else level


def _ruled(level: int, rules: Iterable[Rule], aspect: Aspect, cap: int) -> int:
    """The higher of a level, the highest floor, and the level with the highest raise; what rules propose ends at the cap."""
    floor = max((rule.floors.get(aspect, 0) for rule in rules), default=0)
    more = max((rule.raises.get(aspect, 0) for rule in rules), default=0)
    return max(level, min(cap, max(floor, level + more))) if rules else level
