"""What if? What fails, for how long, and how the data is read: the state of the officer's screen, as its address has it.

From it come the parameters of each question, and the scenario it can be kept as; and a scenario a reader looks through
becomes such a state.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, Literal

from pydantic import BaseModel, Field, field_serializer

from dashboards import address
from eagraph.analysis import find
from eagraph.errors import EagraphError
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import Text
from eagraph.rehearsal import STARTS, given
from eagraph.results import Words
from eagraph.scenarios import Ask, Failing, Scenario
from eagraph.scenarios.asking import FIELDS, starts_of
from eagraph.scenarios.changes import Change

NAMED = ("failed", "failed_zone", "failed_supplier")
"""The lists that name things."""


class WhatIf(BaseModel):
    """What the address says: what fails and until when, how data is read, what may stop at most, and what is looked at."""

    failed: tuple[str, ...] = ()
    failed_kind: tuple[str, ...] = ()
    failed_zone: tuple[str, ...] = ()
    failed_supplier: tuple[str, ...] = ()
    failed_product: tuple[str, ...] = ()
    outage: tuple[str, ...] = ()
    repair: bool = False
    repair_h: float | None = Field(default=None, gt=0, le=1e6, allow_inf_nan=False)
    assume_needed: bool = False
    at: dt.date | None = None
    limit: Literal["stopped", "services", "criticality"] = "stopped"
    most: int | None = Field(default=None, ge=0, le=1_000_000)
    thing: str = ""
    hour: float | None = Field(default=None, ge=0, allow_inf_nan=False)

    @field_serializer("repair_h", "hour")
    def _plain(self, hours: float | None) -> Any:
        """Whole hours without decimals."""
        return int(hours) if hours is not None and float(hours).is_integer() else hours

    @property
    def fails(self) -> bool:
        """Does anything fail?"""
        return bool(self.outage or any(getattr(self, name) for name in FIELDS))

    @property
    def is_repaired(self) -> bool:
        """Is something said of when what fails is back? Otherwise the worst case is meant: never."""
        return bool(self.repair or self.repair_h or self.outage)

    def starts(self) -> dict[str, Any]:
        """The parameters of a question that knows no hours: what is down at some hours fails."""
        things = dict.fromkeys((*self.failed, *(text.rpartition("=")[0] for text in self.outage)))
        return {**self._said(*FIELDS, "assume_needed", "at"), **({"failed": list(things)} if things else {})}

    def hours(self) -> dict[str, Any]:
        """The parameters of the timeline."""
        repaired = {"repair": True} if self.is_repaired else {}
        return {**self._said(*FIELDS, "outage", "repair_h", "assume_needed", "at"), **repaired}

    def doubts(self) -> dict[str, Any]:
        """The parameters of the uncertainty."""
        repaired = {"repair_h": self.repair_h} if self.repair_h else {}
        return {**self.starts(), "repair": self.is_repaired, **repaired}

    def defence(self, most: int) -> dict[str, Any]:
        """The parameters of the defence, where so much may stop."""
        return {**self.starts(), f"most_{self.limit}": most if self.most is None else self.most}

    def _said(self, *names: str) -> dict[str, Any]:
        said = self.model_dump(mode="json", include=set(names), exclude_defaults=True)
        return {name: value for name, value in said.items() if value is not None}


def looked_through(scenario: Scenario, snapshot: Snapshot) -> WhatIf:
    """What a scenario says fails. Windows that all begin at once and end together are one time to repair."""
    assumed = any(bool(ask.params.get("assume_needed")) for ask in scenario.analyse)
    state = WhatIf(at=scenario.date, assume_needed=assumed)
    if len({(fail.from_h, fail.to_h) for fail in scenario.fail}) == 1 and not scenario.fail[0].from_h:
        return state.model_copy(update={**starts_of(scenario.fail), "repair_h": scenario.fail[0].to_h})
    told = given(snapshot, scenario, find("timeline"), {})
    return state.model_copy(update={name: value for name, value in told.items() if name in STARTS})


def kept_as(
    state: WhatIf, name: str, title: Words, *, changes: Iterable[Change] = (), about: Words | None = None
) -> Scenario:
    """The scenario a state can be kept as.

    Raises:
        ValidationError: the name is none, or nothing fails and nothing changes.
    """
    fields = {field: getattr(state, name_) for name_, field in FIELDS.items() if getattr(state, name_)}
    fail = [{**fields, **({"to_h": state.repair_h} if state.repair_h else {})}] if fields else []
    fail += [_timed(text) for text in state.outage]
    reading = {"assume_needed": True} if state.assume_needed else {}
    asks = [
        Ask(name="blast-radius", params=reading),
        Ask(name="timeline", params={**reading, **({"repair": True} if state.repair and not state.repair_h else {})}),
    ]
    told: dict[str, Any] = {"name": name, "title": title, "fail": [Failing(**one) for one in fail], "analyse": asks}
    told |= {"date": state.at} if state.at else {}
    told |= {"about": about} if about else {}
    kept = tuple(changes)
    return Scenario.model_validate({**told, **({"change": kept} if kept else {})})


def known(state: WhatIf, snapshot: Snapshot) -> tuple[WhatIf, tuple[Text, ...]]:
    """The state with the ids that are meant, and what is said of the names that mean nothing."""
    found: dict[str, tuple[str, ...]] = {}
    told: list[Text] = []
    for field in NAMED:
        ids, unknown = address.meant(snapshot, getattr(state, field))
        found[field] = tuple(ids)
        told += unknown
    if state.thing:
        try:
            found["thing"] = snapshot.nodes[snapshot.find(state.thing)].id  # type: ignore[assignment]
        except EagraphError as error:
            told.append(error.text)
            found["thing"] = ""  # type: ignore[assignment]
    return state.model_copy(update=found), tuple(told)


def as_query(state: WhatIf) -> str:
    """What fails as a query, to be carried to another page and back."""
    fields = state.model_dump(mode="json", exclude_defaults=True, exclude={"thing", "hour", "most", "limit"})
    return address.link("", **{**fields, "scenario": ""}).removeprefix("?")


def link_to(chosen: str | None, also: str = "") -> str:
    """The officer's screen with what is chosen to fail so far, as such a query, and one thing more."""
    state, _ = address.read(WhatIf, address.parse(chosen))
    failed = tuple(dict.fromkeys((*state.failed, *((also,) if also else ()))))
    return address.write("/blast-radius", state.model_copy(update={"failed": failed}))


def names_of(state: WhatIf, snapshot: Snapshot) -> tuple[str, ...]:
    """What fails, in words: names of things, else the kind, product and so on as it was said."""
    said = (*state.failed, *state.failed_zone, *state.failed_supplier, *(text.rpartition("=")[0] for text in state.outage))
    things = [snapshot.nodes[snapshot.index[id_]].name if id_ in snapshot.index else id_ for id_ in said]
    kinds = [str(snapshot.schema.node[kind].text) if kind in snapshot.schema.node else kind for kind in state.failed_kind]
    return tuple(dict.fromkeys((*things, *kinds, *state.failed_product)))


def _timed(text: str) -> dict[str, Any]:
    """`thing=from..to` as a scenario has it."""
    thing, _, hours = text.rpartition("=")
    begin, _, end = hours.partition("..")
    return {"things": (thing,), "from_h": float(begin or 0), **({"to_h": float(end)} if end.strip() else {})}
