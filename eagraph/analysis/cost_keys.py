"""Cost keys: is the cost of every common system shared by a key that adds up, among those that use it?

What a common system costs to run is shared by the boards and companies it serves, by a key that the executive board decides
for each year (FIN-03). Its shares add up to one (± 0.000001), and whoever has one uses the system and the other way round.
That a share is more than twice, or less than half, of the organisation's share of the users is told for information: a key
may weigh other things than users.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import ClassVar

from pydantic import BaseModel, ConfigDict, Field

from eagraph.analysis._portfolio.calendar import day_of, no_day
from eagraph.analysis._portfolio.judged import Judged, cut, first_wrong, names, tally
from eagraph.analysis._portfolio.keys import Keys, Trouble, Wrong, deciders
from eagraph.analysis._portfolio.links import links
from eagraph.analysis._portfolio.uses import Uses, shares
from eagraph.analysis._things import named
from eagraph.graph.snapshot import Snapshot
from eagraph.graph.views import not_valid
from eagraph.locale import Text, both
from eagraph.results import Result, SnapshotInfo, Words, completeness

title = both("Cost keys")
question = both("Is the cost of every common system shared by a key that adds up, among those that use it?")


class Params(BaseModel):
    """Which year, and who decides."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    year: int | None = Field(default=None, ge=1900, le=2200, description="the year keys are for; empty: that of the day")
    decided_by: tuple[str, ...] = Field(
        default=(),
        title="may decide",
        description="who may decide on keys; empty: the executive board (kommunstyrelsen, KS)",
    )
    at: dt.date | None = Field(
        default=None, description="judged on this day, by what is valid then; empty: that of the data"
    )
    limit: int = Field(default=1000, ge=1, le=100_000, description="no more rows than this, those that break a rule first")


class Row(Judged):
    """One common system, and one thing that is wrong with how its cost is shared."""

    brief: ClassVar = ("name", "wrong", "violation", "key_name", "organisation_names", "value", "expected")

    wrong: Wrong = Field(title="what is wrong", description="with the key, or that there is none")
    key: str | None = Field(description="id of the key")
    key_name: str | None = Field(title="key, by name", description="its name")
    organisations: tuple[str, ...] = Field(description="ids of the boards and companies it is about")
    organisation_names: str | None = Field(title="organisations, by name", description="their names")
    value: float | None = Field(title="is", description="the sum of shares, or the share of the organisation")
    expected: float | None = Field(title="should be", description="1, or the share of users")
    cost_year: float | None = Field(title="cost a year (SEK)", description="what the system costs a year; empty: not known")


class Answer(Result[Row]):
    """What is wrong, and how many systems have a key in order."""

    year: int = Field(default=0, description="the year keys are judged for")
    systems: int = Field(
        default=0, title="systems with shared cost", description="common systems in use, and others with a key"
    )
    in_order: int = Field(
        default=0, title="in order", description="how many of them have a key with nothing wrong or unknown"
    )


def run(snapshot: Snapshot, params: Params) -> Answer:
    """What is wrong with the keys, system by system, what breaks the rule first."""
    known, day = links(snapshot, params.at), day_of(snapshot, params.at)
    keys = Keys(known, Uses(known), params.year or day.year, deciders(known, params.decided_by))
    found = list(keys.troubles())
    rows = first_wrong(_row(snapshot, one) for one in found)
    bad = {one.node for one in found if one.violation != "no"}
    fine = sum(system not in bad for system in keys.shared)
    hidden = known.hidden("ABOUT", "USED_BY")
    told = [*cut(rows, params.limit), *_reasons(keys), *no_day(day), *not_valid(hidden, params.at)]
    return Answer(
        analysis="cost-keys",
        params=params.model_dump(mode="json"),
        summary=Words.of(_summary(rows, keys, fine)),
        snapshot=SnapshotInfo.of(snapshot),
        completeness=completeness(told, truncated=len(rows) > params.limit),
        hidden=hidden,
        rows=tuple(rows[: params.limit]),
        year=keys.year,
        systems=len(keys.shared),
        in_order=fine,
    )


def _row(snapshot: Snapshot, one: Trouble) -> Row:
    cost = snapshot.nodes[one.node].properties.get("cost_year")
    return Row(
        **named(snapshot, one.node),
        violation=one.violation,
        wrong=one.wrong,
        key=None if one.key is None else snapshot.nodes[one.key].id,
        key_name=None if one.key is None else snapshot.nodes[one.key].name,
        organisations=tuple(snapshot.nodes[i].id for i in one.organisations),
        organisation_names=names(snapshot, one.organisations),
        value=one.value,
        expected=one.expected,
        cost_year=float(cost) if isinstance(cost, int | float) else None,
    )


def _reasons(keys: Keys) -> Iterator[Text]:
    nodes = keys.links.snapshot.nodes
    if silent := sum(nodes[i].properties.get("scope") is None for i in keys.links.things("System")):
        yield both("{count} systems do not say whether they are common or local; they count as local.", count=silent)
    if not keys.all:
        yield both("No cost key at all is on record; whether any was decided is not known.")
    uncounted = sum(bool(keys.uses.of(i)) and not shares(keys.uses.of(i))[1] for i in keys.shared if keys.of.get(i))
    if uncounted:
        yield both(
            "{count} systems with a key do not say how many users each organisation has; shares are not held against use.",
            count=uncounted,
        )


def _summary(rows: Sequence[Row], keys: Keys, fine: int) -> Text:
    return both(
        "Systems whose cost is shared: {systems}; with a key for {year} in order: {fine}. Faults: {wrong}; perhaps: "
        "{perhaps}.",
        systems=len(keys.shared), year=keys.year, fine=fine, **tally(rows),
    )  # fmt: skip
