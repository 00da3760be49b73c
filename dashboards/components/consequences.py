"""What a failure means, in figures and names: services, capabilities, processes, target groups, users, and whom to call."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import quote

from dash import html
from dash.development.base_component import Component

from dashboards import words
from dashboards.components.boxes import Part, Parts, columns, plain_table, row, small, stack
from dashboards.components.frame import figure_card, section, thing_link
from eagraph.analysis.blast_radius import Answer
from eagraph.analysis.timeline import Answer as Hours
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import say

FIRST_CALLS = 8
MOST_CALLS = 200
MOST_NAMES = 60
MOST_ADDRESSES = 60


def meaning(answer: Answer, hours: Hours) -> Any:
    """The sums to show: those of the hours, where something comes back; else of all that stops."""
    return hours.consequence if hours.params.get("repair") and hours.consequence else answer.consequence


def figures(answer: Answer, hours: Hours) -> Component:
    """What to know at a glance: what stops, what that means, and from when till when."""
    told, itself = meaning(answer, hours), {row.id for row in answer.rows if not row.wave}
    down = {row.id for row in hours.rows} if hours.params.get("repair") else {row.id for row in answer.rows}
    users = [say("at least {count}", count=words.number(told.users_at_least))] if told.users else []
    cards = [
        _card(say("stop because of it"), len(down - itself), note=_spared(answer, down)),
        _card(say("of them critical (3–4)"), told.critical, note=_unknown(told.criticality_unknown)),
        _card(say("digital services"), len(told.services)),
        _card(say("capabilities"), len(told.capabilities)),
        _card(say("processes"), len(told.processes)),
        _card(say("target groups"), len(told.target_groups)),
        _card(say("users, at most"), told.users, note=", ".join(filter(None, [*users, _unknown(told.users_unknown)]))),
        _card(say("owners to call"), len(told.owners), note=_ownerless(len(told.unowned))),
    ]
    return stack([columns(cards, 4, small=2), small(_hours(hours, itself))])


def named(snapshot: Snapshot, answer: Answer, hours: Hours) -> Component:
    """Which services, capabilities, processes, target groups and organisations, by name."""
    told = meaning(answer, hours)
    lists = [
        (say("Digital services"), told.services),
        (say("Capabilities"), told.capabilities),
        (say("Processes"), told.processes),
        (say("Target groups"), told.target_groups),
        (say("Organisations that use it"), told.organisations),
    ]
    shown = [_list(snapshot, name, ids) for name, ids in lists if ids]
    if not shown:
        return section(say("Who notices"), [small(say("No service, capability, process or target group is known to stop."))])
    return section(say("Who notices"), [columns(shown, 3)], id="blast-radius-who")


def calls(snapshot: Snapshot, answer: Answer, hours: Hours) -> Component:
    """Whom to call, the one with the most critical thing first."""
    told = meaning(answer, hours)
    head = [say("Owner"), say("Contact"), say("About which things"), say("Highest criticality")]
    rows = [_owner(snapshot, owner) for owner in told.owners[:MOST_CALLS]]
    parts: list[Part] = [plain_table(head, rows[:FIRST_CALLS]) if rows else small(say("Nobody is said to own what stops."))]
    if rows[FIRST_CALLS:]:
        more = html.Summary(say("{count} more to call", count=words.number(len(rows) - FIRST_CALLS)))
        parts.append(html.Details([more, plain_table(head, rows[FIRST_CALLS:])]))
    if len(told.owners) > MOST_CALLS:
        parts.append(small(say("{count} more in the report.", count=words.number(len(told.owners) - MOST_CALLS))))
    parts.append(_write_to_all(told.owners))
    if told.unowned:
        parts.append(_list(snapshot, say("Nobody to call for"), told.unowned))
    return section(say("Whom to call"), parts, id="blast-radius-calls")


def _card(text: str, count: int, note: str = "") -> Component:
    return figure_card(text, words.number(count), note=note, warn=bool(count))


def _unknown(count: int) -> str:
    return say("{count} unknown", count=words.number(count)) if count else ""


def _ownerless(count: int) -> str:
    return say("{count} without owner", count=words.number(count)) if count else ""


def _spared(answer: Answer, down: set[str]) -> str:
    """That more stops where nothing comes back in time."""
    more = sum(row.id not in down for row in answer.rows)
    return say("{count} more if it lasts", count=words.number(more)) if more else ""


def _hours(hours: Hours, itself: set[str]) -> str:
    first = min((row.down_from_h for row in hours.rows if row.id not in itself), default=None)
    never = any(row.down_to_h is None for row in hours.rows)
    last = max((row.down_to_h or 0 for row in hours.rows), default=0)
    parts = []
    if first == 0:
        parts.append(say("The first stop at once."))
    elif first is not None:
        parts.append(say("The first stops after {hours} h.", hours=words.number(round(first, 2))))
    if not hours.params.get("repair"):
        parts.append(say("Nothing is repaired: the worst case."))
    elif never:
        parts.append(say("Some never come back."))
    else:
        parts.append(say("All is back after {hours} h.", hours=words.number(round(last, 2))))
    if hours.breaches:
        parts.append(say("Down longer than can be borne (MTPD): {count}.", count=words.number(len(hours.breaches))))
    return " ".join(parts)


def _list(snapshot: Snapshot, name: str, ids: Sequence[str]) -> Component:
    items = [html.Li(thing_link(text, id_)) for text, id_ in sorted(_named(snapshot, ids))[:MOST_NAMES]]
    more = len(ids) - len(items)
    rest = small(say("{count} more in the table.", count=words.number(more))) if more else None
    summary = html.Summary(html.H3(f"{name} ({words.number(len(ids))})", className="eagraph-inline"))
    return html.Details([summary, html.Ul(items, className="eagraph-list"), rest], open=len(ids) <= FIRST_CALLS)


def _named(snapshot: Snapshot, ids: Iterable[str]) -> list[tuple[str, str]]:
    return [(snapshot.nodes[snapshot.index[id_]].name if id_ in snapshot.index else id_, id_) for id_ in ids]


def _owner(snapshot: Snapshot, owner: Any) -> Parts:
    links = [html.A(mail, href=f"mailto:{quote(mail, safe='@')}", className="eagraph-link") for mail in _mails(owner)]
    contact: Part = row(links) if links else html.Span(say("no address known"), className="eagraph-warn")
    first = _named(snapshot, owner.things[:2])
    about: list[Part] = []
    for name, id_ in first:
        about += [", ", thing_link(name, id_)] if about else [thing_link(name, id_)]
    if len(owner.things) > len(first):
        about += [" ", say("and {count} more", count=words.number(len(owner.things) - len(first)))]
    about_owner = ", ".join(filter(None, (owner.holder, owner.organisation)))
    who = html.Div([thing_link(owner.name, owner.id), small(about_owner) if about_owner else None])
    level = say("unknown") if owner.criticality is None else str(owner.criticality)
    return [who, contact, html.Span(about), level]


def _write_to_all(owners: Iterable[Any]) -> Part:
    """One letter to everybody who has an address."""
    mails = list(dict.fromkeys(mail for owner in owners for mail in _mails(owner)))
    if not 1 < len(mails) <= MOST_ADDRESSES:
        return None
    text = say("Write to all {count} of them", count=words.number(len(mails)))
    href = f"mailto:?bcc={','.join(quote(mail, safe='@') for mail in mails)}"
    return row([html.A(text, href=href, className="eagraph-button")])


def _mails(owner: Any) -> list[str]:
    return [mail.strip() for mail in (owner.contact or "").split(",") if mail.strip()]
