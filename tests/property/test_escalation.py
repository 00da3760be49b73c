"""Escalation without aggregation rules against a naive fixpoint of the model's words, and every witness walked on foot."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from eagraph.analysis import escalation
from eagraph.analysis.escalation import Params, Row
from eagraph.graph.snapshot import Snapshot
from eagraph.loading.changes import Stored
from eagraph.model.classification_model import ClassificationModel
from eagraph.model.fields import Value
from eagraph.model.schema import Schema
from eagraph.results import Result
from tests.property import requirements
from tests.property.directions import has_standing
from tests.property.strategies import ASPECTS, DAYS, EVERYTHING, ids, landscapes, snapshot_of, tie

SMALL = 200


STANDARD = ClassificationModel.standard()
WITHOUT_RULES = replace(Schema.standard(), classification=STANDARD.model_copy(update={"rules": ()}))


def ask(snapshot: Snapshot, aspect: str | None = None, at: dt.date | None = None) -> Result[Row]:
    plain = Snapshot.of(Stored(snapshot.nodes, snapshot.relationships), WITHOUT_RULES)
    return escalation.run(plain, Params.model_validate({"aspect": aspect, "at": at}))


def levels_of(snapshot: Snapshot, aspect: str, at: dt.date | None = None) -> dict[str, tuple[int, int]]:
    return {row.id: (row.required_low, row.required_high) for row in ask(snapshot, aspect, at).rows}


@st.composite
def questions(draw: st.DrawFn, *, dated: bool = False) -> tuple[Snapshot, str]:
    aspect = draw(st.sampled_from(ASPECTS))
    return draw(landscapes(types=EVERYTHING, assets=3, aspects=aspect, dated=dated)), aspect


def with_levels(snapshot: Snapshot, aspect: str, levels: Mapping[str, tuple[int, int]]) -> Snapshot:
    """The same landscape where some things are classified anew."""
    nodes = []
    for node in snapshot.nodes:
        said: dict[str, Value] = dict(node.properties)
        if node.id in levels:
            said |= {aspect: levels[node.id][0], f"{aspect}_high": levels[node.id][1]}
        nodes.append(replace(node, properties=said))
    return snapshot_of(nodes, snapshot.relationships)


@given(questions())
@settings(max_examples=300)
def test_what_is_required_is_the_least_fixpoint_of_the_rules(question: tuple[Snapshot, str]) -> None:
    snapshot, aspect = question
    assert levels_of(snapshot, aspect) == requirements.required(snapshot, aspect)


@given(questions())
@settings(max_examples=SMALL)
def test_verdicts_compare_what_others_ask_with_what_is_assigned(question: tuple[Snapshot, str]) -> None:
    snapshot, aspect = question
    asked = requirements.asked(snapshot, aspect)
    for row in ask(snapshot, aspect).rows:
        assert (row.assigned_low, row.assigned_high) == requirements.own(snapshot, row.id, aspect)
        assert row.raised == (row.required_low > row.assigned_high) == (asked[row.id][0] > row.assigned_high)
        assert row.possible == (asked[row.id][1] > row.assigned_low)
        assert bool(row.rules) or not (row.raised or row.possible)


@given(questions(), st.randoms(use_true_random=False))
@settings(max_examples=SMALL)
def test_the_order_of_relationships_decides_nothing(question: tuple[Snapshot, str], chance: st.DataObject) -> None:
    snapshot, aspect = question
    order = list(snapshot.relationships)
    chance.shuffle(order)  # type: ignore[attr-defined]
    other = Snapshot.of(Stored(snapshot.nodes, tuple(order)))
    assert levels_of(other, aspect) == levels_of(snapshot, aspect)
    assert {(r.id, r.raised, r.possible, r.assumed) for r in ask(other, aspect).rows if r.raised} == {
        (r.id, r.raised, r.possible, r.assumed) for r in ask(snapshot, aspect).rows if r.raised
    }


@given(questions(), st.data())
@settings(max_examples=SMALL)
def test_more_sensitive_or_more_tied_never_requires_less(question: tuple[Snapshot, str], data: st.DataObject) -> None:
    snapshot, aspect = question
    before = levels_of(snapshot, aspect)
    chosen = data.draw(ids(snapshot))
    low, high = requirements.own(snapshot, chosen, aspect)
    if snapshot.nodes[snapshot.index[chosen]].label == "InformationAsset" or (aspect in "rt" and chosen in before):
        snapshot = with_levels(snapshot, aspect, {chosen: (min(4, low + 1), max(high, min(4, low + 1)))})
    types = ["HOSTS", "CONTROLS_ACCESS_TO", *(["HOLDS", "DERIVED_FROM"] if aspect in "ks" else [])]
    more = tie(data.draw(ids(snapshot)), data.draw(st.sampled_from(types)), data.draw(ids(snapshot)))
    after = levels_of(snapshot_of(snapshot.nodes, [*snapshot.relationships, more]), aspect)
    for id_, level in before.items():
        assert requirements.joined(level, after[id_]) == after[id_]


@given(questions())
@settings(max_examples=SMALL)
def test_who_assigns_what_is_required_is_not_raised_again(question: tuple[Snapshot, str]) -> None:
    snapshot, aspect = question
    settled = with_levels(snapshot, aspect, levels_of(snapshot, aspect))
    answer = ask(settled, aspect)
    assert levels_of(settled, aspect) == levels_of(snapshot, aspect)
    assert not [row for row in answer.rows if row.raised]


@given(questions(), st.data())
@settings(max_examples=SMALL)
def test_whatever_the_unknown_turns_out_to_be_lies_within_the_interval(
    question: tuple[Snapshot, str], data: st.DataObject
) -> None:
    snapshot, aspect = question
    givers = [n.id for n in snapshot.nodes if n.label == "InformationAsset" or (aspect in "rt" and stated(n, aspect))]
    bounds = {id_: requirements.own(snapshot, id_, aspect) for id_ in givers}
    before = levels_of(snapshot, aspect)
    drawn = {id_: data.draw(st.integers(*ends)) for id_, ends in bounds.items()}
    for chosen, end in ((drawn, None), ({i: b[0] for i, b in bounds.items()}, 0), ({i: b[1] for i, b in bounds.items()}, 1)):
        exact = levels_of(with_levels(snapshot, aspect, {id_: (n, n) for id_, n in chosen.items()}), aspect)
        for id_, (low, high) in before.items():
            level = exact.get(id_, (0, 0))
            assert low <= level[0] == level[1] <= high
            assert end is None or level[0] == (low, high)[end]


def stated(node: object, aspect: str) -> bool:
    properties = node.properties  # type: ignore[attr-defined]
    return aspect in properties or f"{aspect}_high" in properties


def least_at_the_end(snapshot: Snapshot, aspect: str, witness: tuple[str, ...]) -> int:
    """The level a witness proves: that of its first element, less the discounts of the best ties along the way; or -1."""
    there = requirements.content(snapshot)
    demands = list(requirements.demands(snapshot, aspect))
    first = witness[0]
    states: set[tuple[str | None, int]] = {(None, requirements.own(snapshot, first, aspect)[0])}
    if any(asset == first for _, asset in there.everything):
        states.add((first, requirements.own(snapshot, first, aspect)[0]))
    for here, following in pairwise(witness):
        onward: set[tuple[str | None, int]] = set()
        for token, level in states:
            for giver, taker, less in demands:
                if (giver, taker) == (here, following):
                    onward |= {(None, max(0, level - less)), (following, max(0, level - less))}
            if token is not None and _brings(snapshot, aspect, there, token, here, following):
                onward |= {(token, level), (None, level)}
        states = onward
    return max((level for _, level in states), default=-1)


def _brings(snapshot: Snapshot, aspect: str, there: requirements.Content, asset: str, here: str, following: str) -> bool:
    """Does an asset come from here to the next place by one tie?"""
    if here == asset:
        carried = any((t.source, t.type, t.target) == (following, "CARRIES", asset) for t in snapshot.relationships)
        return (following, asset) in there.homes or (carried and aspect in "ks")
    between = [t for t in snapshot.relationships if (t.source, t.target) == (here, following)]
    by_flow = any(t.type == "FLOW" and asset in t.properties.get("carries", (asset,)) for t in between)  # type: ignore[operator]
    return aspect in "ks" and (by_flow or any(t.type == "VIA" for t in between))


@given(questions())
@settings(max_examples=300)
def test_a_witness_starts_where_the_level_was_given_and_every_step_requires_it(question: tuple[Snapshot, str]) -> None:
    snapshot, aspect = question
    asked = requirements.asked(snapshot, aspect)
    for row in ask(snapshot, aspect).rows:
        assert row.witness[-1] == row.id
        assert len(set(row.witness[1:])) == len(row.witness[1:])
        if row.raised or not row.possible:
            assert least_at_the_end(snapshot, aspect, row.witness) >= row.required_low
        if row.raised:
            assert len(row.witness) > 1
            assert row.rules
        if row.possible and not row.raised:
            highest = requirements.own(snapshot, row.witness[0], aspect)[1]
            opened = with_levels(snapshot, aspect, {row.witness[0]: (highest, highest)})
            assert least_at_the_end(opened, aspect, row.witness) >= asked[row.id][1]


@given(questions())
@settings(max_examples=SMALL)
def test_a_witness_assumes_only_what_nothing_known_requires(question: tuple[Snapshot, str]) -> None:
    snapshot, aspect = question
    firm = requirements.required(snapshot, aspect, guess=False)
    for row in ask(snapshot, aspect).rows:
        if row.raised or (not row.possible and row.required_low):
            assert row.assumed == (firm.get(row.id, (0, 0))[0] < row.required_low)


@given(questions(dated=True), st.sampled_from(DAYS))
@settings(max_examples=SMALL)
def test_a_day_requires_what_would_be_required_were_the_rest_not_there(question: tuple[Snapshot, str], at: dt.date) -> None:
    snapshot, aspect = question
    answer = ask(snapshot, aspect, at)
    assert levels_of(snapshot, aspect, at) == requirements.required(snapshot, aspect, at)
    valid = requirements.valid_ties(snapshot, at)
    standing = {n.id for n in snapshot.nodes if has_standing(n.properties, at)}
    carried = {a for t in valid for a in t.properties.get("carries", ()) if a not in standing}  # type: ignore[union-attr]
    if not carried:
        left = Snapshot.of(Stored(snapshot.nodes, tuple(valid)))
        assert [r.model_dump() for r in answer.rows] == [r.model_dump() for r in ask(left, aspect).rows]
    gone = [t for t in snapshot.relationships if t not in valid]
    assert answer.hidden == sum(t.type in COUNTED[aspect] for t in gone)


OF_ALL = {
    "FLOW",
    "VIA",
    "HOSTS",
    "CONTROLS_ACCESS_TO",
    "DERIVED_FROM",
    "USED_BY",
    "HOLDS",
    "CARRIES",
    "DEPENDS_ON",
    "REALISES",
    "SUPPORTS",
}
COUNTED = {"k": OF_ALL, "r": OF_ALL, "s": OF_ALL, "t": OF_ALL | {"MEMBER_OF"}}
