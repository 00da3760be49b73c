"""Protective security: may everybody who gets at what the Protective Security Act protects get at it?

This register holds nothing of such information, only that there is some (`security_protected`: yes, handled elsewhere). From
where it is at home it is followed along declared flows to every system that it reaches (see `eagraph.escalation`). There
those with access have to be vetted, owners among them, and every supplier needs a protective security agreement
(säkerhetsskyddslagen 2018:585, 3 kap. and 4 kap.). Information of which nobody has said, or that is to be reviewed, makes it
unknown; so does a flow of which nobody says what it carries.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

from eagraph.analysis._things import named
from eagraph.escalation import Escalation, escalate
from eagraph.escalation.limits import limits
from eagraph.graph.snapshot import Snapshot
from eagraph.graph.views import not_valid, valid_relationships
from eagraph.locale import Text, both
from eagraph.results import Named, Result, SnapshotInfo, Words, completeness

title = both("Protective security")
question = both("May everybody who gets at what the Protective Security Act protects get at it?")
Known = Literal["yes", "no", "unknown"]
Verdict = Literal["not_vetted", "no_agreement", "neither", "unknown", "allowed", "not_concerned"]
_ORDER: tuple[Verdict, ...] = ("neither", "not_vetted", "no_agreement", "unknown", "allowed", "not_concerned")


class Params(BaseModel):
    """Which day."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    at: dt.date | None = Field(default=None, description="only what is valid on this day")


class Row(Named):
    """One system that information reaches."""

    brief: ClassVar = ("name", "verdict", "protected", "vetted", "agreement", "suppliers")

    protected: Known = Field(title="protected information", description="does information reach it that the act protects?")
    vetted: Known = Field(title="access vetted", description="are all with access vetted, as far as is recorded?")
    agreement: Known = Field(title="agreements", description="has every supplier a protective security agreement?")
    suppliers: tuple[str, ...] = Field(description="names of the suppliers without an agreement, or of whom it is not known")
    verdict: Verdict = Field(
        title="may it be there", description="not_vetted, no_agreement, neither: what is missing for protected information"
    )


def run(snapshot: Snapshot, params: Params) -> Result[Row]:
    """Systems that information reaches: those that lack something first."""
    case = _Case(escalate(snapshot, at=params.at))
    rows = [_row(case, place) for place in case.systems]
    rows.sort(key=lambda row: (_ORDER.index(row.verdict), row.id))
    hidden = len(case.escalation.ground.left_out)
    return Result[Row](
        analysis="protective-security",
        params=params.model_dump(mode="json"),
        summary=Words.of(_summary(rows)),
        snapshot=SnapshotInfo.of(snapshot),
        completeness=completeness([*not_valid(hidden, params.at), *_reasons(case)]),
        hidden=hidden,
        rows=tuple(rows),
    )


@dataclass(frozen=True, eq=False)
class _Case:
    escalation: Escalation

    @property
    def snapshot(self) -> Snapshot:
        return self.escalation.snapshot

    @cached_property
    def systems(self) -> list[int]:
        """Systems with information in them, sorted."""
        return sorted(place for place in self._there if self.snapshot.nodes[place].label == "System")

    def protected(self, place: int) -> Known:
        """Does protected information reach a place?"""
        surely = {self._flag(asset) for asset in self._declared.get(place, ())}
        if "yes_elsewhere" in surely:
            return "yes"
        return "no" if {self._flag(asset) for asset in self._there[place]} == {"no"} else "unknown"

    def vetted(self, place: int) -> Known:
        """Are those with access vetted? One who owns it and is said not to be decides."""
        said = self.snapshot.nodes[place].properties.get("access_vetted")
        people = {self.snapshot.nodes[i].properties.get("vetted") for i in self._people(place)}
        return _known([said, *people & {False}])

    def unagreed(self, place: int) -> list[int]:
        """The suppliers without an agreement, or of whom it is not known."""
        nodes = self.snapshot.nodes
        return [i for i in self._ends(place, "SUPPLIED_BY") if nodes[i].properties.get("security_agreement") is not True]

    def agreement(self, place: int) -> Known:
        """Has every supplier an agreement? Where there is a vendor by name alone it is not known."""
        suppliers = self._ends(place, "SUPPLIED_BY")
        said = [self.snapshot.nodes[i].properties.get("security_agreement") for i in suppliers]
        if not said and self.snapshot.nodes[place].properties.get("vendor"):
            return "unknown"
        return _known(said)

    def _people(self, place: int) -> set[int]:
        owners = self._ends(place, "OWNED_BY")
        return {*owners, *(person for owner in owners for person in self._ends(owner, "HELD_BY"))}

    def _flag(self, asset: int) -> object:
        return self.snapshot.nodes[asset].properties.get("security_protected")

    @cached_property
    def _there(self) -> dict[int, set[int]]:
        return _by_place(self.escalation.content.places_by_asset())

    @cached_property
    def _declared(self) -> dict[int, set[int]]:
        return _by_place(self.escalation.declared_content.places_by_asset())

    @cached_property
    def _valid(self) -> list[bool]:
        found: list[bool] = valid_relationships(self.snapshot, self.escalation.ground.at).tolist()
        return found

    def _ends(self, node: int, type_: str) -> list[int]:
        ties = (j for j in self.snapshot.outgoing.of(node).tolist() if self.snapshot.relationships[j].type == type_)
        return sorted({int(self.snapshot.target[j]) for j in ties if self._valid[j]})


def _by_place(places: dict[int, set[int]]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for asset, where in places.items():
        for place in where:
            found[place].add(asset)
    return found


def _known(said: Iterable[object]) -> Known:
    """All of it, one at least not, or somebody has not said."""
    values = {*said}
    return "no" if False in values else "unknown" if None in values else "yes"


def _row(case: _Case, place: int) -> Row:
    protected, vetted, agreement = case.protected(place), case.vetted(place), case.agreement(place)
    return Row(
        **named(case.snapshot, place),
        protected=protected,
        vetted=vetted,
        agreement=agreement,
        suppliers=tuple(case.snapshot.nodes[i].name for i in case.unagreed(place)),
        verdict=_verdict(protected, vetted, agreement),
    )


def _verdict(protected: Known, vetted: Known, agreement: Known) -> Verdict:
    if protected == "no":
        return "not_concerned"
    if vetted == agreement == "yes":
        return "allowed"
    if protected == "unknown" or "no" not in (vetted, agreement):
        return "unknown"
    if vetted == agreement:
        return "neither"
    return "not_vetted" if vetted == "no" else "no_agreement"


def _summary(rows: Sequence[Row]) -> Text:
    if not rows:
        return both("The landscape does not say in which systems information is.")
    lacking = sum(row.verdict in ("neither", "not_vetted", "no_agreement") for row in rows)
    return both(
        "Systems that protected information reaches: {protected}; that lack vetting or agreements: {lacking}; of which it "
        "cannot be told: {unknown}.",
        protected=sum(row.protected == "yes" for row in rows), lacking=lacking,
        unknown=sum(row.verdict == "unknown" for row in rows),
    )  # fmt: skip


def _reasons(case: _Case) -> Iterator[Text]:
    nodes = case.snapshot.nodes
    said = [nodes[i].properties.get("security_protected") for i in case.escalation.ground.assets.tolist()]
    if silent := said.count(None):
        yield both("{count} information assets do not say whether protective security applies to them.", count=silent)
    if review := said.count("review"):
        yield both("{count} information assets are to be reviewed for protective security.", count=review)
    yield from limits(case.escalation.ground, case.escalation.content)
