"""Where less is assured than required, on landscapes small enough to weigh by hand."""

from __future__ import annotations

import datetime as dt

import pytest

from eagraph.analysis import requirement_gaps
from eagraph.analysis.requirement_gaps import Answer, Params, Row
from eagraph.errors import UnknownName
from eagraph.escalation import escalate
from eagraph.escalation.assurance import Assured, assured
from eagraph.graph.snapshot import Snapshot
from eagraph.model.classification import Interval
from tests.property.strategies import node, snapshot_of, tie


def ask(snapshot: Snapshot, **params: object) -> Answer:
    return requirement_gaps.run(snapshot, Params.model_validate(params))


def row(answer: Answer, id_: str, aspect: str) -> Row:
    return next(row for row in answer.rows if (row.id, row.aspect) == (id_, aspect))


def given(snapshot: Snapshot) -> Assured:
    return assured(escalate(snapshot))


def told(answer: Answer) -> str:
    return " ".join(reason.en for reason in answer.completeness.reasons)


def register(**control: object) -> Snapshot:
    """A register with information of K 3, and one safeguard."""
    return snapshot_of(
        [
            node("register"),
            node("persons", "InformationAsset", k=3, r=0, t=0, s=0),
            node("control:lock", "Control", **{"aspects": ("k",), "grade": 2, "status": "i kraft", **control}),  # type: ignore[arg-type]
        ],
        [tie("register", "HOLDS", "persons"), tie("control:lock", "PROTECTS", "register")],
    )


def test_a_safeguard_of_too_low_a_grade_is_a_certain_gap() -> None:
    answer = ask(register(), aspect="k")
    found = row(answer, "register", "k")
    assert (found.required_low, found.assured_low, found.assured_high, found.gap) == (3, 2, 2, 1)
    assert (found.limited_by, found.because, found.witness) == ("safeguards", ("control:lock",), ("persons", "register"))
    assert found.norm[0] == "CLS-02"
    assert answer.model_hash == register().schema.classification.hash
    assert "1, at things: 1" in answer.summary.en


@pytest.mark.parametrize(
    ("control", "low", "high"),
    [
        ({"status": "planerad"}, 0, 0),
        ({"status": "In_Force"}, 2, 2),
        ({"status": "verified"}, 2, 2),
        ({"status": "så småningom"}, 0, 2),
        ({"grade": None}, 0, 4),
        ({"aspects": ("s",)}, 0, 0),
        ({"aspects": ("Konfidentialitet",)}, 2, 2),
        ({"aspects": ()}, 0, 2),
        ({"status": "planned", "grade": None}, 0, 0),
    ],
)
def test_what_a_safeguard_says_of_itself_decides_what_it_assures(control: dict[str, object], low: int, high: int) -> None:
    whole = {name: value for name, value in control.items() if value is not None}
    snapshot = register(**whole)
    if "grade" in control:
        nodes = [node(n.id, n.label, **{k: v for k, v in n.properties.items() if k != "grade"}) for n in snapshot.nodes]
        snapshot = snapshot_of(nodes, snapshot.relationships)
    assert given(snapshot).of(snapshot.index["register"], "k") == Interval(low, high)


def test_what_no_safeguard_mentions_is_unknown_and_only_perhaps_a_gap() -> None:
    snapshot = snapshot_of(
        [node("register"), node("persons", "InformationAsset", k=3, r=0, t=0, s=0)], [tie("register", "HOLDS", "persons")]
    )
    answer = ask(snapshot, aspect="k")
    found = row(answer, "register", "k")
    assert (found.assured_low, found.assured_high, found.gap, found.possible) == (0, 4, 0, True)
    assert "1 things have no safeguard recorded at all" in told(answer)
    assert not ask(snapshot, aspect="k", certain=True).rows


def test_what_is_recorded_of_a_thing_is_all_there_is_unless_said_to_be_recorded_in_part() -> None:
    snapshot = register(aspects=("s",))
    assert row(ask(snapshot, aspect="k"), "register", "k").gap == 3
    assert "in the others they count as none" in told(ask(snapshot, aspect="k"))
    assert row(ask(snapshot, aspect="k", partial=True), "register", "k").gap == 0
    assert "in the others they are unknown" in told(ask(snapshot, aspect="k", partial=True))


