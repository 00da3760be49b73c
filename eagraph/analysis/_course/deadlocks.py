"""Black-start deadlocks at the end of a course of events: rings that wait for each other, and nobody can be first."""

from __future__ import annotations

from eagraph.analysis._course.black_start import Ring, Waiting, manual_start
from eagraph.analysis._course.needs import Needs
from eagraph.analysis._course.outages import Course


def deadlocks(needs: Needs, course: Course, endless: frozenset[int]) -> tuple[Ring, ...]:
    """The rings that keep themselves down.

    What something that is never repaired (`endless`) holds down by itself is in none; it waits for that.
    """

    def holds(step: int, group: int) -> bool:
        return needs.starts[group] or course.counted[step]

    down = frozenset(node for node, is_down in enumerate(course.down) if is_down)
    waiting = Waiting.of(needs, down, holds)
    waits = waiting.held_by(endless)
    stuck = down - waiting.come_back(never=endless).keys() - waits
    among = waiting.within(stuck, never=waits)
    found = [(ring, *manual_start(among, ring)) for ring in among.rings()]
    return tuple(Ring.of(needs.snapshot, ring, by_hand, fewest=fewest) for ring, by_hand, fewest in found)
