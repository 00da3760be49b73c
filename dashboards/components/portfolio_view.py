"""What a view of the portfolio is, which of its rows a filter leaves, and to whom a row belongs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from pydantic import BaseModel

from dashboards import address
from dashboards.components.boxes import Part
from eagraph import analysis, report
from eagraph.escalation.owners import boards
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import Text, both
from eagraph.results import Result

NAME = "portfolio"
PATH = "/portfolio"
Name = Literal[
    "capability-matrix", "project-collisions", "cost-keys", "lifecycle-conflicts", "dialogue-lists", "media-breaks",
    "once-only", "master-sources", "process-fragmentation", "platform-share", "time-quadrants",
]  # fmt: skip
NAMES: tuple[str, ...] = get_args(Name)
_OF_OTHERS = frozenset({"dialogue-lists"})
"""Views whose rows name the organisation of somebody else: theirs is the one that answers for the system."""
_ANSWERS = frozenset({"board", "company", "executive_board"})


class Address(BaseModel):
    """What the address says."""

    view: Literal["", Name] = ""
    organisation: str = ""
    capability: str = ""
    wrong: str = ""
    at: dt.date | None = None

    @property
    def chosen(self) -> dict[str, Any]:
        """What goes along from view to view."""
        return self.model_dump(mode="json", include={"organisation", "at"}, exclude_defaults=True)


@dataclass(frozen=True)
class Seen:
    """An answer as somebody looks at it: whole, and the rows that the filters leave."""

    snapshot: Snapshot
    answer: Result[Any]
    state: Address
    rows: tuple[Any, ...]

    @property
    def is_filtered(self) -> bool:
        """Does a filter hide anything?"""
        return len(self.rows) < len(self.answer.rows)

    @property
    def shown(self) -> Result[Any]:
        """The answer with the rows that are left."""
        return self.answer.model_copy(update={"rows": self.rows})


@dataclass(frozen=True)
class View:
    """How one question is shown: its figures and pictures, and rules beside those that ask it."""

    draw: Callable[[Seen], Sequence[Part]]
    rules: tuple[str, ...] = ()


def column(view: str) -> str:
    """The column of a question's rows that tells kinds of finding apart."""
    return "wrong" if "wrong" in analysis.find(view).Row.model_fields else "advice"


def kinds(view: str) -> tuple[str, ...]:
    """The kinds of finding that a question knows."""
    return report.choices(analysis.find(view).Row.model_fields[column(view)].annotation)


def seen(snapshot: Snapshot, answer: Result[Any], state: Address) -> Seen:
    """What the filters of an address leave of an answer."""
    kind, of = column(answer.analysis), _Belonging(snapshot, answer)
    rows = [
        row
        for row in answer.rows
        if state.wrong in ("", getattr(row, kind))
        and (not state.capability or state.capability == getattr(row, "capability", state.capability))
        and (not state.organisation or state.organisation in of.organisations(row))
    ]
    return Seen(snapshot, answer, state, tuple(rows))


def linked(table: report.Table, name: str) -> str:
    """The column with the things that a column has by name, where it names the same ones; else the column itself."""
    stem, _, end = name.rpartition("_")
    wanted = {"name": (stem, f"information_{stem}"), "names": (f"{stem}s", stem)}.get(end, ())
    other = next((one for one in wanted if one in table.columns), None)
    if other is None:
        return name
    pairs = ((row[table.columns.index(name)], row[table.columns.index(other)]) for row in table.values)
    return other if all(bool(told) == bool(things) for told, things in pairs) else name


def read(snapshot: Snapshot, query: dict[str, tuple[str, ...]]) -> tuple[Address, list[Text]]:
    """What an address says, with things by their ids, and what of it does not fit."""
    state, told = address.read(Address, query)
    wrong = list(told)
    found: dict[str, str] = {}
    for name, label in (("organisation", "Organisation"), ("capability", "Capability")):
        if said := getattr(state, name):
            ids, unknown = address.meant(snapshot, [said])
            wrong += unknown
            is_one = bool(ids) and snapshot.nodes[snapshot.index[ids[0]]].label == label
            wrong += (
                [] if is_one or not ids else [both("{thing} is no {label}.", thing=said, label=_called(snapshot, label))]
            )
            found[name] = ids[0] if is_one else ""
    if state.wrong and state.wrong not in (kinds(state.view) if state.view else ()):
        wrong.append(
            both("The address says wrong={value}, which this view does not know. It was left out.", value=state.wrong)
        )
        found["wrong"] = ""
    return state.model_copy(update=found), wrong


def organisations(snapshot: Snapshot) -> dict[str, str]:
    """Whom the portfolio can be looked at for: id → name."""
    own = set(boards(snapshot).values())
    return {
        node.id: node.name
        for i, node in enumerate(snapshot.nodes)
        if i in own or (node.label == "Organisation" and node.properties.get("kind") in _ANSWERS)
    }


def capabilities(snapshot: Snapshot) -> dict[str, str]:
    """The capabilities there are: id → name."""
    return {node.id: node.name for node in snapshot.nodes if node.label == "Capability"}


def _called(snapshot: Snapshot, label: str) -> Text:
    declared = snapshot.schema.node.get(label)
    return declared.text if declared else Text(label, label)


class _Belonging:
    """To which organisations each row of an answer belongs."""

    def __init__(self, snapshot: Snapshot, answer: Result[Any]) -> None:
        self._snapshot, self._boards = snapshot, boards(snapshot)
        self._by_name = {snapshot.nodes[i].name: snapshot.nodes[i].id for i in sorted(set(self._boards.values()))}
        self._is_of_others = answer.analysis in _OF_OTHERS
        self._plans: dict[str, set[str]] = {}
        for one in getattr(answer, "plan", ()):
            self._plans.setdefault(one.id, set()).add(one.organisation)

    def organisations(self, row: Any) -> set[str]:
        """Their ids: of what answers for its subject, and those that the row names."""
        found = self._of(row.id)
        for project in getattr(row, "projects", ()):
            found |= self._plans.get(project, set())
        for name in ("organisations", "boards"):
            found.update(getattr(row, name, ()))
        said = getattr(row, "organisation", None)
        if said and not self._is_of_others:
            found.add(said if said in self._snapshot.index else self._by_name.get(said, said))
        return found

    def _of(self, id_: str) -> set[str]:
        found = set(self._plans.get(id_, set()))
        if id_ in self._snapshot.index:
            i = self._snapshot.index[id_]
            found |= {self._snapshot.nodes[self._boards[i]].id} if i in self._boards else set()
            found |= {id_} if self._snapshot.nodes[i].label == "Organisation" else set()
        return found
