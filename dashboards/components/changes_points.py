"""The points in time there are: when, what they hold, the room they take, and what can be done with each."""

from __future__ import annotations

from typing import Any

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from dashboards import address, words
from dashboards.components.boxes import Part, aria, plain_table, row, small, stack
from dashboards.components.frame import button_link, notice
from eagraph.history import at_point
from eagraph.history.points import MEGABYTE, Point, Points
from eagraph.locale import say
from eagraph.scenarios import in_use
from eagraph.workspace import Workspace

MOST_NOTE = 1000


def listed(points: Points) -> Component:
    """All of them, the latest first, and the room they take of the room there is."""
    kept = points.all()
    if not kept:
        return small(say("Nothing is kept yet. A point in time keeps the landscape whole, as it is when you keep it."))
    head = [
        say("Name"), say("Why it is kept"), say("Kept on"), say("Data from"), say("Things"), say("Relationships"),
        say("Room"), say("What to do with it"),
    ]  # fmt: skip
    return stack([plain_table(head, [_cells(point) for point in reversed(kept)]), _room(points)])


def keeping(workspace: Workspace) -> Component:
    """Keep the landscape as it is now, under a name that the day suggests."""
    elsewhere = bool(at_point.get() or in_use.get())
    name = dmc.TextInput(
        id="changes-name", label=say("Name"), description=say("a-z, 0-9, dot and dash"), value=_free_name(workspace),
        inputProps={"maxLength": 60}, disabled=elsewhere,
    )  # fmt: skip
    note = dmc.TextInput(
        id="changes-note", label=say("Why it is kept"), description=say("for those who look at it later"), value="",
        inputProps={"maxLength": MOST_NOTE}, disabled=elsewhere,
    )  # fmt: skip
    keep = dmc.Button(say("Keep it as it is now"), id="changes-keep", n_clicks=0, disabled=elsewhere)
    told = say(
        "You look through a point in time or a scenario. What is kept is the landscape as it is now; leave that first."
    )
    return stack([row([name, note, keep], align="flex-end", gap="md"), small(told) if elsewhere else None])


def choices(points: Points) -> list[dict[str, str]]:
    """The points as a box offers them, the latest first."""
    return [{"value": point.name, "label": f"{point.name} · {words.day(point.kept_at)}"} for point in reversed(points.all())]


def _cells(point: Point) -> list[Part]:
    return [
        html.Strong(point.name),
        point.note,
        words.moment(point.kept_at),
        words.day(point.date),
        words.number(point.nodes),
        words.number(point.relationships),
        _megabytes(point.bytes),
        _doings(point),
    ]


def _doings(point: Point) -> Component:
    then = html.A(
        say("As it was then"), href=address.link("/", point=point.name, scenario=""), className="eagraph-button",
        **aria(label=say("Look at the landscape as of {name}", name=point.name)),
    )  # fmt: skip
    compare = html.Button(
        say("Compare with now"), id={"type": "changes-since", "point": point.name}, n_clicks=0, className="eagraph-button",
        **aria(label=say("Compare {name} with now", name=point.name)),
    )  # fmt: skip
    on_map = button_link(say("On the map"), address.link("/map", since=point.name, point="", scenario=""))
    return row([compare, then, on_map, _removing(point)], gap="6px")


def _removing(point: Point) -> Component:
    """Nothing goes at the first click."""
    told = say("{name} goes for good: nobody can look at it or compare with it any more.", name=point.name)
    button = html.Button(
        say("Remove {name}", name=point.name), id={"type": "changes-remove", "point": point.name}, n_clicks=0,
        className="eagraph-button eagraph-grave",
    )  # fmt: skip
    summary: dict[str, Any] = aria(label=say("Remove {name} …", name=point.name))
    return html.Details([html.Summary(say("Remove …"), **summary), notice(told), button], className="eagraph-removing")


def _room(points: Points) -> Component:
    taken, most = points.bytes / MEGABYTE, points.most_mb
    said = say("{taken} of {most} MB are taken.", taken=words.number(round(taken, 1)), most=words.number(most))
    label = aria(label=say("Room for points in time"))
    ends: dict[str, Any] = {"min": "0", "max": f"{most:g}", "high": f"{0.9 * most:g}", "value": f"{min(taken, most):.3f}"}
    return row([html.Meter(**ends, **label), small(said, span=True)])


def _megabytes(bytes_: int) -> str:
    return say("{count} MB", count=words.number(max(0.1, round(bytes_ / MEGABYTE, 1))))


def _free_name(workspace: Workspace) -> str:
    """The day, or the day and a number where something of that day is kept already."""
    taken, day = {point.name for point in workspace.points.all()}, workspace.today().isoformat()
    more = (f"{day}.{number}" for number in range(2, len(taken) + 3))
    return next(name for name in (day, *more) if name not in taken)
