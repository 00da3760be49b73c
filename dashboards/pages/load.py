"""Bring a register in: drag files here, see what would become of every line, and load them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from dash import ALL, MATCH, Dash, Input, Output, State, ctx, dcc, html, no_update
from dash.development.base_component import Component
from flask import Response, jsonify, request
from pydantic import BaseModel

from dashboards import address
from dashboards.callbacks import on
from dashboards.components import load_batch, load_report, load_sources
from dashboards.components.boxes import aria, row, small, stack
from dashboards.components.frame import answer_place, button_link, notice, page_frame, section
from dashboards.components.load_batch import AUTOMATIC, Said
from dashboards.uploads import MOST_BYTES, Batch, Uploads, too_large
from eagraph.errors import EagraphError, UnknownName, UsageError
from eagraph.loading import LoadReport
from eagraph.locale import both, say
from eagraph.model.identity import slug
from eagraph.sourcing import Reading
from eagraph.work import watcher
from eagraph.workspace import Workspace

title = both("Load")
path = "/load"
order = 54
NAME = "load"
PARTS = ("loader", "called", "mapping")
Told = Mapping[str, Any]


class Address(BaseModel):
    """What the address says: which files, read together or not, and how each."""

    batch: str = ""
    together: str = ""
    how: tuple[str, ...] = ()
    """`file|loader|called|mapping`, where that is not as usual."""


def layout(workspace: Workspace, **query: tuple[str, ...]) -> Component:
    """Where files are dropped, what of them is already here, and the sources there are."""
    state, told = address.read(Address, query)
    content = [
        _drop(),
        html.Div(id=f"{NAME}-sending", role="status"),
        dcc.Store(id=f"{NAME}-asked", data=state.model_dump(mode="json")),
        answer_place(f"{NAME}-files"),
        section(say("Sources"), [html.Div(load_sources.shown(workspace), id=f"{NAME}-sources")]),
        address.store(NAME),
    ]
    return page_frame(title, content, told=told)


def register(app: Dash, workspace: Workspace) -> None:
    """Receiving files, trying them, and loading them."""
    uploads = Uploads()
    app.server.add_url_rule(f"{path}/upload", "load-upload", lambda: _receive(uploads), methods=["POST"])
    _register_files(app, uploads)
    _register_loading(app, workspace, uploads)
    _register_sources(app, workspace)


def _register_files(app: Dash, uploads: Uploads) -> None:
    controls = [Input({"type": f"{NAME}-{part}", "file": ALL}, "value") for part in PARTS]
    asked_again = Output(f"{NAME}-asked", "data", allow_duplicate=True)

    @on(app, Output(f"{NAME}-files", "children"), Input(f"{NAME}-asked", "data"))
    def files(asked: Told) -> Component | None:
        if not asked.get("batch"):
            return None
        try:
            batch = uploads.find(asked["batch"])
        except EagraphError as error:
            return notice(str(error.text))
        return load_batch.shown(batch, _said(asked), together=_together(asked, batch)) if batch.files else None

    @on(app, asked_again, Input(f"{NAME}-together", "checked"), State(f"{NAME}-asked", "data"), initially=False)
    def together(checked: bool, asked: Told) -> Any:  # noqa: FBT001
        is_so = _together(asked, uploads.find(asked["batch"]))
        return no_update if checked == is_so else {**asked, "together": "yes" if checked else "no", "how": []}

    @on(app, asked_again, Input(f"{NAME}-away", "n_clicks"), State(f"{NAME}-asked", "data"), initially=False)
    def away(clicks: int, asked: Told) -> Any:
        if not clicks:
            return no_update
        uploads.drop(uploads.find(asked["batch"]))
        return {}

    @on(app, Output(f"{NAME}-address", "data"), Input(f"{NAME}-asked", "data"), *controls, initially=False)
    def written(asked: Told, *values: list[str]) -> str:
        names = [one["id"]["file"] for one in ctx.inputs_list[1]]
        lines = zip(names, *values, strict=True)
        said = ["|".join(map(str, told)) for told in lines if told[1:] != (AUTOMATIC, _usual(told[0]), AUTOMATIC)]
        return address.link(path, batch=asked.get("batch"), together=asked.get("together"), how=said)


def _register_loading(app: Dash, workspace: Workspace, uploads: Uploads) -> None:
    ids = {part: {"type": f"{NAME}-{part}", "file": MATCH} for part in (*PARTS, "trial", "accept", "form", "result")}
    asked_now = State(f"{NAME}-asked", "data")

    @on(
        app, Output(ids["trial"], "children"), Output(ids["accept"], "disabled"),
        *(Input(ids[part], "value") for part in PARTS), asked_now,
    )  # fmt: skip
    def trial(loader: str, called: str, mapping: str, asked: Told) -> tuple[Any, bool]:
        name = ctx.outputs_list[0]["id"]["file"]
        try:
            batch = uploads.find(asked["batch"])
            report = _load(workspace, batch, name, _reading(batch, loader, called, mapping, dry_run=True))
        except EagraphError as error:
            return _refused(uploads, asked, name, error), True
        return load_report.shown(report, _place(name)), False

    @app.callback(
        Output(ids["result"], "children"), Output(ids["form"], "style"), Input(ids["accept"], "n_clicks"),
        *(State(ids[part], "value") for part in PARTS), asked_now,
        running=[(Output(ids["accept"], "disabled"), True, False)], prevent_initial_call=True,
    )  # fmt: skip
    def accept(clicks: int, loader: str, called: str, mapping: str, asked: Told) -> Any:
        if not clicks:
            return no_update, no_update
        name = ctx.outputs_list[0]["id"]["file"]
        try:
            batch = uploads.find(asked["batch"])
            how = _reading(batch, loader, called, mapping, dry_run=False)
            with uploads.taken(batch, "" if name == "." else name):
                report = _load(workspace, batch, name, how)
        except EagraphError as error:
            return _refused(uploads, asked, name, error), no_update
        return _loaded(report, _place(name)), {"display": "none"}


def _register_sources(app: Dash, workspace: Workspace) -> None:
    done = [Input({"type": f"{NAME}-result", "file": ALL}, "children")]

    @on(app, Output(f"{NAME}-sources", "children"), *done, initially=False)
    def sources(_results: list[Any]) -> Any:
        return load_sources.shown(workspace) if any(_results) else no_update

    ids = {part: {"type": f"{NAME}-{part}", "source": MATCH} for part in ("sync", "synced")}

    @app.callback(
        Output(ids["synced"], "children"), Input(ids["sync"], "n_clicks"),
        running=[(Output(ids["sync"], "disabled"), True, False)], prevent_initial_call=True,
    )  # fmt: skip
    def sync(clicks: int) -> Any:
        if not clicks:
            return no_update
        name = ctx.outputs_list["id"]["source"]
        work = workspace.sourcing.sync
        about = both("Loading {name}", name=name)
        (one,) = workspace.jobs.run(about, lambda: work([name], Reading(progress=watcher())))
        return notice(str(one.error), colour="red") if one.error else small(str(one.report.summary if one.report else ""))


def _drop() -> Component:
    most = MOST_BYTES // 10**6
    button = html.Button(say("Choose files"), id=f"{NAME}-choose", type="button", className="eagraph-button eagraph-primary")
    texts: dict[str, Any] = {
        "data-most": str(MOST_BYTES),
        "data-failed": say("It could not be sent; try again."),
        "data-large": str(too_large("{name}").text),
    }
    return html.Div(
        [
            html.P(say("Drag lists, models and exports here, one or several. First you see what would become of them.")),
            button,
            small(say("At most {most} MB each. Larger ones: eagraph load FILE.", most=most)),
        ],
        id=f"{NAME}-drop", className="eagraph-drop", role="group", **texts, **aria(label=say("Files to load")),
    )  # fmt: skip


def _receive(uploads: Uploads) -> tuple[Response, int]:
    """One file of a batch, as the body of the request; a new batch where none is named."""
    name, token = request.args.get("name", ""), request.args.get("batch", "")
    try:
        if (request.content_length or 0) > MOST_BYTES:
            raise too_large(name)
        batch = uploads.find(token) if token else uploads.begin()
        uploads.receive(batch, name, request.stream)  # type: ignore[arg-type]
    except UnknownName as error:
        return jsonify(error=str(error.text)), 404
    except UsageError as error:
        return jsonify(error=str(error.text)), 413
    return jsonify(batch=batch.token), 200


def _said(asked: Told) -> Said:
    parts = [line.split("|") for line in asked.get("how", ()) if line.count("|") == len(PARTS)]
    return {("" if name == "." else name): dict(zip(PARTS, told, strict=True)) for name, *told in parts}


def _usual(name: str) -> str:
    """What the source of a file is called where nobody says otherwise."""
    return slug(Path(name).stem) if name != "." else ""


def _together(asked: Told, batch: Batch) -> bool:
    return asked["together"] == "yes" if asked.get("together") else load_batch.is_one(batch)


def _reading(batch: Batch, loader: str, called: str, mapping: str, *, dry_run: bool) -> Reading:
    named = next((one for one in batch.mappings if one.name == mapping), None)
    name = slug(called or "") or "upload"
    return Reading(
        loader=None if loader in (AUTOMATIC, None) else loader, mapping=named, dry_run=dry_run,
        called=name, location=f"upload:{name}",
    )  # fmt: skip


def _load(workspace: Workspace, batch: Batch, name: str, how: Reading) -> LoadReport:
    source = batch.folder if name == "." else batch.folder / name
    about = both("Trial of {name}", name=how.called) if how.dry_run else both("Loading {name}", name=how.called)
    load = workspace.sourcing.load
    return workspace.jobs.run(about, lambda: load([str(source)], replace(how, progress=watcher())))[0]


def _refused(uploads: Uploads, asked: Told, name: str, error: EagraphError) -> Component:
    try:
        hide = f"{uploads.find(asked['batch']).folder}"
    except EagraphError:
        hide = ""
    return load_report.refused(error, _place(name), f"{hide}/" if name != "." else hide)


def _loaded(report: LoadReport, place: str) -> Component:
    links = row([
        button_link(say("Overview"), address.link("/")),
        button_link(say("See the map"), address.link("/map")),
    ])  # fmt: skip
    return stack([notice(say("Loaded."), colour="green"), load_report.shown(report, f"{place}-done"), links], gap="sm")


def _place(name: str) -> str:
    return f"{NAME}-{slug(name)}" if name != "." else f"{NAME}-together-files"
