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
class Down:
    """One thing, and from which hour to which it is down, in the order of time; an end of None is never."""

    name: str
    label: str
    windows: tuple[tuple[float, float | None], ...]

    @property
    def hours(self) -> float | None:
        """How many in all; None where it does not return."""
        ends = [end for _, end in self.windows if end is not None]
        return sum(ends) - sum(since for since, _ in self.windows) if len(ends) == len(self.windows) else None

    def at(self, hour: float) -> bool:
        """Is it down then?"""
        return any(since <= hour and (end is None or hour < end) for since, end in self.windows)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one scenario leads to.

    `down` says by id when what stops does; `sums` holds the figures of `SUMS`; `first_impact_h` is the first hour at which
    something stops that does not fail by itself.
    """

    name: str
    title: Words
    snapshot: SnapshotInfo
    down: Mapping[str, Down]
    sums: Mapping[str, int]
    breaches: int
    first_impact_h: float | None = None
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


def comparable(names: Sequence[str]) -> None:
    """May these be compared?

    Raises:
        UsageError: fewer than two or more than five, or one of them twice.
    """
    if len(set(names)) < len(names):
        twice = ", ".join(sorted({name for name in names if names.count(name) > 1}))
        raise UsageError(both("Compare different scenarios; found more than once: {names}.", names=twice))
    if not 2 <= len(names) <= MOST_COMPARED:
        raise UsageError(
            both("Compare 2 to {most} different scenarios; found {count}.", most=MOST_COMPARED, count=len(names))
        )


def compared(outcomes: Sequence[Outcome], today: SnapshotInfo) -> Comparison:
    """The comparison of outcomes that are `comparable`."""
    names = [outcome.name for outcome in outcomes]
    ids = sorted({id_ for outcome in outcomes for id_ in outcome.down})
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
    told = {outcome.name: outcome.down.get(id_) for outcome in outcomes}
    known = [down for down in told.values() if down]
    changes = sorted({hour for down in known for window in down.windows for hour in window if hour is not None})
    apart = (hour for hour in changes if len({bool(down and down.at(hour)) for down in told.values()}) > 1)
    first = next(apart, None)
    if first is None:
        return None
    return Difference(
        id=id_,
        name=known[0].name,
        label=known[0].label,
        from_h={scenario: down.windows[0][0] if down else None for scenario, down in told.items()},
        down_h={scenario: down.hours if down else 0.0 for scenario, down in told.items()},
        first_difference_h=first,
    )


def _column(outcome: Outcome) -> Column:
    sums: dict[str, Any] = {name: outcome.sums.get(name, 0) for name in SUMS}
    return Column(
        name=outcome.name, title=outcome.title, hash=outcome.snapshot.hash, breaches=outcome.breaches,
        first_impact_h=outcome.first_impact_h, **sums,
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
