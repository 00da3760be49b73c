"""A form made of the parameters of a question: one control a parameter, by what its field takes, never by its name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from math import isfinite
from typing import Any

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from dashboards import words
from dashboards.asked import NOTHING, Said, Wrong, known, names, takes, texts
from dashboards.components import search_box
from dashboards.components.boxes import columns, stack
from eagraph.analysis import parameters
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import Text, say
from eagraph.report import choice, choices, heading

FEW = 9
"""So many parameters are shown at once; of more, those that have a usual value are folded away."""
MOST_OFFERED = 2000


def form(page: str, snapshot: Snapshot, params: type[BaseModel], said: Said, usual: Said, wrong: Wrong) -> Component:
    """All controls, those that name something first.

    Args:
        page: what their ids begin with: `{"type": "<page>-thing", "name": parameter}`, or `-value`, or `-flag`.
        snapshot: where things, labels and types are looked up.
        params: the parameters.
        said: what the address says of them.
        usual: what they are where nothing is said.
        wrong: what is wrong with what is said; it stands at its control.
    """
    fields = sorted(parameters(params).items(), key=lambda pair: not names(pair[1]))
    made = [
        (name, _control(page, snapshot, (name, field), said.get(name, usual.get(name, ())), wrong.get(name)))
        for name, field in fields
    ]
    folded = [name for name, field in fields if len(fields) > FEW and not names(field) and not field.is_required()]
    shown = columns([control for name, control in made if name not in folded], 3)
    if not folded:
        return shown
    summary = html.Summary(say("More to say ({count})", count=len(folded)))
    more = columns([control for name, control in made if name in folded], 3)
    is_open = any(name in said or name in wrong for name in folded)
    return stack([shown, html.Details([summary, more], open=is_open, className="eagraph-more")])


def _control(
    page: str, snapshot: Snapshot, named: tuple[str, FieldInfo], said: tuple[str, ...], wrong: Text | None
) -> Component:
    name, field = named
    label = str(heading(name, field))
    held = tuple(text for text in said if text != NOTHING)
    told: dict[str, Any] = {
        "label": label[:1].upper() + label[1:], "description": say(field.description) if field.description else None,
        "error": str(wrong) if wrong else None,
    }  # fmt: skip
    if names(field) == "thing":
        id_ = {"type": f"{page}-thing", "name": name}
        return search_box.search_box(id_, told.pop("label"), snapshot, held, several=takes(field, tuple), **told)
    if takes(field, bool) and not takes(field, type(None)):
        id_ = {"type": f"{page}-flag", "name": name}
        box: Component = dmc.Checkbox(id=id_, checked=held == ("true",), mt="xs", **told)
        return box
    told["id"] = {"type": f"{page}-value", "name": name}
    offered = _offered(snapshot, field, held)
    return _chosen(field, offered, held, told) if offered is not None else _written(field, held, told)


def _chosen(field: FieldInfo, offered: list[dict[str, str]], held: tuple[str, ...], told: dict[str, Any]) -> Component:
    """A choice among what there is."""
    chosen = [text for text in held if any(option["value"] == text for option in offered)]
    told |= {
        "data": offered,
        "searchable": len(offered) > FEW,
        "limit": 200,
        "nothingFoundMessage": say("Nothing is called that."),
    }
    if takes(field, tuple):
        several: Component = dmc.MultiSelect(value=chosen, clearable=True, hidePickedOptions=True, **told)
        return several
    one: Component = dmc.Select(value=chosen[-1] if chosen else None, clearable=takes(field, type(None)), **told)
    return one


def _written(field: FieldInfo, held: tuple[str, ...], told: dict[str, Any]) -> Component:
    """What is written: lists, numbers with their bounds, days, and text."""
    last = held[-1] if held else ""
    if takes(field, tuple):
        tags: Component = dmc.TagsInput(value=list(held), **told)
        return tags
    if takes(field, dt.date):
        day: Component = dmc.TextInput(value=last, inputProps={"type": "date"}, **told)
        return day
    if takes(field, int) or takes(field, float):
        bounds = {key: limit for part in field.metadata for key, limit in _bounds(part)}
        number: Component = dmc.NumberInput(
            value=last if _is_number(last) else "", allowDecimal=not takes(field, int), clampBehavior="none",
            placeholder="" if field.get_default() is None else words.number(field.get_default()),
            decimalSeparator=words.decimal_sign(), stepHoldDelay=500, **bounds, **told,
        )  # fmt: skip
        return number
    text: Component = dmc.TextInput(value=last, **told)
    return text


def _offered(snapshot: Snapshot, field: FieldInfo, held: tuple[str, ...]) -> list[dict[str, str]] | None:
    """What there is to choose from, with what is chosen already; nothing where anything may be written."""
    if takes(field, bool):
        return [{"value": "true", "label": say("yes")}, {"value": "false", "label": say("no")}]
    if listed := choices(field.annotation):
        return [{"value": value, "label": str(choice(value))} for value in listed]
    there = known(snapshot, names(field))
    if there is None:
        return None
    usual = texts(None if field.is_required() else field.get_default())
    offered = {**{value: value for value in usual}, **there}
    options = sorted(offered.items(), key=lambda pair: (pair[0] not in held, pair[1].casefold()))[:MOST_OFFERED]
    return [{"value": value, "label": text} for value, text in options]


def _bounds(part: Any) -> Iterable[tuple[str, float]]:
    for key, name in (("min", "ge"), ("min", "gt"), ("max", "le"), ("max", "lt")):
        if (limit := getattr(part, name, None)) is not None:
            yield key, limit


def _is_number(text: str) -> bool:
    try:
        return isfinite(float(text))
    except ValueError:
        return False
