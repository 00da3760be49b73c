"""Parallel solutions worked out by hand: what is contained, what is meant for whom, who was first, what is exempted."""

from __future__ import annotations

import datetime as dt
from math import log2

import pytest

from eagraph.duplicates.parallel import Criteria, ParallelPair, parallel_pairs, parallels
from eagraph.duplicates.parallel_needs import THOUGHT
from eagraph.duplicates.parallel_weights import Model, Weights, model, probability
from eagraph.graph.snapshot import Snapshot
from eagraph.model.landscape import Node, Relationship
from tests.property.strategies import node, snapshot_of, tie

DAY = dt.date(2026, 6, 1)
OTHERS = 40
WHO = "Kontrollfunktion för undantag"


def city(*more: Node | Relationship, common: str = "live", local: str = "live") -> Snapshot:
    """Common booking for two boards, the sports board's own booking, and forty systems of which each does its own."""
    nodes = [
        node("booking", name="Booking", scope="common", lifecycle=common),
        node("sports", name="Sports Booking", scope="local", lifecycle=local),
        node("rooms", "Capability", name="Rooms"), node("things", "Capability", name="Things"),
        node("reports", "Capability", name="Reports"), node("council", "Organisation"), node("board", "Organisation"),
        node("unit", "Organisation"), node("elsewhere", "Organisation"), node("exempts", "Exemption", rule="COM-01",
        decided_on="2026-01-01", valid_to="2026-12-31", decided_by=WHO), node("project", "Project", decided_on="2020-01-01"),
        *(node(f"own-{i}", scope="local", lifecycle="live") for i in range(OTHERS)),
        *(node(f"does-{i}", "Capability") for i in range(OTHERS)),
        *(one for one in more if isinstance(one, Node)),
    ]  # fmt: skip
    ties = [
        tie("booking", "SUPPORTS", "rooms"), tie("booking", "SUPPORTS", "things"), tie("sports", "SUPPORTS", "rooms"),
        tie("unit", "PART_OF", "board"), tie("board", "PART_OF", "council"), tie("booking", "USED_BY", "board"),
        tie("sports", "USED_BY", "unit"),
        *(tie(f"own-{i}", "SUPPORTS", f"does-{i}") for i in range(OTHERS)),
        *(tie(f"own-{i}", "SUPPORTS", "reports") for i in range(OTHERS)),
        *(one for one in more if isinstance(one, Relationship)),
    ]  # fmt: skip
    by_id = {one.id: one for one in nodes}
    return snapshot_of(by_id.values(), ties)


def only(snapshot: Snapshot, *, at: dt.date = DAY, **criteria: object) -> ParallelPair:
    (pair,) = parallel_pairs(snapshot, at=at, criteria=Criteria.model_validate(criteria))
    return pair


def said(pair: ParallelPair) -> str:
    return " ".join([*(one.says.en for one in pair.evidence), *(text.en for text in pair.would_change)])


def test_what_a_common_solution_has_is_not_done_beside_it() -> None:
    pair = only(city())
    assert (pair.a, pair.b, pair.verdict, pair.containment) == ("sports", "booking", "violation", 1.0)
    assert (pair.shared, pair.missing, pair.in_scope, pair.b_is_common) == (("rooms",), (), True, True)
    assert "Capabilities: 1 of 1 also in Booking: Rooms." in said(pair)
    assert "It is not known which came first" in pair.assumed[0].en
    assert "Dates that show that Sports Booking is older than Booking" in said(pair)
    assert "Without Rooms in common the overlap would be under the threshold." in said(pair)


def test_containment_is_directed_and_weighs_what_is_rare_more() -> None:
    others = OTHERS + THOUGHT
    rare, often = log2(1 + others) ** 2, log2(1 + others / (OTHERS + 1)) ** 2
    pair = only(city(tie("sports", "SUPPORTS", "reports")))
    assert pair.containment == pytest.approx(rare / (rare + often))
    assert (pair.shared, pair.missing) == (("rooms",), ("reports",))
    assert "Not there: Reports." in said(pair)


def test_half_of_what_only_these_two_could_have_reaches_the_threshold_of_a_half() -> None:
    alone = city(node("single", "Capability"), tie("sports", "SUPPORTS", "single"))
    pair = only(alone)
    assert pair.containment == pytest.approx(0.5)
    assert pair.verdict == "violation"
    assert parallel_pairs(alone, at=DAY, criteria=Criteria(threshold=0.51)) == ()
    third = city(
        *(node(f"single-{i}", "Capability") for i in "ab"), *(tie("sports", "SUPPORTS", f"single-{i}") for i in "ab")
    )
    assert parallel_pairs(third, at=DAY) == ()
    assert only(third, threshold=0.3).containment == pytest.approx(1 / 3)


def test_what_most_systems_have_makes_nobody_parallel_and_that_is_told() -> None:
    snapshot = city(
        node("plain", scope="local", lifecycle="live"),
        tie("plain", "SUPPORTS", "reports"),
        tie("booking", "SUPPORTS", "reports"),
    )
    found = parallels(snapshot, at=DAY)
    assert [pair.a for pair in found.pairs] == ["sports"]
    assert any("only by capabilities that many systems have" in reason.en for reason in found.reasons)


