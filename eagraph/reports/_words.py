"""How reports say names, counts, levels, properties and hours: plainly, in both languages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from eagraph.graph.snapshot import Snapshot
from eagraph.locale import LOCALES, Text, both, figure, first_of, joined, plain
from eagraph.model.choice_words import CHOICES
from eagraph.model.classification import TOP, Interval
from eagraph.model.classification_model import ClassificationModel
from eagraph.model.fields import Field, Value
from eagraph.model.schema import Schema

NOT_STATED = both("not stated")
UNKNOWN = both("unknown")
NOTHING = Text("", "")
MOST_NAMES = 5
DIGITS = 5
"""Figures of a number: as many as a source states."""


def named(names: Iterable[str], most: int = MOST_NAMES) -> Text:
    """The first names in a row, and how many more there are."""
    return first_of(names, most)


def sentences(*parts: Text | None) -> Text:
    """Sentences as one paragraph; what is None or empty is left out."""
    return joined([part for part in parts if part is not None and part.en], " ")


def label(schema: Schema, name: str) -> Text:
    """A label of the model as people say it."""
    declared = schema.node.get(name)
    return declared.text if declared else plain(name)


def tie(schema: Schema, name: str) -> Text:
    """A type of relationship as people say it."""
    declared = schema.relationship.get(name)
    return declared.text if declared else plain(name)


def word(value: object) -> Text:
    """A choice of the model as people say it; any other word stays as its source wrote it."""
    return CHOICES.get(str(value)) or plain(value)


def level(model: ClassificationModel, low: int, high: int | None = None) -> Text:
    """A level, or between which two it is."""
    ends = Interval(max(0, low), min(TOP, low if high is None else high))
    if ends.is_unknown:
        return UNKNOWN
    if ends.low == ends.high:
        return model.level_text(ends.low)
    return both("{low} to {high}", low=model.level_text(ends.low), high=model.level_text(ends.high))


def amount(value: float) -> Text:
    """A number, its thousands apart."""
    from babel.numbers import format_decimal

    if abs(value) < 1000:
        return figure(value, DIGITS)
    return Text(*(format_decimal(value, locale=LOCALES[language]) for language in ("sv", "en")))


def hours(value: object) -> Text:
    """Hours as people say them."""
    return both("{count} h", count=figure(float(value), DIGITS)) if isinstance(value, int | float) else NOT_STATED


def property_name(fields: Mapping[str, Field], name: str) -> Text:
    """What a property is called; one that no field declares keeps its source's name."""
    return fields[name].text if name in fields else plain(name)


def property_value(snapshot: Snapshot, fields: Mapping[str, Field], name: str, value: Value) -> Text:
    """A property's value with its unit, choices as people say them, levels as the model in force shows them."""
    field = fields.get(name)
    if isinstance(value, bool):
        return both("yes") if value else both("no")
    if isinstance(value, tuple):
        return joined([word(part) for part in value], ", ")
    if isinstance(value, int | float):
        if field is not None and field.kind == "level" and isinstance(value, int):
            return snapshot.schema.classification.level_text(value)
        if field is not None and field.unit == "h":
            return hours(value)
        number = amount(value)
        return Text(f"{number.sv} {field.unit}", f"{number.en} {field.unit}") if field and field.unit else number
    return word(value) if field is not None and field.kind == "choice" else plain(value)
