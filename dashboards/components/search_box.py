"""Choosing a thing by searching: the browser sends what is typed, the server sends the few things that match."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import dash_mantine_components as dmc
import numpy as np
from dash import Dash, Input, Output, State
from dash.development.base_component import Component

from dashboards import words
from dashboards.callbacks import on
from eagraph.graph.homes import PEOPLE
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import say
from eagraph.workspace import Workspace

MOST_SHOWN = 40
SEPARATOR = " · "
Options = list[dict[str, Any]]
Id = str | dict[str, Any]
"""An id, or a pattern of ids (Dash's MATCH)."""


def find_matches(snapshot: Snapshot, text: str, limit: int = MOST_SHOWN) -> list[int]:
    """Things whose name or id has every word of a text in it; those that begin with it first, people last.

    Nothing typed gives the things with most relationships.
    """
    if not text.strip():
        return _best_known(snapshot, limit)
    sought = text.casefold().split()
    found = []
    for i, node in enumerate(snapshot.nodes):
        name = node.name.casefold()
        if all(part in name or part in node.id.casefold() for part in sought):
            found.append((_rank(name, text.casefold().strip()), node.label in PEOPLE, name, i))
    return [i for *_, i in sorted(found)[:limit]]


def options(snapshot: Snapshot, things: Iterable[int]) -> Options:
    """Things as a box offers them: name and label, and the id where two would read alike."""
    rows = [(snapshot.nodes[i].id, _said(snapshot, i)) for i in things]
    alike = {said for _, said in rows if [text for _, text in rows].count(said) > 1}
    return [{"value": id_, "label": f"{said}{SEPARATOR}{id_}" if said in alike else said} for id_, said in rows]


def search_box(
    id: Id, label: str, snapshot: Snapshot, chosen: Iterable[str], *, several: bool = False, **more: Any,  # noqa: A002
) -> Component:  # fmt: skip
    """A box to search in; `register` must know its id.

    Args:
        id: begins with the page's name.
        label: what is chosen here.
        snapshot: where it is searched.
        chosen: ids that are chosen already.
        several: more than one may be chosen.
        more: what Mantine knows of a box besides, as what is wrong with the choice.
    """
    ids = [thing for thing in chosen if thing in snapshot.index]
    told: dict[str, Any] = {
        "id": id, "label": label, "searchable": True, "clearable": True, "limit": 2 * MOST_SHOWN,
        "placeholder": "" if ids and several else say("Search by name or id"),
        "nothingFoundMessage": say("Nothing is called that."),
        "filter": {"function": "showFound"}, "maxDropdownHeight": 340,
        "data": options(snapshot, [*(snapshot.index[thing] for thing in ids), *_others(snapshot, "", ids)]), **more,
    }  # fmt: skip
    if several:
        box: Component = dmc.MultiSelect(**told, value=ids, hidePickedOptions=True)
    else:
        box = dmc.Select(**told, value=ids[0] if ids else None, allowDeselect=False)
    return box


def register(app: Dash, workspace: Workspace, id: Id) -> None:  # noqa: A002
    """Let the server answer what is typed into a box."""

    @on(app, Output(id, "data"), Input(id, "searchValue"), State(id, "value"), State(id, "data"), initially=False)
    def search(text: str | None, chosen: list[str] | str | None, before: Options) -> Options:
        snapshot = workspace.snapshot()
        ids = [chosen] if isinstance(chosen, str) else chosen or []
        return kept(options(snapshot, _others(snapshot, text or "", ids)), before, ids)


def kept(found: Options, before: Options, chosen: list[str]) -> Options:
    """The options found, and after them, out of sight, those a choice may rest on.

    What was just picked from the last list is not known to be chosen yet, and a box forgets a choice without its option.
    """
    there = {option["value"] for option in found}
    rest = [option for option in before if option["value"] not in there]
    return [
        *found,
        *({**option, "found": False} for option in rest if option.get("found", True) or option["value"] in chosen),
    ]


def _others(snapshot: Snapshot, text: str, chosen: list[str]) -> list[int]:
    return [i for i in _meant(snapshot, text) if snapshot.nodes[i].id not in chosen]


def _meant(snapshot: Snapshot, text: str) -> list[int]:
    """What a text finds. A choice just made comes back as the text it was offered by: the thing must be among the found."""
    found = find_matches(snapshot, text)
    while not found and SEPARATOR in text:
        text, _, last = text.rpartition(SEPARATOR)
        found = [snapshot.index[last]] if last in snapshot.index else find_matches(snapshot, text)
    return found


def _said(snapshot: Snapshot, i: int) -> str:
    node = snapshot.nodes[i]
    return f"{node.name}{SEPARATOR}{words.label(snapshot.schema, node.label)}"


def _rank(name: str, text: str) -> int:
    if name == text:
        return 0
    if name.startswith(text):
        return 1
    return 2 if f" {text}" in name else 3


def _best_known(snapshot: Snapshot, limit: int) -> list[int]:
    degree = np.bincount(np.concatenate([snapshot.source, snapshot.target]), minlength=len(snapshot.nodes))
    order = np.argsort(-degree, kind="stable").tolist()
    return [i for i in order if snapshot.nodes[i].label not in PEOPLE][:limit]
