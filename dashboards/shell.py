"""What stands round every page: name, navigation, data in use, language, light and dark; and the way to each page."""

from __future__ import annotations

from itertools import groupby
from typing import Any

import dash_mantine_components as dmc
from dash import Dash, Input, Output, State, dcc, html
from dash.development.base_component import Component

from dashboards import address, quality, words
from dashboards.callbacks import in_browser, on
from dashboards.components.boxes import aria, chip, row
from dashboards.components.frame import notice, page_frame
from dashboards.pages import GROUPS, Page, page_name
from dashboards.theme import mantine
from eagraph.errors import EagraphError
from eagraph.history import at_point
from eagraph.locale import both, current, say
from eagraph.scenarios import in_use
from eagraph.workspace import Workspace

PRODUCT = "eagraph"
_NAVBAR: dict[str, Any] = {"width": 205, "breakpoint": "sm", "collapsed": {"mobile": True}}
_LANGUAGES = {"sv": "Svenska", "en": "English"}


def layout(pages: tuple[Page, ...]) -> Component:
    """The frame, with an empty place for the page; made anew for every reader, in his language."""
    parts = [
        html.A(say("Skip to the content"), href="#shell-content", className="eagraph-skip"),
        dcc.Location(id="shell-location", refresh=False),
        dcc.Store(id="shell-route"),
        dcc.Store(id="shell-scheme"),
        dcc.Store(id="shell-language", data=_other_language()),
        dmc.AppShell(_frame(pages), id="shell-frame", header={"height": 56}, navbar=_NAVBAR, padding="lg"),
    ]
    theme: Component = dmc.MantineProvider(parts, id="shell-theme", theme=mantine(), defaultColorScheme="auto")
    return theme


def register(app: Dash, workspace: Workspace, pages: tuple[Page, ...]) -> None:
    """From address to page, and what the header can do."""
    in_browser(
        app, "route", Output("shell-route", "data"), Input("shell-location", "pathname"), Input("shell-location", "search")
    )
    in_browser(app, "arrive", Output("shell-content", "className"), Input("shell-content", "children"), initially=False)
    in_browser(app, "scheme", Output("shell-scheme", "data"), Input("shell-toggle", "computedColorScheme"))
    fold = Output("shell-frame", "navbar"), Input("shell-burger", "opened"), State("shell-frame", "navbar")
    in_browser(app, "fold", *fold, initially=False)
    speak = Output("shell-speak", "title"), Input("shell-speak", "n_clicks"), State("shell-language", "data")
    in_browser(app, "speak", *speak, initially=False)
    in_browser(app, "leave", Output("shell-leave", "title"), Input("shell-leave", "n_clicks"), initially=False)
    for page in pages:
        address.register(app, page_name(page))

    @on(
        app,
        Output("shell-content", "children"), Output("shell-data", "children"), Output("shell-notice", "children"),
        Output("shell-burger", "opened"), Input("shell-route", "data"), initially=False,
    )  # fmt: skip
    def show(route: dict[str, str]) -> tuple[Component, list[Component], None, bool]:
        query = address.parse(route.get("search"))
        try:
            return page_at(pages, workspace, route.get("pathname") or "/", query), data_in_use(workspace), None, False
        except EagraphError as error:
            return page_frame(both("This does not work just now"), [notice(str(error.text))]), [], None, False


def page_at(pages: tuple[Page, ...], workspace: Workspace, path: str, query: address.Query) -> Component:
    """The page of a path as its query says; a path that leads nowhere gets a page that says so."""
    page = next((page for page in pages if page.path == path), None)
    if page is not None:
        return page.layout(workspace, **query)
    links = html.Ul(
        [html.Li(dcc.Link(str(page.title), href=address.link(page.path))) for page in pages], className="eagraph-prose"
    )
    return page_frame(
        both("There is no such page"), [html.P(say("Nothing is shown at {path}. There is:", path=path)), links]
    )


def data_in_use(workspace: Workspace) -> list[Component]:
    """Which data the answers rest on: its date, its hash, and how complete it is."""
    snapshot = workspace.snapshot()
    if not snapshot.nodes:
        return [chip(say("no data"))]
    known, total = quality.in_all(quality.find_shares(snapshot))
    about = say("Data of {date}, hash {hash}", date=words.moment(snapshot.date), hash=snapshot.hash)
    dated = html.Span(say("Data of {date}", date=words.day(snapshot.date)), title=about, className="eagraph-data-date")
    share = [chip(say("{share} complete", share=words.percent(known, total)))] if total else []
    code = html.Code(snapshot.hash[:8], title=about)
    return [dcc.Link(row([dated, code, *share]), href=address.link("/"), className="eagraph-data")]


def _frame(pages: tuple[Page, ...]) -> list[Component]:
    cancel: dict[str, Any] = {"data-cancel": say("Cancel")}
    content = [
        *_banner(),
        html.Div(id="shell-notice", role="alert"),
        html.Div(id="shell-content", tabIndex=-1),
        html.Div(id="shell-jobs", role="status", **cancel),
    ]
    return [
        dmc.AppShellHeader(_header()),
        dmc.AppShellNavbar(_navigation(pages), p="xs", **aria(label=say("Pages"))),
        dmc.AppShellMain(content),
    ]


def _navigation(pages: tuple[Page, ...]) -> list[Component]:
    """The pages in their groups, each under what it is called."""
    shown: list[Component] = []
    for group, members in groupby(pages, key=lambda page: page.order // 10):
        links = [
            dmc.NavLink(
                label=str(page.title), href=address.link(page.path), active="exact", id=f"shell-to-{page_name(page)}"
            )
            for page in members
        ]
        name = f"shell-group-{group}"
        heading = html.Div(str(GROUPS[group]), id=name, className="eagraph-nav-group")
        shown.append(html.Div([heading, *links], role="group", **aria(labelledby=name)))
    return shown


def _banner() -> list[Component]:
    """That what is shown is a what-if or as it was; nothing where it is the landscape as it is now."""
    told, leave = [], say("Leave the scenario")
    if at_point.get():
        leave = say("Back to now")
        told.append(say("Point in time {name}: what is shown is as it was then, not as it is now.", name=at_point.get()))
    if in_use.get():
        told.append(say("Scenario {name}: what is shown is a what-if, not the landscape as it is.", name=in_use.get()))
    if not told:
        return []
    button = html.Button(leave, id="shell-leave", n_clicks=0, className="eagraph-plain")
    shown = row([html.Strong(" ".join(told)), button])
    return [html.Div(shown, id="shell-scenario", role="note", className="eagraph-scenario")]


def _header() -> Component:
    other = _other_language()
    burger = dmc.Burger(id="shell-burger", hiddenFrom="sm", size="sm", opened=False, **aria(label=say("Navigation")))
    speak = html.Button(_LANGUAGES[other], id="shell-speak", lang=other, n_clicks=0, className="eagraph-plain")
    label = aria(label=say("Light or dark"))
    toggle = dmc.ColorSchemeToggle(id="shell-toggle", lightIcon="☾", darkIcon="☀", variant="default", size="lg", **label)
    left = row([burger, dcc.Link(PRODUCT, href=address.link("/"), className="eagraph-brand")], wrap="nowrap")
    right = row([html.Div(id="shell-data"), speak, toggle], wrap="nowrap")
    return row([left, right], h="100%", px="lg", justify="space-between", wrap="nowrap")


def _other_language() -> str:
    return "en" if current.get() == "sv" else "sv"
