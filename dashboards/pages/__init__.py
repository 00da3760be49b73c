"""One page a file. What a page is:

    title = both("...")                                     # its name, in the navigation and on the page
    path = "/..."                                           # its address
    order = 10                                              # its place in the navigation; the tens tell its group
    def layout(workspace, **query) -> Component             # what the address says: by name the values given, as texts
    def register(app, workspace) -> None                    # its callbacks

The file name with - for _ is its name, and every id begins with it. A page asks the workspace alone, keeps no state of
its own outside the address, and makes every text inside `layout` or a callback, where the reader's language is known.
"""

from __future__ import annotations

import sys
from typing import Protocol, cast

from dash import Dash
from dash.development.base_component import Component

from eagraph import plugins
from eagraph.locale import Text, both
from eagraph.workspace import Workspace

GROUPS = {
    1: both("The landscape"),
    2: both("When something fails"),
    3: both("How sensitive"),
    4: both("Programme and portfolio"),
    5: both("Data and reports"),
}
"""What the groups of the navigation are called, by the tens of their pages' order."""


class Page(Protocol):
    """A module of this room."""

    __name__: str
    title: Text
    path: str
    order: int

    def layout(self, workspace: Workspace, **query: tuple[str, ...]) -> Component:
        """The page as its address says."""

    def register(self, app: Dash, workspace: Workspace) -> None:
        """Attach the callbacks."""


def find_pages() -> tuple[Page, ...]:
    """The pages there are, in the order of the navigation."""
    room = sys.modules[__name__]
    found = [cast("Page", plugins.member(room, name)) for name in plugins.member_names(room)]
    return tuple(sorted(found, key=lambda page: (page.order, page.path)))


def page_name(page: Page) -> str:
    """The name its ids begin with."""
    return page.__name__.rpartition(".")[2].replace("_", "-")
