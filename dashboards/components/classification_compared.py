"""Before and after: what a scenario changes in levels, held against the landscape as it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, cast

from dash import html
from dash.development.base_component import Component

from dashboards import words
from dashboards.answers import Answers
from dashboards.components import levels
from dashboards.components.boxes import columns, small
from dashboards.components.classification_heat import short
from dashboards.components.frame import figure_card, section
from dashboards.components.tables import Column, table
from eagraph.analysis.escalation import Row
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import say
from eagraph.model.classification import ASPECTS, Interval
from eagraph.model.classification_model import ClassificationModel
from eagraph.results import Result
from eagraph.scenarios import in_use

TABLE = "classification-compared-table"


@dataclass(frozen=True, slots=True)
class Difference:
    """One level before and after; None where there was or is nothing to say."""

    before: Row | None
    after: Row | None

    @property
    def row(self) -> Row:
        """Whichever there is, the later first."""
        return cast("Row", self.after or self.before)

    @property
    def turned(self) -> int:
        """+1: too low now; -1: no longer; 0: as it was."""
        return bool(self.after and self.after.raised) - bool(self.before and self.before.raised)


@contextmanager
def as_it_is() -> Iterator[None]:
    """Look at the landscape itself for a while, through no scenario."""
    token = in_use.set("")
    try:
        yield
    finally:
        in_use.reset(token)


def before(answers: Answers) -> Result[Row]:
    """The levels of the landscape as it is."""
    with as_it_is():
        return answers.ask("escalation")


def differences(was: Result[Row], now: Result[Row]) -> list[Difference]:
    """The levels that differ: those that turned first, then by name."""
    old, new = ({(row.id, row.aspect): row for row in answer.rows} for answer in (was, now))
    found = [
        Difference(old.get(key), new.get(key)) for key in {*old, *new} if _levels(old.get(key)) != _levels(new.get(key))
    ]
    return sorted(
        found, key=lambda one: (one.turned == 0, one.turned, one.row.name, one.row.id, ASPECTS.index(one.row.aspect))
    )


def shown(snapshot: Snapshot, found: Sequence[Difference]) -> Component:
    """How many levels turned, and all that differ."""
    head = say("What the scenario changes")
    if not found:
        return section(head, [small(say("No level differs from the landscape as it is."))])
    less, more = (sum(one.turned == way for one in found) for way in (-1, 1))
    cards = [
        figure_card(say("no longer too low"), words.number(less)),
        figure_card(say("newly too low"), words.number(more), warn=bool(more)),
        figure_card(say("levels that differ"), words.number(len(found))),
    ]
    told = [
        Column("name", say("Place"), "thing", share=4),
        Column("label", say("Kind"), share=2),
        Column("aspect", say("Aspect"), share=2),
        Column("before", say("As it is"), share=2),
        Column("after", say("In the scenario"), share=2),
        Column("turned", say("What that means"), share=3),
    ]
    grid = table(TABLE, head, told, rows(snapshot, found), height=320)
    return section(head, [columns(cards, 3, small=3), html.Div(grid)])


def rows(snapshot: Snapshot, found: Sequence[Difference]) -> list[dict[str, Any]]:
    """The differing levels as the table shows them."""
    model = snapshot.schema.classification
    return [
        {
            "id": one.row.id, "name": one.row.name, "label": words.label(snapshot.schema, one.row.label),
            "aspect": levels.aspect_name(one.row.aspect), "turned": _meaning(one),
            "before": _told(one.before, model), "after": _told(one.after, model),
        }
        for one in found
    ]  # fmt: skip


def _meaning(one: Difference) -> str:
    if one.turned:
        return f"{levels.SIGNS['raised']} {say('newly too low')}" if one.turned > 0 else f"✓ {say('no longer too low')}"
    low = one.after.required_low if one.after else 0, one.before.required_low if one.before else 0
    return say("less is required") if low[0] < low[1] else say("more is required") if low[0] > low[1] else say("otherwise")


def _told(row: Row | None, model: ClassificationModel) -> str:
    if row is None:
        return "–"
    assigned, required = Interval(row.assigned_low, row.assigned_high), Interval(row.required_low, row.required_high)
    return f"{short(assigned, model)} → {short(required, model)} {levels.SIGNS[levels.verdict_of(row)]}"


def _levels(row: Row | None) -> tuple[int, ...] | None:
    if row is None:
        return None
    return (row.assigned_low, row.assigned_high, row.required_low, row.required_high, row.raised, row.possible)
