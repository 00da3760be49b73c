"""What held and what did not, and why; and what goes on, but worse."""

from __future__ import annotations

from typing import Any

from dash.development.base_component import Component

from dashboards import words
from dashboards.components.boxes import small
from dashboards.components.frame import section
from dashboards.components.stopped import name, names
from dashboards.components.tables import Column, table
from eagraph.analysis.blast_radius import Answer
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import say


def held(snapshot: Snapshot, answer: Answer) -> Component:
    """Every redundancy that lost a member: what broke first, then what held, and why."""
    shown = [_broken(snapshot, row) for row in answer.broken] + [_held(snapshot, row) for row in answer.held]
    label = say("What held and what did not")
    if not shown:
        said = small(say("No redundancy was put to the test: nothing that has an alternative lost a part of it."))
        return section(label, [said], id="blast-radius-redundancies")
    told = [
        Column("name", say("Name"), "thing", share=3, wraps=True),
        Column("verdict", say("Verdict"), width=120),
        Column("group", say("Group"), share=2),
        Column("needed", say("Needed"), width=150),
        Column("lost", say("Lost"), share=4, wraps=True),
        Column("why", say("Why"), share=5, wraps=True),
    ]
    count = small(say("{held} held, {broken} did not.", held=len(answer.held), broken=len(answer.broken)))
    grid = table("blast-radius-held", label, told, shown, height=340)
    return section(label, [count, grid], id="blast-radius-redundancies")


def weakened(snapshot: Snapshot, answer: Answer) -> Component | None:
    """What goes on, but worse, and what may do so because of it."""
    if not answer.degraded and not answer.may_degrade:
        return None
    told = [
        Column("name", say("Name"), "thing", share=2, wraps=True),
        Column("label", say("Kind")),
        Column("mode", say("Strength")),
        Column("because", say("Because of"), share=3, wraps=True),
    ]
    shown = [
        {"id": row.id, "name": row.name, "label": words.label(snapshot.schema, row.label), "mode": words.word(row.mode),
         "because": names(snapshot, row.because)}
        for row in answer.degraded
    ]  # fmt: skip
    more = len(answer.may_degrade)
    note = small(say("{count} more may go on worse because of these.", count=words.number(more))) if more else None
    label = say("What goes on, but worse")
    return section(label, [table("blast-radius-degraded", label, told, shown, height=300), note])


def _held(snapshot: Snapshot, row: Any) -> dict[str, Any]:
    return {
        "id": row.id, "name": row.name, "verdict": say("held"), "group": words.tie(snapshot.schema, row.group),
        "needed": _needed(row.needed), "lost": names(snapshot, row.lost),
        "why": say("{count} more may stop before it breaks", count=row.spare) if row.spare else say("nothing more may stop"),
    }  # fmt: skip


def _broken(snapshot: Snapshot, row: Any) -> dict[str, Any]:
    return {
        "id": row.id, "name": row.name, "verdict": say("did not hold"), "group": words.tie(snapshot.schema, row.group),
        "needed": _needed(row.needed), "lost": names(snapshot, row.lost), "why": _why(snapshot, row),
    }  # fmt: skip


def _why(snapshot: Snapshot, row: Any) -> str:
    parts = []
    if row.single:
        parts.append(say("all of it rests on {name}", name=name(snapshot, row.single)))
    if row.shared:
        ties = ", ".join(dict.fromkeys(words.tie(snapshot.schema, type_) for type_ in row.shared_by))
        parts.append(say("they share {names} ({ties})", names=names(snapshot, row.shared), ties=ties))
    if not parts:
        parts.append(say("hit from several sides at once"))
    if not row.stopped_it:
        parts.append(say("it stopped of something else, or goes on worse"))
    return "; ".join(parts)


def _needed(needed: str) -> str:
    k, _, n = needed.partition("/")
    return say("{k} of {n} needed", k=k, n=n)
