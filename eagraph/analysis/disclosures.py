"""Disclosures: which secret information goes to another board, and does anybody state the basis of that?

Secrecy holds between authorities, and between the independent branches of one city (OSL 8 kap. 1–2 §§); who sends secret
information to another board needs a provision that breaks the secrecy. An asset goes from a thing to another along flows
that carry it, through integrations as far as they go; a basis stated on any of those flows covers the way. Where no flow of
the landscape states a basis, nobody keeps them, and that one is missing is unknown. A flow that does not say what it
carries carries what its integration CARRIES.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

from eagraph.analysis._portfolio.judged import VIOLATIONS, Judged, Violation, cut, first_wrong
from eagraph.analysis._portfolio.links import Links, links
from eagraph.analysis._things import named
from eagraph.escalation.owners import boards
from eagraph.graph.snapshot import Snapshot
from eagraph.graph.views import not_valid
from eagraph.locale import Text, both
from eagraph.results import Result, SnapshotInfo, Words, completeness
from eagraph.work import counted

title = both("Disclosures")
question = both("Which secret information goes to another board, and on which basis?")
BETWEEN = "Integration"
Carried = frozenset[int] | None
"""Assets; None: nobody says which."""

Wrong = Literal["disclosed", "perhaps_disclosed", "on_a_basis"]
_WRONG: dict[Violation, Wrong] = {"yes": "disclosed", "unknown": "perhaps_disclosed", "no": "on_a_basis"}


class Params(BaseModel):
    """As of when."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    at: dt.date | None = Field(default=None, description="only what is valid on this day")
    limit: int = Field(default=1000, ge=1, le=100_000, description="no more rows than this")


class Row(Judged):
    """One asset that goes from one board to another."""

    brief: ClassVar = ("name", "wrong", "violation", "sender_name", "receiver_name", "secrecy_basis", "disclosure_basis")

    wrong: Wrong = Field(title="what is wrong", description="no basis stated, perhaps none, or one is")
    missing: str = Field(description="what is missing where it is unknown")
    secrecy_basis: str = Field(title="basis of secrecy", description="why it is secret")
    disclosure_basis: str | None = Field(title="basis of disclosure", description="what breaks the secrecy, as stated")
    sender: str = Field(description="id of what sends it")
    sender_name: str = Field(title="sender, by name", description="its name")
    receiver: str = Field(description="id of what receives it")
    receiver_name: str = Field(title="receiver, by name", description="its name")
    via: tuple[str, ...] = Field(description="ids of the integrations between them")


@dataclass(frozen=True, eq=False)
class _Ground:
    links: Links

    @property
    def snapshot(self) -> Snapshot:
        return self.links.snapshot

    @cached_property
    def secret(self) -> frozenset[int]:
        """Assets with a basis of secrecy."""
        nodes = self.snapshot.nodes
        return frozenset(i for i in self.links.things("InformationAsset") if nodes[i].properties.get("secrecy_basis"))

    @cached_property
    def hops(self) -> dict[int, list[tuple[int, int]]]:
        """By sender, receiver and number of its flows."""
        found: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for sender, receiver, tie in self.links.ends("FLOW"):
            found[sender].append((receiver, tie))
        return found

    @cached_property
    def is_kept(self) -> bool:
        """Does anybody state the basis of a disclosure?"""
        return any(self.basis(tie) for _, _, tie in self.links.ends("FLOW"))

    def basis(self, tie: int) -> str:
        return str(self.snapshot.relationships[tie].properties.get("disclosure_basis") or "")

    def carried(self, sender: int, receiver: int, tie: int) -> Carried:
        """The secret assets a flow carries; else those of the integration at one of its ends."""
        said, index = self.snapshot.relationships[tie].properties.get("carries"), self.snapshot.index
        if isinstance(said, tuple):
            return frozenset(index[a] for a in said if a in index) & self.secret
        own = [a for end in (sender, receiver) for a in self.links.out("CARRIES").get(end, ())]
        return frozenset(own) & self.secret if own else None

    def is_between(self, node: int) -> bool:
        return self.snapshot.nodes[node].label == BETWEEN

    def ways(self, sender: int) -> Iterator[tuple[int, int, str, tuple[int, ...]]]:
        """Asset, receiver, basis stated on the way, and the integrations it passed; each integration once a way."""
        front: list[tuple[int, Carried, str, tuple[int, ...]]] = [(sender, None, "", ())]
        while front:
            place, before, basis, passed = front.pop()
            for receiver, tie in self.hops.get(place, ()):
                here = self.carried(place, receiver, tie)
                with_it = before if here is None else here if before is None else before & here
                stated = basis or self.basis(tie)
                if with_it is not None and not with_it:
                    continue
                if not self.is_between(receiver):
                    yield from ((asset, receiver, stated, passed) for asset in sorted(with_it or ()))
                elif receiver not in passed:
                    front.append((receiver, with_it, stated, (*passed, receiver)))


