"""A named query asked: what is given is read, the query runs, and the answer says how far it can be trusted."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field

from eagraph.errors import QueryTooLong, UsageError, nearest_names
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import Text, both
from eagraph.results import Completeness, Result, SnapshotInfo, Words, completeness
from eagraph.rules.durations import PATTERN, shifted
from eagraph.rules.engine import Engine, Row, answered
from eagraph.rules.query import Query, Taken
from eagraph.rules.rule import Parameter

_ORDERED = "ORDER BY"
MOST = 10_000
"""An answer has no more rows than this, and says how many more there are."""


class Line(BaseModel):
    """One row: a thing by id and name, and the further columns of its query."""

    model_config = ConfigDict(frozen=True, extra="allow")

    id: str
    name: str | None = None


class Answer(Result[Line]):
    """What a named query answers. `analysis` is its name."""

    quiet: ClassVar = ("columns", "unknown", "query_hash")

    columns: dict[str, Words] = Field(default_factory=dict, description="what its columns are called")
    unknown: dict[str, str] = Field(
        default_factory=dict,
        description="ids of things of which it cannot be told, and the property or relationship missing",
    )
    query_hash: str = Field(default="", description="hash of the query")


def asked(
    snapshot: Snapshot, query: Query, given: Mapping[str, Any], engine: Engine, *, today: dt.date, seconds: float
) -> Answer:
    """The answer of a query.

    Args:
        snapshot: what is asked about; things are found in it by id, source key or name.
        query: which.
        given: its parameters as a person gives them.
        engine: who runs it.
        today: the day it is asked for.
        seconds: how long it may run. A longer one is cancelled, and the answer says so.

    Raises:
        UsageError: a parameter is missing, unknown, or cannot be read.
        UnknownName: what is named does not exist.
    """
    params = values(snapshot, query, given, today)
    found, unknown, told = _found(query, engine, params, seconds)
    ordered = found if _ORDERED in query.text else sorted(found, key=_by_name)
    return Answer(
        analysis=query.name,
        params={name: value for name, value in params.items() if name != "year"},
        summary=Words.of(_summary(len(found), told)),
        snapshot=SnapshotInfo.of(snapshot),
        completeness=told,
        rows=tuple(Line.model_validate({name: row.get(name) for name in query.columns}) for row in ordered[:MOST]),
        columns={name: Words.of(text) for name, text in query.columns.items()},
        unknown=dict(sorted(unknown.items())),
        query_hash=hashlib.sha256(f"{query.text}\n{query.unknown}".encode()).hexdigest(),
    )


def _found(
    query: Query, engine: Engine, params: Mapping[str, Parameter], seconds: float
) -> tuple[list[Row], dict[str, str], Completeness]:
    """The rows, of whom it cannot be told and what is missing, and how complete that is."""
    try:
        found = answered(engine, query.text, params, seconds)
        unknown = {str(row["id"]): str(row["missing"]) for row in answered(engine, query.unknown, params, seconds)}
    except QueryTooLong as error:
        return [], {}, Completeness(state="timed_out", reasons=(Words.of(error.text),))
    reasons = _reasons(len(found), Counter(unknown.values()))
    return found, unknown, completeness(reasons, truncated=len(found) > MOST)


def values(snapshot: Snapshot, query: Query, given: Mapping[str, Any], today: dt.date) -> dict[str, Parameter]:
    """What the query asks for as $name, read from what a person gives.

    Raises:
        UsageError: a parameter is missing, unknown, or cannot be read.
        UnknownName: what is named does not exist.
    """
    known = [taken.name for taken in query.parameters]
    for name in given:
        if name not in known:
            near = ", ".join(nearest_names(name, known)) or ", ".join(known) or "–"
            raise UsageError(both("{query} takes no {name}; it takes {near}.", query=query.name, name=repr(name), near=near))
    read = {taken.name: _value(snapshot, query, taken, given.get(taken.name), today) for taken in query.parameters}
    return {"today": today.isoformat(), "year": today.year, **read}


def _value(snapshot: Snapshot, query: Query, taken: Taken, given: Any, today: dt.date) -> Parameter:
    said = taken.default if given in (None, "") else str(given)
    if not said:
        text = both(
            "{query} needs {name}: {description}. For example {name}={example}.",
            query=query.name, name=taken.name, description=taken.description, example=taken.example,
        )  # fmt: skip
        raise UsageError(text)
    if taken.kind == "thing":
        return _thing(snapshot, taken, said)
    try:
        if taken.kind == "date":
            return (shifted(today, said) if PATTERN.fullmatch(said) else dt.date.fromisoformat(said)).isoformat()
        return int(said) if taken.kind == "integer" else said
    except ValueError as error:
        wanted = both("a day as 2026-12-31, or so long from today as P12M or -P90D")
        text = both(
            "{name} is {found}; expected {wanted}.", name=taken.name, found=repr(said),
            wanted=wanted if taken.kind == "date" else both("a whole number"),
        )  # fmt: skip
        raise UsageError(text) from error


def _thing(snapshot: Snapshot, taken: Taken, said: str) -> str:
    """The id of what is meant."""
    node = snapshot.nodes[snapshot.find(said)]
    if taken.labels and node.label not in taken.labels:
        text = both(
            "{thing} is a {label}; {name} is one of {labels}.",
            thing=repr(node.name), label=node.label, name=taken.name, labels=", ".join(taken.labels),
        )  # fmt: skip
        raise UsageError(text)
    return node.id


def _by_name(row: Row) -> tuple[str, ...]:
    return (str(row.get("name")), *(f"{name}={row[name]}" for name in sorted(row)))


def _reasons(found: int, missing: Mapping[str, int]) -> Iterator[Text]:
    if found > MOST:
        yield both("{count} more rows are not shown.", count=found - MOST)
    if missing:
        count = sum(missing.values())
        named = ", ".join(f"{what} ({times})" for what, times in sorted(missing.items()))
        yield both("Of {count} things it cannot be told; missing: {missing}.", count=count, missing=named)


def _summary(found: int, told: Completeness) -> Text:
    return both("There is no answer in time.") if told.state == "timed_out" else both("Found: {count}.", count=found)
