"""Capability matrix: which systems support which capability in which organisation, what do they cost, what stands out?

A row is a capability in an organisation, with its systems (see `_portfolio.matrix`, which also says how costs are divided);
before them stand systems that stand out: what costs more than three times the median of those in use for the same
capability, and what nobody uses (MAP-07). Common systems cost more because more use them; cost per user may be asked for
instead.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from statistics import median
from typing import ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

from eagraph.analysis._portfolio.calendar import day_of, months_before, no_day
from eagraph.analysis._portfolio.direct import Direct
from eagraph.analysis._portfolio.idle import Idle, IdleWrong
from eagraph.analysis._portfolio.judged import Judged, Violation, cut, first_wrong, ids, names, tally
from eagraph.analysis._portfolio.links import NOT_YET, links
from eagraph.analysis._portfolio.matrix import NOBODY, Cell, Matrix
from eagraph.analysis._portfolio.uses import Uses
from eagraph.analysis._things import named
from eagraph.graph.snapshot import Snapshot
from eagraph.graph.views import not_valid
from eagraph.locale import Text, both
from eagraph.results import Named, Result, SnapshotInfo, Words, completeness

title = both("Capability matrix")
question = both("Which systems support which capability in which organisation, what do they cost, and what stands out?")
Wrong = Literal["cost_outlier", "no_users", "no_flows", "common_and_local", "several_systems", "nothing"]


class Params(BaseModel):
    """What counts as costly and as unused."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    factor: float = Field(
        default=3, ge=1, title="times the median", description="a cost stands out from so many times the median upwards"
    )
    per_user: bool = Field(default=False, title="cost per user", description="costs stand out per user, not as a whole")
    months: int = Field(default=12, ge=1, le=240, description="what has had no flow for so many months is perhaps unused")
    at: dt.date | None = Field(
        default=None, description="judged on this day, by what is valid then; empty: that of the data"
    )
    limit: int = Field(default=2000, ge=1, le=100_000, description="no more rows than this, those that stand out first")


class Row(Judged):
    """A capability in an organisation, or a system that stands out."""

    brief: ClassVar = ("name", "organisation_name", "wrong", "count", "cost_year", "system_names")

    wrong: Wrong = Field(
        title="what stands out", description="costly, unused; common and local systems side by side; several systems"
    )
    capability: str | None = Field(description="id of the capability; of what nobody uses empty")
    capability_name: str | None = Field(title="capability, by name", description="its name")
    organisation: str | None = Field(
        description="id of the board or company that uses them; of a system that stands out, that answers for it"
    )
    organisation_name: str | None = Field(title="organisation, by name", description="its name")
    systems: tuple[str, ...] = Field(description="ids of the systems")
    system_names: str | None = Field(title="systems, by name", description="their names")
    count: int = Field(title="systems, number of", description="how many there are")
    common: int = Field(title="of them common", description="how many are common")
    local: int = Field(title="of them local", description="how many are local, external, or do not say")
    planned: int = Field(title="of them planned", description="how many are only planned")
    cost_year: float | None = Field(
        title="cost a year (SEK)", description="what those in use cost a year together, as a whole; empty: not known"
    )
    cost_here: float | None = Field(
        title="of the cost, here (SEK)", description="what falls here when each cost is divided among capabilities and users"
    )
    cost_unknown: int = Field(title="cost unknown", description="how many of those in use do not state their cost")
    users: int | None = Field(description="how many users they have here together; empty: none of them states it")
    assumed: int = Field(
        title="user assumed",
        description="how many stand here only because this organisation answers for them",
    )
    value: float | None = Field(title="figure", description="of what is costly: its cost a year, or per user")
    median: float | None = Field(description="the median of that figure for the capability")


class Total(Named):
    """A capability or an organisation as a whole."""

    brief: ClassVar = ("name", "systems", "cost_here", "median")

    systems: int = Field(description="how many systems, planned ones among them")
    cost_here: float = Field(title="of the cost, here (SEK)", description="what falls on it of the cost of all systems")
    median: float | None = Field(description="of a capability, the median cost of those in use; empty: none states it")


class Answer(Result[Row]):
    """What stands out and the cells; then the whole by capability and by organisation."""

    by_capability: tuple[Total, ...] = Field(default=(), title="by capability")
    by_organisation: tuple[Total, ...] = Field(default=(), title="by organisation")


def run(snapshot: Snapshot, params: Params) -> Answer:
    """What stands out, then every capability in every organisation."""
    known, day = links(snapshot, params.at), day_of(snapshot, params.at)
    uses = Uses(known)
    matrix, direct = Matrix(known, uses), Direct.of(snapshot, params.at)
    idle = Idle(known, uses, direct, months_before(day, params.months))
    rows = first_wrong([
        *(_outlier(matrix, *one) for one in matrix.outliers(params.factor, per_user=params.per_user)),
        *(_alone(matrix, *one) for one in idle.verdicts(matrix.in_use)),
        *(_cell(matrix, *key, cell) for key, cell in matrix.cells.items()),
    ])  # fmt: skip
    hidden = known.hidden("SUPPORTS", "USED_BY")
    told = [*cut(rows, params.limit), *_reasons(matrix), *no_day(day), *not_valid(hidden, params.at)]
    return Answer(
        analysis="capability-matrix",
        params=params.model_dump(mode="json"),
        summary=Words.of(_summary(matrix, rows)),
        snapshot=SnapshotInfo.of(snapshot),
        completeness=completeness(told, truncated=len(rows) > params.limit),
        hidden=hidden,
        rows=tuple(rows[: params.limit]),
        by_capability=tuple(_totals(matrix, 0)),
        by_organisation=tuple(_totals(matrix, 1)),
    )


