"""What changed between two landscapes, and why did an answer change with it? Landscapes are named as people name them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from eagraph import analysis
from eagraph.attribution import Answer
from eagraph.attribution.changes import Between
from eagraph.attribution.explaining import MOST_ASKINGS, explained
from eagraph.comparison import Differences, compared, stored_at
from eagraph.errors import UsageError
from eagraph.graph.snapshot import Snapshot
from eagraph.history.points import Points
from eagraph.jobs import Jobs
from eagraph.loading.mapping import read_mapping
from eagraph.locale import both
from eagraph.model.schema import Schema

Read = Callable[[analysis.Analysis, Mapping[str, Any]], BaseModel]


class Comparing:
    """Compares landscapes: sources on disk, stores, points in time, and what the store holds now."""

    def __init__(self, points: Points, now: Callable[[], Snapshot], schema: Schema, read: Read, jobs: Jobs) -> None:
        self._points, self._now, self._schema, self._read, self._jobs = points, now, schema, read, jobs

    def diff(self, old: str, new: str, mapping: Path | None = None) -> Differences:
        """What differs between two landscapes, each a source on disk or the URL of a store.

        Raises:
            EagraphError: one cannot be read.
        """
        words = read_mapping(mapping)
        before, after = (stored_at(where, self._schema, words) for where in (old, new))
        return compared(before, Snapshot.of(after, self._schema), {"old": old, "new": new})

    def since(self, old: str, new: str = "") -> Differences:
        """What differs from one point in time to another, or to now where none is named.

        Raises:
            UnknownName: there is no such point.
        """
        return compared(self._points.stored(old), self.at(new), {"old": old, "new": new})

    def why(self, question: str, params: Mapping[str, Any], *, old: str, new: str = "", most: int = MOST_ASKINGS) -> Answer:
        """Why the answer to a question changed from one point in time to another, or to now where none is named.

        Raises:
            UnknownName: there is no such point, or no such question.
            UsageError: a parameter is wrong, or the two are one.
        """
        if old == new:
            raise UsageError(both("A point in time does not differ from itself; name two."))
        found = analysis.find(question)
        between = Between(self.at(old), self.at(new))
        read = self._read(found, analysis.with_lists(found, params))
        about = both("Why it changed: {question}", question=found.title)
        return self._jobs.run(about, lambda: explained(found, question, read, between, most=most))

    def at(self, point: str) -> Snapshot:
        """The landscape at a point in time; now where none is named."""
        return self._points.at(point) if point else self._now()
