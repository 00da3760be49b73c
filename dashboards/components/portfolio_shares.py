"""What goes over the platform, board by board, and what past it, as chords; and what splits processes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import Any

from dashboards import words
from dashboards.components import chart
from dashboards.components.boxes import Part, columns, small
from dashboards.components.frame import figure_card, section
from dashboards.components.portfolio_view import NAME, Seen
from dashboards.figures import point_to_point, stacks
from dashboards.figures.point_to_point import End, Link
from dashboards.figures.stacks import Stack
from eagraph.escalation.owners import boards
from eagraph.locale import say

BOARDS, LINKS, PROCESSES = f"{NAME}-boards", f"{NAME}-links", f"{NAME}-processes"


def platform(seen: Seen) -> Sequence[Part]:
    """Figures, the share of every board, and the links past the platform."""
    answer: Any = seen.answer
    direct = sum(row.wrong == "point_to_point" for row in seen.rows)
    cards = [
        figure_card(say("Over the platform"), words.percent(answer.over_platform, answer.exchanges),
                    note=say("{count} of {total}", count=answer.over_platform, total=answer.exchanges)),
        figure_card(say("Point to point"), words.number(direct), warn=direct > 0),
        figure_card(say("Systems that exchange"), words.number(answer.systems)),
        figure_card(say("Links there could be"), words.number(answer.possible), note=say("point to point")),
    ]  # fmt: skip
    return [columns(cards, 4, small=2), _boards(seen), _links(seen)]


def _boards(seen: Seen) -> Part:
    answer: Any = seen.answer
    told = [
        Stack(one.id, one.name, (one.over_platform, one.exchanges - one.over_platform))
        for one in answer.boards
        if seen.state.organisation in ("", one.id)
    ]
    if not told:
        return None
    parts = ((say("over the platform"), "no"), (say("past it"), "yes"))
    label, unit = say("Exchanges over the common platform and past it, board by board"), say("exchanges")
    drawn = chart.chart(BOARDS, label, lambda scheme: stacks.stacks(told, parts, unit, scheme), stacks.height(len(told)))
    return section(say("By board"), [drawn, _more(len(told))])


def _links(seen: Seen) -> Part:
    ends, links = _ends_and_links(seen)
    if not links:
        return None
    left = point_to_point.circle(ends, links).left_out
    label = say("Links past the common platform between systems, board by board round a circle")
    drawn = chart.chart(
        LINKS, label, lambda scheme: point_to_point.point_to_point(ends, links, scheme), point_to_point.HEIGHT
    )
    return section(
        say("Links past the platform"),
        [drawn, small(say("{count} links are not drawn; the table has them.", count=left)) if left else None],
    )


def _ends_and_links(seen: Seen) -> tuple[list[End], list[Link]]:
    """The systems of the rows that are left with whose they are, and a link for every sender and receiver."""
    snapshot, board = seen.snapshot, boards(seen.snapshot)
    links = [
        Link(sender, receiver, row.name, row.violation == "yes")
        for row in seen.rows
        for sender, receiver in product(row.senders, row.receivers)
    ]
    ends = []
    for id_ in sorted({id_ for link in links for id_ in (link.sender, link.receiver)} & snapshot.index.keys()):
        i = snapshot.index[id_]
        whose = snapshot.nodes[board[i]].name if i in board else say("whose is unknown")
        ends.append(End(id_, snapshot.nodes[i].name, whose))
    return ends, links


def processes(seen: Seen) -> Sequence[Part]:
    """Figures, and what each process is split by."""

    def count(wrong: str) -> int:
        return sum(row.wrong == wrong for row in seen.rows)

    cards = [
        figure_card(say("Processes"), words.number(len(seen.rows))),
        figure_card(say("By hand or on paper"), words.number(count("manual_flow")), warn=count("manual_flow") > 0),
        figure_card(say("Systems that exchange nothing"), words.number(count("unconnected"))),
        figure_card(say("Without a known system"), words.number(count("no_system")), warn=count("no_system") > 0),
    ]
    told = [
        Stack(row.id, row.name, (row.manual, row.hand_overs, row.islands - 1, row.count - 1))
        for row in seen.rows
        if row.index
    ]
    if not told:
        return [columns(cards, 4, small=2)]
    parts = (
        (say("by hand or on paper"), "yes"), (say("handed over between boards"), "second"),
        (say("islands beyond one"), "unknown"), (say("systems beyond one"), "plain"),
    )  # fmt: skip
    label = say("What splits each process, the most fragmented first")
    drawn = chart.chart(
        PROCESSES, label, lambda scheme: stacks.stacks(told, parts, say("index"), scheme), stacks.height(len(told))
    )
    return [columns(cards, 4, small=2), section(say("What splits them"), [drawn, _more(len(told))])]


def _more(count: int) -> Part:
    left = count - stacks.MOST_LINES
    return small(say("{count} more are in the table.", count=left)) if left > 0 else None
