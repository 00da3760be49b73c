"""How sensitive is a memo? As the most sensitive of what it names, and at least as this register is.

A memo tells which rules apply where, and where less is assured than required: how things are protected. So it is handled
as whatever leaves the register (`eagraph.escalation.own_register`), and as all it describes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from eagraph.escalation import Escalation
from eagraph.escalation.own_register import own_register
from eagraph.escalation.proofs import Proof
from eagraph.locale import Text, both, joined
from eagraph.memo import AspectPart, Marking
from eagraph.memo._words import level_text
from eagraph.model.classification import is_stated
from eagraph.results import Words


def marking(found: Escalation, described: Collection[int]) -> Marking:
    """The class of a memo that describes some things (node numbers)."""
    model, own = found.ground.model, own_register(found)
    highest = max(sorted(described), key=lambda node: _ends(found, node)[0])
    level = max(_ends(found, highest)[0], own.level.low)
    may_reach = max(level, own.level.high, *(_ends(found, node)[1] for node in described))
    text = both("Class of this memo: confidentiality (K) {level}", level=level_text(model, level))
    because = [_because(found, highest, own.level.low)]
    if may_reach > level:
        because.append(both("Depending on what is unknown it may be up to {level}.", level=level_text(model, may_reach)))
    return Marking(level=level, may_reach=may_reach, text=Words.of(text), because=Words.of(joined(because, " ")))


def described(found: Escalation, place: int, named: Iterable[str], parts: Iterable[AspectPart]) -> set[int]:
    """Everything a memo names that the landscape has: the place, what is named beside it, and what its proofs go by."""
    index = found.snapshot.index
    ids = (*named, *(id_ for part in parts for id_ in _of_part(part)))
    return {place, *(index[id_] for id_ in ids if id_ in index)}


def _of_part(part: AspectPart) -> Iterator[str]:
    yield from (unknown.thing.id for unknown in part.unknown)
    yield from () if part.proof is None else _of_proof(part.proof)


def _of_proof(proof: Proof) -> Iterator[str]:
    for step in proof.steps:
        yield from (step.place.id, *step.way, *((step.asset.id,) if step.asset else ()))
    for fact in proof.facts:
        yield from filter(None, (fact.thing, fact.source, fact.target))
    for change in proof.counterfactuals or ():
        yield from (end for tie in change.relationships for end in (tie.source, tie.target))


def _ends(found: Escalation, node: int) -> tuple[int, int]:
    """The confidentiality a thing calls for: what is required of it, and what its owner decided where he did."""
    required = found.required(node, "k")
    if not is_stated(found.snapshot.nodes[node].properties, "k"):
        return required.low, required.high
    both_ends = required.join(found.assigned(node, "k"))
    return both_ends.low, both_ends.high


def _because(found: Escalation, highest: int, own: int) -> Text:
    model, name = found.ground.model, found.snapshot.nodes[highest].name
    return both(
        "The highest confidentiality of all that it names ({thing}: {level}), and at least that of this register, "
        "since it tells how things are protected ({own}).",
        thing=name, level=level_text(model, _ends(found, highest)[0]), own=level_text(model, own),
    )  # fmt: skip
