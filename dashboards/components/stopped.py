"""How a blast radius reads: figures, the picture of its waves, and the tables of what stops, goes on worse, or held."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboards import words
from dashboards.components.boxes import Part, aria, columns, row, small
from dashboards.components.frame import figure_card, section, thing_link
from dashboards.components.picture import picture
from dashboards.components.tables import Column, table
from dashboards.theme import WAVES
from eagraph.analysis.blast_radius import Answer, Row
from eagraph.drawing.blast_radius import LATER, wave_name, waves
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import say

CRITICAL = 3


def figures(answer: Answer) -> Component:
    """What to know at a glance."""
    stopped = [row for row in answer.rows if row.wave]
    critical = sum((row.criticality or 0) >= CRITICAL for row in stopped)
    cards = [
        figure_card(say("stop because of it"), words.number(len(stopped)), warn=bool(stopped)),
        figure_card(say("waves"), words.number(max((row.wave for row in stopped), default=0))),
        figure_card(say("of them critical (3–4)"), words.number(critical), warn=bool(critical)),
        figure_card(say("go on, but worse"), words.number(len({row.id for row in answer.degraded}))),
        figure_card(say("redundancies held"), words.number(len(answer.held))),
    ]
    return columns(cards, 5, small=2)


def legend(answer: Answer) -> Component:
    """The colours of the waves there are."""
    last = max((row.wave for row in answer.rows), default=0)
    marks = [
        html.Span([_mark(str(wave), wave), " ", wave_name(wave)], className="eagraph-legend")
        for wave in range(min(last, LATER - 1) + 1)
    ]
    if last >= LATER:
        marks.append(
            html.Span([_mark(f"{LATER}+", LATER), " ", say("Wave {wave} and later", wave=LATER)], className="eagraph-legend")
        )
    return row([*marks, small(say("An arrow leads from what failed to what it stops."))], gap="md")


def drawn(answer: Answer) -> Component:
    """The picture, its legend, and what is said of a box that is chosen."""
    drawing = waves(answer)
    label = say(
        "Waves: {count} things drawn, wave by wave from left to right. The table holds the same.",
        count=len(answer.rows) - drawing.left_out,
    )
    more = small(say("{count} more in the table.", count=words.number(drawing.left_out))) if drawing.left_out else None
    chosen = html.Div(id="blast-radius-reason", **aria(live="polite"))
    return section(say("In which order"), [legend(answer), picture("blast-radius-picture", label, drawing), more, chosen])


def rows(snapshot: Snapshot, answer: Answer) -> list[dict[str, Any]]:
    """What stops, as the table shows it: the most critical of every wave first, as in the picture."""
    order = sorted(answer.rows, key=lambda row: (row.wave, -(row.criticality or 0), row.name.casefold(), row.id))
    return [_row(snapshot, row) for row in order]


def listed(snapshot: Snapshot, answer: Answer) -> Component:
    """What stops, and why."""
    told = [
        Column("wave", say("Wave"), "number", width=85),
        Column("name", say("Name"), "thing", share=3),
        Column("label", say("Kind"), share=2),
        Column("because", say("Because of"), share=4),
        Column("group", say("What broke"), share=3),
        Column("hops", say("Steps"), "number", width=85),
        Column("owner", say("Owner"), share=3),
        Column("criticality", say("Criticality"), "number", width=135),
    ]
    label = say("What stops, and why")
    return section(label, [table("blast-radius-table", label, told, rows(snapshot, answer), height=460)])


def weakened(snapshot: Snapshot, answer: Answer) -> Component | None:
    """What goes on, but worse."""
    if not answer.degraded:
        return None
    told = [
        Column("name", say("Name"), "thing", share=2),
        Column("label", say("Kind")),
        Column("mode", say("Strength")),
        Column("because", say("Because of"), share=3),
    ]
    shown = [
        {
            "id": row.id,
            "name": row.name,
            "label": words.label(snapshot.schema, row.label),
            "mode": words.word(row.mode),
            "because": _names(snapshot, row.because),
        }
        for row in answer.degraded
    ]
    label = say("What goes on, but worse")
    return section(label, [table("blast-radius-degraded", label, told, shown, height=300)])


def held(snapshot: Snapshot, answer: Answer) -> Component | None:
    """Which redundancies lost members and still have enough."""
    if not answer.held:
        return None
    told = [
        Column("name", say("Name"), "thing", share=2),
        Column("group", say("Group")),
        Column("needed", say("Needed"), share=1),
        Column("lost", say("Lost"), share=3),
    ]
    shown = [
        {
            "id": row.id,
            "name": row.name,
            "group": _group(snapshot, row.group),
            "needed": _needed(row.needed),
            "lost": _names(snapshot, row.lost),
        }
        for row in answer.held
    ]
    label = say("Which redundancies held")
    return section(label, [table("blast-radius-held", label, told, shown, height=300)])


def reason(snapshot: Snapshot, answer: Answer | None, id_: str) -> Component:
    """Why one thing stops, in a sentence."""
    found = next((row for row in answer.rows if row.id == id_), None) if answer else None
    if found is None:
        return small(say("Choose a box to read why it stops."))
    link = thing_link(found.name, found.id)
    if not found.because:
        return html.P([link, " ", say("fails itself.")])
    said = say(
        "stops in wave {wave}: {what} broke ({needed}).",
        wave=found.wave,
        what=_group(snapshot, found.broken_group),
        needed=_needed(found.needed),
    )
    causes = [part for id_ in found.because for part in (", ", thing_link(_name(snapshot, id_), id_))][1:]
    return html.P([link, " ", said, " ", say("Lost:"), " ", *causes, "."])


def _row(snapshot: Snapshot, row: Row) -> dict[str, Any]:
    broken = f"{_group(snapshot, row.broken_group)} · {_needed(row.needed)}" if row.broken_group else ""
    return {
        "id": row.id, "wave": row.wave, "name": row.name, "label": words.label(snapshot.schema, row.label),
        "because": _names(snapshot, row.because) or say("fails itself"), "group": broken, "hops": row.hops,
        "owner": row.owner, "criticality": row.criticality,
    }  # fmt: skip


def _group(snapshot: Snapshot, group: str | None) -> str:
    """A group by its name; one that is a single relationship by what that says."""
    return words.tie(snapshot.schema, group or "")


def _needed(needed: str | None) -> str:
    k, _, n = (needed or "/").partition("/")
    return say("{k} of {n} needed", k=k, n=n)


def _names(snapshot: Snapshot, ids: Iterable[str]) -> str:
    return ", ".join(_name(snapshot, id_) for id_ in ids)


def _name(snapshot: Snapshot, id_: str) -> str:
    return snapshot.nodes[snapshot.index[id_]].name if id_ in snapshot.index else id_


def _mark(text: str, wave: int) -> Part:
    colours = {"--wave-light": WAVES["light"][wave], "--wave-dark": WAVES["dark"][wave]}
    return html.Span(text, className="eagraph-wave", style=colours)
