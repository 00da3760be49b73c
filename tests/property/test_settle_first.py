"""Settle first against every landscape in which one unknown thing is known, by the words of the model."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eagraph.analysis import settle_first
from eagraph.analysis._unsettled import unsettled
from eagraph.analysis.settle_first import Answer, Params
from eagraph.escalation import escalate
from eagraph.graph.snapshot import Snapshot
from tests.property.escalating import TODAY, changed, landscapes
from tests.property.exploring import Pair, assigned, found

SOME = 60
Outcome = tuple[int, int, int]
"""Levels narrower, intervals narrower, verdicts decided."""


def ask(snapshot: Snapshot, **more: object) -> Answer:
    return settle_first.run(snapshot, Params.model_validate({"limit": 1000, "tries": 100_000, "at": TODAY, **more}))


def doubt(snapshot: Snapshot, before: Snapshot) -> dict[Pair, tuple[int, bool]]:
    """By pair the width of its interval, and whether its verdict is open, against what owners decided before."""
    low, high = found(snapshot, end="low"), found(snapshot, end="high")
    out = {}
    for pair in low:
        least, most = assigned(before, pair)
        out[pair] = (high[pair][0] - low[pair][0], high[pair][1] > least and low[pair][1] <= most)
    return out


def truth(snapshot: Snapshot) -> dict[tuple[str, str], list[Outcome]]:
    """By thing and what is unknown of it, what settling it does, by the way it turns out."""
    before, out = doubt(snapshot, snapshot), {}
    for one in unsettled(escalate(snapshot, at=TODAY)):
        id_ = snapshot.nodes[one.node].id
        outcomes = []
        for value in one.values:
            after = doubt(changed(snapshot, {id_: value}), snapshot)
            narrower = [max(0, before[pair][0] - after[pair][0]) for pair in before if pair[0] != id_]
            decided = sum(before[pair][1] and not after[pair][1] for pair in before if pair[0] != id_)
            outcomes.append((sum(narrower), sum(n > 0 for n in narrower), decided))
        out[id_, one.what] = outcomes
    return out


@pytest.mark.heavy
@given(landscapes())
@settings(max_examples=SOME)
def test_every_unknown_narrows_what_the_landscape_in_which_it_is_known_shows(snapshot: Snapshot) -> None:
    expected = {key: ways for key, ways in truth(snapshot).items() if any(levels for levels, _, _ in ways)}
    answer = ask(snapshot)
    assert {(row.id, row.what) for row in answer.rows} == set(expected)
    for row in answer.rows:
        ways = expected[row.id, row.what]
        levels, intervals, decided = (list(column) for column in zip(*ways, strict=True))
        assert (row.guaranteed, row.at_low, row.at_high) == (min(levels), levels[0], levels[-1])
        assert row.expected == round(sum(levels) / len(ways), 2)
        assert row.intervals == round(sum(intervals) / len(ways), 2)
        assert (row.decides, row.decides_at_least) == (round(sum(decided) / len(ways), 2), min(decided))
    assert [row.expected for row in answer.rows] == sorted((row.expected for row in answer.rows), reverse=True)


@pytest.mark.heavy
@given(landscapes(), st.integers(1, 3), st.integers(1, 4))
@settings(max_examples=SOME)
def test_the_first_few_narrow_most_and_what_is_left_narrows_no_more_than_is_said(
    snapshot: Snapshot, limit: int, tries: int
) -> None:
    means = (sum(levels for levels, _, _ in ways) / len(ways) for ways in truth(snapshot).values())
    whole = sorted((mean for mean in means if mean), reverse=True)
    assert [row.expected for row in ask(snapshot, limit=limit).rows] == [round(mean, 2) for mean in whole[:limit]]
    few = ask(snapshot, limit=limit, tries=tries)
    told = [reason.en for reason in few.completeness.reasons if "were not worked out" in reason.en]
    missed = whole[len(few.rows) :] if len(few.rows) < limit else []
    assert not missed or told
    assert not told or max(missed, default=0) <= float(told[0].split("none narrows more than ")[1].split()[0]) + 0.005


@given(landscapes())
@settings(max_examples=SOME)
def test_what_is_in_doubt_is_the_width_of_all_intervals(snapshot: Snapshot) -> None:
    whole, answer = doubt(snapshot, snapshot).values(), ask(snapshot, tries=1)
    assert (answer.in_doubt, answer.undecided) == (sum(width for width, _ in whole), sum(is_open for _, is_open in whole))
