"""A bar chart as SVG in the colours of paper: a line a bar, the number beside it, the year before under it in grey."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from eagraph.board import Bar, Chart
from eagraph.drawing import Picture
from eagraph.locale import both, joined

_FONT = "Liberation Sans, Segoe UI, Helvetica, Arial, sans-serif"
_INK, _BEFORE, _NOW, _FIELD = "#1a1b1e", "#b3bac6", "#2f5d8a", "#eef1f5"
_WIDE, _LABEL, _BAR, _LETTER = 740, 370, 200, 6.0
_LINE, _THICK, _THIN = 30, 13, 6


def picture(chart: Chart) -> Picture:
    """The chart, with what it shows in words."""
    about = joined([both("{title}: {shown}", title=bar.title.text, shown=bar.shown.text) for bar in chart.bars], "; ")
    return Picture(chart.title.text, about, _svg(chart))


def _svg(chart: Chart) -> str:
    high = len(chart.bars) * _LINE + 8
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDE} {high}" width="{_WIDE}" height="{high}" '
        f'font-family="{_FONT}" font-size="13">',
        f'<rect width="{_WIDE}" height="{high}" fill="#ffffff"/>',
        *(part for i, bar in enumerate(chart.bars) for part in _bar(bar, 4 + i * _LINE, chart)),
        "</svg>",
    ]
    return "\n".join(lines)


def _bar(bar: Bar, top: int, chart: Chart) -> Iterator[str]:
    middle = top + _LINE / 2 - 1
    yield _text(_LABEL - 10, middle, _cut(str(bar.title)), "end")
    yield f'<rect x="{_LABEL}" y="{top + 4}" width="{_BAR}" height="{_LINE - 8}" fill="{_FIELD}"/>'
    thick = _THICK if chart.has_before else _LINE - 8
    yield _rect(top + 4, bar.value, thick, chart, _NOW)
    if bar.before is not None:
        yield _rect(top + 6 + thick, bar.before, _THIN, chart, _BEFORE)
    yield _text(_LABEL + _BAR + 10, middle, str(bar.shown), "start")


def _rect(top: int, value: float, thick: int, chart: Chart, colour: str) -> str:
    length = round(_BAR * value / chart.most, 1) if chart.most else 0
    return f'<rect x="{_LABEL}" y="{top}" width="{length:g}" height="{thick}" fill="{colour}"/>'


def _text(x: float, y: float, text: str, anchor: str) -> str:
    return f'<text x="{x:g}" y="{y + 4.5:g}" text-anchor="{anchor}" fill="{_INK}">{escape(text)}</text>'


def _cut(text: str) -> str:
    most = int((_LABEL - 14) / _LETTER)
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
