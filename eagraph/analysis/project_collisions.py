"""Project collisions: where are projects in each other's way?

A sweep line over the days says when an organisation has more projects at a time than it can carry. Two projects that run at
the same time collide where both change, deliver or retire the same system, or systems of which one needs the other directly
or by way of integrations alone; parts of one project do not collide with the whole. Whoever PRECEDES another has ended when
that starts; on the very day is in order. A day that nobody has stated may be any: what then may collide is unknown, and
named.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import ClassVar

from pydantic import BaseModel, ConfigDict, Field

from eagraph.analysis._portfolio.collisions import Collision, Wrong, crowded, misordered, overlapping, undated
from eagraph.analysis._portfolio.direct import Direct
from eagraph.analysis._portfolio.judged import Judged, cut, first_wrong, names, tally
from eagraph.analysis._portfolio.links import links
from eagraph.analysis._portfolio.projects import TOUCHES, Projects
from eagraph.analysis._things import named
from eagraph.graph.snapshot import Snapshot
from eagraph.graph.views import not_valid
from eagraph.locale import Text, both
from eagraph.results import Named, Result, SnapshotInfo, Words, completeness

title = both("Project collisions")
question = both("Where are projects in each other's way: too many at a time, the same systems, the wrong order?")
_TYPES = (*TOUCHES, "AFFECTS", "PRECEDES")


class Params(BaseModel):
    """How much change an organisation can carry, and which time is looked at."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    capacity: int = Field(
        default=3, ge=0, le=1000, title="projects at a time",
        description="how many projects at a time are carried by an organisation that does not say so itself",
    )  # fmt: skip
    since: dt.date | None = Field(default=None, description="leave out what was over before this day; empty: nothing")
    at: dt.date | None = Field(default=None, description="only what is valid on this day")
    limit: int = Field(default=1000, ge=1, le=100_000, description="no more rows than this, those that break a rule first")


class Row(Judged):
    """An organisation with too many projects, or a project that is in the way of another."""

    brief: ClassVar = ("name", "wrong", "violation", "first", "last", "project_names", "system_names")

    wrong: Wrong = Field(title="what is wrong", description="how they collide, or what is not known of the project")
    projects: tuple[str, ...] = Field(description="ids of the projects it collides with, or that are too many")
    project_names: str | None = Field(title="projects, by name", description="their names")
    systems: tuple[str, ...] = Field(description="ids of the systems they both touch, or that need each other")
    system_names: str | None = Field(title="systems, by name", description="their names")
    first: dt.date | None = Field(
        title="from", description="first day of the collision; of an order, when the later starts; empty: not known"
    )
    last: dt.date | None = Field(
        title="to", description="last day of it; of an order, when the earlier ends; empty: not known"
    )
    peak: int | None = Field(title="projects at most", description="how many run at the same time, at most")
    capacity: int | None = Field(title="can carry", description="how many the organisation can carry")


class Planned(Named):
    """A project in the plan of one organisation that it takes capacity of."""

    brief: ClassVar = ("name", "organisation_name", "first", "last", "capacity")

    organisation: str = Field(description="id of the organisation")
    organisation_name: str = Field(title="organisation, by name", description="its name")
    first: dt.date | None = Field(title="from", description="the day it starts; empty: not known")
    last: dt.date | None = Field(title="to", description="the day it ends; empty: not known")
    capacity: int = Field(title="can carry", description="how many projects at a time the organisation can carry")
    assumed: bool = Field(
        title="affected only assumed",
        description="nobody says whom the project affects; the organisation answers for what it changes",
    )


class Answer(Result[Row]):
    """The collisions, how many projects there are, and the plan of every organisation."""

    projects: int = Field(default=0, description="how many projects there are")
    undated: int = Field(default=0, title="without dates", description="how many of them do not say when they run")
    plan: tuple[Planned, ...] = Field(
        default=(), title="projects by organisation", description="what runs when, organisation by organisation"
    )


def run(snapshot: Snapshot, params: Params) -> Answer:
    """Collisions, those that break a rule first, then in time."""
    known = links(snapshot, params.at)
    projects, direct = Projects(known), Direct.of(snapshot, params.at)
    found = list(chain(
        crowded(projects, params.capacity), overlapping(projects, direct), misordered(projects), undated(projects)
    ))  # fmt: skip
    kept = [one for one in found if not _is_over(one, params.since)]
    kept.sort(key=lambda one: (one.wrong, one.first or dt.date.min, one.node, one.projects))
    rows = first_wrong(_row(snapshot, one) for one in kept)
    unsure = sum(not window.is_stated for window in projects.window.values())
    hidden = known.hidden(*_TYPES)
    told = [*cut(rows, params.limit), *_reasons(projects, unsure, len(found) - len(kept), params.since)]
    told += [*direct.failure.assumptions, *not_valid(hidden, params.at)]
    return Answer(
        analysis="project-collisions",
        params=params.model_dump(mode="json"),
        summary=Words.of(_summary(rows, len(projects.all), unsure)),
        snapshot=SnapshotInfo.of(snapshot),
        completeness=completeness(told, truncated=len(rows) > params.limit),
        hidden=hidden,
        rows=tuple(rows[: params.limit]),
        projects=len(projects.all),
        undated=unsure,
        plan=tuple(islice(_plan(projects, params.capacity), params.limit)),
    )


def _plan(projects: Projects, usual: int) -> Iterator[Planned]:
    """By organisation, its projects in the order in which they start; those that do not say so last."""
    nodes = projects.links.snapshot.nodes
    for organisation, members in projects.by_organisation.items():
        own = projects.capacity(organisation)
        for project in sorted(members, key=lambda i: (projects.window[i].first or dt.date.max, i)):
            yield Planned(
                **named(projects.links.snapshot, project),
                organisation=nodes[organisation].id,
                organisation_name=nodes[organisation].name,
                first=projects.window[project].first,
                last=projects.window[project].last,
                capacity=usual if own is None else own,
                assumed=project not in projects.affects,
            )


def _is_over(one: Collision, since: dt.date | None) -> bool:
    return since is not None and one.last is not None and one.last < since and (one.first or since) <= since


def _row(snapshot: Snapshot, one: Collision) -> Row:
    return Row(
        **named(snapshot, one.node),
        violation=one.violation,
        wrong=one.wrong,
        projects=tuple(snapshot.nodes[i].id for i in one.projects),
        project_names=names(snapshot, one.projects),
        systems=tuple(snapshot.nodes[i].id for i in one.systems),
        system_names=names(snapshot, one.systems),
        first=one.first,
        last=one.last,
        peak=one.peak,
        capacity=one.capacity,
    )


def _reasons(projects: Projects, unsure: int, left_out: int, since: dt.date | None) -> Iterator[Text]:
    if unsure:
        yield both("{count} projects do not say from when to when they run; they may run on any day.", count=unsure)
    if silent := sum(i not in projects.affects for i in projects.all):
        yield both(
            "{count} projects do not say whom they affect; those that answer for what they change are assumed.", count=silent
        )
    if idle := sum(not projects.touches[i] for i in projects.all):
        yield both("{count} projects do not say what they change, deliver or retire.", count=idle)
    if left_out:
        yield both("{count} collisions were over before {since}.", count=left_out, since=since)


def _summary(rows: Sequence[Row], projects: int, unsure: int) -> Text:
    return both(
        "Projects: {projects}, of which {unsure} do not say when they run. Collisions: {wrong}; perhaps: {perhaps}.",
        projects=projects, unsure=unsure, **tally(rows),
    )  # fmt: skip
