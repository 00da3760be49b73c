"""From the items of a source, as the entries of a mapping take them, to the records of an intake."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from eagraph.errors import Problem
from eagraph.loading import Intake, NodeRecord, Reference, RelationshipRecord
from eagraph.loading.mapping.entries import End, Entry, NodeEntry, Records, RelationshipEntry
from eagraph.loading.mapping.own import Fields, OwnNames, deciding_keys, flattened, named_keys, plain_value
from eagraph.loading.mapping.paths import EVERY, Item, Path
from eagraph.loading.mapping.said import as_text
from eagraph.loading.mapping.standing import (
    ROOT,
    Stream,
    described,
    first_of,
    inside_stream,
    steps_of,
    taken_inside,
    what_is_there,
)  # fmt: skip
from eagraph.loading.mapping.told import Use
from eagraph.locale import Text, both
from eagraph.model.fields import Field

_NO_ENTRY = both("no entry of the mapping takes it.")


class Applying:
    """A source read under the entries of a mapping: give it `document`s or rows of `stream`s, then `close` it."""

    def __init__(self, records: Records, intake: Intake) -> None:
        self._records, self._intake = records, intake
        intake.is_bent = True
        self._uses = {id(entry): Use(entry) for entry in records.entries}
        self._taken = {id(e): taken_inside(e, records.entries) | named_keys(e) for e in records.entries}
        self._own = OwnNames(intake.mapping)
        self._shared = {steps_of(entry) for entry in records.nodes}
        self._first = first_of(records)
        self._others: dict[str, str] = {}
        self._distinct: dict[str, tuple[str, dict[str, object], str]] = {}
        self._keys: set[str] = set()
        self._called: dict[str, str] = {}

    @property
    def keys(self) -> frozenset[str]:
        """The keys that the entries name, as written: columns of a table."""
        return self._records.keys

    def document(self, root: Item) -> None:
        """Read a document, all of which is at hand."""
        left: dict[str, tuple[Item, Entry]] = {}
        taken: set[str] = set()
        for entry in self._records.entries:
            use = self._uses[id(entry)]
            for item in (entry.at or ROOT).items(root):
                is_taken = self._record(use, item)
                if id(entry) in self._first:
                    if is_taken:
                        taken.add(item.pointer)
                    else:
                        left.setdefault(item.pointer, (item, entry))
            if not use.matched:
                use.there = what_is_there(root, entry.at or ROOT)
        for pointer, (item, entry) in left.items():
            if pointer not in taken:
                self._leave_out(item, entry)
        self._tell_of_others(root)

    def stream(self, names: Sequence[str], *, of: Stream = "rows") -> Callable[[Item], None] | None:
        """What to call with every row of a table, or every node or edge of a graph; None where no entry is about it.

        Args:
            names: what the stream is called; an entry names it as the first step of its path, or none at all.
            of: what is in it; an entry that names no stream of a graph is about the nodes or the edges, as it makes them.
        """
        called = [name.casefold() for name in names]
        fitting = [(e, inner) for e in self._records.entries if (inner := inside_stream(e, called, of)) is not None]
        for use in self._uses.values():
            use.streams.setdefault(names[0])
        return (lambda item: self._row(item, fitting)) if fitting else None

    def _row(self, row: Item, entries: list[tuple[Entry, Path]]) -> None:
        is_taken, first = False, entries[0][0]
        for entry, inner in entries:
            for item in inner.items(row):
                says_so = self._record(self._uses[id(entry)], item) and id(entry) in self._first
                is_taken = is_taken or says_so
            first = entry if id(entry) in self._first and id(first) not in self._first else first
        if not is_taken:
            self._leave_out(row, first)

    def close(self) -> None:
        """Give the intake what waited, and tell what the mapping names and the source does not have."""
        for key, (label, properties, place) in self._distinct.items():
            if key not in self._keys:
                self._intake.node(NodeRecord(key, label, properties, place))
        problems, hints = self._intake.problems, self._intake.hints
        for use in self._uses.values():
            for (file, own, kind), count in use.became.items():
                told = described(use.entry)
                self._intake.explain(file, f"{told}: {own}" if own else told, Text(kind, kind), count)
            problems += use.problems()
            (problems if self._records.strict else hints).extend(use.doubts())
        for names, file in self._others.items():
            hints.append(Problem(file, both("{names}: not read, for no entry of the mapping is about it.", names=names)))
        hints += [*self._records.hints, *self._own.hints()]

    def _leave_out(self, item: Item, entry: Entry) -> None:
        what = entry.identity.text_of(item) or as_text(item.key) or "–"
        self._intake.skip(item.place, what, _NO_ENTRY, relationship=isinstance(entry, RelationshipEntry))

    def _record(self, use: Use, item: Item) -> bool:
        """Take an item as what the entry says, if the entry takes it."""
        use.see(item)
        entry = use.entry
        if not entry.takes(item):
            return False
        use.taken += 1
        if isinstance(entry, NodeEntry):
            self._node(use, entry, item)
        elif isinstance(entry, RelationshipEntry):
            self._relationship(use, entry, item)
        return True

    def _kind(self, use: Use, item: Item) -> tuple[str, str]:
        entry = use.entry
        kind, own, is_known = entry.kind.of(item)
        word = "label" if isinstance(entry, NodeEntry) else "type"
        if not is_known:
            use.untranslated(word, own, item.place)
        use.became[item.file, own, kind] += 1
        return kind, own

    def _node(self, use: Use, entry: NodeEntry, item: Item) -> None:
        key = entry.identity.text_of(item)
        if not key:
            if not entry.distinct:
                use.misses("identity", item.place)
            return
        label, own = self._kind(use, item)
        name = entry.name.text_of(item) or key
        said: dict[str, object] = {"name": name, "source_key": key}
        if own and own not in (name, label):
            said["source_type"] = own
        said.update(self._properties(use, item, Fields(label, self._intake.schema.node_fields.get(label, {}), own=own)))
        if entry.distinct:
            known = self._distinct.setdefault(key, (label, said, item.place))[1]
            for one, value in said.items():
                known.setdefault(one, value)
            return
        self._keys.add(key)
        if isinstance(item.key, str) and item.key and not item.pointer:
            self._called[item.key] = key
        self._intake.node(NodeRecord(key, label, said, item.place))

    def _relationship(self, use: Use, entry: RelationshipEntry, item: Item) -> None:
        ends = entry.source.said.meant(item), entry.target.said.meant(item)
        if not all(ends):
            if steps_of(entry) not in self._shared:
                for role, found in zip(("source", "target"), ends, strict=True):
                    if not found:
                        use.misses(role, item.place)
            return
        type_, own = self._kind(use, item)
        said: dict[str, object] = {"source_type": own} if own not in ("", type_) else {}
        if key := entry.identity.text_of(item):
            said["source_key"] = key
        said.update(
            self._properties(
                use, item, Fields(type_, self._intake.schema.relationship_fields.get(type_, {}), own, is_tie=True)
            )
        )
        turned = entry.is_turned(own)
        for source in (self._reference(entry.source, text) for text in ends[0]):
            for target in (self._reference(entry.target, text) for text in ends[1]):
                first, second = (target, source) if turned else (source, target)
                self._intake.relationship(RelationshipRecord(first, type_, second, said, item.place, is_loose=entry.loose))

    def _reference(self, end: End, text: str) -> Reference:
        """An end; what a graph calls a node goes for the id that the mapping gave it."""
        known = text if text in self._keys else self._called.get(text, text)
        return Reference(known, end.labels, end.by_name)

    def _properties(self, use: Use, item: Item, fields: Fields) -> dict[str, object]:
        """What the entry names, under the model's names; then all else, under its own."""
        entry, said = use.entry, dict(use.entry.constants)
        for key, name in entry.properties:
            value = key.of(item)
            if value is None:
                continue
            use.found.add(key.text)
            if value not in ("", [], {}):
                said[name] = self._meant(use, name, plain_value(value), fields.declared.get(name), item)
        if entry.keeps and isinstance(item.value, dict):
            self._keep_own(use, item, fields, said)
        return said

    def _keep_own(self, use: Use, item: Item, fields: Fields, said: dict[str, object]) -> None:
        taken, deciding = self._taken[id(use.entry)], deciding_keys(use.entry, item, fields.own)
        for name, value in flattened(item.value):
            if name in taken or name in deciding or ("." in name and any(name.startswith(f"{one}.") for one in taken)):
                continue
            if isinstance(value, tuple) and all(f"{name}[{number}]" in taken for number in range(len(value))):
                continue
            meant = self._meant(use, name, value, fields.declared.get(name), item)
            said.setdefault(self._own.name(name, meant, fields, item), meant)

    def _meant(self, use: Use, name: str, value: object, field: Field | None, item: Item) -> object:
        if name not in use.entry.words:
            return value
        if isinstance(value, tuple):
            return tuple(self._meant(use, name, part, field, item) for part in value)
        word = as_text(value)
        meaning = use.entry.meaning(name, word)
        if meaning is None and not (field and word in field.choices):
            use.untranslated(name, word, item.place)
        return value if meaning is None else meaning

    def _tell_of_others(self, root: Item) -> None:
        """Names at the root of a document that no entry looks at."""
        if not isinstance(root.value, dict) or any(not entry.at or not entry.at.steps for entry in self._records.entries):
            return
        looked_at = {str(entry.at.steps[0]) for entry in self._records.entries if entry.at}
        others = [name for name in map(str, root.value) if name not in looked_at]
        if others and EVERY not in looked_at:
            self._others.setdefault(", ".join(others), root.file)
