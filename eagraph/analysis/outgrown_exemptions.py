"""Outgrown exemptions: has what an exemption spares grown since it was decided?

An exemption that says how large its things were when it was decided (`extent`: `id measure=count`) is compared with how
large they are: who uses them, what they hold, exchange and support (see `eagraph.graph.extent`). One that does not say is
counted, and told to be unknown. What it does not cover is found again by the rule itself.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

from eagraph.analysis._portfolio.judged import Judged, Violation, first_wrong, tally
from eagraph.analysis._portfolio.links import links
from eagraph.analysis._things import named
from eagraph.graph.extent import extent, grown, read
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import Text, both
from eagraph.results import Result, SnapshotInfo, Words, completeness

title = both("Outgrown exemptions")
question = both("Has what an exemption spares grown since it was decided?")


class Params(BaseModel):
    """As of when."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    at: dt.date | None = Field(default=None, description="only what is valid on this day")


class Row(Judged):
    """An exemption and one thing it spares."""

    brief: ClassVar = ("name", "wrong", "thing_name", "grown", "rule")

    wrong: Literal["outgrown", "as_decided", "extent_unknown"] = Field(
        title="what is wrong", description="it has grown, it has not, or nobody says how large it was"
    )
    rule: str = Field(description="the rule it is an exemption from")
    thing: str = Field(description="id of what is spared")
    thing_name: str = Field(title="what is spared", description="its name")
    grown: tuple[str, ...] = Field(title="has grown", description="what has grown, as measure: then → now")


def run(snapshot: Snapshot, params: Params) -> Result[Row]:
    """Every exemption with each thing it spares, those that were outgrown first."""
    known = links(snapshot, params.at)
    valid = {*known.things("Exemption")}
    rows = first_wrong([_row(snapshot, a, b) for a, b, _ in known.ends("EXEMPTS") if a in valid])
    summary = both("Exemptions outgrown by what they spare: {wrong}; of {perhaps} it is unknown.", **tally(rows))
    return Result[Row](
        analysis="outgrown-exemptions",
        params=params.model_dump(mode="json"),
        summary=Words.of(summary),
        snapshot=SnapshotInfo.of(snapshot),
        completeness=completeness(_reasons(rows)),
        rows=tuple(rows),
    )


def _row(snapshot: Snapshot, exemption: int, thing: int) -> Row:
    said, spared = snapshot.nodes[exemption].properties, snapshot.nodes[thing]
    kept = said.get("extent")
    then = read(kept).get(spared.id) if isinstance(kept, tuple) else None
    now = extent(snapshot, thing)
    more = grown(then, now) if then is not None else ()
    violation: Violation = "unknown" if then is None else "yes" if more else "no"
    return Row(
        **named(snapshot, exemption),
        violation=violation,
        wrong="extent_unknown" if then is None else "outgrown" if more else "as_decided",
        rule=str(said.get("rule", "")),
        thing=spared.id,
        thing_name=spared.name,
        grown=tuple(f"{measure}: {(then or {}).get(measure, 0)} → {now[measure]}" for measure in more),
    )


def _reasons(rows: list[Row]) -> Iterator[Text]:
    if unknown := sum(row.violation == "unknown" for row in rows):
        yield both("{count} exemptions do not say how large what they spare was when they were decided.", count=unknown)