def test_a_safeguard_counts_on_the_days_it_is_there() -> None:
    snapshot = register(valid_to="2026-06-30")
    assert row(ask(snapshot, aspect="k", at=dt.date(2026, 6, 1)), "register", "k").gap == 1
    assert row(ask(snapshot, aspect="k", at=dt.date(2026, 7, 1)), "register", "k").assured_high == 4


def chain(**flow: object) -> Snapshot:
    """A sensor with weak safeguards feeds a control system of R 3 by way of a hub."""
    things = {"sensor": 1, "hub": 3, "control": 3}
    return snapshot_of(
        [
            node("sensor"),
            node("hub"),
            node("control", r=3),
            *(node(f"c-{i}", "Control", aspects=("r",), grade=grade, status="verified") for i, grade in things.items()),
        ],
        [
            *(tie(f"c-{i}", "PROTECTS", i) for i in things),
            tie("sensor", "FLOW", "hub", carries=(), **flow),  # type: ignore[arg-type]
            tie("hub", "FLOW", "control", carries=()),
        ],
    )


def test_integrity_is_no_more_than_the_weakest_source_vouches_for() -> None:
    answer = ask(chain(), aspect="r")
    assert [(r.id, r.gap) for r in answer.rows if r.gap] == [("sensor", 2), ("control", 2), ("hub", 2)]
    found = row(answer, "control", "r")
    assert (found.limited_by, found.because) == ("sources", ("sensor", "hub", "control"))
    assert [(root.id, root.gaps) for root in answer.roots] == [("sensor", 2)]


def test_a_validation_with_evidence_ends_what_a_weak_source_does_and_one_without_does_not() -> None:
    proven = ask(chain(validated=True, validation_evidence="test 7"), aspect="r")
    assert [r.id for r in proven.rows if r.gap] == []
    claimed = ask(chain(validated=True), aspect="r")
    assert [r.id for r in claimed.rows if r.gap] == ["sensor", "control", "hub"]
    assert "without evidence" in told(claimed)


def test_a_ring_of_flows_vouches_for_what_its_weakest_member_does() -> None:
    snapshot = chain()
    ring = snapshot_of(snapshot.nodes, [*snapshot.relationships, tie("control", "FLOW", "sensor", carries=())])
    assert {given(ring).of(ring.index[i], "r") for i in ("sensor", "hub", "control")} == {Interval(1, 1)}


def test_who_transports_limits_what_goes_through_but_is_not_limited_by_it() -> None:
    nodes = [node("a"), node("i", "Integration"), node("bus")]
    nodes += [node(f"c-{i}", "Control", aspects=("r",), grade=g, status="live") for i, g in (("a", 1), ("i", 4), ("bus", 2))]
    ties = [tie(f"c-{i}", "PROTECTS", i) for i in ("a", "i", "bus")]
    snapshot = snapshot_of(nodes, [*ties, tie("i", "VIA", "bus")])
    assert given(snapshot).of(snapshot.index["i"], "r") == Interval(2, 2)
    fed = snapshot_of(nodes, [*ties, tie("i", "VIA", "bus"), tie("a", "FLOW", "i")])
    assert [given(fed).of(fed.index[i], "r").low for i in ("i", "bus")] == [1, 2]


def town(**service: object) -> Snapshot:
    """A service of T 3 on a server in a hall; the hall takes 10 hours, the server 2, the service 1."""
    return snapshot_of(
        [
            node("service", "DigitalService", **{"t": 3, "rto_h": 1.0, "failure_probability": 0.0, **service}),  # type: ignore[arg-type]
            node("server", rto_h=2.0, restart_h=0.5, failure_probability=0.0),
            node("hall", "Facility", repair_h=10.0, failure_probability=0.0),
        ],
        [tie("service", "DEPENDS_ON", "server"), tie("server", "DEPENDS_ON", "hall")],
    )


