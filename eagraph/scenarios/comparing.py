"""What differs between two to five scenarios: who stops in which, from which hour, and what it means in sum?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from pydantic import Field

from eagraph.errors import UsageError
from eagraph.locale import Text, both
from eagraph.results import Completeness, Named, Result, SnapshotInfo, Value, Words
from eagraph.scenarios import MOST_COMPARED

SUMS = ("stopped", "services", "capabilities", "processes", "target_groups", "users", "criticality")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one scenario leads to.

    `hours` maps the id of what stops to its name, label, first hour and hours down (None: not up again); `sums` holds the
    figures of `SUMS`.
    """

    name: str
    title: Words
    snapshot: SnapshotInfo
    hours: Mapping[str, tuple[str, str, float, float | None]]
    sums: Mapping[str, int]
    breaches: int
    reasons: tuple[Words, ...] = ()


class Difference(Named):
    """One thing that does not fare the same in all of them."""

    brief: ClassVar = ("id", "name", "label", "from_h", "down_h", "first_difference_h")

    from_h: dict[str, float | None] = Field(
        description="by scenario, the first hour it is down; empty where it keeps running"
    )
    down_h: dict[str, float | None] = Field(
        description="by scenario, how many hours it is down; empty where it never returns"
    )
    first_difference_h: float = Field(description="the first hour at which it is down in one and not in another")


class Column(Value):
    """One of the scenarios in sum."""

    name: str
    title: Words
    hash: str = Field(description="hash of the landscape with the scenario laid over it")
    stopped: int
    services: int
    capabilities: int
    processes: int
    target_groups: int
    users: int
    criticality: int
    breaches: int = Field(description="outages longer than tolerated (MTPD)")
    first_impact_h: float | None = Field(description="the first hour at which something beside what fails itself stops")


class Comparison(Result[Difference]):
    """Rows are what differs, the earliest difference first; beside them the scenarios in sum."""

    scenarios: tuple[Column, ...] = ()
    first_difference_h: float | None = None


def compared(outcomes: Sequence[Outcome], today: SnapshotInfo) -> Comparison:
    """The comparison.

    Raises:
        UsageError: fewer than two or more than five, or one of them twice.
    """
    names = [outcome.name for outcome in outcomes]
    if not 2 <= len(set(names)) == len(names) <= MOST_COMPARED:
        raise UsageError(
            both("Compare 2 to {most} different scenarios; found {count}.", most=MOST_COMPARED, count=len(names))
        )
    ids = sorted({id_ for outcome in outcomes for id_ in outcome.hours})
    rows = [row for id_ in ids if (row := _row(id_, outcomes)) is not None]
    rows.sort(key=lambda row: (row.first_difference_h, row.id))
    reasons = tuple(dict.fromkeys(reason for outcome in outcomes for reason in outcome.reasons))
    return Comparison(
        analysis="scenario-compare",
        params={"scenarios": names},
        summary=Words.of(_summary(outcomes, rows)),
        snapshot=today,
        completeness=Completeness(state="incomplete" if reasons else "complete", reasons=reasons),
        rows=tuple(rows),
        scenarios=tuple(_column(outcome) for outcome in outcomes),
        first_difference_h=rows[0].first_difference_h if rows else None,
    )


def _row(id_: str, outcomes: Sequence[Outcome]) -> Difference | None:
    told = {outcome.name: outcome.hours.get(id_) for outcome in outcomes}
    if len({(hours[2], hours[3]) if hours else None for hours in told.values()}) == 1:
        return None
    name, label = next((hours[0], hours[1]) for hours in told.values() if hours)
    starts = [hours[2] for hours in told.values() if hours]
    ends = [hours[2] + hours[3] for hours in told.values() if hours and hours[3] is not None]
    apart = len(starts) < len(told) or min(starts) < max(starts)
    return Difference(
        id=id_,
        name=name,
        label=label,
        from_h={scenario: hours[2] if hours else None for scenario, hours in told.items()},
        down_h={scenario: hours[3] if hours else 0.0 for scenario, hours in told.items()},
        first_difference_h=min(starts) if apart else min(ends),
    )


def _column(outcome: Outcome) -> Column:
    later = [hours[2] for hours in outcome.hours.values() if hours[2] > 0]
    sums: dict[str, Any] = {name: outcome.sums.get(name, 0) for name in SUMS}
    first = min(later, default=None)
    return Column(
        name=outcome.name, title=outcome.title, hash=outcome.snapshot.hash, breaches=outcome.breaches, first_impact_h=first,
        **sums,
    )  # fmt: skip


def _summary(outcomes: Sequence[Outcome], rows: Sequence[Difference]) -> Text:
    most, least = max(outcomes, key=lambda o: o.sums["stopped"]), min(outcomes, key=lambda o: o.sums["stopped"])
    if not rows:
        return both("The scenarios lead to the same.")
    if most.sums["stopped"] == least.sums["stopped"]:
        return both(
            "{count} things fare differently, from hour {hour} on.", count=len(rows), hour=f"{rows[0].first_difference_h:g}"
        )
    return both(
        "{count} things fare differently, from hour {hour} on; most stops in {most} ({more}), least in {least} ({less}).",
        count=len(rows), hour=f"{rows[0].first_difference_h:g}", most=most.title.text, more=most.sums["stopped"],
        least=least.title.text, less=least.sums["stopped"],
    )  # fmt: skip
