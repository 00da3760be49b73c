"""The waves of a failure as a picture that can be played hour by hour, and the same hours as a Gantt.

What is played is sent once; slider, button and keys work in the browser alone (`assets/officer.js`).
"""

from __future__ import annotations

from typing import Any

import dash_mantine_components as dmc
from dash import Dash, Input, Output, dcc, html
from dash.development.base_component import Component

from dashboards import words
from dashboards.callbacks import in_browser
from dashboards.components import chart, picture
from dashboards.components.boxes import Part, aria, row, small, stack
from dashboards.components.course import Course, by_wave, course
from dashboards.components.frame import section
from dashboards.figures.gantt import gantt, height, left_out
from dashboards.theme import WAVES
from eagraph.analysis.blast_radius import Answer
from eagraph.analysis.timeline import Answer as Hours
from eagraph.drawing import Drawing, Element
from eagraph.drawing.blast_radius import LATER, wave_name, waves
from eagraph.locale import say

PICTURE, GANTT = "blast-radius-picture", "blast-radius-gantt"


def player(answer: Answer, hours: Hours, hour: float | None) -> Component:
    """Both pictures, each on a tab, with what plays the waves over the first.

    Args:
        answer: what stops, wave by wave.
        hours: when.
        hour: where to begin; None shows the whole course.
    """
    tabs = [dmc.TabsTab(say("Waves"), value="waves"), dmc.TabsTab(say("Gantt"), value="gantt")]
    panels = [
        dmc.TabsPanel(_waves(answer, hours, hour), value="waves", pt="sm", keepMounted=True),
        dmc.TabsPanel(_gantt(hours), value="gantt", pt="sm"),
    ]
    listed = dmc.TabsList(tabs, **aria(label=say("How to show it")))
    both = dmc.Tabs([listed, *panels], value="waves", id="blast-radius-tabs", keepMounted=False)
    return section(say("Hour by hour"), [both], id="blast-radius-hours-shown")


def register(app: Dash) -> None:
    """Colours, steps, play and pause, and the place in the address."""
    picture.register(app, PICTURE)
    chart.register(app, GANTT)
    step, told = Input("blast-radius-step", "value"), Input("blast-radius-course", "data")
    in_browser(app, "showStep", Output("blast-radius-now", "children"), step, told)
    play = Output("blast-radius-play", "title"), Input("blast-radius-play", "n_clicks")
    in_browser(app, "play", *play, initially=False)
    kept = Input("blast-radius-chosen", "data"), step, told
    in_browser(app, "keepPlace", Output("blast-radius-course", "modified_timestamp"), *kept, initially=False)


def legend(answer: Answer) -> Component:
    """The colours of the waves there are, and how what has not stopped yet, or is back, looks."""
    last = max((row.wave for row in answer.rows), default=0)
    marks: list[Part] = [
        html.Span([_mark(str(wave), wave), " ", wave_name(wave)], className="eagraph-legend")
        for wave in range(min(last, LATER - 1) + 1)
    ]
    if last >= LATER:
        said = say("Wave {wave} and later", wave=LATER)
        marks.append(html.Span([_mark(f"{LATER}+", LATER), " ", said], className="eagraph-legend"))
    marks += [
        html.Span(
            [html.Span("…", className="eagraph-mark eagraph-later"), " ", say("not stopped")], className="eagraph-legend"
        ),
        html.Span([html.Span("✓", className="eagraph-mark"), " ", say("back")], className="eagraph-legend"),
    ]
    return row([*marks, small(say("An arrow leads from what failed to what it stops."))], gap="md")


def _waves(answer: Answer, hours: Hours, hour: float | None) -> Component:
    drawing = waves(answer)
    drawn = [element["data"]["id"] for element in drawing.elements if "wave" in element["data"]]
    timed = course(hours)
    played = timed if len(timed.hours) > 1 else by_wave(answer)
    label = say("Waves: {count} things drawn, wave by wave from left to right. The table holds the same.", count=len(drawn))
    more = small(say("{count} more in the table.", count=words.number(drawing.left_out))) if drawing.left_out else None
    shown = Drawing(tuple(map(_with_mark, drawing.elements)), drawing.height, drawing.left_out, drawing.fits)
    data = dcc.Store(id="blast-radius-course", data={**played.as_data(drawn), "texts": _texts(played)})
    parts = [
        data,
        _controls(len(played.hours), played.step_of(hour)),
        legend(answer),
        picture.picture(PICTURE, label, shown),
    ]
    keys = small(say("Keys, with the picture or the slider in focus: space plays and pauses, arrows step, Esc shows all."))
    return html.Div(stack([*parts, more, keys]), id="blast-radius-player")


def _controls(steps: int, step: int) -> Component:
    button = html.Button(say("▶ Play"), id="blast-radius-play", n_clicks=0, className="eagraph-button", disabled=steps < 2)
    name = say("Hour of the course; furthest left shows all of it")
    slider = dmc.Slider(
        id="blast-radius-step", min=-1, max=steps - 1, step=1, value=step, updatemode="drag", disabled=steps < 2,
        thumbLabel=name, label={"function": "hourOfStep"}, flex=1, miw=120,
    )  # fmt: skip
    said = html.P(id="blast-radius-now", className="eagraph-now", **aria(live="polite"))
    return stack([row([button, slider], gap="md", wrap="nowrap"), said])


def _texts(played: Course) -> dict[str, str]:
    """What the browser says by itself."""
    step = say("wave {wave}", wave="{hour}") if played.is_by_wave else say("hour {hour}", hour="{hour}")
    whole = say("The whole course is shown; play it, or move the slider.")
    at_once = say("Nobody has said of any hours: all stop at once, wave after wave. Play it, or move the slider.")
    return {
        "play": say("▶ Play"),
        "pause": say("❚❚ Pause"),
        "whole": at_once if played.is_by_wave else whole,
        "hour": step,
        "all": say("all"),
    }


def _gantt(hours: Hours) -> Component:
    out = left_out(hours)
    count = len({row.id for row in hours.rows}) - out
    label = say("Timeline: {count} things, each with the hours in which it is down. The table holds the same.", count=count)
    drawn = chart.chart(GANTT, label, lambda scheme: gantt(hours, scheme), height(hours))
    more = small(say("{count} more in the table.", count=words.number(out))) if out else None
    return stack([drawn, more])


def _with_mark(element: Element) -> Element:
    """What a box says once the thing is back."""
    if "wave" not in element["data"]:
        return element
    return {**element, "data": {**element["data"], "back": f"✓ {element['data']['label']}"}}


def _mark(text: str, wave: int) -> Part:
    colours: dict[str, Any] = {"--wave-light": WAVES["light"][wave], "--wave-dark": WAVES["dark"][wave]}
    return html.Span(text, className="eagraph-wave", style=colours)
