"""What of the classification is unknown, what may it turn out to be, and what is required when it does?

A level may be any in its interval. What a rule asks about and nobody has said may turn out so that the rule never counts it,
or so that it always does; a kind of subject may be nobody or any of those there are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from eagraph.escalation import Escalation
from eagraph.escalation.facts import NOBODY
from eagraph.escalation.levels import Solution
from eagraph.escalation.planes import End
from eagraph.escalation.restating import restated
from eagraph.graph.snapshot import Snapshot
from eagraph.model.aggregation import Condition
from eagraph.model.classification import ASPECTS, interval, is_stated
from eagraph.model.classification_model import ClassificationModel
from eagraph.model.fields import Value

Properties = Mapping[str, Value]
Key = tuple[int, str]
"""A thing (node) and what of it is unknown: an aspect, or the name of a property."""
_MANY = 10**15
_ENDS: dict[str, tuple[Value, Value]] = {
    "subjects": (0, _MANY),
    "records": (0, _MANY),
    "resolution_s": (float(_MANY), 1e-9),
    "retention_d": (0.0, float(_MANY)),
    "personal": (False, True),
    "special_category": (False, True),
}
"""By property of one asset that a rule asks about: a value that no rule counts, and one that all do."""


@dataclass(frozen=True, slots=True)
class Unsettled:
    """One thing of which something is unknown, and what it may turn out to be, from the lowest to the highest."""

    node: int
    what: str
    values: tuple[Properties, ...]

    @property
    def key(self) -> Key:
        """What it is known by."""
        return (self.node, self.what)

    @property
    def is_loose(self) -> bool:
        """May both ends move at the lowest and at the highest value? Otherwise only the upper, and only the lower."""
        return self.what in ("subject_kind", "personal", "special_category")


def asked_about(condition: Condition) -> tuple[str, ...]:
    """The properties of information that a condition looks at."""
    one_with = condition.one_with
    sizes = [name for name in _ENDS if one_with is not None and getattr(one_with, name, None) is not None]
    kinds = ["subject_kind"] if condition.linkable else []
    return (*kinds, *(["categories"] if condition.categories else []), *sizes)


def bears_on(condition: Condition) -> frozenset[str]:
    """Those properties, and what decides them: what is not about persons can be tied to no one and is not sensitive, and
    what is sensitive is about persons."""
    asked = {*asked_about(condition)}
    if asked & {"subject_kind", "special_category"}:
        asked.add("personal")
    if "personal" in asked:
        asked.add("special_category")
    return frozenset(asked)


def unsettled(found: Escalation) -> Iterator[Unsettled]:
    """All that is unknown and may matter: open levels, and properties that a rule in force asks about; by node."""
    model, nodes = found.ground.model, found.snapshot.nodes
    names = sorted({name for rule in model.rules for way in rule.when for name in asked_about(way)})
    is_asset = set(found.ground.assets.tolist())
    for node, thing in enumerate(nodes):
        for aspect in ASPECTS:
            if node in is_asset or (aspect in "rt" and is_stated(thing.properties, aspect)):
                level = interval(thing.properties, aspect)
                values = tuple({aspect: v, f"{aspect}_high": v} for v in range(level.low, level.high + 1))
                if len(values) > 1:
                    yield Unsettled(node, aspect, values)
        for name in names if node in is_asset else ():
            if is_unknown(thing.properties, name):
                yield Unsettled(node, name, tuple({name: value} for value in _ends(found, name, model)))


def is_unknown(said: Properties, name: str) -> bool:
    """Has nobody said what a rule asks about, nor anything it follows from?"""
    if name == "special_category" and said.get("personal") is False:
        return False
    if name == "personal" and (said.get("special_category") is True or said.get("asset_kind") == "anonymous"):
        return False
    value = said.get(name)
    if name in ("categories", "subject_kind"):
        return not value
    if name in ("personal", "special_category"):
        return not isinstance(value, bool)
    return isinstance(value, bool) or not isinstance(value, int | float)


def _ends(found: Escalation, name: str, model: ClassificationModel) -> tuple[Value, ...]:
    if name == "categories":
        return ((NOBODY,), tuple(sorted(model.categories)))
    if name == "subject_kind":
        return (NOBODY, *(kind for kind in found.facts.subjects if kind))
    return _ENDS[name]


@dataclass(frozen=True, eq=False)
class Settled:
    """Both ends of the levels when one thing says something more; which relationships there are stays as it is."""

    found: Escalation
    one: Unsettled
    number: int
    """Of the value it turns out to be."""

    @cached_property
    def low(self) -> Solution:
        """What is then required at least; worked out anew only where it may rise."""
        return self._end("low") if self.number or self.one.is_loose else self.found.low

    @cached_property
    def high(self) -> Solution:
        """What is then required at most; worked out anew only where it may fall."""
        is_highest = self.number == len(self.one.values) - 1
        return self._end("high") if not is_highest or self.one.is_loose else self.found.high

    def _end(self, end: End) -> Solution:
        found = None if opens_again(self.found, self.one) else self._restated(end)
        if found is not None:
            return found
        return self._anew.low if end == "low" else self._anew.high

    def _restated(self, end: End) -> Solution | None:
        known, one = self.found.low if end == "low" else self.found.high, self.one
        aspect = next((aspect for aspect in ASPECTS if aspect == one.what), None)
        if aspect is None:
            return restated(known, facts=self._anew.facts, looking=_looking(self.found, one.what))
        own = known.required[aspect].own.copy()
        own[one.node] = int(str(one.values[self.number][aspect]))
        return restated(known, own={aspect: own})

    @cached_property
    def _anew(self) -> Escalation:
        snapshot, node = self.found.snapshot, self.one.node
        nodes = list(snapshot.nodes)
        nodes[node] = replace(nodes[node], properties={**nodes[node].properties, **self.one.values[self.number]})
        changed: Snapshot = replace(snapshot, things=tuple(nodes))
        if "boards" in snapshot.plans:
            changed.plans["boards"] = snapshot.plans["boards"]
        return Escalation(replace(self.found.ground, snapshot=changed))


def _looking(found: Escalation, name: str) -> list[str]:
    """The rules on levels that look at a property of information."""
    rules = (rule for rule in found.ground.model.rules if rule.of_levels)
    return [rule.id for rule in rules if any(name in bears_on(condition) for condition in rule.when)]


def opens_again(found: Escalation, one: Unsettled) -> bool:
    """May it decide whether filtered information that meets is opened again?"""
    if one.what not in ("categories", "subject_kind", "personal"):
        return False
    column = found.ground.column[one.node]
    return any(column in met.columns for met in found.possible_content.rejoined)


@dataclass(frozen=True, eq=False)
class Doubt:
    """By aspect and node: how wide what is required is, and whether it is a verdict that only the unknown can decide."""

    width: np.ndarray
    undecided: np.ndarray

    @classmethod
    def of(cls, low_end: Solution, high_end: Solution, assigned: Assigned) -> Doubt:
        """The doubt between two ends."""
        low, high = ([end.required[a] for a in ASPECTS] for end in (low_end, high_end))
        width = np.stack([h.value.astype(np.int16) - lo.value for lo, h in zip(low, high, strict=True)])
        certain = np.stack([one.asked for one in low]) > assigned.high
        perhaps = np.stack([one.asked for one in high]) > assigned.low
        return cls(width, perhaps & ~certain)


@dataclass(frozen=True, eq=False)
class Assigned:
    """By aspect and node, what its owner decided, at least and at most."""

    low: np.ndarray
    high: np.ndarray

    @classmethod
    def of(cls, found: Escalation) -> Assigned:
        """What owners decided."""
        nodes = range(len(found.snapshot.nodes))
        levels = [[found.assigned(node, aspect) for node in nodes] for aspect in ASPECTS]
        return cls(np.array([[i.low for i in row] for row in levels]), np.array([[i.high for i in row] for row in levels]))
