"""Where else is it? A product that others have, too, is more likely installed here again than registered twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from eagraph.duplicates.records import Record, Set


@dataclass(frozen=True, eq=False)
class Spread:
    """By name and product, the organisations of the systems that have it."""

    homes: Mapping[str, frozenset[Set]]

    @classmethod
    def of(cls, found: Iterable[Record]) -> Spread:
        """Of all systems."""
        homes: dict[str, set[Set]] = defaultdict(set)
        for record in found:
            for key in _keys(record):
                homes[key].add(record.homes)
        return cls({key: frozenset(there) for key, there in homes.items()})

    def is_elsewhere(self, a: Record, b: Record) -> bool:
        """Has a third one the name or product of the two, at an organisation that is neither's?"""
        own = a.homes | b.homes
        return any(homes and not homes & own for key in _keys(a) & _keys(b) for homes in self.homes.get(key, ()))


def _keys(record: Record) -> frozenset[str]:
    return frozenset({record.product, *(key for name in record.names for key in (name.key, name.whole))} - {""})
