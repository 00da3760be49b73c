"""Cost keys: sums, members, who decides, which year, and shares that are far from use."""

from __future__ import annotations

import pytest

from eagraph.analysis import cost_keys
from eagraph.analysis.cost_keys import Answer, Params
from eagraph.graph.snapshot import Snapshot
from eagraph.model.fields import Value
from eagraph.model.landscape import Node, Relationship
from tests.property.strategies import node, snapshot_of, tie

KEY: dict[str, Value] = {"evidence_kind": "cost_key", "year": 2026, "decided_by": "Kommunstyrelsen 2025-12-01 § 7"}


def ask(snapshot: Snapshot, **params: object) -> Answer:
    return cost_keys.run(snapshot, Params.model_validate({"at": "2026-06-01", **params}))


def city(
    shares: dict[str, float | None], *more: Relationship, key: dict[str, Value] | None = None, **users: int
) -> Snapshot:
    """A common system used by two boards, one of them through an administration, and a key about it."""
    nodes = [
        node("s", scope="common", lifecycle="live", cost_year=100.0), node("k", "Evidence", **(KEY if key is None else key)),
        *(node(b, "Organisation", kind="board") for b in "abc"), node("adm", "Organisation", kind="administration"),
    ]  # fmt: skip
    ties = [tie("k", "ABOUT", x, **({} if share is None else {"share": share})) for x, share in shares.items()]
    used = {"a": 30, "adm": 10} | users
    ties += [tie("s", "USED_BY", x, users=count) for x, count in used.items()]
    return snapshot_of(nodes, [tie("k", "ABOUT", "s"), tie("adm", "PART_OF", "b"), *ties, *more])


def told(answer: Answer) -> list[tuple[str, str, tuple[str, ...]]]:
    assert {row.id for row in answer.rows} <= {"s"}
    return [(row.wrong, row.violation, row.organisations) for row in answer.rows]


def test_a_key_in_order() -> None:
    answer = ask(city({"a": 0.75, "b": 0.25 + 1e-7}))
    assert (answer.rows, answer.systems, answer.in_order, answer.year) == ((), 1, 1, 2026)
    assert answer.summary.en.startswith("Systems whose cost is shared: 1; with a key for 2026 in order: 1.")
    assert told(ask(city({"a": 0.75, "adm": 0.25}))) == []


@pytest.mark.parametrize(("shares", "total"), [((0.75, 0.2), 0.95), ((0.75, 0.25 + 2e-6), 1.000002), ((0.9, 0.4), 1.3)])
def test_shares_add_up_to_one(shares: tuple[float, float], total: float) -> None:
    row = ask(city(dict(zip("ab", shares, strict=True)))).rows[0]
    assert (row.wrong, row.violation, row.key, row.expected) == ("shares_do_not_add_up", "yes", "k", 1)
    assert row.value == pytest.approx(total)


def test_who_shares_is_who_uses() -> None:
    assert told(ask(city({"a": 0.5, "c": 0.5}))) == [
        ("users_without_share", "yes", ("b",)), ("share_without_use", "yes", ("c",)),
    ]  # fmt: skip


def test_a_share_that_nobody_states_is_unknown() -> None:
    assert told(ask(city({"a": 0.75, "b": None}))) == [("share_missing", "unknown", ("b",))]
    assert told(ask(city({"a": 1.5, "b": None}))) == [
        ("shares_do_not_add_up", "yes", ("a", "b")), ("share_missing", "unknown", ("b",)),
    ]  # fmt: skip


def test_a_share_far_from_use_is_told_for_information() -> None:
    answer = ask(city({"a": 0.45, "b": 0.55}))
    assert told(answer) == [("deviates_from_use", "no", ("b",))]
    assert (answer.rows[0].value, answer.rows[0].expected, answer.in_order) == (0.55, 0.25, 1)
    assert told(ask(city({"a": 0.5, "b": 0.5}))) == []
    silent = snapshot_of(city({"a": 0.45, "b": 0.55}).nodes, [
        r if r.type != "USED_BY" else tie(r.source, r.type, r.target) for r in city({"a": 0.45, "b": 0.55}).relationships
    ])  # fmt: skip
    answer = ask(silent)
    assert (answer.rows, answer.completeness.state) == ((), "incomplete")


