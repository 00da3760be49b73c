"""One aspect of a place in a memo: decided, required, assured and the gap apart; why; and what there is to decide.

What is required is proven where it is more than what its owner decided at least; below that the decision itself tells why.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from eagraph.decisions import Levels
from eagraph.decisions.grounds import Grounds, grounds
from eagraph.decisions.ledger import Kept
from eagraph.decisions.standing import Standing
from eagraph.escalation import Escalation
from eagraph.escalation.assurance import assured
from eagraph.escalation.proofs import Proof
from eagraph.escalation.proving import prove
from eagraph.escalation.steps import Step
from eagraph.escalation.unknowns import Unknown, unknowns
from eagraph.locale import Text, both, joined
from eagraph.memo import AspectPart, Option
from eagraph.memo._words import aspect_text, capitalised, change_text, level_text, levels_text
from eagraph.model.classification import Aspect, Interval, is_stated
from eagraph.model.classification_model import ClassificationModel
from eagraph.results import Words


def aspect_part(
    found: Escalation, node: int, aspect: Aspect, standing: Standing | None, decisions: Sequence[Kept]
) -> AspectPart:
    """An aspect of a place, with what was decided of it before (the oldest first), and how that stands."""
    now, given = grounds(found, node, aspect), assured(found).of(node, aspect)
    proof = prove(found, node, aspect) if now.asked.low > now.assigned.low else None
    undone = tuple(change_text(found.snapshot, aspect, one) for one in (proof.counterfactuals or ())) if proof else ()
    said = found.snapshot.nodes[node].properties
    by, on = (str(said.get(name) or "") for name in ("classified_by", "classified_on"))
    model = found.ground.model
    return AspectPart(
        aspect=aspect,
        says=Words.of(_says(model, aspect, now, settled=standing is not None and standing.is_settled)),
        assigned=Levels.of(now.assigned),
        assigned_by=by if is_stated(said, aspect) else "",
        assigned_on=on if is_stated(said, aspect) else "",
        required=Levels.of(now.required),
        declared=int(found.declared.required[aspect].value[node]),
        assured=Levels.of(given),
        gap=Levels(low=max(0, now.required.low - given.high), high=max(0, now.required.high - given.low)),
        is_raised=now.is_raised,
        is_perhaps_raised=now.is_perhaps_raised,
        rules=now.rules,
        proof=proof,
        undone_by=tuple(map(Words.of, undone)),
        unknown=_unknown(found, node, aspect, now, proof),
        standing=standing,
        decisions=tuple(decisions),
        options=tuple(_options(model, aspect, now, undone)) if _is_open(now, standing) else (),
    )


def _is_open(now: Grounds, standing: Standing | None) -> bool:
    """Is there anything to decide: more is required for certain than was decided at least, and no decision covers that?

    Where only what is unknown may require more, that has to be settled first.
    """
    is_covered = standing is not None and standing.state == "in_force" and _covers(standing)
    return now.asked.low > now.assigned.low and not is_covered


def _covers(standing: Standing) -> bool:
    return standing.is_wholly_settled or (standing.decision is not None and standing.decision.kind != "accept")


def _unknown(found: Escalation, node: int, aspect: Aspect, now: Grounds, proof: Proof | None) -> tuple[Unknown, ...]:
    """Open classifications of the information there, above what is proven or else required."""
    return proof.unknown if proof else unknowns(found, Step("decided", node, aspect, now.required.low))


def _says(model: ClassificationModel, aspect: Aspect, now: Grounds, *, settled: bool) -> Text:
    """How the aspect stands, in one sentence."""
    told = {
        "aspect": capitalised(aspect_text(aspect)),
        "assigned": levels_text(model, now.assigned.low, now.assigned.high),
        "required": levels_text(model, now.required.low, now.required.high),
        "low": level_text(model, now.asked.low), "high": level_text(model, now.asked.high),
    }  # fmt: skip
    if now.is_raised:
        return _too_low(now, told, settled=settled)
    if now.assigned.is_unknown and now.is_perhaps_raised:
        return both("{aspect}: nobody has decided a level; required {required}.", **told)
    if now.is_perhaps_raised:
        return both("{aspect}: decided {assigned}; what is unknown may require up to {high}.", **told)
    if now.assigned.is_unknown:
        return both("{aspect}: nobody has decided a level, and nothing requires one.", **told)
    return both("{aspect}: decided {assigned}; nothing requires more.", **told)


def _too_low(now: Grounds, told: Mapping[str, Text], *, settled: bool) -> Text:
    if settled:
        return both(
            "{aspect}: decided {assigned}, required {low}; accepted, as information with a level of its own.", **told
        )
    if now.asked.high > now.asked.low:
        return both("{aspect}: decided {assigned}, required at least {low} and perhaps {high}; it is too low.", **told)
    return both("{aspect}: decided {assigned}, required {low}; it is too low.", **told)


def _options(model: ClassificationModel, aspect: Aspect, now: Grounds, undone: Sequence[Text]) -> Iterator[Option]:
    """What can be decided, in the order of the decision box."""
    told = {"aspect": aspect.upper(), "level": _asked_for(model, now.asked), "count": len(undone)}
    if aspect in "ks":
        accept = both("Accept: what lies together here is an information asset of its own, with {aspect} {level}.", **told)
        measure = both("Mitigate, by a day: less comes together here, or goes through a filter.")
    else:
        accept = both("Accept: what others require of it applies, {aspect} {level}.", **told)
        measure = both("Mitigate, by a day: fewer rely on it, or they rely on it less.")
    ways = [both("Ways to do that are told below: {count}.", **told)] if undone else []
    yield Option(kind="accept", says=Words.of(accept))
    yield Option(kind="mitigate", says=Words.of(joined([measure, *ways], " ")))
    yield Option(kind="exempt", says=Words.of(both("Exempt: the level is not met, until the review.")))
    yield Option(kind="reject", says=Words.of(both("Reject: it is not a raise; the level that is decided is right.")))


def _asked_for(model: ClassificationModel, asked: Interval) -> Text:
    if asked.low == asked.high:
        return level_text(model, asked.low)
    told = {"low": level_text(model, asked.low), "high": level_text(model, asked.high)}
    return both("at least {low}; {high} covers what is unknown too", **told)
