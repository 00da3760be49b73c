"""What is known of one thing, as tables of facts: properties, where they come from, and its relationships in plain words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from dash import html
from dash.development.base_component import Component

from dashboards import words
from dashboards.components.boxes import Part, plain_table, small, stack
from dashboards.components.frame import thing_link
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import say
from eagraph.model.classification import ASPECTS
from eagraph.model.fields import Field, Value
from eagraph.model.landscape import Node, Relationship
from eagraph.model.merging import disagreements

_ELSEWHERE = frozenset({"name", "source", "source_key", *ASPECTS, *(f"{aspect}_high" for aspect in ASPECTS)})
_UNTOLD = frozenset({"source_key", "name"})
SHOWN = 12


def fact_table(rows: list[tuple[str, Part]], caption: str) -> Component:
    """Names and values."""
    body = [html.Tr([html.Th(name, scope="row"), html.Td(value)]) for name, value in rows]
    hidden = html.Caption(caption, className="eagraph-visually-hidden")
    return html.Table([hidden, html.Tbody(body)], className="eagraph-facts")


def properties(snapshot: Snapshot, node: Node) -> list[tuple[str, Part]]:
    """What its sources say of it, in the model's names and units; declared properties first, in the model's order."""
    fields = snapshot.schema.node_fields.get(node.label, {})
    order = {name: i for i, name in enumerate(fields)}
    names = sorted(
        (name for name in node.properties if name not in _ELSEWHERE), key=lambda name: (order.get(name, 999), name)
    )
    return [(words.property_name(fields, name), words.property_value(fields, name, node.properties[name])) for name in names]


def owners(snapshot: Snapshot, i: int) -> list[Part]:
    """Who owns it, with who holds the role and where that belongs."""
    found: list[Part] = []
    for owner in snapshot.owners(i):
        near = [*_targets(snapshot, owner, "HELD_BY"), *_targets(snapshot, owner, "BELONGS_TO")]
        near = [at for at in near if snapshot.nodes[at].name not in snapshot.nodes[owner].name]
        named = [thing_link(snapshot.nodes[at].name, snapshot.nodes[at].id) for at in (owner, *near)]
        found.append(html.Div([part for link in named for part in (", ", link)][1:]))
    return found or [html.Span(say("nobody is said to own it"), className="eagraph-warn")]


def relationships(snapshot: Snapshot, i: int) -> list[Component]:
    """All it is tied to, grouped and said in plain words, both ways."""
    groups: dict[tuple[str, bool], list[tuple[int, Relationship]]] = defaultdict(list)
    for j in snapshot.outgoing.of(i).tolist():
        groups[snapshot.relationships[j].type, True].append((int(snapshot.target[j]), snapshot.relationships[j]))
    for j in snapshot.incoming.of(i).tolist():
        groups[snapshot.relationships[j].type, False].append((int(snapshot.source[j]), snapshot.relationships[j]))
    return [_group(snapshot, *key, ties) for key, ties in sorted(groups.items())]


def _group(snapshot: Snapshot, type_: str, outward: bool, ties: list[tuple[int, Relationship]]) -> Component:  # noqa: FBT001
    said = words.tie(snapshot.schema, type_)
    head = say("It {does} …", does=said) if outward else say("… {does} it", does=said)
    ties.sort(key=lambda pair: (snapshot.nodes[pair[0]].name.casefold(), pair[0]))
    items = [_tied(snapshot, at, tie) for at, tie in ties]
    shown: list[Part] = [html.Ul(items[:SHOWN], className="eagraph-list")]
    if len(items) > SHOWN:
        more = html.Summary(say("{count} more", count=words.number(len(items) - SHOWN)))
        shown.append(html.Details([more, html.Ul(items[SHOWN:], className="eagraph-list")]))
    return html.Div([html.H3(f"{head} ({words.number(len(items))})"), *shown])


def _tied(snapshot: Snapshot, at: int, tie: Relationship) -> Component:
    node = snapshot.nodes[at]
    fields = snapshot.schema.relationship_fields.get(tie.type, {})
    told = [_told(snapshot, fields, name, value) for name, value in sorted(tie.properties.items()) if name not in _UNTOLD]
    about = [words.label(snapshot.schema, node.label), *told]
    return html.Li([thing_link(node.name, node.id), " ", small("; ".join(about), span=True)])


def _told(snapshot: Snapshot, fields: Mapping[str, Field], name: str, value: Value) -> str:
    if name == "carries" and isinstance(value, tuple):
        known = [snapshot.nodes[snapshot.index[part]].name if part in snapshot.index else part for part in value]
        return f"{words.property_name(fields, name)}: {', '.join(known)}"
    return f"{words.property_name(fields, name)}: {words.property_value(fields, name, value)}"


def provenance(node: Node, locations: Mapping[str, str]) -> Component:
    """Which source said so, in which run, on which line."""
    rows = []
    for claim in node.provenance:
        gone: Part = html.Span(say("no longer in this source"), className="eagraph-warn") if claim.removed else None
        where = small(locations.get(claim.source, ""))
        rows.append(
            html.Li(
                [
                    html.Strong(claim.source),
                    " ",
                    claim.place,
                    " ",
                    small(say("run {run}", run=claim.run), span=True),
                    " ",
                    gone,
                    where,
                ]
            )
        )
    return stack([html.Ul(rows, className="eagraph-list")])


def conflicts(snapshot: Snapshot, node: Node) -> Component | None:
    """Of what its sources say different things: the value that counts stands out."""
    fields = snapshot.schema.node_fields.get(node.label, {})
    rows: list[list[Part]] = []
    for found in disagreements(node.provenance):
        counts = node.properties.get(found.property)
        said = [_said_by(fields, found.property, told, counts=told[1] == counts) for told in found.said]
        rows.append([words.property_name(fields, found.property), html.Ul(said, className="eagraph-list")])
    return plain_table([say("Property"), say("What each source says")], rows) if rows else None


def _said_by(fields: Mapping[str, Field], name: str, told: tuple[str, Value], *, counts: bool) -> Component:
    source, value = told
    shown = words.property_value(fields, name, value)
    return html.Li(
        [
            html.Strong(shown) if counts else shown,
            " ",
            small(say("{source} (counts)", source=source) if counts else source, span=True),
        ]
    )


def _targets(snapshot: Snapshot, i: int, type_: str) -> list[int]:
    ties = snapshot.outgoing.of(i).tolist()
    return sorted({int(snapshot.target[j]) for j in ties if snapshot.relationships[j].type == type_})
