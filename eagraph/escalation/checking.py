"""Is a proof of a required level right? Checked against the landscape by the independent evaluator, fact by fact.

Every fact must stand in the landscape as told, every step must follow from its own facts alone, the claim from all of them,
and from no fewer; what is told to undo it must leave what it says. Nothing here comes from the engine that wrote the proof
(see `reference`). Not checked are the sentences, the upper end, what is unknown, and whether a filter would do as well.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from pydantic import ValidationError

from eagraph.errors import SourceError
from eagraph.escalation import reference
from eagraph.escalation.proofs import Fact, Proof, ProofStep
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import Text, both
from eagraph.model.classification import Aspect, interval
from eagraph.model.fields import Value
from eagraph.wrong_values import told

Key = tuple[int, Aspect]


def problems(snapshot: Snapshot, proof: Proof) -> tuple[Text, ...]:
    """All that is wrong with a proof; nothing where it holds."""
    return tuple(_about_landscape(snapshot, proof)) or tuple(_Check(snapshot, proof).problems())


def _about_landscape(snapshot: Snapshot, proof: Proof) -> Iterator[Text]:
    if proof.snapshot.hash != snapshot.hash:
        yield both(
            "The proof is about landscape {theirs}; this is {ours}.",
            theirs=proof.snapshot.hash[:12],
            ours=snapshot.hash[:12],
        )
    if proof.model_hash != snapshot.schema.classification.hash:
        ours = snapshot.schema.classification.hash[:12]
        yield both(
            "The proof follows from classification model {theirs}; in force is {ours}.",
            theirs=proof.model_hash[:12],
            ours=ours,
        )
    if proof.place.id not in snapshot.index:
        yield both("There is no {thing}.", thing=proof.place.id)


def read(file: Path) -> Proof:
    """A proof from a file: the document itself, or an answer that has it in it.

    Raises:
        SourceError: it cannot be read, or is no proof; what is wrong is named.
    """
    try:
        document = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SourceError(both("{path}: not readable as JSON ({error}).", path=file, error=error)) from error
    whole = document.get("proof", document) if isinstance(document, dict) else document
    try:
        return Proof.model_validate(whole)
    except ValidationError as error:
        raise SourceError(both("{path}: no proof of a level ({told}).", path=file, told=told(error.errors()))) from error


class _Check:
    def __init__(self, snapshot: Snapshot, proof: Proof) -> None:
        self._snapshot, self._proof = snapshot, proof
        self._by_key = {(t.source, t.type, t.target, t.ordinal): j for j, t in enumerate(snapshot.relationships)}
        self._ties: dict[str, int] = {}
        self._given: dict[str, Key] = {}

    @property
    def _at(self) -> dt.date | None:
        return dt.date.fromisoformat(self._proof.at) if self._proof.at else None

    def problems(self) -> Iterator[Text]:
        for fact in self._proof.facts:
            yield from self._fact(fact)
        known = {*self._ties, *self._given}
        if known != {fact.id for fact in self._proof.facts}:
            return
        yield from self._steps(known)
        yield from self._claim(known)
        yield from self._changes()

    def _fact(self, fact: Fact) -> Iterator[Text]:
        """Does a fact stand in the landscape as it is told?"""
        wrong = both("{fact} does not stand in the landscape as the proof tells it.", fact=fact.id)
        if fact.kind == "classification":
            if fact.thing is None or fact.thing not in self._snapshot.index or fact.aspect is None:
                yield wrong
                return
            node = self._snapshot.index[fact.thing]
            said = self._snapshot.nodes[node].properties
            stands = _texts(said, "classified_by", "classified_on", "confidence")
            if said.get(fact.aspect) != fact.level or stands != (fact.decided_by, fact.stated_on, fact.confidence):
                yield wrong
            self._given[fact.id] = (node, fact.aspect)
            return
        j = self._by_key.get((fact.source or "", fact.type or "", fact.target or "", fact.ordinal or 0))
        if j is None:
            yield wrong
            return
        said = self._snapshot.relationships[j].properties
        on = "last_verified" if said.get("last_verified") else "valid_from"
        stands = _texts(said, on, "confidence")
        if (said.get("carries") or None) != (fact.carries or None) or stands != (fact.stated_on, fact.confidence):
            yield wrong
        self._ties[fact.id] = j

    def _steps(self, known: Collection[str]) -> Iterator[Text]:
        """Does every step follow from what it rests on, and rest only on what stands before it?"""
        below: dict[str, frozenset[str]] = {}
        for step in self._proof.steps:
            missing = [name for name in step.premises if name not in below] + [f for f in step.facts if f not in known]
            if missing:
                names = ", ".join(missing)
                yield both("Step {step} rests on what does not stand before it: {names}.", step=step.id, names=names)
                return
            below[step.id] = frozenset(step.facts).union(*(below[name] for name in step.premises))
            if not self._holds(step, below[step.id]):
                yield both("Step {step} does not follow from its facts.", step=step.id)
        used = below.get(self._proof.steps[-1].id, frozenset()) if self._proof.steps else frozenset()
        if loose := sorted({*known} - used):
            yield both("The proof names facts it does not use: {facts}.", facts=", ".join(loose))

    def _holds(self, step: ProofStep, facts: Collection[str]) -> bool:
        if step.place.id not in self._snapshot.index:
            return False
        if step.kind == "arrives":
            return self._leads(step)
        return not step.level or self._levels(facts)[self._snapshot.index[step.place.id], step.aspect].value >= step.level

    def _leads(self, step: ProofStep) -> bool:
        """Do the relationships of a way lead from place to place, to where the information is said to be?"""
        ties = [self._snapshot.relationships[self._ties[name]] for name in step.facts if name in self._ties]
        pairs = {(tie.source, tie.target) for tie in ties}
        return step.way[-1:] == (step.place.id,) and all(pair in pairs for pair in zip(step.way, step.way[1:], strict=False))

    def _claim(self, known: Collection[str]) -> Iterator[Text]:
        proof, node = self._proof, self._snapshot.index[self._proof.place.id]
        last = proof.steps[-1] if proof.steps else None
        if last is None or (last.place.id, last.aspect, last.level) != (proof.place.id, proof.aspect, proof.required):
            yield both("The last step does not conclude what is claimed.")
        assigned = interval(self._snapshot.nodes[node].properties, proof.aspect)
        if (assigned.low, assigned.high) != (proof.assigned_low, proof.assigned_high):
            told = {"thing": proof.place.id, "level": str(assigned)}
            yield both("The owner of {thing} has decided {level}, not what the proof tells.", **told)
        if not self._follows(known):
            yield both("The claim does not follow from the facts.")
        for name in sorted(known):
            if self._follows([other for other in known if other != name]):
                yield both("The claim follows without {fact}.", fact=name)

    def _changes(self) -> Iterator[Text]:
        """Does the end of some relationships leave what the proof says of it?"""
        key = (self._snapshot.index[self._proof.place.id], self._proof.aspect)
        for change in self._proof.counterfactuals or ():
            ended = {self._by_key.get((t.source, t.type, t.target, t.ordinal)) for t in change.relationships}
            left = [j for j in range(len(self._snapshot.relationships)) if j not in ended]
            if None in ended or reference.levels(self._snapshot, at=self._at, ties=left)[key].asked != change.leaves:
                names = ", ".join(f"{t.source} {t.type} {t.target}" for t in change.relationships)
                yield both("The end of {names} does not leave {level}.", names=names, level=change.leaves)

    def _follows(self, facts: Collection[str]) -> bool:
        key = (self._snapshot.index[self._proof.place.id], self._proof.aspect)
        return self._levels(facts)[key].asked >= self._proof.required

    def _levels(self, facts: Collection[str]) -> Mapping[Key, reference.Levels]:
        ties = [self._ties[name] for name in facts if name in self._ties]
        given = [self._given[name] for name in facts if name in self._given]
        return reference.levels(self._snapshot, at=self._at, ties=ties, given=given)


def _texts(said: Mapping[str, Value], *names: str) -> tuple[str | None, ...]:
    return tuple(str(said[name]) if said.get(name) else None for name in names)
