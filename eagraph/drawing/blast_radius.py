"""The waves of a blast radius: one numbered column a wave, each box a thing that stops, each arrow a reason.

A wave too long for its column spills into further ones while there is room across; what still does not fit is counted in a
box of its own, and the table has it. The most critical things of a wave come first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, Protocol

from eagraph.drawing import (
    BOX_HEIGHT,
    BOX_WIDTH,
    GAP_ACROSS,
    GAP_DOWN,
    HEADING,
    Drawing,
    Element,
    Picture,
    arrow,
    box,
    heading,
)
from eagraph.drawing._svg import as_svg
from eagraph.locale import both, number, say
from eagraph.results import Result

MOST_BOXES = 150
MOST_DOWN = 13
COLUMNS = 6
LATER = 4
CROWDED = 60
FIELD_WIDTH = 1100
SMALLEST_SCALE = 0.6
_GAP_INSIDE = 14


class Stopped(Protocol):
    """What is drawn of a row."""

    id: str
    name: str
    wave: int
    because: Sequence[str]
    criticality: int | None


def picture(answer: Result[Any]) -> Picture:
    """The waves on paper."""
    drawing = waves(answer)
    about = both(
        "{count} of {total} things, wave by wave.", count=len(answer.rows) - drawing.left_out, total=len(answer.rows)
    )
    return Picture(both("In which order things stop"), about, as_svg(drawing))


def waves(answer: Result[Any], most: int = MOST_BOXES) -> Drawing:
    """The picture of an answer, with at most so many boxes; headings are in the reader's language."""
    by_wave: dict[int, list[Stopped]] = defaultdict(list)
    for row in sorted(answer.rows, key=lambda row: (row.wave, -(row.criticality or 0), row.name, row.id)):
        by_wave[row.wave].append(row)
    room = _room({wave: len(rows) for wave, rows in by_wave.items()}, most)
    elements: list[Element] = []
    drawn: list[Stopped] = []
    left = BOX_WIDTH / 2
    for wave, rows in by_wave.items():
        shown = rows[: room[wave]]
        elements += _column(shown, wave, len(rows), left)
        drawn += shown
        left += -(-max(len(shown), 1) // MOST_DOWN) * (BOX_WIDTH + _GAP_INSIDE) - _GAP_INSIDE + GAP_ACROSS
    deepest = max((min(room[wave], MOST_DOWN) + (room[wave] < len(rows)) for wave, rows in by_wave.items()), default=1)
    height = HEADING + deepest * (BOX_HEIGHT + GAP_DOWN) + 40
    scale = min(1.0, FIELD_WIDTH / (left - GAP_ACROSS))
    fits = scale >= SMALLEST_SCALE
    high = round(max(height * scale + 32 if fits else height, 150))
    return Drawing((*elements, *_reasons(drawn)), high, len(answer.rows) - len(drawn), fits=fits)


def wave_name(wave: int) -> str:
    """What a column is called."""
    return say("Fails itself") if wave == 0 else say("Wave {wave}", wave=wave)


def _room(count: dict[int, int], most: int) -> dict[int, int]:
    """How many boxes each wave gets: a column, and more for the longest while there are columns and boxes left."""
    columns = dict.fromkeys(count, 1)
    for _ in range(max(0, COLUMNS - len(count))):
        wave = max(count, key=lambda wave: count[wave] - columns[wave] * MOST_DOWN)
        columns[wave] += count[wave] > columns[wave] * MOST_DOWN
    left, room = most, {}
    for wave in sorted(count):
        room[wave] = min(count[wave], columns[wave] * MOST_DOWN, left)
        left -= room[wave]
    return room


def _column(rows: list[Stopped], wave: int, total: int, left: float) -> list[Element]:
    across = -(-max(len(rows), 1) // MOST_DOWN)
    step = BOX_WIDTH + _GAP_INSIDE
    elements = [heading(f"wave {wave}", f"{wave_name(wave)} · {number(total)}", left + (across - 1) * step / 2, HEADING / 2)]
    for i, row in enumerate(rows):
        place = left + (i // MOST_DOWN) * step, _down(i % MOST_DOWN)
        elements.append(box(row.id, row.name, *place, classes=f"wave-{min(wave, LATER)}", wave=wave))
    if len(rows) < total:
        more = say("{count} more in the table", count=number(total - len(rows)))
        elements.append(
            {**box(f"more {wave}", more, left, _down(min(len(rows), MOST_DOWN)), classes="more"), "selectable": False}
        )
    return elements


def _down(line: int) -> float:
    return HEADING + 14 + line * (BOX_HEIGHT + GAP_DOWN) + BOX_HEIGHT / 2


def _reasons(drawn: list[Stopped]) -> list[Element]:
    there = {row.id for row in drawn}
    ends = [(cause, row.id) for row in drawn for cause in row.because if cause in there and cause != row.id]
    return [arrow(*end, classes="crowded" if len(ends) > CROWDED else "") for end in ends]
