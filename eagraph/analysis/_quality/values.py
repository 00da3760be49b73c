"""DQ-06, DQ-07, DQ-10: are numbers within their bounds, words words of the model, and levels levels of it?

A load refuses the first and the third and keeps the second with a hint; a store may have been edited by hand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from typing import Any

from eagraph.analysis._quality.judged import Judged, Stated, called, stated
from eagraph.graph.snapshot import Snapshot
from eagraph.graph.views import Booleans
from eagraph.locale import Text, both
from eagraph.model.classification import ASPECTS
from eagraph.model.fields import BadValue, Field, Value
from eagraph.model.landscape import Node, Relationship

_BOUNDED = frozenset({"number", "integer", "date", "boolean"})
_WORDS = frozenset({"choice", "list"})


def out_of_range(snapshot: Snapshot, _: Booleans) -> Iterator[Judged]:
    """DQ-06: values that are not of their field's kind or out of its bounds, and intervals upside down."""
    yield from _each(snapshot, lambda one: one.field.kind in _BOUNDED and not _takes(one.field, one.value), _unfit)
    for i, node in enumerate(snapshot.nodes):
        for low, high in _upside_down(node, snapshot.schema.node_fields[node.label]):
            if low not in ASPECTS:
                yield Judged(i, _reversed(snapshot.nodes[i], low, high), low, (), low)
    for j, tie in enumerate(snapshot.relationships):
        for low, high in _upside_down(tie, snapshot.schema.relationship_fields[tie.type]):
            source, target = int(snapshot.source[j]), int(snapshot.target[j])
            yield Judged(source, _reversed(tie, low, high, snapshot.nodes[source]), f"{tie.type}.{low}", (target,), low)


def unknown_words(snapshot: Snapshot, _: Booleans) -> Iterator[Judged]:
    """DQ-07: words that are none of the field's; they are kept as they are."""

    def is_odd(one: Stated) -> bool:
        return one.field.kind in _WORDS and not one.field.is_known(one.value)

    def told(about: Text, one: Stated) -> Text:
        known = ", ".join(one.field.choices)
        return both("{about} is {value}; expected one of {known}.", about=about, value=_shown(one.value), known=known)

    yield from _each(snapshot, is_odd, told)


def levels(snapshot: Snapshot, _: Booleans) -> Iterator[Judged]:
    """DQ-10: levels that are none of the model's, or upside down."""
    yield from _each(snapshot, lambda one: one.field.kind == "level" and not _takes(one.field, one.value), _unfit)
    for i, node in enumerate(snapshot.nodes):
        for aspect in ASPECTS:
            low, high = node.properties.get(aspect), node.properties.get(f"{aspect}_high")
            if isinstance(low, int) and isinstance(high, int) and high < low:
                yield Judged(i, _reversed(node, aspect, f"{aspect}_high"), aspect, (), aspect)


def _each(snapshot: Snapshot, is_wrong: Callable[[Stated], bool], told: Callable[[Text, Stated], Text]) -> Iterator[Judged]:
    for one in stated(snapshot):
        if is_wrong(one):
            yield Judged(one.node, told(called(snapshot, one), one), one.wrong, one.others, one.name)


def _takes(field: Field, value: Value) -> bool:
    try:
        field.read(value)
    except BadValue:
        return False
    return True


def _unfit(about: Text, one: Stated) -> Text:
    return both(
        "{about} is {value}; expected {expected}.", about=about, value=_shown(one.value), expected=one.field.expectation
    )


def _shown(value: Value) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _upside_down(item: Node | Relationship, fields: Mapping[str, Field]) -> Iterator[tuple[str, str]]:
    """Pairs of properties of one interval, of which the lower is above the upper."""
    said: Mapping[str, Any] = item.properties
    for base in sorted({name.removesuffix("_high").removesuffix("_low") for name in said}):
        ends = [name for name in (f"{base}_low", base, f"{base}_high") if name in fields]
        known = [name for name in ends if isinstance(said.get(name), int | float)]
        yield from ((low, high) for low, high in pairwise(known) if said[low] > said[high])


def _reversed(item: Node | Relationship, low: str, high: str, source: Node | None = None) -> Text:
    name = source.name if source else item.properties.get("name", "")
    return both(
        "{name}: {low} {least} is above {high} {most}.", name=name, low=low, high=high, least=item.properties[low],
        most=item.properties[high],
    )  # fmt: skip
