"""Proofs of what stops: every one is accepted, every one with a word changed is refused, and none says too much."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eagraph.graph.cascades import Cascade
from eagraph.graph.checking import Checker, Proof, Reason
from eagraph.graph.proofs import prove
from eagraph.graph.snapshot import Snapshot
from eagraph.graph.views import failure
from tests.property.directions import steps
from tests.property.strategies import DAYS, ids, landscapes, node, snapshot_of, tie
from tests.property.test_blast_radius import groups_of, rounds


@st.composite
def proofs(draw: st.DrawFn) -> tuple[Snapshot, Checker, list[Proof], dict[str, object]]:
    """A landscape, the proofs of all that stops in it, and how it was read."""
    snapshot = draw(landscapes(dated=draw(st.booleans())))
    failed = sorted(draw(st.sets(ids(snapshot), min_size=1, max_size=4)))
    read: dict[str, object] = {"at": draw(st.none() | st.sampled_from(DAYS)), "assume_needed": draw(st.booleans())}
    cascade = Cascade.of(failure(snapshot, **read), [snapshot.index[id_] for id_ in failed])  # type: ignore[arg-type]
    found = [prove(cascade, int(i)) for i in cascade.stopped]
    return snapshot, Checker(snapshot, failed, **read), found, read  # type: ignore[arg-type]


Proven = tuple[Snapshot, Checker, list[Proof], dict[str, object]]


@given(proofs())
@settings(max_examples=400)
def test_every_proof_is_accepted(proven: Proven) -> None:
    _, checker, found, _ = proven
    assert [objection for proof in found for objection in checker.objections(proof)] == []


@given(proofs())
@settings(max_examples=300)
def test_what_a_proof_says_failed_stops_the_thing_and_no_less_does(proven: Proven) -> None:
    snapshot, _, found, read = proven
    groups = groups_of(steps(snapshot, "failure", **read))  # type: ignore[arg-type]
    for proof in found:
        failed = set(proof.failed)
        assert proof.id in rounds(groups, failed)
        assert not any(proof.id in rounds(groups, failed - {leaf}) for leaf in failed)


@given(proofs())
@settings(max_examples=400)
def test_every_change_to_a_proof_is_refused(proven: Proven) -> None:
    snapshot, checker, found, _ = proven
    for proof in found:
        for changed in _changed(proof, [n.id for n in snapshot.nodes]):
            assert checker.objections(changed), changed


def _changed(proof: Proof, everybody: list[str]) -> Iterator[Proof]:
    reasons = proof.reasons
    outside = [id_ for id_ in everybody if id_ not in {reason.id for reason in reasons}]
    for i, reason in enumerate(reasons):
        rest = (*reasons[:i], *reasons[i + 1 :])
        yield replace(proof, reasons=rest)
        yield replace(proof, reasons=(*rest, reason, reason))
        if reason.lost:
            yield replace(proof, reasons=(reason, *rest))
        for other in _otherwise(reason, [r.id for r in reasons], outside):
            yield replace(proof, reasons=(*reasons[:i], other, *reasons[i + 1 :]))
    for leaf in proof.failed:
        yield replace(proof, failed=tuple(id_ for id_ in proof.failed if id_ != leaf))
    for id_ in outside:
        yield replace(proof, id=id_)
        yield replace(proof, failed=(*proof.failed, id_))
        yield replace(proof, reasons=(Reason(id_), *reasons))


def _otherwise(reason: Reason, inside: list[str], outside: list[str]) -> Iterator[Reason]:
    for id_ in outside:
        yield replace(reason, id=id_)
    if reason.group is None:
        yield Reason(reason.id, "DEPENDS_ON", 1, 1, (reason.id,))
        return
    yield Reason(reason.id)
    yield replace(reason, group=f"{reason.group}?")
    for k, n in ((1, 0), (-1, 0), (0, 1), (0, -1), (1, 1)):
        yield replace(reason, k=reason.k + k, n=reason.n + n)
    for member in reason.lost:
        yield replace(reason, lost=tuple(id_ for id_ in reason.lost if id_ != member))
    for id_ in {*inside, *outside} - set(reason.lost):
        yield replace(reason, lost=(*reason.lost, id_))


@pytest.mark.parametrize("assume_needed", [False, True])
def test_a_flow_nobody_has_judged_proves_only_where_it_is_assumed_needed(assume_needed: bool) -> None:
    snapshot = snapshot_of([node("a"), node("b")], [tie("a", "FLOW", "b")])
    proof = Proof("b", ("a",), (Reason("a"), Reason("b", "FLOW", 1, 1, ("a",))))
    assert bool(Checker(snapshot, ["a"], assume_needed=assume_needed).objections(proof)) != assume_needed


def test_a_day_takes_the_ground_from_a_proof() -> None:
    snapshot = snapshot_of([node("a"), node("b", valid_to="2026-01-10")], [tie("b", "DEPENDS_ON", "a")])
    proof = Proof("b", ("a",), (Reason("a"), Reason("b", "DEPENDS_ON", 1, 1, ("a",))))
    assert not Checker(snapshot, ["a"], at=dt.date(2026, 1, 10)).objections(proof)
    assert Checker(snapshot, ["a"], at=dt.date(2026, 1, 11)).objections(proof)


def test_a_ring_cannot_prove_itself() -> None:
    snapshot = snapshot_of([node("a"), node("b"), node("c")], [tie("a", "DEPENDS_ON", "b"), tie("b", "DEPENDS_ON", "a")])
    of_a, of_b = Reason("a", "DEPENDS_ON", 1, 1, ("b",)), Reason("b", "DEPENDS_ON", 1, 1, ("a",))
    for reasons in ((of_b, of_a), (of_a, of_b, of_a)):
        told = Checker(snapshot, ["c"]).objections(Proof("a", (), reasons))
        assert any("not proven before it" in text.en for text in told)


def test_two_relationships_to_one_member_count_twice() -> None:
    ties = [tie("a", "DEPENDS_ON", "b", group="g", k=2, source_key=key) for key in "12"]
    snapshot = snapshot_of([node("a"), node("b"), node("c")], [*ties, tie("a", "DEPENDS_ON", "c", group="g")])
    proof = Proof("a", ("b",), (Reason("b"), Reason("a", "g", 2, 3, ("b",))))
    assert not Checker(snapshot, ["b"]).objections(proof)
    assert prove(Cascade.of(failure(snapshot), [snapshot.index["b"]]), snapshot.index["a"]) == proof


def test_a_loss_that_the_others_make_needless_is_left_out() -> None:
    ties = [tie("a", "DEPENDS_ON", "c", group="g", k=2, source_key=key) for key in "12"]
    snapshot = snapshot_of([node("a"), node("b"), node("c"), node("d")], [*ties, tie("a", "DEPENDS_ON", "b", group="g")])
    cascade = Cascade.of(failure(snapshot), [snapshot.index[id_] for id_ in "bcd"])
    reasons = (Reason("c"), Reason("a", "g", 2, 3, ("c",)))
    assert prove(cascade, snapshot.index["a"]) == Proof("a", ("c",), reasons)


def test_what_does_not_stop_has_no_proof() -> None:
    snapshot = snapshot_of([node("a"), node("b")], [tie("a", "DEPENDS_ON", "b")])
    with pytest.raises(ValueError, match="b"):
        prove(Cascade.of(failure(snapshot), [snapshot.index["a"]]), snapshot.index["b"])


@pytest.mark.heavy
def test_a_chain_of_a_hundred_thousand_is_proven_and_checked() -> None:
    length = 100_000
    chain = [f"n{i:06}" for i in range(length)]
    ties = [tie(needer, "DEPENDS_ON", needed) for needed, needer in pairwise(chain)]
    snapshot = snapshot_of([node(id_) for id_ in chain], ties)
    proof = prove(Cascade.of(failure(snapshot), [0]), length - 1)
    assert [reason.id for reason in proof.reasons] == chain
    checker = Checker(snapshot, chain[:1])
    assert not checker.objections(proof)
    assert checker.objections(replace(proof, reasons=(*proof.reasons[:500], *proof.reasons[501:])))
