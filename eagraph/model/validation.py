"""What is wrong with a landscape? Everything at once, each problem with the place of the record.

Errors only: what makes an answer meaningless. What merely looks odd is a hint (`find_hints`) and is loaded.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from eagraph.errors import Problem, nearest_names
from eagraph.locale import Text, both
from eagraph.model import nodes
from eagraph.model.fields import Field, Value
from eagraph.model.relationships import WEAK, Travel
from eagraph.model.schema import Schema

if TYPE_CHECKING:
    from eagraph.model.landscape import Landscape, Node, Relationship

_LONGEST_RING = 12
"""Members of a ring that a message names."""
_INTERVALS = (("valid_from", "valid_to"), ("start", "end"), ("decided_on", "valid_to"), ("detected_on", "closed_on"))


def place(item: Node | Relationship) -> str:
    """Where a record stands, for a message: its line where a source gave one, else what it is known by."""
    if item.provenance and item.provenance[-1].place:
        return item.provenance[-1].place
    return item.id if hasattr(item, "id") else f"{item.source} {item.type} {item.target}"


def find_problems(landscape: Landscape, schema: Schema) -> list[Problem]:
    """Every error, in the order of the checks below."""
    return [*_doubled(landscape), *wrong_alone(landscape, schema), *wrong_together(landscape, schema)]


def wrong_alone(landscape: Landscape, schema: Schema) -> list[Problem]:
    """What is wrong with a node by itself, or with a relationship and its ends."""
    labels = {node.id: node.label for node in landscape.nodes}
    return [
        *_labels(landscape, schema),
        *_types(landscape, schema),
        *_ends(landscape, labels),
        *_dates(landscape, schema),
        *_levels(landscape),
    ]


def wrong_together(landscape: Landscape, schema: Schema) -> list[Problem]:
    """What is wrong with the relationships of a group, or with parts that go in a ring."""
    labels = {node.id: node.label for node in landscape.nodes}
    return [*_groups(landscape, schema), *_part_of_cycles(landscape, labels)]


def find_hints(landscape: Landscape, schema: Schema) -> list[Problem]:
    """What looks odd: a type between labels it is not meant for, a word no field knows, a group of two strengths."""
    return [*odd_alone(landscape, schema), *odd_together(landscape, schema)]


def odd_alone(landscape: Landscape, schema: Schema) -> list[Problem]:
    """What looks odd about a node by itself, or a relationship and its ends."""
    labels = {node.id: node.label for node in landscape.nodes}
    return [*_odd_ends(landscape, schema, labels), *_odd_words(landscape, schema)]


def odd_together(landscape: Landscape, schema: Schema) -> list[Problem]:
    """What looks odd about the relationships of a group."""
    return list(_mixed_groups(landscape, schema))


def _doubled(landscape: Landscape) -> Iterator[Problem]:
    for before, node in zip(landscape.nodes, landscape.nodes[1:], strict=False):
        if before.id == node.id:
            yield Problem(
                place(node),
                both("the id {id} stands twice; the first is {first}.", id=repr(node.id), first=place(before)),
            )
    for relationship in landscape.relationships:
        if relationship.ordinal and relationship.properties.get("source_key"):
            key = relationship.properties["source_key"]
            yield Problem(
                place(relationship),
                both("the relationship {key} stands twice; give each its own source_key.", key=repr(key)),
            )


def _labels(landscape: Landscape, schema: Schema) -> Iterator[Problem]:
    for node in landscape.nodes:
        if node.label not in schema.node:
            near = ", ".join(nearest_names(node.label, schema.node) or sorted(schema.node))
            yield Problem(
                place(node), both("unknown label {label}; did you mean {near}?", label=repr(node.label), near=near)
            )
        if not node.id.strip():
            yield Problem(place(node), both("a node without an id."))


def _types(landscape: Landscape, schema: Schema) -> Iterator[Problem]:
    for relationship in landscape.relationships:
        if relationship.type not in schema.relationship:
            yield unknown_type(relationship.type, place(relationship), schema)


def unknown_type(type_: str, where: str, schema: Schema) -> Problem:
    """A relationship of a type the model does not have."""
    near = ", ".join(nearest_names(type_, schema.relationship) or sorted(schema.relationship))
    return Problem(where, both("unknown type {type}; did you mean {near}?", type=repr(type_), near=near))


def _ends(landscape: Landscape, labels: dict[str, str]) -> Iterator[Problem]:
    for relationship in landscape.relationships:
        referred = [("source", relationship.source), ("target", relationship.target)]
        carries = relationship.properties.get("carries", ())
        referred += [("carries", str(asset)) for asset in (carries if isinstance(carries, tuple) else (carries,))]
        for end, id_ in referred:
            if id_ not in labels:
                near = ", ".join(nearest_names(id_, labels)) if len(labels) < 20_000 else ""
                hint = both("nearest: {near}.", near=near) if near else both("load it first, or mend the reference.")
                yield Problem(
                    place(relationship), both("{end} {id} does not exist; {hint}", end=end, id=repr(id_), hint=hint)
                )


def _dates(landscape: Landscape, schema: Schema) -> Iterator[Problem]:
    items: list[tuple[Node | Relationship, Mapping[str, Field]]] = []
    common = {field.name: field for field in nodes.COMMON}
    items += [(node, schema.node_fields.get(node.label, common)) for node in landscape.nodes]
    items += [(tie, schema.relationship_fields.get(tie.type, {})) for tie in landscape.relationships]
    for item, fields in items:
        for start, end in _INTERVALS:
            first, last = item.properties.get(start), item.properties.get(end)
            if first is None or last is None or not all(n in fields and fields[n].kind == "date" for n in (start, end)):
                continue
            if str(first) > str(last):
                yield Problem(
                    place(item),
                    both("{start} {first} is after {end} {last}.", start=start, first=first, end=end, last=last),
                )


def _levels(landscape: Landscape) -> Iterator[Problem]:
    for node in landscape.nodes:
        for aspect in "krts":
            low, high = node.properties.get(aspect, 0), node.properties.get(f"{aspect}_high")
            if isinstance(low, int) and isinstance(high, int) and high < low:
                yield Problem(
                    place(node),
                    both("{aspect}_high {high} is below {aspect} {low}.", aspect=aspect, high=high, low=low),
                )


def _groups(landscape: Landscape, schema: Schema) -> Iterator[Problem]:
    """Groups that need more members than they have, or of which members state different numbers."""
    sizes: Counter[tuple[str, str]] = Counter()
    stated: dict[tuple[str, str], tuple[Value, Relationship]] = {}
    for relationship in landscape.relationships:
        type_ = schema.relationship.get(relationship.type)
        if type_ is None or type_.failure is Travel.NOT:
            continue
        key = (needer(relationship, schema), str(relationship.properties.get("group", "")))
        if key[1]:
            sizes[key] += 1
        k = relationship.properties.get("k")
        if k is None:
            continue
        if not key[1]:
            if isinstance(k, int) and k > 1:
                yield Problem(place(relationship), both("k is {k} without a group; expected 1, or a group.", k=k))
        elif key in stated and stated[key][0] != k:
            first = place(stated[key][1])
            yield Problem(
                place(relationship),
                both("k is {k} in the group {group}, but {other} at {first}.",
                     k=k, group=repr(key[1]), other=stated[key][0], first=first),
            )  # fmt: skip
        else:
            stated[key] = (k, relationship)
    for (id_, group), (k, relationship) in stated.items():
        if isinstance(k, int) and k > sizes[id_, group]:
            yield Problem(
                place(relationship),
                both("k is {k}, but the group {group} of {id} has {size} members.",
                     k=k, group=repr(group), id=repr(id_), size=sizes[id_, group]),
            )  # fmt: skip


def needer(relationship: Relationship, schema: Schema) -> str:
    """The end that needs the other: the one failure travels to; the source where none travels."""
    type_ = schema.relationship.get(relationship.type)
    return relationship.target if type_ and type_.failure is Travel.WITH else relationship.source


def _part_of_cycles(landscape: Landscape, labels: dict[str, str]) -> Iterator[Problem]:
    parents: dict[str, list[tuple[str, Relationship]]] = defaultdict(list)
    for relationship in landscape.relationships:
        if relationship.type == "PART_OF" and relationship.source in labels and relationship.target in labels:
            parents[relationship.source].append((relationship.target, relationship))
    done: set[str] = set()
    for start in sorted(parents):
        if start in done:
            continue
        path: list[str] = []
        on_path: set[str] = set()
        stack = [(start, iter(parents.get(start, ())))]
        while stack:
            here, rest = stack[-1]
            if here not in on_path:
                path.append(here)
                on_path.add(here)
            for parent, relationship in rest:
                if parent in on_path:
                    ring = _ring([*path[path.index(parent) :], parent])
                    yield Problem(place(relationship), both("PART_OF goes in a ring: {ring}.", ring=ring))
                elif parent not in done:
                    stack.append((parent, iter(parents.get(parent, ()))))
                    break
            else:
                stack.pop()
                on_path.discard(here)
                path.pop()
                done.add(here)


def _ring(ids: list[str]) -> Text:
    """A ring in words; of a long one its beginning and its end."""
    if len(ids) <= _LONGEST_RING:
        told = " → ".join(ids)
        return Text(told, told)
    left, right = " → ".join(ids[: _LONGEST_RING // 2]), " → ".join(ids[-_LONGEST_RING // 2 :])
    return both("{left} → … {more} more … → {right}", left=left, more=len(ids) - _LONGEST_RING, right=right)


def _odd_ends(landscape: Landscape, schema: Schema, labels: dict[str, str]) -> Iterator[Problem]:
    odd: Counter[tuple[str, str, str]] = Counter()
    first: dict[tuple[str, str, str], Relationship] = {}
    for relationship in landscape.relationships:
        type_ = schema.relationship[relationship.type]
        ends = (labels[relationship.source], relationship.type, labels[relationship.target])
        if (type_.sources and ends[0] not in type_.sources) or (type_.targets and ends[2] not in type_.targets):
            odd[ends] += 1
            first.setdefault(ends, relationship)
    for ends, count in sorted(odd.items()):
        yield Problem(
            place(first[ends]),
            both(
                "{count} × {source} {type} {target}: not what the type is meant for; kept.",
                count=count,
                source=ends[0],
                type=ends[1],
                target=ends[2],
            ),
        )


def _odd_words(landscape: Landscape, schema: Schema) -> Iterator[Problem]:
    odd: Counter[tuple[str, str, str]] = Counter()
    first: dict[tuple[str, str, str], str] = {}
    items = [(n, n.label, schema.node_fields[n.label]) for n in landscape.nodes]
    items += [(r, r.type, schema.relationship_fields[r.type]) for r in landscape.relationships]  # type: ignore[misc]
    for item, kind, fields in items:
        for name, value in item.properties.items():
            if name in fields and not fields[name].is_known(value):
                odd[kind, name, str(value)] += 1
                first.setdefault((kind, name, str(value)), place(item))
    for (kind, name, word), count in sorted(odd.items()):
        yield Problem(
            first[kind, name, word],
            both(
                "{count} × {kind}.{name} is {word}: not a word of the model; kept as it is.",
                count=count,
                kind=kind,
                name=name,
                word=repr(word),
            ),
        )


def _mixed_groups(landscape: Landscape, schema: Schema) -> Iterator[Problem]:
    modes: dict[tuple[str, str], set[str]] = defaultdict(set)
    first: dict[tuple[str, str], Relationship] = {}
    for relationship in landscape.relationships:
        group = relationship.properties.get("group")
        if group:
            key = (needer(relationship, schema), str(group))
            mode = str(relationship.properties.get("mode"))
            modes[key].add(mode if mode in WEAK else "hard")
            first.setdefault(key, relationship)
    for (id_, group), found in sorted(modes.items()):
        if len(found) > 1:
            yield Problem(
                place(first[id_, group]),
                both(
                    "the group {group} of {id} mixes strengths ({found}); the strongest counts.",
                    group=repr(group),
                    id=repr(id_),
                    found=", ".join(sorted(found)),
                ),
            )
