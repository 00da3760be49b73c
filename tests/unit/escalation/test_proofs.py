"""Proofs in a small town: what they say in both languages, what would undo them, and how the checker reads them."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from eagraph.analysis import classification_proof
from eagraph.errors import SourceError, UsageError
from eagraph.escalation import escalate
from eagraph.escalation.checking import problems, read
from eagraph.escalation.proofs import Proof
from eagraph.escalation.proving import prove
from eagraph.graph.snapshot import Snapshot
from eagraph.loading.changes import Stored
from eagraph.model.classification import Aspect
from eagraph.model.classification_model import ClassificationModel
from eagraph.model.landscape import Node, Relationship
from eagraph.model.schema import Schema
from tests.property.strategies import snapshot_of


def asset(id_: str, level: int, *categories: str, **said: object) -> Node:
    levels = {"k": level, "r": 1, "t": 1, "s": 1, "classified_by": "Ann", "classified_on": "2026-03-01"}
    about = {"categories": categories, "subject_kind": "resident", "records": 10, "subjects": 10}
    return Node(id_, "InformationAsset", {"name": id_, **levels, **about, **said})  # type: ignore[dict-item]


@pytest.fixture
def town() -> Snapshot:
    """Three boards' information comes together in an analysis; one of them is open about nothing."""
    places = [
        Node(p, "System", {"name": p, "k": 1, "r": 1, "t": 1, "s": 1}) for p in ("people", "loans", "gates", "analysis")
    ]
    assets = [
        asset("addresses", 1, "identity", "address"),
        asset("lending", 1, "identity", "reading"),
        asset("passages", 1, "location", "time"),
    ]
    boards = [Node(b, "Organisation", {"name": b, "kind": "board"}) for b in ("KS", "Culture", "Property")]
    ties = []
    held_by = ("people", "addresses", "KS"), ("loans", "lending", "Culture"), ("gates", "passages", "Property")
    for place, held, board in held_by:
        ties += [
            Relationship(place, "HOLDS", held, {"how": "stored"}),
            Relationship(place, "FLOW", "analysis", {"carries": (held,)}),
            Relationship(held, "OWNED_BY", board, {}),
        ]
    return snapshot_of([*places, *assets, *boards], ties)


def proof_of(town: Snapshot, place: str, aspect: Aspect, level: int | None = None) -> Proof:
    return prove(escalate(town), town.find(place), aspect, level=level)


def test_the_claim_rests_on_as_little_as_it_takes(town: Snapshot) -> None:
    proof = proof_of(town, "analysis", "k")
    assert (proof.assigned_high, proof.required, proof.assumed) == (1, 3, False)
    assert {step.rule for step in proof.steps} - {""} == {"AGG-COMBO-MOVES"}
    assert not [fact for fact in proof.facts if fact.kind == "classification"]
    assert len(proof.facts) == 4
    assert problems(town, proof) == ()


def test_a_lower_level_is_proven_by_less(town: Snapshot) -> None:
    proof = proof_of(town, "analysis", "k", 1)
    assert [step.kind for step in proof.steps] == ["classified", "arrives", "content"]
    assert proof.oldest == "2026-03-01"
    assert problems(town, proof) == ()


@pytest.mark.parametrize("changed", [{"decided_by": "Eve"}, {"stated_on": "2026-04-01"}, {"confidence": "confirmed"}])
def test_who_decided_and_when_is_checked_too(town: Snapshot, changed: dict[str, str]) -> None:
    proof = proof_of(town, "analysis", "k", 1)
    for kind in ("classification", "relationship"):
        facts = tuple(f.model_copy(update=changed) if f.kind == kind else f for f in proof.facts)
        if kind == "classification" or "decided_by" not in changed:
            assert problems(town, proof.model_copy(update={"facts": facts}))


def test_a_rule_is_told_with_what_satisfied_it(town: Snapshot) -> None:
    step = proof_of(town, "analysis", "s").steps[-1]
    assert step.rule == "AGG-OWNERS"
    assert step.values == {"assets": ["addresses", "lending", "passages"], "owners": ["Culture", "KS", "Property"]}
    assert step.says.en == (
        "Information of several boards and companies (AGG-OWNERS): analysis has addresses, lending, passages; "
        "so S (traceability) 2."
    )
    assert "spårbarhet" in step.says.sv


def test_what_would_undo_it_is_smallest_and_told_with_what_is_left(town: Snapshot) -> None:
    changes = proof_of(town, "analysis", "k").counterfactuals
    assert changes
    ended = {tuple((t.source, t.target) for t in change.relationships): change.leaves for change in changes}
    assert all(change.smallest and change.filter_suffices for change in changes)
    assert ended[("gates", "analysis"),] == 1
    assert ended[("loans", "analysis"), ("people", "analysis")] == 1


def test_what_is_not_required_has_no_proof(town: Snapshot) -> None:
    with pytest.raises(UsageError, match="K 3 is required beside what its owner decided; there is no proof of 4"):
        proof_of(town, "analysis", "k", 4)
    with pytest.raises(UsageError, match="nothing is required in K beside what its owner decided"):
        proof_of(town, "KS", "k")


def test_the_document_is_checked_from_a_file(town: Snapshot, tmp_path: Path) -> None:
    params = classification_proof.Params(of="analysis", aspect="k")
    answer = classification_proof.run(town, params)
    file = tmp_path / "proof.json"
    file.write_text(answer.model_dump_json(), encoding="utf-8")
    assert problems(town, read(file)) == ()
    document = json.loads(file.read_text(encoding="utf-8"))["proof"]
    document["facts"] = document["facts"][1:]
    file.write_text(json.dumps(document), encoding="utf-8")
    assert problems(town, read(file))


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"proof": 3}', "not json"])
def test_what_is_no_proof_is_told_with_its_file(content: str, tmp_path: Path) -> None:
    file = tmp_path / "proof.json"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(SourceError, match=r"proof\.json"):
        read(file)
    with pytest.raises(SourceError, match=r"nowhere\.json"):
        read(tmp_path / "nowhere.json")


def test_what_is_derived_is_told_with_what_it_counts_as() -> None:
    nodes = [Node("shop", "System", {"name": "shop", "k": 0}), asset("moves", 0, "identity", "location", "time")]
    nodes.append(Node("counts", "InformationAsset", {"name": "counts", "k": 0, "r": 0, "t": 0, "s": 0}))
    ties = [Relationship("shop", "HOLDS", "counts", {}), Relationship("counts", "DERIVED_FROM", "moves", {})]
    town = snapshot_of(nodes, ties)
    step = proof_of(town, "shop", "k").steps[-1]
    assert step.values["counts_as"] == {"counts": ["moves"]}
    assert "counts (derived from moves, and counts as that)" in step.says.en


def test_what_would_undo_it_is_checked_too(town: Snapshot) -> None:
    proof = proof_of(town, "analysis", "k")
    assert proof.counterfactuals
    first = proof.counterfactuals[0].model_copy(update={"leaves": 0})
    wrong = proof.model_copy(update={"counterfactuals": (first,)})
    assert [problem.en for problem in problems(town, wrong)] == ["The end of gates FLOW analysis does not leave 0."]


def test_levels_are_told_as_the_model_shows_them(town: Snapshot) -> None:
    model = ClassificationModel.standard().model_copy(update={"show": "name"})
    named = Snapshot.of(Stored(town.nodes, town.relationships), replace(Schema.standard(), classification=model))
    proof = proof_of(named, "analysis", "k")
    assert proof.claim.en.endswith("is decided moderate, required is at least serious.")
    assert "allvarlig" in proof.steps[-1].says.sv
