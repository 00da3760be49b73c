"""What a memo says in tables, in reading order: to be decided first, then the grounds.

Facts are numbered F1, F2 … as the proofs come to them, and steps by their place in a proof, so that each step tells what it
rests on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from eagraph.decisions import Levels
from eagraph.locale import Text, both
from eagraph.memo import AspectPart, Held, Memo, Responsible, Role
from eagraph.memo._decided import decided, history, more
from eagraph.memo._words import aspect_text, levels_text, short_text
from eagraph.model.classification import ASPECTS
from eagraph.model.classification_model import ClassificationModel
from eagraph.report import Table

MOST_INFORMATION = 12
MOST_OF = 3
ROLES: dict[Role, Text] = {
    "information_owner": both("Information owner"),
    "system_owner": both("System owner"),
}
NOT_STATED = both("not stated")
TICK = "□"
LINE = "_" * 34
Row = Mapping[str, object]


def tables(memo: Memo, model: ClassificationModel) -> tuple[Table, ...]:
    """All that say anything."""
    names = {one.id: one.name for one in memo.information}
    told: list[tuple[str, Text, Sequence[Row]]] = [
        ("levels", both("Levels"), [_levels(part, model) for part in memo.aspects]),
        ("options", both("To be decided"), [row for part in memo.aspects for row in _options(part)]),
        ("responsible", both("Who answers"), [_answers(one) for one in memo.responsible]),
        ("information", both("Information in it"), _information(memo.information, model)),
        ("held_in", both("Where it is at home"), [{"name": one.name, "id": one.id} for one in memo.held_in]),
        ("rules", both("Rules that apply"), _rules(memo)),
        *_proofs(memo),
        ("unknown", both("What is unknown"), [row for part in memo.aspects for row in _unknown(part, model)]),
        ("remarks", both("Besides the levels"), [{"remark": one.says.text} for one in memo.remarks]),
        ("decisions", both("Decisions so far"), [row for part in memo.aspects for row in decided(part, model, names)]),
        ("history", both("How the levels came to be"), history(memo, model)),
    ]
    return tuple(Table.of(name, rows, called=called) for name, called, rows in told if rows)


def _proofs(memo: Memo) -> Iterator[tuple[str, Text, list[Row]]]:
    """The steps of each proof, what would bring its level back, and the facts of all."""
    numbers = {fact.id: f"F{number}" for number, fact in enumerate(memo.facts, start=1)}
    for part in memo.aspects:
        name = aspect_text(part.aspect)
        yield f"proof {part.aspect}", both("Proof: {aspect}", aspect=name), _steps(part, numbers)
        back: list[Row] = [{"item": number, "what": way.text} for number, way in enumerate(part.undone_by, start=1)]
        yield f"undone {part.aspect}", both("What would bring {aspect} back", aspect=name), back
    facts: list[Row] = [
        {
            "item": numbers[fact.id], "fact": fact.says.text, "stated_on": fact.stated_on or NOT_STATED,
            "stated_by": fact.stated_by or NOT_STATED,
        }
        for fact in memo.facts
    ]  # fmt: skip
    yield "facts", both("What the proofs rest on"), facts


def _levels(part: AspectPart, model: ClassificationModel) -> Row:
    """One aspect's four vectors, and how it stands."""
    who = ", ".join(filter(None, (part.assigned_by, part.assigned_on)))
    return {
        "aspect": aspect_text(part.aspect),
        "decided": both("not decided") if part.is_undecided else _of(part.assigned, model),
        "decided_when": who or NOT_STATED,
        "required": _of(part.required, model),
        "required_declared": model.level_text(part.declared),
        "assured": short_text(model, part.assured),
        "gap": str(part.gap),
        "verdict": _verdict(part),
    }


def _of(levels: Levels, model: ClassificationModel) -> Text:
    return levels_text(model, levels.low, levels.high)


def _verdict(part: AspectPart) -> Text:
    if part.standing is not None and part.standing.is_settled:
        return both("accepted")
    if part.is_raised:
        return both("too low")
    if part.is_undecided:
        return both("not decided")
    return both("perhaps too low") if part.is_perhaps_raised else both("high enough")


def _answers(one: Responsible) -> Row:
    return {"role": ROLES[one.role], "who": one.who.name, "for": _some(one.of)}


def _information(information: tuple[Held, ...], model: ClassificationModel) -> list[Row]:
    rows: list[Row] = [
        {
            "name": one.name,
            **{aspect.upper(): short_text(model, getattr(one, aspect)) for aspect in ASPECTS},
            "classified_by": one.classified_by or NOT_STATED, "classified_on": one.classified_on or NOT_STATED,
        }
        for one in information[:MOST_INFORMATION]
    ]  # fmt: skip
    return [*rows, *more(len(information) - MOST_INFORMATION, "name")]


def _rules(memo: Memo) -> list[Row]:
    return [
        {
            "rule": both("{title} ({rule})", title=one.title.text, rule=one.id), "applies": one.applies.text,
            "proposes": one.proposes.text, "source": "; ".join(dict.fromkeys([str(one.source), *one.laws])),
        }
        for one in memo.rules
    ]  # fmt: skip


def _steps(part: AspectPart, numbers: Mapping[str, str]) -> list[Row]:
    """A numbered sentence a step, with the steps and facts it rests on."""
    if part.proof is None:
        return []
    place = {step.id: str(number) for number, step in enumerate(part.proof.steps, start=1)}
    return [
        {
            "item": int(place[step.id]), "says": step.says.text,
            "rests_on": ", ".join([*(place[id_] for id_ in step.premises), *(numbers[id_] for id_ in step.facts)]),
        }
        for step in part.proof.steps
    ]  # fmt: skip


def _unknown(part: AspectPart, model: ClassificationModel) -> Iterator[Row]:
    """What is open in an aspect, and whether it could change what is required or met."""
    letter = part.aspect.upper()
    for one in part.unknown:
        matters = both("yes, more may be required") if one.could_raise else both("no")
        between = short_text(model, Levels(low=one.low, high=one.high))
        yield {"aspect": letter, "what": one.thing.name, "between": between, "matters": matters}
    if part.assured.low < part.assured.high:
        lacks = part.required.high > part.assured.low
        matters = both("yes, less may be assured than required") if lacks else both("no")
        yield {
            "aspect": letter,
            "what": both("what is assured here"),
            "between": short_text(model, part.assured),
            "matters": matters,
        }


def _options(part: AspectPart) -> Iterator[Row]:
    """What can be ticked, and room for the reason."""
    letter = part.aspect.upper()
    for option in part.options:
        yield {"tick": TICK, "aspect": letter, "decision": option.says.text}
    if part.options:
        yield {"tick": "", "aspect": letter, "decision": both("Reason: {line} To be reviewed on: {line}", line=LINE)}


def _some(names: Sequence[str]) -> Text:
    """The first names, and how many more."""
    listed, left = ", ".join(names[:MOST_OF]), len(names) - MOST_OF
    return both("{names} and {count} more", names=listed, count=left) if left > 0 else Text(listed, listed)
