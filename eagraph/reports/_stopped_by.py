"""Which single failures stop a thing, however redundant it looks?"""

from __future__ import annotations

from collections.abc import Sequence

from eagraph.locale import both, plain
from eagraph.report import Chapter
from eagraph.reports._draft import Draft, Section
from eagraph.reports._words import NOT_STATED, named, sentences

HEADINGS = {
    "name": both("Name"), "kind": both("Kind"), "of": both("What it stops"), "criticality": both("Criticality"),
    "owner": both("Owner"), "chain": both("By way of"), "id": both("Id"),
}  # fmt: skip


def section(draft: Draft, ids: Sequence[str]) -> Section:
    """Single points of some things (ids)."""
    asked = draft.ask("single-points", of=tuple(ids), limit=100_000)
    rows = draft.may_tell(asked.rows)
    single = sorted({row.id for row in rows})
    told = [
        {
            "name": draft.name_of(row.id),
            "kind": draft.kind_of(draft.snapshot.index[row.id]),
            "of": draft.name_of(row.of),
            "criticality": NOT_STATED if row.criticality is None else row.criticality,
            "owner": plain(row.owner) if row.owner else both("nobody stated"),
            "chain": draft.between(row.chain),
            "id": row.id,
        }
        for row in rows
    ]
    text = both("Single things whose failure alone stops it: {count} {ref}.", count=len(single), ref=asked.ref)
    if single:
        names = named(str(draft.name_of(id_)) for id_ in single)
        text = sentences(text, both("Among them: {names}.", names=names))
    tables = (draft.table("single", both("Single failures that stop it"), HEADINGS, told, asked),) if rows else ()
    chapter = Chapter(both("What stops it alone"), says=(text,), tables=tables)
    return Section(chapter, ((both("What stops it alone."), text),))
