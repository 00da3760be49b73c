"""What a load would do, or did: as what it was read, in figures, and every line that was left out, joined or told of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboards import words
from dashboards.components.boxes import Part, small, stack
from dashboards.components.frame import notice
from dashboards.components.tables import MOST_ROWS, Column, table
from eagraph.errors import EagraphError, InvalidLandscape, Problem
from eagraph.loading import LoadReport, Skipped
from eagraph.loading.detection import loader_named
from eagraph.locale import Text, say


def shown(report: LoadReport, place: str) -> Component:
    """All of a report.

    Args:
        report: what a load would do, or did.
        place: what the ids of its tables begin with.
    """
    read_as = say("Read as {what} ({loader}).", what=loader_named(report.loader).title, loader=report.loader)
    parts: list[Part] = [html.P(read_as, className="eagraph-sentence"), _figures(report)]
    if report.removed:
        told = say(
            "What {source} said before and does not say now goes: {count}.", source=report.source, count=report.removed
        )
        parts.append(notice(told))
    parts += [
        _lines(f"{place}-skipped", say("Left out"), _skipped(report.skipped), is_open=True),
        _lines(f"{place}-hints", say("Hints"), _problems(report.hints), is_open=True),
        _lines(f"{place}-joined", say("Taken up in another record"), _skipped(report.joined)),
        _lines(f"{place}-explained", say("How it was read"), _explained(report), last=say("read as")),
    ]
    return stack(parts, gap="sm")


def refused(error: EagraphError, place: str, hide: str = "") -> Component:
    """Why nothing was loaded: every problem with its place.

    Args:
        error: what was raised.
        place: what the id of its table begins with.
        hide: a folder of ours that no reader needs to see.
    """
    if isinstance(error, InvalidLandscape) and error.problems:
        head = notice(str(error.head(len(error.problems))), colour="red")
        listed = _lines(f"{place}-problems", say("What is wrong"), _problems(error.problems, hide), is_open=True)
        return stack([head, listed], gap="sm")
    return html.Div(notice(_without(error.text, hide), colour="red"), className="eagraph-problems")


def _figures(report: LoadReport) -> Component:
    told = [
        (say("Read"), words.number(sum(report.read.values()))),
        (say("Kept"), words.number(sum(report.kept.values()))),
        (say("Created"), words.number(report.created)),
        (say("Updated"), words.number(report.updated)),
        (say("Unchanged"), words.number(report.unchanged)),
        (say("Removed"), words.number(report.removed)),
        (say("Left out"), words.number(len(report.skipped))),
    ]
    return html.Dl([html.Div([html.Dt(name), html.Dd(value)]) for name, value in told], className="eagraph-figures")


def _lines(
    id_: str, title: str, rows: Sequence[dict[str, Any]], *, is_open: bool = False, last: str = ""
) -> Component | None:
    """Lines under a heading that folds; nothing where there are none."""
    if not rows:
        return None
    columns = [
        Column("where", say("Where"), share=2, wraps=True),
        Column("what", say("What"), share=3, wraps=True),
        *([Column("why", last or say("Why"), share=4, wraps=True)] if "why" in rows[0] else []),
    ]
    head = html.Summary(html.H3(f"{title} ({words.number(len(rows))})", className="eagraph-inline"))
    told = [small(say("Shown are the first {count}.", count=words.number(MOST_ROWS)))] if len(rows) > MOST_ROWS else []
    return html.Details([head, *told, table(id_, title, columns, rows[:MOST_ROWS], height=340)], open=is_open)


def _skipped(lines: Iterable[Skipped]) -> list[dict[str, Any]]:
    return [{"where": one.where, "what": one.what, "why": str(one.why)} for one in lines]


def _problems(lines: Iterable[Problem], hide: str = "") -> list[dict[str, Any]]:
    return [{"where": one.where.removeprefix(hide), "what": _without(one.text, hide)} for one in lines]


def _explained(report: LoadReport) -> list[dict[str, Any]]:
    return [
        {"where": one.where, "what": f"{one.what} ({words.number(one.count)})" if one.count > 1 else one.what,
         "why": str(one.read_as)}
        for one in report.explained
    ]  # fmt: skip


def _without(text: Text, hide: str) -> str:
    return str(text).replace(hide, "") if hide else str(text)
