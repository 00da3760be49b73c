"""The levels of a landscape over time, kept compactly: each recording holds the places whose vector changed, and why.

A recording is a line of JSON in the store, a version of one text: `{why, snapshot, model, whole, places: {id: vector}}`, and
`decision: {place, aspect, kind, version, decided_by}` where one was taken. Vectors stand as they are then, not as a
difference, so that two who record at once do no harm. As soon as the changes since the last whole recording are as many as
there are places, the next is whole again: what is read to know the last levels is never more than twice what they are.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Literal

from eagraph.decisions.vectors import GONE, UNKNOWN, vectors
from eagraph.errors import EagraphError, StoreError
from eagraph.escalation import escalate
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import both
from eagraph.model.classification import Aspect
from eagraph.store import Saved, Store
from eagraph.work import advanced, counted

KIND = "level-history"
NAME = "levels"
MOST_BYTES = 250_000_000
"""Of what is where, as bits; a landscape that takes more is not looked through with every load."""
Why = Literal["first_recorded", "landscape", "model", "both", "program"]
"""What changed since the recording before: it is the first, or the landscape, the classification model, both, or neither
(then this program works levels out otherwise than it did)."""
_STEPS = 3


@dataclass(frozen=True, slots=True)
class Taken:
    """A decision in a recording."""

    place: str
    aspect: Aspect
    kind: str
    version: int
    decided_by: str


@dataclass(frozen=True, slots=True)
class Recording:
    """The vectors that changed, with the landscape and the model they follow from, and the day."""

    day: str
    why: Why
    snapshot: str
    model: str
    whole: bool
    places: Mapping[str, str]
    decision: Taken | None = None


def recordings(saved: Sequence[Saved], about: str = "") -> list[Recording]:
    """What was recorded, the oldest first; of a place only those that name it are read.

    Raises:
        StoreError: the text is not one of ours.
    """
    mark = json.dumps(about, ensure_ascii=False)
    return [_read(one) for one in saved if not about or mark in one.content]


def record(store: Store, snapshot: Snapshot, saved_at: str, decision: Taken | None = None) -> int:
    """Record the places whose vector changed since the last recording; how many they are.

    Raises:
        EagraphError: the store refuses, or the landscape is too large to be looked through.
    """
    _check_size(snapshot)
    advanced(0, _STEPS)
    now = vectors(escalate(snapshot))
    advanced(1, _STEPS)
    since = _since_whole(store.saved(KIND))
    last = _places(since)
    changed = _changed(last, now, snapshot)
    advanced(2, _STEPS)
    if decision:
        changed[decision.place] = now.get(decision.place, UNKNOWN)
    if changed:
        whole = len(changed) + sum(len(one.places) for one in since if not one.whole) >= len(now)
        model = snapshot.schema.classification.hash
        content = {
            "why": _why(since, snapshot.hash, model), "snapshot": snapshot.hash, "model": model, "whole": whole,
            "places": {**_gone(last), **now, **changed} if whole else changed,
            **({"decision": asdict(decision)} if decision else {}),
        }  # fmt: skip
        store.save(KIND, NAME, json.dumps(content, ensure_ascii=False, separators=(",", ":")), saved_at)
    advanced(_STEPS, _STEPS)
    return len(changed)


def _changed(last: Mapping[str, str], now: Mapping[str, str], snapshot: Snapshot) -> dict[str, str]:
    """Places whose vector is another, with it, sorted; one that comes back has one again, whatever it is."""
    found = {place: vector for place, vector in now.items() if last.get(place, UNKNOWN) != vector}
    for place in last.keys() - now.keys():
        vector = UNKNOWN if place in snapshot.index else GONE
        if last[place] != vector:
            found[place] = vector
    return dict(sorted(found.items()))


def _gone(last: Mapping[str, str]) -> dict[str, str]:
    """Places that are known to be gone: a whole recording does not forget that."""
    return {place: vector for place, vector in last.items() if vector == GONE}


def _since_whole(saved: Sequence[Saved]) -> list[Recording]:
    """The last whole recording and those after it, the oldest first."""
    found: list[Recording] = []
    for one in counted(reversed(saved), len(saved)):
        found.append(_read(one))
        if found[-1].whole:
            break
    return found[::-1]


def _places(recordings: Sequence[Recording]) -> dict[str, str]:
    return {place: vector for recording in recordings for place, vector in recording.places.items()}


def _why(before: Sequence[Recording], snapshot: str, model: str) -> Why:
    if not before:
        return "first_recorded"
    is_other = before[-1].snapshot != snapshot, before[-1].model != model
    return "both" if all(is_other) else "landscape" if is_other[0] else "model" if is_other[1] else "program"


def _read(saved: Saved) -> Recording:
    try:
        told = json.loads(saved.content)
        decision = Taken(**told["decision"]) if "decision" in told else None
        return Recording(saved.saved_at[:10], **{**told, "decision": decision})
    except (ValueError, KeyError, TypeError) as error:
        text = both(
            "The history of levels, version {version}, cannot be read ({error}).", version=saved.version, error=error
        )
        raise StoreError(text) from error


def _check_size(snapshot: Snapshot) -> None:
    assets = sum(node.label == "InformationAsset" for node in snapshot.nodes)
    if len(snapshot.nodes) * assets / 8 > MOST_BYTES:
        text = both(
            "{nodes} nodes with {assets} information assets are too many to look through with every load.",
            nodes=len(snapshot.nodes), assets=assets,
        )  # fmt: skip
        raise EagraphError(text)
