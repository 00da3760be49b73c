"""Loading: what a source is, what a loader gives, and what is reported of a load.

A loader is one module of the `loaders` package (or of any package an `eagraph.loaders` entry point names):

    title = "..."                                   # both(...): the format, in words
    def detects(path: Path) -> bool                 # looks at the content, never raises, never reads a large file whole
    def read(path: Path, intake: Intake) -> None    # fills the intake; raises SourceError when the file is not readable

One that also reads what answers over the network has two names more:

    schemes = ("https",)                                # of the URLs it reads
    def read_url(url: str, intake: Intake) -> None      # as `read`

One that reads any source as the entries of a mapping say (see `mapping`) has one more, and is asked before all others:

    def detects_with(path: Path, mapping: Mapping[str, object]) -> bool

Nothing is lost silently: every record of the source ends as a node, a relationship, something `joined` to another
record, or something `skipped` with its reason. A record names its place (file and line, sheet and row, element).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from eagraph.errors import Problem
from eagraph.locale import Text, both
from eagraph.model.merging import Precedence
from eagraph.model.schema import Schema
from eagraph.work import Progress, silent

if TYPE_CHECKING:
    from eagraph.loading.columns import Table


@dataclass(frozen=True, slots=True)
class Reference:
    """What a relationship says of one of its ends.

    `text` is a key of this source or an id; with `by_name` also a name, among `labels` where they are given.
    """

    text: str
    labels: tuple[str, ...] = ()
    by_name: bool = False


@dataclass(frozen=True, slots=True)
class NodeRecord:
    """One node as its source has it. `id` is for a source whose keys are ids already; else the id follows the key."""

    key: str
    label: str
    properties: Mapping[str, object]
    place: str
    id: str = ""
    about: tuple[Reference, ...] = ()
    """What it may be called by other sources, the surest first: the first that means just one node of theirs makes the
    record a claim about that node, which is told; else it is a node of its own."""


@dataclass(frozen=True, slots=True)
class RelationshipRecord:
    """One relationship as its source has it."""

    source: Reference
    type: str
    target: Reference
    properties: Mapping[str, object]
    place: str
    is_loose: bool = False
    """An end that nobody knows is told and the relationship skipped; else it is a problem of the source."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A record that was not kept: where it stands, what it is, and why."""

    where: str
    what: str
    why: Text


@dataclass(frozen=True, slots=True)
class Explained:
    """How something of a source was read: a column, a type, a kind of record, and how many of them there were."""

    where: str
    what: str
    read_as: Text
    count: int


@dataclass
class Intake:
    """What a loader fills while it reads one source.

    `location` tells two sources apart (a path; the model's own identifier where it has one); `title` is what the source
    would like to be called. `mapping` is the user's own (see `mapping`); `is_bent` says that its entries were applied.
    """

    location: str
    title: str
    schema: Schema
    mapping: Mapping[str, object] = field(default_factory=dict)
    progress: Progress = silent
    nodes: list[NodeRecord] = field(default_factory=list)
    relationships: list[RelationshipRecord] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    joined: list[Skipped] = field(default_factory=list)
    hints: list[Problem] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    read_nodes: int = 0
    read_relationships: int = 0
    is_bent: bool = False
    called: str = ""
    """The name the user gives the source."""
    precedence: Precedence = field(default_factory=dict)
    """Whose word counts where sources differ (see `model.merging`)."""
    table: Table | None = None
    """What a loader reads by column, in place of records; see `columns`."""
    _explained: dict[tuple[str, str], Explained] = field(default_factory=dict, repr=False)

    def explain(self, where: str, what: str, read_as: Text, count: int = 1) -> None:
        """Tell how something of the source is read; what is told again is counted."""
        before = self._explained.get((where, what))
        self._explained[where, what] = Explained(where, what, read_as, before.count + count if before else count)

    @property
    def explained(self) -> tuple[Explained, ...]:
        """How everything was read, as told so far, in the order of the telling."""
        return tuple(self._explained.values())

    def node(self, record: NodeRecord) -> None:
        """Keep a node that stands as a record of its own in the source."""
        self.read_nodes += 1
        self.nodes.append(record)
        self._tick()

    def relationship(self, record: RelationshipRecord) -> None:
        """Keep a relationship that stands as a record of its own in the source."""
        self.read_relationships += 1
        self.relationships.append(record)
        self._tick()

    def unfold(self) -> None:
        """Turn what was read by column into records."""
        table, self.table = self.table, None
        if table:
            for node in table.node_records():
                self.node(node)
            for relationship in table.relationship_records():
                self.relationship(relationship)

    def skip(self, where: str, what: str, why: Text, *, relationship: bool) -> None:
        """Leave a record out, and say why."""
        self._count(relationship=relationship)
        self.skipped.append(Skipped(where, what, why))

    def join(self, where: str, what: str, why: Text, *, relationship: bool) -> None:
        """Take a record up in another one, and say in which."""
        self._count(relationship=relationship)
        self.joined.append(Skipped(where, what, why))

    def _count(self, *, relationship: bool) -> None:
        if relationship:
            self.read_relationships += 1
        else:
            self.read_nodes += 1
        self._tick()

    def _tick(self) -> None:
        done = self.read_nodes + self.read_relationships
        if done % 1000 == 0:
            self.progress(done, None)


