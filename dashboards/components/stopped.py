"""Who stops, when, why, and whom to call: the table of a failure, wave by wave."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dash.development.base_component import Component

from dashboards import words
from dashboards.components.boxes import small
from dashboards.components.frame import section
from dashboards.components.tables import Column, table
from eagraph.analysis.blast_radius import Answer, Row
from eagraph.analysis.timeline import Answer as Hours
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import say

TABLE = "blast-radius-table"


def listed(snapshot: Snapshot, answer: Answer, hours: Hours) -> Component:
    """The table; a row can be chosen to see its reasons."""
    told = [
        Column("name", say("Name"), "thing", share=4, wraps=True),
        Column("wave", say("Wave"), "number", width=88),
        Column("from", say("Stops at (h)"), "number", width=112),
        Column("to", say("Back (h)"), "number", width=95),
        Column("because", say("Because of"), share=4, wraps=True),
        Column("owner", say("Whom to call"), share=4, wraps=True),
        Column("label", say("Kind"), share=2),
        Column("criticality", say("Criticality"), "number", width=122),
    ]
    label = say("Who stops, when, why, and whom to call")
    note = small(say("Choose a row to see its reasons. No hour: it does not stop before all is back, or is never back."))
    grid = table(TABLE, label, told, rows(snapshot, answer, hours), height=520, row_id="id")
    return section(label, [note, grid], id="blast-radius-list")


def rows(snapshot: Snapshot, answer: Answer, hours: Hours) -> list[dict[str, Any]]:
    """What stops, as the table shows it: the most critical of every wave first, as in the picture."""
    contacts = {thing: owner.contact for owner in reversed(answer.consequence.owners) for thing in owner.things}
    when = first_outages(hours)
    order = sorted(answer.rows, key=lambda row: (row.wave, -(row.criticality or 0), row.name.casefold(), row.id))
    return [_row(snapshot, row, when.get(row.id, (None, None)), contacts.get(row.id)) for row in order]


def first_outages(hours: Hours) -> dict[str, tuple[float, float | None]]:
    """By thing, when it stops first and when it is back for good; a thing may be down several times."""
    found: dict[str, tuple[float, float | None]] = {}
    for row in hours.rows:
        first, last = found.get(row.id, (row.down_from_h, 0.0))
        later = None if last is None or row.down_to_h is None else max(last, row.down_to_h)
        found[row.id] = (min(first, row.down_from_h), later)
    return found


def why(snapshot: Snapshot, group: str | None, needed: str | None) -> str:
    """Which group broke, and how many of it had to work; a group that is one relationship by what that says."""
    k, _, n = (needed or "/").partition("/")
    return ", ".join([words.tie(snapshot.schema, group or ""), say("{k} of {n} needed", k=k, n=n)])


def names(snapshot: Snapshot, ids: Iterable[str]) -> str:
    """Things by name, with commas."""
    return ", ".join(name(snapshot, id_) for id_ in ids)


def name(snapshot: Snapshot, id_: str) -> str:
    """A thing by name."""
    return snapshot.nodes[snapshot.index[id_]].name if id_ in snapshot.index else id_


def _row(snapshot: Snapshot, row: Row, when: tuple[float | None, float | None], contact: str | None) -> dict[str, Any]:
    because = say("fails itself")
    if row.because:
        because = f"{names(snapshot, row.because)} ({why(snapshot, row.broken_group, row.needed)})"
    return {
        "id": row.id, "wave": row.wave, "from": _rounded(when[0]), "to": _rounded(when[1]), "name": row.name,
        "label": words.label(snapshot.schema, row.label), "because": because,
        "owner": " · ".join(filter(None, (row.owner, contact))), "criticality": row.criticality,
    }  # fmt: skip


def _rounded(hours: float | None) -> float | None:
    return None if hours is None else round(hours, 2)
