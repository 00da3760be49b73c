"""How a property and its value are said in both languages: with the model's words, its units, and its levels."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from eagraph.locale import LOCALES, Text, both, figure, joined
from eagraph.model.choice_words import CHOICES
from eagraph.model.fields import Field, Value
from eagraph.model.schema import Schema

ABSENT = Text("–", "–")
LABEL = "label"
_DIGITS = 5
Kind = Literal["node", "relationship"]


def fields_of(schema: Schema, kind: Kind, label: str) -> Mapping[str, Field]:
    """The fields that a label or a type declares."""
    declared = schema.node_fields if kind == "node" else schema.relationship_fields
    return declared.get(label, {})


def label_text(schema: Schema, name: str) -> Text:
    """A label or a type as people say it; one that the model does not declare stays as its source wrote it."""
    declared = schema.node.get(name) or schema.relationship.get(name)
    return declared.text if declared else Text(name, name)


def property_text(fields: Mapping[str, Field], name: str) -> Text:
    """What a property is called; one that no field declares keeps its source's name."""
    if name == LABEL:
        return both("kind")
    return fields[name].text if name in fields else Text(name, name)


def value_text(schema: Schema, fields: Mapping[str, Field], name: str, value: Value | None) -> Text:
    """A property's value with its unit; levels as the model in force shows them, a dash for nothing.

    >>> value_text(Schema.standard(), {}, "tags", ("a", "b"))
    Text(sv='a, b', en='a, b')
    """
    field = fields.get(name)
    if value is None:
        return ABSENT
    if isinstance(value, bool):
        return both("yes") if value else both("no")
    if isinstance(value, tuple | list):
        return joined([_word(part) for part in value], ", ")
    if isinstance(value, int | float):
        return _amount(schema, field, value)
    if name == LABEL:
        return label_text(schema, value)
    return _word(value) if field is not None and field.kind == "choice" else Text(value, value)


def _word(value: object) -> Text:
    return CHOICES.get(str(value)) or Text(str(value), str(value))


def _amount(schema: Schema, field: Field | None, value: float) -> Text:
    from babel.numbers import format_decimal

    if field is not None and field.kind == "level" and isinstance(value, int):
        return schema.classification.level_text(value)
    number = figure(value, _DIGITS)
    if abs(value) >= 1000:
        number = Text(*(format_decimal(value, locale=LOCALES[language]) for language in ("sv", "en")))
    return Text(f"{number.sv} {field.unit}", f"{number.en} {field.unit}") if field and field.unit else number
