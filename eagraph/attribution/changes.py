"""The changes between two landscapes one by one, and landscapes with only some of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Literal

from eagraph.graph.snapshot import Snapshot
from eagraph.loading.changes import Stored
from eagraph.model.diff import Change, compare
from eagraph.model.landscape import Landscape, Node, Relationship

LABEL = "label"


@dataclass(frozen=True, slots=True)
class Step:
    """One change: an item added or removed, or one property of it changed."""

    what: Literal["added", "changed", "removed"]
    item: Node | Relationship
    name: str = ""
    before: Any = None
    after: Any = None

    @property
    def key(self) -> Hashable:
        """What its item is known by."""
        return self.item.id if isinstance(self.item, Node) else self.item.key


@dataclass(frozen=True)
class Between:
    """All that lies between an old landscape and a new one; steps are known by their number."""

    old: Snapshot
    new: Snapshot
    steps: tuple[Step, ...] = field(init=False)

    def __post_init__(self) -> None:
        before = Landscape(self.old.nodes, self.old.relationships)
        changes = compare(before, Landscape(self.new.nodes, self.new.relationships))
        object.__setattr__(self, "steps", tuple(step for change in changes for step in _steps(change)))

    def with_only(self, steps: Iterable[int]) -> Snapshot:
        """The old landscape with some changes, and those that they cannot be without."""
        return self._drawn(self._closed(set(steps), self._needs))

    def without(self, steps: Iterable[int]) -> Snapshot:
        """The new landscape without some changes, and without those that cannot be without them."""
        undone = self._closed(set(steps), self._needed_by)
        return self._drawn(set(range(len(self.steps))) - undone)

    @cached_property
    def _needs(self) -> Mapping[int, tuple[int, ...]]:
        """By step those it cannot be without: what is added needs its ends, a thing removed that its ties go too."""
        added = {step.key: i for i, step in enumerate(self.steps) if _is_node(step, "added")}
        ties: dict[Hashable, list[int]] = defaultdict(list)
        for i, step in enumerate(self.steps):
            if step.what == "removed" and isinstance(step.item, Relationship):
                for end in (step.item.source, step.item.target):
                    ties[end].append(i)
        needs: dict[int, tuple[int, ...]] = {}
        for i, step in enumerate(self.steps):
            if isinstance(step.item, Relationship) and step.what != "removed":
                needs[i] = tuple(added[name] for name in _named(step) if name in added)
            elif _is_node(step, "removed"):
                needs[i] = tuple(ties[step.key])
        return needs

    @cached_property
    def _needed_by(self) -> Mapping[int, tuple[int, ...]]:
        found: dict[int, list[int]] = defaultdict(list)
        for step, needs in self._needs.items():
            for need in needs:
                found[need].append(step)
        return {step: tuple(others) for step, others in found.items()}

    @staticmethod
    def _closed(steps: set[int], more: Mapping[int, tuple[int, ...]]) -> set[int]:
        waiting = list(steps)
        while waiting:
            for other in more.get(waiting.pop(), ()):
                if other not in steps:
                    steps.add(other)
                    waiting.append(other)
        return steps

    def _drawn(self, steps: set[int]) -> Snapshot:
        nodes: dict[Hashable, Node] = {node.id: node for node in self.old.nodes}
        ties: dict[Hashable, Relationship] = {tie.key: tie for tie in self.old.relationships}
        for i in sorted(steps):
            step = self.steps[i]
            items: dict[Hashable, Any] = nodes if isinstance(step.item, Node) else ties
            if step.what == "added":
                items[step.key] = step.item
            elif step.what == "removed":
                items.pop(step.key, None)
            else:
                items[step.key] = _changed(items[step.key], step)
        sorted_nodes = tuple(sorted(nodes.values(), key=lambda node: node.id))
        sorted_ties = tuple(sorted(ties.values(), key=lambda tie: tie.key))
        return replace(Snapshot.of(Stored(sorted_nodes, sorted_ties), self.new.schema), date=self.new.date)


def _steps(change: Change) -> Iterable[Step]:
    if change.what != "changed":
        yield Step(change.what, change.item)
        return
    for name, (before, after) in change.properties.items():
        yield Step("changed", change.item, name, before, after)


def _is_node(step: Step, what: str) -> bool:
    return step.what == what and isinstance(step.item, Node)


def _named(step: Step) -> set[str]:
    """The things a relationship that is added or changed names."""
    item = step.item
    if not isinstance(item, Relationship):
        return set()
    carries = (step.after if step.what == "changed" else item.properties.get("carries")) or ()
    named = set(carries) if isinstance(carries, tuple) and step.name in ("", "carries") else set()
    return named | ({item.source, item.target} if step.what == "added" else set())


def _changed(item: Any, step: Step) -> Any:
    if step.name == LABEL and isinstance(item, Node):
        return replace(item, label=str(step.after))
    properties = {name: value for name, value in item.properties.items() if name != step.name}
    if step.after is not None:
        properties[step.name] = step.after
    return replace(item, properties=properties)
