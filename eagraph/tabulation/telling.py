"""How is a value of a column said, and what is a table of, in the reader's words?"""

from __future__ import annotations

from eagraph.graph.snapshot import Snapshot
from eagraph.locale import Text, both, joined
from eagraph.model.choice_words import CHOICES
from eagraph.model.fields import Value, plain_text
from eagraph.model.schema import Schema
from eagraph.tabulation import Asked
from eagraph.tabulation.columns import Column, find
from eagraph.tabulation.conditions import Condition, read_condition, read_order

UNKNOWN: Text = both("unknown")
_OPERATORS: dict[str, Text] = {
    "contains": both("{column} contains {value}"),
    "not-contains": both("{column} does not contain {value}"),
    "is": both("{column} is {value}"),
    "is-not": both("{column} is not {value}"),
    "begins": both("{column} begins with {value}"),
    "ends": both("{column} ends with {value}"),
    "below": both("{column} below {value}"),
    "at-most": both("{column} at most {value}"),
    "above": both("{column} above {value}"),
    "at-least": both("{column} at least {value}"),
    "between": both("{column} from {value} to {other}"),
    "in": both("{column} is one of: {value}"),
    "not-in": both("{column} is none of: {value}"),
    "unknown": both("{column} is unknown"),
    "known": both("{column} is known"),
}


def told(schema: Schema, column: Column, value: Value | None) -> str | int | float | None:
    """A value as people read it: numbers stay numbers, what is unknown stays away."""
    if value is None or isinstance(value, bool):
        return None if value is None else str(both("yes") if value else both("no"))
    if isinstance(value, tuple):
        return ", ".join(map(_word, value))
    if isinstance(value, int | float):
        levels = schema.classification.levels
        is_level = column.kind == "level" and isinstance(value, int) and value in range(len(levels))
        return str(schema.classification.level_text(int(value))) if is_level else value
    if column.kind in {"label", "type"}:
        declared = schema.node.get(value) if column.kind == "label" else schema.relationship.get(value)
        return str(declared.text) if declared else value
    return _word(value) if column.kind == "choice" else value


def read_aloud(schema: Schema, column: Column, value: Value | None) -> str:
    """The same as text, and `unknown` where it is."""
    said = told(schema, column, value)
    return str(UNKNOWN) if said is None else str(said)


def written(value: Value) -> str:
    """A value as a condition writes it."""
    return ", ".join(value) if isinstance(value, tuple) else plain_text(value)


def selection(snapshot: Snapshot, asked: Asked) -> Text:
    """Which things or relationships a table is of, and in which order, in words."""
    schema = snapshot.schema
    if asked.what == "things":
        kinds = [schema.node[name].text for name in asked.label if name in schema.node]
        of = both("things: {kinds}", kinds=joined(kinds, ", ")) if kinds else both("all things")
    else:
        kinds = [schema.relationship[name].text for name in asked.type if name in schema.relationship]
        of = both("relationships: {kinds}", kinds=joined(kinds, ", ")) if kinds else both("all relationships")
    parts = [of]
    parts += [both("in a column shown: {words}", words=asked.search)] if asked.search.strip() else []
    parts += [condition(snapshot, asked, read_condition(text)) for text in asked.where]
    orders = [read_order(text) for text in asked.sort]
    names = [(find(snapshot, asked.what, name).text, descending) for name, descending in orders]
    falling = [both("{column} falling", column=text) if descending else text for text, descending in names]
    return joined([*parts, *([both("in order of {columns}", columns=joined(falling, ", "))] if falling else [])], "; ")


def condition(snapshot: Snapshot, asked: Asked, said: Condition) -> Text:
    """A condition in words."""
    column = find(snapshot, asked.what, said.column)
    ticked = said.operator in {"in", "not-in"}
    values = [_ticked(snapshot, column, text) if ticked else Text(text, text) for text in said.values]
    shown = joined(values, ", ") if ticked else values[0] if values else Text("", "")
    words = {"column": column.text, "value": shown, "other": values[-1] if values else ""}
    template = _OPERATORS[said.operator]
    return Text(_filled(template.sv, words, "sv"), _filled(template.en, words, "en"))


def _filled(template: str, words: dict[str, Text | str], language: str) -> str:
    said = {name: value if isinstance(value, str) else getattr(value, language) for name, value in words.items()}
    return template.format(**said)


def _ticked(snapshot: Snapshot, column: Column, text: str) -> Text:
    if text == "":
        return UNKNOWN
    schema = snapshot.schema
    if column.kind == "label" and text in schema.node:
        return schema.node[text].text
    if column.kind == "type" and text in schema.relationship:
        return schema.relationship[text].text
    if column.kind == "boolean":
        return both("yes") if text == "true" else both("no")
    if column.kind == "level" and text.isdecimal() and int(text) in range(len(schema.classification.levels)):
        return schema.classification.level_text(int(text))
    return CHOICES.get(text, Text(text, text)) if column.kind in {"choice", "list"} else Text(text, text)


def _word(text: str) -> str:
    return str(CHOICES[text]) if text in CHOICES else text
