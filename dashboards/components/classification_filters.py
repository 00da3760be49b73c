"""Which places the heat table shows: by aspect, verdict, rule, who answers for them, kind and text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import dash_mantine_components as dmc
from dash.development.base_component import Component
from pydantic import BaseModel

from dashboards import words
from dashboards.components import levels
from dashboards.components.boxes import aria, row, wide
from eagraph.analysis.escalation import Row
from eagraph.escalation.owners import boards
from eagraph.graph.homes import PEOPLE
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import say
from eagraph.model.classification import ASPECTS

NAME = "classification"
Choice = Literal["k", "r", "t", "s", ""]
CONTROLS: dict[str, str] = {
    "aspect": "value", "raised": "checked", "perhaps": "checked", "rule": "value", "owner": "value", "label": "value",
    "text": "value",
}  # fmt: skip
"""The property of each control that holds what is chosen."""


class Filters(BaseModel):
    """What is looked for; the empty value of each is everything."""

    aspect: Choice = ""
    raised: bool = False
    perhaps: bool = False
    rule: str = ""
    owner: str = ""
    label: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """One place with its rows by aspect, as a filter leaves it."""

    id: str
    name: str
    label: str
    rows: Mapping[str, Row]

    @property
    def worst(self) -> Row:
        """The row that most needs somebody to look at it."""
        return min(self.rows.values(), key=lambda row: (not row.raised, not row.possible, -row.required_low, row.aspect))


def ends() -> list[tuple[str, str]]:
    """The controls by id and property, in the order of `said`."""
    return [(f"{NAME}-{name}", property_) for name, property_ in CONTROLS.items()]


def said(values: Iterable[Any]) -> dict[str, tuple[str, ...]]:
    """What the controls say, as an address has it."""
    told = zip(CONTROLS, values, strict=True)
    return {name: (str(value),) for name, value in told if value not in (None, "", False)}


def places(rows: Iterable[Row]) -> list[Place]:
    """All places of an answer."""
    found: dict[str, dict[str, Row]] = {}
    for one in rows:
        found.setdefault(one.id, {})[one.aspect] = one
    return [Place(id_, (any_ := next(iter(of.values()))).name, any_.label, of) for id_, of in found.items()]


def kept(snapshot: Snapshot, rows: Iterable[Row], filters: Filters) -> list[Place]:
    """The places a filter leaves, what is too low in most aspects first; then by what is required, and by name."""
    found = [place for place in places(rows) if _is_meant(snapshot, place, filters)]
    return sorted(found, key=_order)


def _order(place: Place) -> tuple[int, int, int, str, str]:
    rows = place.rows.values()
    highest = max(row.required_low for row in rows)
    return (-sum(row.raised for row in rows), -sum(row.possible for row in rows), -highest, place.name, place.id)


def _is_meant(snapshot: Snapshot, place: Place, filters: Filters) -> bool:
    if filters.label and place.label != filters.label:
        return False
    if filters.owner and _owner(snapshot, place.id) != filters.owner:
        return False
    sought = filters.text.casefold().split()
    if not all(part in place.name.casefold() or part in place.id.casefold() for part in sought):
        return False
    return any(_is_asked(row, filters) for row in place.rows.values())


def _is_asked(row: Row, filters: Filters) -> bool:
    if filters.aspect and row.aspect != filters.aspect:
        return False
    if filters.rule and filters.rule not in row.rules:
        return False
    if filters.raised or filters.perhaps:
        return (filters.raised and row.raised) or (filters.perhaps and row.possible and not row.raised)
    return True


def _owner(snapshot: Snapshot, id_: str) -> str:
    board = boards(snapshot).get(snapshot.index[id_])
    return "" if board is None else snapshot.nodes[board].id


def controls(snapshot: Snapshot, filters: Filters) -> Component:
    """All filters, as they are said, with what the landscape and its classification model offer."""
    model = snapshot.schema.classification
    rules = {rule: levels.rule_name(rule, model) for rule in (*levels.RULES, *model.rule)}
    named = {snapshot.nodes[i].id: snapshot.nodes[i].name for i in set(boards(snapshot).values())}
    labels = {label: words.label(snapshot.schema, label) for label in {node.label for node in snapshot.nodes} - PEOPLE}
    parts = [
        wide(_aspects(filters.aspect)),
        dmc.Checkbox(id=f"{NAME}-raised", checked=filters.raised, label=f"{levels.SIGNS['raised']} {say('Too low')}"),
        dmc.Checkbox(id=f"{NAME}-perhaps", checked=filters.perhaps, label=f"{levels.SIGNS['possible']} {say('Perhaps')}"),
    ]
    chosen = [
        _select("rule", say("By rule"), rules, filters.rule),
        _select("owner", say("Board or company"), named, filters.owner),
        _select("label", say("Kind"), labels, filters.label),
        dmc.TextInput(id=f"{NAME}-text", label=say("Name or id"), value=filters.text, debounce=400, w=200),
    ]
    return row([row(parts, gap="lg"), row(chosen, gap="md", align="flex-end")], gap="lg", align="flex-end")


def _aspects(chosen: str) -> Component:
    data = [
        {"value": "", "label": say("All")},
        *({"value": aspect, "label": levels.aspect_name(aspect)} for aspect in ASPECTS),
    ]
    box: Component = dmc.SegmentedControl(id=f"{NAME}-aspect", value=chosen, data=data, **aria(label=say("Aspect")))
    return box


def _select(name: str, label: str, offered: Mapping[str, str], chosen: str) -> Component:
    data = [{"value": value, "label": text} for value, text in sorted(offered.items(), key=lambda pair: pair[1].casefold())]
    box: Component = dmc.Select(
        id=f"{NAME}-{name}", label=label, data=data, value=chosen if chosen in offered else None, clearable=True,
        searchable=len(data) > 9, placeholder=say("All"), w=220, nothingFoundMessage=say("Nothing is called that."),
    )  # fmt: skip
    return box
