"""An ArchiMate concept as its file states it, before it means anything in the model, and how its texts are cleaned."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple


class Told(NamedTuple):
    """What eagraph wrote of a concept when the model left it: its label or type here, its id, and further properties."""

    kind: str = ""
    id: str = ""
    properties: Mapping[str, object] = {}


NOTHING = Told()


@dataclass(slots=True)
class Concept:
    """An element or a relationship. `stated` is what the format itself says of it, `own` the modeller's properties."""

    key: str
    type: str
    place: str
    stated: dict[str, object]
    own: Sequence[tuple[str, str]]
    source: str = ""
    target: str = ""
    told: Told = NOTHING


@dataclass(slots=True)
class Model:
    """What one file holds."""

    elements: list[Concept] = field(default_factory=list)
    relationships: list[Concept] = field(default_factory=list)


def key_of(identifier: str | None) -> str:
    """The key behind an identifier: the exchange file writes `id-1544` where Archi writes `1544`."""
    return sys.intern((identifier or "").strip().removeprefix("id-"))


def one_line(text: str | None) -> str:
    """A name: white space of any kind is one space."""
    return " ".join((text or "").split())


def paragraphs(text: str | None) -> str:
    """A longer text: line ends as Unix has them, no white space around."""
    return (text or "").replace("\r\n", "\n").replace("\r", "\n").strip()


def filled(**stated: object) -> dict[str, object]:
    """What is stated, without what is empty."""
    return {name: value for name, value in stated.items() if value}
