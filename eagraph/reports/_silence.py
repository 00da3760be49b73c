"""How many of a zone's sensors may fall silent, and the gateway that takes most of them with it."""

from __future__ import annotations

from typing import Any

from eagraph.locale import Text, both, plain
from eagraph.report import Chapter
from eagraph.reports._draft import Draft, Section
from eagraph.reports._words import NOT_STATED, UNKNOWN, sentences

NOWHERE = "?"
_BREAKS: dict[str, Text] = {"yes": both("yes"), "no": both("no"), "unknown": UNKNOWN}


def section(draft: Draft) -> Section:
    """By zone and what is measured; of the whole landscape."""
    asked = draft.ask("coverage")
    rows = [_row(draft, row) for row in draft.may_tell(asked.rows)]
    broken = sum(row.breaks == "yes" for row in asked.rows)
    perhaps = sum(row.breaks == "unknown" for row in asked.rows)
    headings = {
        "zone": both("Network zone"), "observed": both("Measures"), "sensors": both("Sensors"), "needed": both("Needed"),
        "silent": both("May fall silent"), "single": both("Gateway that takes most with it"),
        "takes": both("Takes with it"), "breaks": both("Takes too many?"),
    }  # fmt: skip
    text = both("What is measured in zones: {count} {ref}.", count=len(rows), ref=asked.ref)
    text = sentences(
        text,
        both(
            "A single gateway takes too many sensors with it in {broken}, perhaps in {perhaps}.",
            broken=broken,
            perhaps=perhaps,
        ),
    )
    tables = (draft.table("silence", both("What a single gateway takes with it"), headings, rows, asked),) if rows else ()
    return Section(Chapter(both("Gateways"), says=(text,), tables=tables), ((both("Gateways."), text),))


def _row(draft: Draft, row: Any) -> dict[str, Any]:
    return {
        "zone": NOT_STATED if row.id == NOWHERE else draft.name_of(row.id),
        "observed": NOT_STATED if row.observed == NOWHERE else plain(row.observed),
        "sensors": row.n,
        "needed": UNKNOWN if row.k is None else row.k,
        "silent": UNKNOWN if row.may_fail is None else row.may_fail,
        "single": both("no gateway") if row.single is None else draft.name_of(row.single),
        "takes": row.silences,
        "breaks": _BREAKS[row.breaks],
    }
