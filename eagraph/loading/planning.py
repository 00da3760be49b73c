"""Given what the store holds and what a source now says, what changes?

A source owns its claims only: what it no longer says is withdrawn; what another source says stays. The whole that would
result is checked before anything is written. Records that several sources share are settled anew at every load, whichever
source is loaded, so that a changed precedence takes effect then.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from eagraph.errors import InvalidLandscape, Problem
from eagraph.loading import Intake, LoadReport
from eagraph.loading.assembly import Directory, assemble
from eagraph.loading.by_column import Drawn, drawn_up
from eagraph.loading.changes import Changes, SourceRow, Stored
from eagraph.loading.fates import Fate, Views
from eagraph.loading.places import in_source_order
from eagraph.locale import both
from eagraph.model.identity import same_name_hints, source_name
from eagraph.model.landscape import Landscape, Node, Relationship
from eagraph.model.merging import disagreements
from eagraph.model.validation import find_hints, find_problems


class Tally(NamedTuple):
    """How many nodes and relationships, together."""

    created: int
    updated: int = 0
    unchanged: int = 0
    removed: int = 0


FEWEST = 20
"""Same-name hints named one by one; the rest is counted."""


def plan(stored: Stored, intake: Intake, *, loader: str, run: str, loaded_at: str) -> tuple[Changes, LoadReport]:
    """The changes one source brings, and the report of them.

    Raises:
        InvalidLandscape: everything that is wrong with the source, or with the whole it would make.
    """
    taken = {s.name: s.location for s in stored.sources}
    name = source_name(intake.location, intake.title, taken, intake.called)
    if intake.table and not stored.nodes and not stored.relationships and (drawn := drawn_up(intake, name, run)):
        row = _row(name, intake, drawn.whole, (loader, run, loaded_at))
        return _first(drawn, intake, row, _moved(name, intake.location, taken))
    intake.unfold()
    alone = all(source.name == name for source in stored.sources)
    others = [] if alone else [n for n in stored.nodes if any(p.source != name for p in n.provenance)]
    nodes, relationships, problems = assemble(intake, name, run, Directory(others))
    problems += _doubled(nodes)

    said = Landscape(tuple(nodes), tuple(relationships))
    fate_nodes, fate_ties = _fates(stored, said, _views(stored, intake, name), is_shared=not alone)
    whole = Landscape(
        tuple(sorted(fate_nodes.result.values(), key=lambda n: n.id)),
        tuple(sorted(fate_ties.result.values(), key=lambda r: r.key)),
    )
    problems += [*fate_nodes.problems, *fate_ties.problems, *find_problems(whole, intake.schema)]
    if problems:
        raise InvalidLandscape(in_source_order(problems))

    row = _row(name, intake, said, (loader, run, loaded_at))
    changes = Changes(row, fate_nodes.put, fate_ties.put, fate_nodes.gone, fate_ties.gone)
    hints = [
        *intake.hints,
        *_moved(name, intake.location, taken),
        *fate_nodes.hints(),
        *_settled(name, fate_nodes.settled + fate_ties.settled),
        *([] if alone else _differing(name, [*fate_nodes.put, *fate_ties.put])),
        *find_hints(_own(whole, relationships), intake.schema),
        *([] if alone else _alike(whole, name)),
    ]
    tally = Tally(
        fate_nodes.created + fate_ties.created, fate_nodes.updated + fate_ties.updated,
        fate_nodes.unchanged + fate_ties.unchanged, len(fate_nodes.gone) + len(fate_ties.gone),
    )  # fmt: skip
    return changes, _report(row, intake, tally, hints)


def _views(stored: Stored, intake: Intake, name: str) -> Views:
    """Which source is read, the order in which sources became known, and whose word counts."""
    order = {s.name: i for i, s in enumerate(stored.sources)}
    order.setdefault(name, len(order))
    return Views(name, order, intake.precedence)


def _fates(stored: Stored, said: Landscape, views: Views, *, is_shared: bool) -> tuple[Fate[Node], Fate[Relationship]]:
    """What becomes of everything that is stored or said now."""
    nodes = Fate[Node].of({n.id: n for n in stored.nodes}, {n.id: n for n in said.nodes}, views)
    ties = Fate[Relationship].of({r.key: r for r in stored.relationships}, {r.key: r for r in said.relationships}, views)
    if is_shared:
        nodes.settle()
        ties.settle()
    nodes.keep(_needed(ties.result.values()))
    return nodes, ties


def _first(drawn: Drawn, intake: Intake, row: SourceRow, moved: Sequence[Problem]) -> tuple[Changes, LoadReport]:
    """A checked table into a store that holds nothing: all of it is new."""
    whole = drawn.whole
    tally = Tally(len(whole.nodes) + len(whole.relationships))
    intake.read_nodes, intake.read_relationships = len(whole.nodes), len(whole.relationships)
    changes = Changes(row, whole.nodes, whole.relationships)
    return changes, _report(row, intake, tally, [*intake.hints, *moved, *drawn.hints(intake.schema)])


def _row(name: str, intake: Intake, said: Landscape, how: tuple[str, str, str]) -> SourceRow:
    loader, run, loaded_at = how
    kept = {"nodes": len(said.nodes), "relationships": len(said.relationships)}
    return SourceRow(name, intake.location, loader, run, loaded_at, kept, len(intake.skipped))


def _report(row: SourceRow, intake: Intake, tally: Tally, hints: Iterable[Problem]) -> LoadReport:
    return LoadReport(
        source=row.name, loader=row.loader, run=row.run,
        read={"nodes": intake.read_nodes, "relationships": intake.read_relationships}, kept=row.kept,
        created=tally.created, updated=tally.updated, unchanged=tally.unchanged, removed=tally.removed,
        skipped=tuple(intake.skipped), joined=tuple(intake.joined), hints=tuple(hints),
        explained=intake.explained,
    )  # fmt: skip


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


def _moved(name: str, location: str, taken: Mapping[str, str]) -> list[Problem]:
    before = taken.get(name, location)
    return (
        []
        if before == location
        else [Problem(name, both("was read from {before}; now from {now}.", before=before, now=location))]
    )


def _settled(name: str, count: int) -> list[Problem]:
    text = both("{count} records that several sources share have other values now, as the precedence says.", count=count)
    return [Problem(name, text)] if count else []


def _differing(name: str, written: Sequence[Node | Relationship]) -> list[Problem]:
    """Where this source and another one say different things, as written now."""
    hints = []
    for item in written:
        for found in disagreements(item.provenance):
            if any(source == name for source, _ in found.said):
                said = "; ".join(f"{source}: {value!r}" for source, value in found.said)
                text = both("{property}: sources differ ({said}).", property=found.property, said=said)
                hints.append(Problem(item.id if isinstance(item, Node) else " ".join(map(str, item.key[:3])), text))
    if len(hints) <= FEWEST:
        return hints
    more = both("{count} more values of which sources differ.", count=len(hints) - FEWEST)
    return [*hints[:FEWEST], Problem(name, more)]
