"""The model in plain words: every label and type, what travels along it and which way, every field with its unit."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from eagraph.locale import Text, both, joined
from eagraph.model import nodes, relationships
from eagraph.model.fields import Field
from eagraph.model.relationships import RelationshipType, Travel
from eagraph.model.schema import VIEWS, Schema


def described(schema: Schema) -> dict[str, list[dict[str, Any]]]:
    """The schema as tables of words: `labels`, `relationships`, `fields`."""
    fields = [_field("*", f) for f in nodes.COMMON]
    fields += [_field(t.label, f) for t in schema.node_types for f in t.fields]
    fields += [_field("→ *", f) for f in relationships.COMMON]
    fields += [_field(f"→ {t.type}", f) for t in schema.relationship_types for f in t.fields]
    return {
        "labels": [{"label": t.label, "sv": t.text.sv, "en": t.text.en, "about": str(t.about)} for t in schema.node_types],
        "relationships": [
            {
                "type": t.type, "sv": t.text.sv, "en": t.text.en, "from": _ends(t.sources), "to": _ends(t.targets),
                **{view: str(t.travels(view)) for view in VIEWS}, "in_words": str(in_words(t)),
            }
            for t in schema.relationship_types
        ],
        "fields": fields,
    }  # fmt: skip


def in_words(type_: RelationshipType) -> Text:
    """What failure, data, requirements and attacks do along a relationship `A type B`, as sentences."""
    told = [sentence for view in VIEWS for sentence in _sentences(view, type_)]
    if type_.owns:
        told.append(both("B is content of A."))
    return joined(told, " ") if told else both("A fact; nothing travels along it.")


def _sentences(view: str, type_: RelationshipType) -> Iterable[Text]:
    travel = type_.travels(view)
    ways = {
        Travel.WITH: [("A", "B")],
        Travel.AGAINST: [("B", "A")],
        Travel.BOTH: [("A", "B"), ("B", "A")],
        Travel.NOT: [],
    }
    condition = (
        both(" where {name} is true", name=type_.failure_if) if view == "failure" and type_.failure_if else Text("", "")
    )
    for giver, taker in ways[travel]:
        yield {
            "failure": both("When {giver} fails, {taker} is hit{condition}.", giver=giver, taker=taker, condition=condition),
            "data": both("Data in {giver} reaches {taker}.", giver=giver, taker=taker),
            "requirement": both("What is required of {giver} is required of {taker}.", giver=giver, taker=taker),
            "attack": both("Who is in {giver} may get into {taker}.", giver=giver, taker=taker),
        }[view]


def _ends(labels: tuple[str, ...]) -> str:
    return ", ".join(labels) or "*"


def _field(owner: str, field: Field) -> dict[str, Any]:
    return {
        "of": owner, "name": field.name, "sv": field.text.sv, "en": field.text.en, "unit": field.unit or None,
        "takes": ", ".join(field.choices) or str(field.expectation),
    }  # fmt: skip
