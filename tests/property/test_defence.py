"""Defence against every set of changes that costs less, and against landscapes that are really changed as it proposes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eagraph.analysis import blast_radius, defence, timeline
from eagraph.analysis.defence import Params
from eagraph.graph.snapshot import Snapshot
from eagraph.model.fields import Value
from eagraph.model.landscape import Relationship
from tests.property.defending import (
    BUFFERED,
    HOURS,
    PRICES,
    changed,
    changes_of,
    cheaper,
    conceivable,
    figures,
    hard_groups,
    keeps,
)
from tests.property.rebuilding import built
from tests.property.strategies import LABELS, Properties, node, snapshot_of, tie

TYPES = ("DEPENDS_ON", "DEPENDS_ON", "DEPENDS_ON", "DEPENDS_ON", "FLOW", "FLOW", "HOSTS", "MEMBER_OF", "CONTROLS_ACCESS_TO")
BUFFERS: tuple[Properties, ...] = ({}, {}, {"buffer_h": 1}, {"buffer_h": 2.5}, {"buffer_h_low": 1, "buffer_h_high": 9})


def city(chance: Random) -> Snapshot:
    """Four to seven things that need each other a lot, with groups, rings, buffers and criticality."""
    places = [f"p{i}" for i in range(chance.randint(4, 7))]
    nodes = [node(p, chance.choice(LABELS), criticality=chance.randrange(5)) for p in places]
    ties = []
    for _ in range(chance.randint(5, 14)):
        type_, (one, other) = chance.choice(TYPES), chance.sample(places, 2)
        said: Properties = chance.choice([{}, {}, {"group": "g", "k": 1}, {"group": "g", "k": 2}, {"group": "h"}])
        if type_ in BUFFERED:
            said |= chance.choice(BUFFERS)
        if type_ == "DEPENDS_ON":
            said |= chance.choice([{}, {}, {}, {"mode": "soft"}])
        elif type_ == "FLOW":
            said |= chance.choice([{"needed": True}, {"needed": True}, {}, {"needed": False}])
        ties.append(tie(one, type_, other, **said))
    return snapshot_of(nodes, agreed(ties))


def agreed(ties: list[Relationship]) -> list[Relationship]:
    """The same k for all of a group, and no more than it has members."""
    named: dict[tuple[str, Value], list[int]] = {}
    for i, one in enumerate(ties):
        if "group" in one.properties:
            needer = one.target if one.type in ("FLOW", "HOSTS", "CONTROLS_ACCESS_TO") else one.source
            named.setdefault((needer, one.properties["group"]), []).append(i)
    for members in named.values():
        k = ties[members[0]].properties.get("k", 1)
        for i in members:
            ties[i] = replace(ties[i], properties={**ties[i].properties, "k": min(int(str(k)), len(members))})
    return ties


@st.composite
def questions(draw: st.DrawFn) -> tuple[Snapshot, Params]:
    """A dense landscape from a seed, something that fails and does harm, and a limit that is not kept if that can be had."""
    chance = Random(draw(st.integers(0, 2**32)))
    for _ in range(20):
        snapshot = city(chance)
        params = question(chance, [n.id for n in snapshot.nodes])
        told = figures(snapshot, hard_groups(snapshot), set(params.failed), params.of)
        if not keeps(told, params):
            break
    return snapshot, params


def question(chance: Random, places: list[str]) -> Params:
    failed = chance.sample(places, chance.randint(1, 2))
    rest = sorted(set(places) - set(failed))
    limits: dict[str, dict[str, Any]] = {
        "most_stopped": {"most_stopped": chance.randrange(3)},
        "most_services": {"most_services": 0},
        "most_criticality": {"most_criticality": chance.randrange(9)},
        "of": {"of": chance.sample(rest, 1)},
        "hours": {"of": chance.sample(rest, 1), "least_hours": chance.choice([1, 3, 7.5])},
        "several": {"most_stopped": chance.randrange(3), "of": chance.sample(rest, 1)},
        "everything": {"most_criticality": chance.randrange(9), "of": chance.sample(rest, 1), "least_hours": 3},
    }
    said = limits[chance.choice(list(limits))]
    fixed = {"failed": sorted(failed), **PRICES, "buffer_hours": HOURS, "protect_failed": chance.random() < 0.2}
    return Params.model_validate({**fixed, **said})


@pytest.mark.heavy
@given(questions())
@settings(max_examples=300)
def test_no_set_of_changes_that_costs_less_keeps_the_limit(question: tuple[Snapshot, Params]) -> None:
    snapshot, params = question
    answer = defence.run(snapshot, params)
    groups, failed = hard_groups(snapshot), set(params.failed)
    everything = conceivable(snapshot, groups, params)
    first = answer.proposals[0]
    assert first.keeps == keeps(figures(snapshot, groups, failed, params.of), params)
    if first.keeps:
        assert answer.rows == ()
        return
    if len(answer.proposals) == 1:
        told = figures(snapshot, *changed(groups, failed, everything), params.of)
        assert not keeps(told, params)
        return
    before: list[set[tuple[object, ...]]] = []
    for proposal in answer.proposals[1:]:
        taken = changes_of([row for row in answer.rows if row.proposal == proposal.proposal])
        assert proposal.exact
        assert proposal.price == sum(c.price for c in taken)
        for found in cheaper(everything, proposal.price):
            if keeps(figures(snapshot, *changed(groups, failed, found), params.of), params):
                same = {c.same for c in found}
                assert any(other <= same for other in before), found
        before.append({c.same for c in taken})
        if proposal.price > 9:
            break


@pytest.mark.heavy
@given(questions())
@settings(max_examples=300)
def test_a_landscape_really_changed_as_proposed_answers_as_the_proposal_says(question: tuple[Snapshot, Params]) -> None:
    snapshot, params = question
    answer = defence.run(snapshot, params)
    for proposal in answer.proposals[1:]:
        rows = [row for row in answer.rows if row.proposal == proposal.proposal]
        failed = [i for i in params.failed if not any(r.change == "protect" and r.id == i for r in rows)]
        told = rerun(built(snapshot, rows), failed, params.of) if failed else None
        if told is None:
            assert (proposal.stopped, proposal.services, proposal.criticality, proposal.hours) == (0, 0, 0, None)
            continue
        assert (proposal.stopped, proposal.services, proposal.criticality, proposal.hours) == told


def rerun(snapshot: Snapshot, failed: Sequence[str], of: Sequence[str]) -> tuple[int, int, int, float | None]:
    rows = blast_radius.run(snapshot, blast_radius.Params(failed=tuple(failed))).rows
    hours = timeline.run(snapshot, timeline.Params(failed=tuple(failed), repair=False)).rows
    return (
        sum(row.wave > 0 for row in rows),
        sum(row.label == "DigitalService" for row in rows),
        sum(row.criticality or 0 for row in rows),
        min((row.down_from_h for row in hours if row.id in of), default=None),
    )
