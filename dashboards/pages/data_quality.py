"""Can the facts be right, how complete are they, and what is worth filling in first?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

import dash_mantine_components as dmc
from dash import Dash, Input, Output, State, dcc, html, no_update
from dash.development.base_component import Component
from pydantic import BaseModel

from dashboards import address
from dashboards.callbacks import on
from dashboards.components import governance_bars, quality_first, quality_profile, row_window
from dashboards.components.boxes import Part, row, small, stack
from dashboards.components.frame import answer_place, nothing_loaded, notice, page_frame, section
from dashboards.components.result_head import exports, result_head
from eagraph.errors import EagraphError
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import both, say
from eagraph.workspace import Workspace

title = both("Data quality")
path = quality_profile.PATH
order = 53
NAME = "data-quality"
THEME = "data-quality"
CONTROLS = ("organisation", "by", "kind")
"""What is chosen on the page; a fact is chosen by its link."""
EVERY_ROW = 100_000
MOST_FACTS = 15


class Address(BaseModel):
    """What the address says. A fact is a label and a property; `kind` is the label the groups are told of."""

    organisation: str = ""
    by: Literal["", "source", "organisation"] = ""
    kind: str = "System"
    label: str = ""
    property: str = ""


def layout(workspace: Workspace, **query: tuple[str, ...]) -> Component:
    """What to choose from; the answer follows."""
    state, told = address.read(Address, query)
    if not workspace.snapshot().nodes:
        return page_frame(title, [nothing_loaded()])
    content = [
        html.Div(_controls(workspace.snapshot(), state), id=f"{NAME}-controls"),
        answer_place(f"{NAME}-answer"),
        dcc.Store(id=f"{NAME}-state", data=state.model_dump()),
        address.store(NAME),
    ]
    return page_frame(title, content, told=told)


def register(app: Dash, workspace: Workspace) -> None:
    """The answer under its controls, and the window on the things that lack a fact."""
    inputs = [Input(f"{NAME}-{name}", "value", allow_optional=True) for name in CONTROLS]
    begun = State(f"{NAME}-state", "data")

    @on(
        app, Output(f"{NAME}-answer", "children"), Output(f"{NAME}-address", "data"), Output(f"{NAME}-kind", "display"),
        *inputs, begun,
    )  # fmt: skip
    def answer(*said: Any) -> tuple[Component, Any, str]:
        *values, state_ = said
        state = _state(values, state_)
        try:
            return _shown(workspace, state), address.write(path, state), _display(state)
        except EagraphError as error:
            return notice(str(error.text), colour="red"), no_update, _display(state)

    def rows(*said: Any) -> list[dict[str, Any]]:
        *values, state_ = said
        return quality_profile.lines(_fact(workspace, _state(values, state_)).lacking)

    states = [State(one.component_id, "value", allow_optional=True) for one in inputs]
    row_window.register(app, quality_profile.LACKING, rows, [*states, begun])


def _state(values: Sequence[Any], begun: Mapping[str, str]) -> Address:
    """What the controls say, or the address where they are not there yet."""
    chosen = {name: value or "" for name, value in zip(CONTROLS, values, strict=True)}
    said = {**begun, **chosen} if any(value is not None for value in values) else dict(begun)
    return address.read(Address, {name: (value,) for name, value in said.items() if value})[0]


def _controls(snapshot: Snapshot, state: Address) -> Component:
    from eagraph.escalation.owners import boards

    own = {snapshot.nodes[board].id: snapshot.nodes[board].name for board in {*boards(snapshot).values()}}
    groups = {"source": say("Source"), "organisation": say("Board or company")}
    kinds = {
        label: quality_profile.kind(snapshot.schema, label) for label in sorted({node.label for node in snapshot.nodes})
    }
    return row(
        [
            _select("organisation", say("My organisation"), own, state.organisation),
            _select("by", say("Profile for each"), groups, state.by),
            _select("kind", say("Of"), kinds, state.kind, display=_display(state)),
        ],
        gap="md", align="flex-end",
    )  # fmt: skip


def _display(state: Address) -> str:
    """Is the label that groups are told of there to choose?"""
    return "block" if state.by else "none"


def _select(name: str, label: str, offered: Mapping[str, str], chosen: str, display: str = "block") -> Component:
    data = [{"value": value, "label": text} for value, text in sorted(offered.items(), key=lambda pair: pair[1].casefold())]
    box: Component = dmc.Select(
        id=f"{NAME}-{name}", label=label, data=data, value=chosen if chosen in offered else None, clearable=name != "kind",
        searchable=len(data) > 9, placeholder=say("All"), w=260, nothingFoundMessage=say("Nothing is called that."),
        display=display,
    )  # fmt: skip
    return box


def _shown(workspace: Workspace, state: Address) -> Component:
    snapshot, chosen = workspace.snapshot(), state.model_dump(exclude={"label", "property"})
    asked: dict[str, Any] = {"organisation": state.organisation, "at": workspace.today(), "limit": EVERY_ROW}
    told = {"by": state.by, "label": state.kind} if state.by else {}
    profile: Any = workspace.analyse("completeness-profile", {**asked, **told})
    found: Any = workspace.analyse("fill-first", {**asked, "limit": MOST_FACTS})
    checked: Any = workspace.analyse("data-quality", {"check": ["DQ-13"], "at": workspace.today(), "limit": EVERY_ROW})
    parts: list[Part] = [
        result_head(profile),
        _profile(snapshot, profile, state, chosen),
        quality_profile.lacking(snapshot.schema, _fact(workspace, state), state.label, state.property)
        if state.label and state.property
        else None,
        quality_first.first(found, chosen),
        _rules(workspace),
        quality_first.conflicts(snapshot, checked),
        exports("completeness-profile", {**asked, **told, "at": workspace.today().isoformat()}),
    ]
    return stack(parts, gap="lg")


def _fact(workspace: Workspace, state: Address) -> Any:
    """The profile of the one fact that is chosen, with who lacks it."""
    said = {"label": state.label, "property": state.property, "organisation": state.organisation}
    return workspace.analyse("completeness-profile", {**said, "at": workspace.today(), "limit": EVERY_ROW})


def _profile(snapshot: Snapshot, profile: Any, state: Address, chosen: Mapping[str, object]) -> Component:
    about = small(say("Facts that an analysis or rule needs. Each leads to the things that lack it."))
    if not profile.rows:
        drawn: Component = small(say("There is nothing to fill in."))
    elif state.by:
        group = say("Source") if state.by == "source" else say("Board or company")
        drawn = quality_profile.by_group(profile, chosen, group)
    else:
        drawn = quality_profile.by_label(snapshot.schema, profile, chosen)
    return section(say("How complete the facts are"), [about, quality_profile.legend(), drawn])


def _rules(workspace: Workspace) -> Component:
    """The rules of data quality with their bars; each leads to its findings."""
    governance = workspace.governance
    checked = governance.check(workspace.today(), themes=(THEME,))
    worst = max(checked.rules, key=lambda one: one.failed, default=None)
    shown = governance_bars.themes(
        checked, governance.catalogue.themes, checked.rows, chosen={}, rule=worst.rule if worst else ""
    )
    return stack([shown, small(say("A rule leads to its findings, the remedy and exemptions."))])
