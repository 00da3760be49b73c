"""Hubs of aggregation: where does information come together that was apart, and how sensitive does it become there?

Every place in which two or more base assets meet is ranked: services, integration and analysis platforms, transports. What
is derived counts as what it was derived from. Beside them stands this register itself, which tells how every system is built
and protected: by the rules in force on such information it has a level of its own, and its exports with it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import ClassVar, Literal, get_args

import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from eagraph.analysis._things import named
from eagraph.analysis._together import Gathering, Together
from eagraph.errors import UnknownName, nearest_names
from eagraph.escalation import Escalation, escalate
from eagraph.escalation.own_register import OwnRegister, own_register
from eagraph.graph.snapshot import Snapshot
from eagraph.graph.views import not_valid
from eagraph.locale import Text, both, joined
from eagraph.model.classification import ASPECTS
from eagraph.results import Named, Result, SnapshotInfo, Value, Words, completeness
from eagraph.work import counted

title = both("Hubs of aggregation")
question = both("Where does information come together, and how sensitive does it become there?")
By = Literal["owners", "assets", "sources", "lift"]
Role = Literal[
    "service", "exchange", "transport", "business", "platform", "infrastructure", "equipment", "integration", "iot_platform",
    "identity", "own_register", "other",
]  # fmt: skip
_ITSELF = "eagraph"


class Params(BaseModel):
    """Which places, ranked by what."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    labels: tuple[str, ...] = Field(
        default=(),
        description="only places with these labels; empty is every label",
        json_schema_extra={"names": "label"},
    )
    by: By = Field(
        default="owners",
        title="rank by",
        description="rank by boards and companies whose information meets, by base assets, by master sources, or by levels "
        "that rules add; the others decide between equals, in that order",
    )
    limit: int = Field(
        default=50, ge=1, le=100_000, description="no more rows than this, beside that of the register itself"
    )
    at: dt.date | None = Field(default=None, description="only what is valid on this day")


class Row(Named):
    """One place where information meets; first of all, as rank 0, this register itself."""

    brief: ClassVar = ("rank", "name", "role", "assets", "owners", "sources", "lift_k", "required_k", "hands_on_to")

    rank: int = Field(description="1 is the first; 0 is this register itself, which is not ranked among the others")
    role: Role = Field(
        description="service, exchange (an integration), transport (what integrations go through), the kind of system, "
        "or (own register) this register itself"
    )
    assets: int = Field(description="how many base assets meet; of the register itself, how many systems it tells of")
    owners: int = Field(description="of how many boards and companies")
    sources: int = Field(description="from how many master sources")
    subjects: tuple[str, ...] = Field(title="kinds of subject", description="about what kinds of subject")
    lift_k: int = Field(title="rules add to K", description="levels of K that rules add to the highest of its parts")
    lift_r: int = Field(title="rules add to R", description="levels of R that rules add to the highest of its parts")
    lift_t: int = Field(title="rules add to T", description="levels of T that rules add to the highest of its parts")
    lift_s: int = Field(title="rules add to S", description="levels of S that rules add to the highest of its parts")
    required_k: int = Field(title="K required", description="the level of K that is required there, at least")
    required_k_high: int = Field(
        title="K required, at most", description="at most, whatever is still unknown turns out to be"
    )
    rules: tuple[str, ...] = Field(description="ids of the rules that apply there for certain")
    hands_on_to: int = Field(description="how many other places get something of it from there, directly or by others")


class Own(Value):
    """This register as a place where information meets."""

    systems: int = Field(description="how many systems it tells of")
    of_level: int = Field(description="the confidentiality from which a rule counts a system")
    sensitive: int = Field(description="how many of the systems require at least that, for certain")
    sensitive_high: int = Field(description="how many at most, whatever is still unknown turns out to be")
    level: int = Field(description="the level of K at which what leaves the register is to be handled, at least")
    level_high: int = Field(description="at most, whatever is still unknown turns out to be")
    rules: tuple[str, ...] = Field(description="ids of the rules this follows from")
    flags: tuple[str, ...] = Field(description="what these rules ask for besides a level")
    told: Words = Field(description="the same in one sentence")


class Answer(Result[Row]):
    """Rows are the places; beside them what the register itself requires."""

    own: Own | None = None
    model_hash: str = Field(default="", description="hash of the classification model in force")


def run(snapshot: Snapshot, params: Params) -> Answer:
    """The places, the first by the chosen measure first, after the register itself.

    Raises:
        UnknownName: there is no such label.
    """
    _check_labels(snapshot, params.labels)
    found = escalate(snapshot, at=params.at)
    gathering = Gathering(found)
    ranked = _ranked(gathering, params)
    shown = ranked[: params.limit]
    register = own_register(found)
    rows = [_own_row(register), *_rows(gathering, shown)]
    more = len(ranked) - len(shown)
    cut = [both("{count} more places are not shown.", count=more)] if more else []
    hidden = found.hidden(ASPECTS)
    return Answer(
        analysis="aggregation-hubs",
        params=params.model_dump(mode="json"),
        summary=Words.of(_summary(snapshot, ranked, register)),
        snapshot=SnapshotInfo.of(snapshot),
        completeness=completeness(
            [*cut, *not_valid(hidden, params.at), *found.reasons(ASPECTS), *_unknown(found)], truncated=bool(cut)
        ),
        hidden=hidden,
        rows=tuple(rows),
        own=_own(register),
        model_hash=found.ground.model.hash,
    )


