"""What a blast radius tells beside its rows: redundancies that held or not and why, degradation, meaning, proofs."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest

from eagraph.analysis import blast_radius
from eagraph.analysis.blast_radius import Answer, Params
from eagraph.errors import UnknownName, UsageError
from eagraph.graph.checking import Checker
from eagraph.graph.snapshot import Snapshot
from eagraph.model.fields import Value
from eagraph.model.landscape import Node, Relationship
from tests.property.strategies import node, snapshot_of, tie


def one_of(needer: str, *members: str, k: int = 1, **more: Value) -> list[Relationship]:
    return [tie(needer, "DEPENDS_ON", member, group="pair", k=k, **more) for member in members]


def fails(snapshot: Snapshot, *failed: str, **more: object) -> Answer:
    return blast_radius.run(snapshot, Params.model_validate({"failed": failed, **more}))


def systems(ids: str, *more: Node) -> list[Node]:
    return [*(node(id_) for id_ in ids.split()), *more]


def test_the_members_of_a_pair_share_a_cause() -> None:
    nodes = systems("alarm east west", node("duct", "CommonCause"))
    ties = [*one_of("alarm", "east", "west"), tie("east", "MEMBER_OF", "duct"), tie("west", "MEMBER_OF", "duct")]
    answer = fails(snapshot_of(nodes, ties), "duct")
    (broken,) = answer.broken
    assert (broken.id, broken.group, broken.needed, broken.lost) == ("alarm", "pair", "1/2", ("east", "west"))
    assert (broken.stopped_it, broken.single, broken.shared, broken.shared_by) == (True, "duct", ("duct",), ("MEMBER_OF",))
    assert answer.held == ()


def test_two_that_fail_each_by_itself_share_nothing() -> None:
    (broken,) = fails(snapshot_of(systems("a b c"), one_of("a", "b", "c")), "b", "c").broken
    assert (broken.single, broken.shared) == (None, ())


def test_one_that_carries_the_other_is_the_single_thing() -> None:
    ties = [*one_of("a", "b", "c"), tie("c", "DEPENDS_ON", "b")]
    (broken,) = fails(snapshot_of(systems("a b c"), ties), "b").broken
    assert broken.single == "b"


def test_the_nearest_of_several_single_things_is_named() -> None:
    ties = [*one_of("a", "b", "c"), *(tie(x, "DEPENDS_ON", "hall") for x in "bc"), tie("hall", "DEPENDS_ON", "feed")]
    (broken,) = fails(snapshot_of(systems("a b c hall feed"), ties), "feed").broken
    assert broken.single == "hall"


def test_what_is_shared_is_told_also_where_it_is_not_what_failed() -> None:
    zone, supplier, host = node("zone", "NetworkZone"), node("supplier", "Organisation"), node("host")
    ties = one_of("a", "b", "c")
    for member in "bc":
        ties += [tie(member, "CONNECTED_TO", "zone"), tie(member, "SUPPLIED_BY", "supplier"), tie("host", "HOSTS", member)]
    ties.append(tie("b", "MEMBER_OF", "cause"))
    nodes = systems("a b c", zone, supplier, host, node("cause", "CommonCause"))
    (broken,) = fails(snapshot_of(nodes, ties), "b", "c").broken
    assert dict(zip(broken.shared, broken.shared_by, strict=True)) == {
        "host": "HOSTS", "supplier": "SUPPLIED_BY", "zone": "CONNECTED_TO",
    }  # fmt: skip
    assert broken.single is None


def test_a_tie_that_has_ended_shares_nothing() -> None:
    ties = [*one_of("a", "b", "c"), tie("b", "SUPPLIED_BY", "s", valid_to="2025-01-01"), tie("c", "SUPPLIED_BY", "s")]
    snapshot = snapshot_of(systems("a b c", node("s", "Organisation")), ties)
    assert [b.shared for at in (None, "2026-01-01") for b in fails(snapshot, "b", "c", at=at).broken] == [("s",), ()]


def test_two_relationships_to_one_thing_are_no_redundancy() -> None:
    ties = [tie("a", "DEPENDS_ON", "b", group="pair", k=1, source_key=key) for key in "12"]
    (broken,) = fails(snapshot_of(systems("a b"), ties), "b").broken
    assert (broken.needed, broken.lost, broken.single) == ("1/2", ("b",), "b")


def test_a_redundancy_that_broke_after_its_needer_had_stopped_is_told_as_such() -> None:
    ties = [*one_of("a", "b", "c"), tie("a", "DEPENDS_ON", "d"), *(tie(x, "DEPENDS_ON", "d") for x in "bc")]
    (broken,) = fails(snapshot_of(systems("a b c d"), ties), "d").broken
    assert (broken.id, broken.stopped_it, broken.single) == ("a", False, "d")


@pytest.mark.parametrize(("lost", "spare"), [("b", 1), ("bc", 0)])
def test_a_redundancy_that_held_says_what_is_left(lost: str, spare: int) -> None:
    snapshot = snapshot_of(systems("a b c d"), one_of("a", "b", "c", "d"))
    (held,) = fails(snapshot, *lost).held
    assert (held.id, held.label, held.needed, held.lost, held.spare) == ("a", "System", "1/3", tuple(lost), spare)


def test_degradation_is_passed_on_to_who_needs_it_and_says_how_far() -> None:
    ties = [
        tie("portal", "DEPENDS_ON", "map", mode="soft"), tie("case", "DEPENDS_ON", "portal"),
        tie("desk", "DEPENDS_ON", "case"),
        tie("news", "DEPENDS_ON", "portal", mode="optional"), *one_of("pay", "portal", "bank"),
    ]  # fmt: skip
    answer = fails(snapshot_of(systems("portal map case desk news pay bank"), ties), "map")
    assert [(d.id, d.mode, d.group, d.needed, d.because) for d in answer.degraded] == [
        ("portal", "soft", "DEPENDS_ON", "1/1", ("map",))
    ]
    assert [(m.id, m.steps, m.because) for m in answer.may_degrade] == [("case", 1, ("portal",)), ("desk", 2, ("case",))]


def test_a_group_that_lost_one_and_has_one_degraded_may_pass_it_on() -> None:
    ties = [*one_of("pay", "portal", "bank"), tie("portal", "DEPENDS_ON", "map", mode="soft")]
    (may,) = fails(snapshot_of(systems("pay portal bank map"), ties), "map", "bank").may_degrade
    assert (may.id, may.group, may.needed, may.because) == ("pay", "pair", "1/2", ("bank", "portal"))


def test_what_it_means_and_whom_to_call_is_of_all_that_stopped() -> None:
    nodes = systems("a", node("s", "DigitalService", criticality=4), node("o", "Role", name="Owner"))
    ties = [tie("a", "REALISES", "s"), tie("s", "OWNED_BY", "o"), tie("a", "OWNED_BY", "o")]
    answer = fails(snapshot_of(nodes, ties), "a")
    assert (answer.consequence.services, answer.consequence.critical) == (("s",), 1)
    assert [(o.id, o.things) for o in answer.consequence.owners] == [("o", ("s", "a"))]
    assert [row.owner for row in answer.rows] == ["Owner", "Owner"]
    assert any("no known number of users" in reason.en for reason in answer.completeness.reasons)


def chain(length: int) -> Snapshot:
    ids = [f"n{i:04}" for i in range(length)]
    ties = [tie(needer, "DEPENDS_ON", needed) for needed, needer in pairwise(ids)]
    return snapshot_of([node(id_) for id_ in ids], ties)


def test_little_is_proven_without_being_asked_for_and_much_only_where_it_is() -> None:
    little, much = chain(20), chain(500)
    assert [proof.id for proof in fails(little, "n0000").proofs] == [f"n{i:04}" for i in range(1, 20)]
    assert fails(much, "n0000").proofs == ()
    assert fails(little, *(f"n{i:04}" for i in range(0, 20, 2))).proofs != ()
    assert fails(chain(80), *(f"n{i:04}" for i in range(0, 80, 2))).proofs == ()
    (proof,) = fails(much, "n0000", proof=("n0499",)).proofs
    assert (proof.id, proof.failed, len(proof.reasons)) == ("n0499", ("n0000",), 500)
    assert not Checker(much, ["n0000"]).objections(proof)


def test_only_json_has_the_proofs_nobody_asked_for() -> None:
    assert fails(chain(3), "n0000").quiet == ("proofs",)
    assert fails(chain(3), "n0000", proof=("n0002",)).quiet == ()


def test_proofs_too_long_together_are_left_out_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blast_radius, "MOST_REASONS", 30)
    answer = fails(chain(50), "n0000")
    assert [len(proof.reasons) for proof in answer.proofs] == [2, 3, 4, 5, 6, 7]
    assert answer.completeness.state == "truncated"
    assert "43 proofs are left out." in [reason.en for reason in answer.completeness.reasons]


def test_there_is_no_proof_of_what_goes_on() -> None:
    with pytest.raises(UsageError, match="n0000"):
        fails(chain(3), "n0001", proof=("n0000", "n0002"))
    with pytest.raises(UnknownName):
        fails(chain(3), "n0001", proof=("nothing",))


def test_rows_end_where_they_are_told_to_and_say_how_many_more_there_are() -> None:
    answer = fails(chain(10), "n0000", limit=4)
    assert [row.wave for row in answer.rows] == [0, 1, 2, 3]
    assert (answer.completeness.state, answer.consequence.stopped) == ("truncated", 10)
    assert "6 more things stop than are shown." in [reason.en for reason in answer.completeness.reasons]


def test_lists_beside_the_rows_end_there_too() -> None:
    ties = [t for needer in "ab" for t in one_of(needer, "c", "d")]
    answer = fails(snapshot_of(systems("a b c d"), ties), "c", limit=1)
    assert [held.id for held in answer.held] == ["a"]
    assert [reason.en for reason in answer.completeness.reasons][:1] == [
        "1 more redundancies and things that go on worse than are shown."
    ]


def test_a_zone_a_supplier_and_a_product_can_fail_as_a_whole() -> None:
    nodes = [
        node("a", product="Acme 3"), node("b", product="acme 3"), node("c"), node("d"), node("z", "NetworkZone"),
        node("s", "Organisation"), node("user"),
    ]  # fmt: skip
    ties = [tie("c", "CONNECTED_TO", "z"), tie("d", "SUPPLIED_BY", "s"), tie("user", "DEPENDS_ON", "a")]
    snapshot = snapshot_of(nodes, ties)
    asked: list[tuple[str, str]] = [("failed_product", "Acme 3"), ("failed_zone", "z"), ("failed_supplier", "s")]
    found = [
        [r.id for r in blast_radius.run(snapshot, Params.model_validate({name: [value]})).rows] for name, value in asked
    ]
    assert found == [["a", "b", "user"], ["c", "z"], ["d"]]


def test_on_a_day_all_of_a_kind_or_product_are_those_that_are_there() -> None:
    nodes = [
        node("old", valid_to="2025-12-31", product="P"),
        node("new", product="p"),
        node("later", valid_from="2027-01-01"),
    ]
    snapshot = snapshot_of(nodes, [tie("new", "DEPENDS_ON", "old")])
    for start in ({"failed_kind": ("System",)}, {"failed_product": ("P",)}):
        answer = blast_radius.run(snapshot, Params.model_validate({**start, "at": "2026-01-01"}))
        assert [row.id for row in answer.rows] == ["new"]
    with pytest.raises(UsageError):
        blast_radius.run(
            snapshot, Params.model_validate({"failed_product": ("P",), "at": "2020-01-01", "failed_kind": ("Sensor",)})
        )


def test_what_is_named_and_not_there_on_the_day_is_told() -> None:
    snapshot = snapshot_of([node("old", valid_to="2025-12-31")], [])
    said = "1 things that fail are not there on {}."
    for day, told in (("2025-12-31", False), ("2026-01-01", True)):
        assert (said.format(day) in [reason.en for reason in fails(snapshot, "old", at=day).completeness.reasons]) == told


def test_how_many_must_work_is_the_groups_also_on_a_day_that_leaves_out_who_says_it() -> None:
    says = tie("a", "DEPENDS_ON", "d", group="g", k=2, valid_to="2026-01-01")
    ties = [tie("a", "DEPENDS_ON", "b", group="g"), tie("a", "DEPENDS_ON", "c", group="g"), says]
    snapshot = snapshot_of(systems("a b c d"), ties)
    answer = fails(snapshot, "b", at="2026-06-01")
    assert [(row.id, row.needed) for row in answer.rows] == [("b", None), ("a", "2/2")]
    checker = Checker(snapshot, ["b"], at=dt.date(2026, 6, 1))
    assert [(proof.id, checker.objections(proof)) for proof in answer.proofs] == [("a", ())]
    assert [row.id for row in fails(snapshot, "b").rows] == ["b"]
