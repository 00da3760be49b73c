"""What is wrong with a thing: its risk analysis, its end of life, gaps of protection, incidents, and rules not followed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from eagraph.locale import Text, both, plain
from eagraph.model.nodes import ASPECTS
from eagraph.report import Chapter, Table, choice
from eagraph.reports._draft import Asked, Draft, Section
from eagraph.reports._words import NOT_STATED, hours, level, sentences

STANDING = {
    "never": both("there is none"), "too_old": both("too old"), "outdated": both("something has changed since"),
    "no_date": both("has no date"), "level_unknown": both("it is not known whether one is needed"), "nothing": both("holds"),
}  # fmt: skip
"""How a risk analysis stands."""
SEVERITIES = {"error": both("required"), "warning": both("recommended"), "info": both("for information")}


def risks(draft: Draft, node: int) -> Section:
    """Risk analysis, end of life, gaps between what is required and assured, and incidents."""
    id_, day = draft.snapshot.nodes[node].id, draft.desk.today()
    due = draft.ask("risk-analyses", at=day, limit=100_000)
    ending = draft.ask("lifecycle-conflicts", at=day, limit=100_000)
    gaps = draft.ask("requirement-gaps", of=id_, limit=100_000)
    told: list[Text] = []
    tables: list[Table] = []
    for row in (row for row in due.rows if row.id == id_):
        last = plain(row.last) if row.last else NOT_STATED
        told.append(both("Risk analysis: {how} (last: {last}) {ref}.", how=STANDING[row.wrong], last=last, ref=due.ref))
    if own := [row for row in ending.rows if row.id == id_]:
        told += [
            both("{what}: {day} {ref}.", what=choice(row.wrong), day=row.ends_on or NOT_STATED, ref=ending.ref)
            for row in own
        ]
    if gaps.rows:
        told.append(
            both(
                "Aspects in which less is assured than required, for certain or perhaps: {count} {ref}.",
                count=len(gaps.rows),
                ref=gaps.ref,
            )
        )
        tables.append(_gaps(draft, gaps))
    incidents = list(_incidents(draft, node))
    if incidents:
        read = draft.look(both("Incidents that STARTED_IN or AFFECTED the thing."))
        headings = {
            "name": both("Incident"),
            "detected": both("Detected"),
            "closed": both("Closed"),
            "how": both("How it was hit"),
        }
        tables.append(draft.table("incidents", both("Recorded incidents"), headings, incidents, read))
        told.append(both("Recorded incidents: {count} {ref}.", count=len(incidents), ref=read.ref))
    refs = f"{due.ref}{ending.ref}{gaps.ref}"
    text = sentences(*told) if told else both("The analyses find no risk in what is recorded {refs}.", refs=refs)
    return Section(Chapter(both("Risks"), says=(text,), tables=tuple(tables)), ((both("Risks."), text),))


def findings(draft: Draft, node: int) -> Section:
    """Where a thing departs from the rules of the programme."""
    check = draft.desk.governance.check(draft.desk.today())
    asked = draft.known("check", {}) or draft.keep("check", check, {})
    id_ = draft.snapshot.nodes[node].id
    rows = [row for row in check.rows if row.id == id_]
    open_ = [row for row in rows if row.status != "exempted"]
    grave = sum(row.severity == "error" for row in open_)
    text = both(
        "Deviations from the rules of the programme: {count}, of which from what it requires: {grave} {ref}.",
        count=len(open_), grave=grave, ref=asked.ref,
    )  # fmt: skip
    if spared := len(rows) - len(open_):
        text = sentences(text, both("Spared by an exemption: {count}.", count=spared))
    headings = {
        "rule": both("Rule"), "severity": both("How strong"), "says": both("What is wrong"), "status": both("Status"),
        "since": both("Known since"),
    }  # fmt: skip
    told = [
        {
            "rule": row.rule, "severity": SEVERITIES[row.severity], "says": row.message.text, "status": choice(row.status),
            "since": row.first_seen or NOT_STATED,
        }
        for row in rows
    ]  # fmt: skip
    tables = (draft.table("findings", both("Deviations"), headings, told, asked),) if rows else ()
    return Section(
        Chapter(both("Rules of the programme"), says=(text,), tables=tables), ((both("Rules of the programme."), text),)
    )


def _gaps(draft: Draft, asked: Asked) -> Table:
    model = draft.snapshot.schema.classification
    headings = {
        "aspect": both("Aspect"), "required": both("Required"), "assured": both("Assured"), "certain": both("For certain"),
        "limited": both("Held down by"), "restored": both("Restored after"),
    }  # fmt: skip
    rows = [
        {
            "aspect": ASPECTS[row.aspect],
            "required": level(model, row.required_low, row.required_high),
            "assured": level(model, row.assured_low, row.assured_high),
            "certain": both("yes") if row.certain else both("no"),
            "limited": choice(row.limited_by),
            "restored": hours(row.restored_high_h) if row.aspect == "t" else "",
        }
        for row in asked.rows
    ]
    return draft.table("gaps", both("Less assured than required"), headings, rows, asked)


def _incidents(draft: Draft, node: int) -> Iterator[dict[str, Any]]:
    snapshot = draft.snapshot
    how = {"STARTED_IN": both("it started there"), "AFFECTED": both("it was affected")}
    for j in snapshot.incoming.of(node).tolist():
        tie = snapshot.relationships[j]
        if tie.type in how:
            incident = snapshot.nodes[int(snapshot.source[j])]
            said = incident.properties
            yield {
                "name": incident.name,
                "detected": said.get("detected_on", NOT_STATED),
                "closed": said.get("closed_on", NOT_STATED),
                "how": how[tie.type],
            }