def _ranked(gathering: Gathering, params: Params) -> list[Together]:
    """Places where two or more base assets meet, the first by the chosen measure first."""
    snapshot = gathering.escalation.snapshot
    filled = np.flatnonzero(gathering.escalation.content.plane().any(axis=1)).tolist()
    places = [i for i in filled if not params.labels or snapshot.nodes[i].label in params.labels]
    met = [gathering.of(place) for place in counted(places, len(places), every=500)]

    def key(one: Together) -> tuple[int | str, ...]:
        sizes = {"owners": len(one.owners), "assets": len(one.assets), "sources": len(one.sources)}
        sizes["lift"] = sum(gathering.lift(one.place).values())
        return (-sizes.pop(params.by), *(-size for size in sizes.values()), snapshot.nodes[one.place].id)

    return sorted((one for one in met if len(one.assets) > 1), key=key)


def _rows(gathering: Gathering, shown: list[Together]) -> Iterator[Row]:
    snapshot, found = gathering.escalation.snapshot, gathering.escalation
    transports = {int(snapshot.target[j]) for j, tie in enumerate(snapshot.relationships) if tie.type == "VIA"}
    for rank, one in counted(enumerate(shown, 1), len(shown), every=20):
        required = found.required(one.place, "k")
        yield Row(
            **named(snapshot, one.place),
            rank=rank,
            role=_role(snapshot, one.place, transports),
            assets=len(one.assets),
            owners=len(one.owners),
            sources=len(one.sources),
            subjects=one.subjects,
            **{f"lift_{aspect}": levels for aspect, levels in gathering.lift(one.place).items()},
            required_k=required.low,
            required_k_high=required.high,
            rules=gathering.rules(one.place),
            hands_on_to=gathering.handed_on(one.place),
        )


def _role(snapshot: Snapshot, place: int, transports: set[int]) -> Role:
    node = snapshot.nodes[place]
    if place in transports:
        return "transport"
    if node.label in ("DigitalService", "Integration"):
        return "service" if node.label == "DigitalService" else "exchange"
    kind = node.properties.get("system_kind")
    return next((role for role in get_args(Role) if role == kind), "other")


def _own_row(register: OwnRegister) -> Row:
    level = register.level
    return Row(
        id=_ITSELF, name=_ITSELF, label="System", rank=0, role="own_register", assets=register.systems, owners=0, sources=0,
        subjects=(), lift_k=level.low, lift_r=0, lift_t=0, lift_s=0, required_k=level.low, required_k_high=level.high,
        rules=register.rules, hands_on_to=0,
    )  # fmt: skip


def _own(register: OwnRegister) -> Own:
    return Own(
        systems=register.systems,
        of_level=register.of_level,
        sensitive=register.sensitive[0],
        sensitive_high=register.sensitive[1],
        level=register.level.low,
        level_high=register.level.high,
        rules=register.rules,
        flags=register.flags,
        told=Words.of(_own_sentence(register)),
    )


def _own_sentence(register: OwnRegister) -> Text:
    if not register.of_level:
        return both("No rule in force says how sensitive this register itself is.")
    if register.level.low < register.level.high:
        return both(
            "This register tells how {low} to {high} systems of confidentiality {level} or more are built and protected; "
            "what leaves it is to be handled at confidentiality {own} at least, {most} at most, depending on what is "
            "unknown.",
            low=register.sensitive[0],
            high=register.sensitive[1],
            level=register.of_level,
            own=register.level.low,
            most=register.level.high,
        )
    return both(
        "This register tells how {count} systems of confidentiality {level} or more are built and protected; "
        "what leaves it is to be handled at confidentiality {own}.",
        count=register.sensitive[0],
        level=register.of_level,
        own=register.level.low,
    )


def _summary(snapshot: Snapshot, ranked: list[Together], register: OwnRegister) -> Text:
    if not ranked:
        hubs = both("Nowhere do two pieces of information meet.")
    else:
        first = ranked[0]
        hubs = both(
            "Information meets in {count} places. Most in {name}: {assets} base assets of {owners} boards and companies.",
            count=len(ranked),
            name=snapshot.nodes[first.place].name,
            assets=len(first.assets),
            owners=len(first.owners),
        )
    return joined([hubs, _own_sentence(register)], " ")


def _unknown(found: Escalation) -> Iterator[Text]:
    """Of how much information it is not known whose it is, or where it comes from."""
    facts, count = found.facts, len(found.ground.assets)
    if lacking := count - len(facts.owner):
        yield both("{count} information assets have no known board or company; none is counted for them.", count=lacking)
    if lacking := count - len(facts.sources):
        yield both("{count} information assets have no known master source; none is counted for them.", count=lacking)


def _check_labels(snapshot: Snapshot, labels: tuple[str, ...]) -> None:
    for label in labels:
        if label not in snapshot.schema.node:
            raise UnknownName(
                both("There is no label {label}.", label=repr(label)), nearest_names(label, snapshot.schema.node)
            )