@pytest.mark.parametrize("life", ["planned", "pilot", "live", "phase_out"])
def test_a_planned_common_solution_counts_as_an_existing_one(life: str) -> None:
    assert only(city(common=life)).verdict == "violation"


@pytest.mark.parametrize("life", ["idea", "retired"])
def test_an_idea_and_what_is_gone_count_on_neither_side(life: str) -> None:
    assert parallel_pairs(city(common=life), at=DAY) == ()
    assert parallel_pairs(city(local=life), at=DAY) == ()


def test_what_ended_before_the_day_does_not_count() -> None:
    ended = node("booking", scope="common", lifecycle="live", valid_to="2026-05-31")
    assert parallel_pairs(city(ended), at=DAY) == ()
    assert only(city(ended), at=dt.date(2026, 5, 31)).verdict == "violation"


def test_scope_covers_the_parts_of_who_uses_it_and_nobody_else() -> None:
    outside = only(city(node("sports", scope="local", lifecycle="live"), tie("sports", "USED_BY", "elsewhere")))
    assert outside.verdict == "violation", "the unit uses it too"
    gone = [one for one in city().relationships if (one.source, one.type) != ("sports", "USED_BY")]
    moved = snapshot_of(city().nodes, [*gone, tie("sports", "USED_BY", "elsewhere")])
    pair = only(moved, scope="users")
    assert (pair.verdict, pair.in_scope) == ("outside-scope", False)
    assert "meant for elsewhere too" in said(pair)
    assert only(moved).verdict == "violation", "who has a solution of his own seldom uses the common one"


def test_a_common_solution_that_nobody_is_said_to_use_is_for_the_whole_city_and_that_is_told() -> None:
    ties = [one for one in city().relationships if (one.source, one.type) != ("booking", "USED_BY")]
    found = parallels(snapshot_of(city().nodes, ties), at=DAY, criteria=Criteria(scope="users"))
    (pair,) = found.pairs
    assert (pair.verdict, pair.in_scope) == ("violation", None)
    assert "it counts as meant for it" in pair.assumed[0].en
    assert any("meant for the whole city" in reason.en for reason in found.reasons)


def test_who_was_there_first_is_a_legacy_overlap() -> None:
    old = node("sports", scope="local", lifecycle="live", valid_from="2015-01-01")
    new = node("booking", scope="common", lifecycle="live", list_date="2024-01-01")
    pair = only(city(old, new))
    assert (pair.verdict, pair.a_since, pair.b_since, pair.assumed) == ("legacy-overlap", "2015-01-01", "2024-01-01", ())
    assert "COM-03" in said(pair)


def test_a_common_solution_is_as_old_as_the_decision_to_deliver_it() -> None:
    held: list[Node | Relationship] = [
        node("asset", "InformationAsset"),
        tie("sports", "HOLDS", "asset", since="2021-05-01"),
    ]
    pair = only(city(*held, tie("project", "DELIVERS", "booking")))
    assert (pair.verdict, pair.a_since, pair.b_since) == ("violation", "2021-05-01", "2020-01-01")
    assert pair.assumed == ()


def test_a_planned_local_system_is_never_older() -> None:
    new = node("booking", scope="common", lifecycle="live", list_date="2024-01-01")
    planned = node("sports", scope="local", lifecycle="planned", valid_from="2020-01-01")
    pair = only(city(new, planned))
    assert (pair.verdict, pair.a_since, pair.assumed) == ("violation", None, ())


@pytest.mark.parametrize(
    ("day", "rule", "verdict"),
    [
        ("2026-06-01", "COM-01", "exempted"), ("2026-12-31", "COM-01", "exempted"), ("2027-01-01", "COM-01", "violation"),
        ("2025-12-31", "COM-01", "violation"), ("2026-06-01", "COM-07", "violation"),
    ],
)  # fmt: skip
def test_an_exemption_holds_from_its_decision_to_its_end_for_its_rule(day: str, rule: str, verdict: str) -> None:
    decision = node("exempts", "Exemption", rule=rule, decided_on="2026-01-01", valid_to="2026-12-31", decided_by=WHO)
    pair = only(city(decision, tie("exempts", "EXEMPTS", "sports")), at=dt.date.fromisoformat(day))
    assert pair.verdict == verdict
    assert (pair.exemption, pair.exempted_until) == (("exempts", "2026-12-31") if verdict == "exempted" else (None, None))


