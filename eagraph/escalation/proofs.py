"""A proof that a level is required of a place: claim, minimal witness, what would bring it back, what is unknown, and norms.

The witness is a list of steps, each resting on facts and on steps before it; the facts are owners' classifications and
relationships, and not one of them can go without the claim falling. `checking` validates a proof by another path.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from eagraph.escalation.counterfactuals import Change
from eagraph.escalation.steps import Kind
from eagraph.escalation.unknowns import Unknown
from eagraph.model.classification import Aspect
from eagraph.results import Named, SnapshotInfo, Value, Words


class Fact(Value):
    """A leaf: what an owner decided of a thing, or one relationship. `stated_on`: when that was last said or verified."""

    id: str
    kind: Literal["classification", "relationship"]
    thing: str | None = None
    aspect: Aspect | None = None
    level: int | None = None
    decided_by: str | None = None
    source: str | None = None
    type: str | None = None
    target: str | None = None
    ordinal: int | None = None
    carries: tuple[str, ...] | None = None
    stated_on: str | None = None
    confidence: str | None = None


class ProofStep(Value):
    """One conclusion. `values`: what satisfied the condition of a rule."""

    id: str
    kind: Kind
    place: Named
    aspect: Aspect
    level: int
    asset: Named | None = None
    way: tuple[str, ...] = ()
    keeps: str = ""
    rule: str = ""
    condition: dict[str, Any] | None = None
    subject: str = ""
    values: dict[str, Any] = Field(default_factory=dict)
    laws: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    premises: tuple[str, ...] = ()
    says: Words


class Proof(Value):
    """That at least `required` in one aspect follows for a place, whatever the unknown turns out to be."""

    id: str
    place: Named
    aspect: Aspect
    assigned_low: int
    assigned_high: int
    required: int
    required_high: int
    assumed: bool = Field(description="it rests on a flow of which nobody has said what it carries")
    claim: Words
    steps: tuple[ProofStep, ...]
    facts: tuple[Fact, ...]
    counterfactuals: tuple[Change, ...] | None = Field(description="what would bring it back; null where it was not asked")
    unknown: tuple[Unknown, ...]
    norms: tuple[str, ...]
    oldest: str | None = Field(description="the oldest date among the facts; none where no fact has one")
    undated: int = Field(description="how many facts have no date")
    at: str | None
    snapshot: SnapshotInfo
    model_id: str
    model_version: str
    model_hash: str
    engine: str
