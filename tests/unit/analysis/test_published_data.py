"""Published data: pairs that open each other, rules over all of it, what is about to be published, and what is decided."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from eagraph.analysis import published_data
from eagraph.analysis.published_data import Answer, Params
from eagraph.errors import UsageError
from eagraph.graph.snapshot import Snapshot
from eagraph.model.fields import Value
from eagraph.model.landscape import Node, Relationship
from tests.property.strategies import node, snapshot_of, tie

OPEN: dict[str, Value] = {"published": True, "asset_kind": "open", "personal": False, "k": 0, "records": 10}
ABOUT: dict[str, Value] = {"subject_kind": "resident", "categories": ("birth_date", "gender", "location")}
EVIDENCE: dict[str, Value] = {
    "filter_method": "k-anonymity", "filter_decision": "KS 1", "filter_decided_by": "owner", "filter_date": "2026-01-01",
    "filter_review": "2027-01-01", "filter_evidence": "tested",
}  # fmt: skip


def ask(snapshot: Snapshot, **params: object) -> Answer:
    return published_data.run(snapshot, Params.model_validate({"at": "2026-06-01", **params}))


def asset(id_: str, **said: Value) -> Node:
    return node(id_, "InformationAsset", **said)


def surely(answer: Answer) -> list[tuple[str, tuple[str, ...]]]:
    return [(row.rule, row.members) for row in answer.rows if not row.possible]


def told(answer: Answer) -> list[tuple[str, tuple[str, ...], int, int, bool]]:
    return [(row.rule, row.members, row.k_low, row.k_high, row.possible) for row in answer.rows if not row.possible]


def city(*more: Relationship, nodes: tuple[Node, ...] = ()) -> Snapshot:
    """Two statistics of different registers about residents, anonymous by decision, and a map about no one."""
    decided = {"asset_kind": "anonymous", "classified_by": "owner", "classified_on": "2026-01-01"}
    return snapshot_of(
        [
            asset("health", personal=True, subject_kind="resident", categories=("identity", "health"), k=3),
            asset("school", personal=True, subject_kind="resident", categories=("identity", "school"), k=2),
            asset("a", **(OPEN | ABOUT | decided)), asset("b", **(OPEN | ABOUT | decided)),
            asset("map", **OPEN, subject_kind="none", categories=("birth_date", "gender", "location")), *nodes,
        ],
        [tie("a", "DERIVED_FROM", "health"), tie("b", "DERIVED_FROM", "school"), *more],
    )  # fmt: skip


def test_statistics_that_share_quasi_identifiers_open_each_other() -> None:
    answer = ask(city())
    assert told(answer) == [
        ("AGG-COMBO-CARE", ("a", "b"), 3, 3, False), ("AGG-PUBLISH", ("a", "b"), 3, 3, False),
    ]  # fmt: skip
    pair = answer.rows[1]
    assert (pair.shared, pair.subject_kind, pair.opens) == (
        ("birth_date", "gender", "location"),
        "resident",
        ("health", "school"),
    )
    assert (pair.flags, pair.decided, answer.sets) == (("decide_before_publishing",), (), 3)
    assert (pair.first_set, pair.decide) == ("a", True)
    assert (answer.together.low, answer.together.high) == (3, 3)
    assert answer.summary.en.startswith("Sets that the public sees: 3. What needs a decision: 2; perhaps:")


def test_one_quasi_identifier_in_common_is_not_enough() -> None:
    few = [
        asset(x, **OPEN, subject_kind="resident", categories=(c, "location"))
        for x, c in (("p", "gender"), ("q", "birth_date"))
    ]
    assert not surely(ask(snapshot_of(few, [])))


def test_sets_about_different_subjects_do_not_open_each_other() -> None:
    others = [asset(x, **(OPEN | ABOUT | {"subject_kind": x})) for x in ("pupil", "employee")]
    assert not surely(ask(snapshot_of(others, [])))


def test_what_nobody_says_of_the_subject_is_perhaps_the_same() -> None:
    silent = asset("silent", **OPEN, categories=("birth_date", "gender"))
    rows = {row.members: row for row in ask(city(nodes=(silent,))).rows if row.rule == "AGG-PUBLISH"}
    assert {members: row.possible for members, row in rows.items()} == {
        ("a", "b"): False, ("a", "silent"): True, ("b", "silent"): True,
    }  # fmt: skip
    assert (rows["a", "silent"].k_low, rows["a", "silent"].k_high) == (0, 4)


def test_what_needs_confidentiality_and_is_published() -> None:
    answer = ask(snapshot_of([asset("x", published=True, k=2), asset("y", published=True)], []))
    held = {row.members: (row.k_low, row.k_high, row.possible) for row in answer.rows if row.rule == "high-water-mark"}
    assert held == {("x",): (2, 2, False), ("y",): (0, 4, True)}


def test_what_is_open_but_not_yet_published_is_not_seen() -> None:
    answer = ask(snapshot_of([asset("x", asset_kind="open", published=False, k=2), asset("y", k=2)], []))
    assert (answer.rows, answer.summary.en) == ((), "Nothing is said to be published.")
    assert "1 information assets do not say whether they are published" in answer.completeness.reasons[0].en


def portal(k: int = 0, flow: Mapping[str, Value] | None = None) -> Snapshot:
    """A portal that holds a published map, and is sent loans through a filter."""
    return snapshot_of(
        [
            node("portal", k=k), node("library"), asset("map", **OPEN, subject_kind="none", categories=("location",)),
            asset("loans", personal=True, **ABOUT, k=2),
        ],
        [
            tie("portal", "HOLDS", "map"), tie("library", "HOLDS", "loans"),
            tie("library", "FLOW", "portal", carries=("loans",), filter="anonymise", **(flow or {})),
        ],
    )  # fmt: skip


def test_what_lies_in_a_place_that_publishes_and_protects_nothing_is_seen_as_filters_left_it() -> None:
    filtered, bare, closed = ask(portal(flow=EVIDENCE)), ask(portal()), ask(portal(k=1))
    assert (filtered.open_places, filtered.sets, surely(filtered)) == (("portal",), 2, [])
    assert [(row.rule, row.members, row.places, row.k_low) for row in bare.rows if not row.possible] == [
        ("high-water-mark", ("loans",), ("portal",), 2)
    ]  # fmt: skip
    assert (closed.open_places, closed.sets, surely(closed)) == ((), 1, [])
    assert ask(portal(k=1), open_places=("portal",)).sets == 2


def test_a_filtered_set_and_a_published_one_open_each_other() -> None:
    before = portal(flow=EVIDENCE)
    snapshot = snapshot_of([*before.nodes, asset("p", **(OPEN | ABOUT))], before.relationships)
    pair = ask(snapshot).rows[0]
    assert (pair.rule, pair.members, pair.places, pair.k_low) == ("AGG-PUBLISH", ("loans", "p"), ("portal",), 2)


def test_what_would_newly_arise_if_one_more_is_published() -> None:
    more = asset("more", **(ABOUT | {"personal": True, "k": 1}))
    answer = ask(city(nodes=(more,)), add=("more",))
    assert {*surely(answer)} == {
        ("AGG-PUBLISH", ("a", "more")), ("AGG-PUBLISH", ("b", "more")), ("high-water-mark", ("more",)),
        ("AGG-COUNT", ("a", "b", "more")),
    }  # fmt: skip
    assert answer.before == ask(city(nodes=(more,))).together
    assert answer.hidden >= len(surely(ask(city())))
    already = ask(city(), add=("a",))
    assert (already.rows, already.summary.en) == ((), "What would newly need a decision if it is published: 0; perhaps: 0.")
    assert any("a is published already" in reason.en for reason in already.completeness.reasons)


def test_a_decision_in_force_covers_every_set() -> None:
    def exempted(sets: str, **said: Value) -> Answer:
        decided = {"rule": "AGG-PUBLISH", "decided_by": "council", "decided_on": "2026-02-01", **said}
        ties = [tie("e", "EXEMPTS", one) for one in sets]
        return ask(city(*ties, nodes=(node("e", "Exemption", **decided),)))

    def decided(answer: Answer) -> tuple[str, ...]:
        return next(row.decided for row in answer.rows if row.rule == "AGG-PUBLISH")

    assert decided(exempted("ab")) == ("e",)
    assert [row.rule for row in exempted("ab").rows if row.decide] == ["AGG-COMBO-CARE"]
    assert "What needs a decision: 1" in exempted("ab").summary.en
    for other in (exempted("a"), exempted("ab", rule="COM-06"), exempted("ab", valid_to="2026-03-01")):
        assert decided(other) == ()


def test_a_landscape_without_information() -> None:
    answer = ask(snapshot_of([node("a"), node("b")], [tie("a", "FLOW", "b")]))
    assert (answer.rows, answer.sets, answer.together.high) == ((), 0, 0)
    assert any("names no information" in reason.en for reason in answer.completeness.reasons)


def test_rows_are_bounded_and_counted() -> None:
    many = [asset(f"s{i}", **(OPEN | ABOUT)) for i in range(5)]
    answer = ask(snapshot_of(many, []), limit=3)
    assert (len(answer.rows), answer.completeness.state) == (3, "truncated")
    assert "more rows are not shown" in answer.completeness.reasons[0].en
    assert sum(row.rule == "AGG-PUBLISH" for row in ask(snapshot_of(many, [])).rows) == 10


def test_what_is_no_information_cannot_be_published() -> None:
    with pytest.raises(UsageError, match="a is no information asset"):
        ask(snapshot_of([node("a")], []), add=("a",))
