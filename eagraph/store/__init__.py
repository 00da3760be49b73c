"""Where a landscape sleeps. One engine a file; a store is named by a URL whose scheme an engine claims.

An engine is a module with `schemes` (the URL schemes it answers to) and `open_store(url, credentials) -> Store`.
The port has no query language in it: read everything, change everything in one step, count the changes.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar, runtime_checkable

from eagraph import plugins
from eagraph.errors import UsageError
from eagraph.loading.changes import Changes, SourceRow, Stored
from eagraph.locale import both
from eagraph.work import Progress

__all__ = [
    "Answering",
    "Changes",
    "Progress",
    "Removed",
    "Saved",
    "SourceRow",
    "Store",
    "Stored",
    "engine_names",
    "open_store",
]

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Removed:
    """A node or relationship a source no longer has: what it was, and which run found it gone."""

    key: str
    label: str
    name: str
    source: str
    run: str


@dataclass(frozen=True, slots=True)
class Saved:
    """One version of a text that is kept beside the landscape: a scenario, a decision. Empty content: it was ended."""

    kind: str
    name: str
    version: int
    saved_at: str
    content: str


class Store(Protocol):
    """The port. Every method raises StoreError when the store is away, locked, full or refuses."""

    url: str

    def read(self, progress: Progress | None = None) -> Stored:
        """Everything, sorted; readers never wait for a writer."""

    def generation(self) -> int:
        """The number of changes so far; cheap, to see whether a snapshot is stale."""

    def update(self, work: Callable[[Stored], tuple[Changes | None, Answer]], progress: Progress | None = None) -> Answer:
        """Read, decide and write as one step: all of it or nothing, one writer at a time.

        `work` may be called again when the store asks to try once more.
        """

    def sources(self) -> tuple[SourceRow, ...]:
        """The sources it knows, in the order they became known; also those whose last load changed nothing."""

    def removed(self) -> tuple[Removed, ...]:
        """What sources no longer have, sorted by key."""

    def saved(self, kind: str, name: str | None = None) -> tuple[Saved, ...]:
        """Every version of every text of a kind, or of one name of it, sorted by name and version."""

    def save(self, kind: str, name: str, content: str, saved_at: str) -> Saved:
        """Keep a text as the next version of its name; where it is as it was, that version. Versions are never lost."""

    def forget(self, kind: str, name: str) -> None:
        """Let every version of a text go, for those that take room and can be done without."""

    def close(self) -> None:
        """Let go of files and connections."""


@runtime_checkable
class Answering(Protocol):
    """A store that answers queries of its own language beside the port."""

    def rows(self, query: str, parameters: Mapping[str, Any], seconds: float) -> list[Mapping[str, Any]]:
        """The rows of a reading Cypher query.

        Raises:
            QueryTooLong: it ran longer than so many seconds, and was cancelled in the database.
            QueryRefused: the database does not take it.
        """


def engine_names() -> tuple[str, ...]:
    """The engines there are."""
    return plugins.member_names(sys.modules[__name__])


def open_store(url: str, credentials: tuple[str, str] | None = None) -> Store:
    """The store a URL names; made when it is embedded and not there yet.

    Raises:
        UsageError: no engine answers to the URL's scheme.
        StoreError: the store cannot be opened.
    """
    scheme, separator, _ = url.partition("://")
    known: list[str] = []
    for name in engine_names():
        engine = plugins.member(sys.modules[__name__], name)
        known += engine.schemes
        if separator and scheme in engine.schemes:
            store: Store = engine.open_store(url, credentials)
            return store
    text = both(
        "{url} is not a store; expected a URL that starts with {known}.",
        url=repr(url),
        known=", ".join(f"{s}://" for s in known),
    )
    raise UsageError(text)
