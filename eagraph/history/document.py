"""A landscape as one text, packed, and back: what a store holds, to the letter.

JSON of rows, compressed by zlib and written in base 64, for stores keep texts.
"""

from __future__ import annotations

import base64
import json
import zlib

from eagraph.errors import StoreError
from eagraph.loading.changes import SourceRow, Stored
from eagraph.locale import both
from eagraph.model.fields import all_of_json
from eagraph.model.landscape import Node, Relationship
from eagraph.model.provenance import Claims, encode

FORM = 1
LARGEST = 4_000_000_000
"""Bytes a landscape may have unpacked."""


def packed(stored: Stored) -> str:
    """What a store holds as one text; one landscape gives one text."""
    told = {
        "form": FORM,
        "generation": stored.generation,
        "sources": [[s.name, s.location, s.loader, s.run, s.loaded_at, dict(s.kept), s.skipped] for s in stored.sources],
        "nodes": [[n.id, n.label, dict(n.properties), encode(n.provenance)] for n in stored.nodes],
        "relationships": [
            [r.source, r.type, r.target, r.ordinal, dict(r.properties), encode(r.provenance)] for r in stored.relationships
        ],
    }
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(zlib.compress(text.encode(), 6)).decode()


def unpacked(text: str, name: str) -> Stored:
    """What a text keeps.

    Raises:
        StoreError: it is damaged, or of a form that this program does not know.
    """
    try:
        unpacking = zlib.decompressobj()
        told = json.loads(unpacking.decompress(base64.b64decode(text, validate=True), LARGEST))
    except (ValueError, zlib.error) as error:
        raise StoreError(both("The point in time {name} is damaged ({error}).", name=repr(name), error=error)) from error
    if told.get("form") != FORM:
        found = told.get("form")
        text_ = both("The point in time {name} was kept by another version of eagraph (form {found}, expected {form}).",
                     name=repr(name), found=found, form=FORM)  # fmt: skip
        raise StoreError(text_)
    return Stored(
        tuple(Node(id_, label, all_of_json(properties), Claims(claims)) for id_, label, properties, claims in told["nodes"]),
        tuple(
            Relationship(source, type_, target, all_of_json(properties), ordinal, Claims(claims))
            for source, type_, target, ordinal, properties, claims in told["relationships"]
        ),
        tuple(SourceRow(*row) for row in told["sources"]),
        told["generation"],
    )
