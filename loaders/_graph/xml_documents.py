"""Graph formats in XML: is a file one, and its records one after the other."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from loaders._xml import head as xml_head
from loaders._xml import records as xml


class Reading(Protocol):
    """One document under way."""

    def is_record(self, parent: str, element: xml.Element) -> bool:
        """Is an element read as a whole?"""

    def take(self, record: xml.Record) -> None:
        """Read one element."""


def has_root(path: Path, root: str) -> bool:
    """Is a file's root of this name, in its namespace or without any?"""
    if not path.is_file():
        return False
    beginning = xml_head.beginning_of(path)
    return root.encode() in beginning and xml_head.is_document(beginning, root, "")


def read_records(path: Path, name: str, root: str, namespace: str, reading: Reading) -> None:
    """Give every record of a document to whoever reads it; a document may leave its namespace out.

    Raises:
        SourceError: it has another root, is broken, too large, or may not be read safely.
    """
    try:
        with xml_head.opened(path) as stream:
            head = xml_head.checked_head(stream.read(xml_head.HEAD_BYTES), name)
            xml_head.check_root(head, name, root, namespace if head.namespace else "")
            stream.seek(0)
            for record in xml.records(stream, name, reading.is_record):
                reading.take(record)
    except OSError as error:
        raise xml_head.unreadable(path, error) from error
