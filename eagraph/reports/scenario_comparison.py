"""Scenario comparison: what differs between two to five what-ifs, in sum and thing by thing."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from eagraph.locale import Text, both, plain
from eagraph.report import Chapter, Document
from eagraph.reports import Desk
from eagraph.reports._draft import Asked, Draft, Section
from eagraph.reports._telling import told
from eagraph.reports._words import NOT_STATED, hours, sentences
from eagraph.scenarios.comparing import Comparison

title = both("Comparison of scenarios")
about = both("What differs between two to five scenarios: how much stops, how long, and which things fare differently.")
SUMS = {
    "stopped": both("Things that stop"), "critical": both("Of criticality 3 or 4"), "services": both("Digital services"),
    "capabilities": both("Capabilities"), "processes": both("Processes"), "target_groups": both("Target groups"),
    "organisations": both("Organisations"), "users": both("Users"), "breaches": both("Longer than can be borne"),
    "first_impact_h": both("First of others stops after"),
}  # fmt: skip


class Params(BaseModel):
    """Which scenarios."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    scenarios: tuple[str, ...] = Field(description="two to five scenarios: name, or name@version")
    limit: int = Field(default=1000, ge=1, le=100_000, description="no more rows than this in any list")


def write(desk: Desk, params: Params) -> Document:
    """The report.

    Raises:
        UsageError: too few or too many, one that does not fit the landscape, or nothing fails in one.
    """
    draft = Draft(desk, "scenario-comparison", params)
    found = desk.compare(params.scenarios)
    asked = draft.keep("scenario", found, found.params)
    names = [column.title.text for column in found.scenarios]
    return told(draft, title, found.summary.text, [_sums(draft, asked, names), _apart(draft, asked, names)])


def _sums(draft: Draft, asked: Asked, names: list[Text]) -> Section:
    """The scenarios side by side."""
    found: Comparison = asked.answer
    headings = {"what": both("What"), **{column.name: name for column, name in zip(found.scenarios, names, strict=True)}}
    rows = [
        {"what": called, **{column.name: _sum(name, getattr(column, name)) for column in found.scenarios}}
        for name, called in SUMS.items()
        if any(hasattr(column, name) for column in found.scenarios)
    ]
    worst = max(found.scenarios, key=lambda column: (column.stopped, column.name))
    text = both("Most stops in {name}: {count} {ref}.", name=worst.title.text, count=worst.stopped, ref=asked.ref)
    table = draft.table("sums", both("In sum"), headings, rows, asked)
    return Section(Chapter(both("In sum"), says=(text,), tables=(table,)), ((both("In sum."), text),))


def _sum(name: str, value: float | None) -> object:
    return hours(value) if name.endswith("_h") else NOT_STATED if value is None else value


def _apart(draft: Draft, asked: Asked, names: list[Text]) -> Section:
    """The things that do not fare the same."""
    found: Comparison = asked.answer
    rows = draft.may_tell(found.rows)
    headings = {"name": both("Name"), "kind": both("Kind"), "first": both("Differs from"), "id": both("Id")}
    for column, name in zip(found.scenarios, names, strict=True):
        headings[f"{column.name} from"] = both("{scenario}: stops after", scenario=name)
        headings[f"{column.name} down"] = both("{scenario}: down for", scenario=name)
    told_rows = []
    for row in rows:
        node = draft.node(row.id)
        line = {"name": draft.name_of(row.id), "kind": plain(row.label) if node is None else draft.kind_of(node)}
        line |= {"first": hours(row.first_difference_h), "id": plain(row.id)}
        for column in found.scenarios:
            since, down = row.from_h.get(column.name), row.down_h.get(column.name)
            line[f"{column.name} from"] = both("keeps running") if since is None else hours(since)
            line[f"{column.name} down"] = (
                both("does not return") if down is None else plain("–") if since is None else hours(down)
            )
        told_rows.append(line)
    text = both("Things that fare differently: {count} {ref}.", count=len(rows), ref=asked.ref)
    if rows:
        first = rows[0]
        says = both(
            "The first is {name}, from hour {hour}.", name=draft.name_of(first.id), hour=f"{first.first_difference_h:g}"
        )
        text = sentences(text, says)
    tables = (draft.table("differences", both("Thing by thing"), headings, told_rows, asked),) if rows else ()
    return Section(Chapter(both("What differs"), says=(text,), tables=tables), ((both("What differs."), text),))
