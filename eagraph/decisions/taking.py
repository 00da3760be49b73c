"""Is what somebody says a decision? Everything wrong with it is told at once; what it means is told where it is kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from pydantic import ValidationError

from eagraph.decisions import ASKED, OWN, Decision, Levels, Said
from eagraph.decisions.grounds import Grounds, grounds
from eagraph.errors import InvalidDecision, Problem, UnknownName
from eagraph.escalation import escalate
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import Text, both
from eagraph.model.classification_model import ClassificationModel
from eagraph.wrong_values import in_words

_NEEDED = {"accept": ("level",), "mitigate": ("measure", "by")}


def decided(said: Mapping[str, object], snapshot: Snapshot, today: dt.date) -> tuple[Decision, tuple[Text, ...]]:
    """The decision with what it rests on now, and what whoever decides should know.

    Raises:
        InvalidDecision: everything wrong with it.
    """
    told, problems = _read(said)
    wrong = {problem.where for problem in problems}
    model, day = snapshot.schema.classification, told.decided_on or today
    place, level = _place(told, snapshot), _level(told, model)
    problems += [
        problem
        for problem in (
            *_missing(told), *_foreign(told), *_dates(told, day, today), *_asset(told, snapshot),
            *(found for found in (place, level) if isinstance(found, Problem)),
        )
        if problem.where not in wrong
    ]  # fmt: skip
    if problems or isinstance(place, Problem) or isinstance(level, Problem):
        raise InvalidDecision(dict.fromkeys(problems))
    assert told.aspect  # noqa: S101  # told apart above: one of ASKED
    now = grounds(escalate(snapshot), place, told.aspect)
    decision = Decision.model_validate(
        {
            **told.model_dump(),
            "place": snapshot.nodes[place].id, "level": level, "decided_on": day,
            "assigned_then": Levels.of(now.assigned), "required_then": Levels.of(now.required),
            "content_then": now.content, "rules_then": now.rules,
            "model_hash": model.hash, "snapshot_hash": snapshot.hash,
        }
    )  # fmt: skip
    return decision, tuple(_remarks(decision, now, model))


def _read(said: Mapping[str, object]) -> tuple[Said, list[Problem]]:
    """What can be read of it, and what is wrong with the rest; nothing (null) is as if it were not said."""
    said = {name: value for name, value in said.items() if value is not None}
    try:
        return Said.model_validate(said), []
    except ValidationError as error:
        findings = error.errors()
        wrong = {str(finding["loc"][0]) for finding in findings if finding["loc"]}
        problems = [Problem(where, text) for where, text in in_words(findings)]
        return Said.model_validate({name: value for name, value in said.items() if name not in wrong}), problems


def _missing(said: Said) -> Iterator[Problem]:
    for name in (*ASKED, *_NEEDED.get(said.kind or "", ())):
        if getattr(said, name) in ("", None):
            yield Problem(name, both("is missing"))


def _foreign(said: Said) -> Iterator[Problem]:
    for name, kind in OWN.items():
        if said.kind and said.kind != kind and getattr(said, name) not in ("", None):
            yield Problem(name, both("is said only of {kind}; leave it out, or choose {kind}", kind=kind))


def _dates(said: Said, day: dt.date, today: dt.date) -> Iterator[Problem]:
    if day > today:
        yield Problem("decided_on", both("is {found}; expected a day not after {day}, today", found=day, day=today))
    if said.review_on and said.review_on <= day:
        yield Problem(
            "review_on",
            both("is {found}; expected a day after the decision, which is of {day}", found=said.review_on, day=day),
        )
    if said.by and said.by < day:
        yield Problem(
            "by", both("is {found}; expected a day not before the decision, which is of {day}", found=said.by, day=day)
        )


def _asset(said: Said, snapshot: Snapshot) -> Iterator[Problem]:
    node = snapshot.index.get(said.asset)
    if node is None:
        return
    if (label := snapshot.nodes[node].label) != "InformationAsset":
        yield Problem(
            "asset", both("{id} is {label}; expected an InformationAsset, or a new id", id=said.asset, label=label)
        )
    elif snapshot.nodes[node].properties.get("asset_kind") != "aggregate":
        yield Problem(
            "asset", both("{id} stands in the landscape, and not as an aggregate; expected a new id", id=said.asset)
        )


def _place(said: Said, snapshot: Snapshot) -> int | Problem:
    if not said.place:
        return Problem("place", both("is missing"))
    try:
        return snapshot.find(said.place)
    except UnknownName as error:
        return Problem("place", error.text)


def _level(said: Said, model: ClassificationModel) -> int | Problem | None:
    if said.kind != "accept" or not said.level:
        return None
    for number, level in enumerate(model.levels):
        if said.level.casefold() in {n.casefold() for n in (level.number, level.key, level.name.sv, level.name.en)}:
            return number
    known = ", ".join(f"{level.number} ({level.key})" for level in model.levels)
    return Problem("level", both("is {found}; expected a level of the model: {known}", found=repr(said.level), known=known))


def _remarks(decision: Decision, now: Grounds, model: ClassificationModel) -> Iterator[Text]:
    """What whoever decides should know of it."""
    if not now.is_perhaps_raised:
        yield (
            both("Nothing is raised here: nobody has decided a level, and nothing requires one.")
            if now.assigned.is_unknown
            else both(
                "Nothing is raised here: {assigned} is decided and {required} required.",
                assigned=now.assigned, required=now.required,
            )
        )  # fmt: skip
    if decision.level is None:
        return
    level = model.level_text(decision.level)
    if decision.level < now.asked.low:
        yield both(
            "{level} is below what is required, {required}; the place stays raised. The reason is kept with it.",
            level=level, required=model.level_text(now.asked.low),
        )  # fmt: skip
    elif decision.level < now.asked.high:
        yield both(
            "{level} is enough for what is known; what is unknown may require up to {required}.",
            level=level, required=model.level_text(now.asked.high),
        )  # fmt: skip
