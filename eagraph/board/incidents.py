"""Incidents: how many, how severe, why, and which nobody has learned from; beside the year before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from eagraph.board import Bar, Chart, Conclusion, Proposal, Section, Sheet
from eagraph.board._words import NOT_STATED, conclusion, cut, name_of, named, proposal, sentence, sheet, some
from eagraph.board.drafting import Counted, Draft
from eagraph.locale import Text, both
from eagraph.results import Words

MOST = 15
MOST_CAUSES = 6
LEVELS = 5
COUNTS: dict[str, Text] = {
    "incidents": both("All"),
    "incidents-severe": both("Severe (3 or 4 of 4)"),
    "incidents-unjudged": both("Without a stated severity"),
    "incidents-personal": both("Concerned personal data"),
    "incidents-late": both("Of these: notified after 72 hours, or not stated when"),
    "incidents-unanalysed": both("Closed without a cause or an analysis"),
    "incidents-open": both("Not closed"),
}
"""What is counted, by query."""
_INCIDENT = (both("incident"), both("incidents"))


def section(draft: Draft) -> Section:
    """The chapter."""
    now, before = draft.query("incidents"), draft.before("incidents")
    unanalysed, severe, late = (draft.query(f"incidents-{name}") for name in ("unanalysed", "severe", "late"))
    is_told = bool(now.count or before.count)
    return Section(
        name="incidents",
        title=Words.of(both("Incidents")),
        standing="act" if unanalysed.count or severe.count or late.count else "in_order" if now.count else "unknown",
        in_short=Words.of(_in_short(now, before, severe)),
        conclusions=tuple(_conclusions(now, before, severe, unanalysed)),
        says=tuple(_says(draft, now, before)),
        charts=(_chart(now, before),) if is_told else (),
        sheets=tuple(_sheets(draft, now)) if is_told else (),
        proposes=tuple(_proposes(unanalysed, late)),
    )


def _in_short(now: Counted, before: Counted, severe: Counted) -> Text:
    if not now.count:
        return both("None recorded {ref}; none may have happened, or none was recorded.", ref=now.ref)
    return both(
        "{now} ({before} the same time the year before); severe: {severe}.", now=some(now, *_INCIDENT),
        before=before.told, severe=severe.told,
    )  # fmt: skip


def _conclusions(now: Counted, before: Counted, severe: Counted, unanalysed: Counted) -> Iterator[Conclusion]:
    if not now.count:
        return
    text = both(
        "{now} in the period, {before} the same time the year before; severe: {severe}; closed without anybody having "
        "learned why: {unanalysed}.",
        now=some(now, *_INCIDENT), before=before.told, severe=severe.told, unanalysed=unanalysed.told,
    )  # fmt: skip
    yield conclusion(both("What has happened."), text)


def _says(draft: Draft, now: Counted, before: Counted) -> Iterator[Words]:
    city, unanalysed = draft.query("incidents-city"), draft.query("incidents-unanalysed")
    if not now.count:
        text = both(
            "For {boards} systems, services and information no incident is recorded in the period {ref}. In the whole city "
            "{city} are recorded; that none is {boards} may also mean that incidents are not recorded.",
            ref=now.ref, city=city.told, **draft.who,
        )  # fmt: skip
        yield sentence(text)
        return
    text = both(
        "{now} began in, or hit, what {board} answers for; the same time the year before {before} did. In the whole city "
        "{city} are recorded in the period.", now=some(now, *_INCIDENT), before=before.told, city=city.told, **draft.who,
    )  # fmt: skip
    yield sentence(text, _causes(now))
    if unanalysed.count:
        text = both(
            "Closed, but without a stated cause or an analysis: {count}. The programme requires {board} to "
            "analyse its own incidents, so that the same thing does not happen again.",
            count=some(unanalysed, *_INCIDENT), **draft.who,
        )  # fmt: skip
        yield sentence(text)


def _causes(now: Counted) -> Text:
    causes = Counter(str(row["cause"]) for row in now.rows if row["cause"])
    if not causes:
        return both("No cause is stated of any of them.")
    told = [f"{cause} ({count})" for cause, count in sorted(causes.items(), key=lambda item: (-item[1], item[0]))]
    open_ = now.count - sum(causes.values())
    return both("Stated causes: {causes}; not stated: {open}.", causes=named(told, MOST_CAUSES), open=open_)


def _chart(now: Counted, before: Counted) -> Chart:
    """Incidents by severity, and those of which it is not stated."""
    bars = []
    for level in [*range(LEVELS - 1, -1, -1), None]:
        value, earlier = (sum(row["severity"] == level for row in one.rows) for one in (now, before))
        title = NOT_STATED if level is None else both("Severity {level}", level=level)
        if value or earlier or level is not None:
            shown = both("{count} ({before} the year before)", count=value, before=earlier)
            bars.append(Bar(title=Words.of(title), value=value, before=earlier, shown=Words.of(shown)))
    most = max(max(bar.value, bar.before or 0) for bar in bars)
    title = both("Incidents by severity, 4 the gravest; in grey the same time the year before")
    return Chart(title=Words.of(title), bars=tuple(bars), most=most, has_before=True)


def _sheets(draft: Draft, now: Counted) -> Iterator[Sheet]:
    headings = {"what": both("Incidents"), "now": both("In the period"), "before": both("Same time the year before")}
    counts = [
        {"what": what, "now": draft.query(name).told, "before": draft.before(name).told} for name, what in COUNTS.items()
    ]
    yield sheet("counts", both("Incidents in figures"), headings, counts)
    if not now.count:
        return
    headings = {
        "day": both("Detected"), "name": both("Incident"), "severity": both("Severity (0-4)"),
        "hit": both("What of ours it hit"),
        "cause": both("Cause"), "analysed": both("Analysed"),
    }  # fmt: skip
    rows = [_row(draft, row) for row in sorted(now.rows, key=lambda row: (str(row["detected_on"]), str(row["id"])))]
    yield sheet("incidents", both("The incidents {ref}", ref=now.ref), headings, cut(rows, MOST, "name"))


def _row(draft: Draft, row: Mapping[str, Any]) -> Mapping[str, Any]:
    return {
        "day": row["detected_on"], "name": row["name"],
        "severity": NOT_STATED if row["severity"] is None else row["severity"],
        "hit": _hit(draft, row["id"]), "cause": row["cause"] or NOT_STATED, "analysed": row["analysed_on"] or both("no"),
    }  # fmt: skip


def _hit(draft: Draft, incident: str) -> Text:
    """What of the board's an incident began in or hit, by name."""
    snapshot = draft.snapshot
    ties = (snapshot.relationships[j] for j in snapshot.outgoing.of(snapshot.index[incident]).tolist())
    ends = {tie.target for tie in ties if tie.type in ("STARTED_IN", "AFFECTED") and draft.is_mine(tie.target)}
    return named(sorted(name_of(snapshot, id_) for id_ in ends))


def _proposes(unanalysed: Counted, late: Counted) -> Iterator[Proposal]:
    if unanalysed.count:
        what = both("Have the incidents analysed that have not been, and the lessons reported.")
        yield proposal(what, both("Without a cause or an analysis: {count}.", count=some(unanalysed, *_INCIDENT)))
    if late.count:
        what = both("Make sure that personal data incidents are notified within 72 hours.")
        yield proposal(what, both("Later, or not recorded when: {count}.", count=some(late, *_INCIDENT)))