@pytest.mark.parametrize(("said", "wrong"), [
    ("KS", None), ("kommunstyrelsen", None), ("The City Executive Board, 2025", None), ("Utbildningsnämnden", "yes"),
    ("Stadsledningskontoret (ksk)", "yes"), ("", "unknown"),
])  # fmt: skip
def test_the_executive_board_decides(said: str, wrong: str | None) -> None:
    found = told(ask(city({"a": 0.75, "b": 0.25}, key=KEY | {"decided_by": said})))
    assert [violation for _, violation, _ in found] == ([wrong] if wrong else [])


def test_whoever_is_named_decides() -> None:
    snapshot = city({"a": 0.75, "b": 0.25}, key=KEY | {"decided_by": "Stadshus AB 2025"})
    assert [row.wrong for row in ask(snapshot).rows] == ["decided_by_another"]
    assert not ask(snapshot, decided_by=("Stadshus AB",)).rows


def test_a_key_is_for_a_year() -> None:
    snapshot = city({"a": 0.75, "b": 0.25})
    assert told(ask(snapshot, at="2027-01-01")) == [("no_key_for_the_year", "yes", ("a", "b"))]
    assert told(ask(snapshot, year=2027)) == [("no_key_for_the_year", "yes", ("a", "b"))]
    undated = {name: value for name, value in KEY.items() if name != "year"}
    assert told(ask(city({"a": 0.75, "b": 0.25}, key=undated))) == [("year_unknown", "unknown", ())]


def test_one_key_a_year() -> None:
    one = city({"a": 0.75, "b": 0.25})
    second = [node("k2", "Evidence", **KEY), *one.nodes]
    ties = [tie("k2", "ABOUT", "s"), tie("k2", "ABOUT", "a", share=0.75), tie("k2", "ABOUT", "b", share=0.25)]
    rows = ask(snapshot_of(second, [*one.relationships, *ties])).rows
    assert [(row.wrong, row.key) for row in rows] == [("several_keys", "k"), ("several_keys", "k2")]


def test_a_common_system_in_use_has_a_key() -> None:
    def missing(users: str, *, keys: bool = True, **said: Value) -> list[tuple[str, str]]:
        nodes: list[Node] = [
            node("s", "System", **said),
            *([node("other", "Evidence", **KEY)] if keys else []),
            *(node(b, "Organisation", kind="board") for b in "ab"),
        ]
        ties = [tie("s", "USED_BY", x) for x in users]
        return [(row.wrong, row.violation) for row in ask(snapshot_of(nodes, ties)).rows if row.id == "s"]

    assert missing("ab", keys=False, scope="common", lifecycle="live") == [("no_key", "unknown")]
    assert missing("ab", scope="common", lifecycle="live") == [("no_key", "yes")]
    assert missing("a", scope="common", lifecycle="live") == [("no_key", "unknown")]
    assert missing("ab", scope="common") == [("no_key", "unknown")]
    assert missing("ab", scope="common", lifecycle="planned") == []
    assert missing("ab", scope="local", lifecycle="live") == []


def test_users_outside_the_city_do_not_share() -> None:
    snapshot = city({"a": 0.75, "b": 0.25})
    outside = [node("x", "Organisation", kind="authority"), *snapshot.nodes]
    assert not ask(snapshot_of(outside, [*snapshot.relationships, tie("s", "USED_BY", "x")])).rows


def test_a_key_about_no_system_and_one_whose_users_are_unknown() -> None:
    nodes = [
        node("s", lifecycle="live"),
        node("k", "Evidence", **KEY),
        node("l", "Evidence", **KEY),
        node("a", "Organisation"),
    ]
    ties = [tie("k", "ABOUT", "s"), tie("k", "ABOUT", "a", share=1.0)]
    rows = ask(snapshot_of(nodes, ties)).rows
    assert [(row.id, row.wrong, row.violation) for row in rows] == [
        ("l", "about_no_system", "unknown"), ("s", "users_unknown", "unknown"),
    ]  # fmt: skip
