"""What does a cell say? From what people write in lists to values the model reads.

A reading never drops anything: where only a part of a cell becomes the value ("ca 200", "Ja, känsliga", "SFTP"), the
whole text is kept beside it under the column's own header (`Reading.written`).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from math import isfinite

from eagraph.locale import both
from eagraph.model.fields import BadValue, Field, Kind
from loaders._tables.parting import LONGEST_VALUE, parted
from loaders._tables.vocabulary import REMEMBERED, Vocabulary, folded, squash

_DATE = both("a date as YYYY-MM-DD")
_LEVEL = both("a level 0-4, one of its words, or two levels as 1-2")
_NUMBER = re.compile(r"(?P<about>[a-z: ~≈]*?)\s*(?P<number>[-+]?\d[\d\s.,']*)\s*(?P<unit>[^\d\s].*)?$")
_DAY_FIRST = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
_EXCEL_DAYS = range(20_000, 80_000)
_EXCEL_START = dt.date(1899, 12, 30)
_SPANS = re.compile(r"(\d+)\s*(?:-|–|till|to|\.\.)\s*(\d+)")


@dataclass(frozen=True, slots=True)
class Reading:
    """A value, the upper end where the cell gives an interval, and the whole text where the value is only a part of it."""

    value: object
    high: object = None
    written: str = ""


def plain(raw: object) -> str:
    """A cell as text: whole numbers without decimals, dates as ISO, spaces at the ends gone."""
    if isinstance(raw, str):
        return raw.strip()
    if isinstance(raw, bool):
        return str(raw).lower()
    if isinstance(raw, float) and raw.is_integer() and abs(raw) < 1e15:
        return str(int(raw))
    if isinstance(raw, dt.datetime):
        return (raw.date() if raw.time() == dt.time() else raw).isoformat()
    if isinstance(raw, dt.date | dt.time):
        return raw.isoformat()
    return "" if raw is None else str(raw)


@dataclass(frozen=True)
class CellReader:
    """Reads the cells of one column that is a declared property.

    `own_words` are the user's (`[values.name]`); a cell they name is checked by what they make of it, and left as it is.
    """

    field: Field
    vocabulary: Vocabulary
    unit: str = ""
    own_words: Mapping[str, object] | None = None
    _known: dict[tuple[type, object], Reading | None] = dataclass_field(default_factory=dict, repr=False, compare=False)

    def read(self, raw: object) -> Reading | None:
        """The value of a cell; None where it says that nothing is known.

        Raises:
            BadValue: it cannot be read as the property; says what would be.
        """
        known = (type(raw), raw)
        if isinstance(raw, str) and len(raw) > LONGEST_VALUE:
            return self._read(raw, plain(raw))
        if known not in self._known:
            reading = self._read(raw, plain(raw))
            if len(self._known) == REMEMBERED:
                return reading
            self._known[known] = reading
        return self._known[known]

    def _read(self, raw: object, text: str) -> Reading | None:
        if self.own_words and text in self.own_words:
            self.field.read(self.own_words[text])
            return Reading(text)
        if not text or self.vocabulary.says("unknown", text):
            return None
        if len(text) > LONGEST_VALUE and self.field.kind not in ("text", "list", "choice"):
            raise BadValue(self.field.expectation)
        if spans := _SPANS.fullmatch(text) if self.own_words else None:
            return self._own_interval(spans[1], spans[2])
        reading = _READERS.get(self.field.kind, _as_text)(self, raw, text)
        values = (reading.value, reading.high)
        read = [self.field.read(value) for value in values if value is not None]
        if self.own_words and any(str(value) in self.own_words for value in read):
            return Reading(text)
        return reading

    def _own_interval(self, low: str, high: str) -> Reading:
        words = self.own_words or {}
        ends = [self.field.read(words.get(end, end)) for end in (low, high)]
        return Reading(low, None if ends[0] == ends[1] else ends[1])

    def word(self, text: str) -> str | None:
        """What a word means for this property, if anybody ever wrote it."""
        kind = self.field.kind if self.field.kind in ("boolean", "level") else self.field.name
        words = self.vocabulary.values.get(kind, {})
        return words.get(folded(text))


def _as_text(reader: CellReader, raw: object, text: str) -> Reading:  # noqa: ARG001
    return Reading(text)


def _as_choice(reader: CellReader, raw: object, text: str) -> Reading:  # noqa: ARG001
    word = reader.word(text)
    if word is None:
        return Reading(text)
    same = squash(word) == squash(text)
    return Reading(word, written="" if same or reader.field.name not in _TELLING else text)


_TELLING = frozenset({"pattern", "encrypted"})
"""Choices whose words tell more than the choice does: "SFTP" is a file, and more than that."""


def _as_list(reader: CellReader, raw: object, text: str) -> Reading:  # noqa: ARG001
    return Reading(tuple(parted(text, "items")))


def _as_boolean(reader: CellReader, raw: object, text: str) -> Reading:
    if isinstance(raw, bool):
        return Reading(raw)
    if (word := reader.word(text)) is not None:
        return Reading(word == "true")
    first = re.split(r"[\s,;:(–-]", text, maxsplit=1)[0]
    word = reader.word(first)
    return Reading(text) if word is None else Reading(word == "true", written=text)


def _as_date(reader: CellReader, raw: object, text: str) -> Reading:  # noqa: ARG001
    if isinstance(raw, dt.datetime | dt.date):
        return Reading(raw)
    if isinstance(raw, int | float):
        if not isfinite(raw) or int(raw) not in _EXCEL_DAYS:
            raise BadValue(_DATE)
        return Reading(_EXCEL_START + dt.timedelta(days=int(raw)))
    if found := _DAY_FIRST.fullmatch(text):
        day, month, year = map(int, found.groups())
        if day <= 12:
            raise BadValue(_DATE)
        text = f"{year:04}-{month:02}-{day:02}"
    text = text.replace("/", "-").replace(".", "-") if re.match(r"\d{4}[./]", text) else text
    if not re.match(r"\d{4}-\d{2}-\d{2}(\D|$)|\d{8}$", text):
        raise BadValue(_DATE)
    return Reading(f"{text[:4]}-{text[4:6]}-{text[6:]}" if text.isdecimal() else text)


def _as_number(reader: CellReader, raw: object, text: str) -> Reading:
    if isinstance(raw, dt.time):
        raw = dt.timedelta(hours=raw.hour, minutes=raw.minute, seconds=raw.second)
    if isinstance(raw, dt.timedelta):
        raw = raw.total_seconds() / reader.vocabulary.units["s"].get(reader.field.unit, 1)
    elif isinstance(raw, dt.datetime | dt.date | bool):
        raise BadValue(reader.field.expectation)
    if isinstance(raw, int | float):
        return Reading(_scaled(reader, float(raw), reader.unit))
    if (word := reader.word(text)) is not None:
        return Reading(word)
    if (number := _numbered_word(reader, folded(text))) is not None:
        return Reading(number)
    found = _NUMBER.match(folded(text))
    if not found or (found["about"].strip(" ~≈") and not reader.vocabulary.says("about", found["about"].strip())):
        raise BadValue(reader.field.expectation)
    unit = folded(found["unit"] or "")
    if unit and not _is_unit(reader, unit):
        raise BadValue(reader.field.expectation)
    written = text if found["about"].strip() else ""
    return Reading(_scaled(reader, _decimal(reader, found["number"]), unit or reader.unit), written=written)


def _decimal(reader: CellReader, digits: str) -> float:
    """A number with decimal comma or point and spaces between thousands."""
    plain_digits = re.sub(r"[\s']", "", digits).rstrip(".,")
    comma, point = plain_digits.rfind(","), plain_digits.rfind(".")
    if comma >= 0 and point >= 0:
        thousands = "," if point > comma else "."
        plain_digits = plain_digits.replace(thousands, "")
    try:
        return float(plain_digits.replace(",", "."))
    except ValueError as error:
        raise BadValue(reader.field.expectation) from error


def _is_unit(reader: CellReader, unit: str) -> bool:
    units = reader.vocabulary.units
    of_field = "s" if reader.field.unit in units["s"] else reader.field.unit
    return (
        unit in units.get(of_field, {})
        or unit == folded(reader.field.unit)
        or (not reader.field.unit and unit in units["counted"])
    )


def _scaled(reader: CellReader, number: float, unit: str) -> object:
    units = reader.vocabulary.units
    if reader.field.unit in units["s"]:
        number *= units["s"].get(unit, units["s"][reader.field.unit]) / units["s"][reader.field.unit]
    elif reader.field.unit in units:
        number *= units[reader.field.unit].get(unit, 1)
    number = round(number, 6)
    return int(number) if number.is_integer() else number


def _as_level(reader: CellReader, raw: object, text: str) -> Reading:
    if isinstance(raw, dt.datetime | dt.date | bool):
        raise BadValue(_LEVEL)
    if (word := reader.word(text)) is not None:
        return Reading(int(word))
    bare = re.sub(rf"^{reader.field.name[0]}\s*[:=]?\s*(?=\d)", "", folded(text))
    if found := _SPANS.fullmatch(bare):
        return _interval(int(found[1]), int(found[2]))
    if re.fullmatch(r"-?\d+([.,]0+)?", bare):
        return Reading(int(float(bare.replace(",", "."))))
    if (number := _numbered_word(reader, bare)) is not None:
        return Reading(number)
    raise BadValue(_LEVEL)


def _numbered_word(reader: CellReader, text: str) -> int | None:
    """The number of "3 - serious", where its word means that number."""
    found = re.fullmatch(r"(\d{1,9})\W+(.*?)\W*", text)
    word = reader.word(found[2]) if found else None
    return int(word) if found and word is not None and word == str(int(found[1])) else None


def _interval(low: int, high: int) -> Reading:
    if low > high:
        raise BadValue(_LEVEL)
    return Reading(low, None if low == high else high)


_READERS: dict[Kind, Callable[[CellReader, object, str], Reading]] = {
    "choice": _as_choice, "list": _as_list, "boolean": _as_boolean, "date": _as_date,
    "number": _as_number, "integer": _as_number, "level": _as_level,
}  # fmt: skip
