"""When a city stops and is back, hour by hour, worked out by hand elsewhere; and what is promised and cannot be kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pytest
from pydantic import ValidationError

from eagraph.analysis import timeline
from eagraph.analysis.timeline import Answer, Params
from eagraph.errors import UnknownName, UsageError
from eagraph.graph.snapshot import Snapshot
from eagraph.loading.changes import Stored
from eagraph.model.fields import Value
from eagraph.model.landscape import Landscape, Node, Relationship

NEEDS: tuple[tuple[str, str, float], ...] = (
    ("dc", "elnat", 8), ("net", "elnat", 4), ("intplat", "dc", 0), ("intplat", "net", 0), ("intplat", "idp", 1),
    ("omsorg", "dc", 0), ("omsorg", "intplat", 24), ("omsorg", "idp", 2), ("trygghetslarm", "omsorg", 12),
    ("minasidor", "intplat", 0.5), ("minasidor", "idp", 0),
)  # fmt: skip
"""Who needs whom, and how many hours it manages without."""
RESTART = {"dc": 2, "net": 1, "intplat": 1, "omsorg": 3, "trygghetslarm": 0.5, "minasidor": 0.5}
REDUNDANT = ("mobilnat", "net")
EVERYBODY = sorted({end for one, other, _ in NEEDS for end in (one, other)} | {"mobilnat"})


def drawn(nodes: Iterable[Node], ties: Iterable[Relationship]) -> Snapshot:
    whole = Landscape.of(nodes, ties)
    return Snapshot.of(Stored(whole.nodes, whole.relationships))


def city(said: Mapping[str, Mapping[str, Value]] | None = None) -> Snapshot:
    restart: dict[str, dict[str, Value]] = {id_: {"restart_h": hours} for id_, hours in RESTART.items()}
    nodes = [Node(id_, "System", {**restart.get(id_, {}), **(said or {}).get(id_, {})}) for id_ in EVERYBODY]
    ties = [Relationship(one, "DEPENDS_ON", other, {"buffer_h": hours}) for one, other, hours in NEEDS]
    ties += [
        Relationship("trygghetslarm", "DEPENDS_ON", n, {"group": "kommunikation", "k": 1, "buffer_h": 0}) for n in REDUNDANT
    ]
    return drawn(nodes, ties)


def systems(said: Mapping[str, Mapping[str, Value]], *ties: tuple[str, str, Mapping[str, Value]]) -> Snapshot:
    nodes = [Node(id_, "System", dict(properties)) for id_, properties in said.items()]
    return drawn(nodes, [Relationship(one, "DEPENDS_ON", other, dict(more)) for one, other, more in ties])


def ask(snapshot: Snapshot, *outage: str, **more: object) -> Answer:
    return timeline.run(snapshot, Params.model_validate({"outage": outage, "repair": True, **more}))


def intervals(answer: Answer) -> dict[str, tuple[float, float | None]]:
    assert len({row.id for row in answer.rows}) == len(answer.rows)
    return {row.id: (row.down_from_h, row.down_to_h) for row in answer.rows}


def told(answer: Answer) -> str:
    return " ".join(reason.en for reason in answer.completeness.reasons)


TEN_HOURS = {
    "elnat": (0, 10), "dc": (8, 12), "net": (4, 11), "intplat": (4, 13), "omsorg": (8, 15), "minasidor": (4.5, 13.5),
}  # fmt: skip


def test_power_out_for_ten_hours_never_reaches_the_alarm() -> None:
    assert intervals(ask(city(), "elnat=0..10")) == TEN_HOURS
    assert intervals(ask(city({"elnat": {"repair_h": 10}}), failed=("elnat",))) == TEN_HOURS
    assert intervals(ask(city({"elnat": {"repair_h": 99}}), failed=("elnat",), repair_h=10)) == TEN_HOURS


def test_power_and_the_mobile_network_out_reach_the_alarm_while_both_networks_are_down() -> None:
    found = intervals(ask(city(), "elnat=0..10", "mobilnat=0..6"))
    assert found == {**TEN_HOURS, "mobilnat": (0, 6), "trygghetslarm": (4, 6.5)}


def test_power_out_for_thirty_hours() -> None:
    assert intervals(ask(city(), "elnat=0..30")) == {
        "elnat": (0, 30), "dc": (8, 32), "net": (4, 31), "intplat": (4, 33), "omsorg": (8, 36),
        "trygghetslarm": (20, 36.5), "minasidor": (4.5, 33.5),
    }  # fmt: skip


def test_where_nothing_is_repaired_the_alarm_stops_after_twenty_hours() -> None:
    answer = ask(city({"trygghetslarm": {"mtpd_h": 1}}), failed=("elnat",), repair=False)
    assert {id_: since for id_, (since, _) in intervals(answer).items()} == {
        "elnat": 0, "net": 4, "intplat": 4, "minasidor": 4.5, "dc": 8, "omsorg": 8, "trygghetslarm": 20,
    }  # fmt: skip
    assert [row.down_to_h for row in answer.rows] == [None] * 7
    (breach,) = answer.breaches
    assert (breach.chain, breach.bought_h) == (("elnat", "dc", "omsorg", "trygghetslarm"), (8, 0, 12))
    assert (breach.down_from_h, breach.breach_from_h) == (20, 21)


@pytest.mark.parametrize("restart", [{}, {"restart_h": 0}, {"restart_h": 1}, {"restart_h": 0.001}])
@pytest.mark.parametrize("needed", [{}, {"required_for_start": True}])
def test_two_that_need_each_other_to_restart_are_a_deadlock(restart: dict[str, Value], needed: dict[str, Value]) -> None:
    ring = systems({"a": restart, "b": restart, "c": {}}, ("a", "b", needed), ("b", "a", needed), ("c", "b", {}))
    answer = ask(ring, "a=0..10")
    assert intervals(answer) == {"a": (0, None), "b": (0, None), "c": (0, None)}
    (deadlock,) = answer.deadlocks
    assert (deadlock.members, deadlock.start_by_hand, deadlock.fewest) == (("a", "b"), ("a",), True)
    assert "Rings that must be started by hand: 1." in answer.summary.en
    assert not ask(ring, "c=0..10").deadlocks


def test_a_ring_whose_buffer_outlasts_the_outage_comes_back() -> None:
    ring = systems({"a": {}, "b": {}}, ("a", "b", {"buffer_h": 12}), ("b", "a", {}))
    assert intervals(ask(ring, "a=0..10")) == {"a": (0, 10), "b": (0, 10)}


def test_what_waits_for_something_never_repaired_is_in_no_deadlock() -> None:
    ring = systems({"a": {}, "b": {}, "x": {}}, ("a", "b", {}), ("b", "a", {}), ("a", "x", {}), ("b", "x", {}))
    answer = ask(ring, failed=("x",))
    assert intervals(answer) == {"x": (0, None), "a": (0, None), "b": (0, None)}
    assert answer.deadlocks == ()
    assert "1 things that fail do not say when they are repaired" in told(answer)


def test_what_is_required_for_start_stops_nothing_and_delays_the_start_without_any_buffer() -> None:
    licence: dict[str, Value] = {"mode": "soft", "required_for_start": True, "buffer_h": 100}
    snapshot = systems({"v": {"restart_h": 2}, "u": {}, "licence": {}}, ("v", "u", {}), ("v", "licence", licence))
    assert intervals(ask(snapshot, "licence=0..9")) == {"licence": (0, 9)}
    assert intervals(ask(snapshot, "u=1..3", "licence=0..9"))["v"] == (1, 11)
    assert intervals(ask(snapshot, "v=1..3", "licence=0..9"))["v"] == (1, 11)
    assert intervals(ask(snapshot, "v=1..3", "licence=0..2"))["v"] == (1, 3)
    assert intervals(ask(snapshot, "u=1..3", "licence=4..9"))["v"] == (1, 11)


def test_a_start_needs_its_group_at_the_very_instant_it_is_done() -> None:
    licence: dict[str, Value] = {"mode": "soft", "required_for_start": True}
    snapshot = systems({"v": {"restart_h": 2}, "u": {}, "licence": {}}, ("v", "u", {}), ("v", "licence", licence))
    assert intervals(ask(snapshot, "u=0..1", "licence=3..5"))["v"] == (0, 7)
    assert intervals(ask(snapshot, "u=0..1", "licence=2..5"))["v"] == (0, 7)
    assert intervals(ask(snapshot, "u=0..1", "licence=3.01..5"))["v"] == (0, 3)


def test_an_interrupted_restart_begins_anew() -> None:
    snapshot = systems({"v": {"restart_h": 5}, "u": {}}, ("v", "u", {}))
    assert intervals(timeline.run(snapshot, Params(outage=("u=0..2",), repair=True)))["v"] == (0, 7)
    rows = [row for row in ask(snapshot, "u=0..2", "u=6..8", "u=20..21").rows if row.id == "v"]
    assert [(row.down_from_h, row.down_to_h) for row in rows] == [(0, 13), (20, 26)]


def test_outages_that_go_round_for_ever_are_cut_and_told() -> None:
    buffered = {"buffer_h": 2}
    said = {name: {"restart_h": 2} for name in "abc"}
    ring = systems(said, ("b", "a", buffered), ("c", "b", buffered), ("a", "c", buffered))
    answer = ask(ring, "a=0..3")
    assert [(row.id, row.down_from_h, row.down_to_h) for row in answer.rows[:4]] == [
        ("a", 0, 3), ("b", 2, 5), ("c", 4, 7), ("a", 6, 9),
    ]  # fmt: skip
    assert answer.completeness.state == "truncated"
    assert "go round in a ring" in told(answer)
    assert len(answer.rows) < 400
    soon = ask(ring, "a=0..3", horizon_h=7)
    assert [row.id for row in soon.rows] == ["a", "b", "c", "a"]
    assert "More happens after 7 h" in told(soon)


def test_longer_than_can_be_borne_is_a_breach_and_unknown_is_unknown() -> None:
    answer = ask(city({"dc": {"mtpd_h": 4}, "net": {"mtpd_h": 6.5}, "omsorg": {"mtpd_h": 1}}), "elnat=0..10")
    assert {row.id: row.breach for row in answer.rows} == {
        "elnat": None, "net": True, "intplat": None, "minasidor": None, "dc": False, "omsorg": True,
    }  # fmt: skip
    chains = {breach.id: (breach.chain, breach.bought_h, breach.breach_from_h) for breach in answer.breaches}
    assert chains == {"net": (("elnat", "net"), (4,), 10.5), "omsorg": (("elnat", "dc", "omsorg"), (8, 0), 9)}
    assert "3 things that stop do not say how long that can be borne" in told(answer)


def test_an_rto_shorter_than_what_its_suppliers_allow_exists_on_paper_only() -> None:
    said = {"v": {"rto_h": 4, "restart_h": 1}, "u": {"rto_h": 4}, "w": {"rto_h": 2}, "x": {"rto_h": 1, "restart_h": 2}}
    snapshot = systems(said, ("v", "u", {"buffer_h": 1}), ("v", "w", {}), ("u", "x", {}))
    papers = ask(snapshot, "u=0..1", "w=0..1", "x=0..1").paper_rtos
    assert [(p.id, p.rto_h, p.possible_h, p.because, p.within_buffers) for p in papers] == [
        ("v", 4, 5, ("u",), True), ("x", 1, 2, (), False),
    ]  # fmt: skip


def test_of_a_group_the_kth_shortest_rto_counts_and_who_states_none_passes_on() -> None:
    two_of_three: dict[str, Value] = {"group": "g", "k": 2}
    said: dict[str, dict[str, Value]] = {"v": {"rto_h": 3}, "a": {"rto_h": 1}, "b": {"rto_h": 3}, "c": {"rto_h": 99}}
    ties = [("v", other, two_of_three) for other in "abc"]
    assert ask(systems(said, *ties), "a=0..1").paper_rtos == ()
    said |= {"b": {"restart_h": 0.5}, "d": {"rto_h": 3}}
    (paper,) = ask(systems(said, *ties, ("b", "d", {})), "a=0..1").paper_rtos
    assert (paper.id, paper.possible_h, paper.because) == ("v", 3.5, ("b", "d"))


def test_an_rto_ends_at_a_restart_where_nobody_behind_it_states_one() -> None:
    said: dict[str, dict[str, Value]] = {"v": {"rto_h": 1}, "u": {"restart_h": 5}, "x": {}, "y": {}, "z": {}}
    ring = systems(said, ("v", "u", {}), ("u", "x", {}), ("x", "y", {}), ("y", "x", {}))
    for snapshot in (ring, systems(said, ("v", "u", {}), ("u", "x", {}))):
        (paper,) = ask(snapshot, "u=0..1").paper_rtos
        assert (paper.id, paper.possible_h, paper.because) == ("v", 5, ("u",))
    restarting = systems(
        {**said, "x": {"restart_h": 1}, "y": {"restart_h": 1}}, ("v", "x", {}), ("x", "y", {}), ("y", "x", {})
    )
    assert ask(restarting, "x=0..1").paper_rtos == ()
    assert [p.because for p in ask(restarting, "x=0..1", repair=False).paper_rtos] == []


def test_an_rpo_shorter_than_that_of_those_who_feed_it_is_told() -> None:
    nodes = [
        Node("register", "System", {"rpo_h": 24}), Node("copy", "System", {"rpo_h": 1}),
        Node("other", "System", {"rpo_h": 1}),
        Node("reader", "System", {"rpo_h": 1}), Node("bus", "Integration", {}), Node("people", "InformationType", {}),
        Node("persons", "InformationAsset", {}), Node("streets", "InformationAsset", {}),
    ]  # fmt: skip
    ties = [
        Relationship("register", "FLOW", "bus", {"carries": ("persons",)}),
        Relationship("bus", "FLOW", "copy", {"carries": ("persons", "streets")}),
        Relationship("bus", "FLOW", "other", {"carries": ("streets",)}),
        Relationship("register", "MASTER_OF", "people"), Relationship("persons", "OF_TYPE", "people"),
        Relationship("register", "HOLDS", "persons"), Relationship("reader", "HOLDS", "persons"),
    ]  # fmt: skip
    found = ask(drawn(nodes, ties), "register=0..1").rpo_contradictions
    assert [(one.id, one.master, one.by, one.of, one.rpo_h, one.master_rpo_h) for one in found] == [
        ("copy", "register", "FLOW", ("persons",), 1, 24), ("reader", "register", "MASTER_OF", ("people",), 1, 24),
    ]  # fmt: skip


def test_what_is_unknown_is_counted_and_what_is_stated_is_not() -> None:
    snapshot = systems({"v": {}, "u": {}}, ("v", "u", {}))
    assert "1 dependencies do not say how long one manages without" in told(ask(snapshot, "u=0..1"))
    assert "1 things that stop do not say how long they take to restart" in told(ask(snapshot, "u=0..1"))
    said = {"mtpd_h": 1, "restart_h": 1, "users": 1, "criticality": 1}
    known = systems({"v": said, "u": said}, ("v", "u", {"buffer_h": 0}))
    assert not any("do not say" in reason.en for reason in ask(known, "u=0..1").completeness.reasons)


def test_the_shortest_buffer_and_the_longest_repair_stand_in_where_only_they_are_stated() -> None:
    snapshot = systems({"v": {}, "u": {"repair_h_high": 9}}, ("v", "u", {"buffer_h_low": 2, "buffer_h_high": 5}))
    assert intervals(ask(snapshot, failed=("u",))) == {"u": (0, 9), "v": (2, 9)}


def test_rows_are_bounded_and_what_is_left_out_is_counted() -> None:
    answer = ask(city(), "elnat=0..30", limit=3)
    assert [row.id for row in answer.rows] == ["elnat", "net", "intplat"]
    assert answer.completeness.state == "truncated"
    assert "4 more outages are not shown" in told(answer)
    assert answer.consequence is not None
    assert answer.consequence.stopped == 7


@pytest.mark.parametrize(
    "wrong", ["elnat", "elnat=", "elnat=5", "elnat=a..b", "elnat=-1..2", "elnat=3..3", "elnat=4..3", "=0..1"]
)
def test_an_outage_that_is_not_one_is_refused(wrong: str) -> None:
    with pytest.raises(UsageError):
        ask(city(), wrong)


def test_everything_wrong_with_outages_is_told_at_once() -> None:
    with pytest.raises(UsageError) as caught:
        ask(city(), "elnat=4..3", "nobody=0..1")
    assert "elnat=4..3" in caught.value.text.en
    assert "nobody" in caught.value.text.en
    with pytest.raises(UnknownName):
        ask(city(), "nobody=0..1")


def test_nothing_that_fails_is_refused() -> None:
    with pytest.raises(ValueError, match="outage"):
        Params()


@pytest.mark.parametrize("repair", [True, False])
def test_hours_beyond_reckoning_are_bounded(repair: bool) -> None:
    endless = {"repair_h": 1e308, "restart_h": 1e308, "mtpd_h": 1e308}
    snapshot = systems({"u": endless, "v": endless, "w": {}}, ("v", "u", {"buffer_h": 1e308}), ("w", "u", {}))
    answer = ask(snapshot, failed=("u",), repair=repair)
    assert {row.id: row.down_from_h for row in answer.rows} == {"u": 0, "w": 0}
    with pytest.raises(ValidationError):
        ask(snapshot, failed=("u",), repair_h=float("inf"))


@pytest.mark.parametrize(
    ("failed", "said"),
    [
        (("mobilnat",), "When mobilnat fails, nothing else stops."),
        (("omsorg", "mobilnat"), "When 2 things fail, others stop: 1, after 12 to 12 h."),
        (("mobilnat", "minasidor"), "When 2 things fail, nothing else stops."),
        (("net", "mobilnat"), "When 2 things fail, others stop: 4, after 0 to 24 h."),
    ],
)
def test_one_fails_several_fail(failed: tuple[str, ...], said: str) -> None:
    assert ask(city(), failed=failed, repair=False).summary.en.startswith(said)
