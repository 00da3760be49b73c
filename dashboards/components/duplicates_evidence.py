"""Why two systems are thought to be a pair: feature by feature with its weight, what would turn it, and the cluster."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from babel.numbers import format_decimal
from dash import dcc, html
from dash.development.base_component import Component

from dashboards import words
from dashboards.components import duplicates_words
from dashboards.components.boxes import Part, aria, chip, row, small, stack
from dashboards.components.duplicates_words import Found
from dashboards.components.frame import thing_link
from eagraph.analysis.duplicates import Answer, Group, Row
from eagraph.duplicates.pairs import Evidence
from eagraph.locale import say

SLIGHT = 0.1
"""Bits under which a feature says next to nothing."""
MOST_MEMBERS = 12


def title_of(found: Found) -> list[Part]:
    """How likely, what it comes to, what was decided: as marks."""
    row_ = found.row
    marks: list[Part] = [chip(duplicates_words.chance(row_.probability)), chip(duplicates_words.verdict(found))]
    if row_.decided:
        marks.append(chip(say("decided: {verdict}", verdict=duplicates_words.decided(row_.decided))))
    return [row(marks), small(duplicates_words.of_hundred(row_.probability))]


def shown(found: Found) -> Component:
    """The evidence as a table with bars, the sum of it, and what would turn it round."""
    evidence = found.row.evidence
    telling = [one for one in evidence if abs(one.weight) >= SLIGHT]
    slight = [one for one in evidence if abs(one.weight) < SLIGHT]
    most = max((abs(one.weight) for one in evidence), default=1.0) or 1.0
    parts: list[Part] = [html.H3(say("What speaks for and against")), _table([_line(one, most) for one in telling])]
    if slight:
        names = ", ".join(f"{duplicates_words.feature(one.feature)} ({_says(one)})" for one in slight)
        parts.append(small(say("Next to nothing is said by: {names}.", names=names)))
    parts += [small(_meaning(found)), *_changes(found.row)]
    return stack(parts)


def _table(lines: Sequence[Component]) -> Component:
    names = (say("What was compared"), say("What it says"), say("Speaks against · for"), say("Bits"))
    head = html.Thead(html.Tr([html.Th(name, scope="col") for name in names]))
    return html.Table([head, html.Tbody(lines)], className="eagraph-evidence")


def _line(one: Evidence, most: float) -> Component:
    name = html.Th(duplicates_words.feature(one.feature), scope="row")
    return html.Tr([name, html.Td(_says(one)), html.Td(bar(one.weight, most)), html.Td(bits(one.weight))])


def _says(one: Evidence) -> str:
    """What a feature says, without its name before it."""
    return str(one.says).removeprefix(f"{duplicates_words.feature(one.feature)}: ").rstrip(".")


def bits(weight: float) -> str:
    """A weight with its sign; a true minus."""
    sign = "+" if weight > 0 else "−" if weight < 0 else ""
    return sign + format_decimal(abs(weight), format="0.0", locale=words.locale())


def bar(weight: float, most: float) -> Component:
    """A bar from the middle: to the right what speaks for the pair, to the left, hatched, what speaks against it."""
    told = say("{bits} bits for", bits=bits(weight)) if weight >= 0 else say("{bits} bits against", bits=bits(weight))
    width = {"width": f"{50 * min(1.0, abs(weight) / most):.1f}%"}
    part = html.Span(className=f"eagraph-bits-{'for' if weight >= 0 else 'against'}", style=width)
    return html.Span(part, className="eagraph-bits-bar", role="img", **aria(label=told))


def _meaning(found: Found) -> str:
    about = say(
        "One bit more makes it twice as likely, one less half as likely. How likely it is in the end was set by what "
        "came true on made-up registers."
    )
    if found.row.kind == "parallel-solution":
        return about
    total = sum(one.weight for one in found.row.evidence)
    return f"{say('Together {bits} bits.', bits=bits(total))} {about}"


def _changes(row_: Row) -> list[Part]:
    if not row_.would_change:
        return [small(say("Nothing that is asked about would turn the verdict by itself."))]
    items = [html.Li(str(text)) for text in row_.would_change]
    return [html.H3(say("What would change the verdict")), html.Ul(items, className="eagraph-list")]


def cluster(answer: Answer, a: str, b: str) -> Component | None:
    """What the two hang together with where it is more than a pair, and the links in it that are weak or were cut."""
    group = next((one for one in answer.groups if {a, b} <= {*one.members}), None)
    cut = [pair for pair in answer.cut if {a, b} & {*pair.split(" · ")}]
    if group is None and not cut:
        return None
    parts: list[Part] = [html.H3(say("More than a pair"))]
    if group is not None:
        parts += _members(answer.rows, group, {a, b})
    if cut:
        told = [html.Li(pair) for pair in cut]
        about = small(say("Likely by themselves, but the rest speaks against them being in one group:"))
        parts += [about, html.Ul(told, className="eagraph-list")]
    return stack(parts)


def _members(rows: Sequence[Row], group: Group, here: set[str]) -> list[Part]:
    chances = {frozenset((one.a, one.b)): one.probability for one in rows}
    names = dict(zip(group.members, group.names, strict=True))
    weak = {frozenset(pair.split(" · ")) for pair in group.weak}
    count = say("{count} hang together:", count=len(group.members))
    told: list[Part] = [html.P([f"{count} ", *_links(names)])]
    if group.cohesion is not None:
        told.append(
            small(
                say("On average two of them are one record with {chance}.", chance=duplicates_words.chance(group.cohesion))
            )
        )
    links = [
        _link(group, (one, other), names, chances.get(frozenset((one, other))), is_weak=frozenset((one, other)) in weak)
        for one, other in combinations(group.members[:MOST_MEMBERS], 2)
        if {one, other} != here
    ]
    more = len(group.members) - MOST_MEMBERS
    rest = small(say("… and {count} more.", count=more)) if more > 0 else None
    return [*told, html.Ul(links, className="eagraph-list"), rest]


def _link(group: Group, ids: tuple[str, str], names: dict[str, str], chance: float | None, *, is_weak: bool) -> Component:
    text = " · ".join(names[id_] for id_ in ids)
    href = duplicates_words.link(group.kind, *ids)
    said = duplicates_words.chance(chance) if chance is not None else say("not likely by itself")
    is_weak = is_weak or (chance is None and group.kind == "several-installations")
    mark: Part = chip(say("weak link"), warn=True) if is_weak else None
    return html.Li([part for part in (dcc.Link(text, href=href, className="eagraph-link"), f" {said} ", mark) if part])


def _links(names: dict[str, str]) -> list[Part]:
    told: list[Part] = []
    for id_, name in names.items():
        told += [", "] if told else []
        told.append(thing_link(name, id_))
    return told
