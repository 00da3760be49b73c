"""Lifecycle conflicts over time: when support, contract and use end, and the gaps between."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from dashboards import words
from dashboards.components import chart
from dashboards.components.boxes import Part, columns, small
from dashboards.components.frame import figure_card, section
from dashboards.components.portfolio_view import NAME, Seen
from dashboards.figures import lives
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import say

CHART = f"{NAME}-lives"


def draw(seen: Seen) -> Sequence[Part]:
    """Figures, and the timeline of what has a day."""
    answer: Any = seen.answer
    certain = sum(one.violation == "yes" for one in seen.rows)
    cards = [
        figure_card(say("Conflicts"), words.number(certain), warn=certain > 0),
        figure_card(say("Perhaps"), words.number(sum(one.violation == "unknown" for one in seen.rows))),
        figure_card(say("Systems in use"), words.number(answer.in_use)),
        figure_card(say("End of support unknown"), words.number(answer.support_unknown), warn=answer.support_unknown > 0),
    ]
    return [columns(cards, 4, small=2), _timeline(seen)]


def _timeline(seen: Seen) -> Part:
    judged_on = seen.state.at or _day(seen.answer.snapshot.date)
    told = lives.lives(seen.rows, judged_on, {row.id: _ends(seen.snapshot, row.id) for row in seen.rows})
    if not told:
        return small(say("No conflict here has a day, so there is no timeline to draw.")) if seen.rows else None
    label = say("When support, contract and use of systems end, one line a system")
    left = max(0, len(told) - lives.MOST_LINES)
    about = say("Judged on {day} (the dotted line).", day=words.day(judged_on.isoformat()))
    more = [say("{count} systems are not drawn; the table has them.", count=left)] if left else []
    return section(
        say("Ends over time"),
        [
            chart.chart(CHART, label, lambda scheme: lives.figure(told, judged_on, scheme), lives.height(len(told))),
            small(" ".join([about, *more])),
        ],
    )


def _ends(snapshot: Snapshot, id_: str) -> lives.Ends:
    """When support and contract of a thing end, as it states it."""
    said = snapshot.nodes[snapshot.index[id_]].properties if id_ in snapshot.index else {}
    support, contract = (_stated(said.get(name)) for name in ("end_of_support", "contract_end"))
    return support, contract


def _stated(day: object) -> dt.date | None:
    try:
        return dt.date.fromisoformat(str(day)[:10])
    except ValueError:
        return None


def _day(date: str) -> dt.date:
    """The day of the data; where none is known, the first there is, which is before everything."""
    return dt.date.fromisoformat(date[:10]) if date else dt.date(1970, 1, 1)
