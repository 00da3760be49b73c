"""Coverage: how many of the sensors of each zone may fall silent, and the gateway that takes most of them with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from dashboards import address, words
from dashboards.components.boxes import Part, columns, plain_table, small
from dashboards.components.frame import figure_card, section, thing_link
from dashboards.components.iot_view import EVERY_ROW, NAME, UNKNOWN, Seen
from dashboards.components.result_head import exports, result_head
from dashboards.components.tables import Column, Rows, table
from eagraph.locale import Text, both, say

TABLE = f"{NAME}-groups"
MOST_LINES = 300
BASES: dict[str, Text] = {"stated": both("groups"), "assumed": both("assumed"), "unknown": both("nobody says")}


def draw(seen: Seen) -> Sequence[Part]:
    """Zones and properties, and then every group."""
    answer: Any = seen.ask("coverage", **asked(seen))
    broken = sum(row.breaks == "yes" for row in answer.rows)
    perhaps = sum(row.breaks == "unknown" for row in answer.rows)
    bare = sum(not group.may_fail for group in answer.groups)
    cards = [
        figure_card(say("A gateway takes too many"), words.number(broken), warn=broken > 0),
        figure_card(say("Perhaps: nobody says how many are needed"), words.number(perhaps), warn=perhaps > 0),
        figure_card(say("Groups with none to spare"), words.number(bare), warn=bare > 0),
        figure_card(say("Groups that one other thing breaks"), words.number(sum(bool(g.single) for g in answer.groups))),
    ]
    listed = (
        table(TABLE, say("Groups"), group_columns(), rows(seen), height=420)
        if answer.groups
        else small(say("There are none."))
    )
    about = small(
        say("So many of a group's members must work for the one who needs them; what breaks it alone is no member of it.")
    )
    return [result_head(answer), columns(cards, 4, small=2), _zones(seen, answer.rows),
            section(say("Groups"), [about, listed]), exports("coverage", asked(seen))]  # fmt: skip


def asked(seen: Seen) -> dict[str, Any]:
    """The parameters of the question."""
    return {**seen.state.needed, **({"assumed_k": seen.state.k} if seen.state.k else {}), "limit": EVERY_ROW}


def group_columns() -> list[Column]:
    """What is told of a group."""
    return [
        Column("name", say("Who needs them"), kind="thing", share=3),
        Column("group", say("Group"), share=2),
        Column("needed", say("Needed"), width=110),
        Column("may_fail", say("May fail"), kind="number", width=100),
        Column("observed", say("Measures"), share=2),
        Column("zones", say("Network zones"), share=2),
        Column("single", say("Breaks it alone"), share=2),
    ]


def rows(seen: Seen) -> Rows:
    """The groups as they are shown."""
    answer: Any = seen.ask("coverage", **asked(seen))
    return [
        {
            "id": one.id,
            "name": one.name,
            "group": words.tie(seen.snapshot.schema, one.group),
            "needed": say("{k} of {n}", k=one.k, n=one.n),
            "may_fail": one.may_fail,
            "observed": ", ".join(one.observed),
            "zones": ", ".join(map(seen.name, one.zones)),
            "single": ", ".join(map(seen.name, one.single)),
        }
        for one in answer.groups
    ]


def _zones(seen: Seen, found: Sequence[Any]) -> Component:
    head = [say("Network zone"), say("Measures"), say("Needed"), say("May fall silent"),
            say("Gateway that takes most with it"), say("Takes too many?")]  # fmt: skip
    lines = plain_table(head, [_line(seen, row) for row in found[:MOST_LINES]])
    more = len(found) - MOST_LINES
    told = small(say("{count} more are in the files.", count=words.number(more))) if more > 0 else None
    return section(
        say("By zone and property"), [lines if found else small(say("No sensors are loaded.")), told], id=f"{NAME}-cells"
    )


def _line(seen: Seen, row: Any) -> list[Part]:
    name = say("in no known zone") if row.id == UNKNOWN else row.name
    zone = dcc.Link(name, href=seen.state.to(view="zones", zone=row.id), className="eagraph-link")
    observed = say("not said") if row.observed == UNKNOWN else row.observed
    needed = say("of {n}", n=words.number(row.n)) if row.k is None else say("{k} of {n}", k=row.k, n=words.number(row.n))
    based = small(f" ({BASES[row.basis]})", span=True)
    verdict: dict[str, Part] = {
        "yes": html.Span(say("yes"), className="eagraph-warn"),
        "unknown": say("perhaps"),
        "no": say("no"),
    }
    return [
        zone,
        observed,
        html.Span([needed, based]),
        "–" if row.may_fail is None else _spare(row),
        _gateway(seen, row),
        verdict[row.breaks],
    ]


def _spare(row: Any) -> Part:
    if row.whichever == row.may_fail:
        return words.number(row.may_fail)
    said = {"most": words.number(row.may_fail), "whichever": words.number(row.whichever)}
    return say("{most} at most; whichever they are, {whichever}", **said)


def _gateway(seen: Seen, row: Any) -> Part:
    if row.single is None:
        return say("no gateway; no known way: {count}", count=row.unheard) if row.unheard else say("no gateway")
    link = thing_link(seen.name(row.single), row.single)
    fails = dcc.Link(say("if it fails"), href=address.link("/blast-radius", failed=[row.single]), className="eagraph-link")
    return html.Span([link, f" ({say('takes {count}', count=words.number(row.silences))}) ", fails])
