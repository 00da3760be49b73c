"""From what a person says (options, or the query of an address) to a selection.

What a query and an analysis take comes together, as `key=value`; each goes to the query where that takes it, else to the
analysis. One said again is a further part of a list.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, get_origin

from pydantic import ValidationError

from eagraph import analysis
from eagraph.errors import UsageError
from eagraph.graph.selecting import Selection
from eagraph.locale import both
from eagraph.rules.queries import Queries
from eagraph.wrong_values import told


def chosen(said: Mapping[str, Any], params: Iterable[str], queries: Queries) -> Selection:
    """The selection.

    Args:
        said: fields of a selection; what is empty is not said.
        params: what the query and the analysis take, each as `key=value`.
        queries: the named queries there are.

    Raises:
        UsageError: a value is wrong, or a parameter is of no use.
    """
    given = {name: value for name, value in said.items() if value not in (None, "", (), [])}
    pairs = list(map(_pair, params))
    query, question = given.get("query", ""), given.get("analysis", "")
    takes = {taken.name for taken in queries.find(query).parameters} if query else set()
    of_query = {name: value for name, value in pairs if query and (name in takes or not question)}
    rest = [(name, value) for name, value in pairs if name not in of_query]
    if rest and not question:
        raise UsageError(both("--param {name}: only a query or an analysis takes parameters.", name=rest[0][0]))
    of_analysis = dict(_typed(question, rest)) if question else {}
    try:
        return Selection(**given, query_params=of_query, analysis_params=of_analysis)
    except ValidationError as error:
        raise UsageError(told(error.errors())) from error


def _pair(said: str) -> tuple[str, str]:
    key, equals, value = said.partition("=")
    if not equals or not key.strip():
        raise UsageError(both("--param {said}: expected key=value, as --param of=crm.", said=repr(said)))
    return key.strip(), value.strip()


def _typed(name: str, pairs: list[tuple[str, str]]) -> Iterator[tuple[str, Any]]:
    """Parameters of an analysis; one that takes several gets a list."""
    declared = analysis.parameters(analysis.find(name).Params)
    for key in dict.fromkeys(key for key, _ in pairs):
        values = [value for said, value in pairs if said == key]
        field = declared.get(key.replace("-", "_")) or declared.get(key)
        is_list = field is not None and get_origin(field.annotation) in (tuple, list)
        yield (key.replace("-", "_") if field is not None else key), values if is_list or len(values) > 1 else values[0]
