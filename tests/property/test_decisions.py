"""Decisions in random landscapes: one taken now holds now, more information opens it; histories are what was."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from eagraph.decisions.grounds import grounds
from eagraph.decisions.history import entries
from eagraph.decisions.recorded import settled_by_landscape
from eagraph.decisions.recording import KIND, Recording, record, recordings
from eagraph.decisions.standing import standing_of
from eagraph.decisions.taking import decided
from eagraph.decisions.vectors import vectors
from eagraph.escalation import escalate
from eagraph.graph.snapshot import Snapshot
from eagraph.model.classification import ASPECTS, Aspect, interval
from eagraph.store import open_store
from tests.property.strategies import EVERYTHING, landscapes, node, snapshot_of, tie

TODAY = dt.date(2026, 11, 20)
SAID = {"decided_by": "a", "reason": "b", "review_on": "2027-01-01"}
KINDS: Sequence[dict[str, object]] = [
    *({"kind": "accept", "level": level} for level in range(5)),
    {"kind": "mitigate", "measure": "m", "by": "2026-12-01"}, {"kind": "exempt"}, {"kind": "reject"},
]  # fmt: skip
CLASSIFIED = landscapes(types=EVERYTHING, assets=4, aspects="krts")
QUESTIONS = st.tuples(st.sampled_from(ASPECTS), st.sampled_from(KINDS))


@pytest.mark.heavy
@settings(max_examples=200)
@given(CLASSIFIED, QUESTIONS, st.randoms(use_true_random=False))
def test_one_taken_now_holds_now_and_settles_what_it_covers(
    snapshot: Snapshot, question: tuple[Aspect, dict[str, object]], chance: random.Random
) -> None:
    aspect, kind = question
    place = chance.choice(snapshot.nodes).id
    decision, _ = decided({"place": place, "aspect": aspect, **kind, **SAID}, snapshot, TODAY)
    escalation = escalate(snapshot)
    found = standing_of(decision, 1, escalation, TODAY)
    asked = escalation.asked(snapshot.index[place], aspect)
    in_landscape = (place, aspect) in settled_by_landscape(escalation)
    assert (found.state, found.reasons) == ("in_force", ())
    assert found.is_settled == (in_landscape or (decision.level is not None and decision.level >= asked.low))
    assert found.is_settled >= found.is_wholly_settled


@pytest.mark.heavy
@settings(max_examples=200)
@given(CLASSIFIED, QUESTIONS, st.integers(0, 4), st.randoms(use_true_random=False))
def test_more_information_opens_it(
    snapshot: Snapshot, question: tuple[Aspect, dict[str, object]], level: int, chance: random.Random
) -> None:
    aspect, kind = question
    place = chance.choice([one for one in snapshot.nodes if one.label != "InformationAsset"]).id
    decision, _ = decided({"place": place, "aspect": aspect, **kind, **SAID}, snapshot, TODAY)
    more = [*snapshot.nodes, node("x:new", "InformationAsset", k=level)]
    label = snapshot.nodes[snapshot.index[place]].label
    ties = [*snapshot.relationships]
    if label == "Integration":
        ties.append(tie(place, "CARRIES", "x:new"))
    else:
        ties.append(tie(place, "HOLDS", "x:new"))
    found = standing_of(decision, 1, escalate(snapshot_of(more, ties)), TODAY)
    assert found.state == "re_opened"
    assert found.reasons[0].ids == ("x:new",)


@pytest.mark.heavy
@settings(max_examples=100)
@given(st.lists(CLASSIFIED, min_size=1, max_size=4))
def test_a_history_ends_with_what_there_is(seen: list[Snapshot]) -> None:
    """Brute force: each place's levels by the engine, aspect by aspect, are those of the last entry about it."""
    with TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{Path(folder) / 'h.db'}")
        for number, snapshot in enumerate(seen):
            before = vectors(escalate(seen[number - 1])) if number else {}
            changed = record(store, snapshot, f"2026-01-{number + 1:02}T00:00:00+00:00")
            now = vectors(escalate(snapshot))
            same = {id_ for id_ in before.keys() & now.keys() if before[id_] == now[id_]}
            assert changed >= len(now.keys() - same)
            _check(snapshot, recordings(store.saved(KIND)))


def _check(snapshot: Snapshot, recorded: list[Recording]) -> None:
    escalation = escalate(snapshot)
    for i, one in enumerate(snapshot.nodes):
        last = {entry.aspect: entry for entry in entries(one.id, recorded)}
        for aspect in ASPECTS:
            assigned, required = interval(one.properties, aspect), escalation.required(i, aspect)
            if aspect not in last:
                assert (assigned.low, assigned.high, required.low, required.high) == (0, 4, 0, 0)
                continue
            told = last[aspect]
            assert (told.assigned_low, told.assigned_high) == (assigned.low, assigned.high)
            assert (told.required_low, told.required_high) == (required.low, required.high)


@settings(max_examples=200)
@given(CLASSIFIED, st.integers(0, 4), st.randoms(use_true_random=False))
def test_the_landscape_settles_no_more_than_it_would_require_without_the_aggregate(
    snapshot: Snapshot, level: int, chance: random.Random
) -> None:
    """Brute force: the levels worked out anew as if the place did not hold it."""
    place = chance.choice([one for one in snapshot.nodes if one.label not in ("InformationAsset", "Integration")] or [None])
    if place is None:
        return
    there = grounds(escalate(snapshot), snapshot.index[place.id], "k").content
    parts = [one for one in there if chance.random() < 0.9]
    stated = dict.fromkeys(ASPECTS, level)
    whole = node("x:whole", "InformationAsset", asset_kind="aggregate", classified_on="2026-01-01", **stated)
    ties = [tie("x:whole", "DERIVED_FROM", part) for part in parts]
    seen = snapshot_of([*snapshot.nodes, whole], [*snapshot.relationships, *ties, tie(place.id, "HOLDS", "x:whole")])
    without = escalate(snapshot_of([*snapshot.nodes, whole], [*snapshot.relationships, *ties]))
    for (where, aspect), recorded in settled_by_landscape(escalate(seen)).items():
        assert (where, recorded.asset) == (place.id, "x:whole")
        asked = without.asked(without.snapshot.index[where], aspect)
        assert asked.low <= recorded.asked.low <= level
        assert asked.high <= recorded.asked.high
        event("settled")
