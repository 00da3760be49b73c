"""Things and relationships as tables to sort, filter, search and pivot; what is seen goes out as files or is kept."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from dash import ALL, Dash, Input, Output, State, ctx, dcc, html, no_update
from dash.development.base_component import Component

from dashboards import address
from dashboards.callbacks import in_browser, on
from dashboards.components import workbench_controls, workbench_files, workbench_grid, workbench_pivot
from dashboards.components.boxes import Part, row, small
from dashboards.components.frame import answer_place, nothing_loaded, notice, page_frame
from eagraph.errors import EagraphError
from eagraph.locale import Text, both, current, number, say
from eagraph.tabulation import Asked
from eagraph.tabulation.columns import offered, shown, usual
from eagraph.tabulation.documents import summary
from eagraph.tabulation.meaning import meant
from eagraph.tabulation.selecting import Selected, selected
from eagraph.tabulation.views import View
from eagraph.workspace import Workspace

title = both("Workbench")
path = workbench_pivot.PATH
order = 50
NAME = "workbench"
GRID = f"{NAME}-grid"
_SET = ("what", "label", "type", "column", "search", "by", "across", "measure", "of")
"""What the controls say; conditions come from boxes of values and from the table itself."""
Told = dict[str, Any]


class Address(Asked):
    """What the address says: what is tabulated, or the name of a view that says it."""

    view: str = ""


def layout(workspace: Workspace, **query: tuple[str, ...]) -> Component:
    """The controls, the table, and what can be done with both, as the address says."""
    state, told = address.read(Address, query)
    snapshot = workspace.snapshot()
    if not snapshot.nodes:
        return page_frame(title, [nothing_loaded()])
    asked, more = _opened(workspace, state)
    asked, unknown = meant(snapshot, asked)
    columns = shown(snapshot, asked)
    apart = workbench_grid.apart(asked, columns)
    content: list[Part] = [
        workbench_controls.controls(snapshot, asked),
        workbench_controls.filters(snapshot, asked, apart["ticked"], apart["rest"]),
        workbench_controls.pivot_controls(snapshot, asked),
        html.P(id=f"{NAME}-told", role="status", className="eagraph-sentence"),
        answer_place(f"{NAME}-pivot"),
        workbench_controls.selection_tools(),
        workbench_grid.grid(GRID, asked, columns),
        html.Div(id=f"{NAME}-files"),
        workbench_controls.views(workspace.views.all(), state.view),
        dcc.Store(id=f"{NAME}-chosen", data=_chosen(asked, [*apart["ticked"], *apart["rest"]])),
        dcc.Store(id=f"{NAME}-within", data={"where": apart["grid"], "sort": list(asked.sort)}),
        dcc.Store(id=f"{NAME}-view", data=state.view),
        dcc.Store(id=f"{NAME}-fetched"),
        address.store(NAME),
    ]
    return page_frame(title, content, told=[*told, *more, *unknown])


def register(app: Dash, workspace: Workspace) -> None:
    """From the controls to what is asked, from there to rows, sentence, pivot, files and address; rows chosen; views."""

    @lru_cache(maxsize=8)
    def kept(_hash: str, _language: str, asked: str) -> Selected:
        return selected(workspace.snapshot(), Asked.model_validate_json(asked))

    def found(asked: Asked) -> Selected:
        return kept(workspace.snapshot().hash, current.get(), asked.model_dump_json())

    _register_kinds(app, workspace)
    _register_filters(app, workspace)
    _register_chosen(app, workspace)
    _register_views(app, workspace)
    _register_rows(app, workspace)
    _register_grid(app, found)
    _register_told(app, found)


def _register_grid(app: Dash, found: Callable[[Asked], Selected]) -> None:
    in_browser(app, "fetchAnew", Output(f"{NAME}-fetched", "data"), Input(f"{NAME}-chosen", "data"), initially=False)

    @on(
        app, Output(GRID, "getRowsResponse"), Output(f"{NAME}-within", "data"), Input(GRID, "getRowsRequest"),
        State(f"{NAME}-chosen", "data"), State(f"{NAME}-within", "data"), initially=False,
    )  # fmt: skip
    def rows(request: Told | None, chosen: Told, within: Told) -> Any:
        if not request:
            return no_update, no_update
        said = {
            "where": workbench_grid.conditions_of(request.get("filterModel")),
            "sort": workbench_grid.orders_of(request.get("sortModel")),
        }
        first = max(0, int(request.get("startRow") or 0))
        last = min(int(request.get("endRow") or 0), first + 10 * workbench_grid.BLOCK)
        window = workbench_grid.window(found(_together(chosen, said)), first, last)
        return window, no_update if said == within else said


def _register_told(app: Dash, found: Callable[[Asked], Selected]) -> None:
    @on(
        app, Output(f"{NAME}-told", "children"), Output(f"{NAME}-pivot", "children"), Output(f"{NAME}-files", "children"),
        Output(f"{NAME}-address", "data"), Input(f"{NAME}-chosen", "data"), Input(f"{NAME}-within", "data"),
        State(f"{NAME}-view", "data"),
    )  # fmt: skip
    def tell(chosen: Told, within: Told, view: str) -> Any:
        asked = _together(chosen, within)
        link = address.write(path, Address(**asked.model_dump(), view=view))
        try:
            all_ = found(asked)
            pivot = workbench_pivot.shown(all_) if asked.by else None
            return str(summary(all_)), pivot, workbench_files.files(asked), link
        except EagraphError as error:
            return "", notice(str(error.text)), None, link


def _register_kinds(app: Dash, workspace: Workspace) -> None:
    """Other labels or types have other columns: what was chosen and is still there stays."""
    outputs = [Output(f"{NAME}-{name}", "display") for name in ("label", "type")]
    outputs += [Output(f"{NAME}-{name}", "data") for name in ("column", "by", "across", "of", "adder")]
    outputs += [Output(f"{NAME}-{name}", "value", allow_duplicate=True) for name in ("column", "by", "across", "of")]
    outputs += [
        Output(f"{NAME}-boxes", "children", allow_duplicate=True),
        Output(f"{NAME}-rest", "data", allow_duplicate=True),
    ]
    kinds = [Input(f"{NAME}-{name}", "value") for name in ("what", "label", "type")]
    states = [State(f"{NAME}-{name}", "value") for name in ("column", "by", "across", "of")]

    @on(app, *outputs, *kinds, *states, State(f"{NAME}-chosen", "data"), initially=False)
    def change(what: Any, label: Any, type_: Any, column: Any, by: Any, across: Any, of: Any, before: Told) -> Any:  # noqa: PLR0913, PLR0917
        snapshot = workspace.snapshot()
        asked = _kinds_only(what, label, type_)
        same, columns = what == before["what"], offered(snapshot, asked.what, asked.kinds)
        there = {one.name for one in columns}
        was = Asked.model_validate({**before, "column": ()})
        own = same and list(column or ()) != list(usual(snapshot, was))
        names = [name for name in column or () if name in there] if own else list(usual(snapshot, asked))
        grouped = workbench_controls.grouped(columns)
        figures = workbench_controls.grouped(one for one in columns if one.is_number)
        pivot = [name if name in there else None for name in (by, across, of)]
        boxes = (no_update, no_update) if same else ([], [])
        hidden = ("block", "none") if what == "things" else ("none", "block")
        return *hidden, grouped, grouped, grouped, figures, grouped, names, *pivot, *boxes


def _register_filters(app: Dash, workspace: Workspace) -> None:
    boxes = Output(f"{NAME}-boxes", "children", allow_duplicate=True)
    states = [State(f"{NAME}-{name}", "value") for name in ("what", "label", "type")]

    @on(app, boxes, Output(f"{NAME}-adder", "value"), Input(f"{NAME}-adder", "value"), State(f"{NAME}-boxes", "children"),
        *states, initially=False)  # fmt: skip
    def add(name: str | None, there: list[Any] | None, what: Any, label: Any, type_: Any) -> Any:
        known = [part["props"]["id"]["column"] for part in there or ()]
        if not name or name in known:
            return no_update, None
        box = workbench_controls.ticking(workspace.snapshot(), _kinds_only(what, label, type_), name)
        return [*(there or ()), box], None

    pressed = Input({"type": f"{NAME}-drop", "text": ALL}, "n_clicks")

    @on(app, Output(f"{NAME}-rest", "data", allow_duplicate=True), pressed, State(f"{NAME}-rest", "data"), initially=False)
    def drop(clicks: list[int], rest: list[str]) -> Any:
        if not any(clicks) or not isinstance(ctx.triggered_id, dict):
            return no_update
        return [text for text in rest if text != ctx.triggered_id["text"]]

    @on(
        app,
        Output(f"{NAME}-others", "children"),
        Input(f"{NAME}-rest", "data"),
        State(f"{NAME}-what", "value"),
        initially=False,
    )
    def remaining(rest: list[str], what: Any) -> list[Component]:
        return workbench_controls.others(workspace.snapshot(), Asked(what=what), rest)


def _register_chosen(app: Dash, workspace: Workspace) -> None:
    controls = [Input(f"{NAME}-{name}", "value") for name in _SET]
    ticked = {"type": f"{NAME}-ticked", "column": ALL}

    @on(
        app, Output(f"{NAME}-chosen", "data"), *controls, Input(ticked, "value"), Input(f"{NAME}-rest", "data"),
        State(ticked, "id"), State(f"{NAME}-chosen", "data"), initially=False,
    )  # fmt: skip
    def choose(*values: Any) -> Any:
        said, (boxes, rest, ids, before) = dict(zip(_SET, values, strict=False)), values[len(_SET) :]
        where = [*workbench_controls.ticked_as_conditions(ids, boxes), *(rest or ())]
        asked = Asked.model_validate({name: value for name, value in said.items() if value})
        if asked.column == usual(workspace.snapshot(), asked):
            asked = asked.model_copy(update={"column": ()})
        chosen = _chosen(asked, where)
        return no_update if chosen == before else chosen

    @on(app, Output(GRID, "columnDefs"), Input(f"{NAME}-chosen", "data"), State(GRID, "columnDefs"), initially=False)
    def columns(chosen: Told, there: list[Told]) -> Any:
        asked = Asked.model_validate(chosen)
        found = workbench_grid.definitions(asked, shown(workspace.snapshot(), asked))
        same = [one["field"] for one in found] == [one["field"] for one in there]
        return no_update if same else found


def _register_views(app: Dash, workspace: Workspace) -> None:
    choose = Output(f"{NAME}-fetched", "modified_timestamp"), Input(f"{NAME}-views", "value"), State(f"{NAME}-view", "data")
    in_browser(app, "openView", *choose, initially=False)

    @on(
        app, Output(f"{NAME}-kept", "children"), Output(f"{NAME}-views", "data"), Output(f"{NAME}-views", "value"),
        Output(f"{NAME}-view", "data"), Input(f"{NAME}-keep", "n_clicks"), Input(f"{NAME}-end", "n_clicks"),
        State(f"{NAME}-title", "value"), State(f"{NAME}-view", "data"), State(f"{NAME}-chosen", "data"),
        State(f"{NAME}-within", "data"), initially=False,
    )  # fmt: skip
    def keep(keep: int, end: int, called: str | None, view: str, chosen: Told, within: Told) -> Any:
        if not (keep or end):
            return (no_update,) * 4
        try:
            if ctx.triggered_id == f"{NAME}-end":
                told, name = _ended(workspace, view), None
            else:
                told, name = _kept(workspace, called or "", _together(chosen, within))
        except EagraphError as error:
            return notice(str(error.text)), no_update, no_update, no_update
        data = [{"value": one.name, "label": one.title} for one in workspace.views.all()]
        return small(told), data, name, name or ""


def _ended(workspace: Workspace, view: str) -> str:
    if not view:
        return say("Choose the view to remove first.")
    workspace.views.end(view)
    return say("The view is removed.")


def _kept(workspace: Workspace, called: str, asked: Asked) -> tuple[str, str | None]:
    if not called.strip():
        return say("Give the view a name first."), None
    view = workspace.views.keep(View(title=called, asked=asked))
    return say("Saved as {title}.", title=view.title), view.name


def _register_rows(app: Dash, workspace: Workspace) -> None:
    """What can be done with chosen rows: look up, see on the map, what is around them, a file of them."""
    picked = Input(GRID, "selectedRows")

    @on(app, Output(f"{NAME}-about", "children"), Output(f"{NAME}-export", "disabled"), picked, initially=False)
    def about(rows: list[Told] | None) -> Any:
        if not rows:
            return small(say("Choose rows with the space bar or their boxes.")), True
        things = list(dict.fromkeys(row[key] for row in rows for key in ("~thing", "~source", "~target") if key in row))
        return row([small(say("{count} rows chosen.", count=number(len(rows)))), *workbench_files.links(things)]), False

    states = [State(GRID, "selectedRows"), State(f"{NAME}-form", "value")]
    asked_ = State(f"{NAME}-chosen", "data"), State(f"{NAME}-within", "data")

    @on(app, Output(f"{NAME}-file", "data"), Input(f"{NAME}-export", "n_clicks"), *states, *asked_, initially=False)
    def export(clicks: int | None, rows: list[Told] | None, form: str, chosen: Told, within: Told) -> Any:
        if not clicks or not rows or form not in workbench_files.FILES:
            return no_update
        snapshot, asked = workspace.snapshot(), _together(chosen, within)
        chosen_rows = selected(snapshot, asked, [row["~row"] for row in rows])
        return workbench_files.download(chosen_rows, form)


def _opened(workspace: Workspace, state: Address) -> tuple[Asked, list[Text]]:
    """What the address asks: itself, or the view it names where it says no more than that."""
    asked = Asked.model_validate(state.model_dump(exclude={"view"}))
    if not state.view or asked != Asked():
        return asked, []
    try:
        return workspace.views.find(state.view).asked, []
    except EagraphError as error:
        return asked, [error.text]


def _chosen(asked: Asked, where: list[str]) -> Told:
    """What the controls say, as their store has it."""
    told = asked.model_dump(mode="json", include=set(_SET))
    return told | {"where": where, "label" if asked.what == "relationships" else "type": []}


def _together(chosen: Told, within: Told) -> Asked:
    """What the controls and the table say."""
    return Asked.model_validate({**chosen, "where": [*chosen["where"], *within["where"]], "sort": within["sort"]})


def _kinds_only(what: Any, label: Any, type_: Any) -> Asked:
    return Asked(what=what, label=tuple(label or ()), type=tuple(type_ or ()))
