"""Continuity: how long each service may be away, what it promises, what it rests on, and in which order it is restored.

For every service: if it and all it rests on were down, in which order these are restored (`restoration-order`), after how
many hours it is back, and whether that is in time for what can be borne.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from eagraph.analysis._facts import criticality_of
from eagraph.locale import Text, both, plain
from eagraph.report import Chapter, Document, Table
from eagraph.reports import Desk, _people
from eagraph.reports._draft import Draft, Section
from eagraph.reports._holdings import find_organisation, held_by, in_use
from eagraph.reports._people import People
from eagraph.reports._telling import told
from eagraph.reports._words import NOT_STATED, hours, named, sentences
from eagraph.results import Result
from eagraph.work import counted

title = both("Continuity")
about = both("How long each service may be away, what is promised, and in which order what it rests on is restored.")
RESTORED = frozenset({"System", "DigitalService", "Integration", "Device", "Sensor", "Facility", "NetworkZone"})
"""What somebody restores."""


class Params(BaseModel):
    """Of which services."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    service: tuple[str, ...] = Field(
        default=(), title="services", json_schema_extra={"names": "thing"},
        description="services or systems: id, source key or unique name; empty is every digital service in use",
    )  # fmt: skip
    organisation: str = Field(
        default="", description="only services this organisation answers for; empty is everybody",
        json_schema_extra={"names": "thing"},
    )  # fmt: skip
    crews: int = Field(default=1, ge=1, le=1000, description="how many restore at the same time, each one thing")
    work_h: float = Field(default=1, gt=0, le=10_000, description="hours of work on a thing that states none")
    limit: int = Field(default=100, ge=1, le=100_000, description="no more rows than this in any list")


@dataclass(frozen=True)
class _Plan:
    """A service with what it rests on (node numbers), and the order in which these are restored."""

    node: int
    rests_on: tuple[int, ...]
    order: Result[Any]

    @property
    def back_h(self) -> float | None:
        """The hour it is back itself."""
        return next((row.end_h for row in self.order.rows if row.id == self.order.params["of"][0]), None)


def write(desk: Desk, params: Params) -> Document:
    """The report.

    Raises:
        UnknownName: there is no such service or organisation.
        UsageError: it is no organisation, or falls under protective security.
    """
    draft = Draft(desk, "continuity", params)
    services = _services(draft, params)
    plans = [_plan(draft, node, params) for node in counted(services, len(services))]
    if plans:
        says = both("All that a service rests on is down, service by service: {count}.", count=len(plans))
        draft.keep_all("restoration-order", says, [plan.order for plan in plans])
    late = [plan for plan in plans if _is_late(draft, plan)]
    unknown = [plan for plan in plans if "mtpd_h" not in draft.snapshot.nodes[plan.node].properties]
    summary = both(
        "Services: {count}. Back later than can be borne, if all they rest on were down: {late}; of {unknown} nobody has "
        "stated how long they may be away.", count=len(plans), late=len(late), unknown=len(unknown),
    )  # fmt: skip
    sections = [_overview(draft, plans, late), _promises(draft, plans)]
    sections += [_order(draft, plan, number) for number, plan in enumerate(plans, start=1)]
    whom = {node for plan in plans for node in (plan.node, *plan.rests_on)}
    sections.append(_people.section(draft, whom, both("Whom to call")))
    return told(draft, _heading(draft, params, services), summary, sections)


def _heading(draft: Draft, params: Params, services: list[int]) -> Text:
    if params.service:
        return both("Continuity: {name}", name=named(str(draft.call(node)) for node in services))
    if params.organisation:
        return both("Continuity: {name}", name=draft.call(find_organisation(draft, params.organisation)))
    return title


def _services(draft: Draft, params: Params) -> list[int]:
    """The most critical first."""
    if params.service:
        return list(dict.fromkeys(draft.find(name) for name in params.service))
    among: Any = range(len(draft.snapshot.nodes))
    if params.organisation:
        among = held_by(draft.snapshot, find_organisation(draft, params.organisation))
    found = in_use(draft, among, "DigitalService")
    return sorted(found, key=lambda i: (-(_level(draft, i) or 0), draft.snapshot.nodes[i].id))


def _level(draft: Draft, node: int) -> int | None:
    return criticality_of(draft.snapshot, node)


def _plan(draft: Draft, node: int, params: Params) -> _Plan:
    id_ = draft.snapshot.nodes[node].id
    chain = draft.desk.analyse("dependencies", {"of": id_, "direction": "upstream"})
    rests = tuple(draft.snapshot.index[row.id] for row in chain.rows if row.label in RESTORED)
    down = (id_, *(draft.snapshot.nodes[i].id for i in rests))
    said = {"of": down, "crews": params.crews, "work_h": params.work_h, "limit": 100_000}
    return _Plan(node, rests, draft.desk.analyse("restoration-order", said))


def _mtpd(draft: Draft, plan: _Plan) -> float | None:
    said = draft.snapshot.nodes[plan.node].properties.get("mtpd_h")
    return float(said) if isinstance(said, int | float) else None


