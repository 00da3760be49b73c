"""What somebody says of a question's parameters: read, compared with what is usual, and checked before it is asked.

It stands in texts, as an address has it: `{parameter: (text, …)}`. What is as usual is not said. A list that is empty where
it usually is not is said with `NOTHING`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from dashboards import address, words
from eagraph.analysis import parameters
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import Text, both, joined
from eagraph.report import heading
from eagraph.wrong_values import in_words

Said = Mapping[str, tuple[str, ...]]
Wrong = dict[str, Text]
"""What is wrong, by parameter; under the empty name what is wrong with them together."""

NOTHING = "~"
_BOOLS = {**dict.fromkeys(("1", "true", "yes", "on"), "true"), **dict.fromkeys(("0", "false", "no", "off"), "false")}


def names(field: FieldInfo) -> str:
    """What a parameter names: thing, label, relationship or product; empty where nothing of the landscape."""
    extra = field.json_schema_extra
    return str(extra.get("names", "")) if isinstance(extra, dict) else ""


def usual_of(params: type[BaseModel], settings: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """What each parameter is where nobody says otherwise: as the settings have it, else as the analysis does."""
    defaults = {name: field.get_default() for name, field in parameters(params).items() if not field.is_required()}
    return {name: texts(value) for name, value in {**defaults, **settings}.items()}


def said_of(params: type[BaseModel], query: Said, usual: Said) -> dict[str, tuple[str, ...]]:
    """What an address or a form says of the parameters, without what is as usual."""
    said = {name: _read(field, query[name]) for name, field in parameters(params).items() if query.get(name)}
    return {name: values for name, values in said.items() if values != usual.get(name)}


def values_of(params: type[BaseModel], said: Said) -> dict[str, Any]:
    """The same as an analysis takes it: a list where it takes several, else the last that was said."""
    lists = {name for name, field in parameters(params).items() if takes(field, tuple)}
    told = {name: [text for text in values if text != NOTHING] for name, values in said.items()}
    return {name: values if name in lists else values[-1] for name, values in told.items() if values or name in lists}


def checked(snapshot: Snapshot, params: type[BaseModel], said: Said, settings: Mapping[str, Any]) -> tuple[Said, Wrong]:
    """What is said, with things by their ids, and what is wrong with it: no such thing, out of bounds, not enough said."""
    found: dict[str, tuple[str, ...]] = dict(said)
    wrong: Wrong = {}
    for name in said:
        if names(parameters(params)[name]) == "thing":
            ids, unknown = address.meant(snapshot, said[name])
            found[name] = tuple(ids)
            wrong |= {name: joined(unknown, " ")} if unknown else {}
        elif strange := _strange(snapshot, parameters(params)[name], said[name]):
            wrong[name] = both("There is no {names} here.", names=", ".join(map(repr, strange)))
    try:
        params.model_validate({**settings, **values_of(params, found)})
    except ValidationError as error:
        for finding in error.errors():
            ((_, text),) = in_words([finding])
            wrong.setdefault(
                str(finding["loc"][0]) if finding["loc"] else "", text if finding["loc"] else _labelled(params, text)
            )
    if len(wrong) > 1:
        wrong.pop("", None)
    return found, wrong


def collected(params: type[BaseModel], pairs: Iterable[tuple[dict[str, str], Any]], usual: Said) -> Said:
    """What the controls hold, by the ids they have; one of a single value that is empty is as usual."""
    told = {str(id_["name"]): texts(value) for id_, value in pairs}
    emptied = {name for name in told if takes(parameters(params)[name], tuple) and usual.get(name)}
    return {name: values or ((NOTHING,) if name in emptied else ()) for name, values in told.items()}


def known(snapshot: Snapshot, kind: str) -> dict[str, str] | None:
    """What of a kind the landscape has, with what people call it."""
    if kind == "label":
        return {node.label: words.label(snapshot.schema, node.label) for node in snapshot.nodes}
    if kind == "relationship":
        return {tie.type: words.tie(snapshot.schema, tie.type) for tie in snapshot.relationships}
    if kind == "product":
        return {str(p): str(p) for node in snapshot.nodes if (p := node.properties.get("product"))}
    return None


def _labelled(params: type[BaseModel], text: Text) -> Text:
    """What is wrong with several parameters, which it lists by their names, by what the form calls them."""
    listed = re.compile(rf"\b({'|'.join(parameters(params))})\b(?=[,;)]|$)")
    called = {name: heading(name, field) for name, field in parameters(params).items()}
    return Text(
        listed.sub(lambda found: f'"{called[found[0]].sv}"', text.sv),
        listed.sub(lambda found: f'"{called[found[0]].en}"', text.en),
    )


def _strange(snapshot: Snapshot, field: FieldInfo, said: tuple[str, ...]) -> list[str]:
    there = known(snapshot, names(field))
    usual = texts(None if field.is_required() else field.get_default())
    return [] if there is None else [text for text in said if text not in there and text not in usual and text != NOTHING]


def takes(field: FieldInfo, kind: type) -> bool:
    """Does a field take values of a type? A list takes only itself; what is in it does not count."""
    return kind in _types(field.annotation)


def _types(annotation: Any) -> set[Any]:
    origin = get_origin(annotation)
    if origin in {tuple, list}:
        return {tuple}
    parts = get_args(annotation)
    return {annotation} if not parts else set().union(*map(_types, parts))


def texts(value: Any) -> tuple[str, ...]:
    """A value as an address has it."""
    if value is None or value == "":
        return ()
    if isinstance(value, list | tuple):
        return tuple(text for part in value for text in texts(part))
    if isinstance(value, bool):
        return ("true" if value else "false",)
    return (str(int(value)) if isinstance(value, float) and value.is_integer() else str(value),)


def _read(field: FieldInfo, values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(_BOOLS.get(text.casefold(), text) for text in values) if takes(field, bool) else values
