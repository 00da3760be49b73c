"""What changes had to do with an answer, in words: each with its role, and all of them gathered over the rows they moved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from eagraph import analysis
from eagraph.attribution import Answer, Cause, Role, Row
from eagraph.attribution.explaining import change_text
from eagraph.locale import Text, both, joined
from eagraph.model.schema import Schema
from eagraph.report import cell, heading
from eagraph.results import model_in

ROLES: dict[Role, Text] = {
    "cause": both("brings it by itself"),
    "enough": both("would be enough, as others would"),
    "needed": both("needed, but not enough"),
    "part": both("has a part in it"),
}
"""What a change has to do with one difference."""
WHAT = {"appeared": both("appeared"), "changed": both("changed"), "gone": both("gone")}
MOST = 6
"""Causes told of one row; more are counted."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """One change with how many rows of the answer it moved, by role."""

    cause: Cause
    rows: Mapping[Role, int]

    @property
    def count(self) -> int:
        """How many rows it moved."""
        return sum(self.rows.values())


def gathered(answer: Answer) -> tuple[Gathered, ...]:
    """The changes that matter, those first that bring most rows by themselves, then those that move most."""
    rows: dict[tuple[str, str, str, str], dict[Role, int]] = defaultdict(dict)
    causes: dict[tuple[str, str, str, str], Cause] = {}
    for row in answer.rows:
        for cause in row.causes:
            key = (cause.kind, cause.id, cause.what, cause.property)
            causes.setdefault(key, cause)
            rows[key][cause.role] = rows[key].get(cause.role, 0) + 1
    found = [
        Gathered(cause, {role: rows[key][role] for role in ROLES if role in rows[key]}) for key, cause in causes.items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.rows.get("cause", 0), -one.count, one.cause.id, one.cause.property)))


def with_roles(causes: Iterable[Cause], schema: Schema) -> Text:
    """The causes of one row, each with its role."""
    told = [both("{change} ({role})", change=change_text(cause, schema), role=ROLES[cause.role]) for cause in causes]
    if not told:
        return both("no single change explains it")
    more = [both("{count} more", count=len(told) - MOST)] if len(told) > MOST else []
    return joined([*told[:MOST], *more])


def roles_text(rows: Mapping[Role, int]) -> Text:
    """In how many rows a change has which role."""
    return joined([both("{role}: {count}", role=ROLES[role], count=count) for role, count in rows.items()])


def fields_text(row: Row, question: str, name_of: Callable[[str], str]) -> Text:
    """What differs in a row, before → after, by what the columns of the question are called.

    Args:
        row: the difference.
        question: the analysis that was asked.
        name_of: what a text is shown as: the name of a thing for its id, else itself.
    """
    model = model_in(analysis.answer_type(analysis.find(question)).model_fields["rows"].annotation)
    declared = model.model_fields if model else {}
    parts = []
    for name, (before, after) in row.fields.items():
        called, was, comes = heading(name, declared.get(name)), _shown(before, name_of), _shown(after, name_of)
        parts.append(Text(f"{called.sv}: {was.sv} → {comes.sv}", f"{called.en}: {was.en} → {comes.en}"))
    return joined(parts)


def _shown(value: Any, name_of: Callable[[str], str]) -> Text:
    if isinstance(value, bool):
        return both("yes") if value else both("no")
    if isinstance(value, dict) and value.keys() == {"sv", "en"}:
        return Text(**value)
    if isinstance(value, str):
        value = name_of(value)
    elif isinstance(value, list) and all(isinstance(part, str) for part in value):
        value = [name_of(part) for part in value]
    text = cell(value)
    return Text("–", "–") if text in (None, "") else Text(str(text), str(text))
