"""A memo is written: one place in its aspects, as the landscape is on a day and decisions stand today."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib.metadata import version

from eagraph.decisions.history import History
from eagraph.decisions.ledger import Ledger
from eagraph.errors import UnknownName
from eagraph.escalation import Escalation, escalate
from eagraph.graph.snapshot import Snapshot
from eagraph.graph.views import not_valid
from eagraph.locale import Text, both, joined
from eagraph.memo import AspectPart, FactHere, Memo, Remark, Rule
from eagraph.memo._words import fact_text
from eagraph.memo.aspects import aspect_part
from eagraph.memo.marking import described, marking
from eagraph.memo.responsible import as_held, held, homes, named, responsible
from eagraph.model.aggregation import Flag
from eagraph.model.classification import ASPECTS, TOP, Aspect
from eagraph.model.rule_words import proposal_text, source_text, when_text
from eagraph.results import SnapshotInfo, Words, completeness
from eagraph.work import counted

_FLAGS: Mapping[Flag, Callable[[Text], Text]] = {
    "dpia": lambda rules: both("A data protection impact assessment (DPIA) is suggested by {rules}.", rules=rules),
    "protective_security_review": lambda rules: both(
        "{rules} asks for a review under the Protective Security Act. That is handled elsewhere; nothing of it stands here.",
        rules=rules,
    ),
    "decide_before_publishing": lambda rules: both("{rules} asks for a decision before anything is published.", rules=rules),
    "note": lambda rules: both("{rules} applies, for information.", rules=rules),
}
"""What a flag means for whoever signs."""


def written(
    snapshot: Snapshot, of: str, ledger: Ledger, today: dt.date, *, aspect: Aspect | None = None, at: dt.date | None = None
) -> Memo:
    """The memo of one thing.

    Args:
        snapshot: the landscape.
        of: the place or the information asset: id, source key or unique name.
        ledger: what was decided.
        today: the day it is written, and on which decisions are looked at.
        aspect: this aspect alone; all four where empty.
        at: only what is valid on this day.

    Raises:
        UnknownName: there is no such thing.
    """
    node, found = snapshot.find(of), escalate(snapshot, at=at)
    aspects = [aspect] if aspect else list(ASPECTS)
    parts = tuple(_parts(found, node, aspects, ledger, today))
    assets, places = held(found, node), homes(found, node)
    told = tuple(as_held(found, asset) for asset in assets)
    where = tuple(named(found, place) for place in places)
    model, hidden = found.ground.model, found.hidden(aspects)
    facts = _facts(found, parts)
    dates = sorted(fact.stated_on for fact in facts if fact.stated_on)
    rules = tuple(_rules(found, node, parts))
    return Memo(
        marking=marking(found, described(found, node, [one.id for one in (*told, *where)], parts)),
        place=named(found, node),
        summary=Words.of(_summary(parts)),
        responsible=tuple(responsible(found, places or (node,), assets)),
        aspects=parts,
        information=tuple(one for one in told if one.id != snapshot.nodes[node].id),
        held_in=where,
        rules=rules,
        facts=facts,
        remarks=tuple(_remarks(found, node, parts)),
        history=_history(found, node, ledger),
        norms=tuple(dict.fromkeys(norm for part in parts if part.proof for norm in part.proof.norms)),
        oldest=dates[0] if dates else None,
        undated=sum(fact.stated_on is None for fact in facts),
        written_on=today.isoformat(),
        at=at.isoformat() if at else None,
        snapshot=SnapshotInfo.of(snapshot),
        model_id=model.id,
        model_version=model.version,
        model_hash=model.hash,
        engine=f"eagraph {version('eagraph')}",
        completeness=completeness([*not_valid(hidden, at), *found.reasons(aspects)]),
        hidden=hidden,
    )


def _history(found: Escalation, node: int, ledger: Ledger) -> History:
    """The history of the levels; of what a scenario alone has, none."""
    try:
        return ledger.history(found.snapshot.nodes[node].id)
    except UnknownName:
        return History(**named(found, node).model_dump())


def _parts(found: Escalation, node: int, aspects: Sequence[Aspect], ledger: Ledger, today: dt.date) -> Iterator[AspectPart]:
    id_ = found.snapshot.nodes[node].id
    standing = ledger.standing(found.snapshot, today)
    for aspect in counted(aspects, len(aspects), every=1):
        yield aspect_part(found, node, aspect, standing.get((id_, aspect)), ledger.versions(id_, aspect))


def _summary(parts: Sequence[AspectPart]) -> Text:
    """What is too low and what may be, a line each; else that nothing is. In one line, where nothing is known at all."""
    unsaid = [part for part in parts if not part.is_raised and part.is_undecided and not part.required.low]
    told = [part.says.text for part in parts if part.is_raised]
    told += [part.says.text for part in parts if part.is_perhaps_raised and not part.is_raised and part not in unsaid]
    if unsaid:
        letters = ", ".join(part.aspect.upper() for part in unsaid)
        told.append(both("Nobody has decided a level in {aspects}, and nothing known requires one.", aspects=letters))
    return joined(told, "\n") if told else both("Nothing requires more than what is decided.")


def _facts(found: Escalation, parts: Sequence[AspectPart]) -> tuple[FactHere, ...]:
    """The facts of all proofs, each once, as their steps come to them."""
    facts = {fact.id: fact for part in parts if part.proof for fact in part.proof.facts}
    used = [id_ for part in parts if part.proof for step in part.proof.steps for id_ in step.facts]
    return tuple(
        FactHere(
            id=fact.id, says=Words.of(fact_text(found.snapshot, fact)), stated_on=fact.stated_on,
            stated_by=fact.decided_by, confidence=fact.confidence,
        )
        for fact in (facts[id_] for id_ in dict.fromkeys([*used, *facts]))
    )  # fmt: skip


def _rules(found: Escalation, node: int, parts: Sequence[AspectPart]) -> Iterator[Rule]:
    """The rules that apply there for certain and propose something in these aspects, or ask for something besides."""
    model = found.ground.model
    proposing = {id_ for part in parts for id_ in part.rules}
    for id_, there in sorted(found.low.applies.items()):
        rule = model.rule[id_]
        if not (id_ in proposing or (there[node] and rule.flags)):
            continue
        yield Rule(
            id=id_, title=Words.of(rule.title.text), applies=Words.of(when_text(rule, model)),
            why=Words.of(rule.why.text), proposes=Words.of(proposal_text(rule, model)),
            source=Words.of(source_text(rule.source)), laws=rule.laws,
        )  # fmt: skip


def _remarks(found: Escalation, node: int, parts: Sequence[AspectPart]) -> Iterator[Remark]:
    """What rules ask for besides a level, and who asks; that the highest level is not handled here."""
    model = found.ground.model
    for flag in found.flags(node):
        rules = [id_ for id_, there in found.low.applies.items() if there[node] and flag in model.rule[id_].flags]
        listed = joined(
            [both("{title} ({rule})", title=model.rule[id_].title.text, rule=id_) for id_ in sorted(rules)], ", "
        )
        yield Remark(flag=flag, says=Words.of(_FLAGS[flag](listed)))
    if any(part.required.low == TOP for part in parts):
        text = both("{level} is required: {harm}.", level=model.level_text(TOP), harm=model.levels[TOP].harm.text)
        yield Remark(flag="protective_security_review", says=Words.of(text))
