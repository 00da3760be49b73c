"""Who is who in a bill of materials: every thing under its key, and the thing that a reference means.

A thing's key is the reference the document knows it by, else its package URL, else what it is. A package URL names a
product: it is the id of a library, and of every other component that is a product and no more, so that one library in many
bills is one thing, and two components of one package are one. A system, a device or data is what stands in one place: two
bills that have it of one product have two, with one product id. A reference that is nothing of this document stays as it
is, for another source may know it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cache

from eagraph.errors import Problem
from eagraph.loading import Intake, NodeRecord, Reference, RelationshipRecord
from eagraph.locale import Text, both
from loaders._bom.laid import Laid, together
from loaders._bom.own import label as own_label
from loaders._bom.own import parted
from loaders._bom.purl import canonical
from loaders._documents.part import Part
from loaders._rings import ringed

PRODUCT = "ModelElement"
"""The label of what is a product and no more."""


@dataclass(frozen=True, slots=True)
class Thing:
    """What is to be kept: its label, its own word for what it is, what it says, and what it may be known by."""

    part: Part
    label: str
    type: str
    found: Iterable[tuple[str, object]]
    stated: dict[str, object] = field(default_factory=dict)
    name: str = ""
    reference: str = ""
    purl: str = ""
    version: str = ""
    uri: str = ""
    """Its id where no package URL is that, if it has one that is unique in the world."""
    spare_key: str = ""
    """Its key where the document has no reference for it."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What is said of a thing elsewhere in the document, and where first."""

    said: dict[str, object]
    place: str


