"""What differs between two landscapes, for a report: in sum, and the changes that weigh most first.

Weighty are, in this order: things of high criticality that come, go or change; owners and classification that change;
dependencies that come and go. Of everything else the numbers are told.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from eagraph.comparison import Differences, Row
from eagraph.graph.homes import OWNERSHIP, find_homes
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import Text, both, joined, plain
from eagraph.model.classification import ASPECTS
from eagraph.model.relationships import Travel
from eagraph.model.saying import label_text
from eagraph.report import Chapter, Table
from eagraph.reports._draft import Asked, Draft, Section
from eagraph.reports._words import NOT_STATED, NOTHING, sentences

HIGH = 3
"""From this criticality on, a change of a thing is told first."""
WHAT = {"added": both("was added"), "changed": both("was changed"), "removed": both("was removed")}
_CLASSIFICATION = frozenset({*ASPECTS, *(f"{aspect}_high" for aspect in ASPECTS)})


@dataclass(frozen=True)
class Compared:
    """Two landscapes and what differs between them, as a report tells it."""

    draft: Draft
    old: Snapshot
    new: Snapshot
    asked: Asked

    @property
    def rows(self) -> tuple[Row, ...]:
        """Every change that may be told."""
        found: Differences = self.asked.answer
        return tuple(row for row in found.rows if not self._is_apart(row))

    def name(self, id_: str) -> Text:
        """A thing by name, whether it is still there or not."""
        node = self.draft.node(id_)
        if node is not None:
            return self.draft.call(node)
        before = self.old.index.get(id_)
        return plain(id_ if before is None else self.old.nodes[before].name)

    def criticality(self, id_: str) -> int | None:
        """The higher of what it is and was."""
        found = [snapshot.nodes[at].properties.get("criticality") for snapshot, at in self._places(id_)]
        return max((value for value in found if isinstance(value, int)), default=None)

    def home(self, id_: str) -> Text:
        """The organisation it stands with, or stood where it is gone."""
        homes = self._homes
        for snapshot, at in self._places(id_):
            found = homes[snapshot is self.new]
            name: Text = found.homes[int(found.of[at])].name
            return name
        return NOTHING

    @cached_property
    def _homes(self) -> dict[bool, Any]:
        return {True: find_homes(self.new), False: find_homes(self.old)}

    def _places(self, id_: str) -> Iterator[tuple[Snapshot, int]]:
        for snapshot in (self.new, self.old):
            if (at := snapshot.index.get(id_)) is not None:
                yield snapshot, at

    def _is_apart(self, row: Row) -> bool:
        ends = (row.id,) if row.kind == "node" else (row.source, row.target)
        return any(
            snapshot.nodes[at].properties.get("security_protected") == "yes_elsewhere"
            for end in ends
            for snapshot, at in self._places(end)
        )


def in_sum(compared: Compared) -> Section:
    """How many changes by organisation, and by label and type."""
    draft, rows, asked = compared.draft, compared.rows, compared.asked
    counts = {what: sum(row.what == what for row in rows) for what in WHAT}
    text = both("{added} added, {changed} changed, {removed} removed {ref}.", ref=asked.ref, **counts)
    first = {"added": both("Added"), "changed": both("Changed"), "removed": both("Removed")}
    homes = _counted(rows, lambda row: compared.home(_about(row)))
    kinds = _counted(rows, lambda row: label_text(compared.new.schema, row.label))
    tables = [
        draft.table(name, title, {"name": head, **first}, lines, asked)
        for name, title, head, lines in (
            ("organisations", both("By organisation"), both("Organisation"), homes),
            ("kinds", both("By kind"), both("Kind"), kinds),
        )
        if lines
    ]
    return Section(Chapter(both("What changed"), says=(text,), tables=tuple(tables)), ((both("What changed."), text),))


def important(compared: Compared, limit: int) -> Section:
    """The changes that weigh most."""
    rows, shown = compared.rows, _Shown(compared, limit)
    critical = _by_weight(compared, (row for row in rows if row.kind == "node" and _weight(compared, row) >= HIGH))
    owners = _owners(compared)
    classified = [row for row in rows if row.kind == "node" and _CLASSIFICATION & row.properties.keys()]
    needed = _by_weight(compared, (row for row in rows if _is_dependency(compared, row) and row.what != "changed"))
    points = [
        (both("Of criticality {level} or higher.", level=HIGH), _told(critical, compared)),
        (both("Owners."), both("{count} things have another owner than before.", count=len(owners))),
        (both("Classification."), both("{count} things are classified otherwise than before.", count=len(classified))),
        (both("Dependencies."), _came_and_went(needed)),
    ]
    tables = [
        shown.changes("critical", both("Things of high criticality"), critical),
        shown.owners(owners),
        shown.changes("classification", both("Classification"), _by_weight(compared, classified)),
        shown.dependencies(needed),
    ]
    ref = compared.asked.ref
    told = tuple((head, both("{text} {ref}", text=text, ref=ref)) for head, text in points)
    chapter = Chapter(both("The changes that weigh most"), tables=tuple(table for table in tables if table is not None))
    return Section(Chapter(chapter.title, points=told, tables=chapter.tables), told)


@dataclass(frozen=True)
class _Shown:
    """Tables of changes, none longer than its limit."""

    compared: Compared
    limit: int

    def changes(self, name: str, title: Text, rows: Sequence[Row]) -> Table | None:
        """Things, with what became of them."""
        headings = {
            "name": both("Name"), "kind": both("Kind"), "organisation": both("Organisation"),
            "criticality": both("Criticality"), "what": both("Change"), "changed": both("What changed"), "id": both("Id"),
        }  # fmt: skip
        return self._table(name, title, headings, [self._line(row) for row in rows])

    def owners(self, owners: Sequence[tuple[str, Text, Text]]) -> Table | None:
        """Who owned and who owns."""
        headings = {
            "name": both("Name"), "criticality": both("Criticality"), "before": both("Before"), "after": both("After"),
            "id": both("Id"),
        }  # fmt: skip
        lines = [
            {"name": self.compared.name(id_), "criticality": self._level(id_), "before": was, "after": comes, "id": id_}
            for id_, was, comes in owners
        ]
        return self._table("owners", both("Owners"), headings, lines)

    def dependencies(self, rows: Sequence[Row]) -> Table | None:
        """Who needs what no longer, or needs it now."""
        headings = {
            "what": both("Change"), "source": both("From"), "kind": both("Relationship"), "target": both("To"),
            "criticality": both("Criticality"), "organisation": both("Organisation"),
        }  # fmt: skip
        schema = self.compared.new.schema
        lines = [
            {
                "what": WHAT[row.what], "source": self.compared.name(row.source), "kind": label_text(schema, row.label),
                "target": self.compared.name(row.target), "criticality": _weight(self.compared, row) or NOT_STATED,
                "organisation": self.compared.home(row.source),
            }
            for row in rows
        ]  # fmt: skip
        return self._table("dependencies", both("Dependencies added and removed"), headings, lines)

    def _line(self, row: Row) -> dict[str, Any]:
        return {
            "name": self.compared.name(row.id), "kind": label_text(self.compared.new.schema, row.label),
            "organisation": self.compared.home(row.id), "criticality": self._level(row.id), "what": WHAT[row.what],
            "changed": self.compared.draft.masked(row.changed.text), "id": row.id,
        }  # fmt: skip

    def _level(self, id_: str) -> Any:
        level = self.compared.criticality(id_)
        return NOT_STATED if level is None else level

    def _table(self, name: str, title: Text, headings: dict[str, Text], lines: list[dict[str, Any]]) -> Table | None:
        draft = self.compared.draft
        if len(lines) > self.limit:
            draft.reasons.append(both("{title}: {count} more are not shown.", title=title, count=len(lines) - self.limit))
        return draft.table(name, title, headings, lines[: self.limit], self.compared.asked) if lines else None


def _counted(rows: Iterable[Row], named: Callable[[Row], Text]) -> list[dict[str, Any]]:
    found: dict[Text, Counter[str]] = defaultdict(Counter)
    for row in rows:
        found[named(row)][row.what] += 1
    ordered = sorted(found.items(), key=lambda one: (-one[1].total(), one[0].en))
    return [{"name": name, **{what: told[what] for what in WHAT}} for name, told in ordered]


def _about(row: Row) -> str:
    return row.id if row.kind == "node" else row.source


def _weight(compared: Compared, row: Row) -> int:
    """The highest criticality of what a change is about; none counts least."""
    ends = (row.id,) if row.kind == "node" else (row.source, row.target)
    return max(compared.criticality(end) or 0 for end in ends)


def _by_weight(compared: Compared, rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: (-_weight(compared, row), row.what, row.name, row.id))


def _is_dependency(compared: Compared, row: Row) -> bool:
    declared = compared.new.schema.relationship.get(row.label)
    return row.kind == "relationship" and declared is not None and declared.failure is not Travel.NOT


def _owners(compared: Compared) -> list[tuple[str, Text, Text]]:
    """Things that are there before and after with other owners, the most critical first, with who owned and owns them."""
    changed = {row.source for row in compared.rows if row.label in OWNERSHIP and row.kind == "relationship"}
    found = []
    for id_ in changed & compared.old.index.keys() & compared.new.index.keys():
        was, comes = (_owned_by(snapshot, id_) for snapshot in (compared.old, compared.new))
        if was != comes:
            found.append((id_, _listed(compared, was), _listed(compared, comes)))
    return sorted(found, key=lambda one: (-(compared.criticality(one[0]) or 0), one[0]))


def _listed(compared: Compared, ids: Sequence[str]) -> Text:
    return joined([compared.name(id_) for id_ in ids], ", ") if ids else plain("–")


def _owned_by(snapshot: Snapshot, id_: str) -> list[str]:
    at = snapshot.index[id_]
    ties = [snapshot.relationships[j] for j in snapshot.outgoing.of(at).tolist()]
    return sorted({tie.target for tie in ties if tie.type in OWNERSHIP})


def _told(rows: Sequence[Row], compared: Compared) -> Text:
    if not rows:
        return both("Nothing that critical was added, changed or removed.")
    counts = {what: sum(row.what == what for row in rows) for what in WHAT}
    first = both("The first is {name}: {what}.", name=compared.name(rows[0].id), what=WHAT[rows[0].what])
    return sentences(both("{added} added, {changed} changed, {removed} removed.", **counts), first)


def _came_and_went(rows: Sequence[Row]) -> Text:
    counts = {what: sum(row.what == what for row in rows) for what in WHAT}
    return both("{added} were added and {removed} removed.", added=counts["added"], removed=counts["removed"])