def _is_late(draft: Draft, plan: _Plan) -> bool:
    mtpd = _mtpd(draft, plan)
    return mtpd is not None and plan.back_h is not None and plan.back_h > mtpd


_OVERVIEW = {
    "name": both("Service"),
    "criticality": both("Criticality"),
    "mtpd": both("Can be borne for (MTPD)"),
    "rto": both("Promised (RTO)"),
    "rpo": both("Data lost at most (RPO)"),
    "rests": both("Rests on"),
    "back": both("Back after"),
    "verdict": both("In time"),
    "owner": both("Owner"),
    "id": both("Id"),
}


def _overview(draft: Draft, plans: list[_Plan], late: list[_Plan]) -> Section:
    """Every service in a line."""
    asked = [one for one in draft.asked if one.name == "restoration-order"]
    people = People(draft)
    rows = []
    for plan in plans:
        thing = draft.snapshot.nodes[plan.node]
        level, mtpd = _level(draft, plan.node), _mtpd(draft, plan)
        verdict = NOT_STATED if mtpd is None or plan.back_h is None else both("no") if plan in late else both("yes")
        rows.append(
            {
                "name": draft.call(plan.node),
                "criticality": NOT_STATED if level is None else level,
                "mtpd": hours(mtpd),
                "rto": hours(thing.properties.get("rto_h")),
                "rpo": hours(thing.properties.get("rpo_h")),
                "rests": len(plan.rests_on),
                "back": hours(plan.back_h),
                "verdict": verdict,
                "owner": people.names(plan.node),
                "id": thing.id,
            }
        )
    ref = "".join(one.ref for one in asked)
    text = both("Back later than can be borne: {count} of {all} {ref}.", count=len(late), all=len(plans), ref=ref)
    if late:
        text = sentences(text, both("They are: {names}.", names=named(str(draft.call(plan.node)) for plan in late)))
    tables = (draft.table("services", both("Services, the most critical first"), _OVERVIEW, rows, *asked),) if rows else ()
    return Section(Chapter(both("Every service in a line"), says=(text,), tables=tables), ((both("In time."), text),))


def _promises(draft: Draft, plans: list[_Plan]) -> Section:
    """What a service rests on that promises less than the service needs."""
    read = draft.look(both("The RTO of what a service rests on, beside the MTPD and RTO of the service."))
    rows = []
    for plan in plans:
        mtpd = _mtpd(draft, plan)
        for node in plan.rests_on:
            rto = draft.snapshot.nodes[node].properties.get("rto_h")
            if mtpd is not None and isinstance(rto, int | float) and rto > mtpd and not draft.is_apart(node):
                rows.append(
                    {"service": draft.call(plan.node), "mtpd": hours(mtpd), "name": draft.call(node), "rto": hours(rto),
                     "owner": People(draft).names(node)}
                )  # fmt: skip
    silent = {node for plan in plans for node in plan.rests_on if "rto_h" not in draft.snapshot.nodes[node].properties}
    headings = {
        "service": both("Service"),
        "mtpd": both("Can be borne for (MTPD)"),
        "name": both("Rests on"),
        "rto": both("Which promises (RTO)"),
        "owner": both("Owner of that"),
    }
    text = both("Promises that are longer than a service can bear: {count} {ref}.", count=len(rows), ref=read.ref)
    text = sentences(
        text, both("Of {count} things that services rest on nobody has stated a restoration time.", count=len(silent))
    )
    tables = (draft.table("promises", both("Promises that are too long"), headings, rows, read),) if rows else ()
    return Section(Chapter(both("What is promised"), says=(text,), tables=tables), ((both("What is promised."), text),))


def _order(draft: Draft, plan: _Plan, number: int) -> Section:
    """In which order what one service rests on is restored."""
    asked = [one for one in draft.asked if one.name == "restoration-order"]
    rows = draft.may_tell(plan.order.rows)
    headings = {
        "position": both("No."),
        "name": both("What"),
        "kind": both("Kind"),
        "begin": both("Begins"),
        "end": both("Back"),
        "work": both("Work"),
        "waits": both("Waits for"),
        "owner": both("Owner"),
        "hand": both("By hand"),
        "id": both("Id"),
    }
    told_rows = [
        {
            "position": row.position,
            "name": draft.name_of(row.id),
            "kind": draft.kind_of(draft.snapshot.index[row.id]),
            "begin": hours(row.begin_h),
            "end": hours(row.end_h),
            "work": hours(row.work_h),
            "waits": draft.names_of(row.waits_for, 3),
            "owner": plain(row.owner) if row.owner else both("nobody stated"),
            "hand": both("yes") if row.by_hand else "",
            "id": row.id,
        }
        for row in rows
    ]
    text = both(
        "Things it rests on: {count}; back after {back}, can be borne for {mtpd}.",
        count=len(plan.rests_on),
        back=hours(plan.back_h),
        mtpd=hours(_mtpd(draft, plan)),
    )
    name = draft.call(plan.node)
    tables: tuple[Table, ...] = (draft.table(f"order {number}", both("Order of restoring"), headings, told_rows, *asked),)
    return Section(Chapter(both("Restoring {name}", name=name), says=(text,), tables=tables if rows else ()))
