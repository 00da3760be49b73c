"""Dialogue lists: whose information reaches a system, what counts as a dialogue, and for how long."""

from __future__ import annotations

import pytest

from eagraph.analysis import dialogue_lists
from eagraph.analysis.dialogue_lists import Answer, Params, Row
from eagraph.graph.snapshot import Snapshot
from eagraph.model.fields import Value
from eagraph.model.landscape import Node, Relationship
from tests.property.strategies import node, snapshot_of, tie


def ask(snapshot: Snapshot, **params: object) -> Answer:
    return dialogue_lists.run(snapshot, Params.model_validate({"at": "2026-06-01", **params}))


def city(*more: Relationship, nodes: tuple[Node, ...] = (), **flow: Value) -> Snapshot:
    """A register that sends what Ann owns to a portal, which holds something of Bo's; Cy owns the portal."""
    return snapshot_of(
        [
            *(node(s, lifecycle="live") for s in ("register", "portal")), *(node(r, "Role") for r in ("ann", "bo", "cy")),
            node("board", "Organisation", kind="board"), *(node(x, "InformationAsset") for x in "xy"), *nodes,
        ],
        [
            tie("register", "HOLDS", "x"), tie("portal", "HOLDS", "y"),
            tie("register", "FLOW", "portal", **({"carries": ("x",)} | flow)), tie("x", "OWNED_BY", "ann"),
            tie("y", "OWNED_BY", "bo"), tie("portal", "OWNED_BY", "cy"), tie("ann", "BELONGS_TO", "board"), *more,
        ],
    )  # fmt: skip


def talk(
    *about: str, date: str | None = "2026-05-01", kind: str = "dialogue"
) -> tuple[tuple[Node, ...], list[Relationship]]:
    said: dict[str, Value] = {"evidence_kind": kind, **({"date": date} if date else {})}
    return (node("talk", "Evidence", **said),), [tie("talk", "ABOUT", one) for one in about]


def row(answer: Answer, system: str, owner: str | None) -> Row:
    return next(row for row in answer.rows if (row.id, row.owner) == (system, owner))


def test_owners_of_what_is_held_and_of_what_flows_bring_are_on_the_list() -> None:
    nodes, ties = talk("elsewhere")
    answer = ask(city(*ties, nodes=(*nodes, node("elsewhere", lifecycle="live"))))
    assert {(r.id, r.owner, r.wrong, r.violation, r.assets, r.held) for r in answer.rows} == {
        ("register", "ann", "no_dialogue", "yes", ("x",), True), ("portal", "ann", "no_dialogue", "yes", ("x",), False),
        ("portal", "bo", "no_dialogue", "yes", ("y",), True),
    }  # fmt: skip
    one = row(answer, "portal", "ann")
    assert (one.organisation, one.managed_by, one.asset_names) == ("board", "cy", "x")
    assert [(s.id, s.owners, s.missing) for s in answer.systems] == [("portal", 2, 2), ("register", 1, 1)]
    assert [r.id for r in ask(city(), of="register").rows] == ["register"]


@pytest.mark.parametrize("about", [("portal", "ann"), ("portal", "x"), ("portal", "person")])
def test_a_dialogue_is_about_the_system_and_the_owner_or_the_information(about: tuple[str, str]) -> None:
    nodes, ties = talk(*about)
    answer = ask(city(*ties, tie("ann", "HELD_BY", "person"), nodes=(*nodes, node("person", "Person"))))
    one = row(answer, "portal", "ann")
    assert (one.wrong, one.violation, str(one.last), one.evidence) == ("nothing", "no", "2026-05-01", "talk")
    assert row(answer, "portal", "bo").violation == "yes"
    assert row(answer, "register", "ann").violation == "yes"


@pytest.mark.parametrize(("date", "wrong", "violation"), [
    ("2025-06-01", "nothing", "no"), ("2025-05-31", "dialogue_too_old", "yes"), ("2026-06-01", "nothing", "no"),
    ("2026-06-02", "no_dialogue", "yes"), (None, "dialogue_without_date", "unknown"),
])  # fmt: skip
def test_a_dialogue_counts_for_a_year(date: str | None, wrong: str, violation: str) -> None:
    nodes, ties = talk("portal", "ann", date=date)
    one = row(ask(city(*ties, nodes=nodes)), "portal", "ann")
    assert (one.wrong, one.violation) == (wrong, violation)


def test_where_no_dialogue_is_on_record_at_all_it_is_unknown() -> None:
    answer = ask(city())
    assert {(r.wrong, r.violation) for r in answer.rows} == {("no_dialogue", "unknown")}
    assert any("No dialogue at all" in r.en for r in answer.completeness.reasons)


def test_other_evidence_and_dialogues_about_one_end_do_not_count() -> None:
    for about, kind in ((("portal", "ann"), "review"), (("portal",), "dialogue"), (("ann",), "dialogue")):
        nodes, ties = talk(*about, kind=kind)
        assert row(ask(city(*ties, nodes=nodes)), "portal", "ann").wrong == "no_dialogue"


def test_nobody_talks_to_themselves() -> None:
    answer = ask(city(tie("register", "OWNED_BY", "ann")))
    assert (row(answer, "register", "ann").wrong, row(answer, "register", "ann").violation) == ("same_owner", "no")
    held = [tie(role, "HELD_BY", "person") for role in ("bo", "cy")]
    assert row(ask(city(*held, nodes=(node("person", "Person"),))), "portal", "bo").wrong == "same_owner"
    assert [s.id for s in answer.systems] == ["portal"]


def test_what_a_flow_may_bring_is_unknown() -> None:
    snapshot = city()
    ties = [r if r.type != "FLOW" else tie("register", "FLOW", "portal") for r in snapshot.relationships]
    one = row(ask(snapshot_of(snapshot.nodes, ties)), "portal", "ann")
    assert (one.wrong, one.violation, one.assets, one.perhaps) == ("no_dialogue", "unknown", (), ("x",))


def test_information_without_an_owner_is_named() -> None:
    answer = ask(city(tie("portal", "HOLDS", "z"), nodes=(node("z", "InformationAsset"),)))
    one = row(answer, "portal", None)
    assert (one.wrong, one.violation, one.assets) == ("owner_unknown", "unknown", ("z",))
    assert any("1 pieces of information in these systems have no owner" in r.en for r in answer.completeness.reasons)


def test_retired_systems_talk_to_nobody() -> None:
    gone = city(nodes=(node("old", lifecycle="retired"),))
    snapshot = snapshot_of(gone.nodes, [*gone.relationships, tie("old", "HOLDS", "x")])
    assert {r.id for r in ask(snapshot).rows} == {"register", "portal"}


def test_rows_are_bounded_and_without_information_there_are_none() -> None:
    answer = ask(city(), limit=1)
    assert (len(answer.rows), answer.completeness.state) == (1, "truncated")
    assert not ask(snapshot_of([node("a")], [])).rows
