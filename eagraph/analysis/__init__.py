"""One question a file. What an analysis is:

    title = both("...")                     # its name in both languages
    question = both("...")                  # the question it answers, in one sentence
    class Params(BaseModel): ...            # each with a description and bounds
    class Row(BaseModel): ...               # a row of the answer; names things as id, name, label
    def run(snapshot: Snapshot, params: Params) -> Result[Row]: ...

The file name with - for _ is its name in the command line, the API and the JSON. All four of CLI, API, schema and
documentation follow from `Params` and `Row`.
"""

from __future__ import annotations

import sys
from typing import Any, Protocol, cast, get_type_hints

from pydantic import BaseModel

from eagraph import plugins
from eagraph.errors import UnknownName, nearest_names
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import Text, both
from eagraph.results import Result


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
