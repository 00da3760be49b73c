"""The heat table: a row a place, a cell an aspect: what is decided and what is required, in shade, sign and words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboards import address, words
from dashboards.components import levels
from dashboards.components.boxes import Part, aria, columns, row, small
from dashboards.components.classification_filters import Place
from dashboards.components.frame import figure_card, section
from dashboards.components.tables import Column, table
from eagraph.analysis.escalation import Row
from eagraph.decisions.standing import Standing
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import Text, both, say
from eagraph.model.classification import ASPECTS, Aspect, Interval
from eagraph.model.classification_model import ClassificationModel
from eagraph.results import Result

TABLE = "classification-table"
Standings = Mapping[tuple[str, Aspect], Standing]
DECIDED: dict[str, tuple[str, Text]] = {
    "settled": ("✓", both("accepted by decision")),
    "decided": ("✎", both("decided about")),
    "open": ("↻", both("a decision to look at again")),
}
"""The sign of a decision beside the level, and what it says."""


@dataclass(frozen=True, slots=True)
class LevelColumn(Column):
    """A column of levels; its value is for sorting, what is read stands beside it."""

    def definition(self) -> dict[str, Any]:
        """The column as AG Grid has it."""
        told = Column.definition(self)
        told |= {"cellRenderer": "LevelCell", "filter": False, "headerTooltip": self.header, "tooltipField": None}
        return told | {"sortingOrder": ["desc", "asc", None], "cellClass": "eagraph-level-cell"}


def figures(answer: Result[Row]) -> Component:
    """How many things are too low in each aspect, and how many may be."""
    cards = []
    for aspect in ASPECTS:
        low = sum(row.raised for row in answer.rows if row.aspect == aspect)
        unsure = sum(row.possible and not row.raised for row in answer.rows if row.aspect == aspect)
        note = say("too low, {unsure} perhaps", unsure=words.number(unsure))
        cards.append(figure_card(levels.aspect_name(aspect), words.number(low), note=note, warn=bool(low)))
    return columns(cards, 4, small=2)


def listed(
    snapshot: Snapshot, shown: Sequence[Place], total: int, aspects: Sequence[str], standings: Standings
) -> Component:
    """The table, how many places its filter hides, and what its signs mean."""
    told = [
        Column("name", say("Place"), "thing", share=4),
        Column("label", say("Kind"), share=2),
        *(LevelColumn(aspect, levels.aspect_name(aspect), width=168) for aspect in aspects),
        Column("rules", say("By rule"), share=4),
    ]
    count = say(
        "{shown} of {total} places; {hidden} hidden by filter.",
        shown=words.number(len(shown)),
        total=words.number(total),
        hidden=words.number(total - len(shown)),
    )
    hint = small(say("Choose a level (click, or Enter on its cell) to see why it is required, and what to do."))
    head = row([html.P(count, role="status", className="eagraph-count"), hint], gap="md")
    label = say("Decided and required levels")
    grid = table(TABLE, label, told, rows(snapshot, shown, aspects, standings), height=460, row_id="id")
    return section(label, [head, grid, _legend(snapshot.schema.classification)])


def rows(snapshot: Snapshot, shown: Sequence[Place], aspects: Sequence[str], standings: Standings) -> list[dict[str, Any]]:
    """The rows as the table shows them."""
    return [_row(snapshot, place, aspects, standings) for place in shown]


def _row(snapshot: Snapshot, place: Place, aspects: Sequence[str], standings: Standings) -> dict[str, Any]:
    told: dict[str, Any] = {"id": place.id, "name": place.name, "label": words.label(snapshot.schema, place.label)}
    of_interest = [place.rows[aspect] for aspect in aspects if aspect in place.rows]
    raised = [one for one in of_interest if one.raised or one.possible]
    rules = dict.fromkeys(rule for one in raised for rule in one.rules)
    told["rules"] = ", ".join(levels.rule_name(rule, snapshot.schema.classification) for rule in rules)
    for one in of_interest:
        told[one.aspect] = _rank(one)
        told[f"{one.aspect}_cell"] = _cell(one, snapshot.schema.classification, standings.get((one.id, one.aspect)))
    return told


def _rank(one: Row) -> int:
    """What a column is sorted by: too low, perhaps, then by what is required."""
    return 100 * one.raised + 50 * one.possible + 5 * one.required_low + one.required_high


def _cell(one: Row, model: ClassificationModel, standing: Standing | None) -> dict[str, Any]:
    verdict = levels.verdict_of(one)
    assigned, required = Interval(one.assigned_low, one.assigned_high), Interval(one.required_low, one.required_high)
    text = short(assigned, model) if verdict == "enough" else f"{short(assigned, model)} → {short(required, model)}"
    said = [
        say("decided {level}", level=words.interval(assigned, model)),
        say("required {level}", level=words.levels(required.low, required.high, model)),
        str(levels.VERDICTS[verdict]),
    ]
    sign = levels.SIGNS[verdict]
    if decision := _decision(standing):
        sign, said = f"{sign} {DECIDED[decision][0]}", [*said, str(DECIDED[decision][1])]
    return {
        "text": text, "sign": sign, "level": one.required_low, "verdict": verdict,
        "said": f"{levels.aspect_name(one.aspect)}: {', '.join(said)}",
        "href": address.link("/classification", thing=one.id, of=one.aspect),
    }  # fmt: skip


def _decision(standing: Standing | None) -> str:
    if standing is None:
        return ""
    if standing.is_settled:
        return "settled"
    return "decided" if standing.state == "in_force" else "open"


def short(interval: Interval, model: ClassificationModel) -> str:
    """A level, or the two it lies between, in as few letters as there are."""
    if interval.is_unknown:
        return "?"
    low, high = words.short_level(interval.low, model), words.short_level(interval.high, model)
    return low if low == high else f"{low}–{high}"


def _legend(model: ClassificationModel) -> Component:
    """What signs and shades mean."""
    signs = [(sign, str(levels.VERDICTS[verdict])) for verdict, sign in levels.SIGNS.items()]
    signs += [(sign, str(text)) for sign, text in DECIDED.values()]
    parts: list[Part] = [small(say("“2 → 3” reads: decided 2, required 3."), span=True)]
    parts += [
        html.Span([html.Span(sign, **aria(hidden="true")), f" {text}"], className="eagraph-legend") for sign, text in signs
    ]
    shades = [
        html.Span(words.level(level, model), className=f"eagraph-level eagraph-level-{level}")
        for level in range(len(model.levels))
    ]
    return html.Div(
        [row(parts, gap="md"), row([small(say("Required:"), span=True), *shades], gap="xs")], className="eagraph-signs"
    )
