"""Rehearsal: a scenario run. The questions it asks, asked of the landscape it is laid over, with what it says fails."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated, Any

from pydantic import SerializeAsAny, SkipValidation

from eagraph import analysis
from eagraph.errors import UsageError
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import both, joined
from eagraph.results import Result, SnapshotInfo, Value, Words
from eagraph.scenarios import Scenario
from eagraph.scenarios.asking import FIELDS, params_of
from eagraph.scenarios.book import Kept
from eagraph.scenarios.comparing import SUMS, Down, Outcome
from eagraph.work import counted

MOST_OUTAGES = 100_000
STARTS = {*FIELDS, "outage"}
"""Parameters that say what fails."""
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


def given(snapshot: Snapshot, scenario: Scenario, question: analysis.Analysis, said: Mapping[str, Any]) -> dict[str, Any]:
    """What a scenario says of a question's parameters; what fails only where nobody says that himself."""
    told = params_of(scenario, question.Params, lambda starts: analysis.failing(snapshot, at=scenario.date, **starts))
    return {name: value for name, value in told.items() if name == "at"} if STARTS & said.keys() else told


def ask(snapshot: Snapshot, kept: Kept, name: str, params: Mapping[str, Any]) -> Result[Any]:
    """One question under a scenario: what the scenario says fails, unless the parameters say it themselves."""
    question = analysis.find(name)
    try:
        read = analysis.read_params(question, {**given(snapshot, kept.scenario, question, params), **params})
    except UsageError as error:
        text = both("{scenario}, {name}: {told}.", scenario=kept.scenario.name, name=name, told=error.text)
        raise UsageError(text) from error
    return question.run(snapshot, read)


def outcome(snapshot: Snapshot, kept: Kept, name: str, usual: Usual) -> Outcome:
    """What a scenario leads to, to be compared under a name.

    Raises:
        UsageError: nothing fails in it.
    """
    if not kept.scenario.fail:
        raise UsageError(both("Nothing fails in the scenario {name}; there is nothing to compare.", name=repr(name)))
    said = next((question.params for question in kept.scenario.analyse if question.name == "timeline"), {})
    timeline = ask(snapshot, kept, "timeline", {**usual("timeline"), **said, "limit": MOST_OUTAGES})
    sums = timeline.model_dump()["consequence"]
    figures = {what: value if isinstance(value, int) else len(value) for what, value in sums.items() if what in SUMS}
    return Outcome(
        name=name,
        title=kept.scenario.title,
        snapshot=SnapshotInfo.of(snapshot),
        down=_down(timeline),
        sums=figures,
        breaches=len({row.id for row in timeline.rows if row.breach}),
        first_impact_h=min((row.down_from_h for row in timeline.rows if row.broken_group is not None), default=None),
        reasons=timeline.completeness.reasons,
    )


def _down(timeline: Result[Any]) -> dict[str, Down]:
    """By thing when it is down; a thing may have several outages."""
    found: dict[str, Down] = {}
    for row in timeline.rows:
        before = found[row.id].windows if row.id in found else ()
        found[row.id] = Down(row.name, row.label, (*before, (row.down_from_h, row.down_to_h)))
    return found
