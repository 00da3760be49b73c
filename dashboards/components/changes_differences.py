"""What differs between two points in time: how many of each kind, and every change with its values before and after."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboards import address, words
from dashboards.components.boxes import Part, aria, plain_table, row, small, stack
from dashboards.components.frame import button_link, section
from dashboards.components.tables import Column, Rows, table
from eagraph.comparison import Count, Differences
from eagraph.comparison import Row as Change
from eagraph.locale import Text, both, say
from eagraph.model.saying import fields_of, label_text, property_text, value_text
from eagraph.model.schema import Schema

TABLE = "changes-table"
WHAT: dict[str, Text] = {"added": both("was added"), "changed": both("was changed"), "removed": both("was removed")}
_MARKS = {"added": "+", "changed": "~", "removed": "−"}
FILES = {"csv": "CSV", "xlsx": "Excel", "markdown": "Markdown", "json": "JSON"}
State = dict[str, str]
"""Which two points in time (`old`, and `new` or now), and which changes are listed (`what`, `group`)."""


def shown(found: Differences, schema: Schema, state: State) -> Component:
    """The sentence, how many of each kind, and the list, with what is chosen of it."""
    if not found.rows:
        return html.P(say("Nothing differs."), className="eagraph-sentence")
    return stack(
        [
            html.P(str(found.summary), className="eagraph-sentence", **aria(live="polite")),
            row([button_link(say("On the map"), _map(state)), small(say("Export all rows:"), span=True), *_files(state)]),
            section(say("How many of each kind"), [_counts(found.counts, schema, state)]),
            section(say("Change by change"), [_chosen(state, schema), _listed(found, schema, state)]),
        ],
        gap="lg",
    )


def rows(found: Differences, schema: Schema, state: State) -> Rows:
    """The changes that are chosen, a row for every property that changed."""
    return [line for change in found.rows if _is_chosen(change, state) for line in _lines(change, schema, state)]


def _is_chosen(change: Change, state: State) -> bool:
    return state.get("what") in (None, "", change.what) and state.get("group") in (None, "", change.label)


def _lines(change: Change, schema: Schema, state: State) -> Iterator[dict[str, Any]]:
    told = {
        "what": f"{_MARKS[change.what]} {WHAT[change.what]}",
        "label": str(label_text(schema, change.label)),
        "name": change.name,
        "href": href(change.id if change.kind == "node" else change.source, change.what, state),
    }
    if change.what != "changed":
        yield {**told, "property": "", "before": "", "after": ""}
        return
    fields = fields_of(schema, change.kind, change.label)
    for name, pair in change.properties.items():
        before, after = (str(value_text(schema, fields, name, value)) for value in pair)
        yield {**told, "property": str(property_text(fields, name)), "before": before, "after": after}


def href(id_: str, what: str, state: State) -> str:
    """The page of a thing: at the later of the two points in time, or at the earlier where it is gone."""
    point = state["old"] if what == "removed" else state["new"]
    return address.link("/thing", id=id_, point=point, scenario="")


def _counts(counts: tuple[Count, ...], schema: Schema, state: State) -> Component:
    """Every number is a button that lists what it counts."""
    head = [say("Kind"), *(f"{_MARKS[what]} {text}" for what, text in WHAT.items())]
    lines: list[list[Part]] = []
    for one in counts:
        name = str(label_text(schema, one.label))
        lines.append([_only(name, "", one.label, state), *(_number(one, what, name, state) for what in WHAT)])
    return plain_table(head, lines)


def _number(one: Count, what: str, name: str, state: State) -> Part:
    count: int = getattr(one, what)
    if not count:
        return "–"
    return _only(words.number(count), what, one.label, state, about=f"{name}: {WHAT[what]}, {words.number(count)}")


def _only(text: str, what: str, group: str, state: State, *, about: str = "") -> Component:
    pressed = (state.get("what", ""), state.get("group", "")) == (what, group)
    said = aria(pressed="true" if pressed else "false", **({"label": about} if about else {}))
    id_ = {"type": "changes-only", "what": what, "group": group}
    return html.Button(text, id=id_, n_clicks=0, className="eagraph-plain", **said)


def _chosen(state: State, schema: Schema) -> Part:
    what, group = state.get("what", ""), state.get("group", "")
    if not what and not group:
        return None
    parts = [str(label_text(schema, group)) if group else "", str(WHAT[what]) if what else ""]
    told = say("Only: {chosen}.", chosen=", ".join(part for part in parts if part))
    return row([small(told, span=True), _only(say("Show all changes"), "", "", state)])


def _listed(found: Differences, schema: Schema, state: State) -> Component:
    columns = [
        Column("what", say("Change"), width=150),
        Column("label", say("Kind"), share=2),
        Linked("name", say("What"), "thing", share=4, wraps=True),
        Column("property", say("Property"), share=2),
        Column("before", say("Before"), share=2, wraps=True),
        Column("after", say("After"), share=2, wraps=True),
    ]
    return table(TABLE, say("Every change"), columns, rows(found, schema, state), height=560)


class Linked(Column):
    """A name that leads where its row says."""

    def definition(self) -> dict[str, Any]:
        """The column as AG Grid has it."""
        return {**Column.definition(self), "cellRenderer": "ChangedThing"}


def _map(state: State) -> str:
    return address.link("/map", since=state["old"], point=state["new"], scenario="")


def _files(state: State) -> list[Component]:
    where = f"/api/v1/points/{state['old']}/changes"
    return [
        html.A(name, href=address.link(where, to=state["new"], format=form), className="eagraph-button", download="")
        for form, name in FILES.items()
    ]
