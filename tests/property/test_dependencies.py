"""Dependencies against networkx, on a graph built from MODEL's table and not from eagraph's views."""

from __future__ import annotations

import datetime as dt
import time
from typing import get_args

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eagraph.analysis import dependencies
from eagraph.analysis.dependencies import MOST_CHAINS, Params, Row
from eagraph.graph.snapshot import Snapshot
from eagraph.graph.views import ViewName
from eagraph.model.schema import Schema
from eagraph.results import Result
from tests.property.directions import COLUMN, TABLE, is_valid, steps, travelling
from tests.property.strategies import DAYS, EVERYTHING, ids, landscapes, node, snapshot_of, tie

VIEWS: tuple[ViewName, ...] = get_args(ViewName)
SIGNS = {"with": ">", "against": "<", "both": "=", "not": "-"}


def test_the_declared_types_travel_as_the_table_of_the_model_says() -> None:
    declared = {t.type: "".join(SIGNS[t.travels(view)] for view in VIEWS) for t in Schema.standard().relationship_types}
    assert declared == TABLE
    assert tuple(COLUMN) == VIEWS


def graph_of(snapshot: Snapshot, view: ViewName, at: dt.date | None, assume_needed: bool) -> nx.DiGraph[str]:
    """Arcs from the one that is needed to the one that needs it: requirements travel the other way."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(n.id for n in snapshot.nodes)
    for step in steps(snapshot, view, at=at, assume_needed=assume_needed):
        ends = (step.taker, step.giver) if view == "requirement" else (step.giver, step.taker)
        graph.add_edge(*ends)
    return graph


def walked(graph: nx.DiGraph[str], direction: str) -> nx.DiGraph[str]:
    return graph if direction == "downstream" else graph.reverse()


@st.composite
def questions(draw: st.DrawFn) -> tuple[Snapshot, nx.DiGraph[str], dict[str, object]]:
    snapshot = draw(landscapes(types=EVERYTHING, assets=2, dated=True))
    view = draw(st.sampled_from(VIEWS))
    at, assume_needed = draw(st.none() | st.sampled_from(DAYS)), draw(st.booleans())
    direction = draw(st.sampled_from(["upstream", "downstream"]))
    params: dict[str, object] = {"view": view, "direction": direction, "at": at, "assume_needed": assume_needed}
    return snapshot, walked(graph_of(snapshot, view, at, assume_needed), direction), params


def ask(snapshot: Snapshot, **params: object) -> Result[Row]:
    return dependencies.run(snapshot, Params.model_validate(params))


@given(questions(), st.data())
@settings(max_examples=300)
def test_reached_is_what_networkx_reaches_by_real_shortest_paths(
    question: tuple[Snapshot, nx.DiGraph[str], dict[str, object]], data: st.DataObject
) -> None:
    snapshot, graph, params = question
    of = data.draw(ids(snapshot))
    rows = ask(snapshot, of=of, **params).rows
    distances = nx.single_source_shortest_path_length(graph, of)
    assert {row.id: row.hops for row in rows} == {id_: hops for id_, hops in distances.items() if hops}
    assert {row.id for row in rows} == nx.descendants(graph, of)
    assert [(row.hops, row.id) for row in rows] == sorted((row.hops, row.id) for row in rows)
    for row in rows:
        assert (row.path[0], row.path[-1], len(row.path)) == (of, row.id, row.hops + 1)
        assert nx.is_path(graph, row.path)


@given(questions(), st.data(), st.integers(1, 3))
@settings(max_examples=200)
def test_a_depth_cuts_what_lies_beyond_and_says_how_much(
    question: tuple[Snapshot, nx.DiGraph[str], dict[str, object]], data: st.DataObject, depth: int
) -> None:
    snapshot, _, params = question
    of = data.draw(ids(snapshot))
    answer, whole = ask(snapshot, of=of, depth=depth, **params), ask(snapshot, of=of, **params)
    assert answer.rows == tuple(row for row in whole.rows if row.hops <= depth)
    beyond = len(whole.rows) - len(answer.rows)
    assert (answer.completeness.state == "truncated") == bool(beyond)
    assert any(reason.en.startswith(f"{beyond} things lie beyond") for reason in answer.completeness.reasons) == bool(beyond)


@given(questions(), st.data())
@settings(max_examples=200)
def test_between_gives_every_shortest_chain_in_the_direction_asked_else_in_the_other(
    question: tuple[Snapshot, nx.DiGraph[str], dict[str, object]], data: st.DataObject
) -> None:
    snapshot, graph, params = question
    first, last = data.draw(ids(snapshot)), data.draw(ids(snapshot))
    answer = ask(snapshot, between=(first, last), **params)
    fitting = next((g for g in (graph, graph.reverse()) if nx.has_path(g, first, last)), None)
    chains = sorted(nx.all_shortest_paths(fitting, first, last)) if fitting is not None else []
    assert [list(row.path) for row in answer.rows] == chains
    assert all(row.hops == len(row.path) - 1 and row.id == last for row in answer.rows)
    if chains:
        assert f". Shortest chains: {len(chains)}; steps in each: {len(chains[0]) - 1}." in answer.summary.en
    else:
        assert "No chain" in answer.summary.en


@given(questions(), st.data())
@settings(max_examples=100)
def test_what_a_day_leaves_out_is_counted(
    question: tuple[Snapshot, nx.DiGraph[str], dict[str, object]], data: st.DataObject
) -> None:
    snapshot, _, params = question
    view, at = params["view"], params["at"]
    answer = ask(snapshot, of=data.draw(ids(snapshot)), **params)
    ties = travelling(snapshot, view)  # type: ignore[arg-type]
    assert answer.hidden == (sum(not is_valid(snapshot, t, at) for t in ties) if at else 0)  # type: ignore[arg-type]


def ladder(rungs: int) -> Snapshot:
    """Two ways at every rung: 2^rungs shortest chains from top to bottom."""
    nodes = [node(f"{side}{i:02}") for i in range(rungs) for side in "lmr"] + [node(f"m{rungs:02}")]
    ties = []
    for i in range(rungs):
        for side in "lr":
            ties += [tie(f"m{i:02}", "DEPENDS_ON", f"{side}{i:02}"), tie(f"{side}{i:02}", "DEPENDS_ON", f"m{i + 1:02}")]
    return snapshot_of(nodes, ties)


@pytest.mark.parametrize("ends", [("m00", "m60"), ("m60", "m00")])
def test_two_to_the_sixty_chains_end_at_once_and_say_how_many_there_are(ends: tuple[str, str]) -> None:
    snapshot = ladder(60)
    began = time.process_time()
    answer = ask(snapshot, between=ends)
    assert time.process_time() - began < 5
    assert len(answer.rows) == MOST_CHAINS == len({row.path for row in answer.rows})
    assert all(row.hops == 120 and (row.path[0], row.path[-1]) == ends for row in answer.rows)
    assert answer.completeness.state == "truncated"
    assert any(f"{MOST_CHAINS} of {2**60:,} chains" in reason.en for reason in answer.completeness.reasons)


def test_all_of_a_ladder_is_reached_once_each() -> None:
    assert len(ask(ladder(60), of="m00").rows) == 180


def test_downstream_are_those_who_depend_on_it_in_every_view_that_knows_needs() -> None:
    snapshot = snapshot_of([node("dependant"), node("supplier")], [tie("dependant", "DEPENDS_ON", "supplier")])
    for view in ("failure", "requirement"):
        assert [row.id for row in ask(snapshot, of="supplier", direction="downstream", view=view).rows] == ["dependant"]
        assert [row.id for row in ask(snapshot, of="dependant", direction="upstream", view=view).rows] == ["supplier"]