def _outlier(matrix: Matrix, system: int, capability: int, value: float, middle: float) -> Row:
    return _row(matrix, system, "cost_outlier", "yes", [system], capability=capability, value=value, median=middle)


def _alone(matrix: Matrix, system: int, wrong: IdleWrong, violation: Violation) -> Row:
    return _row(matrix, system, wrong, violation, [system])


def _cell(matrix: Matrix, capability: int, organisation: int, cell: Cell) -> Row:
    commons = sum(map(matrix.is_common, cell.systems))
    several: Wrong = "several_systems" if len(cell.systems) > 1 else "nothing"
    wrong: Wrong = "common_and_local" if 0 < commons < len(cell.systems) else several
    return _row(
        matrix, capability, wrong, "no", cell.systems, capability=capability, organisation=organisation, cell=cell
    )  # fmt: skip


def _row(  # noqa: PLR0913 (a row is about many things)
    matrix: Matrix,
    node: int,
    wrong: Wrong,
    violation: Violation,
    systems: Sequence[int],
    *,
    capability: int | None = None,
    organisation: int | None = None,
    cell: Cell | None = None,
    value: float | None = None,
    median: float | None = None,
) -> Row:
    snapshot, commons = matrix.links.snapshot, sum(map(matrix.is_common, systems))
    place = matrix.uses.board.get(node, NOBODY) if organisation is None else organisation
    running = [i for i in systems if matrix.links.lifecycle(i) not in NOT_YET]
    costs = [cost for i in running if (cost := matrix.cost(i)) is not None]
    return Row(
        **named(snapshot, node),
        violation=violation,
        wrong=wrong,
        capability=None if capability is None else snapshot.nodes[capability].id,
        capability_name=None if capability is None else snapshot.nodes[capability].name,
        organisation=snapshot.nodes[place].id if place != NOBODY else None,
        organisation_name=snapshot.nodes[place].name if place != NOBODY else None,
        systems=ids(snapshot, systems),
        system_names=names(snapshot, systems),
        count=len(systems),
        common=commons,
        local=len(systems) - commons,
        planned=len(systems) - len(running),
        cost_year=sum(costs) if costs else None,
        cost_here=None if cell is None or not costs else round(cell.cost, 2),
        cost_unknown=len(running) - len(costs),
        users=_users(matrix, systems, organisation),
        assumed=0 if cell is None else cell.assumed,
        value=value,
        median=median,
    )


def _users(matrix: Matrix, systems: Iterable[int], organisation: int | None) -> int | None:
    """Users of some systems in an organisation, or as a whole; None where none of them states any."""
    said = [matrix.uses.users(i) if organisation is None else matrix.uses.of(i).get(organisation) for i in systems]
    known = [count for count in said if count is not None]
    return sum(known) if known else None


def _totals(matrix: Matrix, end: Literal[0, 1]) -> Iterator[Total]:
    """The cells added up by capability (0) or organisation (1), what costs most first."""
    cost: dict[int, float] = defaultdict(float)
    systems: dict[int, set[int]] = defaultdict(set)
    for key, cell in matrix.cells.items():
        cost[key[end]] += cell.cost
        systems[key[end]] |= set(cell.systems)
    for node in sorted(cost, key=lambda i: (-cost[i], i)):
        if node != NOBODY:
            running = systems[node] & set(matrix.in_use) if not end else ()
            costs = [own for i in running if (own := matrix.cost(i)) is not None]
            yield Total(
                **named(matrix.links.snapshot, node),
                systems=len(systems[node]),
                cost_here=round(cost[node], 2),
                median=median(costs) if costs else None,
            )


def _reasons(matrix: Matrix) -> Iterator[Text]:
    running, uses = matrix.in_use, matrix.uses
    if running and not uses.is_known:
        yield both("Nothing says who uses any system; which are unused cannot be told.")
    if running and not len(matrix.links.ties("FLOW")):
        yield both("There are no flows; which systems no longer have any cannot be told.")
    if unplaced := sum(i not in matrix.capabilities for i in matrix.systems):
        yield both("{count} systems do not say which capability they support; they are in no cell.", count=unplaced)
    if silent := sum(matrix.cost(i) is None for i in running):
        yield both("{count} systems in use do not state their cost a year.", count=silent)
    assumed = sum(not uses.of(i) for i in matrix.capabilities)
    if assumed:
        yield both(
            "Of {count} systems nobody is said to be a user; they stand with the organisation that answers for them.",
            count=assumed,
        )
    if equal := sum(None in uses.of(i).values() for i in matrix.capabilities):
        yield both(
            "{count} systems do not state the users of every organisation; their cost is divided equally.", count=equal
        )


def _summary(matrix: Matrix, rows: Sequence[Row]) -> Text:
    capabilities = {capability for capability, _ in matrix.cells}
    return both(
        "Systems: {systems}, for {capabilities} capabilities in {organisations} organisations. Costly or unused: {wrong}; "
        "perhaps: {perhaps}. Cells with common and local systems side by side: {beside}.",
        systems=len(matrix.systems),
        capabilities=len(capabilities),
        organisations=len({organisation for _, organisation in matrix.cells} - {NOBODY}),
        beside=sum(row.wrong == "common_and_local" for row in rows),
        **tally(rows),
    )
