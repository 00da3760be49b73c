"""Changes: which systems came and went, which projects run, and which levels were changed, as far as that is known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from eagraph.board import Section, Sheet
from eagraph.board._words import NOT_STATED, aspect_text, cut, level_text, name_of, names_of, sentence, sheet, some
from eagraph.board.drafting import Counted, Draft
from eagraph.decisions.history import Entry, entries
from eagraph.locale import Text, both
from eagraph.results import Words

MOST = 15
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
    added, ended = draft.query("systems-added"), draft.query("systems-ended")
    return Section(
        name="changes",
        title=Words.of(both("What has changed")),
        says=tuple(_says(draft, added, ended, changed)),
        sheets=tuple(_sheets(draft, changed)),
    )


def _says(draft: Draft, added: Counted, ended: Counted, changed: list[tuple[str, Entry]]) -> Iterator[Words]:
    undated, leaving, coming = (draft.query(f"systems-{name}") for name in ("undated", "leaving", "coming"))
    first = [
        both(
            "In the period {added} came into use and {ended} ended.",
            added=some(added, *_SYSTEM),
            ended=some(ended, *_SYSTEM),
        )
    ]
    if undated.count:
        first.append(
            both(
                "Of {undated} the register does not tell when they came into use; some of them may be new.",
                undated=some(undated, *_SYSTEM),
            )
        )
    yield sentence(*first)
    told = []
    if leaving.count:
        told.append(
            both("Being phased out, or retired: {what}: {names}.", what=some(leaving, *_SYSTEM), names=names_of(leaving))
        )
    if coming.count:
        told.append(both("Planned or tried out: {what}: {names}.", what=some(coming, *_SYSTEM), names=names_of(coming)))
    if told:
        yield sentence(*told)
    yield sentence(_levels_text(draft, changed))


def _levels_text(draft: Draft, changed: list[tuple[str, Entry]]) -> Text:
    days = sorted(recording.day for recording in draft.means.recordings)
    what = both("Places whose decided or required level changed in the period")
    told = draft.told("history", "eagraph escalation", what, {id_ for id_, _ in changed}, _how())
    if not days:
        return both("Levels have not been followed so far; what they were a year ago is not known.")
    count = some(told, both("system, service or information asset"), both("systems, services and information assets"))
    if days[0] > draft.period.since.isoformat():
        return both(
            "Levels of protection have been followed since {day}; of the time before that it is not known what changed. Since "
            "then the level of {count} changed.", day=days[0], count=count,
        )  # fmt: skip
    return both("In the period the level of {count} changed.", count=count)


def _how() -> Text:
    return both("entries of the history of levels in the period, first recordings left out; each place once")


def _changed(draft: Draft) -> list[tuple[str, Entry]]:
    """What the history of levels tells of the board's things in the period: the last change of each place and aspect."""
    days, found = draft.period.days, {}
    for node in sorted(draft.mine):
        id_ = draft.snapshot.nodes[node].id
        told = [one for one in draft.means.recordings if id_ in one.places or (one.decision and one.decision.place == id_)]
        for entry in entries(id_, told):
            if entry.why != "first_recorded" and days["since"] <= entry.day <= days["until"]:
                found[id_, entry.aspect] = entry
    return [(id_, entry) for (id_, _), entry in sorted(found.items())]


def _sheets(draft: Draft, changed: list[tuple[str, Entry]]) -> Iterator[Sheet]:
    rows = [
        *_of(draft, "systems-added", both("came into use")),
        *_of(draft, "systems-ended", both("ended")),
        *_replaced(draft),
    ]
    if rows:
        headings = {"day": both("Day"), "name": both("System"), "what": both("What happened")}
        yield sheet(
            "systems",
            both("Systems that came and went"),
            headings,
            cut(sorted(rows, key=lambda row: str(row["day"])), MOST, "name"),
        )
    projects = draft.query("projects")
    if projects.count:
        headings = {"name": both("Project"), "start": both("Begins"), "end": both("Ends")}
        told = [
            {"name": row["name"], "start": row["start"] or NOT_STATED, "end": row["end_day"] or NOT_STATED}
            for row in projects.rows
        ]
        yield sheet("projects", both("Projects in the period {ref}", ref=projects.ref), headings, cut(told, MOST, "name"))
    if changed:
        yield _levels_sheet(draft, changed)


def _of(draft: Draft, name: str, what: Text) -> list[Mapping[str, Any]]:
    counted = draft.query(name)
    return [
        {"day": row["day"], "name": row["name"], "what": both("{what} {ref}", what=what, ref=counted.ref)}
        for row in counted.rows
    ]


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


def _levels_sheet(draft: Draft, changed: list[tuple[str, Entry]]) -> Sheet:
    model = draft.snapshot.schema.classification
    headings = {
        "day": both("Day"),
        "name": both("What"),
        "aspect": both("Aspect"),
        "required": both("Required level now"),
        "why": both("Why"),
    }
    rows: list[Mapping[str, Any]] = [
        {
            "day": entry.day, "name": name_of(draft.snapshot, id_), "aspect": aspect_text(entry.aspect),
            "required": "–" if entry.required_low is None else level_text(model, entry.required_low),
            "why": _WHY.get(entry.why, NOT_STATED),
        }
        for id_, entry in changed
    ]  # fmt: skip
    return sheet("levels", both("Levels that changed"), headings, cut(rows, MOST, "name"))
