"""System card: all that the register knows of one system, on paper.

What it is and who answers for it, what it rests on and what rests on it, what its failure leads to, what it exchanges, how
it is classified, its risks, and where it departs from the programme. Any other thing may be asked for too.
"""

from __future__ import annotations

from collections.abc import Callable

from pydantic import BaseModel, ConfigDict, Field

from eagraph.locale import both
from eagraph.report import Document
from eagraph.reports import Desk, _chains, _classes, _exchanges, _judged, _people, _properties, _stopped_by, _stops
from eagraph.reports._draft import Draft, Section
from eagraph.reports._telling import told
from eagraph.work import counted

title = both("System card")
about = both("One system: what it is, what it rests on and what rests on it, its classification, risks and findings.")


class Params(BaseModel):
    """Which system, and how much of it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    system: str = Field(
        description="the system, or any other thing: id, source key or unique name", json_schema_extra={"names": "thing"}
    )
    findings: bool = Field(default=True, title="what the rules find", description="ask the rules of the programme too")
    limit: int = Field(default=200, ge=1, le=100_000, description="no more rows than this in any list")


def write(desk: Desk, params: Params) -> Document:
    """The card.

    Raises:
        UnknownName: there is no such thing.
        UsageError: it falls under protective security.
    """
    draft = Draft(desk, "system-card", params)
    node = draft.find(params.system)
    id_ = draft.snapshot.nodes[node].id
    parts: list[Callable[[], Section]] = [
        lambda: _properties.section(draft, node),
        lambda: _people.section(draft, [node], both("Who answers for it")),
        lambda: _chains.section(draft, node, "upstream"),
        lambda: _chains.section(draft, node, "downstream"),
        lambda: _stops.section(draft, draft.ask("blast-radius", failed=(id_,)), both("If it fails")),
        lambda: _stopped_by.section(draft, [id_]),
        lambda: _exchanges.section(draft, [node]),
        lambda: _classes.section(draft, node),
        lambda: _judged.risks(draft, node),
        *([lambda: _judged.findings(draft, node)] if params.findings else []),
    ]
    sections = [part() for part in counted(parts, len(parts))]
    summary = both(
        "Things that {name} rests on: {up}; that rest on it: {down}; that stop too if it fails: {stopped}.",
        name=draft.call(node), up=len(draft.ask("dependencies", of=id_, direction="upstream", depth=None).rows),
        down=len(draft.ask("dependencies", of=id_, direction="downstream", depth=None).rows),
        stopped=sum(row.wave > 0 for row in draft.ask("blast-radius", failed=(id_,)).rows),
    )  # fmt: skip
    return told(draft, both("System card: {name}", name=draft.call(node)), summary, sections)
