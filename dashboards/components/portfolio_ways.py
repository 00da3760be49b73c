"""Ways information goes and could go: breaks by hand and on paper, and how a master could serve who asks again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboards import words
from dashboards.components.boxes import Part, chip, columns, small
from dashboards.components.frame import figure_card, section, thing_link
from dashboards.components.portfolio_view import Seen
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import Text, both, say
from eagraph.report import choice

MOST_WAYS = 30
MOST_NAMES = 5
MEDIA: dict[str, Text] = {"manual": both("by hand"), "paper": both("on paper")}


def media_breaks(seen: Seen) -> Sequence[Part]:
    """Figures, and from where to where information breaks, those with most breaks first."""
    certain = [row for row in seen.rows if row.violation == "yes"]
    breaks, papers = _count(certain, "media_break"), _count(certain, "paper_flow")
    cards = [
        figure_card(say("Breaks"), words.number(breaks), warn=breaks > 0),
        figure_card(say("Exchanges on paper"), words.number(papers), warn=papers > 0),
        figure_card(say("Without an archive"), words.number(_count(seen.rows, "no_archive_target"))),
        figure_card(say("By legal exception"), words.number(sum(row.violation == "no" for row in seen.rows))),
    ]  # fmt: skip
    pairs: dict[tuple[str, str, str], list[Any]] = {}
    for row in seen.rows:
        if row.wrong == "media_break" and row.violation != "no":
            pairs.setdefault((row.sent_from, row.received_by, row.medium or "manual"), []).append(row)
    ordered = sorted(pairs.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    lines = [_broken(seen.snapshot, *key, rows) for key, rows in ordered[:MOST_WAYS]]
    return [columns(cards, 4, small=2), _listed(say("Where it breaks"), lines, len(ordered))]


def once_only(seen: Seen) -> Sequence[Part]:
    """Figures, and the ways along which a master could serve."""
    again = [row for row in seen.rows if row.wrong == "asked_again"]
    served = sum(row.instead in {"existing_flows", "platform"} for row in again)
    answer: Any = seen.answer
    cards = [
        figure_card(say("Types asked for"), words.number(answer.types)),
        figure_card(say("Ask again"), words.number(sum(row.violation == "yes" for row in again)), warn=bool(again)),
        figure_card(say("Could be served by what is there"), words.number(served), note=say("of {count}", count=len(again))),
        figure_card(say("By law"), words.number(_count(seen.rows, "legal_barrier"))),
    ]
    lines = [_instead(seen.snapshot, row) for row in again if row.way][:MOST_WAYS]
    return [
        columns(cards, 4, small=2),
        _listed(say("How people could be spared"), lines, sum(bool(row.way) for row in again)),
    ]


def _count(rows: Sequence[Any], wrong: str) -> int:
    return sum(row.wrong == wrong for row in rows)


def _listed(title: str, lines: Sequence[Component], count: int) -> Part:
    if not lines:
        return None
    left = count - len(lines)
    more = small(say("{count} more are in the table.", count=left)) if left > 0 else None
    return section(title, [html.Ul(list(lines), className="eagraph-ways"), more])


def _broken(snapshot: Snapshot, sender: str, receiver: str, medium: str, rows: Sequence[Any]) -> Component:
    """Digital here, by hand or on paper between, digital again there; and what it is."""
    between = html.Span(f"⇢ {MEDIA.get(medium, medium)} ⇢", className="eagraph-mark eagraph-warn")
    names: list[Part] = []
    for row in rows[:MOST_NAMES]:
        names += [", "] if names else []
        names.append(thing_link(row.name, row.id))
    names += [say(" … and {count} more", count=len(rows) - MOST_NAMES)] if len(rows) > MOST_NAMES else []
    perhaps: list[Part] = [" ", chip(say("perhaps"))] if all(row.violation == "unknown" for row in rows) else []
    ends: list[Part] = [_link(snapshot, sender), " ", between, " ", _link(snapshot, receiver), *perhaps]
    return html.Li([html.Div(ends), html.Div(names, className="eagraph-data")])


def _instead(snapshot: Snapshot, row: Any) -> Component:
    """Who asks for what, and the way from the master that would serve."""
    way: list[Part] = []
    for id_ in row.way:
        way += [" → "] if way else []
        way.append(_link(snapshot, id_))
    asks = say("asks {whom} for {type}:", whom=row.asked_of or say("people"), type=row.type_name)
    head: list[Part] = [
        thing_link(row.name, row.id),
        " ",
        asks,
        " ",
        chip(str(choice(row.instead)), warn=row.instead == "new_flow"),
    ]
    return html.Li([html.Div(head), html.Div(way)])


def _link(snapshot: Snapshot, id_: str) -> Component:
    name = snapshot.nodes[snapshot.index[id_]].name if id_ in snapshot.index else id_
    return thing_link(name, id_)
