"""Entities gathered from documents, expanded ones and references alike, each once; and what links them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePath

from loaders._documents.part import Part
from loaders._sensorthings.kinds import NAVIGATION, SETS, kind_of, reference

ID, SELF, LINK = "@iot.id", "@iot.selfLink", "@iot.navigationLink"
_SHARED = ("Sensor", "ObservedProperty", "Location", "FeatureOfInterest")
"""Kinds of which two without an identifier and of one name are one."""
COUNTED = ("Observation", "HistoricalLocation", "Task")
"""Kinds that are data of their time, not parts of a landscape: counted, not kept."""


@dataclass
class Entity:
    """One entity: its kind, its key in this source, and where it stands."""

    kind: str
    key: str
    part: Part


@dataclass
class Collected:
    """What was gathered so far."""

    entities: dict[str, Entity] = field(default_factory=dict)
    links: dict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))
    """Keys of what an entity leads to, by its key and their kind; both ways."""
    again: Counter[tuple[str, str]] = field(default_factory=Counter)
    """How often entities came again after their first time, by kind and file."""
    counted: Counter[tuple[str, str]] = field(default_factory=Counter)
    """How many of a counted kind, by kind and place of the first of a document."""
    strange: list[Part] = field(default_factory=list)
    """Objects that are no entity."""

    def take(self, part: Part, context: str = "") -> None:
        """Gather an entity with everything that is expanded in it."""
        waiting: list[tuple[Part, str, str]] = [(part, kind_of(part.value, context), "")]
        while waiting:
            one, kind, above = waiting.pop()
            if not kind or not isinstance(one.value, dict):
                self.strange.append(one)
                continue
            if kind in COUNTED:
                self.counted[kind, one.file] += 1
            key = self._key(one, kind)
            self._keep(Entity(kind, key, one))
            self._link(above, key)
            self._named_links(one, key)
            inside = [(child, NAVIGATION[name], key) for name, child in _expanded(one)]
            waiting += reversed(inside)

    def of_kind(self, *kinds: str) -> Iterator[Entity]:
        """The entities of some kinds, in the order they came."""
        return (entity for entity in self.entities.values() if entity.kind in kinds)

    def linked(self, key: str, kind: str) -> list[str]:
        """Keys of the entities of a kind that one leads to, or that lead to it; also of those that are not here."""
        return list(dict.fromkeys(self.links.get((key, kind), ())))

    def _key(self, part: Part, kind: str) -> str:
        identifier = part.text(ID) or part.text("id")
        if identifier:
            return f"{kind}({identifier})"
        named = reference(part.text(SELF))
        if named:
            return f"{named[0]}({named[1]})"
        key = f"{kind} {part.text('name') or part.pointer}"
        is_other = key in self.entities and kind not in _SHARED
        return f"{key} {part.file}{part.pointer}" if is_other else key

    def _keep(self, entity: Entity) -> None:
        before = self.entities.get(entity.key)
        if entity.kind in COUNTED or _is_reference(entity.part):
            return
        if before is None:
            self.entities[entity.key] = entity
            return
        if before.part.value != entity.part.value:
            merged = {**entity.part.value, **before.part.value}
            self.entities[entity.key] = Entity(before.kind, before.key, Part(merged, before.part.file, before.part.pointer))
        self.again[entity.kind, entity.part.file] += 1

    def _link(self, first: str, second: str) -> None:
        if first and second:
            self.links[first, _kind(second)].append(second)
            self.links[second, _kind(first)].append(first)

    def _named_links(self, part: Part, key: str) -> None:
        """Links that name what they lead to, as `Thing@iot.navigationLink: …/Things(7)`."""
        for name, link in part.value.items():
            if name.endswith(LINK) and isinstance(link, str) and (named := reference(link)):
                self._link(key, f"{named[0]}({named[1]})")


def _expanded(part: Part) -> Iterator[tuple[str, Part]]:
    for name in part.value:
        if name in NAVIGATION:
            for child in part.parts(name):
                yield name, child


def _is_reference(part: Part) -> bool:
    """Does it only say which entity is meant?"""
    return not any(name not in (ID, SELF, "id") and not name.endswith(LINK) for name in part.value)


def _kind(key: str) -> str:
    return key.partition("(")[0].partition(" ")[0]


def entities_of(document: Part) -> Iterator[tuple[Part, str]]:
    """The entities of a document, each with the name of what it came in: a page, a list, a dump, or one entity."""
    file = PurePath(document.file).stem
    page = document.get("value")
    if isinstance(document.value, list):
        yield from ((part, file) for part in document.parts())
    elif page is not None and isinstance(page.value, list):
        context = document.text("@iot.context") or document.text("@odata.context")
        yield from ((part, context.rpartition("#")[2] or file) for part in page.parts())
    elif document.value.keys() & SETS.keys() and not document.value.keys() & {ID, "name"}:
        for name, held in document.items():
            if name in SETS:
                yield from ((part, name) for part in (held.get("value") or held).parts())
    else:
        yield document, file
