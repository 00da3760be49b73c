"""How a level is proven: a reason is thinned out until none of its facts can go, and told with all that belongs to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from importlib.metadata import version

from eagraph.errors import UsageError
from eagraph.escalation import Escalation, reference
from eagraph.escalation.counterfactuals import Change, cheapest
from eagraph.escalation.derivation import Derivation
from eagraph.escalation.ground import Ground
from eagraph.escalation.proofs import Fact, Proof, ProofStep
from eagraph.escalation.steps import Step, Unexplained
from eagraph.escalation.unknowns import unknowns
from eagraph.escalation.wording import claim_words, step_words, values_of
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import both
from eagraph.model.classification import Aspect
from eagraph.results import Named, SnapshotInfo, Words

NORM = "CLS-04"
"""The programme's line on aggregated data (digitalisation programme, lines 516-524)."""


def prove(found: Escalation, node: int, aspect: Aspect, *, level: int | None = None, counterfactuals: bool = True) -> Proof:
    """A least proof of what is required of a place beside what its owner decided.

    Args:
        found: the levels.
        node: the place.
        aspect: in which aspect.
        level: the level to prove; else the highest that follows for certain.
        counterfactuals: also look for what would bring it back to what is assigned, which takes longest.

    Raises:
        UsageError: so much is not required; or relationships stand between things they are not meant for, so that no steps
            lead to it.
    """
    most = int(found.low.required[aspect].asked[node])
    level = most if level is None else level
    if not 0 < level <= most:
        told = {"name": found.snapshot.nodes[node].name, "aspect": aspect.upper(), "most": most, "level": level}
        raise UsageError(
            both("{name}: {aspect} {most} is required beside what its owner decided; there is no proof of {level}.", **told)
            if most
            else both("{name}: nothing is required in {aspect} beside what its owner decided, so nothing to prove.", **told)
        )
    try:
        step = least(found, node, aspect, level)
    except Unexplained as unexplained:
        name = found.snapshot.nodes[node].name
        text = both(
            "{name}: no steps were found that lead to {aspect} {level}.", name=name, aspect=aspect.upper(), level=level
        )
        raise UsageError(text) from unexplained
    down_to = min(found.assigned(node, aspect).high, level - 1)
    return _proof(found, step, cheapest(found, node, aspect, down_to=down_to) if counterfactuals else None)


def least(found: Escalation, node: int, aspect: Aspect, level: int) -> Step:
    """The steps of a proof of which no fact can go; by what is declared alone wherever that suffices."""
    declared = int(found.declared.required[aspect].asked[node]) >= level
    solution = found.declared if declared else found.low
    step = Derivation(solution).of(node, aspect, level)
    ties, given = facts_of(step)
    ties |= {tie for part in step.steps() if part.way and part.way.reopened for tie in _into(found.ground, part.way.home)}
    fewer_ties, fewer_given = _thinned(found, step, ties, given)
    try:
        return Derivation(Escalation(found.ground.only(fewer_ties, fewer_given)).low).of(node, aspect, level)
    except Unexplained:
        return step


def facts_of(step: Step) -> tuple[frozenset[int], frozenset[tuple[int, Aspect]]]:
    """The leaves of a reason: relationships by number, and classifications by thing and aspect."""
    ties, given = set[int](), set[tuple[int, Aspect]]()
    for part in step.steps():
        if part.kind in ("classified", "decided"):
            given.add((part.place, part.aspect))
        if part.tie >= 0:
            ties.add(part.tie)
        if part.way is not None:
            ties |= {part.way.tie, *(leg.tie for leg in part.way.legs)} - {-1}
    return frozenset(ties), frozenset(given)


def _into(ground: Ground, place: int) -> set[int]:
    """All by which anything comes to a place: which of it filters open again is found by thinning out."""
    seen, front, found = {place}, [place], set[int]()
    moves = ground.moves
    while front:
        here = front.pop()
        for move in (moves.receiver == here).nonzero()[0].tolist():
            found.add(int(moves.tie[move]))
            sender = int(moves.sender[move])
            if sender not in seen:
                seen.add(sender)
                front.append(sender)
    homes = ground.homes
    return found | {int(t) for p, t in zip(homes.place, homes.tie, strict=True) if int(p) in seen}


def _follows(found: Escalation, step: Step, ties: Collection[int], given: Collection[tuple[int, Aspect]]) -> bool:
    levels = reference.levels(found.snapshot, at=found.ground.at, ties=ties, given=given)
    return levels[step.place, step.aspect].asked >= step.level


def _thinned(
    found: Escalation, step: Step, ties: frozenset[int], given: frozenset[tuple[int, Aspect]]
) -> tuple[frozenset[int], frozenset[tuple[int, Aspect]]]:
    """Facts of which none can go; those given up first that come last."""
    for tie in sorted(ties, reverse=True):
        if _follows(found, step, ties - {tie}, given):
            ties -= {tie}
    for one in sorted(given, reverse=True):
        if _follows(found, step, ties, given - {one}):
            given -= {one}
    return ties, given


