"""The exchanges of what is opened, one by one: who, what, how, how protected, over what; and figures of them together."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from dashboards import words
from dashboards.components.answer_tables import Told
from dashboards.components.boxes import Part, aria, columns, row
from dashboards.components.frame import figure_card, section
from dashboards.components.integrations_view import NAME, Seen, unknown_owner
from dashboards.components.tables import Column, Rows, table
from eagraph.analysis.integration_matrix import NOBODY, Row
from eagraph.locale import both, say

TABLE = f"{NAME}-table"
ENCRYPTED = {
    "yes": both("encrypted"), "no": both("not encrypted"), "unknown": both("unknown"),
    "not_applicable": both("does not apply"),
}  # fmt: skip


def figures(seen: Seen) -> Component:
    """What to know of them at a glance."""
    rows = seen.rows
    crossing = [one for one in rows if one.crosses == "yes"]
    paper = sum(one.medium in ("paper", "manual") for one in rows)
    bare = sum(one.encrypted == "no" for one in rows)
    cards = [
        figure_card(say("Exchanges"), words.number(len(rows))),
        figure_card(say("Between boards"), words.number(len(crossing))),
        figure_card(say("Without an integration"), words.number(sum(one.direct for one in rows))),
        figure_card(say("By hand or on paper"), words.number(paper), warn=paper > 0),
        figure_card(say("Not encrypted"), words.number(bare), warn=bare > 0),
        figure_card(say("Owner unknown"), words.number(sum(one.sender_unknown or one.receiver_unknown for one in rows))),
    ]
    return columns(cards, 6, small=2)


def opened(seen: Seen) -> Component:
    """What is opened, and links that close it again."""
    state = seen.state
    parts = [
        _open(seen, say("From"), state.sender, sender="", source=""),
        _open(seen, say("To"), state.receiver, receiver="", target=""),
        _open(seen, say("From system"), state.source, source=""),
        _open(seen, say("To system"), state.target, target=""),
    ]
    kept = [part for part in parts if part is not None]
    if len(kept) > 1:
        close = state.link(sender="", receiver="", source="", target="")
        kept.append(dcc.Link(say("Show all"), href=close, className="eagraph-link"))
    return row(kept, gap="sm")


def listed(seen: Seen) -> Component:
    """The table."""
    shown = rows(seen)
    heading = say("Exchanges") if not seen.state.sender or not seen.state.receiver else _between(seen)
    count = html.P(say("Rows: {count}.", count=words.number(len(shown))), id=f"{NAME}-rows", className="eagraph-count",
                   **aria(live="polite"))  # fmt: skip
    return section(heading, [count, table(TABLE, heading, _columns(), shown, height=460)])


def rows(seen: Seen) -> Rows:
    """Its rows."""
    return [_row(seen, one) for one in seen.rows]


def _between(seen: Seen) -> str:
    ends = {name: _called(seen, getattr(seen.state, name)) for name in ("sender", "receiver")}
    return say("Exchanges from {sender} to {receiver}", **ends)


def _called(seen: Seen, end: str) -> str:
    return unknown_owner() if end == NOBODY else seen.name(end)


def _open(seen: Seen, about: str, end: str, **closed: str) -> Part:
    if not end:
        return None
    name = _called(seen, end)
    told = say("Do not limit to {name}", name=name)
    sign = [html.Span("×", **aria(hidden="true")), html.Span(told, className="eagraph-visually-hidden")]
    close = dcc.Link(sign, href=seen.state.link(**closed), className="eagraph-close", title=told)
    return html.Span([f"{about}: ", html.Strong(name), close], className="eagraph-opened")


def _columns() -> list[Column]:
    several: dict[str, Any] = {"several": True}
    return [
        Column("name", say("Exchange"), "thing", share=4),
        Told("sender", say("From"), share=3, link=several),
        Told("receiver", say("To"), share=3, link=several),
        Told("asset", say("Information"), share=4, link=several),
        Told("k", say("Confidentiality"), share=2),
        Told("method", say("Method"), share=1),
        Told("medium", say("Medium"), share=1),
        Told("encrypted", say("Encryption"), share=2),
        Told("standard", say("Standard"), share=1),
        Told("platform", say("Over"), share=2, link=several),
    ]


def _row(seen: Seen, one: Row) -> dict[str, Any]:
    senders, receivers = seen.named(one.senders), seen.named(one.receivers)
    assets, platforms = seen.named(one.information), seen.named(one.via)
    told = words.word(one.encryption) if one.encryption else str(ENCRYPTED[one.encrypted])
    return {
        "id": "" if one.direct else one.id,
        "name": say("flow without an integration") if one.direct else one.name,
        "sender": _names(senders), "senders": senders, "receiver": _names(receivers), "receivers": receivers,
        "asset": _names(assets) or say("not stated"), **({"assets": assets} if assets else {}),
        "k": say("not classified") if (one.k_low, one.k_high) == (0, 4) else words.levels(one.k_low, one.k_high),
        "method": words.word(one.pattern) if one.pattern else say("not stated"),
        "medium": say("unknown") if one.medium == "unknown" else words.word(one.medium),
        "encrypted": str(ENCRYPTED["no"]) if one.encrypted == "no" else told,
        "standard": one.standard or "",
        "platform": _names(platforms), **({"platforms": platforms} if platforms else {}),
    }  # fmt: skip


def _names(linked: Iterable[list[str]]) -> str:
    return ", ".join(name for _, name in linked)
