"""Blast radius: what stops when something fails, when it can no longer be borne, which redundancy holds, whom to call."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from eagraph.locale import both
from eagraph.report import Chapter, Document
from eagraph.reports import Desk, _stops
from eagraph.reports._draft import Draft, Section
from eagraph.reports._telling import told
from eagraph.reports._words import NOT_STATED, hours, named, sentences

title = both("Blast radius")
about = both("What stops when something fails: in which order, whom it meets, when it is too long, whom to call.")
_STARTS = ("failed", "failed_kind", "failed_zone", "failed_supplier", "failed_product")


class Params(BaseModel):
    """What fails."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    failed: tuple[str, ...] = Field(
        default=(), description="things that fail: id, source key or unique name", json_schema_extra={"names": "thing"}
    )
    failed_kind: tuple[str, ...] = Field(
        default=(), description="labels of which every thing fails", json_schema_extra={"names": "label"}
    )
    failed_zone: tuple[str, ...] = Field(
        default=(), description="network zones that fail with everything connected to them",
        json_schema_extra={"names": "thing"},
    )  # fmt: skip
    failed_supplier: tuple[str, ...] = Field(
        default=(), description="suppliers of which every system fails", json_schema_extra={"names": "thing"}
    )
    failed_product: tuple[str, ...] = Field(
        default=(), description="products of which every installation fails", json_schema_extra={"names": "product"}
    )
    assume_needed: bool = Field(default=False, description="treat flows as needed where nobody has said")
    limit: int = Field(default=1000, ge=1, le=100_000, description="no more rows than this in any list")


def write(desk: Desk, params: Params) -> Document:
    """The report.

    Raises:
        UsageError: nothing fails, or what is named does not exist or falls under protective security.
    """
    draft = Draft(desk, "blast-radius", params)
    for thing in params.failed:
        draft.find(thing)
    starts: dict[str, Any] = {name: value for name in _STARTS if (value := getattr(params, name))}
    starts |= {"assume_needed": True} if params.assume_needed else {}
    asked = draft.ask("blast-radius", **starts)
    stops = _stops.section(draft, asked, both("What stops"))
    heading = both("Blast radius: {names}", names=_stops.causes(draft, asked))
    return told(draft, heading, _stops.in_short(draft, asked), [stops, _course(draft, starts)])


def _course(draft: Draft, starts: dict[str, Any]) -> Section:
    """When each thing stops, and from when it is too long."""
    asked = draft.ask("timeline", **starts)
    rows = draft.may_tell(asked.rows)
    late = [row for row in rows if row.breach]
    unknown = sum(row.breach is None for row in rows)
    text = both("Longer than can be borne, if nothing is repaired: {count} {ref}.", count=len(late), ref=asked.ref)
    if late:
        first = min(late, key=lambda row: row.breach_from_h)
        more = both("First {name}, after {hours}.", name=draft.name_of(first.id), hours=hours(first.breach_from_h))
        text = sentences(text, more, both("Among them: {names}.", names=named(str(draft.name_of(row.id)) for row in late)))
    if unknown:
        text = sentences(text, both("Of {count} nobody has stated how long they may be down.", count=unknown))
    headings = {
        "name": both("Name"), "kind": both("Kind"), "down": both("Stops after"), "mtpd": both("Tolerates"),
        "from": both("Too long from"), "bought": both("Buffer"), "because": both("Because of"), "id": both("Id"),
    }  # fmt: skip
    told_rows = [
        {
            "name": draft.name_of(row.id),
            "kind": draft.kind_of(draft.snapshot.index[row.id]),
            "down": hours(row.down_from_h),
            "mtpd": hours(row.mtpd_h),
            "from": NOT_STATED if row.breach is None else hours(row.breach_from_h) if row.breach else "",
            "bought": hours(row.bought_h) if row.bought_h else "",
            "because": draft.names_of(row.because, 3),
            "id": row.id,
        }
        for row in rows
    ]
    tables = (draft.table("course", both("Hour by hour"), headings, told_rows, asked),) if rows else ()
    return Section(
        Chapter(both("When it is too long"), says=(text,), tables=tables), ((both("When it is too long."), text),)
    )
