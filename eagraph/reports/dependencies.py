"""Dependencies: what a thing, a service or a whole organisation rests on and who rests on it, over whose border.

Of a thing: its chains both ways, what it exchanges, whom to talk to, what is missing. Of an organisation: the same for each
of its systems and services in numbers, and in full what it needs of others and what others need of it.
"""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from eagraph.locale import both
from eagraph.report import Document
from eagraph.reports import Desk, _chains, _exchanges, _gaps, _people
from eagraph.reports._border import across
from eagraph.reports._draft import Draft
from eagraph.reports._telling import told

title = both("Dependencies")
about = both(
    "What a thing, a service or an organisation rests on and who rests on it: chains, integrations, contacts, gaps."
)


class Params(BaseModel):
    """Of what, and how far."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    of: str = Field(
        description="a thing, a service or an organisation: id, source key or unique name",
        json_schema_extra={"names": "thing"},
    )
    depth: int | None = Field(
        default=None, ge=1, le=100, title="no further than (steps)",
        description="no further than this many steps; empty is no limit",
    )  # fmt: skip
    limit: int = Field(default=1000, ge=1, le=100_000, description="no more rows than this in any list")


def write(desk: Desk, params: Params) -> Document:
    """The report.

    Raises:
        UnknownName: there is no such thing.
        UsageError: it falls under protective security.
    """
    draft = Draft(desk, "dependencies", params)
    node = draft.find(params.of)
    name = draft.call(node)
    heading = both("Dependencies: {name}", name=name)
    if draft.snapshot.nodes[node].label == "Organisation":
        summary, sections = across(draft, node, params.depth)
        return told(draft, heading, summary, sections)
    up = _chains.section(draft, node, "upstream", params.depth)
    down = _chains.section(draft, node, "downstream", params.depth)
    rests, rested = (draft.may_tell(one.rows) for one in draft.asked[:2])
    summary = both("Things that {name} rests on: {up}; that rest on it: {down}.", name=name, up=len(rests), down=len(rested))
    near = [node, *(draft.snapshot.index[row.id] for row in rests)]
    sections = [
        up, down, _exchanges.section(draft, [node]),
        _people.section(draft, [*near, *(draft.snapshot.index[row.id] for row in rested)], both("Whom to talk to")),
        _gaps.section(draft, near),
    ]  # fmt: skip
    return told(draft, heading, summary, sections)
