"""What becomes of every node and relationship when one source speaks anew?

A source owns its claims only: what it no longer says is withdrawn, what another source says stays.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar

from eagraph.errors import Problem
from eagraph.locale import both
from eagraph.model.fields import Value
from eagraph.model.landscape import Node, Relationship
from eagraph.model.merging import Precedence, merged
from eagraph.model.provenance import Provenance, may_be_shared

Item = TypeVar("Item", Node, Relationship)


@dataclass(frozen=True)
class Views:
    """Who speaks, in which order sources became known, and whose word counts where they differ."""

    source: str
    order: Mapping[str, int]
    precedence: Precedence

    def merged(self, claims: Iterable[Provenance]) -> tuple[dict[str, Value], tuple[Provenance, ...]]:
        """One record of several claims."""
        return merged(sorted(claims, key=lambda claim: self.order[claim.source]), self.precedence)


@dataclass
class Fate(Generic[Item]):
    """What becomes of every node (or relationship) when one source speaks anew."""

    views: Views
    result: dict[Hashable, Item] = field(default_factory=dict)
    put: list[Item] = field(default_factory=list)
    gone: list[Item] = field(default_factory=list)
    kept_for_others: list[Item] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    settled: int = 0

    @property
    def source(self) -> str:
        """Who speaks."""
        return self.views.source

    @classmethod
    def of(cls, old: Mapping[Hashable, Item], new: Mapping[Hashable, Item], views: Views) -> Fate[Item]:
        """Decide for every key, in order."""
        source = views.source
        fate = cls(views, dict(old))
        for key in [*new, *(k for k in old if k not in new)]:
            if key in new:
                fate._said(key, old.get(key), new[key])
            elif any(p.source == source for p in old[key].provenance):
                fate._unsaid(key, old[key])
        return fate

    def _said(self, key: Hashable, old: Item | None, new: Item) -> None:
        if old is None:
            self.created += 1
            self._write(key, new)
            return
        claims = _with_content(old)
        before = next((p for p in claims if p.source == self.source), None)
        same = before is not None and not before.removed and before.content == new.properties and _label(old) == _label(new)
        said = _spoken(new, before.run if same and before else "")
        if same:
            self.unchanged += 1
        else:
            self.updated += 1
        others: list[Provenance] = [p for p in claims if p.source != self.source and not p.removed]
        if others and _label(old) != _label(new):
            other = both("{source} calls it {label}", source=others[0].source, label=_label(old))
            text = both("{id} is {label} here, but {other}.", id=repr(key), label=_label(new), other=other)
            self.problems.append(Problem(said.place, text))
        if said != before:
            self._write(key, self._merged(new, [*others, said]))

    def _unsaid(self, key: Hashable, old: Item) -> None:
        rest = [p for p in _with_content(old) if p.source != self.source]
        if rest:
            self.updated += 1
            self._write(key, self._merged(old, rest))
        else:
            self.gone.append(old)
            del self.result[key]

    def _merged(self, item: Item, claims: Iterable[Provenance]) -> Item:
        properties, kept = self.views.merged(claims)
        return replace(item, properties=properties, provenance=kept)

    def settle(self) -> None:
        """Let whose word counts hold for every shared record that this load leaves as it is."""
        written = {_key(item) for item in self.put}
        for key, item in list(self.result.items()):
            if may_be_shared(item.provenance) and key not in written and not _is_removed(item):
                now = self._merged(item, [claim for claim in _with_content(item) if not claim.removed])
                if now.properties != item.properties:
                    self._write(key, now)
                    self.settled += 1
                    self.updated += 1

    def _write(self, key: Hashable, item: Item) -> None:
        self.result[key] = item
        self.put.append(item)

    def keep(self, needed: set[str]) -> None:
        """Take back, marked as removed, what is gone but still needed; let go what was kept so and no longer is."""
        idle = [key for key, item in self.result.items() if key not in needed and _is_removed(item)]
        self.kept_for_others = [item for item in self.gone if _key(item) in needed]
        self.gone = [item for item in self.gone if _key(item) not in needed] + [self.result.pop(key) for key in idle]
        for item in self.kept_for_others:
            marked = replace(item, provenance=tuple(replace(p, removed=True) for p in item.provenance))
            self.result[_key(item)] = marked
            if not _is_removed(item):
                self.put.append(marked)
                self.updated += 1

    def hints(self) -> list[Problem]:
        """What was kept although its source no longer has it."""
        text = both("no longer in {source}; kept because relationships of other sources end here.", source=self.source)
        return [Problem(str(_key(item)), text) for item in self.kept_for_others]


def _key(item: Node | Relationship) -> Hashable:
    return item.id if isinstance(item, Node) else item.key


def _is_removed(item: Node | Relationship) -> bool:
    """Has every source withdrawn it?"""
    return bool(item.provenance) and all(p.removed for p in item.provenance)


def _label(item: Node | Relationship) -> str:
    return item.label if isinstance(item, Node) else item.type


def _with_content(item: Node | Relationship) -> list[Provenance]:
    """The claims of a record, each with what it says."""
    return [
        p if p.content is not None else Provenance(p.source, p.run, p.place, item.properties, p.removed)
        for p in item.provenance
    ]


def _spoken(item: Node | Relationship, run: str) -> Provenance:
    """What a source says now; in the run it first said so, where that is known."""
    claim = item.provenance[0]
    return Provenance(claim.source, run or claim.run, claim.place, item.properties)
