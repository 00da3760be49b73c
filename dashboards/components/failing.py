"""Choosing what fails: things by name, and folded under them whole kinds, zones, suppliers and products, hours and a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

import dash_mantine_components as dmc
from dash import Dash, dcc, html
from dash.development.base_component import Component

from dashboards import address, words
from dashboards.components import search_box
from dashboards.components.boxes import Part, grid, row, stack
from dashboards.whatif import WhatIf
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import Text, say
from eagraph.workspace import Workspace

CONTROLS = {
    "failed": "value", "kind": "value", "zone": "value", "supplier": "value", "product": "value", "outage": "value",
    "repair": "checked", "hours": "value", "assume": "checked", "at": "value",
}  # fmt: skip
"""What the answer depends on, by the end of its id, and the property that says it."""
_LISTS = {"failed": "failed", "kind": "failed_kind", "zone": "failed_zone", "supplier": "failed_supplier",
          "product": "failed_product", "outage": "outage"}  # fmt: skip
MOST_SHOWN = 60
Choices = list[dict[str, str]]


def controls(page: str, snapshot: Snapshot, state: WhatIf) -> Component:
    """Everything to choose from; ids begin with the page's name."""
    box = search_box.search_box(f"{page}-failed", say("What fails"), snapshot, state.failed, several=True)
    hours = dmc.NumberInput(
        id=f"{page}-hours", label=say("Back after (hours)"), value=state.repair_h if state.repair_h is not None else "",
        min=0, debounce=400, placeholder=say("never: the worst case"),
    )  # fmt: skip
    said = say("Count flows as needed where nobody has said")
    assumed = dmc.Checkbox(id=f"{page}-assume", checked=state.assume_needed, label=said)
    map_link = dcc.Link(say("Choose on the map"), id=f"{page}-to-map", href="/map", className="eagraph-button")
    first = grid([(box, 8), (hours, 4)], wide="md", align="end")
    return stack([first, row([map_link, assumed], gap="lg"), _more(page, snapshot, state)], gap="sm")


def register(app: Dash, workspace: Workspace, page: str) -> None:
    """Let the server answer what is typed."""
    search_box.register(app, workspace, f"{page}-failed")


def said(*values: Any) -> tuple[WhatIf, tuple[Text, ...]]:
    """The state that the controls say, in the order of `CONTROLS`, and what of it does not fit."""
    given = dict(zip(CONTROLS, values, strict=True))
    told: dict[str, tuple[str, ...]] = {field: tuple(given[name] or ()) for name, field in _LISTS.items()}
    told["repair"] = (str(bool(given["repair"])),)
    told["assume_needed"] = (str(bool(given["assume"])),)
    told["repair_h"] = () if given["hours"] in (None, "", 0) else (str(given["hours"]),)
    told["at"] = (given["at"],) if given["at"] else ()
    return address.read(WhatIf, told)


def _more(page: str, snapshot: Snapshot, state: WhatIf) -> Component:
    boxes = [
        ("kind", say("Everything of a kind"), _kinds(snapshot), state.failed_kind),
        ("zone", say("A whole network zone"), _ends(snapshot, "CONNECTED_TO"), state.failed_zone),
        ("supplier", say("All from a supplier"), _ends(snapshot, "SUPPLIED_BY"), state.failed_supplier),
        ("product", say("All of a product"), _products(snapshot), state.failed_product),
    ]
    cells: list[tuple[Component, int]] = [(_choice(f"{page}-{name}", *told), 3) for name, *told in boxes]  # type: ignore[arg-type]
    outage = dmc.TagsInput(
        id=f"{page}-outage", label=say("Down at certain hours (id=from..to)"), value=list(state.outage),
        placeholder="" if state.outage else "id=0..10",
    )  # fmt: skip
    date = dmc.TextInput(
        id=f"{page}-at", label=say("As of"), value=state.at.isoformat() if state.at else "", debounce=400,
        inputProps={"type": "date"},
    )  # fmt: skip
    stated = dmc.Checkbox(
        id=f"{page}-repair", checked=state.repair, label=say("Repaired in the hours each thing states"), pb=8
    )
    cells += [(outage, 6), (date, 3), (stated, 3)]
    summary = html.Summary(say("Whole kinds, zones, suppliers or products; hours of an outage; a day"))
    chosen = any((*(told[-1] for told in boxes), state.outage, state.at, state.repair))
    return html.Details([summary, grid(cells, wide="md", align="end")], open=chosen, className="eagraph-fold")


def _choice(id_: str, label: str, offered: Choices, chosen: Iterable[str]) -> Component:
    known = {one["value"] for one in offered}
    value = list(chosen)
    there = [*offered, *({"value": one, "label": one} for one in value if one not in known)]
    placeholder: Part = "" if value else say("none") if offered else say("there are none here")
    box: Component = dmc.MultiSelect(
        id=id_, label=label, data=there, value=value, searchable=True, clearable=True, limit=MOST_SHOWN,
        placeholder=placeholder, disabled=not there, hidePickedOptions=True,
        nothingFoundMessage=say("Nothing is called that."),
    )  # fmt: skip
    return box


def _kinds(snapshot: Snapshot) -> Choices:
    count = Counter(node.label for node in snapshot.nodes)
    return _sorted((label, f"{words.label(snapshot.schema, label)} ({words.number(n)})") for label, n in count.items())


def _ends(snapshot: Snapshot, type_: str) -> Choices:
    """What relationships of a type lead to, with how many."""
    number = next((i for i, tie in enumerate(snapshot.schema.relationship_types) if tie.type == type_), -1)
    count = Counter(snapshot.target[snapshot.kind == number].tolist())
    return _sorted((snapshot.nodes[i].id, f"{snapshot.nodes[i].name} ({words.number(n)})") for i, n in count.items())


def _products(snapshot: Snapshot) -> Choices:
    count = Counter(str(node.properties["product"]) for node in snapshot.nodes if node.properties.get("product"))
    return _sorted((product, f"{product} ({words.number(n)})") for product, n in count.items())


def _sorted(pairs: Iterable[tuple[str, str]]) -> Choices:
    return [{"value": value, "label": label} for value, label in sorted(pairs, key=lambda pair: pair[1].casefold())]
