"""Which properties are said, how often under each label or type, and as what can one that no field declares be read?

A source's own property is text. Where every value of it, in the whole landscape, is a number (12, 3,5; never 007) or a day
(2026-05-31), it is sorted, filtered and summed as such.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from eagraph.graph.snapshot import Snapshot
from eagraph.model.fields import Field, Value
from eagraph.tabulation import What

Guess = Literal["number", "date", "text"]
_NUMBER = re.compile(r"-?(0|[1-9]\d{0,14})([.,]\d{1,15})?")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Profile:
    """By label or type how many records it has and how often each property is said; and how undeclared ones are read."""

    records: Counter[str]
    said: Mapping[str, Counter[str]]
    read_as: Mapping[str, Guess]


def fields_of(snapshot: Snapshot, what: What) -> Mapping[str, Mapping[str, Field]]:
    """Declared fields by label or type and name."""
    return snapshot.schema.node_fields if what == "things" else snapshot.schema.relationship_fields


def profile(snapshot: Snapshot, what: What) -> Profile:
    """The profile of a landscape's things or relationships, made once."""
    key = ("tabulation profile", what)
    if key not in snapshot.plans:
        snapshot.plans[key] = _profile(snapshot, what)
    found: Profile = snapshot.plans[key]
    return found


def _profile(snapshot: Snapshot, what: What) -> Profile:
    records: Counter[str] = Counter()
    said: dict[str, Counter[str]] = {}
    undeclared: dict[str, set[Value]] = {}
    fields = fields_of(snapshot, what)
    for kind, properties in _records(snapshot, what):
        records[kind] += 1
        said.setdefault(kind, Counter()).update(properties.keys())
        for name in properties.keys() - fields[kind].keys():
            undeclared.setdefault(name, set()).add(properties[name])
    declared = {name for kind in records for name in fields[kind]}
    read_as = {name: _guess(values) for name, values in undeclared.items() if name not in declared}
    return Profile(records, said, read_as)


def _records(snapshot: Snapshot, what: What) -> list[tuple[str, Mapping[str, Value]]]:
    if what == "things":
        return [(node.label, node.properties) for node in snapshot.nodes]
    return [(tie.type, tie.properties) for tie in snapshot.relationships]


def _guess(values: set[Value]) -> Guess:
    if all(isinstance(value, str) and _NUMBER.fullmatch(value) for value in values):
        return "number"
    return "date" if all(isinstance(value, str) and _is_day(value) for value in values) else "text"


def _is_day(text: str) -> bool:
    try:
        return bool(_DAY.fullmatch(text) and dt.date.fromisoformat(text))
    except ValueError:
        return False


def as_number(text: Value) -> Value:
    """A text that is a number, as one."""
    if not isinstance(text, str):
        return text
    value = float(text.replace(",", "."))
    return int(value) if value.is_integer() else value
