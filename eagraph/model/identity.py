"""Which records mean the same node? Only a rule that can be seen joins two records.

1. One source (known by its location or its model's own identifier) keeps one node a key, load after load.
2. A key that is unique in the world (UUID, or 24 and more hexadecimal digits) and an `external_id` are their own id:
   two sources that give the same one, however they spell it (`canonical`), mean the same node.
3. Every other key gets its source's name in front. Two sources that merely use one name make two nodes and a hint.

>>> node_id("registry", "12")
'registry:12'
>>> node_id("registry", "bf3cf619-5b1b-43bd-b5e3-98a4dd678ad1")
'bf3cf619-5b1b-43bd-b5e3-98a4dd678ad1'
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import PurePath

from eagraph.errors import Problem
from eagraph.locale import both
from eagraph.model.landscape import Node

_UNIQUE = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{24,}", re.IGNORECASE)
_UUID = re.compile(r"(?:urn:uuid:)?\{?([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\}?", re.IGNORECASE)
_ASCII = str.maketrans("åäöÅÄÖøØæÆ", "aaoAAOoOaA")


def node_id(source: str, key: str, external_id: str = "") -> str:
    """The id of the node a source knows by a key (rules 2 and 3)."""
    if external_id:
        return canonical(external_id)
    return canonical(key) if _UNIQUE.fullmatch(key) else f"{source}:{key}"


def canonical(text: str) -> str:
    """An id that is unique in the world, spelled in one way: UUIDs in small letters and bare, package URLs normalised.

    >>> canonical("urn:uuid:BF3CF619-5B1B-43BD-B5E3-98A4DD678AD1")
    'bf3cf619-5b1b-43bd-b5e3-98a4dd678ad1'
    >>> canonical("pkg:PyPI/Django_Filter@23.1")
    'pkg:pypi/django-filter@23.1'
    """
    if text[:4].casefold() == "pkg:":
        return _canonical_purl(text)
    found = _UUID.fullmatch(text)
    return found[1].lower() if found else text


def _canonical_purl(text: str) -> str:
    from packageurl import PackageURL

    try:
        return str(PackageURL.from_string(text).to_string())
    except ValueError:
        return text


def slug(name: str) -> str:
    """A name as a part of an id.

    >>> slug("Södra  skolan (drift)")
    'sodra-skolan-drift'
    """
    plain = unicodedata.normalize("NFKD", name.translate(_ASCII)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.casefold()).strip("-") or name.strip()


def source_name(location: str, title: str, taken: Mapping[str, str], called: str = "") -> str:
    """A short name for a source: the one its location already has, else its title, with folders in front until free.

    What the user calls it goes before its title, and is never changed: a source of that name that lay elsewhere has moved.

    Args:
        location: what the source is known by: a path, or the identifier inside a model.
        title: the name it would like.
        taken: location by name, of the sources already known.
        called: the name the user gives it.
    """
    for name, known in taken.items():
        if known == location:
            return name
    if called:
        return slug(called)
    folders = [slug(part) for part in reversed(PurePath(location).parts[:-1])]
    name = slug(title)
    for folder in folders:
        if name not in taken:
            return name
        name = f"{folder}-{name}"
    number = 2
    while f"{name}-{number}" in taken or (number == 2 and name not in taken):
        if name not in taken:
            return name
        number += 1
    return f"{name}-{number}"


def same_name_hints(nodes: Iterable[Node], source: str) -> list[Problem]:
    """Nodes of one label and one name that a source and others gave: perhaps one thing, kept apart."""
    by_name: dict[tuple[str, str], list[Node]] = defaultdict(list)
    for node in nodes:
        if node.provenance and "name" in node.properties:
            by_name[node.label, slug(node.name)].append(node)
    hints = []
    for (label, _), alike in sorted(by_name.items()):
        sources = {node.provenance[0].source for node in alike}
        if len(sources) > 1 and any(p.source == source for node in alike for p in node.provenance):
            ids = ", ".join(node.id for node in alike[:4])
            text = both(
                "{label} {name} comes from {sources}: kept as {count} nodes ({ids}). "
                "Give them the same external_id if they are one.",
                label=label, name=repr(alike[0].name), sources=", ".join(sorted(sources)), count=len(alike), ids=ids,
            )  # fmt: skip
            hints.append(Problem(alike[-1].id, text))
    return hints
