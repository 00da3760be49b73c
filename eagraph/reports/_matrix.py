"""A matrix of who sends to whom as SVG in the colours of paper: a row a sender, a column a receiver, darker is more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape

from eagraph.drawing import Picture
from eagraph.locale import Text, both

_FONT = "Liberation Sans, Segoe UI, Helvetica, Arial, sans-serif"
_INK, _FIELD, _PAST, _LINE = "#1a1b1e", "#f2f4f8", "#a23b2a", "#c4cad4"
_CELL, _NAMES, _HEAD, _LETTER = 24, 250, 175, 6.2
_BLUE = (47, 93, 138)
Counts = Mapping[tuple[int, int], tuple[int, int]]
"""By sender and receiver (numbers of the names): how many, and how many of them go without an integration."""


def picture(names: Sequence[str], counts: Counts) -> Picture:
    """The matrix, with what it shows in words."""
    title: Text = both("Who sends to whom")
    about = both(
        "{pairs} pairs of {count} boards and companies exchange information; a number is how many exchanges, a red "
        "frame that some of them go without an integration.", pairs=len(counts), count=len(names),
    )  # fmt: skip
    return Picture(title, about, "\n".join(_svg(names, counts)))


def _svg(names: Sequence[str], counts: Counts) -> Iterator[str]:
    wide, high = _NAMES + len(names) * _CELL + 70, _HEAD + len(names) * _CELL + 10
    most = max((total for total, _ in counts.values()), default=1)
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" width="{wide}" height="{high}" '
        f'font-family="{_FONT}" font-size="12" fill="{_INK}">'
    )
    yield f'<rect width="{wide}" height="{high}" fill="#ffffff"/>'
    for i, name in enumerate(names):
        middle = _NAMES + i * _CELL + _CELL / 2
        yield f'<text transform="translate({middle + 4:g} {_HEAD - 8}) rotate(-55)">{escape(_cut(name, _HEAD * 1.1))}</text>'
        top = _HEAD + i * _CELL
        yield f'<text x="{_NAMES - 8}" y="{top + 16}" text-anchor="end">{escape(_cut(name, _NAMES - 14))}</text>'
        for j in range(len(names)):
            yield from _cell(_NAMES + j * _CELL, top, counts.get((i, j)), most)
    yield "</svg>"


def _cell(left: int, top: int, told: tuple[int, int] | None, most: int) -> Iterator[str]:
    fill = _FIELD if told is None else _shade(told[0] / most)
    yield f'<rect x="{left}" y="{top}" width="{_CELL}" height="{_CELL}" fill="{fill}" stroke="{_LINE}" stroke-width="0.5"/>'
    if told is None:
        return
    total, past = told
    if past:
        inner = f'x="{left + 1}" y="{top + 1}" width="{_CELL - 2}" height="{_CELL - 2}"'
        yield f'<rect {inner} fill="none" stroke="{_PAST}" stroke-width="2"/>'
    ink = "#ffffff" if total / most > 0.45 else _INK
    yield f'<text x="{left + _CELL / 2:g}" y="{top + 16}" text-anchor="middle" font-size="11" fill="{ink}">{total}</text>'


def _shade(share: float) -> str:
    return "#" + "".join(f"{round(225 + (part - 225) * (0.15 + 0.85 * share)):02x}" for part in _BLUE)


def _cut(text: str, room: float) -> str:
    most = int(room / _LETTER)
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
