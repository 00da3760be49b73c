"""What rows say, before anybody knows which things their names mean."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from eagraph.loading import Reference
from eagraph.model.identity import slug as slug_of
from loaders._tables.vocabulary import LONGEST_REMEMBERED, REMEMBERED

NOTHING: Mapping[str, object] = {}
Properties = dict[str, object]


@dataclass(frozen=True, slots=True)
class Thing:
    """A row that is a thing of its own: what it is, what it is called, its id ("" where it has none), what is said of it."""

    label: str
    name: str
    identity: str
    properties: Properties
    place: str
    about: tuple[Reference, ...] = ()
    """What it may be called by other sources, the surest first; where one is known by it, the row speaks of that."""
    tells: str = ""
    """What tells it from others of its name, where it has no id."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a cell: the labels it may mean, best first, and what it becomes where nobody has it ("": nothing).

    `near` is the organisation of the row; it tells roles of one name apart. `known`: what it
    becomes is the thing of that name that another source knows, where there is just one.
    """

    name: str
    labels: tuple[str, ...]
    make: str
    place: str
    given: Mapping[str, str] = field(default_factory=dict)
    near: str = ""
    known: bool = False


@dataclass(frozen=True, slots=True)
class Later:
    """A row that is kept when all rows are read, if none counts more: where it stands, of which day it is."""

    place: str
    day: str
    keep: Callable[[], None]


End = str | Mention
"""An end of a relationship: the key of a row of this source, or a mention."""


@dataclass(frozen=True, slots=True)
class Tie:
    """A relationship that waits for its ends."""

    source: End
    type: str
    target: End
    place: str
    properties: Mapping[str, object] = field(default_factory=lambda: NOTHING)
    loose: bool = False


@dataclass(slots=True)
class Flow:
    """A flow between two ends, mentioned by one row or by several."""

    tie: Tie
    carries: dict[str, Mention] = field(default_factory=dict)
    properties: Properties = field(default_factory=dict)

    def join(self, carries: Mapping[str, Mention], properties: Mapping[str, object]) -> None:
        """What another row says of the same flow: it carries that too, and is needed if anyone says so."""
        self.carries.update({name: asset for name, asset in carries.items() if name not in self.carries})
        for name, value in properties.items():
            self.properties[name] = self.properties.get(name) or value


def slug(name: str) -> str:
    """A name as a part of a key; names repeat themselves, so short ones are remembered."""
    return _remembered(name) if len(name) <= LONGEST_REMEMBERED else slug_of(name)


_remembered = lru_cache(maxsize=REMEMBERED)(slug_of)


def part_of_key(label: str) -> str:
    """A label as a part of a key.

    >>> part_of_key("InformationAsset")
    'information-asset'
    """
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", label).lower()


def identity(end: End) -> object:
    """What tells two ends apart before they are found."""
    return (end.labels[0], slug(end.name)) if isinstance(end, Mention) else end
