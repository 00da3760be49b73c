"""Every proof of a required level is accepted by the checker, and none that was tampered with."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from eagraph.escalation import Escalation, escalate, reference
from eagraph.escalation.checking import problems
from eagraph.escalation.proofs import Proof
from eagraph.escalation.proving import prove
from eagraph.graph.snapshot import Snapshot
from eagraph.model.classification import ASPECTS, Aspect
from tests.property.escalating import EVIDENCE, landscapes, schema
from tests.property.strategies import node, snapshot_of, tie

Key = tuple[int, Aspect]


def provable(found: Escalation) -> list[Key]:
    return [(i, a) for a in ASPECTS for i in range(len(found.snapshot.nodes)) if found.low.required[a].asked[i] > 0]


def facts(snapshot: Snapshot, proof: Proof) -> tuple[list[int], list[Key]]:
    keys = {(t.source, t.type, t.target, t.ordinal): j for j, t in enumerate(snapshot.relationships)}
    ties = [keys[f.source, f.type, f.target, f.ordinal] for f in proof.facts if f.kind == "relationship"]  # type: ignore[index]
    given = [(snapshot.index[f.thing], f.aspect) for f in proof.facts if f.kind == "classification"]  # type: ignore[index]
    return ties, given  # type: ignore[return-value]


@given(landscapes(), st.data())
@settings(max_examples=150)
@pytest.mark.heavy
def test_whatever_is_required_has_a_proof_that_holds_and_from_which_nothing_can_be_taken(
    snapshot: Snapshot, data: st.DataObject
) -> None:
    found = escalate(snapshot)
    assume(provable(found))
    node, aspect = data.draw(st.sampled_from(provable(found)))
    proof = prove(found, node, aspect, counterfactuals=False)
    assert [str(problem) for problem in problems(snapshot, proof)] == []
    assert proof.required == found.low.required[aspect].asked[node]
    ties, given = facts(snapshot, proof)
    for gone in ties:
        fewer = [other for other in ties if other != gone]
        assert reference.levels(snapshot, ties=fewer, given=given)[node, aspect].asked < proof.required


def test_a_copy_whose_link_is_cut_still_tells_a_category_of_what_it_comes_from() -> None:
    """The record comes without who it is about, and who that is comes with a copy that is cut from the record."""
    things = [
        node("all"), node("copies"), node("records"),
        node("copy", "InformationAsset", subject_kind="resident"),
        node("record", "InformationAsset", subject_kind="resident", categories=("identity", "location")),
    ]  # fmt: skip
    ties = [
        tie("copies", "FLOW", "all", filter="anonymise", **EVIDENCE), tie("copies", "HOLDS", "copy"),
        tie("records", "FLOW", "all", filter="pseudonymise", **EVIDENCE), tie("records", "HOLDS", "record"),
        tie("copy", "DERIVED_FROM", "record"),
    ]  # fmt: skip
    snapshot = snapshot_of(things, ties, schema())
    found = escalate(snapshot)
    proof = prove(found, snapshot.index["all"], "k", counterfactuals=False)
    assert (proof.required, {step.rule for step in proof.steps if step.rule}) == (3, {"MOVES"})
    assert [str(problem) for problem in problems(snapshot, proof)] == []
    assert sorted(str(fact.type) for fact in proof.facts) == ["FLOW", "FLOW", "HOLDS", "HOLDS"]


@given(landscapes(), st.data())
@settings(max_examples=50)
@pytest.mark.heavy
def test_what_is_told_to_undo_a_level_does_and_nothing_less_of_it(snapshot: Snapshot, data: st.DataObject) -> None:
    found = escalate(snapshot)
    raised = [key for key in provable(found) if found.is_raised(*key)]
    assume(raised)
    node, aspect = data.draw(st.sampled_from(raised))
    keys = {(t.source, t.type, t.target, t.ordinal): j for j, t in enumerate(snapshot.relationships)}
    every, most = set(range(len(snapshot.relationships))), found.assigned(node, aspect).high
    for change in prove(found, node, aspect).counterfactuals or ():
        ended = {keys[t.source, t.type, t.target, t.ordinal] for t in change.relationships}

        def asked(gone: set[int]) -> int:
            return reference.levels(snapshot, ties=every - gone)[node, aspect].asked

        assert asked(ended) == change.leaves <= most
        assert all(asked(ended - {kept}) > most for kept in ended)


TAMPERED: dict[str, Any] = {
    "a fact less": lambda p: p.model_copy(update={"facts": p.facts[1:]}),
    "a level more": lambda p: p.model_copy(update={"required": p.required + 1}),
    "another landscape": lambda p: p.model_copy(update={"snapshot": p.snapshot.model_copy(update={"hash": "0"})}),
    "another model": lambda p: p.model_copy(update={"model_hash": "0"}),
    "another decision": lambda p: p.model_copy(update={"assigned_low": (p.assigned_low + 1) % 5}),
    "steps the other way round": lambda p: p.model_copy(update={"steps": p.steps[::-1]}),
    "no last step": lambda p: p.model_copy(update={"steps": p.steps[:-1]}),
    "a classification as it is not": lambda p: p.model_copy(
        update={"facts": tuple(f.model_copy(update={"level": 9, "target": "nowhere"}) for f in p.facts)}
    ),
    "a step too high": lambda p: p.model_copy(
        update={"steps": tuple(s.model_copy(update={"level": 4 if s.level else 0}) for s in p.steps)}
    ),
    "a way elsewhere": lambda p: p.model_copy(
        update={"steps": tuple(s.model_copy(update={"way": (*s.way, "nowhere")}) if s.way else s for s in p.steps)}
    ),
}


@pytest.mark.parametrize("how", TAMPERED)
@given(landscapes(), st.data())
@settings(max_examples=30)
def test_a_proof_that_was_tampered_with_is_refused(how: str, snapshot: Snapshot, data: st.DataObject) -> None:
    found = escalate(snapshot)
    assume(provable(found))
    proof = prove(found, *data.draw(st.sampled_from(provable(found))), counterfactuals=False)
    changed = TAMPERED[how](proof)
    assume(changed != proof and len(proof.steps) > 1)
    assert problems(snapshot, changed)
