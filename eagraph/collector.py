"""Lets Python's cycle collector rest while millions of records are made.

Records are trees of plain values: none is ever part of a ring, so there is nothing for the collector to find, and yet it
looks at all of them again and again while they grow (a third of the time of a large load).
"""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_lock = threading.Lock()
_state = {"resting": 0, "was_on": 0}


@contextmanager
def resting_collector() -> Iterator[None]:
    """Do something without the collector; it runs again when the last of those who asked for rest is done."""
    with _lock:
        if not _state["resting"]:
            _state["was_on"] = gc.isenabled()
            gc.disable()
        _state["resting"] += 1
    try:
        yield
    finally:
        with _lock:
            _state["resting"] -= 1
            if not _state["resting"] and _state["was_on"]:
                gc.enable()
