"""The address holds the state of a page: read with care, written without a reload.

Every value of a query string is checked by a pydantic model of the page; what does not fit is left out, and the page says
so. A page writes the address of its state into its store `<page>-address`; the browser then replaces the address it is at,
if it is still on that page (`assets/eagraph.js`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar
from urllib.parse import parse_qs, urlencode

from dash import Dash, Input, Output, dcc
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from dashboards.callbacks import in_browser
from eagraph.errors import UnknownName
from eagraph.graph.snapshot import Snapshot
from eagraph.history import at_point
from eagraph.locale import Text, both
from eagraph.scenarios import in_use
from eagraph.wrong_values import choices

Query = dict[str, tuple[str, ...]]
State = TypeVar("State", bound=BaseModel)
LONGEST = 8000
MOST_VALUES = 200


def parse(search: str | None) -> Query:
    """The values of a query string by name; what is longer than any address of ours is no query."""
    if not search or len(search) > LONGEST:
        return {}
    try:
        found = parse_qs(search.removeprefix("?"), max_num_fields=MOST_VALUES)
    except ValueError:
        return {}
    return {name: tuple(values) for name, values in found.items()}


def read(state: type[State], query: Mapping[str, tuple[str, ...]]) -> tuple[State, tuple[Text, ...]]:
    """A page's state as the address gives it, and what was left out of it because it does not fit.

    A name the page does not know is not its business: languages and campaign marks go by in silence.
    """
    given = {name: _value(state, name, values) for name, values in query.items() if name in state.model_fields and values}
    try:
        return state.model_validate(given), ()
    except ValidationError as error:
        wrong = {str(e["loc"][0]): _expected(e) for e in error.errors() if e["loc"]}
    told = tuple(_told(name, query[name], wrong[name]) for name in sorted(wrong))
    return state.model_validate({k: v for k, v in given.items() if k not in wrong}), told


def meant(snapshot: Snapshot, things: Iterable[str]) -> tuple[list[str], list[Text]]:
    """The ids of things an address names, each once, and what is said of those that mean nothing."""
    found, unknown = [], []
    for thing in things:
        try:
            found.append(snapshot.nodes[snapshot.find(thing)].id)
        except UnknownName as error:
            unknown.append(error.text)
    return list(dict.fromkeys(found)), unknown


def write(path: str, state: BaseModel) -> str:
    """The address of a page in a state, without what is as it is when nothing is said."""
    return link(path, **state.model_dump(mode="json", exclude_defaults=True))


def link(path: str, **values: Any) -> str:
    """An address of ours: lists become one value each, true becomes 1, and nothing stays away.

    The scenario a reader looks through, and the point in time, go along unless the values say another (`scenario=""`: none).
    """
    said = {"scenario": in_use.get(), "point": at_point.get(), **values}
    pairs = [(name, _plain(part)) for name, value in said.items() for part in _parts(value)]
    return f"{path}?{urlencode(pairs)}" if pairs else path


def store(page: str) -> dcc.Store:
    """Where a page writes the address of its state."""
    return dcc.Store(id=f"{page}-address")


def register(app: Dash, page: str) -> None:
    """Let the browser's address follow the store of a page."""
    ends = Output(f"{page}-address", "modified_timestamp"), Input(f"{page}-address", "data")
    in_browser(app, "replaceAddress", *ends, initially=False)


def _value(state: type[BaseModel], name: str, values: tuple[str, ...]) -> object:
    return values if isinstance(state.model_fields[name].default, tuple) else values[-1]


def _told(name: str, values: tuple[str, ...], expected: Text) -> Text:
    shown = ", ".join(values)[:60]
    return both(
        "The address says {name}={value}; expected {expected}. It was left out.", name=name, value=shown, expected=expected
    )


def _expected(error: ErrorDetails) -> Text:
    """What a value should have been; pydantic says it in English only."""
    if error["type"].startswith("date"):
        return both("a date as YYYY-MM-DD")
    if error["type"].startswith("bool"):
        return both("yes or no")
    if error["type"] == "literal_error":
        return choices({**error})
    return Text(error["msg"], error["msg"])


def _parts(value: Any) -> list[Any]:
    if isinstance(value, list | tuple):
        return list(value)
    return [] if value is None or value is False or value == "" else [value]


def _plain(value: Any) -> str:
    return "1" if value is True else str(value)
