"""Figures of two questions that are read in numbers: keys by which cost is shared, and masters of information."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dashboards import words
from dashboards.components import chart
from dashboards.components.boxes import Part, columns, small
from dashboards.components.frame import figure_card, section
from dashboards.components.portfolio_view import NAME, Seen
from dashboards.figures import stacks
from dashboards.figures.stacks import Stack
from eagraph.locale import say

MASTERS = f"{NAME}-masters"


def cost_keys(seen: Seen) -> Sequence[Part]:
    """How many keys are in order, and what a year of the cost has none."""
    answer: Any = seen.answer
    wrong = {row.id: row.cost_year or 0 for row in seen.rows if row.violation != "no"}
    cost = sum(wrong.values())
    faults = sum(row.violation == "yes" for row in seen.rows)
    total, fine = say("of {count}", count=answer.systems), say("In order for {year}", year=answer.year)
    cards = [
        figure_card(say("Systems with shared cost"), words.number(answer.systems)),
        figure_card(fine, words.number(answer.in_order), note=total),
        figure_card(say("Faults"), words.number(faults), warn=faults > 0),
        figure_card(say("Cost a year without a key in order (SEK)"), words.number(round(cost))),
    ]
    return [columns(cards, 4, small=2)]


def master_sources(seen: Seen) -> Sequence[Part]:
    """How many types have one master, and which have most copies and updates beside it."""
    answer: Any = seen.answer

    def count(wrong: str) -> int:
        return sum(row.wrong == wrong for row in seen.rows)

    cards = [
        figure_card(say("With one master"), words.number(answer.with_master), note=say("of {count}", count=answer.types)),
        figure_card(say("Without a master"), words.number(count("no_master")), warn=count("no_master") > 0),
        figure_card(say("Shadow copies"), words.number(count("shadow_copy"))),
        figure_card(say("Updated outside the master"), words.number(count("update_outside_master"))),
    ]
    return [columns(cards, 4, small=2), _types(seen)]


def _types(seen: Seen) -> Part:
    kinds = ("no_master", "competing_masters", "update_outside_master", "shadow_copy")
    found: dict[str, tuple[str, dict[str, int]]] = {}
    for row in seen.rows:
        own = found.setdefault(row.information_type, (row.type_name, {}))[1]
        own[row.wrong] = own.get(row.wrong, 0) + 1
    told = [Stack(id_, name, tuple(own.get(kind, 0) for kind in kinds)) for id_, (name, own) in found.items()]
    told = sorted((one for one in told if sum(one.lengths)), key=lambda one: (-sum(one.lengths), one.name, one.id))
    if not told:
        return None
    parts = (
        (say("no master"), "yes"), (say("competing masters"), "second"), (say("updated outside the master"), "plain"),
        (say("shadow copies"), "unknown"),
    )  # fmt: skip
    label, unit = say("What is wrong with each type of information, the worst first"), say("findings")
    drawn = chart.chart(MASTERS, label, lambda scheme: stacks.stacks(told, parts, unit, scheme), stacks.height(len(told)))
    left = len(told) - stacks.MOST_LINES
    more = small(say("{count} more are in the table.", count=left)) if left > 0 else None
    return section(say("By type of information"), [drawn, more])