def _proof(found: Escalation, step: Step, changes: tuple[Change, ...] | None) -> Proof:
    ground, snapshot = found.ground, found.snapshot
    node, aspect = step.place, step.aspect
    listed = list(dict.fromkeys(step.steps()))
    ids = _step_ids(snapshot, listed)
    ties, given = facts_of(step)
    facts = (
        *(_classification(snapshot, *one) for one in sorted(given)),
        *(_relationship(snapshot, j) for j in sorted(ties)),
    )
    dates = sorted(fact.stated_on for fact in facts if fact.stated_on)
    assigned, model = found.assigned(node, aspect), ground.model
    rules = [model.rule[part.rule] for part in listed if part.rule in model.rule]
    return Proof(
        id=f"{snapshot.nodes[node].id}:{aspect}:{step.level}",
        place=_named(snapshot, node),
        aspect=aspect,
        assigned_low=assigned.low,
        assigned_high=assigned.high,
        required=step.level,
        required_high=found.required(node, aspect).high,
        assumed=step.guessed,
        claim=Words.of(claim_words(found, step)),
        steps=tuple(_as_step(found, part, ids) for part in listed),
        facts=facts,
        counterfactuals=changes,
        unknown=unknowns(found, step),
        norms=tuple(dict.fromkeys((NORM, *(law for rule in rules for law in rule.laws)))),
        oldest=dates[0] if dates else None,
        undated=sum(fact.stated_on is None for fact in facts),
        at=ground.at.isoformat() if ground.at else None,
        snapshot=SnapshotInfo.of(snapshot),
        model_id=model.id,
        model_version=model.version,
        model_hash=model.hash,
        engine=f"eagraph {version('eagraph')}",
    )


def _named(snapshot: Snapshot, node: int) -> Named:
    thing = snapshot.nodes[node]
    return Named(id=thing.id, name=thing.name, label=thing.label)


def _step_ids(snapshot: Snapshot, steps: list[Step]) -> dict[Step, str]:
    """The same for the same conclusion, run after run; a second reason for one has its number."""
    told = Counter[str]()
    found = {}
    for step in steps:
        name = _step_id(snapshot, step)
        told[name] += 1
        found[step] = name if told[name] == 1 else f"{name}#{told[name]}"
    return found


def _step_id(snapshot: Snapshot, step: Step) -> str:
    asset = snapshot.nodes[step.asset].id if step.asset >= 0 and step.kind in ("content", "arrives") else ""
    parts = (step.kind, snapshot.nodes[step.place].id, step.aspect, str(step.level), asset, step.rule, "-".join(step.plane))
    giver = snapshot.nodes[step.premises[0].place].id if step.kind == "demand" else ""
    return ":".join(part for part in (*parts, giver) if part)


def _facts(snapshot: Snapshot, step: Step) -> Iterator[str]:
    if step.kind in ("classified", "decided"):
        yield _classification(snapshot, step.place, step.aspect).id
    ties = [step.tie] if step.tie >= 0 else []
    if step.way is not None:
        ties += [tie for tie in (step.way.tie, *(leg.tie for leg in step.way.legs)) if tie >= 0]
    yield from (_relationship(snapshot, j).id for j in ties)


def _classification(snapshot: Snapshot, node: int, aspect: Aspect) -> Fact:
    said = snapshot.nodes[node].properties
    level, by, on = said.get(aspect), said.get("classified_by"), said.get("classified_on")
    return Fact(
        id=f"{snapshot.nodes[node].id}:{aspect}",
        kind="classification",
        thing=snapshot.nodes[node].id,
        aspect=aspect,
        level=level if isinstance(level, int) else None,
        decided_by=str(by) if by else None,
        stated_on=str(on) if on else None,
        confidence=_text(said.get("confidence")),
    )


def _relationship(snapshot: Snapshot, j: int) -> Fact:
    tie = snapshot.relationships[j]
    on = tie.properties.get("last_verified") or tie.properties.get("valid_from")
    carries = tie.properties.get("carries")
    return Fact(
        id=f"{tie.source} {tie.type} {tie.target}" + (f" #{tie.ordinal}" if tie.ordinal else ""),
        kind="relationship",
        source=tie.source,
        type=tie.type,
        target=tie.target,
        ordinal=tie.ordinal,
        carries=tuple(map(str, carries)) if isinstance(carries, tuple) else None,
        stated_on=_text(on),
        confidence=_text(tie.properties.get("confidence")),
    )


def _text(value: object) -> str | None:
    return str(value) if value else None


def _as_step(found: Escalation, step: Step, ids: dict[Step, str]) -> ProofStep:
    snapshot, model = found.snapshot, found.ground.model
    rule = model.rule.get(step.rule)
    return ProofStep(
        id=ids[step],
        kind=step.kind,
        place=_named(snapshot, step.place),
        aspect=step.aspect,
        level=step.level,
        asset=_named(snapshot, step.asset) if step.asset >= 0 else None,
        way=() if step.way is None else tuple(snapshot.nodes[i].id for i in step.way.places),
        keeps=" ".join(step.plane),
        rule=step.rule,
        condition=None if step.condition is None else step.condition.model_dump(mode="json", exclude_defaults=True),
        subject=step.subject,
        values=values_of(found, step),
        laws=rule.laws if rule else (),
        facts=tuple(_facts(snapshot, step)),
        premises=tuple(ids[premise] for premise in step.premises),
        says=Words.of(step_words(found, step)),
    )
