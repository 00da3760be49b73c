"""What stops when something fails: in which order, whom it meets, which redundancy holds, and whom to call."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from eagraph.drawing import pictures
from eagraph.locale import Text, both, joined, plain
from eagraph.report import Chapter, Table, choice
from eagraph.reports._draft import Asked, Draft, Section
from eagraph.reports._words import NOT_STATED, named, sentences

HEADINGS = {
    "wave": both("Wave"), "name": both("Name"), "kind": both("Kind"), "criticality": both("Criticality"),
    "owner": both("Owner"), "because": both("Because of"), "needed": both("Needed"), "id": both("Id"),
}  # fmt: skip


def section(draft: Draft, asked: Asked, title: Text) -> Section:
    """The answer of a blast radius as a chapter."""
    answer: Any = asked.answer
    text = says(draft, asked)
    tables = tuple(_tables(draft, asked))
    draw = tuple if len(answer.rows) < 2 or _names_what_is_apart(draft, answer) else lambda: pictures(answer)
    return Section(Chapter(title, says=(text,), tables=tables, draw=draw), ((both("If it fails."), text),))


def says(draft: Draft, asked: Asked) -> Text:
    """How much stops, in sentences."""
    answer: Any = asked.answer
    rows = draft.may_tell(answer.rows)
    stopped, told = [row for row in rows if row.wave], answer.consequence
    if not stopped:
        return in_short(draft, asked)
    first = in_short(draft, asked)
    services = [str(draft.name_of(id_)) for id_ in told.services if _may(draft, id_)]
    more = [both("Digital services: {count} ({names}).", count=len(services), names=named(services))] if services else []
    if told.target_groups:
        more.append(both("Met by it: {names}.", names=named(str(draft.name_of(id_)) for id_ in told.target_groups)))
    if told.critical:
        more.append(both("Of criticality 3 or 4: {count}.", count=told.critical))
    if told.unowned:
        more.append(both("Things that stop and have no owner to call: {count}.", count=len(told.unowned)))
    return sentences(first, *more)


def in_short(draft: Draft, asked: Asked) -> Text:
    """How much stops, in one sentence."""
    stopped = [row for row in draft.may_tell(asked.rows) if row.wave]
    if not stopped:
        return both("Nothing else is known to stop {ref}.", ref=asked.ref)
    waves = max(row.wave for row in stopped)
    return both("Other things that stop: {count}; waves: {waves} {ref}.", count=len(stopped), waves=waves, ref=asked.ref)


def _tables(draft: Draft, asked: Asked) -> Iterator[Table]:
    answer: Any = asked.answer
    rows = draft.may_tell(answer.rows)
    yield draft.table("stops", both("What stops, wave by wave"), HEADINGS, [_row(draft, row) for row in rows], asked)
    if owners := answer.consequence.owners:
        yield calling(draft, owners, asked)
    for name, title in (("held", both("Redundancy that holds")), ("broken", both("Redundancy that does not hold"))):
        if some := draft.may_tell(getattr(answer, name)):
            yield _redundancy(draft, name, title, some, asked)
    if some := draft.may_tell(answer.degraded):
        headings = {
            "name": both("Name"),
            "kind": both("Kind"),
            "mode": both("How much it needs it"),
            "because": both("Because of"),
        }
        told = [{**_named(draft, row), "mode": choice(row.mode), "because": draft.names_of(row.because)} for row in some]
        yield draft.table("degraded", both("What goes on, but worse"), headings, told, asked)


def calling(draft: Draft, owners: Any, asked: Asked) -> Table:
    """Whom to call about what stops, the one with the most critical thing first."""
    headings = {
        "name": both("Who"), "holder": both("Held by"), "organisation": both("Organisation"), "contact": both("Contact"),
        "criticality": both("Criticality"), "count": both("Things"), "things": both("Of what"),
    }  # fmt: skip
    rows = [
        {
            "name": one.name, "holder": one.holder or NOT_STATED, "organisation": one.organisation or NOT_STATED,
            "contact": one.contact or NOT_STATED,
            "criticality": NOT_STATED if one.criticality is None else one.criticality, "count": len(one.things),
            "things": draft.names_of([id_ for id_ in one.things if _may(draft, id_)], 4),
        }
        for one in owners
    ]  # fmt: skip
    return draft.table("calls", both("Whom to call when it stops"), headings, rows, asked)


def _redundancy(draft: Draft, name: str, title: Text, rows: Any, asked: Asked) -> Table:
    headings = {
        "name": both("Name"), "kind": both("Kind"), "group": both("Group"), "needed": both("Needed"),
        "lost": both("Stopped members"), "shared": both("In common"),
    }  # fmt: skip
    told = [
        {
            **_named(draft, row), "group": row.group, "needed": row.needed, "lost": draft.names_of(row.lost),
            "shared": draft.names_of(getattr(row, "shared", ())),
        }
        for row in rows
    ]  # fmt: skip
    return draft.table(name, title, headings, told, asked)


def _row(draft: Draft, row: Any) -> dict[str, Any]:
    return {
        "wave": row.wave, **_named(draft, row), "criticality": NOT_STATED if row.criticality is None else row.criticality,
        "owner": plain(row.owner) if row.owner else both("nobody stated"), "because": draft.names_of(row.because, 4),
        "needed": row.needed or "", "id": row.id,
    }  # fmt: skip


def _named(draft: Draft, row: Any) -> dict[str, Text]:
    node = draft.node(row.id)
    return {"name": draft.name_of(row.id), "kind": plain(row.label) if node is None else draft.kind_of(node)}


def _may(draft: Draft, id_: str) -> bool:
    node = draft.node(id_)
    return node is None or not draft.is_apart(node)


def _names_what_is_apart(draft: Draft, answer: Any) -> bool:
    """Would a picture of it name what is handled elsewhere?"""
    return any(not _may(draft, row.id) for row in answer.rows)


def causes(draft: Draft, asked: Asked) -> Text:
    """What fails by itself, by name."""
    rows = [row for row in draft.may_tell(asked.rows) if not row.wave]
    return joined([draft.name_of(row.id) for row in rows[:4]], ", ")
