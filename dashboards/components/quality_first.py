"""What to fill in first, and what sources contradict each other about."""

from __future__ import annotations

from collections.abc import Mapping

from dash import dcc, html
from dash.development.base_component import Component

from dashboards import address, words
from dashboards.components.boxes import Part, chip, plain_table, row, small
from dashboards.components.frame import section, thing_link
from dashboards.components.quality_profile import PATH
from eagraph import analysis
from eagraph.analysis.data_quality import Answer as Checked
from eagraph.analysis.data_quality import Row as Wrong
from eagraph.analysis.fill_first import Answer, Row
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import say
from eagraph.report import choice

MOST_ASKERS, MOST_THINGS, MOST_CONFLICTS = 4, 3, 200


def first(found: Answer, chosen: Mapping[str, object]) -> Component:
    """The facts that give most, each with the things to begin with."""
    told = small(say("An answer is one analysis or rule about one thing. What gives most by itself stands first."))
    if not found.rows:
        return section(say("Fill in first"), [small(str(found.summary))])
    head = [say("Fact"), say("Lack it"), say("Answers it gives"), say("Needed by"), say("Begin with")]
    lines: list[list[Part]] = [
        [_fact(one, chosen), _of(one), words.number(one.answered), _askers(one), _things(one)] for one in found.rows
    ]
    return section(say("Fill in first"), [html.P(str(found.summary)), told, plain_table(head, lines)])


def conflicts(snapshot: Snapshot, found: Checked) -> Component:
    """Both values side by side, of everything sources differ about."""
    rows = [one for one in found.rows if one.said]
    if not rows:
        return section(say("Sources that contradict each other"), [small(say("No two sources say different things."))])
    most = max(len(one.said) for one in rows)
    head = [say("Thing"), say("What"), *(say("Source {number}", number=number) for number in range(1, most + 1))]
    lines: list[list[Part]] = [
        [_thing(snapshot, one), _what(snapshot, one), *_said(one), *([""] * (most - len(one.said)))]
        for one in rows[:MOST_CONFLICTS]
    ]
    more = len(rows) - MOST_CONFLICTS
    rest = small(say("… and {count} more.", count=more)) if more > 0 else None
    return section(say("Sources that contradict each other"), [plain_table(head, lines), rest])


def _fact(one: Row, chosen: Mapping[str, object]) -> Component:
    href = address.link(PATH, **{**chosen, "label": one.label, "property": one.property})
    return dcc.Link(str(one.fact), href=f"{href}#data-quality-of", className="eagraph-link")


def _of(one: Row) -> str:
    return say("{lacking} of {of}", lacking=words.number(one.lacking), of=words.number(one.of))


def _askers(one: Row) -> Component:
    known = set(analysis.names())
    parts = [
        dcc.Link(
            str(analysis.find(name).title) if name in known else name,
            href=address.link("/questions", ask=name) if name in known else address.link("/governance", rule=name),
            className="eagraph-link",
        )
        for name in one.unlocks[:MOST_ASKERS]
    ]
    more = len(one.unlocks) - MOST_ASKERS
    return row([*parts, chip(f"+{more}") if more > 0 else None])


def _things(one: Row) -> Component:
    return row([thing_link(thing.name, thing.id) for thing in one.begin_with[:MOST_THINGS]], gap="sm")


def _thing(snapshot: Snapshot, one: Wrong) -> Component:
    others = [snapshot.nodes[snapshot.index[id_]] for id_ in one.others]
    return row([thing_link(one.name, one.id), *(thing_link(f"→ {other.name}", other.id) for other in others)])


def _what(snapshot: Snapshot, one: Wrong) -> str:
    kind, _, name = one.wrong.rpartition(".")
    fields = snapshot.schema.relationship_fields[kind] if kind else snapshot.schema.node_fields[one.label]
    return words.property_name(fields, name)


def _said(one: Wrong) -> list[Component]:
    return [html.Div([html.Strong(str(choice(claim.value))), small(claim.source)]) for claim in one.said]
