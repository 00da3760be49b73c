"""The classification memo: all that an owner has to know of one place, or of one information asset, to decide and sign.

Four vectors a side and apart (decided, required, assured, and the gap), the rules and the proof of what is required, what
would bring it back, what is unknown, and what was decided before. It is an answer like any other: JSON carries all of it,
`document` makes it something to read. It tells how things are protected, so it carries its own class (`marking`).

Protective security is never told of: where it may be touched there is a flag, and the matter is handled elsewhere.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from eagraph.decisions import Levels
from eagraph.decisions.history import History
from eagraph.decisions.ledger import Kept
from eagraph.decisions.standing import Standing
from eagraph.escalation.proofs import Proof
from eagraph.escalation.unknowns import Unknown
from eagraph.model.aggregation import Flag
from eagraph.model.classification import Aspect, Interval
from eagraph.results import Completeness, Named, SnapshotInfo, Value, Words

Role = Literal["information_owner", "system_owner"]


class Marking(Value):
    """The class of the memo itself: the confidentiality that is required of what it tells."""

    level: int = Field(description="required for certain")
    may_reach: int = Field(description="required at most, whatever is unknown turns out to be")
    text: Words = Field(description="as it stands on every page")
    because: Words = Field(description="how it was worked out, in one sentence")


class Responsible(Value):
    """Who answers, and for which information or places: a role, never a person."""

    role: Role
    who: Named
    of: tuple[str, ...] = Field(description="names of what it answers for")


class Rule(Value):
    """A rule of the classification model that applies in the place for certain."""

    id: str
    title: Words
    applies: Words = Field(description="when it applies")
    why: Words
    proposes: Words
    source: Words = Field(description="the norm it comes from, or that it is an assumption")
    laws: tuple[str, ...]


class Option(Value):
    """One of the decisions that can be taken about an aspect, in words, to be ticked."""

    kind: Literal["accept", "mitigate", "exempt", "reject"]
    says: Words


class AspectPart(Value):
    """One aspect of the place: the four vectors apart, why so much is required, and what is decided and to be decided."""

    aspect: Aspect
    says: Words
    assigned: Levels
    assigned_by: str = ""
    assigned_on: str = ""
    required: Levels
    declared: int = Field(description="required at least by what is declared alone")
    assured: Levels
    gap: Levels = Field(description="levels required above what is assured: for certain, and at most")
    is_raised: bool = Field(description="more is required for certain than decided")
    is_perhaps_raised: bool = Field(description="more may be required than decided, depending on what is unknown")
    rules: tuple[str, ...] = Field(description="ids of the rules that apply and propose something in this aspect")
    proof: Proof | None = Field(description="why more is required than was decided; null where it is not")
    undone_by: tuple[Words, ...] = Field(description="what would bring it back, each by itself")
    unknown: tuple[Unknown, ...]
    standing: Standing | None = Field(description="how the last decision stands today, or the landscape's own acceptance")
    decisions: tuple[Kept, ...] = Field(description="every decision, the oldest first")
    options: tuple[Option, ...] = Field(description="what is proposed to be decided; empty where nothing is")

    @property
    def is_undecided(self) -> bool:
        """Has nobody decided a level?"""
        return Interval(self.assigned.low, self.assigned.high).is_unknown


class Held(Named):
    """Information in the place, with what its owner decided of it."""

    k: Levels
    r: Levels
    t: Levels
    s: Levels
    classified_by: str
    classified_on: str


class FactHere(Value):
    """A fact that the proofs rest on, in one sentence."""

    id: str
    says: Words
    stated_on: str | None
    stated_by: str | None
    confidence: str | None


class Remark(Value):
    """What the rules ask for besides a level, or where a matter is handled."""

    flag: Flag
    says: Words


class Memo(Value):
    """A classification memo."""

    marking: Marking
    place: Named
    summary: Words
    responsible: tuple[Responsible, ...]
    aspects: tuple[AspectPart, ...]
    information: tuple[Held, ...] = Field(description="the information in the place, sorted by id")
    held_in: tuple[Named, ...] = Field(description="of an information asset: where it is at home")
    rules: tuple[Rule, ...]
    facts: tuple[FactHere, ...]
    remarks: tuple[Remark, ...]
    history: History
    norms: tuple[str, ...]
    oldest: str | None = Field(description="the oldest date among the facts; none where no fact has one")
    undated: int = Field(description="how many facts have no date")
    written_on: str
    at: str | None
    snapshot: SnapshotInfo
    model_id: str
    model_version: str
    model_hash: str
    engine: str
    completeness: Completeness
    hidden: int = Field(description="how many relationships the day leaves out that would count")
