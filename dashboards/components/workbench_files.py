"""What goes out of the workbench: files of what is seen, a file of the rows that are chosen, and links from them."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboards import address
from dashboards.components.boxes import row, small, stack
from dashboards.components.frame import button_link
from dashboards.components.workbench_pivot import PATH
from eagraph import report
from eagraph.locale import say
from eagraph.tabulation import Asked
from eagraph.tabulation.conditions import Condition
from eagraph.tabulation.documents import table
from eagraph.tabulation.selecting import Selected

FILES = {"csv": "CSV", "xlsx": "Excel", "json": "JSON"}
_MOST_IN_A_LINK = 60
Told = dict[str, Any]


def download(selected: Selected, form: str) -> Told:
    """A file of a table, as the browser is handed it."""
    writer = report.find(form)
    content = b64encode(writer.render(table(selected, with_basis=form == "csv"))).decode()
    name = f"workbench-{selected.snapshot.hash[:12]}.{writer.suffix}"
    return {"content": content, "filename": name, "type": writer.media_type, "base64": True}


def links(things: list[str]) -> list[Component]:
    """Where one thing, or some, can be seen."""
    around = Asked(what="relationships", where=(str(Condition("~ends", "in", tuple(things))),))
    found = [button_link(say("Their relationships"), address.write(PATH, around))] if len(things) <= _MOST_IN_A_LINK else []
    if len(things) == 1:
        found.append(button_link(say("Look up"), address.link("/thing", id=things[0])))
        found.append(button_link(say("On the map"), address.link("/map", thing=things[0])))
        found.append(
            button_link(say("System card"), address.link("/reports", report="system-card", system=things[0], asked=True))
        )
    return found


def files(asked: Asked) -> Component:
    """All rows that are seen, and the pivot, as files of the API."""
    said = asked.model_dump(mode="json", exclude={"what"}, exclude_defaults=True)
    places = [(say("Export all rows:"), f"/api/v1/tables/{asked.what}")]
    places += [(say("Export the pivot:"), f"/api/v1/tables/{asked.what}/pivot")] if asked.by else []
    return stack([row([small(text), *_formats(place, _of(said, place))]) for text, place in places])


def _formats(place: str, said: Told) -> Iterator[Component]:
    for form, name in FILES.items():
        yield html.A(name, href=address.link(place, **said, format=form), className="eagraph-button", download="")


def _of(said: Told, place: str) -> Told:
    pivot = {"by", "across", "measure", "of"}
    return said if place.endswith("pivot") else {name: value for name, value in said.items() if name not in pivot}
