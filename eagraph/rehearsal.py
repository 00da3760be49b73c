"""Rehearsal: a scenario run. The questions it asks, asked of the landscape it is laid over, with what it says fails."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated, Any

from pydantic import SerializeAsAny, SkipValidation, ValidationError

from eagraph import analysis
from eagraph.errors import UsageError
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import both, joined
from eagraph.results import Result, SnapshotInfo, Value, Words
from eagraph.scenarios.asking import params_of
from eagraph.scenarios.book import Kept
from eagraph.scenarios.comparing import SUMS, Outcome
from eagraph.work import counted
from eagraph.wrong_values import told

MOST_OUTAGES = 100_000
Usual = Callable[[str], Mapping[str, Any]]


class Rehearsal(Value):
    """A scenario in one version, and the answers to its questions in its order."""

    scenario: dict[str, Any]
    version: int
    summary: Words
    snapshot: SnapshotInfo
    results: tuple[Annotated[Result[Any], SkipValidation, SerializeAsAny()], ...]
    """Kept as they are: each has more than a `Result` has."""


def rehearse(snapshot: Snapshot, kept: Kept, usual: Usual) -> Rehearsal:
    """Run a scenario on the landscape it is laid over.

    Args:
        snapshot: the landscape with the scenario's changes.
        kept: the scenario.
        usual: by analysis, the usual values of its parameters.

    Raises:
        UsageError: a question or a parameter of it is wrong.
    """
    asked = kept.scenario.analyse
    results = tuple(
        ask(snapshot, kept, question.name, {**usual(question.name), **question.params})
        for question in counted(asked, len(asked))
    )
    return Rehearsal(
        scenario=kept.scenario.model_dump(mode="json", exclude_none=True),
        version=kept.version,
        summary=Words.of(joined([result.summary.text for result in results], " ")),
        snapshot=SnapshotInfo.of(snapshot),
        results=results,
    )


def ask(snapshot: Snapshot, kept: Kept, name: str, params: Mapping[str, Any]) -> Result[Any]:
    """One question under a scenario: what the scenario says fails, unless the parameters say it themselves."""
    question = analysis.find(name)
    given = params_of(kept.scenario, question.Params, lambda starts: analysis.failing(snapshot, **starts))
    try:
        read = question.Params.model_validate({**given, **params})
    except ValidationError as error:
        text = both("{scenario}, {name}: {told}.", scenario=kept.scenario.name, name=name, told=told(error.errors()))
        raise UsageError(text) from error
    return question.run(snapshot, read)


def outcome(snapshot: Snapshot, kept: Kept, name: str, usual: Usual) -> Outcome:
    """What a scenario leads to, to be compared under a name.

    Raises:
        UsageError: nothing fails in it.
    """
    if not kept.scenario.fail:
        raise UsageError(both("Nothing fails in the scenario {name}; there is nothing to compare.", name=repr(name)))
    hours = ask(snapshot, kept, "timeline", {**usual("timeline"), "limit": MOST_OUTAGES})
    sums = hours.model_dump()["consequence"]
    figures = {what: value if isinstance(value, int) else len(value) for what, value in sums.items() if what in SUMS}
    return Outcome(
        name=name,
        title=kept.scenario.title,
        snapshot=SnapshotInfo.of(snapshot),
        hours=_hours(hours),
        sums=figures,
        breaches=len({row.id for row in hours.rows if row.breach}),
        reasons=hours.completeness.reasons,
    )


def _hours(timeline: Result[Any]) -> dict[str, tuple[str, str, float, float | None]]:
    """By thing: its name, label, first hour down, and hours down in all; None where an outage has no end."""
    found: dict[str, tuple[str, str, float, float | None]] = {}
    for row in timeline.rows:
        name, label, first, down = found.get(row.id, (row.name, row.label, row.down_from_h, 0.0))
        longer = None if down is None or row.down_to_h is None else down + row.down_to_h - row.down_from_h
        found[row.id] = (name, label, min(first, row.down_from_h), longer)
    return found
