"""The completeness profile: a cell a fact, the darker the fewer know it, each a link to the things that lack it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from dash import dcc, html
from dash.development.base_component import Component

from dashboards import address, words
from dashboards.components.boxes import Part, row, small, wide
from dashboards.components.frame import section
from dashboards.components.tables import Column, table
from eagraph.analysis.completeness_profile import Answer, Lacking, Row
from eagraph.locale import say
from eagraph.model.schema import Schema

PATH = "/data-quality"
LACKING = "data-quality-lacking"
SHADES = 5
"""Shades from nothing known (0) to all known (4)."""


def by_label(schema: Schema, profile: Answer, chosen: Mapping[str, object]) -> Component:
    """A line a label or type of relationship, a cell a fact."""
    lines = []
    for label, rows in groupby(profile.rows, key=lambda one: one.label):
        own = list(rows)
        cells = html.Ul([html.Li(_cell(one, chosen)) for one in own], className="eagraph-cells")
        head = html.Th([kind(schema, label), small(_in_all(own))], scope="row")
        lines.append(html.Tr([head, html.Td(cells)]))
    return wide(html.Table(html.Tbody(lines), className="eagraph-profile"))


def by_group(profile: Answer, chosen: Mapping[str, object], group: str) -> Component:
    """A line a source or board, a column a fact of the one label that is chosen."""
    facts = {one.property: str(one.fact) for one in profile.rows}
    order = sorted(facts, key=lambda name: facts[name].casefold())
    head = html.Tr([html.Th(group, scope="col"), *(html.Th(facts[name], scope="col") for name in order)])
    lines = []
    for name, rows in groupby(profile.rows, key=lambda one: one.group_name):
        known = {one.property: one for one in rows}
        cells = [html.Td(_share(known[fact], chosen) if fact in known else "") for fact in order]
        lines.append(html.Tr([html.Th(name, scope="row"), *cells]))
    return wide(html.Table([html.Thead(head), html.Tbody(lines)], className="eagraph-profile eagraph-profile-groups"))


def legend() -> Component:
    """What the shades mean."""
    told = [
        html.Span(words.percent(25 * shade, 100), className=f"eagraph-filled eagraph-filled-{shade}")
        for shade in range(SHADES)
    ]
    return row([small(say("Filled in:"), span=True), *told], gap="xs")


def lacking(schema: Schema, profile: Answer, label: str, fact: str) -> Component:
    """Who lacks the fact that is chosen."""
    columns = [
        Column("name", say("Name"), "thing", share=2),
        Column("criticality", say("Criticality"), "number", 130),
        Column("organisation", say("Board or company")),
        Column("owner", say("Owner")),
    ]
    called = next((str(one.fact) for one in profile.rows if one.property == fact), fact)
    title = say(
        "Lack {fact}: {kind} ({count})", fact=called, kind=kind(schema, label), count=words.number(len(profile.lacking))
    )
    sources = sorted({source for one in profile.rows for source in one.sources})
    told: list[Part] = [
        small(say("Filled in by: {sources}.", sources=", ".join(sources) or "–")),
        table(LACKING, title, columns, lines(profile.lacking)) if profile.lacking else small(say("Nothing lacks it.")),
    ]
    return section(title, told, id="data-quality-of")


def lines(things: Sequence[Lacking]) -> list[dict[str, object]]:
    """The rows of the table of those who lack a fact."""
    return [
        {
            "id": one.id, "name": one.name, "criticality": one.criticality, "organisation": one.organisation or "",
            "owner": one.owner or "",
        }
        for one in things
    ]  # fmt: skip


def kind(schema: Schema, name: str) -> str:
    """A label or a type as people say it."""
    return words.label(schema, name) if name in schema.node else words.tie(schema, name)


def _in_all(rows: Sequence[Row]) -> str:
    return words.percent(sum(one.filled for one in rows), sum(one.of for one in rows))


def _cell(one: Row, chosen: Mapping[str, object]) -> Component:
    share = words.percent(one.filled, one.of)
    return _link(one, chosen, [html.Span(str(one.fact)), html.Span(share, className="eagraph-share")])


def _share(one: Row, chosen: Mapping[str, object]) -> Component:
    return _link(one, chosen, [words.percent(one.filled, one.of)])


def _link(one: Row, chosen: Mapping[str, object], parts: Sequence[Component | str]) -> Component:
    told = say(
        "{fact}: {filled} of {of}; filled in by {sources}", fact=one.fact, filled=words.number(one.filled),
        of=words.number(one.of), sources=", ".join(one.sources) or "–",
    )  # fmt: skip
    href = address.link(PATH, **{**chosen, "label": one.label, "property": one.property})
    shade = (SHADES - 1) * one.filled // one.of
    return dcc.Link(
        list(parts), href=f"{href}#data-quality-of", title=told, className=f"eagraph-filled eagraph-filled-{shade}"
    )
