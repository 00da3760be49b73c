"""How an attack's reach reads: figures, what would stop it, the cheapest way to a thing, and the tables of what it means."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboards import address, words
from dashboards.components.boxes import Part, aria, columns, plain_table, row, small
from dashboards.components.frame import button_link, figure_card, section, thing_link
from dashboards.components.picture import picture
from dashboards.components.tables import Column, table
from dashboards.figures.way import Stop, way
from eagraph.analysis.attack_reach import Answer, Barrier, Cut, Row
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import Text, both, say

HELD, REACHED = 2, 0
"""The colours of the ends of a way, as waves."""
MOST_STARTS = 60
"""Things reached up to which a link to the blast radius can name them all."""
STATES: dict[str, Text] = {
    "cut": both("secure these"),
    "unreachable": both("no known way leads there"),
    "adjacent": both("one step away: nothing lies between that could be secured"),
    "unstoppable": both("some way has only things that cannot be secured"),
    "held": both("the intruder has it already"),
}
KINDS: dict[str, Text] = {
    "access": both("from what controls access to what it controls"),
    "host": both("from a host to its guest"),
    "cause": both("from a shared weakness to what shares it"),
    "zone": both("into a network zone"),
    "network": both("from a network zone onto a thing in it"),
    "flow": both("along a flow"),
    "transport": both("between an exchange and what transports it"),
    "dependency": both("to what a thing depends on"),
    "supplier": both("from a supplier to its system"),
    "other": both("along any other relationship"),
    "firewall": both("past a firewall"),
    "gateway": both("past a gateway"),
    "diode": both("through a data diode, the way it lets through"),
    "control": both("past a control, for every step of its grade"),
}


def figures(answer: Answer) -> Component:
    """What to know at a glance."""
    free = sum(row.passed == 0 for row in answer.rows)
    personal = sum(row.personal is True for row in answer.exposed)
    worst = max((row.k_low for row in answer.exposed), default=None)
    note = say("highest K: {level}", level=words.level(worst)) if worst is not None else ""
    cards = [
        figure_card(say("things reached"), words.number(len(answer.rows)), warn=bool(answer.rows)),
        figure_card(say("past no barrier or control"), words.number(free), warn=bool(free)),
        figure_card(
            say("information assets exposed"), words.number(len(answer.exposed)), note=note, warn=bool(answer.exposed)
        ),
        figure_card(say("of them personal data"), words.number(personal), warn=bool(personal)),
        figure_card(say("no longer reliable"), words.number(len(answer.untrusted))),
        figure_card(say("more stop if all is shut down"), words.number(len(answer.stopping))),
    ]
    return columns(cards, 6, small=2)


def cuts(answer: Answer) -> Component | None:
    """How to keep the intruder from the targets."""
    if not answer.cuts:
        return None
    head = [say("Must not be reached"), say("What to do"), say("Things to secure"), say("Price")]
    return section(say("To stop the intruder"), [plain_table(head, [_cut(cut) for cut in answer.cuts])])


def listed(snapshot: Snapshot, answer: Answer) -> Component:
    """What is reached, the cheapest first."""
    told = [
        Column("cost", say("Cost"), "number", width=115),
        Column("name", say("Name"), "thing", share=3),
        Column("label", say("Kind"), share=2),
        Column("hops", say("Steps"), "number", width=85),
        Column("passed", say("Barriers"), "number", width=105),
        Column("past", say("Past"), share=3),
        Column("way", say("Way"), share=5),
    ]
    label = say("What is reached")
    hint = small(say("Choose a row to see the cheapest way there."))
    grid = table("attack-reach-table", label, told, [_row(snapshot, row) for row in answer.rows], height=440, row_id="id")
    return section(label, [hint, grid])


def way_to(snapshot: Snapshot, answer: Answer, thing: str) -> Component | None:
    """The cheapest way to a thing (else to the first target that is reached), drawn and step by step in words."""
    wanted = [thing, *(cut.target for cut in answer.cuts)]
    by_id = {row.id: row for row in answer.rows}
    found = next((by_id[id_] for id_ in wanted if id_ in by_id), None)
    if found is None:
        return None
    told = say("Cost {cost}, steps: {hops}, barriers and controls to beat: {passed}.",
               cost=words.number(found.cost), hops=found.hops, passed=found.passed)  # fmt: skip
    drawn = picture("attack-reach-picture", say("The way: {way}", way=_way(snapshot, found)), way(_stops(snapshot, found)))
    steps = html.Ol([html.Li(_step(snapshot, found, i)) for i in range(found.hops)], className="eagraph-list")
    links = [
        button_link(say("All about {name}", name=found.name), address.link("/thing", id=found.id)),
        button_link(say("What stops when it fails?"), address.link("/blast-radius", failed=(found.id,))),
    ]
    head = say("The cheapest way to {name}", name=found.name)
    return section(head, [html.P(told, **aria(live="polite")), drawn, steps, row(links)])


def exposed(snapshot: Snapshot, answer: Answer) -> Component | None:
    """Which information lies there."""
    if not answer.exposed:
        return None
    told = [
        Column("name", say("Name"), "thing", share=3),
        Column("k", say("Confidentiality"), share=2),
        Column("personal", say("Personal data"), width=165),
        Column("count", say("Places"), "number", width=95),
        Column("places", say("Where"), share=5),
    ]
    shown = [
        {
            "id": row.id,
            "name": row.name,
            "k": words.levels(row.k_low, row.k_high),
            "personal": say("unknown") if row.personal is None else say("yes") if row.personal else say("no"),
            "count": len(row.places),
            "places": _assumed(_names(snapshot, row.places)) if row.assumed else _names(snapshot, row.places),
        }
        for row in answer.exposed
    ]
    label = say("Information that is exposed")
    return section(label, [table("attack-reach-exposed", label, told, shown, height=300)])


def untrusted(snapshot: Snapshot, answer: Answer) -> Component | None:
    """Which information can no longer be relied on, and where."""
    if not answer.untrusted:
        return None
    told = [
        Column("name", say("Name"), "thing", share=3),
        Column("r", say("Integrity"), share=2),
        Column("because", say("Because"), share=2),
        Column("count", say("Places"), "number", width=95),
        Column("places", say("Where"), share=5),
    ]
    because = {"reached": say("it lies where the intruder is"), "derived": say("it is made of such information")}
    shown = [
        {
            "id": row.id,
            "name": row.name,
            "r": words.levels(row.r_low, row.r_high),
            "because": because[row.because],
            "count": len(row.places),
            "places": _names(snapshot, row.places),
        }
        for row in answer.untrusted
    ]
    label = say("Information that can no longer be relied on")
    return section(label, [table("attack-reach-untrusted", label, told, shown, height=300)])


def stopping(snapshot: Snapshot, answer: Answer) -> Component | None:
    """What stops besides where all that is reached is shut down."""
    starts = [*answer.params["inside"], *(row.id for row in answer.rows)]
    if not answer.stopping:
        return None
    told = [
        Column("wave", say("Wave"), "number", width=85),
        Column("name", say("Name"), "thing", share=3),
        Column("label", say("Kind"), share=2),
    ]
    shown = [
        {"id": row.id, "wave": row.wave, "name": row.name, "label": words.label(snapshot.schema, row.label)}
        for row in answer.stopping
    ]
    label = say("What stops besides if all of it is shut down")
    link = button_link(say("As a blast radius"), address.link("/blast-radius", failed=starts))
    parts: list[Part] = [table("attack-reach-stopping", label, told, shown, height=300)]
    return section(label, [*parts, row([link]) if len(starts) <= MOST_STARTS else None])


def costs(answer: Answer) -> Component:
    """What every kind of step and barrier costs, and who says so."""
    sources = {"assumption": say("assumed"), "stated": say("stated")}
    rows = [[str(KINDS[cost.kind]), words.number(cost.cost), sources[cost.source]] for cost in answer.costs]
    summary = html.Summary(say("What steps and barriers cost"))
    return html.Details([summary, plain_table([say("Step or barrier"), say("Cost"), say("Says who")], rows)])


def _cut(cut: Cut) -> list[Part]:
    target: Part = thing_link(cut.name, cut.target) if cut.target else say("all of them together")
    links = [part for name, id_ in zip(cut.names, cut.members, strict=True) for part in (", ", thing_link(name, id_))][1:]
    price = words.number(cut.price) if cut.members else ""
    others = not cut.target and cut.state in {"held", "adjacent"}
    todo = say("not possible for all; secure these for the others") if others and links else str(STATES[cut.state])
    return [target, todo, html.Span(links), price]


def _row(snapshot: Snapshot, row: Row) -> dict[str, Any]:
    return {
        "id": row.id, "cost": row.cost, "name": row.name, "label": words.label(snapshot.schema, row.label),
        "hops": row.hops, "passed": row.passed, "past": ", ".join(_barrier(b) for b in row.barriers),
        "way": _way(snapshot, row),
    }  # fmt: skip


def _stops(snapshot: Snapshot, found: Row) -> list[Stop]:
    """Every place on the way, with what had to be beaten to come there."""
    stops = []
    for i, (id_, name) in enumerate(zip(found.path, _listed(snapshot, found.path), strict=True)):
        beaten = [barrier for barrier in found.barriers if barrier.step == i]
        note = say("the intruder is here") if i == 0 else _beaten(beaten)
        stops.append(Stop(id_, name, note, HELD if i == 0 else REACHED if i == found.hops else None))
    return stops


def _beaten(barriers: list[Barrier]) -> str:
    """A note of what is beaten, short enough for a box."""
    if not barriers:
        return say("nothing in the way")
    if len(barriers) == 1:
        return f"{_kind(barriers[0])}: {words.number(barriers[0].cost)}"
    return say("{count} barriers: {cost}", count=len(barriers), cost=words.number(sum(b.cost for b in barriers)))


def _step(snapshot: Snapshot, found: Row, i: int) -> list[Part]:
    """One step in words: from, to, by what, past what."""
    one, other = found.path[i], found.path[i + 1]
    names = _listed(snapshot, (one, other))
    past = [_barrier(barrier) for barrier in found.barriers if barrier.step == i + 1]
    said = say("past {barriers}", barriers=", ".join(past)) if past else say("nothing in the way")
    tie = words.tie(snapshot.schema, found.via[i])
    return [thing_link(names[0], one), " → ", thing_link(names[1], other), f" ({tie}): {said}"]


def _barrier(barrier: Barrier) -> str:
    return f"{_kind(barrier)} {barrier.name} ({words.number(barrier.cost)})"


def _kind(barrier: Barrier) -> str:
    return say("control") if barrier.kind == "control" else words.word(barrier.kind)


def _assumed(text: str) -> str:
    return say("{way} (assumed: a flow does not say what it carries)", way=text)


def _way(snapshot: Snapshot, found: Row) -> str:
    return " → ".join(_listed(snapshot, found.path))


def _names(snapshot: Snapshot, ids: Iterable[str]) -> str:
    return ", ".join(_listed(snapshot, ids))


def _listed(snapshot: Snapshot, ids: Iterable[str]) -> list[str]:
    return [snapshot.nodes[snapshot.index[id_]].name if id_ in snapshot.index else id_ for id_ in ids]
