"""Reading XML that others wrote, one record in memory at a time: no entities, no network, no deep or endless parts.

libxml2's own limits stand: 256 levels, 10 MB a text. Line numbers are counted here: the parser knows only 65 535. What
may be read at all is decided before, by `_xml_head`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO, Any, TypeAlias

from lxml import etree

from eagraph.errors import SourceError
from eagraph.locale import both

PIECE_BYTES = 65_536
"""The most bytes of one line that are read at a time."""
MOST_LINES = 1000
"""The most lines of mere text that are read at a time."""
MOST_PARTS = 100_000
"""The most elements one record may have inside it."""
MOST_WARNINGS = 100
"""The most warnings of the parser that are passed over."""
Element: TypeAlias = Any
"""An lxml element; its stubs are stricter than its use here."""
XSI_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True)
class Record:
    """One element with all that is inside it, the local name of its parent, and the line its tag ends on."""

    line: int
    parent: str
    element: Element


def local_name(tag: str) -> str:
    """A tag without its namespace."""
    return tag.rpartition("}")[2]


def children(element: Element, *tags: str) -> list[Element]:
    """The children of these local names, in their order."""
    return [child for child in element if local_name(child.tag) in tags]


def text_of(element: Element) -> str:
    """All text inside an element."""
    return "".join(element.itertext())


def records(
    stream: IO[bytes], place: str, is_record: Callable[[str, Element], bool], *, most_parts: int = MOST_PARTS
) -> Iterator[Record]:
    """Every record with the line and the parent it stands in; all else is thrown away as soon as it is read.

    Args:
        stream: the document from its beginning.
        place: what to call it in a message.
        is_record: told the parent's local name and the element, of which only the attributes are known yet.
        most_parts: elements one record may have inside it.

    Raises:
        SourceError: it is not well-formed, or one record is too large.
    """
    parser = _parser()
    walk = _Walk(is_record, place, most_parts)
    line = 1
    try:
        for line, piece in _pieces(stream):
            parser.feed(piece)
            _check(parser, f"{place}:{line}")
            yield from walk.take(parser.read_events(), line)
        parser.close()
    except etree.XMLSyntaxError as error:
        raise SourceError(both("{place}:{line}: broken XML ({error}).", place=place, line=line, error=error.msg)) from error


def _pieces(stream: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    """The document in pieces, each with the line it ends on: lines without markup go with the next that has some."""
    held: list[bytes] = []
    line = 1
    while read := stream.readline(PIECE_BYTES):
        held.append(read)
        if b"<" in read or b">" in read or len(held) >= MOST_LINES or len(read) == PIECE_BYTES:
            yield line, b"".join(held)
            held.clear()
        line += read.endswith(b"\n")
    yield line, b"".join(held)


def _parser() -> etree.XMLPullParser:
    return etree.XMLPullParser(
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        collect_ids=False,
        remove_comments=True,
        remove_pis=True,
    )


def _check(parser: etree.XMLPullParser, place: str) -> None:
    """Refuse what the parser itself would pass over: an unknown entity, an undeclared prefix, endless warnings."""
    log = parser.feed_error_log
    if log and (errors := log.filter_from_errors() or log[MOST_WARNINGS:]):
        raise SourceError(both("{place}: broken XML ({error}).", place=place, error=errors[0].message))


class _Walk:
    """Follows the parser's events and keeps the tree as small as one record."""

    def __init__(self, is_record: Callable[[str, Element], bool], place: str, most_parts: int) -> None:
        self._is_record, self._most_parts = is_record, most_parts
        self._place = place
        self._path: list[str] = [""]
        self._began = 0
        self._inside = 0
        self._parts = 0

    def take(self, events: Iterator[tuple[str, Element]], line: int) -> Iterator[Record]:
        """The records that end among these events."""
        for event, element in events:
            if event == "start":
                self._start(element, line)
            elif self._inside:
                self._inside -= 1
                if not self._inside:
                    yield Record(self._began, self._path[-1], element)
                    _forget(element)
            else:
                self._path.pop()
                _forget(element)

    def _start(self, element: Element, line: int) -> None:
        if self._inside:
            self._inside += 1
            self._parts += 1
            if self._parts > self._most_parts:
                text = both(
                    "{place}:{line}: more than {most} parts in one element.",
                    place=self._place,
                    line=self._began,
                    most=self._most_parts,
                )
                raise SourceError(text)
        elif self._is_record(self._path[-1], element):
            self._inside, self._parts, self._began = 1, 0, line
        else:
            self._path.append(local_name(element.tag))


def _forget(element: Element) -> None:
    element.clear()
    before = element.getprevious()
    if before is not None:
        element.getparent().remove(before)
