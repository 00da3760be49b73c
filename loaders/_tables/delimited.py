"""A text file of separated values: which encoding, which delimiter, which rows?

The delimiter is the one under which the header reads best, else the one that parts most. Encodings: Unicode with or
without byte order mark, else the old Western one in which most Swedish letters come out (charset-normalizer proposes).
"""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from eagraph.errors import SourceError
from eagraph.locale import both
from loaders._tables.sheets import LONGEST_CELL, MOST_ROWS, Row, Sheet

DELIMITERS = ";,\t|"
SAMPLE = 65_536
MOST_BYTES = 500_000_000
_LEGACY = ["cp1252", "latin_1", "mac_roman", "cp850"]
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_SEPARATOR_LINE = re.compile(r"\s*\"?sep=(.)\"?\s*\r?\n?", re.IGNORECASE)
Score = Callable[[Sequence[Row]], int]


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a text file is written. `skipped` lines (`sep=;`) stand before its first row; `score` is that of its header."""

    encoding: str
    delimiter: str
    skipped: int = 0
    score: int = 0


def dialect_of(path: Path, score: Score, *, whole: bool = True) -> Dialect:
    """How a file is written.

    Args:
        path: the file.
        score: how well the first rows read under a delimiter; 0 where they do not.
        whole: look through all of the file for its encoding, not only the beginning.
    """
    with path.open("rb") as file:
        sample = file.read(SAMPLE)
    encoding = _encoding(path, sample, whole=whole)
    text = codecs.getincrementaldecoder(encoding)("replace").decode(sample)
    said = _SEPARATOR_LINE.match(text)
    text = text[said.end() :] if said else text
    if len(sample) == SAMPLE:
        text = text[: text.rfind("\n") + 1] or text
    marks = said[1] if said else DELIMITERS
    readings = [(score(rows := _first_rows(text, mark)), _parted(rows), mark) for mark in marks]
    best = max(readings, key=lambda reading: reading[:2])
    return Dialect(encoding, best[2], int(bool(said)), best[0])


def _first_rows(text: str, delimiter: str) -> list[Row]:
    rows: list[Row] = []
    try:
        for number, cells in enumerate(csv.reader(StringIO(text, newline=""), delimiter=delimiter), 1):
            rows.append((number, list(cells)))
            if number == 40:
                break
    except csv.Error:
        pass
    return rows


def _parted(rows: Sequence[Row]) -> int:
    """How many cells the rows have that are parted the same way as the most usual row."""
    widths = [len(cells) for _, cells in rows if len(cells) > 1]
    return max((widths.count(width) * width for width in set(widths)), default=0)


def _encoding(path: Path, sample: bytes, *, whole: bool) -> str:
    for mark, name in _MARKS:
        if sample.startswith(mark):
            return name
    if sample.count(0) > len(sample) // 4:
        return "utf-16-le" if sample[1::2].count(0) >= sample[::2].count(0) else "utf-16-be"
    if _is_utf8(path, sample, whole=whole):
        return "utf-8"
    return _legacy(sample)


def _is_utf8(path: Path, sample: bytes, *, whole: bool) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        decoder.decode(sample)
        if whole:
            with path.open("rb") as file:
                file.seek(len(sample))
                while chunk := file.read(1 << 20):
                    decoder.decode(chunk)
                decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _legacy(sample: bytes) -> str:
    """The old encoding in which most letters are Swedish; charset-normalizer settles what that leaves open."""
    from charset_normalizer import from_bytes

    proposed = [match.encoding for match in from_bytes(sample, cp_isolation=_LEGACY)]
    candidates = [*dict.fromkeys([*proposed, *_LEGACY])]
    return max(candidates, key=lambda name: len(re.findall("[åäöÅÄÖéÉüÜ]", sample.decode(name, "replace"))))


def read_delimited(path: Path, score: Score) -> Sheet:
    """The one sheet of a text file; its rows are read while they are asked for.

    Raises:
        SourceError: the file is too large or cannot be opened; while rows are read: broken quotes, a cell that is too
            long, bytes that are not of the encoding.
    """
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            text = both(
                "{path}: {size} MB; expected at most {most} MB. Divide the list.",
                path=path.name,
                size=size // 10**6,
                most=MOST_BYTES // 10**6,
            )
            raise SourceError(text)
        dialect = dialect_of(path, score)
        ends = _last_byte(path)
    except OSError as error:
        raise SourceError(both("{path}: cannot be read ({error}).", path=path.name, error=error.strerror)) from error
    return Sheet(path.name, "", _rows(path, dialect), short_end=ends not in b"\r\n\0")


def _last_byte(path: Path) -> bytes:
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - 2))
        return file.read()[-1:]


def _rows(path: Path, dialect: Dialect) -> Iterator[Row]:
    csv.field_size_limit(LONGEST_CELL)
    number = dialect.skipped
    try:
        with path.open(encoding=dialect.encoding, newline="") as lines:
            for _ in range(dialect.skipped):
                lines.readline()
            for number, cells in enumerate(csv.reader(lines, delimiter=dialect.delimiter, strict=True), number + 1):  # noqa: B020
                if number > MOST_ROWS:
                    raise SourceError(
                        both("{path}: more than {most} rows. Divide the list.", path=path.name, most=MOST_ROWS)
                    )
                yield number, list(cells)
    except UnicodeDecodeError as error:
        text = both(
            "{path}: not readable as {encoding} after row {row}; save it as UTF-8.",
            path=path.name,
            encoding=dialect.encoding,
            row=number,
        )
        raise SourceError(text) from error
    except csv.Error as error:
        raise SourceError(both("{where}: {why}", where=f"{path.name}:{number + 1}", why=_explained(error))) from error
    except OSError as error:
        raise SourceError(both("{path}: cannot be read ({error}).", path=path.name, error=error.strerror)) from error


def _explained(error: csv.Error) -> object:
    said = str(error)
    if "field limit" in said:
        return both("a cell of more than {most} characters; is a quotation mark never closed?", most=LONGEST_CELL)
    if "unexpected end" in said:
        return both("a quotation mark is opened and never closed; is the file half-written?")
    return both(
        "not readable as CSV ({error}); put text with quotation marks in it between quotation marks, doubled inside.",
        error=said,
    )
