"""Links of a Thing as relationships: which way each relation type goes, and what it means here.

A link to a document (a manual, a picture) stays a fact of the Thing. A link to another Thing or model is a relationship,
loose: where nobody knows its other end, that is told.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urldefrag

from eagraph.loading import Reference, RelationshipRecord
from loaders._documents.part import Part


class _Meaning(NamedTuple):
    type: str
    turned: bool = False
    """Does it go from the linked one to the one that links?"""


_MEANINGS: Mapping[str, _Meaning] = {
    "controlledBy": _Meaning("FLOW", turned=True), "collection": _Meaning("PART_OF"),
    "item": _Meaning("PART_OF", turned=True), "tm:submodel": _Meaning("PART_OF", turned=True),
    "tm:extends": _Meaning("RELATES_TO"), "type": _Meaning("RELATES_TO"),
    "successor-version": _Meaning("REPLACED_BY"), "predecessor-version": _Meaning("REPLACED_BY", turned=True),
}  # fmt: skip
_THINGS = ("application/td+json", "application/tm+json")


@dataclass(frozen=True, slots=True)
class Linked:
    """A link read: what it is, or None where it leads to a document."""

    link: Part
    rel: str
    href: str
    record: RelationshipRecord | None


def links_of(thing: Part, key: str, known: Mapping[str, str]) -> Iterator[Linked]:
    """The links of a Thing.

    Args:
        thing: that has the links.
        key: of the Thing.
        known: keys of the Things of this source, by identifier, by file and by key.
    """
    for link in thing.parts("links"):
        rel, href = link.text("rel") or "link", link.text("href")
        target = _target(thing, href, known)
        is_thing = target in known.values() or rel in _MEANINGS or link.text("type").partition(";")[0] in _THINGS
        yield Linked(link, rel, href, _record(link, rel, (key, target)) if is_thing and href else None)


def _target(thing: Part, href: str, known: Mapping[str, str]) -> str:
    """The key of what a link means, or the address as it stands."""
    address = urldefrag(href)[0] or href
    beside = posixpath.normpath(posixpath.join(posixpath.dirname(thing.file), address))
    return known.get(href) or known.get(address) or known.get(beside) or address


def _record(link: Part, rel: str, ends: tuple[str, str]) -> RelationshipRecord:
    meaning = _MEANINGS.get(rel, _Meaning("RELATES_TO"))
    first, second = map(Reference, reversed(ends) if meaning.turned else ends)
    said = {"mode": "command"} if meaning.type == "FLOW" else {}
    named = {"source_type": rel, "name": link.text("instanceName") or link.text("title"), "media_type": link.text("type")}
    return RelationshipRecord(first, meaning.type, second, {**named, **said}, link.place, is_loose=True)
