"""Flows of information as a picture and as a table: who sends what to whom, by confidentiality."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import product

from dash import html
from dash.development.base_component import Component

from dashboards import words
from dashboards.components import chart
from dashboards.components.boxes import row, small
from dashboards.components.frame import section
from dashboards.components.integrations_view import NAME, Seen, unknown_owner
from dashboards.components.tables import Column, Rows, table
from dashboards.figures.flow_bands import NOBODY, REST, UNKNOWN, Band, Bands, fold, height, sankey
from eagraph.analysis.integration_matrix import NOBODY as NOBODYS
from eagraph.analysis.integration_matrix import Row
from eagraph.escalation.owners import boards
from eagraph.locale import say
from eagraph.model.classification import TOP

SANKEY, BANDS = f"{NAME}-sankey", f"{NAME}-bands"


def drawn(seen: Seen) -> list[Component]:
    """The picture of what is opened, and the table that says the same."""
    every = list(_bands(seen))
    if not every:
        return [small(say("No exchange is found."))]
    folded = fold(every)
    names = {(side, one): _name(seen, folded, side, one) for side in range(3) for one in folded.side(side)}
    label = say("Flows of information from senders by way of what is sent to receivers; the table below says the same")
    picture = chart.chart(SANKEY, label, lambda scheme: sankey(folded, names, scheme), height(folded))
    about = small(
        say("A band is as wide as the number of flows; nobody records volumes. Who sends is on the left, who receives on "
            "the right, and one that does both is on either side. Choose a band or a name to see its exchanges.")
    )  # fmt: skip
    return [
        section(say("Flows of information"), [about, _legend(every), picture, *_folded(folded)]),
        section(say("The same as a table"), [table(BANDS, say("Flows of information"), _columns(), _rows(seen, every))]),
    ]


def chosen(place: Mapping[str, str], *, sender: str, receiver: str) -> dict[str, str]:
    """What choosing a place in the picture opens: a board; where one is open already, a system of it."""
    told = {"sender": "source" if sender else "sender", "receiver": "target" if receiver else "receiver"}
    return {told.get(side, side): one for side, one in place.items()}


def rows(seen: Seen) -> Rows:
    """The rows of the table, the widest bands first."""
    return _rows(seen, list(_bands(seen)))


def _bands(seen: Seen) -> Iterator[Band]:
    for one in seen.rows:
        senders = _ends(seen, one.senders, seen.state.sender)
        receivers = _ends(seen, one.receivers, seen.state.receiver)
        for sender, (what, level), receiver in product(senders, _carried(seen, one).items(), receivers):
            yield Band(sender, what, receiver, level)


def _ends(seen: Seen, things: tuple[str, ...], board: str) -> list[str]:
    """Who stands on a side: boards, or of a board that is open its systems."""
    if board:
        return [thing for thing in things if seen.belongs(thing, board)]
    snapshot, known = seen.snapshot, boards(seen.snapshot)
    owners = {known.get(snapshot.index[thing]) for thing in things}
    return sorted(NOBODYS if own is None else snapshot.nodes[own].id for own in owners)


def _carried(seen: Seen, one: Row) -> dict[str, int]:
    """What goes along, each with its level; of an information type the highest of its assets that go along."""
    found: dict[str, int] = {}
    for asset in one.carried:
        level = UNKNOWN if (asset.k_low, asset.k_high) == (0, TOP) else asset.k_high
        for what in [asset.id] if seen.state.by == "assets" else asset.types or (NOBODY,):
            before = found.get(what)
            found[what] = level if before is None else UNKNOWN if UNKNOWN in (before, level) else max(before, level)
    if one.silent and NOBODY not in found:
        found[NOBODY] = UNKNOWN
    return found


def _name(seen: Seen, folded: Bands, side: int, one: str) -> str:
    if one == REST:
        return say("{count} more", count=folded.folded[side])
    if one == NOBODYS:
        return unknown_owner()
    if one == NOBODY:
        return say("not stated") if seen.state.by == "assets" else say("type not stated")
    return seen.name(one)


def _legend(every: list[Band]) -> Component:
    there = sorted({band.level for band in every} - {UNKNOWN})
    keys = [(level, say("confidentiality {level}", level=words.level(level))) for level in there]
    keys += [(TOP + 1, say("not classified"))] if any(band.level == UNKNOWN for band in every) else []
    shown = [
        html.Span([html.Span(className=f"eagraph-key eagraph-band-{level}"), text], className="eagraph-legend")
        for level, text in keys
    ]
    return row(shown, gap="lg")


def _folded(folded: Bands) -> list[Component]:
    if not any(folded.folded):
        return []
    told = dict(zip(("senders", "kinds", "receivers"), folded.folded, strict=True))
    text = say(
        "With fewer flows, and drawn together: {senders} of those that send, {kinds} of what is sent, {receivers} of those "
        "that receive; none is left out.", **told
    )  # fmt: skip
    return [small(text)]


def _columns() -> list[Column]:
    return [
        Column("sender", say("From"), share=3),
        Column("what", say("Information"), share=4),
        Column("receiver", say("To"), share=3),
        Column("flows", say("Flows"), "number", width=110),
        Column("level", say("Confidentiality"), share=2),
    ]


def _rows(seen: Seen, every: list[Band]) -> Rows:
    whole = Bands(Counter(every), (0, 0, 0))
    names = {(side, one): _name(seen, whole, side, one) for side in range(3) for one in whole.side(side)}
    ordered = sorted(
        whole.flows.items(), key=lambda pair: (-pair[1], *(names[i, end] for i, end in enumerate(pair[0].ends)))
    )
    return [
        {
            "sender": names[0, band.sender], "what": names[1, band.information], "receiver": names[2, band.receiver],
            "flows": count, "level": say("not classified") if band.level == UNKNOWN else words.level(band.level),
        }
        for band, count in ordered
    ]  # fmt: skip