class Things:
    """Things kept so far, and what they are known by."""

    def __init__(self, intake: Intake, form: str) -> None:
        self._intake, self._laid = intake, Laid(intake, form)
        self._of_reference: dict[str, str] = {}
        self._of_purl: dict[str, str] = {}
        self._products: dict[str, str] = {}
        self._parts: dict[str, Part] = {}
        self._said: dict[str, dict[str, object]] = {}
        self._kept: dict[str, NodeRecord] = {}
        self._wrong_purls: list[tuple[str, str]] = []
        self._nested: list[tuple[str, str, str]] = []
        self.remarks: dict[str, Remark] = {}
        """What is said elsewhere in the document of the thing of a reference."""
        self.assets: list[tuple[str, Part]] = []
        """Information assets that stand in the inventory."""
        self.referring: list[tuple[str, Part]] = []
        """Things that refer to others from inside what they say of themselves."""

    def keep(self, thing: Thing) -> str:
        """Keep a thing as a record of its own, or join it to the one it is; its key."""
        own, found = parted(thing.found)
        part, reference = thing.part, thing.reference
        purl = "" if own else canonical(thing.purl, thing.version)
        if thing.purl and not purl and not own:
            self._wrong_purls.append((part.place, thing.purl))
        if reference in self._of_reference:
            return self._again(thing, reference)
        product = purl if thing.label == PRODUCT else ""
        if product in self._products:
            return self._joined(replace(thing, found=found), self._products[product], purl)
        key = self._free(reference or purl or thing.spare_key)
        stated = self._own_stated(thing, own) if own else {
            "name": thing.name or reference, "source_type": thing.type, "external_id": product or thing.uri,
            **thing.stated, "source_key": reference,
        }  # fmt: skip
        label = own_label(own, self._intake.schema.node, thing.label)
        properties = self._laid.beside(label, stated, [*found, *self.remarked(reference)], part.place, own=bool(own))
        record = NodeRecord(key, label, properties, part.place, str(own.get("id", "")))
        self._intake.node(record)
        self._intake.explain(part.file, f"{thing.type} ({label})" if own else thing.type, _kept_as(label))
        self._kept[key], self._said[key] = record, properties
        self._know(key, part, reference, purl)
        return key

    @staticmethod
    def _own_stated(thing: Thing, own: dict[str, object]) -> dict[str, object]:
        """What eagraph stated of a thing; its id is no name."""
        name = "" if thing.name == own["id"] else thing.name
        return {"name": name, **{said: value for said, value in own.items() if said not in ("id", "label")}}

    def mention(self, key: str, label: str, stated: dict[str, object], place: str) -> str:
        """Keep, once, something that is only named by another; its key."""
        if key not in self._kept:
            properties = {name: value for name, value in stated.items() if value not in ("", ())}
            self._kept[key] = NodeRecord(key, label, properties, place)
            self._intake.nodes.append(self._kept[key])
        return key

    def tie(self, source: str, type_: str, target: str, properties: dict[str, object], place: str) -> None:
        """Keep a relationship that stands as a record of its own; an end may be unknown."""
        ends = Reference(source), Reference(target)
        self._intake.relationship(RelationshipRecord(ends[0], type_, ends[1], properties, place, is_loose=True))

    def imply(self, source: str, type_: str, target: str, properties: dict[str, object], place: str) -> None:
        """Keep a relationship that follows from where a record stands or from what it names."""
        ends = Reference(source), Reference(target)
        self._intake.relationships.append(RelationshipRecord(ends[0], type_, ends[1], properties, place, is_loose=True))

    def nest(self, part: str, whole: str, place: str) -> None:
        """Remember that one thing is nested in another."""
        self._nested.append((part, whole, place))

    def supplied(self, key: str, name: str, more: dict[str, object], place: str) -> None:
        """Tie a thing to the organisation that supplies it."""
        stated = {"name": name, "kind": "supplier", "source_type": "supplier"} | more
        maker = self.mention(f"organisation:{name}", "Organisation", stated, place)
        self.imply(key, "SUPPLIED_BY", maker, {}, place)

    def join(self, part: Part, what: str, why: Text, *, relationship: bool = False) -> None:
        """Tell that something is taken up in something else."""
        self._intake.join(part.place, what, why, relationship=relationship)

    def problem(self, problem: Problem) -> None:
        """Tell that something is not of the form it has to be."""
        self._intake.problems.append(problem)

    def tie_nested(self) -> None:
        """Tie parts to their wholes; those that go round in a ring say of no one which is the whole."""
        apart = list(dict.fromkeys((part, whole) for part, whole, _ in self._nested if part != whole))
        places = {(part, whole): place for part, whole, place in reversed(self._nested)}
        for (part, whole), in_ring in zip(apart, ringed(apart), strict=True):
            type_ = "RELATES_TO" if in_ring else "PART_OF"
            self.imply(part, type_, whole, {"source_type": "nested"}, places[part, whole])

    def find(self, reference: str) -> str:
        """The key of what a reference means; else the package URL or the reference itself."""
        if reference in self._of_reference:
            return self._of_reference[reference]
        purl = canonical(reference)
        return self._of_purl.get(purl) or purl or reference

    def knows(self, key: str) -> bool:
        """Is there a thing of this key?"""
        return key in self._kept

    def stated(self, key: str, name: str) -> object:
        """What a thing says under a name."""
        return self._kept[key].properties.get(name) if key in self._kept else None

    def place(self, key: str) -> str:
        """Where a thing stands."""
        return self._kept[key].place

    def hint(self) -> None:
        """Tell what had to change its name, and what is no package URL."""
        self._laid.hint()
        if self._wrong_purls:
            (place, purl), count = self._wrong_purls[0], len(self._wrong_purls)
            text = both("{count} × not a package URL ({purl}): kept, but not taken as an id.", count=count, purl=repr(purl))
            self._intake.hints.append(Problem(place, text))

    def _know(self, key: str, part: Part, reference: str, purl: str) -> None:
        if reference:
            self._of_reference[reference] = key
            self._parts[reference] = part
        if purl:
            self._of_purl.setdefault(purl, key)
            if self._kept[key].label == PRODUCT:
                self._products.setdefault(purl, key)

    def _free(self, key: str) -> str:
        number, free = 2, key
        while free in self._kept or (free != key and free in self._of_reference):
            free, number = f"{key} ({number})", number + 1
        return free

    def remarked(self, reference: str) -> Iterable[tuple[str, object]]:
        """What is said elsewhere of the thing of a reference; told once."""
        remark = self.remarks.pop(reference, None) if reference else None
        return remark.said.items() if remark else ()

    def _again(self, thing: Thing, reference: str) -> str:
        """A reference that stands twice is an error, unless it is the very same record."""
        key = self._of_reference[reference]
        first, place = self._parts[reference], thing.part.place
        if first.value == thing.part.value:
            why = both("the same as the one at {first}.", first=first.place)
            self._intake.join(place, f"{thing.type} {reference}", why, relationship=False)
        else:
            text = both("the reference {ref} stands twice; the first is {first}.", ref=repr(reference), first=first.place)
            self._intake.problems.append(Problem(place, text))
        return key

    def _joined(self, thing: Thing, key: str, purl: str) -> str:
        """A further component of one package: what it says more is laid beside what the first said."""
        said, label, place, reference = self._said[key], self._kept[key].label, thing.part.place, thing.reference
        declared = self._intake.schema.node_fields.get(label, {})
        found = [*thing.found, *self.remarked(reference)]
        for name, value in self._laid.beside(label, {}, found, place).items():
            if name not in said:
                said[name] = value
            elif name not in declared:
                said[name] = together(said[name], value)
        why = both("the package {purl} stands at {first} already.", purl=purl, first=self._kept[key].place)
        self._intake.join(place, f"{thing.type} {reference or thing.name}", why, relationship=False)
        told = both("joined to the one of the same package URL")
        self._intake.explain(thing.part.file, f"{thing.type}, again", told)
        self._know(key, thing.part, reference, purl)
        return key


@cache
def _kept_as(label: str) -> Text:
    return both("kept as {label}", label=label)
