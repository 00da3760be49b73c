"""Filters against the same landscape where one of them lacks its evidence, or has it, by the words of the model."""

from __future__ import annotations

from hypothesis import given, settings

from eagraph.analysis import filters
from eagraph.analysis.filters import VALIDATION, Params, Row
from eagraph.graph.snapshot import Snapshot
from tests.property.escalating import EVIDENCE, TODAY, landscapes
from tests.property.exploring import found, lowered, raised, saying, written

SOME = 60


def rows(snapshot: Snapshot) -> tuple[Row, ...]:
    return filters.run(snapshot, Params(at=TODAY, limit=1000)).rows


@given(landscapes())
@settings(max_examples=SOME)
def test_a_filter_holds_what_is_raised_without_its_evidence(snapshot: Snapshot) -> None:
    before = found(snapshot)
    numbers = {written(snapshot, j): j for j in range(len(snapshot.relationships))}
    for row in rows(snapshot):
        if row.standing == "counts":
            without = saying(snapshot, numbers[row.id], {"filter_evidence": None})
            after = found(without)
            assert row.lowers == lowered(after, before)
            assert set(row.holds) == {place for place, _ in raised(without, after) - raised(snapshot, before)}
            assert row.load_bearing == bool(row.holds)
        else:
            assert (row.lowers, row.holds, row.load_bearing) == (0, (), False)


@given(landscapes())
@settings(max_examples=SOME)
def test_what_does_not_count_would_lower_what_it_lowers_with_evidence(snapshot: Snapshot) -> None:
    before = found(snapshot)
    numbers = {written(snapshot, j): j for j in range(len(snapshot.relationships))}
    for row in rows(snapshot):
        if row.would_lower is not None:
            said = {"validation_evidence": "e"} if row.filter == VALIDATION else EVIDENCE
            assert row.would_lower == lowered(before, found(saying(snapshot, numbers[row.id], said)))


@given(landscapes())
@settings(max_examples=SOME)
def test_every_filter_and_every_unfounded_claim_is_listed_once_findings_first(snapshot: Snapshot) -> None:
    ties = [(written(snapshot, j), tie.properties) for j, tie in enumerate(snapshot.relationships) if tie.type == "FLOW"]
    filtered = [id_ for id_, said in ties if said.get("filter")]
    claims = [id_ for id_, said in ties if said.get("validated") and not said.get("validation_evidence")]
    listed = rows(snapshot)
    assert sorted(row.id for row in listed) == sorted([*filtered, *claims])
    order = [(row.finding is None, not row.load_bearing) for row in listed]
    assert order == sorted(order)
