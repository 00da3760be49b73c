"""Callbacks, typed: on the server as a decorator, in the browser by the name of a function of `assets/eagraph.js`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from dash import ClientsideFunction, Dash
from dash.dependencies import DashDependency

Function = TypeVar("Function", bound=Callable[..., Any])


def on(app: Dash, *ends: DashDependency, initially: bool = True) -> Callable[[Function], Function]:
    """Call the function on the server whenever an input of `ends` changes, and (`initially`) when it first appears."""

    def attach(function: Function) -> Function:
        app.callback(*ends, prevent_initial_call=not initially)(function)
        return function

    return attach


def in_browser(app: Dash, function: str, *ends: DashDependency, initially: bool = True) -> None:
    """The same with a function of the browser; no request is made."""
    called = ClientsideFunction("eagraph", function)
    app.clientside_callback(called, *ends, prevent_initial_call=not initially)  # type: ignore[no-untyped-call]
