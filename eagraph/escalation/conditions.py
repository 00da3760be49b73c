"""Does a handful of information fulfil a condition of a rule? And which of it is enough?

The same predicate as `aggregation` has for all places at once, over one set of columns, each with the categories that its
way left in it (None: all).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np

from eagraph.escalation.facts import Facts
from eagraph.escalation.moves import Booleans
from eagraph.model.aggregation import Condition, Large

Kept = frozenset[str] | None
"""The categories a way has left; None where no filter took any."""


@dataclass(frozen=True, eq=False)
class Judge:
    """What the information says of itself, looked up once."""

    facts: Facts
    perhaps: bool
    _sets: dict[object, frozenset[int]] = field(default_factory=dict)

    def fulfils(
        self, asked: Condition, subject: str, seen: Mapping[int, Kept], about: Collection[int] = (), *,
        cut: Collection[int] = (),
    ) -> bool:  # fmt: skip
        """Is a condition fulfilled for one kind of subject?

        Args:
            asked: the condition; not one that counts dependants.
            subject: the kind of subject, where it asks for what is linkable.
            seen: by column that is there, the categories left in it.
            about: columns that are about enough systems, where it asks for that.
            cut: those of `seen` that cannot be told apart any more: they count for their categories alone, where what
                they hold or come from can be told apart by another way.
        """
        kept = self._expanded(seen, cut)
        limit = self._linkable(subject) if asked.linkable else frozenset(kept)
        units = [c for c in kept if c in limit and c not in self.facts.bases]
        return (
            (asked.assets is None or len(units) >= asked.assets)
            and (asked.owners is None or self._different(units, self._owner) >= asked.owners)
            and (asked.sources is None or self._sources(units) >= asked.sources)
            and (asked.one_with is None or any(c in limit and c in self._large(asked.one_with) for c in kept))
            and all(self._has_one(part, kept, limit, asked, about) for part in asked.categories)
        )

    def _expanded(self, seen: Mapping[int, Kept], cut: Collection[int]) -> dict[int, Kept]:
        found = {column: kept for column, kept in seen.items() if column not in cut}
        for column in tuple(found):
            for base in self.facts.bases.get(column, ()):
                found[base] = _either(found.get(base, frozenset()), seen[column])
        for column in sorted(seen.keys() & cut):
            for one in found.keys() & {column, *self.facts.bases.get(column, ())}:
                found[one] = _either(found[one], seen[column])
        return found

    def _has_one(
        self, part: Iterable[str], kept: Mapping[int, Kept], limit: Collection[int], asked: Condition, about: Collection[int]
    ) -> bool:
        return any(
            name in (left if left is not None else (name,)) and column in self._category(name)
            for column, left in kept.items()
            if column in limit and (asked.about_systems is None or column in about)
            for name in part
        )

    def _different(self, units: list[int], key: Callable[[int], int | None]) -> int:
        known = [key(c) for c in units]
        return len({k for k in known if k is not None}) + self.perhaps * known.count(None)

    def _owner(self, column: int) -> int | None:
        return self.facts.owner.get(column)

    def _sources(self, units: list[int]) -> int:
        known = {source for c in units for source in self.facts.sources.get(c, ())}
        return len(known) + self.perhaps * sum(c not in self.facts.sources for c in units)

    def _linkable(self, subject: str) -> frozenset[int]:
        return self._once(("linkable", subject), lambda: self.facts.linkable(subject, perhaps=self.perhaps))

    def _category(self, name: str) -> frozenset[int]:
        return self._once(("category", name), lambda: self.facts.in_category(name, perhaps=self.perhaps))

    def _large(self, asked: Large) -> frozenset[int]:
        return self._once(("large", asked), lambda: self.facts.large(asked, perhaps=self.perhaps))

    def _once(self, key: object, chosen: Callable[[], Booleans]) -> frozenset[int]:
        if key not in self._sets:
            self._sets[key] = frozenset(np.flatnonzero(chosen()).tolist())
        return self._sets[key]


def _either(some: Kept, more: Kept) -> Kept:
    return None if some is None or more is None else some | more


def least(columns: Collection[int], is_enough: Callable[[Collection[int]], bool]) -> tuple[int, ...]:
    """A subset that is enough and of which none can go; those that come last are given up first."""
    kept = list(dict.fromkeys(columns))
    for column in reversed(tuple(kept)):
        fewer = [c for c in kept if c != column]
        if is_enough(fewer):
            kept = fewer
    return tuple(kept)
