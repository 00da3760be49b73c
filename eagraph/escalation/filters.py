"""Which filters count, and what does each do to what passes it?

A filter counts only with evidence: its method, the decision, who took it and when, when it is to be reviewed, and the test
that shows it works. One that lacks any of these, or whose review is overdue, is as no filter at all, and that is told.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from eagraph.model.classification import TOP, Aspect
from eagraph.model.classification_model import ClassificationModel
from eagraph.model.fields import Value

EVIDENCE = ("filter_method", "filter_decision", "filter_decided_by", "filter_date", "filter_review", "filter_evidence")
Standing = Literal["counts", "no_evidence", "overdue", "not_yet", "unknown_filter"]
Steps = tuple[int, ...]
"""By level before, the level after."""
SAME: Steps = tuple(range(TOP + 1))


@dataclass(frozen=True, slots=True)
class Effect:
    """What happens to information on its way: levels of K and S, the link to its subject, its categories (all: `*`)."""

    k: Steps = SAME
    s: Steps = SAME
    keeps_link: bool = True
    removes: frozenset[str] = frozenset()

    @property
    def is_nothing(self) -> bool:
        """Does everything pass as it is?"""
        return self == NOTHING

    def of(self, aspect: Aspect) -> Steps:
        """Levels after by levels before, in an aspect; R and T pass as they are."""
        return {"k": self.k, "s": self.s}.get(aspect, SAME)


NOTHING = Effect()


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter on a flow: the number of the flow, what it is, whether it counts, and what evidence it lacks."""

    tie: int
    name: str
    standing: Standing
    missing: tuple[str, ...] = ()


def examined(tie: int, said: Mapping[str, Value], day: str, model: ClassificationModel) -> Filter:
    """A filter as a flow states it, on a day (`2026-12-31`; empty where there is none, and then nothing is overdue)."""
    name = str(said["filter"])
    if name not in model.filters:
        return Filter(tie, name, "unknown_filter")
    missing = tuple(field for field in EVIDENCE if not said.get(field))
    if missing:
        return Filter(tie, name, "no_evidence", missing)
    if day and str(said["filter_date"]) > day:
        return Filter(tie, name, "not_yet", ("filter_date",))
    overdue = bool(day) and str(said["filter_review"]) < day
    return Filter(tie, name, "overdue" if overdue else "counts", ("filter_review",) if overdue else ())


def effect_of(said: Mapping[str, Value], model: ClassificationModel) -> Effect:
    """What a filter that counts does: what the model says of its kind, and what its own decision says of it."""
    declared = model.filters[str(said["filter"])]  # type: ignore[index]
    removed = said.get("filter_removes")
    own = said.get("filter_k")
    cap = dict(declared.cap)
    if isinstance(own, int):
        cap["k"] = own
    return Effect(
        k=_steps(cap.get("k", TOP), declared.lower.get("k", 0)),
        s=_steps(cap.get("s", TOP), declared.lower.get("s", 0)),
        keeps_link=declared.keeps_link,
        removes=frozenset((*declared.removes, *(map(str, removed) if isinstance(removed, tuple) else ()))),
    )


def encrypted(model: ClassificationModel) -> Effect:
    """What encryption from end to end leaves to the one who transports: levels less, at least 1 of what is 1 or more."""
    less = model.discounts.encrypted
    return Effect(k=tuple(max(min(level, 1), level - less) for level in SAME), keeps_link=False, removes=frozenset("*"))


def _steps(cap: int, lower: int) -> Steps:
    return tuple(min(cap, max(0, level - lower)) for level in SAME)