def test_an_exemption_about_another_finding_or_nobody_decided_does_not_count() -> None:
    other = node(
        "exempts",
        "Exemption",
        rule="COM-01",
        decided_on="2026-01-01",
        valid_to="2026-12-31",
        decided_by=WHO,
        covers=("COM-01|sports|mail",),
    )
    assert only(city(other, tie("exempts", "EXEMPTS", "sports"))).verdict == "violation"
    this = node("exempts", "Exemption", **{**other.properties, "covers": ("COM-01|sports|booking",)})
    assert only(city(this, tie("exempts", "EXEMPTS", "sports"))).verdict == "exempted"
    for lacking in ("decided_on", "valid_to", "decided_by"):
        said = {name: value for name, value in this.properties.items() if name != lacking}
        assert only(city(node("exempts", "Exemption", **said), tie("exempts", "EXEMPTS", "sports"))).verdict == "violation"
    assert only(city(this, tie("exempts", "EXEMPTS", "unit"))).verdict == "exempted", "its organisation is"
    assert only(city(this, tie("exempts", "EXEMPTS", "elsewhere"))).verdict == "violation"


def test_what_is_to_be_replaced_by_the_common_one_is_told_as_that() -> None:
    pair = only(city(tie("sports", "REPLACED_BY", "booking", date="2027-01-01")))
    assert (pair.verdict, pair.replaced_on) == ("to-be-replaced", "2027-01-01")


def test_a_local_system_without_capabilities_is_unknown_and_never_silently_none() -> None:
    ties = [one for one in city().relationships if (one.source, one.type) != ("sports", "SUPPORTS")]
    silent = parallels(snapshot_of(city().nodes, ties), at=DAY)
    assert silent.pairs == ()
    assert any("1 local systems have no capability recorded" in reason.en for reason in silent.reasons)
    shared: list[Node | Relationship] = [
        node("lend", "Process"), tie("sports", "SUPPORTS", "lend"), tie("booking", "SUPPORTS", "lend"),
        node("bookings", "InformationType"), tie("sports", "MASTER_OF", "bookings"), tie("booking", "COLLECTS", "bookings"),
    ]  # fmt: skip
    nodes = [*city().nodes, *(one for one in shared if isinstance(one, Node))]
    pair = only(snapshot_of(nodes, [*ties, *(one for one in shared if isinstance(one, Relationship))]))
    assert (pair.verdict, pair.containment) == ("unknown", None)
    assert "Recorded capabilities of Sports Booking." in said(pair)


def test_information_is_compared_by_concept_and_an_untyped_asset_by_itself() -> None:
    more: list[Node | Relationship] = [
        node("a", "InformationAsset"), node("b", "InformationAsset"), node("c", "InformationAsset"),
        node("type-a", "InformationType"), node("type-b", "InformationType"), node("idea", "Concept"),
        tie("sports", "HOLDS", "a"), tie("sports", "HOLDS", "c"), tie("booking", "HOLDS", "b"),
        tie("a", "OF_TYPE", "type-a"), tie("b", "OF_TYPE", "type-b"), tie("type-a", "DENOTES", "idea"),
        tie("type-b", "DENOTES", "idea"),
    ]  # fmt: skip
    pair = only(city(*more))
    assert "Information: 1 of 2 also in Booking: idea. Not there: c." in said(pair)


def test_users_are_also_those_of_services_and_parts_of_who_uses_the_other() -> None:
    more: list[Node | Relationship] = [
        node("service", "DigitalService"), node("residents", "TargetGroup"), tie("sports", "REALISES", "service"),
        tie("service", "USED_BY", "residents"), tie("booking", "USED_BY", "residents"),
    ]  # fmt: skip
    assert "Users: 2 of 2 also in Booking" in said(only(city(*more)))


def test_local_systems_need_more_in_common_than_the_capability_of_their_domain() -> None:
    twin: list[Node | Relationship] = [
        node("twin", scope="local", lifecycle="live"),
        tie("twin", "SUPPORTS", "does-0"),
        node("info", "InformationType"),
    ]
    assert [pair.a for pair in parallel_pairs(city(*twin), at=DAY)] == ["sports"]
    both: list[Node | Relationship] = [*twin, tie("own-0", "COLLECTS", "info"), tie("twin", "COLLECTS", "info")]
    found = [pair for pair in parallel_pairs(city(*both), at=DAY) if pair.verdict == "local-overlap"]
    assert [(pair.a, pair.b, pair.b_is_common) for pair in found] == [("twin", "own-0", False)]
    products: list[Node | Relationship] = [
        node(id_, scope="local", lifecycle="live", product="Twin") for id_ in ("twin", "own-0")
    ]
    assert [pair.a for pair in parallel_pairs(city(*both, *products), at=DAY)] == ["sports"], "installations of one product"


def test_bits_of_the_evidence_sum_to_the_probability() -> None:
    pair = only(city())
    assert probability(model().common.prior + sum(one.weight for one in pair.evidence)) == pytest.approx(pair.probability)
    assert pair.score == pair.probability


def test_weights_that_fall_with_more_in_common_are_refused() -> None:
    wrong = model().common.model_dump() | {"processes": {"none": 1.0, "some": 0.0, "most": 0.0, "all": 0.0}}
    with pytest.raises(ValueError, match="processes"):
        Weights.model_validate(wrong)
    assert Model.of(model().model_dump()) == model()
