"""What to restore first, worked out by hand."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from eagraph.analysis import restoration_order
from eagraph.analysis.restoration_order import Answer, Params
from eagraph.graph.snapshot import Snapshot
from eagraph.loading.changes import Stored
from eagraph.model.fields import Value
from eagraph.model.landscape import Landscape, Node, Relationship

Said = Mapping[str, Value]


def systems(said: Mapping[str, Said], *ties: tuple[str, str] | tuple[str, str, Said]) -> Snapshot:
    nodes = [Node(id_, "System", dict(properties)) for id_, properties in said.items()]
    drawn = [Relationship(one[0], "DEPENDS_ON", one[1], dict(one[2]) if len(one) == 3 else {}) for one in ties]
    whole = Landscape.of(nodes, drawn)
    return Snapshot.of(Stored(whole.nodes, whole.relationships))


def ask(snapshot: Snapshot, *of: str, **more: object) -> Answer:
    return restoration_order.run(snapshot, Params.model_validate({"of": of, **more}))


def order(answer: Answer) -> list[tuple[str, float, float]]:
    return [(row.id, row.begin_h, row.end_h) for row in answer.rows]


def told(answer: Answer) -> str:
    return " ".join(reason.en for reason in answer.completeness.reasons)


def test_where_nobody_waits_smiths_ratio_is_the_best_order() -> None:
    said = {"long": {"restart_h": 8, "criticality": 4}, "short": {"restart_h": 1, "criticality": 2},
            "light": {"restart_h": 1, "criticality": 0}}  # fmt: skip
    answer = ask(systems(said), *said)
    assert order(answer) == [("short", 0, 1), ("long", 1, 9), ("light", 9, 10)]
    assert answer.weighted_completion == answer.lower_bound == 4 * 1 + 16 * 9 + 1 * 10
    assert (answer.gap, answer.back_h) == (0, 10)
    assert [row.ratio for row in answer.rows] == [4, 2, 1]


def test_the_order_looks_ahead_at_what_a_restoration_opens() -> None:
    said = {"power": {"restart_h": 1, "criticality": 0}, "alarm": {"restart_h": 1, "criticality": 4},
            "parking": {"restart_h": 1, "criticality": 1}}  # fmt: skip
    snapshot = systems(said, ("alarm", "power"))
    answer = ask(snapshot, *said)
    assert (answer.method, order(answer)) == ("smith-ahead", [("power", 0, 1), ("alarm", 1, 2), ("parking", 2, 3)])
    assert answer.gap == 0
    assert [(row.id, row.level, row.waits_for) for row in answer.rows] == [
        ("power", 0, ()), ("alarm", 1, ("power",)), ("parking", 0, ()),
    ]  # fmt: skip


def test_two_crews_work_at_the_same_time() -> None:
    said = {name: {"restart_h": 2, "criticality": 0} for name in "abc"}
    answer = ask(systems(said, ("c", "a")), *said, crews=2, exact=True)
    assert order(answer) == [("a", 0, 2), ("b", 0, 2), ("c", 2, 4)]
    assert [row.crew for row in answer.rows] == [1, 2, 1]
    assert (answer.method, answer.weighted_completion) == ("exact", 8)


def test_what_failed_is_repaired_and_what_it_stopped_restarted() -> None:
    said = {"hall": {"repair_h": 10, "restart_h": 1}, "cluster": {"repair_h": 99, "restart_h": 2}, "spare": {"restart_h": 1}}
    answer = restoration_order.run(systems(said, ("cluster", "hall")), Params(failed=("hall",)))
    assert order(answer) == [("hall", 0, 10), ("cluster", 10, 12)]


def test_enough_of_a_group_is_enough() -> None:
    said = {"v": {"restart_h": 1, "criticality": 4}, "slow": {"restart_h": 9}, "fast": {"restart_h": 1}}
    one_of_two: Said = {"group": "g", "k": 1}
    snapshot = systems(said, ("v", "slow", one_of_two), ("v", "fast", one_of_two))
    assert order(ask(snapshot, *said, exact=True)) == [("fast", 0, 1), ("v", 1, 2), ("slow", 2, 11)]
    assert order(ask(snapshot, "v", "slow")) == [("v", 0, 1), ("slow", 1, 10)]


def test_a_soft_need_delays_nothing_unless_it_is_required_for_start() -> None:
    said = {"v": {"restart_h": 1, "criticality": 4}, "u": {"restart_h": 1}}
    assert order(ask(systems(said, ("v", "u", {"mode": "soft"})), *said))[0][0] == "v"
    required: Said = {"mode": "soft", "required_for_start": True}
    assert order(ask(systems(said, ("v", "u", required)), *said))[0][0] == "u"


def test_in_a_ring_somebody_is_started_by_hand_after_what_stands_before_the_ring() -> None:
    said = {name: {"restart_h": 1} for name in "abcx"}
    answer = ask(systems(said, ("a", "b"), ("b", "c"), ("c", "a"), ("a", "x"), ("b", "x"), ("c", "x")), *said)
    (ring,) = answer.rings
    assert (ring.members, ring.start_by_hand, ring.fewest) == (("a", "b", "c"), ("a",), True)
    assert [(row.id, row.level, row.by_hand) for row in answer.rows] == [
        ("x", 0, False), ("a", 1, True), ("c", 2, False), ("b", 3, False),
    ]  # fmt: skip


def test_what_nobody_restores_is_no_work_unless_something_waits_for_it() -> None:
    nodes = [
        Node("office", "Organisation", {}),
        Node("a", "System", {"restart_h": 1}),
        Node("b", "System", {"restart_h": 1}),
    ]
    ties = [Relationship("a", "USED_BY", "office"), Relationship("b", "DEPENDS_ON", "office")]
    whole = Landscape.of(nodes, ties)
    answer = restoration_order.run(Snapshot.of(Stored(whole.nodes, whole.relationships)), Params(failed=("a",)))
    assert order(answer) == [("a", 0, 1), ("office", 1, 1), ("b", 1, 2)]
    answer = restoration_order.run(Snapshot.of(Stored(whole.nodes, whole.relationships[:1])), Params(failed=("a",)))
    assert order(answer) == [("a", 0, 1)]


def test_weighed_by_users_and_what_is_unknown_is_told() -> None:
    said: dict[str, Said] = {"many": {"restart_h": 2, "users": 900}, "few": {"restart_h": 1, "users": 9}, "who": {}}
    answer = ask(systems(said), *said, weight="users", work_h=3)
    assert order(answer) == [("many", 0, 2), ("few", 2, 3), ("who", 3, 6)]
    assert "1 things do not say how long their restoration takes; that counts as 3 h" in told(answer)
    assert "1 things have no known number of users" in told(answer)
    assert "3 things have no known criticality" in told(ask(systems(said), *said))


def test_too_many_for_the_best_order_is_told_with_the_gap() -> None:
    said = {f"s{i:02}": {"restart_h": 1, "criticality": i % 5} for i in range(20)}
    answer = ask(systems(said, *((f"s{i:02}", f"s{i // 2:02}") for i in range(1, 20))), *said, exact=True, limit=5)
    assert answer.method != "exact"
    assert answer.gap == 0
    assert "20 things are too many for the best order of all (at most 16)" in told(answer)
    assert "15 more things are not shown" in told(answer)
    assert answer.completeness.state == "truncated"


def test_nothing_to_restore_is_refused() -> None:
    with pytest.raises(ValueError, match="of"):
        Params()
