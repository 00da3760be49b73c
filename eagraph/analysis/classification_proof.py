"""Classification proof: why is so much required of this place, by which information and rule, and what would undo it?

The steps are a witness of which no fact can go (see `eagraph.escalation.proofs`); `proof` is the document that an
independent checker validates against the landscape (`eagraph escalation check-proof`). It proves the lower end: what follows
whatever the unknown turns out to be. The programme's line on aggregated data is CLS-04 (lines 516-524).
"""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from pydantic import BaseModel, ConfigDict, Field

from eagraph.escalation import escalate
from eagraph.escalation.counterfactuals import Change
from eagraph.escalation.proofs import Fact, Proof, ProofStep
from eagraph.escalation.proving import prove
from eagraph.escalation.steps import Kind
from eagraph.escalation.unknowns import Unknown
from eagraph.graph.snapshot import Snapshot
from eagraph.graph.views import not_valid
from eagraph.locale import both
from eagraph.model.classification import TOP, Aspect
from eagraph.results import Named, Result, Words, completeness

title = both("Proof of a level")
question = both("Why is so much required of this place, and what would undo it?")


class Params(BaseModel):
    """Of what, in which aspect."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    of: str = Field(description="the thing: id, source key or unique name", json_schema_extra={"names": "thing"})
    aspect: Aspect = Field(description="k, r, t or s")
    level: int | None = Field(
        default=None, ge=1, le=TOP, description="the level to prove; else the highest that follows for certain"
    )
    counterfactuals: bool = Field(
        default=True, description="also look for what would bring it back to what is assigned, which takes longest"
    )
    at: dt.date | None = Field(default=None, description="only what is valid on this day")


class Row(Named):
    """One step of the proof; the last one is the claim."""

    brief: ClassVar = ("number", "says", "rule", "facts")

    number: int = Field(description="its place in the proof; it rests only on those before it")
    kind: Kind = Field(
        description="classified and decided: what an owner says; arrives: where information comes; content: what it "
        "requires there; rule: what an aggregation rule proposes; demand: what others require"
    )
    aspect: Aspect
    level: int = Field(description="the level that is concluded")
    says: Words = Field(description="the step in one sentence")
    rule: str = Field(description="the rule it goes by")
    laws: tuple[str, ...] = Field(description="norms that the rule names")
    facts: tuple[str, ...] = Field(description="ids of the facts it rests on")
    premises: tuple[str, ...] = Field(description="ids of the steps it rests on")
    step: str = Field(description="id of the step")


class Answer(Result[Row]):
    """The steps, the facts they rest on, what would undo it, what is unknown, and the whole as one document."""

    quiet: ClassVar = ("proof",)

    facts: tuple[Fact, ...] = Field(description="what the proof rests on; without any one of these the claim falls")
    undone_by: tuple[Change, ...] | None = Field(description="smallest sets of relationships that would bring it back")
    unknown: tuple[Unknown, ...] = Field(description="what is open in the place, and whether it could require more")
    proof: Proof = Field(description="the document that can be checked")
    model_hash: str = Field(description="hash of the classification model in force")


def run(snapshot: Snapshot, params: Params) -> Answer:
    """The steps in order, each after what it rests on.

    Raises:
        UnknownName: there is no such thing.
        UsageError: so much is not required of it.
    """
    found = escalate(snapshot, at=params.at)
    node = snapshot.find(params.of)
    proof = prove(found, node, params.aspect, level=params.level, counterfactuals=params.counterfactuals)
    hidden = found.hidden([params.aspect])
    return Answer(
        analysis="classification-proof",
        params=params.model_dump(mode="json"),
        summary=proof.claim,
        snapshot=proof.snapshot,
        completeness=completeness([*not_valid(hidden, params.at), *found.reasons([params.aspect])]),
        hidden=hidden,
        rows=tuple(_row(number, step) for number, step in enumerate(proof.steps, start=1)),
        facts=proof.facts,
        undone_by=proof.counterfactuals,
        unknown=proof.unknown,
        proof=proof,
        model_hash=proof.model_hash,
    )


def _row(number: int, step: ProofStep) -> Row:
    return Row(
        **step.place.model_dump(),
        number=number,
        kind=step.kind,
        aspect=step.aspect,
        level=step.level,
        says=step.says,
        rule=step.rule,
        laws=step.laws,
        facts=step.facts,
        premises=step.premises,
        step=step.id,
    )
