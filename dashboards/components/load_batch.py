"""Files that were sent, each as a source that may be loaded: by which loader, under which name and mapping."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import dash_mantine_components as dmc
from dash import dcc, html
from dash.development.base_component import Component

from dashboards import words
from dashboards.components.boxes import card, columns, row, small, stack
from dashboards.uploads import Batch
from eagraph.loading.detection import loader_named, loader_packages
from eagraph.locale import say
from eagraph.model.identity import slug

NAME = "load"
AUTOMATIC = "-"
"""No loader is named: the one that knows the content reads it."""
Said = dict[str, dict[str, str]]
"""By file, what is said of `loader`, `called` and `mapping`."""


def shown(batch: Batch, said: Said, *, together: bool) -> Component:
    """A card for each source of a batch; with `together` they are one, as a folder."""
    names = [""] if together else [path.name for path in batch.files]
    several = len(batch.files) > 1
    box = dmc.Checkbox(
        id=f"{NAME}-together", checked=together, label=say("These files are one source, as the files of a folder"),
    )  # fmt: skip
    away = html.Button(say("Throw away what was sent"), id=f"{NAME}-away", n_clicks=0, className="eagraph-plain")
    head = row([html.Div(box, hidden=not several), away], justify="space-between")
    return stack([head, *(_source(batch, name, said.get(name, {})) for name in names)], gap="md")


def is_one(batch: Batch) -> bool:
    """Do the files look like those of one source: our own two tables?"""
    return {"nodes.csv", "relationships.csv"} <= {path.name.lower() for path in batch.files}


def usual_name(batch: Batch, name: str) -> str:
    """What a source is called where nobody says otherwise."""
    return slug(Path(name or batch.files[0].name).stem)


def _source(batch: Batch, name: str, said: dict[str, str]) -> Component:
    files = batch.files if not name else (batch.folder / name,)
    size = sum(path.stat().st_size for path in files)
    title = name or ", ".join(path.name for path in files)
    head = row(
        [html.H3(title), small(say("{size} kB", size=words.number(max(1, size // 1000))), span=True)], align="baseline"
    )
    accept = html.Button(
        say("Load it"), id=_id("accept", name), n_clicks=0, disabled=True, className="eagraph-button eagraph-primary"
    )
    form = html.Div(
        stack(
            [_controls(batch, name, said), dcc.Loading(html.Div(id=_id("trial", name)), delay_show=300), row([accept])],
            gap="sm",
        ),
        id=_id("form", name),
    )
    return card([head, form, dcc.Loading(html.Div(id=_id("result", name), role="status"), delay_show=500)])


def _controls(batch: Batch, name: str, said: dict[str, str]) -> Component:
    loaders = [{"value": one, "label": f"{one} – {loader_named(one).title}"} for one in loader_packages()]
    automatic = {"value": AUTOMATIC, "label": say("as its content says")}
    mappings = [{"value": path.name, "label": path.name} for path in batch.mappings]
    nothing = {"value": AUTOMATIC, "label": say("none") if mappings else say("none (send a TOML file along)")}
    told: dict[str, Any] = {"allowDeselect": False}
    return columns(
        [
            dmc.Select(
                id=_id("loader", name), label=say("Format"), data=[automatic, *loaders], searchable=True,
                value=said.get("loader", AUTOMATIC), **told,
            ),
            dmc.TextInput(
                id=_id("called", name), label=say("Known as"), value=said.get("called") or usual_name(batch, name),
                debounce=600, inputProps={"maxLength": 80},
            ),
            dmc.Select(
                id=_id("mapping", name), label=say("Mapping"), data=[nothing, *mappings],
                value=said.get("mapping", AUTOMATIC), **told,
            ),
        ],
        3,
    )  # fmt: skip


def _id(part: str, name: str) -> dict[str, str]:
    return {"type": f"{NAME}-{part}", "file": name or "."}
