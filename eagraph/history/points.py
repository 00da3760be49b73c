"""Which points in time does a store keep, what room do they take, and what did the landscape look like then?"""

from __future__ import annotations

import datetime as dt
import json
import re
import threading
from collections.abc import Callable
from typing import ClassVar

from pydantic import Field

from eagraph.errors import UnknownName, UsageError, nearest_names
from eagraph.graph.snapshot import Snapshot
from eagraph.history import NAME
from eagraph.history.document import packed, unpacked
from eagraph.loading.changes import Stored
from eagraph.locale import both
from eagraph.model.schema import Schema
from eagraph.results import Value
from eagraph.store import Store

KIND, CONTENT = "point", "point-content"
MEGABYTE = 1_000_000
MOST_DRAWN = 3


class Point(Value):
    """A point in time: when it was kept, what it holds, and the room its content takes."""

    brief: ClassVar = ("name", "note", "kept_at", "nodes", "relationships", "bytes")

    name: str = Field(description="what it is called")
    note: str = Field(title="why it is kept", description="why it is kept, as somebody said")
    kept_at: str = Field(title="kept on", description="when it was kept (UTC)")
    hash: str = Field(title="checksum", description="SHA-256 of the content")
    date: str = Field(title="data from", description="when a source was last loaded before it was kept (UTC)")
    nodes: int = Field(description="how many things it holds")
    relationships: int = Field(description="how many relationships it holds")
    bytes: int = Field(title="room (bytes)", description="the room its content takes in the store")


class Points:
    """The points of one store.

    Args:
        store: opened when first used.
        schema: the model the landscapes are read under.
        clock: when a point is kept.
        most_mb: room for all of them, in megabytes of packed text.
    """

    def __init__(self, store: Callable[[], Store], schema: Schema, clock: Callable[[], dt.datetime], most_mb: float) -> None:
        self._store, self._schema, self._clock = store, schema, clock
        self.most_mb = most_mb
        self._drawn: dict[str, Snapshot] = {}
        self._lock = threading.Lock()

    def all(self) -> tuple[Point, ...]:
        """Every point, the oldest first."""
        last = {saved.name: saved for saved in self._store().saved(KIND)}
        points = (Point(name=saved.name, **json.loads(saved.content)) for saved in last.values())
        return tuple(sorted(points, key=lambda point: (point.kept_at, point.name)))

    def named(self, name: str) -> Point:
        """One of them.

        Raises:
            UnknownName: there is none of that name.
        """
        points = {point.name: point for point in self.all()}
        if name not in points:
            known = ", ".join(points) or "–"
            text = both("There is no point in time {name}; there are {known}.", name=repr(name), known=known)
            raise UnknownName(text, nearest_names(name, points))
        return points[name]

    def keep(self, name: str, note: str = "") -> Point:
        """Keep the landscape as it is now.

        Raises:
            UsageError: the name is none or taken, there is nothing to keep, or no room left.
        """
        if not re.fullmatch(NAME, name):
            text = both("{name} is no name of a point in time; use a-z, 0-9, dot and dash, 60 at most.", name=repr(name))
            raise UsageError(text)
        points = self.all()
        if any(point.name == name for point in points):
            raise UsageError(both("There is a point in time {name} already; remove it, or choose another.", name=repr(name)))
        stored = self._store().read()
        if not stored.nodes:
            raise UsageError(both("There is nothing to keep; load a source first."))
        snapshot = Snapshot.of(stored, self._schema)
        now = self._clock().isoformat(timespec="seconds")
        content = packed(stored)
        self._check_room(points, snapshot.hash, len(content))
        self._store().save(CONTENT, _content_name(snapshot.hash, content), content, now)
        told = {
            "note": note, "kept_at": now, "hash": snapshot.hash, "date": snapshot.date, "nodes": len(snapshot.nodes),
            "relationships": len(snapshot.relationships), "bytes": len(content),
        }  # fmt: skip
        self._store().save(KIND, name, json.dumps(told, ensure_ascii=False, sort_keys=True), now)
        return self.named(name)

    def remove(self, name: str) -> Point:
        """Let a point go, and its content where no other point has the same.

        Raises:
            UnknownName: there is none of that name.
        """
        point = self.named(name)
        self._store().forget(KIND, name)
        if not any((other.hash, other.bytes) == (point.hash, point.bytes) for other in self.all()):
            self._store().forget(CONTENT, f"{point.hash}-{point.bytes}")
        self._drawn.pop(name, None)
        return point

    @property
    def bytes(self) -> int:
        """The room that all of them take."""
        return _room(self.all())

    def stored(self, name: str) -> Stored:
        """What the store held then.

        Raises:
            UnknownName: there is none of that name.
            StoreError: it is damaged.
        """
        point = self.named(name)
        found = self._store().saved(CONTENT, f"{point.hash}-{point.bytes}")
        return unpacked(found[-1].content if found else "", name)

    def at(self, name: str) -> Snapshot:
        """The landscape as it was then; drawn up once.

        Raises:
            UnknownName: there is none of that name.
            StoreError: it is damaged.
        """
        kept = self.named(name).kept_at
        with self._lock:
            drawn = self._drawn.get(name)
            if drawn is None or not drawn.point.endswith(kept):
                while len(self._drawn) >= MOST_DRAWN:
                    del self._drawn[next(iter(self._drawn))]
                drawn = Snapshot.of(self.stored(name), self._schema, point=f"{name} {kept}")
                self._drawn[name] = drawn
            return drawn

    def _check_room(self, points: tuple[Point, ...], hash_: str, more: int) -> None:
        taken = _room(points)
        is_there = any((point.hash, point.bytes) == (hash_, more) for point in points)
        if not is_there and taken + more > self.most_mb * MEGABYTE:
            text = both(
                "No room: {taken} MB of {most} MB are taken, and this would take {more}. Remove a point in time "
                "({names}), or raise history_mb.",
                taken=_mb(taken), most=f"{self.most_mb:g}", more=_mb(more), names=", ".join(point.name for point in points),
            )  # fmt: skip
            raise UsageError(text)


def _content_name(hash_: str, content: str) -> str:
    return f"{hash_}-{len(content)}"


def _room(points: tuple[Point, ...]) -> int:
    return sum(bytes_ for _, bytes_ in {(point.hash, point.bytes) for point in points})


def _mb(bytes_: int) -> str:
    return f"{bytes_ / MEGABYTE:.1f}"
