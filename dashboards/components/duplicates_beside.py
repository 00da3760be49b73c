"""Two systems side by side: every fact of both, and whether it is the same, partly the same, or differs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from dash import html
from dash.development.base_component import Component

from dashboards import words
from dashboards.components.boxes import Part, aria, small, stack, wide
from dashboards.components.frame import thing_link
from eagraph.duplicates.spelling import fold
from eagraph.graph.homes import organisations
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import Text, both, say
from eagraph.model.landscape import Node
from eagraph.model.nodes import ASPECTS

Mark = Literal["same", "alike", "partly", "differs", "one"]
MARKS: dict[Mark, tuple[str, Text]] = {
    "same": ("=", both("the same")),
    "alike": ("≈", both("the same by name")),
    "partly": ("∩", both("partly the same")),
    "differs": ("≠", both("differs")),
    "one": ("?", both("only one says")),
}
"""What a comparison comes to: a shape and words, so that no colour has to tell."""
ORDER: tuple[Mark, ...] = ("differs", "partly", "alike", "one", "same")
"""What has to be looked at first."""
SHOWN = 6
_FACTS = ("description", "source_key", "product", "product_id", "vendor", "version", "kind", "scope", "lifecycle", "users")
_SERVES = ("SUPPORTS", "HOLDS", "MASTER_OF", "USED_BY", "REALISES")
_KEPT_BY = ("OWNED_BY", "MANAGED_IN", "SUPPLIED_BY", "REPLACED_BY")
MAIN = frozenset((*_FACTS, "cost_year", *_SERVES, *_KEPT_BY))
"""The properties and relationships that tell systems apart; all others are folded."""
_ELSEWHERE = frozenset({"name", "source", *(end for aspect in ASPECTS for end in (aspect, f"{aspect}_high"))})
Ties = dict[tuple[str, bool], list[int]]


@dataclass(frozen=True, slots=True)
class Line:
    """One fact of both."""

    name: str
    cells: tuple[Part, Part]
    mark: Mark
    is_main: bool = True


def shown(snapshot: Snapshot, a: int, b: int) -> Component:
    """The two columns: what tells systems apart, and folded all else; what differs first in both."""
    lines = [*_identity(snapshot, a, b), *_properties(snapshot, a, b), *_ties(snapshot, a, b)]
    counts = ", ".join(
        f"{sign} {text}: {words.number(count)}"
        for mark, (sign, text) in MARKS.items()
        if (count := sum(line.mark == mark for line in lines))
    )
    main, rest = ([line for line in lines if line.is_main is which] for which in (True, False))
    parts: list[Part] = [html.H3(say("Side by side")), small(counts), _table(snapshot, a, b, main)]
    if rest:
        summary = html.Summary(say("All other facts ({count})", count=words.number(len(rest))))
        parts.append(html.Details([summary, _table(snapshot, a, b, rest)], className="eagraph-fold"))
    return stack(parts)


def _table(snapshot: Snapshot, a: int, b: int, lines: Sequence[Line]) -> Component:
    heads = [html.Th(say("Fact"), scope="col"), *(html.Th(_head(snapshot, i), scope="col") for i in (a, b))]
    caption = html.Caption(say("Both systems, fact by fact"), className="eagraph-visually-hidden")
    groups = [[line for line in lines if line.mark == mark] for mark in ORDER]
    bodies = [html.Tbody([_group(group), *map(_row, group)]) for group in groups if group]
    head = html.Thead(html.Tr([*heads, html.Th(say("Comparison"), scope="col")]))
    return wide(html.Table([caption, head, *bodies], className="eagraph-beside"))


def _head(snapshot: Snapshot, node: int) -> Component:
    return html.Div([thing_link(snapshot.nodes[node].name, snapshot.nodes[node].id), small(snapshot.nodes[node].id)])


def _group(lines: Sequence[Line]) -> Component:
    sign, text = MARKS[lines[0].mark]
    told: list[Part] = [
        html.Span(sign, className="eagraph-sign", **aria(hidden="true")),
        f" {text} ({words.number(len(lines))})",
    ]
    return html.Tr(html.Th(told, colSpan=4, scope="rowgroup"), className="eagraph-beside-group")


def _row(line: Line) -> Component:
    sign, text = MARKS[line.mark]
    mark = html.Td([html.Span(sign, className="eagraph-sign", **aria(hidden="true")), f" {text}"])
    cells = [html.Td(cell if cell not in (None, "") else "–") for cell in line.cells]
    return html.Tr([html.Th(line.name, scope="row"), *cells, mark], className=f"eagraph-beside-{line.mark}")


def compared(one: str, other: str) -> Mark:
    """Two values as texts."""
    if not one or not other:
        return "one"
    if one.casefold().strip() == other.casefold().strip():
        return "same"
    return "alike" if _plain(one) == _plain(other) else "differs"


def compared_things(snapshot: Snapshot, one: Sequence[int], other: Sequence[int]) -> Mark:
    """Two sets of things; what two registers name alike stands twice in the landscape."""
    if not one or not other:
        return "one"
    if {*one} == {*other}:
        return "same"
    named = [{_kind(snapshot, i) for i in things} for things in (one, other)]
    if named[0] == named[1]:
        return "alike"
    return "partly" if named[0] & named[1] else "differs"


def _kind(snapshot: Snapshot, node: int) -> tuple[str, str]:
    return snapshot.nodes[node].label, _plain(snapshot.nodes[node].name)


def _plain(text: str) -> str:
    return "".join(letter for letter in fold(text) if letter.isalnum())


def _identity(snapshot: Snapshot, a: int, b: int) -> list[Line]:
    nodes = snapshot.nodes[a], snapshot.nodes[b]
    lines = [Line(say("Name"), (nodes[0].name, nodes[1].name), compared(nodes[0].name, nodes[1].name))]
    registers = [", ".join(dict.fromkeys(_registers(node))) for node in nodes]
    lines.append(Line(say("Register"), (registers[0], registers[1]), compared(*registers)))
    homes = [int(organisations_of(snapshot)[i]) for i in (a, b)]
    if max(homes) >= 0:
        told = [[home] if home >= 0 else [] for home in homes]
        cells = tuple(_things(snapshot, of, ()) for of in told)
        lines.append(Line(say("Belongs to"), (cells[0], cells[1]), compared_things(snapshot, *told)))
    return lines


def organisations_of(snapshot: Snapshot) -> Sequence[int]:
    """By node, the organisation it belongs to; worked out once a snapshot."""
    if "organisations beside" not in snapshot.plans:
        snapshot.plans["organisations beside"] = organisations(snapshot).tolist()
    found: list[int] = snapshot.plans["organisations beside"]
    return found


def _registers(node: Node) -> list[str]:
    said = str(node.properties.get("source") or "")
    return [said] if said else [claim.source for claim in node.provenance]


def _properties(snapshot: Snapshot, a: int, b: int) -> list[Line]:
    one, other, known = snapshot.nodes[a], snapshot.nodes[b], snapshot.schema.node_fields
    fields = {**known.get(one.label, {}), **known.get(other.label, {})}
    order = {name: i for i, name in enumerate(fields)}
    names = sorted(({*one.properties} | {*other.properties}) - _ELSEWHERE, key=lambda name: (order.get(name, 999), name))
    lines = []
    for name in names:
        cells = [
            words.property_value(fields, name, node.properties[name]) if name in node.properties else ""
            for node in (one, other)
        ]
        called = words.property_name(fields, name)
        lines.append(Line(called[:1].upper() + called[1:], (cells[0], cells[1]), compared(*cells), name in MAIN))
    return [*lines, *_levels(snapshot, one, other)]


def _levels(snapshot: Snapshot, one: Node, other: Node) -> list[Line]:
    lines = []
    for aspect, text in ASPECTS.items():
        values = [node.properties.get(aspect) for node in (one, other)]
        cells = [words.level(v, snapshot.schema.classification) if isinstance(v, int) else "" for v in values]
        if any(cells):
            lines.append(Line(f"{aspect.upper()} · {text}", (cells[0], cells[1]), compared(*cells), is_main=False))
    return lines


def _ties(snapshot: Snapshot, a: int, b: int) -> list[Line]:
    of_one, of_other = _tied(snapshot, a), _tied(snapshot, b)
    lines = []
    for key in sorted({*of_one, *of_other}):
        said = words.tie(snapshot.schema, key[0])
        name = say("It {does} …", does=said) if key[1] else say("… {does} it", does=said)
        one, other = of_one.get(key, []), of_other.get(key, [])
        cells = (_things(snapshot, one, other), _things(snapshot, other, one))
        lines.append(Line(name, cells, compared_things(snapshot, one, other), key[0] in MAIN and key[1]))
    return lines


def _tied(snapshot: Snapshot, node: int) -> Ties:
    """What a system is tied to, by relationship and direction; what is behind an integration instead of it."""
    found: dict[tuple[str, bool], set[int]] = defaultdict(set)
    for outward, ties, ends in ((True, snapshot.outgoing, snapshot.target), (False, snapshot.incoming, snapshot.source)):
        for j in ties.of(node).tolist():
            type_, at = snapshot.relationships[j].type, int(ends[j])
            behind: set[int] = set()
            if type_ == "FLOW" and snapshot.nodes[at].label == "Integration":
                behind = {int(ends[k]) for k in ties.of(at).tolist() if snapshot.relationships[k].type == "FLOW"} - {node}
            found[type_, outward] |= behind or {at}
    return {key: sorted(ends, key=lambda i: (snapshot.nodes[i].name.casefold(), i)) for key, ends in found.items()}


def _things(snapshot: Snapshot, things: Sequence[int], others: Sequence[int]) -> Part:
    """Things as links, those the other has too first and marked."""
    named = {_kind(snapshot, i) for i in others}
    signs = {i: "= " if i in others else "≈ " if _kind(snapshot, i) in named else "" for i in things}
    ordered = sorted(things, key=lambda i: not signs[i])
    if len(things) < 2:
        return thing_link(snapshot.nodes[things[0]].name, snapshot.nodes[things[0]].id) if things else None
    items = [html.Li([signs[i], thing_link(snapshot.nodes[i].name, snapshot.nodes[i].id)]) for i in ordered]
    parts: list[Component] = [html.Ul(items[:SHOWN], className="eagraph-list")]
    if len(items) > SHOWN:
        more = html.Summary(say("{count} more", count=words.number(len(items) - SHOWN)))
        parts.append(html.Details([more, html.Ul(items[SHOWN:], className="eagraph-list")]))
    return html.Div(parts)
