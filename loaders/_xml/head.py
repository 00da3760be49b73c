"""What begins an XML file, and may it be read? Told from its first bytes, before the parser sees any content.

A file over `LARGEST_BYTES` is refused, and so is every DOCTYPE: an XML bomb and a reach for other files both need one.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from lxml import etree

from eagraph.errors import SourceError
from eagraph.locale import both

LARGEST_BYTES = 500_000_000
"""The largest document that is read, bytes after unpacking."""
HEAD_BYTES = 65_536
"""How far the root element may stand from the beginning."""


@dataclass(frozen=True, slots=True)
class Head:
    """What stands before the content: the root's name and namespace, and whether a DOCTYPE comes first."""

    root: str = ""
    namespace: str = ""
    doctype: bool = False
    attributes: Mapping[str, str] = field(default_factory=dict)


class _Enough(Exception):  # noqa: N818
    """The head is read."""


class _HeadTarget:
    """Stops at the DOCTYPE or the root, whichever comes first."""

    head = Head()

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        namespace, _, root = tag.rpartition("}")
        self.head = Head(root, namespace.removeprefix("{"), attributes=dict(attributes))
        raise _Enough

    def doctype(self, _name: str, _public: str, _system: str) -> None:
        self.head = Head(doctype=True)
        raise _Enough

    def close(self) -> None:
        """Nothing to give."""


def read_head(beginning: bytes) -> Head:
    """The head of a document, from its first bytes.

    Raises:
        etree.XMLSyntaxError: they are not the beginning of an XML document.
    """
    target: Any = _HeadTarget()
    parser = etree.XMLParser(target=target, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    with contextlib.suppress(_Enough):
        parser.feed(beginning)
    head: Head = target.head
    return head


def is_document(beginning: bytes, root: str, namespace: str) -> bool:
    """Do these first bytes begin a document of this root, in a namespace that starts so? Never raises.

    One with a DOCTYPE counts when it names the namespace, so that its reader can refuse it with the reason.
    """
    try:
        head = read_head(beginning)
    except etree.XMLSyntaxError:
        return False
    if head.doctype:
        return namespace.encode() in beginning
    return head.root == root and head.namespace.startswith(namespace)


def checked_head(beginning: bytes, place: str) -> Head:
    """The head of a document that may be read on.

    Raises:
        SourceError: it is no XML, has no root in sight, or a DOCTYPE.
    """
    try:
        head = read_head(beginning)
    except etree.XMLSyntaxError as error:
        raise SourceError(both("{place}: not XML ({error}).", place=place, error=error.msg)) from error
    if head.doctype:
        text = both(
            "{place}: it has a DOCTYPE, which can hide an XML bomb and is never read; export the model anew, or remove "
            "the DOCTYPE.", place=place,
        )  # fmt: skip
        raise SourceError(text)
    if not head.root:
        raise SourceError(both("{place}: no root element in the first {count} bytes.", place=place, count=HEAD_BYTES))
    return head


def check_root(head: Head, place: str, root: str, namespace: str) -> None:
    """Refuse a document of another kind.

    Raises:
        SourceError: its root or namespace is not the expected one (a namespace may go on with a version).
    """
    if head.root != root or not head.namespace.startswith(namespace):
        text = both(
            "{place}: the root is {found} in the namespace {namespace}; expected {root} in {expected}.",
            place=place, found=head.root, namespace=head.namespace or "–", root=root, expected=namespace,
        )  # fmt: skip
        raise SourceError(text)


def check_size(size: int, place: str) -> None:
    """Refuse what is too large to be a model.

    Raises:
        SourceError: it is larger than `LARGEST_BYTES`.
    """
    if size > LARGEST_BYTES:
        found, most = f"{size / 1e6:.0f}", f"{LARGEST_BYTES / 1e6:.0f}"
        raise SourceError(both("{place}: {found} MB; at most {most} MB is read.", place=place, found=found, most=most))


def beginning_of(path: Path) -> bytes:
    """The first bytes of a file; none when it cannot be read."""
    try:
        with path.open("rb") as stream:
            return stream.read(HEAD_BYTES)
    except OSError:
        return b""


@contextlib.contextmanager
def opened(path: Path) -> Iterator[IO[bytes]]:
    """A file that is not too large.

    Raises:
        SourceError: it is larger than `LARGEST_BYTES`.
        OSError: it cannot be opened.
    """
    check_size(path.stat().st_size, str(path))
    with path.open("rb") as stream:
        yield stream


def unreadable(path: Path, error: OSError) -> SourceError:
    """The error for a file the system does not give."""
    return SourceError(both("{path}: cannot be read ({error}).", path=path, error=error.strerror or error))
