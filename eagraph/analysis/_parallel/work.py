"""What is to be done to end a system, a row each, in the order it is done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar, Literal

from pydantic import Field

from eagraph.analysis._parallel.ending import Ending, Tied
from eagraph.analysis._things import named, owner_names
from eagraph.analysis._ties import tied
from eagraph.duplicates.parallel_needs import needs
from eagraph.duplicates.parallel_overlap import Overlap
from eagraph.locale import Text, both
from eagraph.model.classification import Interval
from eagraph.results import Named, Words

Kind = Literal["lacking", "information", "dependant", "flow", "service", "use", "contract", "end"]


class Row(Named):
    """One thing to be done: about a thing, or a relationship as `source TYPE target`."""

    brief: ClassVar = ("step", "kind", "name", "says", "level", "criticality")

    step: int = Field(description="order; what has the same number is done together")
    kind: Kind = Field(title="what", description="what kind of work it is")
    other: str = Field(title="with", description="id of the thing at the other end; of information where it lies")
    says: Words = Field(title="to do", description="what is to be done")
    level: int | None = Field(
        title="class", description="the highest of K, R, T and S that what is moved requires at least; empty: no information"
    )
    k: str | None = Field(title="K", description="confidentiality required, lowest-highest")
    r: str | None = Field(title="R", description="integrity required")
    t: str | None = Field(title="T", description="availability required")
    s: str | None = Field(title="S", description="traceability required")
    criticality: int | None = Field(description="0-4 of who needs it, as its source states; empty is unknown")
    owner: str | None = Field(description="who owns it; empty where nobody is said to")
    because: tuple[str, ...] = Field(description="ids of the assets, relationships or things it is known from")


def work(ending: Ending, into: int | None, found: Overlap | None, groups: Sequence[tuple[int, ...]]) -> Iterator[Row]:
    """Rows with their steps, without gaps; `groups` are the dependants in the order they are reconnected."""
    stages: list[list[Row]] = [
        list(_lacking(ending, into, found)),
        [_kept(ending, one) for one in ending.information],
        *([row for node in group for row in _reconnected(ending, node)] for group in groups),
        [_flow(ending, one) for one in ending.flows if one.other not in ending.dependants],
        [_served(ending, one) for one in ending.served],
        [_used(ending, one) for one in ending.users],
        [*_contract(ending), _end(ending)],
    ]
    for number, rows in enumerate(filter(None, stages), 1):
        yield from (row.model_copy(update={"step": number}) for row in rows)


def _row(ending: Ending, kind: Kind, about: dict[str, str], other: int, says: Text, **more: object) -> Row:
    plain = dict.fromkeys(("level", "k", "r", "t", "s", "criticality", "owner"))
    return Row.model_validate(
        {
            **plain, **about, "kind": kind, "other": ending.snapshot.nodes[other].id, "step": 0, "says": Words.of(says),
            "because": (), **more,
        }
    )  # fmt: skip


def _class(levels: dict[str, Interval]) -> dict[str, object]:
    return {"level": max(one.low for one in levels.values()), **{aspect: str(one) for aspect, one in levels.items()}}


def _lacking(ending: Ending, into: int | None, found: Overlap | None) -> Iterator[Row]:
    """Capabilities that what takes over does not have."""
    if into is None or found is None or not found.capabilities.is_known:
        return
    for capability in found.capabilities.missing:
        says = both("{into} does not have this; give it another home, or add it.", into=ending.snapshot.nodes[into].name)
        yield _row(ending, "lacking", named(ending.snapshot, capability), into, says)


def _kept(ending: Ending, one: Tied) -> Row:
    """An asset: to the archive, elsewhere already, or to be moved."""
    snapshot, said = ending.snapshot, ending.snapshot.nodes[one.other].properties
    target, days = said.get("archive_target"), said.get("retention_d")
    if target:
        says = both("Archive it in {target} before the end.", target=target)
    elif ending.holders(one.other) > 1:
        says = both("It is held elsewhere too; check that it is the same, then erase it here.")
    else:
        says = both("Move it, or archive and erase it; where it is archived is not recorded.")
    if isinstance(days, int | float):
        says = both("{says} It is kept for {days} days.", says=says, days=f"{days:g}")
    return _row(
        ending, "information", named(snapshot, one.other), ending.node, says, **_class(ending.class_of((one.other,))),
        owner=owner_names(snapshot, one.other), because=(tied(snapshot, one.tie)["id"],),
    )  # fmt: skip


def _reconnected(ending: Ending, node: int) -> Iterator[Row]:
    """Who needs it, and the flows between them."""
    snapshot = ending.snapshot
    level = int(ending.known.criticality[node])
    yield _row(
        ending, "dependant", named(snapshot, node), ending.node, both("Reconnect it, and try it without the old system."),
        criticality=level if level >= 0 else None, owner=owner_names(snapshot, node),
        because=tuple(tied(snapshot, tie)["id"] for tie in ending.dependants[node]),
    )  # fmt: skip
    yield from (_flow(ending, one) for one in ending.flows if one.other == node)


def _flow(ending: Ending, one: Tied) -> Row:
    snapshot, assets = ending.snapshot, ending.carried(one.tie)
    goes_out = int(snapshot.source[one.tie]) == ending.node
    says = both("Let it come from what takes over.") if goes_out else both("Let it go to what takes over.")
    if partners := ending.partners(one, onward=goes_out):
        names = ", ".join(snapshot.nodes[i].name for i in partners)
        says = both("{says} With: {names}.", says=says, names=names)
    if not assets:
        says = both("{says} What it carries is not recorded.", says=says)
    return _row(
        ending, "flow", tied(snapshot, one.tie), one.other, says, **(_class(ending.class_of(assets)) if assets else {}),
        owner=owner_names(snapshot, one.other), because=tuple(snapshot.nodes[i].id for i in assets),
    )  # fmt: skip


def _served(ending: Ending, one: Tied) -> Row:
    snapshot, level = ending.snapshot, int(ending.known.criticality[one.other])
    return _row(
        ending, "service", named(snapshot, one.other), ending.node, both("Let what takes over do it."),
        criticality=level if level >= 0 else None, owner=owner_names(snapshot, one.other),
        because=(tied(snapshot, one.tie)["id"],),
    )  # fmt: skip


def _used(ending: Ending, one: Tied) -> Row:
    snapshot, users = ending.snapshot, ending.snapshot.relationships[one.tie].properties.get("users")
    says = both(
        "Tell, train and move the users: {users}.", users=users if users is not None else both("how many is unknown")
    )
    return _row(
        ending, "use", named(snapshot, one.other), ending.node, says, owner=owner_names(snapshot, one.other),
        because=(tied(snapshot, one.tie)["id"],),
    )  # fmt: skip


def _contract(ending: Ending) -> Iterator[Row]:
    """The contract with each supplier."""
    snapshot = ending.snapshot
    end = str(snapshot.nodes[ending.node].properties.get("contract_end") or "")
    for supplier in needs(snapshot, at=ending.at).ends(ending.node, "SUPPLIED_BY"):
        says = (
            both("End the contract; it ends on {day}.", day=end)
            if end
            else both("End the contract; when it ends is not recorded.")
        )
        yield _row(ending, "contract", named(snapshot, supplier), ending.node, says)


def _end(ending: Ending) -> Row:
    types = ", ".join(ending.snapshot.nodes[one.other].name for one in ending.mastered)
    says = both("Switch it off.")
    if types:
        says = both("Switch it off; say who is master of {types} then.", types=types)
    return _row(
        ending, "end", named(ending.snapshot, ending.node), ending.node, says,
        owner=owner_names(ending.snapshot, ending.node),
    )  # fmt: skip
