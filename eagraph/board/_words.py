"""How a report says numbers, names, levels and tables: plainly, for people who are not of the trade."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from eagraph.board import Conclusion, Proposal, Sheet
from eagraph.board.drafting import Counted
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import Text, both, figure, first_of, joined, plain
from eagraph.model.classification import Aspect
from eagraph.model.classification_model import ClassificationModel
from eagraph.model.nodes import ASPECTS
from eagraph.results import Words

NOT_STATED = both("not stated")
MOST_NAMES = 3


def capital(text: Text) -> Text:
    """The text as it begins a sentence."""
    return Text(text.sv[:1].upper() + text.sv[1:], text.en[:1].upper() + text.en[1:])


def uncapital(text: Text) -> Text:
    """The text as it stands inside a sentence."""
    return Text(text.sv[:1].lower() + text.sv[1:], text.en[:1].lower() + text.en[1:])


def sentence(*parts: Text) -> Words:
    """Sentences as one paragraph."""
    return Words.of(joined([capital(part) for part in parts], " "))


def some(counted: Counted, one: Text, many: Text) -> Text:
    """A figure with its noun and its number in the appendix: `2 incidents [9]`."""
    return both("{count} {noun} {ref}", count=counted.count, noun=one if counted.count == 1 else many, ref=counted.ref)


def of(part: Counted, whole: Counted) -> Text:
    """A part of a whole, each with its number: `1 [4] of 6 [3]`."""
    return both("{part} of {whole}", part=part.told, whole=whole.told)


def named(names: Iterable[str], most: int = MOST_NAMES) -> Text:
    """The first names in a row, and how many more there are."""
    return first_of(names, most)


def share(part: Counted, whole: Counted) -> Text:
    """A part of a whole in whole per cent, never 0 or 100 where it is not all or nothing."""
    per_cent = round(100 * part.count / whole.count)
    if 0 < part.count < whole.count:
        per_cent = min(99, max(1, per_cent))
    return both("{share} %", share=per_cent)


def names_of(counted: Counted, most: int = MOST_NAMES) -> Text:
    """The names of what a figure counts."""
    called = {row["id"]: row["name"] for row in counted.rows}
    return named([str(name) for _, name in sorted(called.items())], most)


def name_of(snapshot: Snapshot, id_: str) -> str:
    """The name of a thing."""
    node = snapshot.index.get(id_)
    return id_ if node is None else snapshot.nodes[node].name


def level_text(model: ClassificationModel, level: int) -> Text:
    """A level as the model shows it, and its name."""
    shown, name = model.level_text(level), model.levels[level].name.text
    return shown if shown == name else both("{level} ({name})", level=shown, name=name)


def level_between(model: ClassificationModel, low: int | None, high: int | None) -> Text:
    """A level, or between which two it is; a dash where there is none any more."""
    if low is None or high is None:
        return plain("–")
    if low == high:
        return level_text(model, low)
    return both("{low} to {high}", low=model.level_text(low), high=model.level_text(high))


def aspect_text(aspect: Aspect) -> Text:
    """An aspect by name."""
    return ASPECTS[aspect]


def hours(value: float | None) -> Text:
    """Hours as people say them."""
    return NOT_STATED if value is None else both("{count} h", count=figure(value, 2))


def conclusion(about: Text, says: Text) -> Conclusion:
    """What a member of the board takes with them."""
    return Conclusion(about=Words.of(about), says=Words.of(capital(says)))


def proposal(what: Text, why: Text) -> Proposal:
    """What the board is asked to decide, and why."""
    return Proposal(what=Words.of(what), why=Words.of(capital(why)))


def sheet(name: str, title: Text, headings: Mapping[str, Text], rows: Sequence[Mapping[str, Any]]) -> Sheet:
    """A table; texts in both languages stand as such in its rows."""
    told = tuple({key: _value(row.get(key)) for key in headings} for row in rows)
    return Sheet(
        name=name, title=Words.of(title), headings={key: Words.of(text) for key, text in headings.items()}, rows=told
    )


def _value(value: Any) -> Any:
    return value.as_dict() if isinstance(value, Text) else value


def cut(rows: Sequence[Mapping[str, Any]], most: int, column: str) -> list[Mapping[str, Any]]:
    """The first rows, and a last one that says how many more there are."""
    more = len(rows) - most
    return [*rows[:most], *([{column: both("… and {count} more", count=more)}] if more > 0 else [])]
