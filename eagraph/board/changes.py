"""Changes: which systems came and went, which projects run, and which levels were changed, as far as that is known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from eagraph.board import Section, Sheet
from eagraph.board._words import NOT_STATED, aspect_text, cut, level_between, name_of, names_of, sentence, sheet, some
from eagraph.board.drafting import Draft
from eagraph.decisions.history import Entry, entries
from eagraph.locale import Text, both
from eagraph.results import Words

MOST = 15
Changes = list[tuple[str, Entry]]
"""Things (ids) with the last change of their level in an aspect."""
_SYSTEM = (both("system"), both("systems"))
_WHY = {
    "landscape": both("the information or the systems changed"),
    "model": both("the classification model changed"),
    "both": both("the information or the systems, and the classification model, changed"),
    "program": both("levels are worked out otherwise"),
    "gone": both("no longer in the register"),
    "decision": both("a decision was taken"),
}


def section(draft: Draft) -> Section:
    """The chapter."""
    changed = _changed(draft)
    return Section(
        name="changes",
        title=Words.of(both("What has changed")),
        says=tuple(_says(draft, changed)),
        sheets=tuple(_sheets(draft, changed)),
    )


def _says(draft: Draft, changed: Changes) -> Iterator[Words]:
    added, ended, undated, leaving, coming = (
        draft.query(f"systems-{name}") for name in ("added", "ended", "undated", "leaving", "coming")
    )
    told = [
        both(
            "In the period {added} came into use and {ended} ended.",
            added=some(added, *_SYSTEM),
            ended=some(ended, *_SYSTEM),
        )
    ]
    if undated.count:
        what = some(undated, *_SYSTEM)
        told.append(
            both("Of {what} the register does not tell when they came into use; some of them may be new.", what=what)
        )
    yield sentence(*told)
    told = []
    if leaving.count:
        what, names = some(leaving, *_SYSTEM), names_of(leaving)
        told.append(both("Being phased out, or retired: {what}: {names}.", what=what, names=names))
    if coming.count:
        what, names = some(coming, *_SYSTEM), names_of(coming)
        told.append(both("Planned or tried out: {what}: {names}.", what=what, names=names))
    if told:
        yield sentence(*told)
    yield sentence(_levels(draft, changed))


def _levels(draft: Draft, changed: Changes) -> Text:
    what = both("Systems, services and information whose decided or required level changed in the period")
    counted = draft.told("history", "eagraph: level history", what, {id_ for id_, _ in changed}, _how())
    count = some(counted, both("system, service or information asset"), both("systems, services and information assets"))
    days = sorted(recording.day for recording in draft.means.recordings)
    if not days:
        return both("Levels have not been followed so far; what they were a year ago is not known {ref}.", ref=counted.ref)
    if days[0] > draft.period.since.isoformat():
        return both(
            "Levels of protection have been followed since {day}; of the time before that it is not known what changed. "
            "Since then the level of {count} changed.", day=days[0], count=count,
        )  # fmt: skip
    return both("In the period the level of {count} changed.", count=count)


def _how() -> Text:
    return both("entries of the history of levels in the period, first recordings left out; each place once")


def _changed(draft: Draft) -> Changes:
    """What the history of levels tells of the board's things in the period: the last change of each place and aspect."""
    days, found = draft.period.days, {}
    for node in sorted(draft.mine):
        id_ = draft.snapshot.nodes[node].id
        told = [one for one in draft.means.recordings if id_ in one.places or (one.decision and one.decision.place == id_)]
        for entry in entries(id_, told):
            if entry.why != "first_recorded" and days["since"] <= entry.day <= days["until"]:
                found[id_, entry.aspect] = entry
    return [(id_, entry) for (id_, _), entry in sorted(found.items())]


def _sheets(draft: Draft, changed: Changes) -> Iterator[Sheet]:
    came_and_went = [*_of(draft, "added", both("came into use")), *_of(draft, "ended", both("ended")), *_replaced(draft)]
    if came_and_went:
        headings = {"day": both("Day"), "name": both("System"), "what": both("What happened")}
        rows = sorted(came_and_went, key=lambda row: str(row["day"]))
        yield sheet("systems", both("Systems that came and went"), headings, cut(rows, MOST, "name"))
    projects = draft.query("projects")
    if projects.count:
        headings = {"name": both("Project"), "start": both("Begins"), "end": both("Ends")}
        told = [
            {"name": row["name"], "start": row["start"] or NOT_STATED, "end": row["end_day"] or NOT_STATED}
            for row in projects.rows
        ]
        yield sheet("projects", both("Projects in the period {ref}", ref=projects.ref), headings, cut(told, MOST, "name"))
    if changed:
        yield _level_sheet(draft, changed)


def _of(draft: Draft, name: str, what: Text) -> list[Mapping[str, Any]]:
    counted = draft.query(f"systems-{name}")
    happened = both("{what} {ref}", what=what, ref=counted.ref)
    return [{"day": row["day"], "name": row["name"], "what": happened} for row in counted.rows]


def _replaced(draft: Draft) -> list[Mapping[str, Any]]:
    counted = draft.query("systems-replaced")
    return [
        {
            "day": row["day"],
            "name": row["name"],
            "what": both("replaced by {name} {ref}", name=row["by_name"], ref=counted.ref),
        }
        for row in counted.rows
    ]


def _level_sheet(draft: Draft, changed: Changes) -> Sheet:
    model = draft.snapshot.schema.classification
    headings = {
        "day": both("Day"), "name": both("What"), "aspect": both("Aspect"), "decided": both("Decided level"),
        "required": both("Required level"), "why": both("Why"),
    }  # fmt: skip
    rows: list[Mapping[str, Any]] = [
        {
            "day": entry.day, "name": name_of(draft.snapshot, id_), "aspect": aspect_text(entry.aspect),
            "decided": level_between(model, entry.assigned_low, entry.assigned_high),
            "required": level_between(model, entry.required_low, entry.required_high), "why": _WHY.get(entry.why,
            NOT_STATED),
        }
        for id_, entry in changed
    ]  # fmt: skip
    return sheet("levels", both("Levels that changed"), headings, cut(rows, MOST, "name"))
