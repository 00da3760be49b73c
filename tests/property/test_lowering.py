"""Lowering against thinking every relationship away, one by one, by the words of the model."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from eagraph.analysis import lowering
from eagraph.analysis.lowering import Answer, Params
from eagraph.escalation.filters import EVIDENCE as FIELDS
from eagraph.graph.snapshot import Snapshot
from eagraph.model.classification import ASPECTS
from tests.property.escalating import EVIDENCE, TODAY, landscapes
from tests.property.exploring import found, lowered, raised, saying, written
from tests.property.strategies import ids

SOME = 60
KINDS = ("FLOW", "HOLDS", "CARRIES", "VIA", "HOSTS", "DEPENDS_ON", "CONTROLS_ACCESS_TO", "DERIVED_FROM")


def ask(snapshot: Snapshot, **more: object) -> Answer:
    said = {"kinds": KINDS, "limit": 1000, "tries": 100_000, "at": TODAY, **more}
    return lowering.run(snapshot, Params.model_validate(said))


def truth(snapshot: Snapshot, place: str | None = None) -> dict[str, tuple[int, int, int]]:
    """By relationship that lowers anything: levels less, places no longer raised, and levels less everywhere."""
    before = found(snapshot)
    above = raised(snapshot, before)
    asked = {(place, aspect) for aspect in ASPECTS} if place else above
    out = {}
    for j, tie in enumerate(snapshot.relationships):
        if tie.type in KINDS:
            after = found(snapshot, ties=set(range(len(snapshot.relationships))) - {j})
            less = sum(max(0, before[pair][1] - after[pair][1]) for pair in asked)
            settled = len((above & asked) - raised(snapshot, after))
            if less:
                out[written(snapshot, j)] = (less, settled, lowered(before, after))
    return out


@given(landscapes())
@settings(max_examples=SOME)
def test_every_relationship_lowers_what_thinking_it_away_shows(snapshot: Snapshot) -> None:
    rows = ask(snapshot).rows
    assert {row.id: (row.lowers, row.no_longer_raised, row.everywhere) for row in rows} == truth(snapshot)
    assert [row.lowers for row in rows] == sorted((row.lowers for row in rows), reverse=True)


@given(landscapes(), st.data())
@settings(max_examples=SOME)
def test_of_one_place_it_lowers_what_is_required_there(snapshot: Snapshot, data: st.DataObject) -> None:
    place = data.draw(ids(snapshot))
    rows = ask(snapshot, of=place).rows
    assert {row.id: (row.lowers, row.no_longer_raised, row.everywhere) for row in rows} == truth(snapshot, place)


@given(landscapes(), st.integers(1, 3), st.integers(1, 4))
@settings(max_examples=SOME)
def test_the_first_few_lower_most_and_what_is_not_tried_lowers_no_more_than_is_said(
    snapshot: Snapshot, limit: int, tries: int
) -> None:
    whole = sorted((less for less, _, _ in truth(snapshot).values()), reverse=True)
    assert [row.lowers for row in ask(snapshot, limit=limit).rows] == whole[:limit]
    few = ask(snapshot, limit=limit, tries=tries)
    told = [reason.en for reason in few.completeness.reasons if "were not tried" in reason.en]
    missed = whole[len(few.rows) :] if len(few.rows) < limit else []
    assert not missed or told
    assert not told or max(missed, default=0) <= int(told[0].split("none lowers more than ")[1].split()[0])


@given(landscapes(filters=False))
@settings(max_examples=SOME)
def test_a_filter_instead_lowers_what_a_flow_with_that_filter_shows(snapshot: Snapshot) -> None:
    before = found(snapshot)
    above = raised(snapshot, before)
    numbers = {written(snapshot, j): j for j in range(len(snapshot.relationships))}
    for row in ask(snapshot, kinds=("FLOW",)).rows:
        filtered = saying(snapshot, numbers[row.id], {**EVIDENCE, "filter": "anonymise"})
        after = found(filtered)
        assert row.anonymise == sum(max(0, before[pair][1] - after[pair][1]) for pair in above)
        if row.redact:
            said = {**EVIDENCE, "filter": "redact", "filter_removes": (row.redact,)}
            after = found(saying(snapshot, numbers[row.id], said))
            assert row.redact_lowers == sum(max(0, before[pair][1] - after[pair][1]) for pair in above) > 0


def test_evidence_of_a_filter_is_all_that_the_engine_asks_for() -> None:
    assert set(FIELDS) == set(EVIDENCE)
