"""The tables about risks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from eagraph.board import Sheet
from eagraph.board._critical import Critical
from eagraph.board._words import NOT_STATED, aspect_text, cut, hours, level_text, name_of, named, sheet
from eagraph.board.drafting import Draft
from eagraph.escalation.owners import boards
from eagraph.locale import Text, both, joined, plain
from eagraph.model.classification import ASPECTS

MOST = 10
MOST_INFORMATION = 8
LABELS = {"DigitalService": both("digital service"), "System": both("system")}
Rows = list[Mapping[str, Any]]


def sheets(draft: Draft, critical: Critical) -> Iterator[Sheet]:
    """All that have rows."""
    if critical.things.count:
        yield _critical(critical)
    if critical.stopping is not None and critical.stopping.count:
        yield _stopping(draft, critical)
    if critical.late is not None and critical.late.count:
        yield _late(draft, critical)
    if critical.raised.count:
        yield _raised(draft, critical)
    yield from _information(draft)


def _critical(critical: Critical) -> Sheet:
    headings = {
        "name": both("What"), "kind": both("Kind"), "criticality": both("How critical (0-4)"),
        "mtpd_h": both("Tolerates a stop of"), "stopped_by": both("Single things that stop it"),
    }  # fmt: skip
    first = sorted(critical.things.rows, key=lambda row: (-int(row["criticality"]), str(row["name"])))
    rows: Rows = [
        {**row, "kind": LABELS[row["label"]], "mtpd_h": hours(row["mtpd_h"]), "stopped_by": critical.stopped_by[row["id"]]}
        for row in first
    ]
    return sheet("critical", both("What is critical {ref}", ref=critical.things.ref), headings, cut(rows, MOST, "name"))


def _stopping(draft: Draft, critical: Critical) -> Sheet:
    headings = {
        "name": both("If this fails"), "whose": both("Who answers for it"), "stops": both("Critical that stop"),
        "which": both("Which"),
    }  # fmt: skip
    rows: Rows = [
        {
            "name": name_of(draft.snapshot, id_),
            "whose": whose(draft, id_) or NOT_STATED,
            "stops": len(stops),
            "which": named(sorted(stops)),
        }
        for id_, stops in critical.stops
    ]
    ref = critical.stopping.ref if critical.stopping else ""
    return sheet("stopping", both("What alone would stop the critical {ref}", ref=ref), headings, cut(rows, MOST, "name"))


def whose(draft: Draft, id_: str) -> Text | None:
    """The board or company that answers for a thing; nothing where none is stated."""
    snapshot = draft.snapshot
    board = boards(snapshot).get(snapshot.index[id_])
    return None if board is None else plain(snapshot.nodes[board].name)


def _late(draft: Draft, critical: Critical) -> Sheet:
    headings = {
        "name": both("What"), "tolerated": both("Tolerates a stop of"), "restored": both("Back after, at the earliest"),
        "because": both("What holds it up"),
    }  # fmt: skip
    rows: Rows = [
        {
            "name": row.name, "tolerated": hours(row.mtpd_h), "restored": hours(row.restored_low_h),
            "because": named([name_of(draft.snapshot, id_) for id_ in row.because if id_ != row.id]),
        }
        for row in (critical.late.rows if critical.late else ())
    ]  # fmt: skip
    ref = critical.late.ref if critical.late else ""
    return sheet("late", both("What comes back too late {ref}", ref=ref), headings, cut(rows, MOST, "name"))


def _raised(draft: Draft, critical: Critical) -> Sheet:
    model = draft.snapshot.schema.classification
    headings = {
        "name": both("What"), "aspect": both("Aspect"), "decided": both("Decided level"), "required": both("Required level"),
        "why": both("Why"),
    }  # fmt: skip
    rows: Rows = [
        {
            "name": row.name, "aspect": aspect_text(row.aspect), "decided": level_text(model, row.assigned_high),
            "required": level_text(model, row.required_low), "why": _why(draft, row.rules),
        }
        for row in critical.raised.rows
    ]  # fmt: skip
    title = both("What is classified too low {ref}", ref=critical.raised.ref)
    return sheet("raised", title, headings, cut(rows, MOST, "name"))


def _why(draft: Draft, rules: tuple[str, ...]) -> Text:
    """The titles of the rules that raised a level, else that what it holds is more sensitive."""
    model = draft.snapshot.schema.classification
    titles = [model.rule[rule].title.text for rule in rules if rule in model.rule]
    return joined(titles) if titles else both("it holds, or passes on, something more sensitive")


def _information(draft: Draft) -> Iterator[Sheet]:
    """The information that requires most protection; none that protective security may touch."""
    mine = set(draft.query("information").figure.things)
    levels: dict[str, dict[str, Any]] = defaultdict(dict)
    for row in draft.answer("escalation", {}).rows:
        if row.id in mine:
            levels[row.id][row.aspect] = row.required_low
    first = sorted(levels, key=lambda id_: (-max(levels[id_].values()), -sum(levels[id_].values()), id_))
    if not first:
        return
    headings: dict[str, Text] = {"name": both("Information")}
    headings |= {aspect: aspect_text(aspect) for aspect in ASPECTS}
    rows: Rows = [{"name": name_of(draft.snapshot, id_), **levels[id_]} for id_ in first]
    title = both("Information that requires the most protection (level 0-4)")
    yield sheet("information", title, headings, cut(rows, MOST_INFORMATION, "name"))
