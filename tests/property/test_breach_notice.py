"""Breach notice: what is hit by MODEL's own words, and the number of persons against sets of persons drawn at random."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from eagraph.analysis import breach_notice
from eagraph.analysis._personal.deadlines import deadlines
from eagraph.analysis._personal.persons import persons
from eagraph.analysis.breach_notice import Answer, Params
from eagraph.escalation import escalate
from eagraph.graph.snapshot import Snapshot
from eagraph.model.classification import ASPECTS
from eagraph.model.landscape import Relationship
from tests.property import requirements
from tests.property.escalating import TODAY, landscapes
from tests.property.strategies import ids, node, snapshot_of

SOME = 80
pytestmark = pytest.mark.heavy


def ask(snapshot: Snapshot, **params: object) -> Answer:
    return breach_notice.run(snapshot, Params.model_validate({"at": TODAY, **params}))


def closed(snapshot: Snapshot, start: set[str], types: tuple[str, ...]) -> set[str]:
    """Everything that some relationships lead to from a start."""
    found = set(start)
    while more := {t.target for t in snapshot.relationships if t.type in types and t.source in found} - found:
        found |= more
    return found


def hit(snapshot: Snapshot, named: set[str], reach: str) -> set[str]:
    places = closed(snapshot, {n for n in named if not n.startswith("x")}, ("HOSTS",))
    return closed(snapshot, places, ("FLOW", "VIA")) if reach == "flows" else places


@given(landscapes(), st.data(), st.sampled_from(["affected", "flows"]))
@settings(max_examples=SOME)
def test_everything_in_the_places_hit_is_a_row(snapshot: Snapshot, data: st.DataObject, reach: str) -> None:
    named = data.draw(st.sets(ids(snapshot), min_size=1, max_size=3))
    answer, there = ask(snapshot, affected=sorted(named), reach=reach), requirements.content(snapshot)
    places = hit(snapshot, named, reach)
    expected: dict[str, set[str]] = {asset: set() for asset in named if asset.startswith("x")}
    for place, asset in there.everything:
        if place in places:
            expected.setdefault(asset, set()).add(place)
    assert {row.id: set(row.places) for row in answer.rows} == expected
    assert answer.notice.places == len(places)


@given(landscapes(), st.data())
@settings(max_examples=SOME)
def test_an_incident_hits_what_it_affected_and_where_it_started(snapshot: Snapshot, data: st.DataObject) -> None:
    ends = data.draw(
        st.lists(st.tuples(st.sampled_from(["AFFECTED", "STARTED_IN"]), ids(snapshot)), max_size=3, unique=True)
    )
    ties = [Relationship("i", type_, to, {}) for type_, to in ends]
    recorded = snapshot_of([*snapshot.nodes, node("i", "Incident")], [*snapshot.relationships, *ties], snapshot.schema)
    answer = ask(recorded, incident="i")
    named = sorted({to for _, to in ends})
    assert answer.rows == (ask(snapshot, affected=named).rows if named else ())
    assert any("day of detection" in missing.what.en for missing in answer.missing)


@given(landscapes(), st.data())
@settings(max_examples=SOME)
def test_who_reaches_further_hits_no_less_and_the_highest_level_is_the_highest(
    snapshot: Snapshot, data: st.DataObject
) -> None:
    thing = data.draw(ids(snapshot))
    near, far = (ask(snapshot, affected=[thing], reach=reach) for reach in ("affected", "flows"))
    assert {row.id for row in near.rows} <= {row.id for row in far.rows}
    assert near.notice.persons_low <= far.notice.persons_low
    if near.notice.persons_high is None or far.notice.persons_high is not None:
        assert far.notice.persons_high is None or (near.notice.persons_high or 0) <= far.notice.persons_high
    found = escalate(snapshot, at=TODAY)
    things = hit(snapshot, {thing}, "flows") | {row.id for row in far.rows}
    for aspect, top in zip(ASPECTS, far.highest, strict=False):
        levels = [found.required(snapshot.index[one], aspect) for one in things]
        assert (top.aspect, top.required_low, top.required_high) == (
            aspect, max(level.low for level in levels), max(level.high for level in levels),
        )  # fmt: skip


Sets = dict[int, frozenset[int]]


@st.composite
def sets_of_persons(draw: st.DrawFn) -> tuple[Sets, dict[int, tuple[int, ...]]]:
    """Sets of persons; those that are made of others are about none but theirs."""
    count = draw(st.integers(1, 5))
    bases: dict[int, tuple[int, ...]] = {}
    found: Sets = {}
    for i in range(count):
        made_of = tuple(sorted(draw(st.sets(st.integers(0, i - 1), max_size=2)))) if i else ()
        pool = sorted({p for base in made_of for p in found[base]}) if made_of else list(range(8))
        found[i] = frozenset(p for p in pool if draw(st.booleans()))
        if made_of:
            roots = {root for base in made_of for root in bases.get(base, (base,))}
            bases[i] = tuple(sorted(roots))
    return found, bases


@given(sets_of_persons(), st.data())
@settings(max_examples=200)
def test_the_persons_lie_in_the_interval(drawn: tuple[Sets, dict[int, tuple[int, ...]]], data: st.DataObject) -> None:
    people, bases = drawn
    among = data.draw(st.sets(st.sampled_from(sorted(people)), min_size=1))
    surely = data.draw(st.sets(st.sampled_from(sorted(among))))
    silent = data.draw(st.sets(st.sampled_from(sorted(among))))
    found = persons({c: None if c in silent else len(people[c]) for c in among}, surely, bases)
    concerned = frozenset[int]().union(*(people[c] for c in among))
    assert found.least <= len(frozenset[int]().union(*(people[c] for c in surely)))
    assert found.most is None or len(concerned) <= found.most
    assert (found.most is None) == bool(found.unknown)
    assert {*found.unknown} <= silent


@given(st.dates(dt.date(1990, 1, 1), dt.date(2100, 1, 1)))
@settings(max_examples=200)
def test_deadlines_follow_each_other(detected: dt.date) -> None:
    due = {
        one.duty: dt.datetime.fromisoformat(one.at_latest) for one in deadlines(detected, personal="yes") if one.at_latest
    }
    start = dt.datetime.combine(detected, dt.time())
    assert due["early_warning"] - start == dt.timedelta(hours=24)
    assert due["incident_notification"] - start == due["supervisory_authority"] - start == dt.timedelta(hours=72)
    month = due["final_report"] - due["incident_notification"]
    assert dt.timedelta(days=28) <= month <= dt.timedelta(days=31)
    assert due["final_report"].day in (due["incident_notification"].day, 28, 29, 30)
    assume(due["incident_notification"].day <= 28)
    assert due["final_report"].day == due["incident_notification"].day
