"""What somebody should fill in or find out, before the answers of a report are as good as they can be, and whom to ask."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from eagraph.locale import Text, both, joined, plain
from eagraph.report import Chapter
from eagraph.reports._draft import Draft, Section
from eagraph.reports._people import People
from eagraph.reports._properties import missing

STALE_DAYS = 365
UNSURE = frozenset({"inferred", "assumed"})
HEADINGS = {
    "name": both("Name"),
    "kind": both("Kind"),
    "what": both("What is missing"),
    "ask": both("Whom to ask"),
    "id": both("Id"),
}


def section(draft: Draft, nodes: Iterable[int]) -> Section:
    """The gaps of some things, and of the relationships between them."""
    things = sorted({node for node in nodes if not draft.is_apart(node)})
    people, read = People(draft), draft.look(both("What the model asks of such a thing, beside what is stated of it."))
    told = {node: list(_of(draft, people, node)) for node in things}
    rows = [
        {
            "name": draft.call(node), "kind": draft.kind_of(node), "what": joined(gaps, "; "), "ask": people.names(node),
            "id": draft.snapshot.nodes[node].id,
        }
        for node, gaps in sorted(told.items(), key=lambda pair: -len(pair[1]))
        if gaps
    ]  # fmt: skip
    unjudged, unsure = _ties(draft, set(things))
    more = [both("Flows of which nobody has said whether they are needed: {count} {ref}.", count=unjudged, ref=read.ref)]
    more += [both("Relationships that are inferred or assumed: {count} {ref}.", count=unsure, ref=read.ref)]
    says = both("Something is missing of {count} of {all} things {ref}.", count=len(rows), all=len(things), ref=read.ref)
    text = joined([says, *more], " ")
    tables = (draft.table("gaps", both("What to fill in"), HEADINGS, rows, read),) if rows else ()
    return Section(Chapter(both("What is missing"), says=(text,), tables=tables), ((both("What is missing."), text),))


def _of(draft: Draft, people: People, node: int) -> Iterator[Text]:
    thing = draft.snapshot.nodes[node]
    if thing.label in ("System", "DigitalService", "Integration", "InformationAsset") and people.unowned([node]):
        yield both("owner")
    yield from missing(draft, node)
    said: Any = thing.properties.get("last_verified")
    if said and (age := _age(str(said), draft.desk.today())) > STALE_DAYS:
        yield both("verified {days} days ago ({day})", days=age, day=plain(said))


def _age(day: str, today: dt.date) -> int:
    try:
        return (today - dt.date.fromisoformat(day)).days
    except ValueError:
        return 0


def _ties(draft: Draft, things: set[int]) -> tuple[int, int]:
    """Between some things: flows nobody has judged, and relationships that are not sure."""
    snapshot, unjudged, unsure = draft.snapshot, 0, 0
    for j, tie in enumerate(snapshot.relationships):
        if int(snapshot.source[j]) in things and int(snapshot.target[j]) in things:
            unjudged += tie.type == "FLOW" and "needed" not in tie.properties
            unsure += tie.properties.get("confidence") in UNSURE
    return unjudged, unsure
