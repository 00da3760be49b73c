"""TIME quadrants: which systems to tolerate, invest in, migrate or eliminate, and which to migrate to a common solution?

Gartner's TIME model: functional fit (what the work gets out of it) and technical fit, 0-4 each; high from a threshold on.
High and high: invest; low functional, high technical: tolerate; high functional, low technical: migrate; low and low:
eliminate. The programme's rule dominates: what overlaps a common solution meant for it is migrated to that, whatever its
quadrant, unless exempted (COM-03). A fit that nobody has judged is named, and makes no quadrant.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import ClassVar, Literal

from pydantic import Field

from eagraph.analysis._portfolio.judged import cut
from eagraph.analysis._things import named, owner_names
from eagraph.duplicates.parallel import Criteria, ParallelPair, Parallels, parallels
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import Text, both
from eagraph.model.fields import Value
from eagraph.results import Named, Result, SnapshotInfo, Words, completeness

title = both("TIME quadrants")
question = both("Which systems to tolerate, invest in, migrate or eliminate, and which to migrate to a common solution?")
Quadrant = Literal["tolerate", "invest", "migrate", "eliminate"]
Advice = Literal["migrate-to-common", "eliminate", "migrate", "tolerate", "invest", "unknown"]
ADVICE: tuple[Advice, ...] = ("migrate-to-common", "eliminate", "migrate", "tolerate", "invest", "unknown")
_DOMINATES = ("violation", "legacy-overlap", "to-be-replaced")
_QUADRANTS: Mapping[tuple[bool, bool], Quadrant] = {
    (True, True): "invest", (False, True): "tolerate", (True, False): "migrate", (False, False): "eliminate",
}  # fmt: skip
"""By high functional and high technical fit."""


class Params(Criteria):
    """Where high begins, and what counts as parallel to a common solution."""

    high_from: int = Field(default=2, ge=1, le=4, description="a fit of so much or more is high")
    at: dt.date | None = Field(default=None, description="judged on this day; empty: that of the data")
    limit: int = Field(default=1000, ge=1, le=100_000, description="no more rows than this")


class Row(Named):
    """One system and what to do with it."""

    brief: ClassVar = ("name", "advice", "quadrant", "functional_fit", "technical_fit", "common_name", "cost_year")

    advice: Advice = Field(description="what to do: the quadrant, or to migrate to a common solution")
    quadrant: Quadrant | None = Field(description="by the two fits alone; empty where one is unknown")
    functional_fit: int | None = Field(description="0-4 as its source states; empty is unknown")
    technical_fit: int | None = Field(description="0-4 as its source states; empty is unknown")
    common: str | None = Field(title="common solution", description="id of the common solution it overlaps most")
    common_name: str | None = Field(title="common solution, by name", description="its name")
    covered: float | None = Field(description="share of its capabilities that the common one has; 0-1")
    exempted: bool = Field(description="an exemption in force spares it from being parallel")
    says: Words = Field(title="why", description="why that is advised, in words")
    cost_year: float | None = Field(title="cost a year (SEK)", description="as its source states; empty is unknown")
    owner: str | None = Field(description="who owns it; empty where nobody is said to")


class Answer(Result[Row]):
    """The rows, and how many have no quadrant."""

    unjudged: int = Field(default=0, title="without both fits", description="systems of which a fit is unknown")


def run(snapshot: Snapshot, params: Params) -> Answer:
    """Systems by what to do with them."""
    criteria = Criteria.model_validate(params.model_dump(include=set(Criteria.model_fields)))
    found = parallels(snapshot, at=params.at, criteria=criteria)
    best: dict[str, ParallelPair] = {}
    for pair in found.against_common:
        best.setdefault(pair.a, pair)
    systems = sorted((*found.systems.local, *found.systems.common))
    rows = [_row(found, params, system, best.get(snapshot.nodes[system].id)) for system in systems]
    rows.sort(key=lambda row: (ADVICE.index(row.advice), row.id))
    return Answer(
        analysis="time-quadrants",
        params=params.model_dump(mode="json"),
        summary=Words.of(_summary(rows)),
        snapshot=SnapshotInfo.of(snapshot),
        completeness=completeness(
            [*cut(rows, params.limit), *_reasons(rows), *found.reasons], truncated=len(rows) > params.limit
        ),
        rows=tuple(rows[: params.limit]),
        unjudged=sum(row.quadrant is None for row in rows),
    )


def _row(found: Parallels, params: Params, system: int, pair: ParallelPair | None) -> Row:
    snapshot = found.known.snapshot
    said = snapshot.nodes[system].properties
    fits = [_fit(said, name) for name in ("functional_fit", "technical_fit")]
    quadrant = _quadrant(fits, params.high_from)
    advice: Advice = "migrate-to-common" if pair and pair.verdict in _DOMINATES else quadrant or "unknown"
    common = snapshot.nodes[snapshot.index[pair.b]].name if pair else None
    cost = said.get("cost_year")
    return Row(
        **named(snapshot, system),
        advice=advice,
        quadrant=quadrant,
        functional_fit=fits[0],
        technical_fit=fits[1],
        common=pair.b if pair else None,
        common_name=common,
        covered=pair.containment if pair else None,
        exempted=pair is not None and pair.verdict == "exempted",
        says=Words.of(_why(pair, common, quadrant)),
        cost_year=float(cost) if isinstance(cost, int | float) else None,
        owner=owner_names(snapshot, system),
    )


def _fit(said: Mapping[str, Value], name: str) -> int | None:
    value = said.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 4 else None


def _quadrant(fits: list[int | None], high_from: int) -> Quadrant | None:
    functional, technical = fits
    if functional is None or technical is None:
        return None
    return _QUADRANTS[functional >= high_from, technical >= high_from]


def _why(pair: ParallelPair | None, common: str | None, quadrant: Quadrant | None) -> Text:
    """The ground of the advice."""
    if pair is None:
        return both("By its two fits.") if quadrant else both("A fit is not judged.")
    if pair.verdict in _DOMINATES:
        return both("{common} does the same and is meant for it: that goes before the quadrant (COM-03).", common=common)
    if pair.verdict == "exempted":
        return both("{common} does the same, but it is exempted until {day}.", common=common, day=pair.exempted_until)
    if pair.verdict == "outside-scope":
        return both("{common} does the same; if it is meant for those who use this, it is migrated to that.", common=common)
    return both("{common} may do the same; its capabilities are not recorded.", common=common)


def _reasons(rows: list[Row]) -> Iterator[Text]:
    for name, text in (
        ("functional_fit", both("functional fit")), ("technical_fit", both("technical fit")),
    ):  # fmt: skip
        if count := sum(getattr(row, name) is None for row in rows):
            yield both("{count} of {total} systems have no {fit} judged.", count=count, total=len(rows), fit=text)


def _summary(rows: list[Row]) -> Text:
    count = Counter(row.advice for row in rows)
    return both(
        "Migrate to a common solution: {common}; eliminate: {eliminate}; migrate: {migrate}; tolerate: {tolerate}; "
        "invest: {invest}; not judged: {unknown}.",
        common=count["migrate-to-common"], eliminate=count["eliminate"], migrate=count["migrate"],
        tolerate=count["tolerate"], invest=count["invest"], unknown=count["unknown"],
    )  # fmt: skip
