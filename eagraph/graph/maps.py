"""Maps that were drawn up: once a snapshot (or two, where they are compared), level, organisation and language."""

from __future__ import annotations

import threading
from typing import Any, Literal

from eagraph.graph.snapshot import Snapshot
from eagraph.locale import current

_MOST = 20
Level = Literal["organisations", "things"]


class Maps:
    """The last maps that were asked for; whoever asks for one that is being drawn waits for it."""

    def __init__(self) -> None:
        self._drawn: dict[tuple[str, str, Level, str | None, str], dict[str, Any]] = {}
        self._lock = threading.Lock()

    def columns(
        self, snapshot: Snapshot, level: Level, organisation: str | None = None, before: Snapshot | None = None
    ) -> dict[str, Any]:
        """The map of a snapshot as column arrays (see `eagraph.graph.layout.map_columns`); of what changed since another."""
        from eagraph.graph.changed import changed_columns
        from eagraph.graph.layout import map_columns

        key = (snapshot.hash, before.hash if before else "", level, organisation, current.get())
        with self._lock:
            if key not in self._drawn:
                if len(self._drawn) >= _MOST:
                    self._drawn.clear()
                self._drawn[key] = (
                    map_columns(snapshot, level, organisation=organisation)
                    if before is None
                    else changed_columns(before, snapshot, level, organisation=organisation)
                )
            return self._drawn[key]
