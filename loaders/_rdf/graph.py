"""An RDF file as triples, each subject with the line it begins on: Turtle, N-Triples, RDF/XML and JSON-LD.

Nothing is fetched: contexts of JSON-LD that stand elsewhere are known or refused, a DOCTYPE is refused, and an IRI is only
a name. A relative IRI is one inside its document and stays so, wherever the file lies.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eagraph.errors import EagraphError, SourceError
from eagraph.locale import both
from loaders._documents.glimpse import JSON
from loaders._documents.json_document import read_json, read_text, refused_at
from loaders._rdf.contexts import without_remote_contexts
from loaders._xml import head as _xml_head

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node as Term

TURTLE = frozenset({".ttl", ".turtle", ".nt"})
XML = frozenset({".rdf", ".xml", ".owl"})
LARGEST_BYTES = 40_000_000
"""The largest document that is read: one as large takes a little under one gigabyte as triples."""
INSIDE = "http://document.invalid/"
"""What a relative IRI is relative to."""
Triple = tuple["Term", "Term", "Term"]


@dataclass(frozen=True)
class Document:
    """The triples of a file, without order; the line each subject is first spoken of on, where the syntax has lines."""

    file: str
    triples: list[Triple]
    lines: dict[Term, int] = field(default_factory=dict)

    def place(self, subject: Term, name: str) -> str:
        """Where a subject stands."""
        return f"{self.file}:{self.lines[subject]}" if subject in self.lines else f"{self.file}#{name}"


def read_graph(path: Path) -> Document:
    """The triples of a file, read by what its name ends with.

    Raises:
        SourceError: it is too large, not well-formed (with the line where the parser tells it), or reaches for other files.
    """
    suffix = path.suffix.lower()
    read = _turtle if suffix in TURTLE else _json_ld if suffix in JSON else _xml
    with _exact_literals():
        graph, lines = read(path)
    from rdflib.term import BNode, Literal, URIRef

    triples = list(graph)
    for triple in triples:
        if not all(isinstance(term, BNode | Literal | URIRef) for term in triple):
            raise refused_at(path.name, both("a statement about statements, which is not read."))
    return Document(path.name, triples, lines)


@contextmanager
def _exact_literals() -> Iterator[None]:
    """Literals as they are written, and no talk of those whose type does not fit."""
    import rdflib

    log = logging.getLogger("rdflib")
    before, level = rdflib.NORMALIZE_LITERALS, log.level
    rdflib.NORMALIZE_LITERALS = False
    log.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        rdflib.NORMALIZE_LITERALS = before
        log.setLevel(level)


def _followed(line: Callable[[], int]) -> tuple[Graph, dict[Term, int]]:
    """A graph that remembers on which line each subject came first."""
    from rdflib import Graph

    lines: dict[Term, int] = {}

    class Followed(Graph):
        def add(self, triple: Any) -> Followed:
            lines.setdefault(triple[0], line())
            super().add(triple)
            return self

    return Followed(), lines


def _turtle(path: Path) -> tuple[Graph, dict[Term, int]]:
    from rdflib.plugins.parsers.notation3 import BadSyntax, RDFSink, SinkParser

    text = read_text(path, LARGEST_BYTES)
    graph, lines = _followed(lambda: int(parser.lines) + 1)
    parser = SinkParser(RDFSink(graph), baseURI=INSIDE, turtle=True)
    try:
        parser.loadBuf(text.removeprefix("\ufeff"))
    except BadSyntax as error:
        why = both("not Turtle: {why}.", why=error.args[-1])
        raise refused_at(f"{path.name}:{error.lines + 1}", why) from error
    except RecursionError as error:
        raise refused_at(path.name, both("nested deeper than is read.")) from error
    except Exception as error:  # the parser answers odd text in many ways
        where = f"{path.name}:{parser.lines + 1}"
        raise refused_at(where, both("not Turtle: {why}.", why=_told(error))) from error
    return graph, lines


def _xml(path: Path) -> tuple[Graph, dict[Term, int]]:
    from xml.sax import SAXParseException
    from xml.sax.xmlreader import InputSource

    from rdflib.plugins.parsers.rdfxml import create_parser

    data = _bytes(path)
    _xml_head.checked_head(data[: _xml_head.HEAD_BYTES], str(path))
    graph, lines = _followed(lambda: int(handler.locator.getLineNumber()))
    source: Any = InputSource(INSIDE)
    source.setByteStream(io.BytesIO(data))
    parser = create_parser(source, graph)
    handler: Any = parser.getContentHandler()
    try:
        parser.parse(source)
    except SAXParseException as error:
        where = f"{path.name}:{error.getLineNumber()}"
        raise SourceError(both("{where}: broken XML ({error}).", where=where, error=error.getMessage())) from error
    except RecursionError as error:
        raise refused_at(path.name, both("nested deeper than is read.")) from error
    except Exception as error:  # the parser answers odd XML in many ways
        line = handler.locator.getLineNumber() or 1
        why = both("not RDF/XML: {why}.", why=_told(error).rpartition(f"{line}: ")[2])
        raise refused_at(f"{path.name}:{line}", why) from error
    return graph, lines


def _bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > LARGEST_BYTES:
            text = both(
                "{path}: {size} bytes; the most that is read is {most}.", path=path.name, size=size, most=LARGEST_BYTES
            )
            raise SourceError(text)
        return path.read_bytes()
    except OSError as error:
        raise _xml_head.unreadable(path, error) from error


def _json_ld(path: Path) -> tuple[Graph, dict[Term, int]]:
    from rdflib import Graph
    from rdflib.plugins.parsers.jsonld import to_rdf

    graph = Graph()
    try:
        to_rdf(without_remote_contexts(read_json(path)), graph, base=INSIDE)
    except EagraphError:
        raise
    except RecursionError as error:
        raise refused_at(path.name, both("nested deeper than is read.")) from error
    except Exception as error:  # the parser answers odd documents in many ways
        raise refused_at(path.name, both("not JSON-LD: {why}.", why=_told(error))) from error
    return graph, {}


def _told(error: Exception) -> str:
    """What a parser says of an error, on one line; what kind it is where it says nothing."""
    return (str(error).splitlines() or [""])[0] or type(error).__name__
