"""TIME: the picture of what is judged, and how many are not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from dashboards import words
from dashboards.components import chart
from dashboards.components.boxes import Part, columns, small
from dashboards.components.frame import figure_card, section
from dashboards.components.portfolio_view import NAME, Seen
from dashboards.figures import quadrants
from eagraph.analysis.time_quadrants import ADVICE
from eagraph.locale import say
from eagraph.report import choice

CHART = f"{NAME}-quadrants"


def draw(seen: Seen) -> Sequence[Part]:
    """How many of each advice, and the picture."""
    count = Counter(row.advice for row in seen.rows)
    cards = [
        figure_card(
            _upper(str(choice(advice))) if advice != "unknown" else say("Not judged"), words.number(count[advice]),
            warn=advice == "migrate-to-common" and count[advice] > 0,
        )
        for advice in ADVICE
    ]  # fmt: skip
    return [columns(cards, 6, small=2), _picture(seen)]


def _picture(seen: Seen) -> Part:
    rows: tuple[Any, ...] = seen.rows
    if not quadrants.points(rows):
        return small(say("No system here has both fits judged, so there is no picture to draw.")) if rows else None
    high, left = int(seen.answer.params["high_from"]), quadrants.left_out(rows)
    unjudged = sum(row.quadrant is None for row in rows)
    told = [
        say("High begins at {level} of 4.", level=high),
        say("Whatever overlaps a common solution meant for it goes there, whatever its quadrant (COM-03)."),
        *([say("{count} systems are not judged and have no place here.", count=unjudged)] if unjudged else []),
        *([say("{count} systems that share a place with many are not drawn.", count=left)] if left else []),
    ]
    label = say("Systems by technical and functional fit; those that go to a common solution are marked")
    drawn = chart.chart(CHART, label, lambda scheme: quadrants.quadrants(rows, high, scheme), quadrants.HEIGHT)
    return section(say("Two by two"), [drawn, small(" ".join(told))])


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
