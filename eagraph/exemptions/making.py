"""Is what somebody says an exemption? Everything wrong with it is told at once."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from pydantic import ValidationError

from eagraph.errors import InvalidDecision, Problem, UnknownName, nearest_names
from eagraph.exemptions import Made, Said
from eagraph.graph.extent import extent, written
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import both
from eagraph.wrong_values import in_words

LONGEST_D = 5 * 366
"""An exemption is for a time; one longer than this many days is refused."""


@dataclass(frozen=True, slots=True)
class Grounds:
    """What an exemption is made on: may a rule be exempted from, by rule; who decides; and what is found now."""

    can_be: Mapping[str, bool]
    control_function: str
    findings: tuple[tuple[str, str, str], ...] = ()
    """Findings of the rule at hand, each with the ids of its subject and of the board that answers for it."""


def made(said: Mapping[str, object], snapshot: Snapshot, today: dt.date, ask: Callable[[str], Grounds]) -> Made:
    """The exemption, with what it covers and how large that is now.

    Args:
        said: see `Said`.
        snapshot: the landscape as it is.
        today: the day it is.
        ask: the grounds of an exemption from a rule, by id.

    Raises:
        InvalidDecision: everything wrong with it.
    """
    told = _read(said)
    things, problems = _things(told, snapshot)
    day = told.decided_on or today
    grounds = ask(told.rule)
    rule = {name.casefold(): name for name in grounds.can_be}.get(told.rule.casefold(), "")
    problems += [*_rule(told, rule, grounds.can_be), *_dates(told, day, today), *_words(told, grounds.control_function)]
    if problems or told.valid_to is None:
        raise InvalidDecision(problems)
    covers = sorted(finding for finding, *about in grounds.findings if not set(things).isdisjoint(about))
    large = (count for id_ in things for count in written(id_, extent(snapshot, snapshot.index[id_])))
    key = hashlib.sha256("|".join((rule, told.diary_number, day.isoformat(), *things)).encode()).hexdigest()[:12]
    return Made(
        id=f"exemption:{key}", rule=rule, things=things, decided_by=grounds.control_function, decided_on=day,
        valid_to=told.valid_to, diary_number=told.diary_number, reason=told.reason, conditions=told.conditions,
        covers=tuple(covers), extent=tuple(large),
    )  # fmt: skip


def _read(said: Mapping[str, object]) -> Said:
    try:
        return Said.model_validate({name: value for name, value in said.items() if value is not None})
    except ValidationError as error:
        raise InvalidDecision(Problem(where, text) for where, text in in_words(error.errors())) from error


def _things(told: Said, snapshot: Snapshot) -> tuple[tuple[str, ...], list[Problem]]:
    found: list[str] = []
    problems: list[Problem] = [] if told.things else [Problem("things", both("is missing"))]
    for thing in told.things:
        try:
            found.append(snapshot.nodes[snapshot.find(thing)].id)
        except UnknownName as error:
            problems.append(Problem("things", error.text))
    return tuple(dict.fromkeys(found)), problems


def _rule(told: Said, rule: str, can_be: Mapping[str, bool]) -> Iterator[Problem]:
    if not told.rule:
        yield Problem("rule", both("is missing"))
    elif not rule:
        near = ", ".join(nearest_names(told.rule, can_be)) or ", ".join(can_be)
        yield Problem("rule", both("{rule} is no rule; nearest: {near}", rule=repr(told.rule), near=near))
    elif not can_be[rule]:
        yield Problem(
            "rule", both("{rule} is law, or what everything else rests on: nothing is exempted from it", rule=rule)
        )


def _dates(told: Said, day: dt.date, today: dt.date) -> Iterator[Problem]:
    if day > today:
        yield Problem("decided_on", both("is {found}; expected a day not after {day}, today", found=day, day=today))
    if told.valid_to is None:
        yield Problem("valid_to", both("is missing"))
    elif told.valid_to < day:
        text = both("is {found}: it would end before it began, on {day}", found=told.valid_to, day=day)
        yield Problem("valid_to", text)
    elif (told.valid_to - day).days > LONGEST_D:
        yield Problem("valid_to", both("is {found}: an exemption is for a time, five years at most", found=told.valid_to))


def _words(told: Said, control_function: str) -> Iterator[Problem]:
    for name in ("diary_number", "reason"):
        if not getattr(told, name).strip():
            yield Problem(name, both("is missing"))
    if told.decided_by and told.decided_by != control_function:
        text = both(
            "is {found}; exemptions are decided by {expected}", found=repr(told.decided_by), expected=control_function
        )
        yield Problem("decided_by", text)