def test_hours_are_those_of_the_slowest_thing_on_any_hard_path() -> None:
    found = row(ask(town(mtpd_h=8.0), aspect="t"), "service", "t")
    assert (found.restored_low_h, found.restored_high_h, found.mtpd_h, found.breach) == (10.5, 10.5, 8, True)
    assert (found.assured_low, found.assured_high, found.gap) == (2, 2, 1)
    assert (found.limited_by, found.because) == ("hours", ("hall", "server", "service"))
    assert found.norm[0] == "CLS-07"


def test_a_breach_of_its_own_mtpd_is_told_where_the_level_is_met() -> None:
    answer = ask(town(t=2, mtpd_h=8.0), aspect="t", certain=True)
    assert [(r.id, r.gap, r.breach) for r in answer.rows] == [("service", 0, True)]
    assert "later than they tolerate: 1" in answer.summary.en


def test_the_kth_best_of_a_redundancy_decides_and_soft_needs_do_not_bind() -> None:
    nodes = [node("v", rto_h=0.0), *(node(f"u{h}", rto_h=float(h)) for h in (1, 5, 9)), node("slow", rto_h=99.0)]
    soft = tie("v", "DEPENDS_ON", "slow", mode="soft")
    for k, hours in ((1, 1.0), (2, 5.0), (3, 9.0)):
        members = [tie("v", "DEPENDS_ON", f"u{h}", group="g", k=k) for h in (1, 5, 9)]
        snapshot = snapshot_of(nodes, [*members, soft])
        assert given(snapshot).hours["high"][snapshot.index["v"]] == hours


def test_a_buffer_is_time_won_and_one_that_lasts_longer_hides_the_outage() -> None:
    for buffer, hours in ((4.0, 6.5), (10.0, 0.5)):
        snapshot = snapshot_of(
            [node("v", rto_h=0.5, restart_h=0.5), node("u", rto_h=10.0)], [tie("v", "DEPENDS_ON", "u", buffer_h=buffer)]
        )
        assert given(snapshot).hours["low"][snapshot.index["v"]] == hours


def test_a_ring_that_has_to_restart_together_has_no_upper_end() -> None:
    nodes = [node("a", rto_h=1.0, restart_h=1.0), node("b", rto_h=2.0)]
    snapshot = snapshot_of(nodes, [tie("a", "DEPENDS_ON", "b"), tie("b", "DEPENDS_ON", "a")])
    found = given(snapshot)
    assert found.hours["low"] == [2.0, 2.0]
    assert found.hours["high"] == [float("inf")] * 2
    assert any("start together" in reason.en for reason in found.reasons())


def test_a_shared_supplier_counts_once_in_the_share_of_time_a_service_works() -> None:
    nodes = [node("service", failure_probability=0.0)]
    nodes += [node(i, failure_probability=p) for i, p in (("a", 0.001), ("b", 0.001), ("hall", 0.01))]
    needs = [("service", "a"), ("service", "b"), ("a", "hall"), ("b", "hall")]
    snapshot = snapshot_of(nodes, [tie(v, "DEPENDS_ON", u) for v, u in needs])
    found = given(snapshot)
    for end in ("low", "high"):
        assert found.uptime[end][snapshot.index["service"]] == pytest.approx(0.98802, abs=1e-5)


def test_a_redundancy_in_one_hall_is_no_better_than_the_hall() -> None:
    nodes = [node(i, failure_probability=p) for i, p in (("v", 0.0), ("a", 0.1), ("b", 0.2), ("hall", 0.01))]
    pair = [tie("v", "DEPENDS_ON", u, group="g", k=1) for u in ("a", "b")]
    snapshot = snapshot_of(nodes, [*pair, tie("a", "DEPENDS_ON", "hall"), tie("b", "DEPENDS_ON", "hall")])
    found, v = given(snapshot), snapshot.index["v"]
    assert found.uptime["high"][v] == pytest.approx(0.99)
    assert found.uptime["low"][v] == pytest.approx(0.9 * 0.99)


def test_a_cause_with_beta_takes_a_part_of_what_its_members_state() -> None:
    nodes = [node("a", failure_probability=0.1), node("b", failure_probability=0.1), node("cc", "CommonCause", beta=0.2)]
    snapshot = snapshot_of(nodes, [tie("a", "MEMBER_OF", "cc"), tie("b", "MEMBER_OF", "cc")])
    down = given(snapshot).supply.down
    assert [pytest.approx(ends) for ends in down] == [(0.08, 0.08), (0.08, 0.08), (0.02, 0.02)]