def run(snapshot: Snapshot, params: Params) -> Result[Row]:
    """Every asset that goes to another board, what breaks the rule first."""
    ground, owned = _Ground(links(snapshot, params.at)), boards(snapshot)
    found: dict[tuple[int, int, int], Row] = {}
    senders = [node for node in sorted(ground.hops) if not ground.is_between(node)]
    for sender in counted(senders, len(senders), every=50):
        for asset, receiver, basis, passed in ground.ways(sender):
            if sender != receiver and (owned.get(sender) != owned.get(receiver) or sender not in owned):
                row = _row(ground, (asset, sender, receiver), basis, passed)
                known = found.get((asset, sender, receiver))
                if known is None or VIOLATIONS.index(row.violation) < VIOLATIONS.index(known.violation):
                    found[asset, sender, receiver] = row
    rows = first_wrong(sorted(found.values(), key=lambda row: (row.name, row.id, row.sender, row.receiver)))
    shown = tuple(rows[: params.limit])
    hidden = ground.links.hidden("FLOW", "CARRIES")
    reasons = [*_reasons(ground, rows), *cut(rows, params.limit), *not_valid(hidden, params.at)]
    return Result[Row](
        analysis="disclosures",
        params=params.model_dump(mode="json"),
        summary=Words.of(_summary(rows)),
        snapshot=SnapshotInfo.of(snapshot),
        completeness=completeness(reasons, truncated=len(rows) > len(shown)),
        hidden=hidden,
        rows=shown,
    )


def _row(ground: _Ground, ends: tuple[int, int, int], basis: str, passed: tuple[int, ...]) -> Row:
    nodes, (asset, sender, receiver) = ground.snapshot.nodes, ends
    owned = boards(ground.snapshot)
    missing = ""
    if not basis:
        missing = (
            "OWNED_BY" if sender not in owned or receiver not in owned else "" if ground.is_kept else "disclosure_basis"
        )
    violation: Violation = "no" if basis else "unknown" if missing else "yes"
    return Row(
        **named(ground.snapshot, asset),
        violation=violation,
        wrong=_WRONG[violation],
        missing=missing,
        secrecy_basis=str(nodes[asset].properties["secrecy_basis"]),
        disclosure_basis=basis or None,
        sender=nodes[sender].id,
        sender_name=nodes[sender].name,
        receiver=nodes[receiver].id,
        receiver_name=nodes[receiver].name,
        via=tuple(nodes[i].id for i in passed),
    )


def _summary(rows: list[Row]) -> Text:
    counts = {kind: sum(row.violation == kind for row in rows) for kind in VIOLATIONS}
    return both(
        "Secret information goes to other boards in {count} ways: {no} on a stated basis, {yes} without, {unknown} unknown.",
        count=len(rows), **counts,
    )  # fmt: skip


def _reasons(ground: _Ground, rows: list[Row]) -> Iterator[Text]:
    if not ground.secret:
        yield both("No information asset states a basis of secrecy.")
    elif not ground.is_kept and rows:
        yield both("No flow states a basis of disclosure; whether one is missing is unknown.")
    if silent := sum(ground.carried(a, b, tie) is None for a, b, tie in ground.links.ends("FLOW")):
        yield both("{count} flows do not say what they carry; nothing is assumed of them.", count=silent)
    if homeless := sum(row.missing == "OWNED_BY" for row in rows):
        yield both("In {count} ways it is unknown whose an end is.", count=homeless)
