"""Which part of a landscape? Organisations, neighbourhoods, labels, and the rows of an answer; each narrows what is left.

The graph knows no queries and no analyses: who asks them (the workspace) hands their rows in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import reduce
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from eagraph.errors import UnknownName, UsageError, nearest_names
from eagraph.graph.extract import Extract
from eagraph.graph.snapshot import Snapshot
from eagraph.graph.views import ViewName, view
from eagraph.locale import Text, both, joined

Params = Mapping[str, Any]
Part = tuple[set[int], Text]
"""Node numbers, and what they are in words."""


class Selection(BaseModel):
    """What is chosen. What is said more narrows it; nothing said is the whole landscape."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    organisation: str = Field(
        default="", description="an organisation, with what is part of it and what it owns: id, source key or unique name",
        json_schema_extra={"names": "thing"},
    )  # fmt: skip
    around: str = Field(
        default="", description="a thing and what is tied to it: id, source key or unique name",
        json_schema_extra={"names": "thing"},
    )  # fmt: skip
    hops: int = Field(default=1, ge=0, le=100, description="so many steps around the thing")
    view: ViewName | None = Field(default=None, description="around the thing only along which this travels, both ways")
    type: tuple[str, ...] = Field(default=(), description="around the thing only along relationships of these types")
    label: tuple[str, ...] = Field(default=(), description="things of these labels", json_schema_extra={"names": "label"})
    query: str = Field(default="", description="what the rows of this named query name")
    query_params: dict[str, Any] = Field(default_factory=dict, description="what the query takes")
    analysis: str = Field(default="", description="what the rows of this analysis name")
    analysis_params: dict[str, Any] = Field(default_factory=dict, description="what the analysis takes")


EVERYTHING = Selection()
_NO_IDS = frozenset({"name", "label", "names", "labels"})
Ask = Callable[[str, Params], Any]
"""A query or an analysis by name and parameters, to its answer: rows, and how complete it is."""


def select(snapshot: Snapshot, selection: Selection, *, ask_query: Ask, ask_analysis: Ask) -> Extract:
    """The part of a landscape that a selection means.

    Args:
        snapshot: the landscape.
        selection: what is chosen.
        ask_query: answers a named query.
        ask_analysis: answers an analysis.

    Raises:
        UnknownName: something named does not exist.
        UsageError: hops, a view or types without a thing to begin at; a parameter of the query or analysis is wrong.
    """
    if not selection.around and (selection.view or selection.type or "hops" in selection.model_fields_set):
        raise UsageError(both("hops, view and type say how far around a thing to go; say which thing: around."))
    parts = list(_parts(snapshot, selection))
    if selection.query:
        answer = ask_query(selection.query, selection.query_params)
        about = both("rows of the query {name}", name=_asked(selection.query, selection.query_params))
        parts.append((named_by(snapshot, answer), _told(about, answer)))
    if selection.analysis:
        answer = ask_analysis(selection.analysis, selection.analysis_params)
        about = both("rows of the analysis {name}", name=_asked(selection.analysis, selection.analysis_params))
        parts.append((named_by(snapshot, answer), _told(about, answer)))
    if not parts:
        return Extract.whole(snapshot)
    chosen = reduce(set.intersection, (numbers for numbers, _ in parts))
    return Extract.of(snapshot, chosen, joined([text for _, text in parts]))


def _parts(snapshot: Snapshot, selection: Selection) -> Iterator[Part]:
    """What is chosen in the landscape itself."""
    if selection.organisation:
        root = snapshot.find(selection.organisation)
        about = both("{name}, what is part of it and what it owns", name=snapshot.nodes[root].name)
        yield belonging_to(snapshot, root), about
    if selection.around:
        yield _around(snapshot, selection)
    if selection.label:
        labels = {_known(label, snapshot.schema.node) for label in selection.label}
        numbers = {i for i, node in enumerate(snapshot.nodes) if node.label in labels}
        yield numbers, both("things of the labels {labels}", labels=", ".join(sorted(labels)))


def belonging_to(snapshot: Snapshot, organisation: int) -> set[int]:
    """An organisation, those that are part of it or owned by it, their roles and people, what these own, and its parts.

    Raises:
        UsageError: it is no organisation.
    """
    node = snapshot.nodes[organisation]
    if node.label != "Organisation":
        raise UsageError(both("{thing} is a {label}, no Organisation.", thing=repr(node.name), label=node.label))
    found, front = {organisation}, [organisation]
    holders = set()
    while front:
        here = front.pop()
        if snapshot.nodes[here].label == "Role":
            holders |= _ends(snapshot, here, ("HELD_BY",), outgoing=True)
        following = _ends(snapshot, here, ("OWNED_BY", "BELONGS_TO", "PART_OF"), outgoing=False) - found
        found |= following
        front += following
    return found | holders


def neighbourhood(snapshot: Snapshot, start: int, hops: int, ties: Iterable[int]) -> set[int]:
    """What is so many steps from a thing, either way along some relationships (numbers)."""
    beside: dict[int, list[int]] = {}
    for tie in ties:
        source, target = int(snapshot.source[tie]), int(snapshot.target[tie])
        beside.setdefault(source, []).append(target)
        beside.setdefault(target, []).append(source)
    found, front = {start}, {start}
    for _ in range(hops):
        front = {other for here in front for other in beside.get(here, ())} - found
        found |= front
    return found


def named_by(snapshot: Snapshot, answer: Any) -> set[int]:
    """The things that the rows of an answer name by id, in any column but those of names and labels."""
    return {snapshot.index[text] for row in answer.rows for text in _texts(row.model_dump()) if text in snapshot.index}


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from (text for key, part in value.items() if key not in _NO_IDS for text in _texts(part))
    elif isinstance(value, list | tuple):
        yield from (text for part in value for text in _texts(part))


def _asked(name: str, params: Params) -> str:
    """What was asked, with what it was asked of."""
    said = ", ".join(f"{key}={_listed(params[key])}" for key in sorted(params))
    return f"{name} ({said})" if said else name


def _listed(value: object) -> str:
    return " | ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _told(about: Text, answer: Any) -> Text:
    """What the rows are of, and that there are more of them where there are."""
    if answer.completeness.state in ("complete", "incomplete"):
        return about
    return joined([about, *(reason.text for reason in answer.completeness.reasons)], " – ")


def _around(snapshot: Snapshot, selection: Selection) -> Part:
    start = snapshot.find(selection.around)
    types = {_known(type_, snapshot.schema.relationship) for type_ in selection.type}
    ties = view(snapshot, selection.view).tie.tolist() if selection.view else range(len(snapshot.relationships))
    along = [tie for tie in ties if not types or snapshot.relationships[tie].type in types]
    about = both("around {name}, steps: {hops}", hops=selection.hops, name=snapshot.nodes[start].name)
    how = [both("view {view}", view=selection.view)] if selection.view else []
    how += [Text(", ".join(sorted(types)), ", ".join(sorted(types)))] if types else []
    return neighbourhood(snapshot, start, selection.hops, along), joined([about, *how], ", ")


def _known(name: str, known: Mapping[str, object]) -> str:
    if name not in known:
        near = nearest_names(name, known) or tuple(known)
        raise UnknownName(both("The model has no {name}.", name=repr(name)), near)
    return name


def _ends(snapshot: Snapshot, node: int, types: tuple[str, ...], *, outgoing: bool) -> set[int]:
    ties, ends = (snapshot.outgoing, snapshot.target) if outgoing else (snapshot.incoming, snapshot.source)
    return {int(ends[tie]) for tie in ties.of(node) if snapshot.relationships[tie].type in types}
