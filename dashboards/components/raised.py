"""How the classification page reads: figures by aspect, the table of levels, and the way that explains one of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboards import address, words
from dashboards.components import levels
from dashboards.components.boxes import aria, columns, row, small
from dashboards.components.frame import button_link, figure_card, section
from dashboards.components.picture import picture
from dashboards.components.tables import Column, table
from dashboards.figures.way import Stop, way
from eagraph.analysis.escalation import Row
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import say
from eagraph.model.classification import ASPECTS
from eagraph.results import Result


def kept(answer: Result[Row], aspect: str, *, only_raised: bool) -> list[Row]:
    """The rows a filter leaves, what is too low first, and in each the highest required level."""
    found = [row for row in answer.rows if (not aspect or row.aspect == aspect) and (row.raised or not only_raised)]
    return sorted(found, key=lambda row: (not row.raised, not row.possible, -row.required_low, row.name, row.id))


def figures(answer: Result[Row]) -> Component:
    """How many things are too low in each aspect, and how many may be."""
    cards = []
    for aspect in ASPECTS:
        low = sum(row.raised for row in answer.rows if row.aspect == aspect)
        unsure = sum(row.possible and not row.raised for row in answer.rows if row.aspect == aspect)
        note = say("too low, {unsure} perhaps", unsure=words.number(unsure))
        cards.append(figure_card(levels.aspect_name(aspect), words.number(low), note=note, warn=bool(low)))
    return columns(cards, 4, small=2)


def listed(snapshot: Snapshot, shown: Sequence[Row], total: int) -> Component:
    """The table, and how many rows its filter hides."""
    told = [
        Column("name", say("Name"), "thing", share=6),
        Column("label", say("Kind"), share=3),
        Column("aspect", say("Aspect"), width=100),
        Column("assigned", say("Decided"), share=4),
        Column("required", say("Required"), share=3),
        Column("verdict", say("Verdict"), width=140),
        Column("rules", say("Rule"), share=4),
        Column("way", say("Way"), share=6),
    ]
    hidden = total - len(shown)
    count = say(
        "{shown} of {total} rows; {hidden} hidden by filter.",
        shown=words.number(len(shown)),
        total=words.number(total),
        hidden=words.number(hidden),
    )
    label = say("Decided and required levels")
    hint = small(say("Choose a row to see the way its level came."))
    grid = table("classification-table", label, told, rows(snapshot, shown), height=440, row_id="row")
    return section(label, [row([html.P(count, role="status", className="eagraph-count"), hint], gap="md"), grid])


def rows(snapshot: Snapshot, shown: Sequence[Row]) -> list[dict[str, Any]]:
    """The rows as the table shows them."""
    return [_row(snapshot, row) for row in shown]


def explained(snapshot: Snapshot, answer: Result[Row], thing: str, aspect: str) -> Component | None:
    """The way of one level: in words, and as a picture with the level of every stop."""
    of_thing = sorted((row for row in answer.rows if row.id == thing), key=lambda row: (not row.raised, not row.possible))
    found = next((row for row in of_thing if not aspect or row.aspect == aspect), None)
    if found is None:
        return None
    label = say("The way of the level: {way}", way=levels.way_words(snapshot, found))
    link = button_link(say("All about {name}", name=found.name), address.link("/thing", id=found.id))
    drawn = picture("classification-picture", label, way(_stops(answer, snapshot, found)))
    return section(
        say("Why {name}", name=found.name),
        [html.P(levels.sentence(found), **aria(live="polite")), small(label), drawn, row([link])],
    )


def _row(snapshot: Snapshot, row: Row) -> dict[str, Any]:
    return {
        "row": f"{row.aspect}:{row.id}",
        "id": row.id,
        "of": row.aspect,
        "name": row.name,
        "label": words.label(snapshot.schema, row.label),
        "aspect": row.aspect.upper(),
        "assigned": _assigned(row),
        "required": _required(row),
        "verdict": levels.verdict(row),
        "rules": levels.rule_words(row),
        "way": levels.way_words(snapshot, row),
    }


def _assigned(row: Row) -> str:
    return words.levels(row.assigned_low, row.assigned_high)


def _required(row: Row) -> str:
    return words.levels(row.required_low, row.required_high)


def _stops(answer: Result[Row], snapshot: Snapshot, found: Row) -> list[Stop]:
    at = {row.id: row for row in answer.rows if row.aspect == found.aspect}
    stops = []
    for i, (id_, name) in enumerate(zip(found.witness, levels.way_names(snapshot, found), strict=True)):
        row = at.get(id_)
        note = _required(row) if row else ""
        wave = 0 if i == len(found.witness) - 1 and found.raised else 2 if i == 0 else None
        stops.append(Stop(id_, name, f"{found.aspect.upper()}: {note}" if note else "", wave))
    return stops
