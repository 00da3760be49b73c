"""The entries of a mapping file, read and checked: what becomes a node, what a relationship, and from which keys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from eagraph.errors import Problem
from eagraph.loading.mapping.filters import Condition
from eagraph.loading.mapping.paths import EVERY, Item, Key, Path
from eagraph.loading.mapping.said import Said, translated


def record_steps(at: Path | None) -> tuple[str | int, ...]:
    """The steps to records, without those through a list at the end."""
    steps = at.steps if at else ()
    return steps[:-1] if steps[-1:] == (EVERY,) else steps


@dataclass(frozen=True, slots=True)
class Kind:
    """Which label or type a record becomes: always one, or as the source's own word is translated.

    `table` has the words in small letters; `known` are the model's own words, which need no translation; `other` is what
    a word becomes that has none.
    """

    fixed: str = ""
    said: Said | None = None
    table: Mapping[str, str] = field(default_factory=dict)
    default: str = ""
    known: frozenset[str] = frozenset()
    other: str = ""

    def of(self, item: Item) -> tuple[str, str, bool]:
        """The label or type, the source's own word for it, and whether that word had a meaning.

        Of several words the one decides that stands first in the table.
        """
        if self.said is None:
            return self.fixed, "", True
        words = self.said.texts(item)
        folded = {word.casefold(): word for word in words}
        first = next(
            (word for word in (self.table if len(words) > 1 else folded) if word in folded and word in self.table), None
        )
        if first is not None:
            return self.table[first], folded[first], True
        for word in words:
            if word in self.known:
                return word, word, True
        return self.default or self.other, next(iter(words), ""), bool(self.default)

    @property
    def possible(self) -> frozenset[str]:
        """The labels or types that records may become."""
        if self.said is None:
            return frozenset({self.fixed})
        return frozenset({*map(str, self.said.words.values()), self.default or self.other})


@dataclass(frozen=True, slots=True)
class End:
    """What a relationship's end is found by: the id of a node of this source, or with `by_name` also a name."""

    said: Said
    labels: tuple[str, ...] = ()
    by_name: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What nodes and relationships have in common. `place` names the entry in the file."""

    place: str
    at: Path | None
    kind: Kind
    identity: Said
    where: tuple[Condition, ...] = ()
    properties: tuple[tuple[Key, str], ...] = ()
    constants: Mapping[str, object] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    left_out: tuple[Key, ...] = ()
    keeps: bool = True
    optional: bool = False

    def takes(self, item: Item) -> bool:
        """Is a record one of this entry's?"""
        return all(condition.holds(item) for condition in self.where)

    def meaning(self, name: str, word: str) -> object:
        """What the entry's table makes of a word of a property; None where it says nothing."""
        return translated(self.words.get(name, {}), word)


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeEntry(Entry):
    """Records that become nodes. `distinct`: the same id again is the same thing, and fills its gaps."""

    name: Said
    distinct: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationshipEntry(Entry):
    """Records that become relationships. `turned_words`: those of the source's types that go the other way."""

    source: End
    target: End
    turned: bool = False
    turned_words: frozenset[str] = frozenset()
    loose: bool = False

    def is_turned(self, own: str) -> bool:
        """Do the ends change places, for this word of the source?"""
        return self.turned != (own.casefold() in self.turned_words)


@dataclass(frozen=True, slots=True)
class Records:
    """All entries of a mapping file. `strict`: what would be told is refused."""

    file: str
    nodes: tuple[NodeEntry, ...] = ()
    relationships: tuple[RelationshipEntry, ...] = ()
    strict: bool = False
    hints: tuple[Problem, ...] = ()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Nodes first."""
        return (*self.nodes, *self.relationships)

    @property
    def keys(self) -> frozenset[str]:
        """The keys the entries name, as written."""
        said = [self_.identity for self_ in self.entries]
        said += [entry.name for entry in self.nodes]
        said += [end.said for entry in self.relationships for end in (entry.source, entry.target)]
        said += [entry.kind.said for entry in self.entries if entry.kind.said]
        said += [condition.said for entry in self.entries for condition in entry.where]
        keys = [key.text for one in said for key in one.keys]
        return frozenset([*keys, *(key.text for entry in self.entries for key, _ in entry.properties)])
