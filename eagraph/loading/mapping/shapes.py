"""What the keys of an entry take, and where what is wrong with a mapping file is gathered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from eagraph.errors import Problem, nearest_names
from eagraph.locale import Text, both


class Shape(NamedTuple):
    """What a key of an entry takes: does a value fit, and what would, in words."""

    fits: Callable[[object], bool]
    text: Text


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(part, str) for part in value)


def _is_scalar(value: object) -> bool:
    return isinstance(value, str | int | float | bool)


_TEXT = Shape(lambda value: isinstance(value, str) and bool(value.strip()), both("a text"))
_TEXTS = Shape(_is_texts, both("a list of texts"))
SWITCH = Shape(lambda value: isinstance(value, bool), both("true or false"))
_TABLE = Shape(lambda value: isinstance(value, dict), both("a table"))
_TURNED = Shape(lambda value: isinstance(value, bool) or _is_texts(value), both("true, false or a list of texts"))
_NAMES = Shape(
    lambda value: isinstance(value, dict) and all(isinstance(new, str) and new for new in value.values()),
    both('names as key = "model name"'),
)
_WORDS = Shape(
    lambda value: isinstance(value, dict) and all(isinstance(words, dict) for words in value.values()),
    both('tables of words as values.NAME, each with "word" = value'),
)
_SAID = Shape(
    lambda value: isinstance(value, dict) or _TEXT.fits(value), both('a key, or a table with key = "…" and its words')
)
_SCALAR = Shape(_is_scalar, both("a text, a number, true or false"))
_WORD_TABLE = Shape(
    lambda value: isinstance(value, str) or (isinstance(value, dict) and all(map(_is_scalar, value.values()))),
    both("a table of words, or the name of a [values.NAME]"),
)
COMMON = {
    "at": _TEXT, "where": _TABLE, "properties": _NAMES, "constants": _TABLE, "values": _WORDS, "leave_out": _TEXTS,
    "keep": SWITCH, "optional": SWITCH, "id": _SAID,
}  # fmt: skip
NODES = {**COMMON, "name": _SAID, "label": _SAID, "distinct": SWITCH}
RELATIONSHIPS = {
    **COMMON, "type": _SAID, "source": _SAID, "target": _SAID, "turned": _TURNED, "loose": SWITCH,
}  # fmt: skip
_KEY = Shape(lambda value: _TEXT.fits(value) or (_is_texts(value) and bool(value)), both("a key, or a list of keys"))
SAID_KEYS = {"key": _KEY, "value": _SCALAR, "values": _WORD_TABLE, "default": _SCALAR, "split": _TEXT}
END_KEYS = {**SAID_KEYS, "by_name": SWITCH, "labels": _TEXTS}


class Complaints:
    """All that is wrong with one mapping file."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def wrong(self, place: str, text: Text) -> None:
        """Add one."""
        self.problems.append(Problem(place, text))

    def shaped(self, said: Mapping[str, Any], shapes: Mapping[str, Shape], place: str) -> dict[str, Any]:
        """What fits; the rest is a problem."""
        for key, value in said.items():
            if key not in shapes:
                near = ", ".join(nearest_names(key, shapes) or sorted(shapes))
                self.wrong(place, both("unknown key {key}; expected {keys}.", key=repr(key), keys=near))
            elif not shapes[key].fits(value):
                told = both(
                    "{name} is {found}; expected {expected}.", name=key, found=_short(value), expected=shapes[key].text
                )
                self.wrong(place, told)
        return {key: value for key, value in said.items() if key in shapes and shapes[key].fits(value)}

    def is_known(self, name: str, known: Iterable[str], place: str) -> bool:
        """Is it a label or type of the model? Where not, say so."""
        names = list(known)
        if name in names:
            return True
        near = ", ".join(nearest_names(name, names) or sorted(names))
        is_label = "ModelElement" in names
        text = (
            both("unknown label {label}; did you mean {near}?", label=repr(name), near=near)
            if is_label
            else both("unknown type {type}; did you mean {near}?", type=repr(name), near=near)
        )
        self.wrong(place, text)
        return False


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:60]}…"
