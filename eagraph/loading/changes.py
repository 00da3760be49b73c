"""What a load finds and what it changes: the values that pass between planning and a store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from eagraph.model.landscape import Node, Relationship


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source the store knows: its name, where it lies, who read it, when it was last loaded, what was left out."""

    name: str
    location: str
    loader: str
    run: str
    loaded_at: str
    kept: Mapping[str, int] = field(default_factory=dict)
    skipped: int = 0


@dataclass(frozen=True, slots=True)
class Stored:
    """All that a store holds. `generation` counts the changes of content; `sources` in the order they became known."""

    nodes: Sequence[Node] = ()
    relationships: Sequence[Relationship] = ()
    sources: tuple[SourceRow, ...] = ()
    generation: int = 0

    @property
    def date(self) -> str:
        """When a source was last loaded (UTC, ISO 8601); empty when none was."""
        return max((s.loaded_at for s in self.sources), default="")


@dataclass(frozen=True, slots=True)
class Changes:
    """What one load changes. `removed_…` leave the graph and are kept aside with the run that removed them."""

    source: SourceRow
    nodes: Sequence[Node] = ()
    relationships: Sequence[Relationship] = ()
    removed_nodes: Sequence[Node] = ()
    removed_relationships: Sequence[Relationship] = ()

    @property
    def is_empty(self) -> bool:
        """Is the content as it was?"""
        return not (self.nodes or self.relationships or self.removed_nodes or self.removed_relationships)
