"""How a timeline reads: figures, the Gantt, and the tables of outages, breaches, rings and promises that cannot be kept."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import zip_longest
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboards import words
from dashboards.components.boxes import columns, small, stack
from dashboards.components.chart import chart
from dashboards.components.frame import figure_card, section, thing_link
from dashboards.components.tables import Column, table
from dashboards.figures.gantt import gantt, height, left_out
from eagraph.analysis.timeline import Answer, Row
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import Text, both, say

_VERDICTS: dict[bool | None, Text] = {True: both("yes"), False: both("no"), None: both("unknown")}


def figures(answer: Answer) -> Component:
    """What to know at a glance."""
    itself = {row.id for row in answer.rows if not row.because}
    stopped = {row.id for row in answer.rows} - itself
    never = {row.id for row in answer.rows if row.down_to_h is None}
    last = max((row.down_to_h or 0 for row in answer.rows), default=0.0)
    back = say("never all") if never else say("{hours} h", hours=_hours(last))
    cards = [
        figure_card(say("stop because of it"), words.number(len(stopped)), warn=bool(stopped)),
        figure_card(say("all is back after"), back, warn=bool(never)),
        figure_card(say("longer than can be borne"), words.number(len(answer.breaches)), warn=bool(answer.breaches)),
        figure_card(say("rings to start by hand"), words.number(len(answer.deadlocks)), warn=bool(answer.deadlocks)),
        figure_card(say("promises on paper only"), words.number(len(answer.paper_rtos)), warn=bool(answer.paper_rtos)),
    ]
    sums = small(str(answer.consequence.sentence)) if answer.consequence else None
    return stack([columns(cards, 5, small=2), sums])


def drawn(answer: Answer) -> Component:
    """The Gantt, and what is not in it."""
    out = left_out(answer)
    count = len({row.id for row in answer.rows}) - out
    label = say("Timeline: {count} things, each with the hours in which it is down. The table holds the same.", count=count)
    picture = chart("timeline-gantt", label, lambda scheme: gantt(answer, scheme), height(answer))
    more = small(say("{count} more in the table.", count=words.number(out))) if out else None
    return section(say("Hour by hour"), [picture, more])


def rows(snapshot: Snapshot, answer: Answer) -> list[dict[str, Any]]:
    """The outages, as the table shows them."""
    return [_row(snapshot, row) for row in answer.rows]


def listed(snapshot: Snapshot, answer: Answer) -> Component:
    """Who is down when, why, and whom to call."""
    told = [
        Column("from", say("Down from (h)"), "number", width=115),
        Column("to", say("Back (h)"), "number", width=95),
        Column("name", say("Name"), "thing", share=3),
        Column("label", say("Kind"), share=2),
        Column("breach", say("Too long"), width=105),
        Column("mtpd", say("MTPD (h)"), "number", width=105),
        Column("because", say("Because of"), share=3),
        Column("bought", say("Buffer (h)"), "number", width=110),
        Column("owner", say("Owner"), share=3),
        Column("criticality", say("Criticality"), "number", width=125),
    ]
    label = say("When each is down, and why")
    note = small(say("No hour under Back: no end was reached."))
    return section(label, [table("timeline-table", label, told, rows(snapshot, answer), height=460), note])


def breaches(snapshot: Snapshot, answer: Answer) -> Component | None:
    """What is down longer than can be borne, and by which chain."""
    if not answer.breaches:
        return None
    told = [
        Column("limit", say("Limit reached (h)"), "number", width=130),
        Column("name", say("Name"), "thing", share=2),
        Column("mtpd", say("MTPD (h)"), "number", width=105),
        Column("chain", say("Chain, with the hours each buffer bought"), share=6),
    ]
    shown = [
        {"id": one.id, "limit": one.breach_from_h, "name": one.name, "mtpd": one.mtpd_h,
         "chain": _chain(snapshot, one.chain, one.bought_h)}
        for one in sorted(answer.breaches, key=lambda one: (one.breach_from_h, one.id))
    ]  # fmt: skip
    label = say("Longer than can be borne")
    return section(label, [table("timeline-breaches", label, told, shown, height=340)])


def deadlocks(answer: Answer) -> Component | None:
    """The rings that never come back by themselves, and what to start by hand."""
    if not answer.deadlocks:
        return None
    items = []
    for ring in answer.deadlocks:
        names = dict(zip(ring.members, ring.names, strict=True))
        hand = [part for id_ in ring.start_by_hand for part in (", ", thing_link(names[id_], id_))][1:]
        said = say("{names} wait for each other. Start by hand:", names=", ".join(ring.names))
        items.append(html.Li([said, " ", *hand, "."]))
    return section(say("Rings that never come back by themselves"), [html.Ul(items, className="eagraph-list")])


def promises(snapshot: Snapshot, answer: Answer) -> Component | None:
    """What is promised and cannot be kept: to be back (RTO), and to lose no more (RPO)."""
    shown = [
        {"id": one.id, "name": one.name, "kind": "RTO", "said": one.rto_h, "least": one.possible_h,
         "because": _names(snapshot, one.because) or say("its own restart")}
        for one in answer.paper_rtos
    ]  # fmt: skip
    shown += [
        {"id": one.id, "name": one.name, "kind": "RPO", "said": one.rpo_h, "least": one.master_rpo_h,
         "because": _names(snapshot, [one.master])}
        for one in answer.rpo_contradictions
    ]  # fmt: skip
    if not shown:
        return None
    told = [
        Column("name", say("Name"), "thing", share=2),
        Column("kind", say("Promise"), width=110),
        Column("said", say("Promised (h)"), "number", width=125),
        Column("least", say("Possible (h)"), "number", width=125),
        Column("because", say("Because of"), share=3),
    ]
    label = say("Promised, but not possible")
    return section(label, [table("timeline-promises", label, told, shown, height=300)])


def _row(snapshot: Snapshot, row: Row) -> dict[str, Any]:
    return {
        "id": row.id, "from": _rounded(row.down_from_h), "to": _rounded(row.down_to_h), "name": row.name,
        "label": words.label(snapshot.schema, row.label), "breach": str(_VERDICTS[row.breach]),
        "mtpd": _rounded(row.mtpd_h), "because": _names(snapshot, row.because) or say("fails itself"),
        "bought": _rounded(row.bought_h) if row.because else None, "owner": row.owner, "criticality": row.criticality,
    }  # fmt: skip


def _chain(snapshot: Snapshot, ids: Iterable[str], bought: Iterable[float]) -> str:
    """The names of a chain, with the hours of each buffer that bought any."""
    parts = []
    for id_, hours in zip_longest(ids, bought, fillvalue=0):
        parts.append(_names(snapshot, [str(id_)]))
        parts.append(f" → ({say('{hours} h', hours=_hours(float(hours)))}) " if hours else " → ")
    return "".join(parts[:-1])


def _names(snapshot: Snapshot, ids: Iterable[str]) -> str:
    return ", ".join(snapshot.nodes[snapshot.index[id_]].name if id_ in snapshot.index else id_ for id_ in ids)


def _hours(hours: float) -> str:
    return words.number(round(hours, 2))


def _rounded(hours: float | None) -> float | None:
    return None if hours is None else round(hours, 2)
