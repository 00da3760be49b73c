"""Keys for nameless nodes, from what they say: the same content has the same key, whatever syntax or order it stood in."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rdflib.term import BNode
    from rdflib.term import Node as Term

    from loaders._rdf.graph import Triple

ROUNDS = 8
"""How far around itself a nameless node is told apart by what others say there; fixed, so that a key rests on that alone."""


def content_keys(triples: Iterable[Triple]) -> Mapping[Term, str]:
    """A key for every nameless node that says anything; those alike get one (colour refinement, Weisfeiler & Leman 1968)."""
    from rdflib.term import BNode as Nameless

    said: dict[BNode, list[tuple[str, Term]]] = defaultdict(list)
    for subject, predicate, value in triples:
        if isinstance(subject, Nameless):
            said[subject].append((str(predicate), value))
        if isinstance(value, Nameless):
            said.setdefault(value, [])
    keys: dict[Term, str] = dict.fromkeys(said, "")
    for _ in range(ROUNDS):
        keys = {node: _digest(sorted(f"{p} {keys.get(v) or _text(v)}" for p, v in told)) for node, told in said.items()}
    return keys


def _text(value: Term) -> str:
    """A value so that a text, a text in a language and an IRI of the same letters differ."""
    return f"{type(value).__name__} {getattr(value, 'language', None) or ''} {value}"


def digest_of(*parts: str) -> str:
    """A short key for some texts, in their order."""
    return _digest(parts)


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()[:20]
