"""Given what the store holds and what a source now says, what changes?

A source owns its claims only: what it no longer says is withdrawn; what another source says stays. The whole that would
result is checked before anything is written.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar

from eagraph.errors import InvalidLandscape, Problem
from eagraph.loading import Intake, LoadReport, counts
from eagraph.loading.assembly import Directory, assemble
from eagraph.loading.changes import Changes, SourceRow, Stored
from eagraph.loading.places import in_source_order
from eagraph.locale import both
from eagraph.model.identity import merged, same_name_hints, source_name
from eagraph.model.landscape import Landscape, Node, Relationship
from eagraph.model.provenance import Provenance
from eagraph.model.validation import find_hints, find_problems

Item = TypeVar("Item", Node, Relationship)
FEWEST = 20
"""Same-name hints named one by one; the rest is counted."""


def plan(stored: Stored, intake: Intake, *, loader: str, run: str, loaded_at: str) -> tuple[Changes, LoadReport]:
    """The changes one source brings, and the report of them.

    Raises:
        InvalidLandscape: everything that is wrong with the source, or with the whole it would make.
    """
    name = source_name(intake.location, intake.title, {s.name: s.location for s in stored.sources})
    alone = all(source.name == name for source in stored.sources)
    others = [] if alone else [n for n in stored.nodes if any(p.source != name for p in n.provenance)]
    nodes, relationships, problems = assemble(intake, name, run, Directory(others))
    problems += _doubled(nodes)

    order = {s.name: i for i, s in enumerate(stored.sources)}
    order.setdefault(name, len(order))
    fate_nodes = _Fate[Node].of({n.id: n for n in stored.nodes}, {n.id: n for n in nodes}, name, order)
    fate_ties = _Fate[Relationship].of(
        {r.key: r for r in stored.relationships}, {r.key: r for r in relationships}, name, order
    )
    fate_nodes.keep(_needed(fate_ties.result.values()))
    whole = Landscape(
        tuple(sorted(fate_nodes.result.values(), key=lambda n: n.id)),
        tuple(sorted(fate_ties.result.values(), key=lambda r: r.key)),
    )
    problems += [*fate_nodes.problems, *fate_ties.problems, *find_problems(whole, intake.schema)]
    if problems:
        raise InvalidLandscape(in_source_order(problems))

    kept = counts(nodes, relationships)
    row = SourceRow(name, intake.location, loader, run, loaded_at, kept, len(intake.skipped))
    changes = Changes(row, fate_nodes.put, fate_ties.put, fate_nodes.gone, fate_ties.gone)
    hints = [
        *intake.hints,
        *fate_nodes.hints(),
        *find_hints(_own(whole, relationships), intake.schema),
        *([] if alone else _alike(whole, name)),
    ]
    report = LoadReport(
        source=name, loader=loader, run=run,
        read={"nodes": intake.read_nodes, "relationships": intake.read_relationships}, kept=kept,
        created=fate_nodes.created + fate_ties.created, updated=fate_nodes.updated + fate_ties.updated,
        unchanged=fate_nodes.unchanged + fate_ties.unchanged, removed=len(fate_nodes.gone) + len(fate_ties.gone),
        skipped=tuple(intake.skipped), joined=tuple(intake.joined), hints=tuple(hints),
        explained=intake.explained,
    )  # fmt: skip
    return changes, report


def _needed(relationships: Iterable[Relationship]) -> set[str]:
    """Ids of the nodes that relationships end at or carry."""
    needed: set[str] = set()
    for tie in relationships:
        carries = tie.properties.get("carries", ())
        needed.update((tie.source, tie.target), carries if isinstance(carries, tuple) else ())
    return needed


def _doubled(nodes: Iterable[Node]) -> list[Problem]:
    """Ids that stand twice in one source; found here, before one would hide the other."""
    first: dict[str, Node] = {}
    problems = []
    for node in nodes:
        before = first.setdefault(node.id, node)
        if before is not node:
            text = both(
                "the id {id} stands twice; the first is {first}.", id=repr(node.id), first=before.provenance[0].place
            )
            problems.append(Problem(node.provenance[0].place, text))
    return problems


def _own(whole: Landscape, said: Iterable[Relationship]) -> Landscape:
    keys = {r.key for r in said}
    return Landscape(whole.nodes, tuple(r for r in whole.relationships if r.key in keys))


def _alike(whole: Landscape, source: str) -> list[Problem]:
    hints = same_name_hints(whole.nodes, source)
    if len(hints) <= FEWEST:
        return hints
    more = both("{count} more names that several sources use.", count=len(hints) - FEWEST)
    return [*hints[:FEWEST], Problem(source, more)]


@dataclass
class _Fate(Generic[Item]):
    """What becomes of every node (or relationship) when one source speaks anew."""

    source: str
    order: Mapping[str, int]
    result: dict[Hashable, Item] = field(default_factory=dict)
    put: list[Item] = field(default_factory=list)
    gone: list[Item] = field(default_factory=list)
    kept_for_others: list[Item] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    created: int = 0
    updated: int = 0
    unchanged: int = 0

    @classmethod
    def of(
        cls, old: Mapping[Hashable, Item], new: Mapping[Hashable, Item], source: str, order: Mapping[str, int]
    ) -> _Fate[Item]:
        """Decide for every key, in order."""
        fate = cls(source, order, dict(old))
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
        properties, kept = merged(sorted(claims, key=lambda p: self.order[p.source]))
        return replace(item, properties=properties, provenance=kept)

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
