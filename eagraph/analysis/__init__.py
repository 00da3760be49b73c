"""One question a file. What an analysis is:

    title = both("...")                     # its name in both languages
    question = both("...")                  # the question it answers, in one sentence
    class Params(BaseModel): ...            # each with a description and bounds
    class Row(BaseModel): ...               # a row of the answer; names things as id, name, label
    def run(snapshot: Snapshot, params: Params) -> Result[Row]: ...

The file name with - for _ is its name in the command line, the API and the JSON. Command line, API, schema, documentation
and the form and tables on the screen follow from `Params`, `Row` and what `run` is annotated to return. Their fields say:

    description=...                         # what it is, in one sentence: help text, tooltip, schema
    title="..."                             # what people call it, where its name read aloud (`down_from_h`: "down from (h)")
                                            # is not a word they know, nor one of `eagraph.report._headings.SHARED`
    json_schema_extra={"names": "thing"}    # a parameter that names things of the landscape; also: label, relationship,
                                            # product. The screen then searches or lists what there is
    json_schema_extra={"remembered": "duplicates"}
                                            # a parameter that the workspace fills from a ledger of the store, unless said

A parameter whose name is a word of Python has it as an alias (`from_: … = Field(alias="from")`, with `populate_by_name`):
`parameters` gives the names people say.

An answer that says that something is wrong (`is_finding`, a property of its own that is true) makes the command line end
with 1, so that a pipeline stops; every other answer ends it with 0.

All these words are messages: `make catalogues`, then give them their Swedish.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from typing import Any, Protocol, cast, get_type_hints

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from eagraph import plugins
from eagraph.errors import UnknownName, UsageError, nearest_names
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import Text, both, joined
from eagraph.results import Result, Words, model_in, models_in
from eagraph.settings import FILE
from eagraph.wrong_values import told


class Analysis(Protocol):
    """A module of this room."""

    __name__: str
    title: Text
    question: Text
    Params: type[BaseModel]
    Row: type[BaseModel]

    def run(self, snapshot: Snapshot, params: Any) -> Result[Any]:
        """Answer the question."""


def names() -> tuple[str, ...]:
    """The analyses there are."""
    return tuple(name.replace("_", "-") for name in plugins.member_names(sys.modules[__name__]))


def find(name: str) -> Analysis:
    """One analysis, imported now.

    Raises:
        UnknownName: there is none of that name.
    """
    if name not in names():
        text = both("There is no analysis {name}; there are {known}.", name=repr(name), known=", ".join(names()))
        raise UnknownName(text, nearest_names(name, names()))
    return cast("Analysis", plugins.member(sys.modules[__name__], name.replace("-", "_")))


def read_params(question: Analysis, params: Mapping[str, Any]) -> BaseModel:
    """Parameters as an analysis takes them.

    Raises:
        UsageError: all that is wrong with them.
    """
    try:
        read = question.Params.model_validate(dict(params))
    except ValidationError as error:
        raise UsageError(told(error.errors())) from error
    if halved := [name for name, value in read if _has_half_a_character(value)]:
        raise UsageError(
            both("{names}: expected text; this has half a character (a lone surrogate).", names=", ".join(halved))
        )
    return read


def _has_half_a_character(value: object) -> bool:
    """Is a text, or one of several, no Unicode, so that no answer could repeat it?"""
    if isinstance(value, tuple | list):
        return any(map(_has_half_a_character, value))
    return isinstance(value, str) and not value.isascii() and any("\ud800" <= letter <= "\udfff" for letter in value)


def parameters(params: type[BaseModel]) -> dict[str, FieldInfo]:
    """Parameters by the names people say."""
    return {field.alias or name: field for name, field in params.model_fields.items()}


def with_lists(question: Analysis, params: Mapping[str, Any]) -> dict[str, Any]:
    """Parameters as said in text: one value for a parameter that takes several is a list of one."""
    several = {name for name, field in parameters(question.Params).items() if "tuple" in str(field.annotation)}
    return {name: [value] if name in several and isinstance(value, str) else value for name, value in params.items()}


def remembered(question: Analysis, ledger: str) -> tuple[str, ...]:
    """The parameters of an analysis that a ledger of the store fills where nobody says them."""
    extras = {name: field.json_schema_extra for name, field in question.Params.model_fields.items()}
    return tuple(name for name, extra in extras.items() if isinstance(extra, dict) and extra.get("remembered") == ledger)


def is_finding(result: Result[Any]) -> bool:
    """Does an answer say that something is wrong?"""
    return bool(getattr(result, "is_finding", False))


def usual(settings: Mapping[str, Mapping[str, Any]], name: str) -> Mapping[str, Any]:
    """The usual values of an analysis' parameters, as the settings have them by analysis.

    Raises:
        UsageError: a setting names an analysis or a parameter that does not exist; every one is named.
    """
    wrong = []
    for about, values in settings.items():
        if about not in names():
            wrong.append(both("[analysis.{name}]: there is no such analysis", name=about))
            continue
        unknown = [field for field in values if field not in parameters(find(about).Params)]
        wrong += [both("[analysis.{name}] {field}: no such parameter", name=about, field=field) for field in unknown]
    if wrong:
        raise UsageError(both("Settings ({file}, EAGRAPH_…): {told}.", file=FILE, told=joined(wrong)))
    return settings.get(name, {})


def failing(snapshot: Snapshot, **starts: Any) -> tuple[str, ...]:
    """The ids of all that fails by itself, given the parameters of a question that begins with a failure.

    Raises:
        UsageError: something named does not exist, or there is nothing of a kind.
    """
    from eagraph.analysis import _starts

    params = _starts.Starts.model_validate(starts)
    return tuple(snapshot.nodes[i].id for i in _starts.starts(snapshot, params))


def answer_type(analysis: Analysis) -> type[Result[Any]]:
    """What `run` returns: the schema of the answer."""
    return cast("type[Result[Any]]", get_type_hints(analysis.run)["return"])


def models(analysis: Analysis) -> Iterator[type[BaseModel]]:
    """All that an analysis declares: its parameters, its rows, every part of its answer, and last the answer itself."""
    answer = answer_type(analysis)
    own = [field.annotation for name, field in answer.model_fields.items() if name not in Result.model_fields]
    tops = [analysis.Params, analysis.Row, *filter(None, map(model_in, own))]
    yield from dict.fromkeys(model for top in tops for model in models_in(top) if model is not Words)
    yield answer
