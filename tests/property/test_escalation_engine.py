"""The escalation engine against the reference, which is the model in plain words; and what must hold of both."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from typing import Literal, TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eagraph.escalation import Escalation, escalate
from eagraph.escalation.reference import Key, levels
from eagraph.graph.snapshot import Snapshot
from eagraph.model.classification import ASPECTS
from tests.property.escalating import TODAY, Table, landscapes, table
from tests.property.strategies import DAYS

pytestmark = pytest.mark.heavy
SOME = 120
T = TypeVar("T")


def by_reference(
    snapshot: Snapshot,
    end: str,
    at: dt.date | None,
    ties: Collection[int] | None = None,
    given: Collection[Key] | None = None,
) -> Table:
    high_or_low: Literal["low", "high"] = "high" if end == "high" else "low"
    found = levels(snapshot, at=at, ties=ties, given=given, end=high_or_low, guess=end != "declared")
    return {(node.id, a): (found[i, a].value, found[i, a].asked) for i, node in enumerate(snapshot.nodes) for a in ASPECTS}


def some_of(items: Sequence[T]) -> st.SearchStrategy[frozenset[T]]:
    """Any of some things, often nearly all."""
    several = st.lists(st.sampled_from(items), max_size=len(items)) if items else st.just([])
    return st.one_of(several.map(lambda gone: frozenset(items) - frozenset(gone)), several.map(frozenset))


@pytest.mark.parametrize("end", ["low", "high", "declared"])
@given(snapshot=landscapes())
@settings(max_examples=SOME)
def test_the_engine_finds_what_the_words_of_the_model_say(end: str, snapshot: Snapshot) -> None:
    assert table(escalate(snapshot, at=TODAY), end) == by_reference(snapshot, end, TODAY)


@given(landscapes(dated=True, residents=50), st.sampled_from([None, *DAYS]), st.sampled_from(["low", "high", "declared"]))
@settings(max_examples=SOME)
def test_it_finds_that_on_every_day(snapshot: Snapshot, at: dt.date | None, end: str) -> None:
    assert table(escalate(snapshot, at=at), end) == by_reference(snapshot, end, at)


@given(landscapes(odd=True), st.sampled_from(["low", "high", "declared"]))
@settings(max_examples=SOME)
def test_it_finds_that_where_relationships_stand_between_things_they_are_not_meant_for(snapshot: Snapshot, end: str) -> None:
    assert table(escalate(snapshot, at=TODAY), end) == by_reference(snapshot, end, TODAY)


@given(landscapes(), st.data())
@settings(max_examples=SOME)
def test_from_some_facts_follows_what_the_words_of_the_model_say(snapshot: Snapshot, data: st.DataObject) -> None:
    ties = data.draw(some_of(range(len(snapshot.relationships))))
    given_ = data.draw(some_of([(i, a) for i in range(len(snapshot.nodes)) for a in ASPECTS]))
    escalation = Escalation(escalate(snapshot, at=TODAY).ground.only(ties, given_))
    for end in ("low", "high", "declared"):
        assert table(escalation, end) == by_reference(snapshot, end, TODAY, ties, given_)


@given(landscapes(), st.data(), st.sampled_from(["low", "high"]))
@settings(max_examples=SOME)
def test_from_fewer_facts_never_follows_more(snapshot: Snapshot, data: st.DataObject, end: str) -> None:
    every = [(i, a) for i in range(len(snapshot.nodes)) for a in ASPECTS]
    ties, given_ = data.draw(some_of(range(len(snapshot.relationships)))), data.draw(some_of(every))
    fewer, fewer_given = data.draw(some_of(sorted(ties))), data.draw(some_of(sorted(given_)))
    more = by_reference(snapshot, end, TODAY, ties, given_)
    for key, level in by_reference(snapshot, end, TODAY, fewer, fewer_given).items():
        assert level <= more[key]


@given(landscapes(), st.data())
@settings(max_examples=SOME)
def test_a_change_of_some_flows_requires_what_the_landscape_so_changed_does(snapshot: Snapshot, data: st.DataObject) -> None:
    """Ending relationships leaves everything else as it was, but what is judged once on the landscape as it is."""
    gone = data.draw(some_of(range(len(snapshot.relationships))))
    kept = frozenset(range(len(snapshot.relationships))) - gone
    escalation = Escalation(escalate(snapshot, at=TODAY).ground.without(gone))
    assert table(escalation, "low") == by_reference(snapshot, "low", TODAY, kept)


@given(landscapes())
@settings(max_examples=100)
def test_nothing_is_required_without_a_cause_that_can_be_named(snapshot: Snapshot) -> None:
    escalation = escalate(snapshot, at=TODAY)
    for key, (level, asked) in table(escalation, "low").items():
        node = snapshot.index[key[0]], key[1]
        if asked <= escalation.assigned(*node).high:
            continue
        cause: frozenset[int] = frozenset(range(len(snapshot.relationships)))
        for one in sorted(cause):
            if levels(snapshot, at=TODAY, ties=cause - {one})[node].asked >= asked:
                cause -= {one}
        assert cause
        assert levels(snapshot, at=TODAY, ties=cause)[node] == (level, asked)
        alone = Escalation(escalation.ground.only(cause, [(i, a) for i in range(len(snapshot.nodes)) for a in ASPECTS]))
        assert table(alone, "low")[key] == (level, asked)
        assert all(levels(snapshot, at=TODAY, ties=cause - {one})[node].asked < asked for one in cause)
