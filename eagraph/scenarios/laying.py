"""Landscapes with a scenario laid over them, each drawn up once and kept for a while."""

from __future__ import annotations

import threading

from eagraph.graph.snapshot import Snapshot
from eagraph.scenarios.applying import applied
from eagraph.scenarios.book import Kept

MOST = 8


class Laid:
    """The last that were asked for; whoever asks for one that is being drawn up waits for it."""

    def __init__(self) -> None:
        self._drawn: dict[tuple[str, str, int], Snapshot] = {}
        self._lock = threading.Lock()

    def over(self, snapshot: Snapshot, kept: Kept) -> Snapshot:
        """The landscape with a scenario's changes.

        Raises:
            InvalidScenario: it does not fit.
        """
        key = (snapshot.hash, kept.scenario.name, kept.version)
        with self._lock:
            if key not in self._drawn:
                if len(self._drawn) >= MOST:
                    self._drawn.clear()
                self._drawn[key] = applied(snapshot, kept.scenario, version=kept.version)
            return self._drawn[key]
