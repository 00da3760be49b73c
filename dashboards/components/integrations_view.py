"""What the integrations page looks at: which exchanges its address asks for, and the answers to that."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, cast

from pydantic import BaseModel

from dashboards import address
from dashboards.answers import Answers
from eagraph.analysis.integration_matrix import NOBODY, Answer, Row
from eagraph.escalation.owners import boards
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import Text, say

NAME = "integrations"
PATH = "/integrations"
EVERY_ROW = 100_000
THINGS = ("sender", "receiver", "information", "platform", "source", "target")
"""What of an address names things of the landscape."""


class Address(BaseModel):
    """What the address says: how it is looked at, the filters, and the cell that is opened: of boards, then of systems."""

    view: Literal["matrix", "flows"] = "matrix"
    by: Literal["types", "assets"] = "types"
    sender: str = ""
    receiver: str = ""
    source: str = ""
    target: str = ""
    information: str = ""
    medium: Literal["", "digital", "manual", "paper", "unknown"] = ""
    platform: str = ""
    crossing: bool = False
    at: dt.date | None = None

    def question(self, *, drilled: bool = True) -> dict[str, Any]:
        """The parameters of the analysis: of what is opened, or of the whole matrix."""
        said: dict[str, Any] = {
            "information": [self.information] if self.information else None,
            "media": [self.medium] if self.medium else None,
            "platforms": [self.platform] if self.platform else None,
            "crossing": self.crossing,
            "at": self.at and self.at.isoformat(),
        }
        said |= {"sender": self.sender, "receiver": self.receiver} if drilled else {}
        return {name: value for name, value in said.items() if value}

    def link(self, **changed: Any) -> str:
        """The address of the page with something changed."""
        return address.write(PATH, self.model_copy(update=changed))


MEDIA = ("digital", "manual", "paper", "unknown")


@dataclass(frozen=True)
class Seen:
    """Exchanges as somebody looks at them: the whole matrix, and those of what is opened."""

    snapshot: Snapshot
    state: Address
    whole: Answer
    opened: Answer

    @cached_property
    def rows(self) -> list[Row]:
        """The exchanges of what is opened."""
        source, target = self.state.source, self.state.target
        return [
            row for row in self.opened.rows
            if (not source or source in row.senders) and (not target or target in row.receivers)
        ]  # fmt: skip

    def name(self, id_: str) -> str:
        """A thing by name; nobody is unknown."""
        return self.snapshot.nodes[self.snapshot.index[id_]].name if id_ in self.snapshot.index else id_ or unknown_owner()

    def named(self, ids: Iterable[str]) -> list[list[str]]:
        """Things with their ids and names, as a cell of a table links them."""
        return [[id_, self.name(id_)] for id_ in ids]

    def belongs(self, thing: str, board: str) -> bool:
        """Does a board answer for a thing? Every thing belongs to no board in particular."""
        if not board:
            return True
        own = boards(self.snapshot).get(self.snapshot.index[thing])
        return board == (NOBODY if own is None else self.snapshot.nodes[own].id)


def unknown_owner() -> str:
    """What an owner nobody knows is called."""
    return say("owner unknown")


def ask(answers: Answers, state: Address) -> Seen:
    """The answers that the page shows."""
    whole = answers.ask("integration-matrix", limit=EVERY_ROW, **state.question(drilled=False))
    opened = answers.ask("integration-matrix", limit=EVERY_ROW, **state.question())
    return Seen(answers.workspace.snapshot(), state, cast("Answer", whole), cast("Answer", opened))


def read(snapshot: Snapshot, query: Mapping[str, tuple[str, ...]]) -> tuple[Address, list[Text]]:
    """What an address says, with things by their ids, and what of it does not fit; systems only of boards that are open."""
    state, told = address.read(Address, query)
    wrong, found = list(told), {}
    for name in THINGS:
        said = getattr(state, name)
        if said and not (said == NOBODY and name in ("sender", "receiver")):
            ids, unknown = address.meant(snapshot, [said])
            wrong += unknown
            found[name] = "".join(ids)
    known = boards(snapshot)
    for name in ("sender", "receiver"):
        if (id_ := found.get(name)) and (own := known.get(snapshot.index[id_])) is not None:
            found[name] = snapshot.nodes[own].id
    return state.model_copy(update=found), wrong
