"""From what a loader read to nodes and relationships of the model: ids given, ends found, properties read.

Ends are looked for among the keys of the source, then its ids, then (only where the source refers by name) its names,
and last in the store: id, source key, unique name. What is not found, or found twice, is a problem with nearest names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from eagraph.errors import InvalidLandscape, Problem, nearest_names
from eagraph.loading import Intake, NodeRecord, Reference, RelationshipRecord, Skipped
from eagraph.loading.explaining import Shapes
from eagraph.loading.mapping import doubts_about, mapped
from eagraph.locale import both
from eagraph.model.fields import Field, Value
from eagraph.model.identity import canonical, node_id, slug
from eagraph.model.landscape import Node, Relationship, numbered
from eagraph.model.provenance import Provenance, may_be_shared
from eagraph.model.schema import read_properties
from eagraph.model.validation import unknown_type

_MOST_COMPARED = 20_000


class Directory:
    """Finds the id that a reference means, among some nodes."""

    def __init__(self, nodes: Sequence[Node], keys: Mapping[str, str] | None = None) -> None:
        self._nodes = nodes
        self._labels = {node.id: node.label for node in nodes}
        self._own_keys = keys or {}

    @cached_property
    def _by_key(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for node in self._nodes:
            for key in _keys(node):
                found[key].append(node.id)
        return found

    @cached_property
    def _by_name(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for node in self._nodes:
            found[slug(node.name)].append(node.id)
        return found

    def label(self, id_: str) -> str:
        """The label of one of the nodes."""
        return self._labels[id_]

    def find(self, reference: Reference) -> tuple[str, ...]:
        """The ids a reference may mean: none, one, or several that it does not tell apart.

        Of several with one name only those of the first label count that has it.
        """
        if reference.text in self._own_keys:
            return (self._own_keys[reference.text],)
        if reference.text in self._labels:
            return (reference.text,)
        if (id_ := canonical(reference.text)) in self._labels:
            return (id_,)
        if not reference.by_name:
            return ()
        found = set(self._by_key.get(reference.text) or self._by_name.get(slug(reference.text)) or [])
        if not reference.labels:
            return tuple(sorted(found))
        by_label = (sorted(i for i in found if self._labels[i] == label) for label in reference.labels)
        return tuple(next(filter(None, by_label), ()))

    def nearest(self, reference: Reference) -> tuple[str, ...]:
        """What may have been meant by a reference that finds nothing."""
        names = [node.name for node in self._nodes if reference.by_name]
        return nearest_names(reference.text, [*names, *self._own_keys, *self._labels][:_MOST_COMPARED])


def _keys(node: Node) -> Iterable[str]:
    """The keys its sources have for a node."""
    if not may_be_shared(node.provenance):
        return (str(key),) if (key := node.properties.get("source_key")) else ()
    said = (node.properties, *(claim.content or {} for claim in node.provenance))
    return {str(key) for one in said if (key := one.get("source_key"))}


def assemble(
    intake: Intake, source: str, run: str, known: Directory
) -> tuple[list[Node], list[Relationship], list[Problem]]:
    """Nodes and relationships of one source, and all that is wrong with them, what the loader found included.

    Args:
        intake: what the loader read.
        source: the name of the source; goes into ids that are not unique in the world.
        run: the run that is under way.
        known: finds what other sources gave before.
    """
    work = _Assembly(intake, source, run, known)
    nodes = [node for record in intake.nodes if (node := work.node(record))]
    work.own = Directory(nodes, work.keys)
    relationships = [tie for record in intake.relationships if (tie := work.relationship(record))]
    work.shapes.tell(intake)
    intake.hints += doubts_about(intake.mapping)
    return nodes, list(numbered(relationships)), work.problems


class _Assembly:
    """One source under way."""

    def __init__(self, intake: Intake, source: str, run: str, known: Directory) -> None:
        self.intake, self.source, self.run, self.known = intake, source, run, known
        self.own = Directory(())
        self.keys: dict[str, str] = {}
        self.problems = list(intake.problems)
        self.shapes = Shapes()

    @cached_property
    def first_places(self) -> Mapping[str, str]:
        """Where each key of the source stands first."""
        return {record.key: record.place for record in reversed(self.intake.nodes)}

    def node(self, record: NodeRecord) -> Node | None:
        raw = mapped(record.properties, self.intake.mapping)
        meant = self._meant(record)
        id_ = record.id or meant or node_id(self.source, record.key, str(raw.get("external_id") or ""))
        label = self.known.label(meant) if meant else record.label
        self.shapes.node(label, record.properties)
        is_doubled = record.key in self.keys and not record.id
        if is_doubled:
            key, first = repr(record.key), self.first_places[record.key]
            text = both(
                "the key {key} stands twice in {source}; the first is {first}.", key=key, source=self.source, first=first
            )
            self.problems.append(Problem(record.place, text))
        self.keys[record.key] = id_
        properties = self._read(self.intake.schema.node_fields.get(label, {}), raw, record.place)
        if is_doubled:
            return None
        if not record.id:
            properties = {"source": self.source, **properties}
        return Node(id_, label, properties, (Provenance(self.source, self.run, record.place),))

    def _meant(self, record: NodeRecord) -> str:
        """The one node of another source that a record speaks of; none where nobody knows it, or it may be several."""
        for reference in record.about:
            found = self.known.find(reference)
            if len(found) == 1:
                why = both(
                    "read as said of {id}, which another source knows by {name}.", id=found[0], name=repr(reference.text)
                )
                self.intake.joined.append(Skipped(record.place, str(record.properties.get("name", record.key)), why))
                return found[0]
            if found:
                text = both(
                    "{name} may mean {ids}; kept as a node of its own. Write which one it is.",
                    name=repr(reference.text), ids=", ".join(found),
                )  # fmt: skip
                self.intake.hints.append(Problem(record.place, text))
        return ""

    def relationship(self, record: RelationshipRecord) -> Relationship | None:
        if record.is_loose and (lost := self._lost(record)):
            self.intake.skipped.append(lost)
            return None
        ends = [self._end(reference, record.place) for reference in (record.source, record.target)]
        self.shapes.relationship(record.type, record.properties)
        raw = mapped(record.properties, self.intake.mapping)
        if isinstance(raw.get("carries"), str | tuple | list):
            raw["carries"] = self._carried(raw["carries"], record.place)
        properties = self._read(self.intake.schema.relationship_fields.get(record.type, {}), raw, record.place)
        claim = Provenance(self.source, self.run, record.place)
        if all(ends):
            return Relationship(ends[0], record.type, ends[1], properties, provenance=(claim,))
        if record.type not in self.intake.schema.relationship:
            self.problems.append(unknown_type(record.type, record.place, self.intake.schema))
        return None

    def _lost(self, record: RelationshipRecord) -> Skipped | None:
        """What is said of the first end that nobody knows, or that may be several things."""
        for end in (record.source, record.target):
            found = self.own.find(end) or self.known.find(end)
            if len(found) != 1:
                many = both("{name} may mean {ids}.", name=repr(end.text), ids=", ".join(found))
                why = many if found else both("{name} is not known.", name=repr(end.text))
                return Skipped(record.place, f"{record.type} {end.text}", why)
        return None

    def _read(self, fields: Mapping[str, Field], raw: Mapping[str, object], place: str) -> dict[str, Value]:
        values, problems = read_properties(fields, raw, place)
        self.problems += problems
        return values

    def _end(self, reference: Reference, place: str) -> str:
        found = self.own.find(reference) or self.known.find(reference)
        if len(found) == 1:
            return found[0]
        name = repr(reference.text)
        if found:
            text = both("{name} may mean {found}; give the id.", name=name, found=", ".join(found[:5]))
        else:
            is_shown = len(self.problems) < InvalidLandscape.SHOWN
            near = ", ".join(self.own.nearest(reference) or self.known.nearest(reference)) if is_shown else ""
            hint = both("nearest: {near}.", near=near) if near else both("load it first, or mend the reference.")
            text = both("{name} does not exist; {hint}", name=name, hint=hint)
        self.problems.append(Problem(place, text))
        return ""

    def _carried(self, raw: object, place: str) -> tuple[str, ...]:
        parts = raw.split("|") if isinstance(raw, str) else list(raw)  # type: ignore[call-overload]
        references = [Reference(str(p).strip(), ("InformationAsset",), by_name=True) for p in parts if str(p).strip()]
        return tuple(sorted({id_ for reference in references if (id_ := self._end(reference, place))}))
