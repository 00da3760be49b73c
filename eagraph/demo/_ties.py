"""The relationships of a city that is being drawn up, found by key and by type."""

from __future__ import annotations

from collections import defaultdict

from eagraph.model.landscape import Relationship

TieKey = tuple[str, str, str, str]
"""Source, type, target, and the key in the source where several of a type lead from one thing to another."""


class Ties(dict[TieKey, Relationship]):
    """Relationships by key; `of_type` tells those of a type without going through all others."""

    def __init__(self) -> None:
        super().__init__()
        self._of_type: dict[str, dict[TieKey, None]] = defaultdict(dict)

    def __setitem__(self, key: TieKey, tie: Relationship) -> None:
        super().__setitem__(key, tie)
        self._of_type[key[1]][key] = None

    def __delitem__(self, key: TieKey) -> None:
        super().__delitem__(key)
        del self._of_type[key[1]][key]

    def pop(self, key: TieKey, default: Relationship | None = None) -> Relationship | None:  # type: ignore[override]
        """Take one away, if it is there; whichever it was."""
        if key not in self:
            return default
        tie = self[key]
        del self[key]
        return tie

    def of_type(self, type_: str) -> list[Relationship]:
        """Those of a type, in the order in which they were drawn."""
        return [self[key] for key in self._of_type.get(type_, ())]
