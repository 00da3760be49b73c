"""What the workbench is set by: things or relationships, of which labels or types, columns, search, ticked values, pivot."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import dash_mantine_components as dmc
import numpy as np
from dash import dcc, html
from dash.development.base_component import Component

from dashboards import words
from dashboards.components.boxes import Part, aria, row, small, stack
from dashboards.components.workbench_files import FILES
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import say
from eagraph.model.fields import plain_text
from eagraph.tabulation import Asked
from eagraph.tabulation.coding import UNKNOWN
from eagraph.tabulation.columns import FROM, TO, Column, find, offered, shown
from eagraph.tabulation.conditions import Condition, read_condition
from eagraph.tabulation.documents import MEASURES
from eagraph.tabulation.profile import profile
from eagraph.tabulation.reading import column
from eagraph.tabulation.telling import condition, read_aloud
from eagraph.tabulation.views import View

NAME = "workbench"
MOST_VALUES = 500
"""The most values that can be ticked, the commonest first."""
Options = list[dict[str, Any]]


def controls(snapshot: Snapshot, asked: Asked) -> Component:
    """What is tabulated, and how."""
    whats = [{"value": "things", "label": say("Things")}, {"value": "relationships", "label": say("Relationships")}]
    things = asked.what == "things"
    what = dmc.SegmentedControl(id=f"{NAME}-what", value=asked.what, data=whats, **aria(label=say("What is listed")))
    label = _several("label", say("Labels"), kinds(snapshot, "things"), asked.label, hidden=not things)
    type_ = _several("type", say("Types"), kinds(snapshot, "relationships"), asked.type, hidden=things)
    search = dmc.TextInput(
        id=f"{NAME}-search", label=say("Search in the columns shown"), value=asked.search, debounce=300, w=260,
    )  # fmt: skip
    columns = _several(
        "column", say("Columns"), grouped(offered(snapshot, asked.what, asked.kinds)),
        [one.name for one in shown(snapshot, asked)], description=say("In the order they are chosen"),
    )  # fmt: skip
    first = row([what, label, type_, search],
                gap="md", align="flex-end")  # fmt: skip
    return stack([first, columns], gap="sm")


def _several(name: str, label: str, data: Options, chosen: Sequence[str], *, hidden: bool = False, **more: Any) -> Component:
    box: Component = dmc.MultiSelect(
        id=f"{NAME}-{name}", label=label, data=data, value=list(chosen), searchable=True, clearable=True, miw=260,
        hidePickedOptions=True, maxDropdownHeight=340, nothingFoundMessage=say("Nothing is called that."),
        placeholder="" if chosen or name == "column" else say("All"), display="none" if hidden else "block", **more,
    )  # fmt: skip
    return box


def kinds(snapshot: Snapshot, what: Any) -> Options:
    """The labels or types there are, with how many of each."""
    called = words.label if what == "things" else words.tie
    found = [(called(snapshot.schema, name), name, count) for name, count in profile(snapshot, what).records.items()]
    ordered = sorted(found, key=lambda one: one[0].casefold())
    return [{"value": name, "label": f"{text} ({words.number(count)})"} for text, name, count in ordered]


def grouped(columns: Iterable[Column]) -> Options:
    """Columns to choose from: what is worked out, what is known of somebody, what nobody has said; ends apart."""
    groups: dict[str, Options] = {}
    for one in columns:
        head = say("The thing it leads from") if one.name.startswith(FROM) else ""
        head = say("The thing it leads to") if one.name.startswith(TO) else head
        usual = say("Worked out") if one.name.startswith("~") else say("Properties")
        head = head or (usual if one.known else say("Nobody has said"))
        if one.known or not one.name.startswith((FROM, TO)):
            groups.setdefault(head, []).append({"value": one.name, "label": one.heading})
    return [{"group": head, "items": items} for head, items in groups.items()]


def pivot_controls(snapshot: Snapshot, asked: Asked) -> Component:
    """What a pivot is made of; folded away until one is asked for."""
    columns = offered(snapshot, asked.what, asked.kinds)
    everything, figures = grouped(columns), grouped(one for one in columns if one.is_number)
    measures = [{"value": name, "label": _capital(str(text))} for name, text in MEASURES.items()]
    parts = [
        _one("by", say("A row for each"), everything, asked.by),
        _one("across", say("A column for each"), everything, asked.across),
        dmc.Select(id=f"{NAME}-measure", label=say("In the cells"), data=measures, value=asked.measure, allowDeselect=False,
                   w=150),
        _one("of", say("Sum or mean of"), figures, asked.of),
    ]  # fmt: skip
    head = html.Summary(say("Pivot: count and sum by groups"))
    return html.Details([head, row(parts, gap="md", align="flex-end")], open=bool(asked.by), className="eagraph-fold")


def _one(name: str, label: str, data: Options, value: str) -> Component:
    box: Component = dmc.Select(
        id=f"{NAME}-{name}", label=label, data=data, value=value or None, searchable=True, clearable=True, w=230,
        maxDropdownHeight=340, nothingFoundMessage=say("Nothing is called that."),
    )  # fmt: skip
    return box


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def ticked(snapshot: Snapshot, asked: Asked, where: Iterable[str]) -> list[Component]:
    """A box of values to tick for each column that is filtered by some."""
    sets = [said for said in map(read_condition, where) if said.operator == "in"]
    return [ticking(snapshot, asked, said.column, said.values) for said in sets]


def ticking(snapshot: Snapshot, asked: Asked, name: str, chosen: Sequence[str] = ()) -> Component:
    """One box: the values of a column with how many have each."""
    box: Component = dmc.MultiSelect(
        id={"type": f"{NAME}-ticked", "column": name}, label=find(snapshot, asked.what, name).heading,
        data=values(snapshot, asked, name, chosen), value=[text or _NOBODY for text in chosen], searchable=True,
        clearable=True, miw=260, maxDropdownHeight=340, nothingFoundMessage=say("Nothing is called that."),
        placeholder="" if chosen else say("All"),
    )  # fmt: skip
    return box


_NOBODY = "\u2205"
"""Stands for what is unknown among values to tick, where an empty one cannot."""


def values(snapshot: Snapshot, asked: Asked, name: str, chosen: Iterable[str] = ()) -> Options:
    """The values of a column among what is of the labels or types, the commonest first, and the unknown."""
    about, read = find(snapshot, asked.what, name), column(snapshot, asked.what, name)
    kind = column(snapshot, asked.what, "~label" if asked.what == "things" else "~type")
    inside = kind.fitting(lambda value: not asked.kinds or value in asked.kinds)
    count = np.bincount(read.codes[inside] + 1, minlength=len(read.distinct) + 1)
    counted: dict[str, tuple[str, int]] = {}
    for code, value in enumerate(read.distinct):
        if count[code + 1]:
            for part in value if isinstance(value, tuple) else (value,):
                text = plain_text(part)
                said = read_aloud(
                    snapshot.schema, about, (part,) if isinstance(value, tuple) and isinstance(part, str) else part
                )
                counted[text] = (said, counted.get(text, (said, 0))[1] + int(count[code + 1]))
    ordered = sorted(counted.items(), key=lambda one: (-one[1][1], one[1][0].casefold()))[:MOST_VALUES]
    found = {text: f"{said} ({words.number(number)})" for text, (said, number) in ordered}
    if nobody := int(count[UNKNOWN + 1]):
        found[_NOBODY] = f"{say('unknown')} ({words.number(nobody)})"
    found |= {text or _NOBODY: text or say("unknown") for text in chosen if (text or _NOBODY) not in found}
    return [{"value": text, "label": label} for text, label in found.items()]


def ticked_as_conditions(ids: Iterable[dict[str, str]], chosen: Iterable[Sequence[str] | None]) -> list[str]:
    """What is ticked, as conditions; a box in which nothing is ticked asks nothing."""
    pairs = zip(ids, chosen, strict=True)
    return [
        str(Condition(id_["column"], "in", tuple("" if v == _NOBODY else v for v in said))) for id_, said in pairs if said
    ]


def others(snapshot: Snapshot, asked: Asked, where: Iterable[str]) -> list[Component]:
    """Conditions that no control shows: each in words, with a button that drops it."""
    return [
        html.Button(
            f"{condition(snapshot, asked, read_condition(text))} ✕", id={"type": f"{NAME}-drop", "text": text}, n_clicks=0,
            title=say("Drop this condition"), className="eagraph-button",
        )
        for text in where
    ]  # fmt: skip


def filters(snapshot: Snapshot, asked: Asked, sets: list[str], rest: list[str]) -> Component:
    """Values to tick, column by column, and what else is asked."""
    adder = _one("adder", say("Tick values of"), grouped(offered(snapshot, asked.what, asked.kinds)), "")
    parts: list[Part] = [
        adder,
        html.Div(ticked(snapshot, asked, sets), id=f"{NAME}-boxes", className="eagraph-workbench-boxes"),
        html.Div(others(snapshot, asked, rest), id=f"{NAME}-others"),
        dcc.Store(id=f"{NAME}-rest", data=rest),
    ]
    return row(parts, gap="md", align="flex-end")


def views(kept: Iterable[View], chosen: str) -> Component:
    """The views there are, and a name to keep this one under."""
    data = [{"value": view.name, "label": view.title} for view in kept]
    names = {view["value"] for view in data}
    box = dmc.Select(
        id=f"{NAME}-views", label=say("Saved views"), data=data, value=chosen if chosen in names else None, searchable=True,
        clearable=False, allowDeselect=False, w=230, nothingFoundMessage=say("Nothing is called that."),
        placeholder=say("None chosen"),
    )  # fmt: skip
    title = next((view["label"] for view in data if view["value"] == chosen), "")
    name = dmc.TextInput(id=f"{NAME}-title", label=say("Save this view as"), value=title, w=230)
    keep = html.Button(say("Save"), id=f"{NAME}-keep", n_clicks=0, className="eagraph-button")
    end = html.Button(say("Remove the view"), id=f"{NAME}-end", n_clicks=0, className="eagraph-plain")
    told = html.Div(id=f"{NAME}-kept", role="status")
    return row([box, name, keep, end, told], gap="md", align="flex-end")


def selection_tools() -> Component:
    """What can be done with the rows that are chosen."""
    formats = [{"value": name, "label": label} for name, label in FILES.items()]
    form = dmc.Select(id=f"{NAME}-form", data=formats, value="xlsx", allowDeselect=False, w=110,
                      **aria(label=say("Format of the file")))  # fmt: skip
    button = html.Button(
        say("Export the chosen rows"), id=f"{NAME}-export", n_clicks=0, disabled=True, className="eagraph-button"
    )
    about = html.Div(small(say("Choose rows with the space bar or their boxes.")), id=f"{NAME}-about", role="status")
    return row([about, form, button, dcc.Download(id=f"{NAME}-file")], gap="sm")
