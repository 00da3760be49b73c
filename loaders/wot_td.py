"""Things of the Web of Things: W3C Thing Descriptions 1.1 and Thing Models, one file or a folder of them.

A Thing is a Sensor where it only tells of what it observes, else a Device; a Thing Model is a ModelElement. Affordances,
endpoints, protocols and security are facts of the Thing. Whatever breaks the standard is refused, all at once, each with
its JSON pointer. Nothing is fetched: neither contexts nor linked models.

Reference: Web of Things (WoT) Thing Description 1.1, W3C Recommendation, 5 December 2023.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from eagraph.errors import Problem, SourceError
from eagraph.loading import Intake, NodeRecord, RelationshipRecord
from eagraph.locale import both
from loaders import _rings
from loaders._documents import glimpse as _glimpse
from loaders._documents import sources as _sources
from loaders._documents.part import Part
from loaders._wot import consistency as _consistency
from loaders._wot import facts as _facts
from loaders._wot import links as _links
from loaders._wot import structure as _structure
from loaders._wot import thing_model as _thing_model

title = both("W3C Thing Descriptions and Thing Models (Web of Things)")
_MOST_HINTS = 20
_CONTEXTS = ("https://www.w3.org/2022/wot/td/", "https://www.w3.org/2019/wot/td/", "http://www.w3.org/ns/td")
_HEAD_BYTES = 4_000


def detects(path: Path) -> bool:
    """Is it JSON that names the context of the standard, or is built as a Thing is; also where it is broken?"""
    return _sources.is_source(path, _is_thing, _glimpse.JSON) or _begins_as_thing(path)


def _is_thing(document: Any) -> bool:
    if isinstance(document, list):
        return bool(document) and all(_is_thing(one) for one in document)
    context = document.get("@context", ())
    contexts = context if isinstance(context, list) else [context]
    if any(isinstance(one, str) and one.startswith(_CONTEXTS) for one in contexts):
        return True
    types = document.get("@type", ())
    if "tm:ThingModel" in (types if isinstance(types, list) else [types]):
        return True
    if "securityDefinitions" in document and ("title" in document or "security" in document) and "swagger" not in document:
        return True
    return any(
        isinstance(one, dict) and isinstance(one.get("forms"), list) and "href" in str(one["forms"][:1])
        for kind in ("properties", "actions", "events")
        for one in document.get(kind, {}).values()
    )


def _begins_as_thing(path: Path) -> bool:
    """JSON that is broken so early that there is nothing to look at, and names the context of the standard."""
    if path.suffix.lower() not in _glimpse.JSON or _glimpse.glimpses(path) or not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD_BYTES).decode("utf-8", "replace")
    except OSError:
        return False
    return head.lstrip("\ufeff \t\r\n").startswith(("{", "[")) and any(f'"{one}' in head for one in _CONTEXTS)


def read(path: Path, intake: Intake) -> None:
    """Read every Thing and Thing Model, and the links between them.

    Raises:
        SourceError: it cannot be read as JSON, or holds no Thing.
    """
    things = [
        thing for document in _sources.documents(path, intake, _is_thing, _glimpse.JSON) for thing in _things(document)
    ]
    if not things and not intake.problems:
        raise SourceError(both("{path}: no Thing Description and no Thing Model in it.", path=path.name))
    hints: list[Problem] = []
    for thing in things:
        intake.problems += _problems(thing)
        hints += _consistency.find_oddities(thing)
    if not intake.problems:
        _Landscape(intake).fill(things)
    _bounded(intake, hints)


def _things(document: Part) -> Iterator[Part]:
    if isinstance(document.value, list):
        yield from document.parts()
    else:
        yield document


def _problems(thing: Part) -> Iterable[Problem]:
    """Everything that makes it no Thing Description or Thing Model."""
    if not isinstance(thing.value, dict):
        return [thing.expected(both("an object"))]
    model = _thing_model.is_model(thing)
    found = list(_structure.find_violations(thing, is_model=model))
    found += _consistency.find_contradictions(thing, is_model=model)
    if model:
        found += _thing_model.find_model_problems(thing)
    return dict.fromkeys(found)


def _bounded(intake: Intake, hints: list[Problem]) -> None:
    intake.hints += hints[:_MOST_HINTS]
    if len(hints) > _MOST_HINTS:
        more = both("{count} more of the kind.", count=len(hints) - _MOST_HINTS)
        intake.hints.append(Problem(hints[_MOST_HINTS].where, more))


class _Landscape:
    """Nodes and relationships of the Things of one source."""

    def __init__(self, intake: Intake) -> None:
        self._intake = intake
        self._records: dict[str, NodeRecord] = {}
        self._known: dict[str, str] = {}

    def fill(self, things: list[Part]) -> None:
        """Every Thing once, then what ties them."""
        keyed = [(_key(thing), thing) for thing in things]
        for key, thing in keyed:
            self._known |= {key: key, thing.file: key}
        for key, thing in keyed:
            self._find_parents(thing)
            self._thing(key, thing)
        for record in self._records.values():
            self._intake.node(record)
        self._ties([link for key, thing in keyed for link in _links.links_of(thing, key, self._known)])

    def _thing(self, key: str, thing: Part) -> None:
        """A Thing that is described twice is one Thing: the first description stands, the next fills its gaps."""
        label = _facts.label_of(thing)
        before = self._records.get(key)
        if before is None:
            fields = self._intake.schema.node_fields.get(label, {})
            self._records[key] = NodeRecord(key, label, _facts.properties_of(thing, fields), thing.place)
            self._intake.explain("@type", label, both("{label}, by type and affordances", label=label))
            return
        fields = self._intake.schema.node_fields.get(before.label, {})
        properties = {**_facts.properties_of(thing, fields), **before.properties}
        self._records[key] = NodeRecord(key, before.label, properties, before.place)
        why = both("the same Thing as in {first}, by its id; that description stands.", first=before.place)
        self._intake.join(thing.place, f"{key} {_facts.name_of(thing)}", why, relationship=False)

    def _find_parents(self, thing: Part) -> None:
        """A model that only says that it extends another cannot be read without that one."""
        if not _thing_model.is_nothing_without(thing):
            return
        for link in _thing_model.extended(thing):
            href = link.text("href")
            linked = next(_links.links_of(Part({"links": [link.value]}, thing.file), "", self._known))
            if linked.record is None or linked.record.target.text not in self._known.values():
                text = both(
                    "the model only extends {parent}, which is not here; load it in one folder with it.", parent=href
                )
                self._intake.problems.append(Problem(link.at("href", href).place, text))

    def _ties(self, links: list[_links.Linked]) -> None:
        records: dict[tuple[str, str, str, str], RelationshipRecord] = {}
        for link in links:
            record = link.record
            if record is None:
                why = both("a document; kept as link.{rel} of the Thing.", rel=link.rel)
                self._intake.join(link.link.place, f"{link.rel} {link.href}", why, relationship=True)
                continue
            rel = "" if record.type == "PART_OF" else link.rel
            before = records.setdefault((record.source.text, record.type, record.target.text, rel), record)
            if before is not record:
                why = both("said in {first} already.", first=before.place)
                self._intake.join(link.link.place, f"{link.rel} {link.href}", why, relationship=True)
        for record in _rings.without_rings(list(records.values()), self._intake):
            self._intake.relationship(record)


def _key(thing: Part) -> str:
    """The identifier; where there is none, the file and the place in it."""
    return thing.text("id") or f"{thing.file}{thing.pointer}"
