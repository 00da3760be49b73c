"""What does a concept say that left eagraph for ArchiMate and comes back?

An element's property `eagraph label`, a relationship's `eagraph type` and an `eagraph id` say what it was; those whose names
begin with `eagraph:` are properties that ArchiMate needs the names of for itself. One with a label or type did not come from
ArchiMate in the first place: nothing is made of its ArchiMate type and key.
"""

from __future__ import annotations

from collections.abc import Container, Iterable

from loaders._archimate.concept import Concept, Told
from loaders._archimate.own_properties import together

IS, PREFIX = "eagraph ", "eagraph:"


def take_out(concepts: Iterable[Concept], kind: str, known: Container[str]) -> None:
    """Take it out of their own properties; the kind they say (their label, their type) only where it is `known`."""
    for concept in concepts:
        if any(name.startswith((IS, PREFIX)) for name, _ in concept.own):
            concept.told, concept.own = _parted(concept.own, kind, known)


def _parted(own: Iterable[tuple[str, str]], kind: str, known: Container[str]) -> tuple[Told, list[tuple[str, str]]]:
    identity: dict[str, str] = {}
    properties: dict[str, object] = {}
    left = []
    for name, value in own:
        if name == f"{IS}id" or (name == f"{IS}{kind}" and value in known):
            identity[name.removeprefix(IS)] = value
        elif name.startswith(PREFIX) and value:
            plain = name.removeprefix(PREFIX)
            properties[plain] = together(properties[plain], value) if plain in properties else value
        else:
            left.append((name, value))
    return Told(identity.get(kind, ""), identity.get("id", ""), properties), left
