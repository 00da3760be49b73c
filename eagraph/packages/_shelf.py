"""Stores that are only read: one that remembers what was looked at, one over the content of a package, one as of a day."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any, NoReturn

from eagraph.errors import StoreError
from eagraph.loading.changes import SourceRow, Stored
from eagraph.locale import both
from eagraph.store import Progress, Removed, Saved, Store


@dataclass
class Shelf:
    """What a package holds, as a store: everything may be read, nothing changed."""

    stored: Stored
    texts: tuple[Saved, ...] = ()
    url: str = "package:"

    def read(self, progress: Progress | None = None) -> Stored:  # noqa: ARG002
        """Everything."""
        return self.stored

    def generation(self) -> int:
        """It never changes."""
        return self.stored.generation

    def sources(self) -> tuple[SourceRow, ...]:
        """Its sources."""
        return self.stored.sources

    def removed(self) -> tuple[Removed, ...]:
        """Nothing of that is kept."""
        return ()

    def saved(self, kind: str, name: str | None = None) -> tuple[Saved, ...]:
        """The texts of a kind, or of one name of it."""
        return tuple(one for one in self.texts if one.kind == kind and name in (None, one.name))

    def update(self, *_: object) -> NoReturn:
        """Refused."""
        raise StoreError(both("A package is only read."))

    save = forget = update

    def close(self) -> None:
        """There is nothing to let go of."""


@dataclass
class Watched(Shelf):
    """A store that is looked at; `looked_at` says which kinds of texts, and of which names."""

    store: Store | None = None
    told: Callable[[Saved], Saved] = lambda one: one
    """How a text is told: without what the machine adds."""
    looked_at: dict[tuple[str, str | None], tuple[Saved, ...]] = field(default_factory=dict)

    @classmethod
    def over(cls, store: Store, told: Callable[[Saved], Saved], *, day: str = "") -> Watched:
        """A store as it is now; its sources as if loaded at the beginning of their day, or of another that is said."""
        stored = store.read()
        rows = tuple(replace(row, loaded_at=midnight(day or row.loaded_at)) for row in stored.sources)
        return cls(replace(stored, sources=rows), url=store.url, store=store, told=told)

    def saved(self, kind: str, name: str | None = None) -> tuple[Saved, ...]:
        """The texts, as the store has them when first asked for."""
        if (kind, name) not in self.looked_at:
            told = () if self.store is None else self.store.saved(kind, name) if name else self.store.saved(kind)
            self.looked_at[kind, name] = tuple(map(self.told, told))
        return self.looked_at[kind, name]

    def texts_looked_at(self) -> tuple[Saved, ...]:
        """All texts that anybody asked for, each once."""
        found: Iterable[Any] = (one for texts in self.looked_at.values() for one in texts)
        return tuple(sorted(set(found), key=lambda one: (one.kind, one.name, one.version)))


def midnight(moment: str) -> str:
    """The beginning of the day of a moment (UTC, ISO 8601)."""
    return f"{moment[:10]}T00:00:00+00:00" if moment else ""
