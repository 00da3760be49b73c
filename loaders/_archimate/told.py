"""What does a concept say that left eagraph for ArchiMate and comes back?

Properties whose names begin with `eagraph:` are eagraph's own, as they were: an element's `eagraph:label`, a relationship's
`eagraph:type`, an `eagraph:id`, and what ArchiMate has no place for. One with a label or type did not come from ArchiMate in
the first place: nothing is made of its ArchiMate type and key.
"""

from __future__ import annotations

from collections.abc import Container, Iterable

from loaders._archimate.concept import Concept, Told
from loaders._archimate.own_properties import together

PREFIX = "eagraph:"


def take_out(concepts: Iterable[Concept], kind: str, known: Container[str]) -> None:
    """Take it out of their own properties; the kind they say (their label, their type) only where it is `known`."""
    for concept in concepts:
        if any(name.startswith(PREFIX) for name, _ in concept.own):
            concept.told, concept.own = _parted(concept.own, kind, known)


def _parted(own: Iterable[tuple[str, str]], kind: str, known: Container[str]) -> tuple[Told, list[tuple[str, str]]]:
    said: dict[str, object] = {}
    left = []
    for name, value in own:
        plain = name.removeprefix(PREFIX)
        if plain == name or not value or (plain == kind and value not in known):
            left.append((name, value))
        else:
            said[plain] = together(said[plain], value) if plain in said else value
    own_kind, id_ = str(said.pop(kind, "")), str(said.pop("id", ""))
    return Told(own_kind, id_, said), left
