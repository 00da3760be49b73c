"""How are numbers, dates, levels and the model's words said in the reader's language? Call it where that is known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from babel.dates import format_date, format_datetime, format_timedelta
from babel.numbers import format_decimal, format_percent, get_decimal_symbol

from eagraph.locale import LOCALES, current, number, say
from eagraph.model.choice_words import CHOICES
from eagraph.model.classification import TOP, Interval
from eagraph.model.classification_model import ClassificationModel
from eagraph.model.fields import Field, Value
from eagraph.model.schema import Schema

__all__ = ["number"]


def locale() -> str:
    """The reader's locale, as Babel names it."""
    return LOCALES[current.get()]


def decimal_sign() -> str:
    """What stands before the decimals."""
    return str(get_decimal_symbol(locale()))


def percent(part: int, whole: int) -> str:
    """A share in whole per cent, rounded down so that 100 % means all; a dash where there is nothing to share."""
    return format_percent((100 * part // whole) / 100, format="#,##0\u00a0%", locale=locale()) if whole else "–"


def day(iso: str) -> str:
    """A date; a text that is none stays as it is."""
    try:
        return format_date(dt.date.fromisoformat(iso[:10]), "medium", locale=locale())
    except ValueError:
        return iso


def moment(iso: str) -> str:
    """A date and time of day, UTC as the store keeps it."""
    try:
        return format_datetime(dt.datetime.fromisoformat(iso), "d MMM yyyy HH:mm", locale=locale())
    except ValueError:
        return iso


def age(iso: str, today: dt.date) -> str:
    """How long ago a day was."""
    try:
        passed = today - dt.date.fromisoformat(iso[:10])
    except ValueError:
        return ""
    if passed.days < 1:
        return say("today")
    return say("{time} ago", time=format_timedelta(passed, granularity="day", threshold=1.2, locale=locale()))


def figure(value: float) -> str:
    """A number to four digits, so that a measured one does not look exact."""
    return format_decimal(float(f"{value:.4g}"), decimal_quantization=False, locale=locale()) if value % 1 else number(value)


def level(value: int, model: ClassificationModel | None = None) -> str:
    """A level of classification, number and name, as the model in force has them (else the shipped one)."""
    shown = (model or ClassificationModel.standard()).levels[value]
    name = str(shown.name.text)
    return name if model and model.show == "name" else f"{shown.number} {name}"


def short_level(value: int, model: ClassificationModel | None = None) -> str:
    """The same in short: by number or by name, as the model shows it."""
    return str((model or ClassificationModel.standard()).level_text(value))


def interval(value: Interval, model: ClassificationModel | None = None) -> str:
    """A level or the two it lies between."""
    if value.is_unknown:
        return say("unknown")
    if value.low == value.high:
        return level(value.low, model)
    return f"{short_level(value.low, model)}–{short_level(value.high, model)}"


def levels(low: int, high: int, model: ClassificationModel | None = None) -> str:
    """The same from its two ends."""
    return interval(Interval(max(0, low), min(TOP, high)), model)


def label(schema: Schema, name: str) -> str:
    """A label of the model as people say it."""
    declared = schema.node.get(name)
    return str(declared.text) if declared else name


def tie(schema: Schema, name: str) -> str:
    """A type of relationship as people say it."""
    declared = schema.relationship.get(name)
    return str(declared.text) if declared else name


def word(name: str) -> str:
    """A choice of the model as people say it; any other word stays as its source wrote it."""
    return str(CHOICES[name]) if name in CHOICES else name


def property_name(fields: Mapping[str, Field], name: str) -> str:
    """What a property is called; one that no field declares keeps its source's name."""
    if name == "archimate_type":
        return say("Type in ArchiMate")
    return str(fields[name].text) if name in fields else name


def property_value(fields: Mapping[str, Field], name: str, value: Value) -> str:
    """A property's value with its unit."""
    if isinstance(value, tuple):
        return ", ".join(word(part) for part in value)
    if isinstance(value, bool):
        return say("yes") if value else say("no")
    field = fields.get(name)
    if field is None:
        return number(value) if isinstance(value, int | float) else value
    if isinstance(value, int | float):
        return level(value) if field.kind == "level" and isinstance(value, int) else f"{number(value)} {field.unit}".strip()
    return day(value) if field.kind == "date" else word(value) if field.kind == "choice" else value
