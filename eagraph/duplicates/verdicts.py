"""What somebody decided about a pair: are the two one record?

    same        they are; they are to be merged in their registers
    different   they are not; the pair is not proposed again
    later       it is looked at again; the pair stays proposed

A decision is about the two in whatever order they are named. It changes nothing in the landscape: merging is done where
the records are kept. Pairs that are decided are told to an analysis as lines of text, `a|b|verdict`.

>>> told([("system:b", "system:a", "different")])
('system:a|system:b|different',)
>>> read(("system:b|system:a|later",))
{('system:a', 'system:b'): 'later'}
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterable, Sequence
from typing import Annotated, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from eagraph.errors import InvalidDecision, Problem, SourceError, UnknownName, UsageError
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import both
from eagraph.wrong_values import in_words
from eagraph.wrong_values import told as wrong

Verdict = Literal["same", "different", "later"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
Ids = tuple[str, str]
_STRICT = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)
_Line = Annotated[str, Field(max_length=200)]
ASKED = ("a", "b", "verdict", "decided_by", "reason")
"""What every decision has to say."""


class Said(BaseModel):
    """What somebody says when he decides."""

    model_config = ConfigDict(**_STRICT, json_schema_extra={"required": list(ASKED)})

    a: _Line = Field(default="", description="one of the two: id, source key or unique name")
    b: _Line = Field(default="", description="the other")
    verdict: Verdict | None = Field(default=None, description="same, different or later")
    decided_by: _Line = Field(default="", description="who decided")
    reason: str = Field(default="", max_length=10_000, description="why")


class Decision(BaseModel):
    """A decision as it is kept; `a` < `b`."""

    model_config = _STRICT

    a: str
    b: str
    verdict: Verdict
    decided_by: str
    decided_on: dt.date
    reason: str
    a_name: str = Field(description="what the one was called then")
    b_name: str = Field(description="what the other was called then")
    snapshot_hash: str = Field(description="hash of the landscape")


def decision(said: object, snapshot: Snapshot, today: dt.date) -> Decision:
    """The decision that somebody says.

    Raises:
        InvalidDecision: everything wrong with it.
    """
    told_, problems = _said(said)
    ids, more = _things(told_, snapshot, {problem.where for problem in problems})
    problems += more
    if problems or told_.verdict is None:
        raise InvalidDecision(problems)
    a, b = sorted(ids)
    names = (snapshot.nodes[snapshot.index[id_]].name for id_ in (a, b))
    kept = {**told_.model_dump(), "a": a, "b": b, "decided_on": today, "snapshot_hash": snapshot.hash}
    return Decision.model_validate({**kept, **dict(zip(("a_name", "b_name"), names, strict=True))})


def _said(said: object) -> tuple[Said, list[Problem]]:
    """What can be read of it, and what is wrong with the rest or missing."""
    given = {name: value for name, value in said.items() if value is not None} if isinstance(said, dict) else {}
    problems: list[Problem] = []
    try:
        read_ = Said.model_validate(given)
    except ValidationError as error:
        findings = error.errors()
        problems = [Problem(where, text) for where, text in in_words(findings)]
        bad = {str(finding["loc"][0]) for finding in findings if finding["loc"]}
        read_ = Said.model_validate({name: value for name, value in given.items() if name not in bad})
    seen = {problem.where for problem in problems}
    missing = [name for name in ASKED if getattr(read_, name) in ("", None) and name not in seen]
    return read_, [*problems, *(Problem(name, both("is missing")) for name in missing)]


def _things(said: Said, snapshot: Snapshot, wrong_: set[str]) -> tuple[list[str], list[Problem]]:
    ids, problems = [], []
    for name, thing in (("a", said.a), ("b", said.b)):
        if not thing or name in wrong_:
            continue
        try:
            ids.append(snapshot.nodes[snapshot.find(thing)].id)
        except UnknownName as error:
            problems.append(Problem(name, error.text))
    if len(ids) == 2 and ids[0] == ids[1]:
        problems.append(Problem("b", both("is the same thing as a: {name}", name=ids[0])))
    return ids, problems


def write(kept: Decision) -> str:
    """A decision as TOML."""
    import tomli_w

    return tomli_w.dumps(kept.model_dump())


def read_decision(text: str, where: str) -> Decision:
    """The decision a text holds.

    Raises:
        SourceError: it is not one; everything wrong is named.
    """
    try:
        return Decision.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise SourceError(both("{path}: not a readable TOML file ({error}).", path=where, error=error)) from error
    except ValidationError as error:
        raise SourceError(both("{where}: not a decision: {told}.", where=where, told=wrong(error.errors()))) from error


def told(decided: Iterable[tuple[str, str, Verdict]]) -> tuple[str, ...]:
    """Decided pairs as lines."""
    return tuple(sorted("|".join((*sorted((a, b)), verdict)) for a, b, verdict in decided))


def read(lines: Sequence[str]) -> dict[Ids, Verdict]:
    """Decided pairs from lines; of several about one pair the last counts.

    Raises:
        UsageError: a line that is not `a|b|verdict`.
    """
    found: dict[Ids, Verdict] = {}
    for line in lines:
        pair, _, verdict = line.rpartition("|")
        a, _, b = pair.partition("|")
        if not a or not b or verdict not in VERDICTS:
            known = ", ".join(VERDICTS)
            raise UsageError(
                both("{line}: expected a decided pair as a|b|verdict, verdict one of {known}.", line=repr(line), known=known)
            )
        found[min(a, b), max(a, b)] = verdict
    return found
