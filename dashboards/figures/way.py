"""A way from one thing to another: boxes from left to right with a note under each name, folded when the way is long."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from eagraph.drawing import BOX_HEIGHT, BOX_WIDTH, GAP_ACROSS, Drawing, Element, arrow, box

A_LINE = 5
HEIGHT = BOX_HEIGHT + 14
_LONGEST = 20


@dataclass(frozen=True, slots=True)
class Stop:
    """A place on a way: its id, its name, and what is said under it. A wave gives it the colour of one."""

    id: str
    name: str
    note: str = ""
    wave: int | None = None


def way(stops: Sequence[Stop]) -> Drawing:
    """The picture of a way; the second line goes back from right to left, so that no arrow crosses the picture."""
    elements = [_stop(i, stop) for i, stop in enumerate(stops)]
    elements += [arrow(one, other) for one, other in pairwise([element["data"]["id"] for element in elements])]
    lines = 1 + max(len(stops) - 1, 0) // A_LINE
    return Drawing(tuple(elements), 24 + lines * (HEIGHT + 36), fits=False)


def _stop(i: int, stop: Stop) -> Element:
    line, place = divmod(i, A_LINE)
    across = place if line % 2 == 0 else A_LINE - 1 - place
    name = stop.name if len(stop.name) <= _LONGEST else stop.name[: _LONGEST - 1].rstrip() + "…"
    label = f"{name}\n{stop.note}" if stop.note else name
    classes = "noted" if stop.wave is None else f"noted wave-{stop.wave}"
    x, y = BOX_WIDTH / 2 + across * (BOX_WIDTH + GAP_ACROSS), 16 + line * (HEIGHT + 36) + HEIGHT / 2
    return box(f"{i} {stop.id}", label, x, y, classes=classes, height=HEIGHT, thing=stop.id)
