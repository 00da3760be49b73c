"""From what a loader read to nodes and relationships of the model: ids given, ends found, properties read.

Ends are looked for among the keys of the source, then its ids, then (only where the source refers by name) its names,
and last in the store: id, source key, unique name. What is not found, or found twice, is a problem with nearest names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from eagraph.errors import Problem, nearest_names
from eagraph.loading import Intake, NodeRecord, Reference
from eagraph.loading.mapping import mapped
from eagraph.locale import both
from eagraph.model.fields import Value
from eagraph.model.identity import node_id, slug
from eagraph.model.landscape import Node, Relationship, numbered
from eagraph.model.provenance import Provenance
from eagraph.model.schema import read_properties


class Directory:
    """Finds the id that a reference means, among some nodes."""

    def __init__(self, nodes: Iterable[Node], keys: Mapping[str, str] | None = None) -> None:
        self._by_key: dict[str, set[str]] = defaultdict(set)
        self._by_name: dict[str, set[str]] = defaultdict(set)
        self._labels: dict[str, str] = {}
        self._own_keys = keys or {}
        for node in nodes:
            self._labels[node.id] = node.label
            self._by_name[slug(node.name)].add(node.id)
            if key := node.properties.get("source_key"):
                self._by_key[str(key)].add(node.id)

    def find(self, reference: Reference) -> tuple[str, ...]:
        """The ids a reference may mean: none, one, or several that it does not tell apart."""
        if reference.text in self._own_keys:
            return (self._own_keys[reference.text],)
        if reference.text in self._labels:
            return (reference.text,)
        if not reference.by_name:
            return ()
        found = self._by_key.get(reference.text) or self._by_name.get(slug(reference.text), set())
        fitting = {i for i in found if not reference.labels or self._labels[i] in reference.labels}
        return tuple(sorted(fitting))

    def nearest(self, reference: Reference) -> tuple[str, ...]:
        """What may have been meant by a reference that finds nothing."""
        return nearest_names(reference.text, [*self._own_keys, *self._labels][:20_000])


def assemble(intake: Intake, source: str, run: str, known: Directory) -> tuple[list[Node], list[Relationship]]:
    """Nodes and relationships of one source; what cannot be read is added to `intake.problems`.

    Args:
        source: the name of the source; goes into ids that are not unique in the world.
        run: the run that is under way.
        known: finds what other sources gave before.
    """
    keys: dict[str, str] = {}
    nodes = [_node(intake, record, source, run, keys) for record in intake.nodes]
    own = Directory(nodes, keys)
    relationships = []
    for record in intake.relationships:
        ends = [_end(intake, reference, record.place, own, known) for reference in (record.source, record.target)]
        fields = intake.schema.relationship_fields.get(record.type, {})
        raw = mapped(record.properties, intake.mapping)
        if isinstance(raw.get("carries"), str | tuple | list):
            raw["carries"] = _carried(intake, raw["carries"], record.place, own, known)
        properties = _properties(intake, fields, raw, record.place)
        claim = Provenance(source, run, record.place)
        if ends[0] and ends[1]:
            relationships.append(Relationship(ends[0], record.type, ends[1], properties, provenance=(claim,)))
    return nodes, list(numbered(relationships))


def _node(intake: Intake, record: NodeRecord, source: str, run: str, keys: dict[str, str]) -> Node:
    raw = mapped(record.properties, intake.mapping)
    id_ = record.id or node_id(source, record.key, str(raw.get("external_id") or ""))
    if record.key in keys and not record.id:
        intake.problems.append(
            Problem(record.place, both("the key {key} stands twice in {source}.", key=repr(record.key), source=source))
        )
    keys[record.key] = id_
    properties = _properties(intake, intake.schema.node_fields.get(record.label, {}), raw, record.place)
    if not record.id:
        properties = {"source": source, **properties}
    return Node(id_, record.label, properties, (Provenance(source, run, record.place),))


def _properties(intake: Intake, fields: Mapping[str, object], raw: Mapping[str, object], place: str) -> dict[str, Value]:
    values, problems = read_properties(fields, raw, place)  # type: ignore[arg-type]
    intake.problems.extend(problems)
    return values


def _end(intake: Intake, reference: Reference, place: str, own: Directory, known: Directory) -> str:
    found = own.find(reference) or known.find(reference)
    if len(found) == 1:
        return found[0]
    if found:
        text = both("{name} may mean {found}; give the id.", name=repr(reference.text), found=", ".join(found[:5]))
    else:
        near = ", ".join(own.nearest(reference) or known.nearest(reference))
        hint = both("nearest: {near}.", near=near) if near else both("load it first, or mend the reference.")
        text = both("{name} does not exist; {hint}", name=repr(reference.text), hint=hint)
    intake.problems.append(Problem(place, text))
    return ""


def _carried(intake: Intake, raw: object, place: str, own: Directory, known: Directory) -> tuple[str, ...]:
    parts = raw.split("|") if isinstance(raw, str) else list(raw)  # type: ignore[call-overload]
    references = [Reference(str(p).strip(), ("InformationAsset",), by_name=True) for p in parts if str(p).strip()]
    found = [_end(intake, reference, place, own, known) for reference in references]
    return tuple(sorted({id_ for id_ in found if id_}))