@runtime_checkable
class Loader(Protocol):
    """A module that reads one source format."""

    __name__: str
    title: Text

    def detects(self, path: Path) -> bool:
        """Is this file or folder of the format? Looks at content."""

    def read(self, path: Path, intake: Intake) -> None:
        """Fill the intake from the source.

        Raises:
            SourceError: it cannot be read at all; names the place, the expectation and the remedy.
        """


@runtime_checkable
class LiveLoader(Loader, Protocol):
    """A loader that also reads what answers over the network."""

    schemes: tuple[str, ...]

    def read_url(self, url: str, intake: Intake) -> None:
        """Fill the intake from what answers at a URL.

        Raises:
            SourceError: it does not answer, or not in this format.
        """


@runtime_checkable
class MappingLoader(Loader, Protocol):
    """A loader that reads any source as the entries of a mapping say."""

    def detects_with(self, path: Path, mapping: Mapping[str, object]) -> bool:
        """Are there entries, the user's or the source's own, under which this can be read? Never raises."""


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What one load did. Counts `created` … `removed` are nodes and relationships together."""

    source: str
    loader: str
    run: str
    read: Mapping[str, int]
    kept: Mapping[str, int]
    created: int
    updated: int
    unchanged: int
    removed: int
    skipped: tuple[Skipped, ...]
    joined: tuple[Skipped, ...] = ()
    hints: tuple[Problem, ...] = ()
    explained: tuple[Explained, ...] = ()
    dry_run: bool = False

    def as_dict(self) -> dict[str, object]:
        """The report as JSON has it."""
        return {
            "source": self.source, "loader": self.loader, "run": self.run, "dry_run": self.dry_run,
            "read": dict(self.read), "kept": dict(self.kept), "created": self.created, "updated": self.updated,
            "unchanged": self.unchanged, "removed": self.removed,
            "skipped": [_told(s) for s in self.skipped], "joined": [_told(s) for s in self.joined],
            "hints": [{"where": h.where, "what": str(h.text)} for h in self.hints],
            "explained": [
                {"where": e.where, "what": e.what, "read_as": str(e.read_as), "count": e.count} for e in self.explained
            ],
        }  # fmt: skip

    @property
    def summary(self) -> Text:
        """The load in one sentence."""
        return both(
            "{source}: {nodes} nodes and {relationships} relationships kept; {created} created, {updated} updated, "
            "{unchanged} unchanged, {removed} removed, {skipped} skipped.",
            source=self.source, nodes=self.kept["nodes"], relationships=self.kept["relationships"],
            created=self.created, updated=self.updated, unchanged=self.unchanged, removed=self.removed,
            skipped=len(self.skipped),
        )  # fmt: skip


def _told(skipped: Skipped) -> dict[str, str]:
    return {"where": skipped.where, "what": skipped.what, "why": str(skipped.why)}
