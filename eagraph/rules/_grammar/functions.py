"""Which functions the subset has, and what to write instead of those it has not."""

from __future__ import annotations

from eagraph.errors import nearest_names
from eagraph.locale import Text, both
from eagraph.rules._tokens import Token

ARGUMENTS = {
    "count": (1, 1), "min": (1, 1), "max": (1, 1), "avg": (1, 1), "sum": (1, 1), "collect": (1, 1), "size": (1, 1),
    "coalesce": (1, None), "toLower": (1, 1), "toUpper": (1, 1), "date": (1, 1),
}  # fmt: skip
"""The least and the most arguments of each."""
AGGREGATES = frozenset({"count", "min", "max", "avg", "sum", "collect"})
_BY_WORD = {name.upper(): name for name in ARGUMENTS}
_OWN_ID = both("identity is the property id: write s.id")
_IN_THE_MODEL = both("name the label or the relationship type in the pattern, and the property as s.name")
_NO_PATHS = both("paths belong to an analysis: name one in the header")
_ISO = both("dates are ISO texts: compare them as they are, with $today or another parameter")
_AS_TEXT = both("compare with CONTAINS, STARTS WITH, ENDS WITH or =~")
_AS_LIST = both("ask a list with IN, any, all, none or size, or take it apart with UNWIND")
_NO_CONVERSION = both("the model gives every property one kind: compare it as it is")
_INSTEAD = {
    _OWN_ID: "id elementId",
    _IN_THE_MODEL: "labels label type keys properties",
    _NO_PATHS: "startNode endNode start_node end_node nodes relationships rels length shortestPath allShortestPaths",
    _ISO: "datetime localdatetime localtime time timestamp duration",
    _AS_TEXT: "substring left right replace trim ltrim rtrim split reverse lower upper regexp_matches contains",
    _AS_LIST: "head last tail range reduce single list_contains isEmpty",
    _NO_CONVERSION: "toString toInteger toFloat toBoolean cast toStringOrNull toIntegerOrNull toFloatOrNull",
    both("write EXISTS with a MATCH in it, or IS NOT NULL of a property"): "exists",
    both("compare the numbers as they are"): "round ceil floor abs sign sqrt rand exp log",
    both("write avg, min, max or count"): "stDev stDevP percentileCont percentileDisc",
}
_BY_NAME = {name.upper(): text for text, names in _INSTEAD.items() for name in names.split()}


def known(token: Token) -> str:
    """The function as the subset spells it; empty when it has none of that name."""
    return _BY_WORD.get(token.word, "")


def refusal(name: str) -> Text:
    """Why a function is not in the subset, and what to write."""
    instead = _BY_NAME.get(name.upper())
    if instead:
        return both("{function}() is not in the portable subset; {instead}.", function=name, instead=instead)
    near = nearest_names(name, ARGUMENTS) or tuple(ARGUMENTS)
    return both(
        "{function}() is not in the portable subset; write one of {functions}.", function=name, functions=", ".join(near)
    )