def test_a_missed_target_names_the_fewest_things_that_show_it() -> None:
    nodes = [node("v", t=3, rto_h=1.0, failure_probability=0.0)]
    nodes += [node(f"u{i}", rto_h=1.0, failure_probability=p) for i, p in enumerate((0.0004, 0.0009, 0.0001))]
    snapshot = snapshot_of(nodes, [tie("v", "DEPENDS_ON", f"u{i}") for i in range(3)])
    found = row(ask(snapshot, aspect="t"), "v", "t")
    assert (found.assured_high, found.gap, found.limited_by, found.because) == (2, 1, "uptime", ("u1", "u0"))
    assert found.uptime_high == pytest.approx(0.9986, abs=1e-4)
    assert found.uptime_target == 0.999


def test_what_meets_the_highest_row_of_the_table_may_be_worth_more() -> None:
    snapshot = snapshot_of([node("v", rto_h=1.0, failure_probability=0.0005)], [])
    assert given(snapshot).of(0, "t") == Interval(3, 4)


def test_unknown_hours_leave_availability_open_and_the_path_to_them_is_told() -> None:
    snapshot = town()
    nodes = [node("hall", "Facility", failure_probability=0.0) if n.id == "hall" else n for n in snapshot.nodes]
    answer = ask(snapshot_of(nodes, snapshot.relationships), aspect="t")
    found = row(answer, "service", "t")
    assert (found.assured_low, found.assured_high, found.gap, found.possible) == (0, 4, 0, True)
    assert (found.restored_low_h, found.restored_high_h) == (2, None)
    assert found.because == ("hall", "server", "service")
    assert "1 needed things state neither RTO nor repair time" in told(answer)


def test_information_is_none_of_what_does_not_say_when_it_is_restored() -> None:
    nodes = [node("v", t=2), node("i", "InformationAsset", t=2)]
    answer = ask(snapshot_of(nodes, [tie("v", "HOLDS", "i")]), aspect="t")
    assert "1 needed things state neither RTO nor repair time" in told(answer)
    assert "1 needed things do not say how likely they fail" in told(answer)


def test_a_process_does_not_fail_by_itself() -> None:
    nodes = [node("care", "Process", mtpd_h=4.0), node("journal", rto_h=24.0)]
    found = row(ask(snapshot_of(nodes, [tie("journal", "SUPPORTS", "care")]), aspect="t", certain=True), "care", "t")
    assert (found.restored_low_h, found.breach, found.because) == (24, True, ("journal", "care"))


def test_a_gap_that_rests_on_a_flow_nobody_describes_says_so_and_comes_after() -> None:
    snapshot = register()
    nodes = [*snapshot.nodes, node("copy"), node("c2", "Control", aspects=("k",), grade=0, status="live")]
    ties = [*snapshot.relationships, tie("register", "FLOW", "copy"), tie("c2", "PROTECTS", "copy")]
    answer = ask(snapshot_of(nodes, ties), aspect="k", certain=True)
    assert [(r.id, r.gap, r.assumed) for r in answer.rows] == [("register", 1, False), ("copy", 3, True)]


def test_answers_are_bounded_and_say_how_much_more_there_is() -> None:
    answer = ask(chain(), aspect="r", limit=1)
    assert (len(answer.rows), answer.completeness.state) == (1, "truncated")
    assert "2 more gaps than are shown" in told(answer)
    assert [r.id for r in ask(chain(), aspect="r", of="hub").rows] == ["hub"]


def test_a_thing_that_is_not_there_is_refused() -> None:
    with pytest.raises(UnknownName):
        ask(chain(), of="hubb")


def test_a_counterfactual_assures_without_what_it_leaves_out() -> None:
    snapshot = town()
    escalation = escalate(snapshot)
    without = type(escalation)(escalation.ground.without([0, 1]))
    assert assured(without).hours["high"][snapshot.index["service"]] == 1.0
    assert assured(escalation) is assured(escalation)
