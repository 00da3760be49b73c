"""How a thing is classified: what its owner decided, what is required, what is assured, and which information it has."""

from __future__ import annotations

from typing import Any

from eagraph.escalation import escalate
from eagraph.locale import Text, both, joined, plain
from eagraph.memo.responsible import held
from eagraph.model.classification import ASPECTS, interval
from eagraph.model.nodes import ASPECTS as CALLED
from eagraph.report import Chapter, Table
from eagraph.reports._draft import Asked, Draft, Section
from eagraph.reports._words import level, named, sentences

HEADINGS = {
    "aspect": both("Aspect"), "assigned": both("Decided"), "required": both("Required"), "assured": both("Assured"),
    "verdict": both("Verdict"), "way": both("Why"),
}  # fmt: skip


def section(draft: Draft, node: int) -> Section:
    """The classification of one place."""
    asked = draft.ask("escalation", explain=draft.snapshot.nodes[node].id)
    rows = sorted(asked.rows, key=lambda row: ASPECTS.index(row.aspect))
    text = _says(rows, asked)
    tables = (
        [draft.table("classification", both("Levels"), HEADINGS, [_row(draft, row) for row in rows], asked)] if rows else []
    )
    assets = [i for i in held(escalate(draft.snapshot), node) if i != node and not draft.is_apart(i)]
    if assets:
        tables.append(_information(draft, assets))
        text = sentences(text, both("Information in it: {count}.", count=len(assets)))
    chapter = Chapter(both("Classification and information"), says=(text,), tables=tuple(tables))
    return Section(chapter, ((both("Classification."), text),))


def _says(rows: list[Any], asked: Asked) -> Text:
    if not rows:
        return both("Nobody has decided a level, and nothing known requires one {ref}.", ref=asked.ref)
    raised = [CALLED[row.aspect] for row in rows if row.raised]
    perhaps = [CALLED[row.aspect] for row in rows if row.possible and not row.raised]
    told = [both("Classified too low in {aspects} {ref}.", aspects=joined(raised, ", "), ref=asked.ref)] if raised else []
    if perhaps:
        told.append(both("Perhaps too low in {aspects} {ref}.", aspects=joined(perhaps, ", "), ref=asked.ref))
    if gaps := [CALLED[row.aspect] for row in rows if row.gap > 0]:
        told.append(both("Less is assured than required in {aspects} {ref}.", aspects=joined(gaps, ", "), ref=asked.ref))
    return sentences(*told) if told else both("Nothing requires more than what is decided {ref}.", ref=asked.ref)


def _row(draft: Draft, row: Any) -> dict[str, Any]:
    model = draft.snapshot.schema.classification
    verdict = both("in order")
    if row.raised:
        verdict = both("classified too low")
    elif row.possible:
        verdict = both("perhaps too low")
    ends = {
        name: level(model, getattr(row, f"{name}_low"), getattr(row, f"{name}_high"))
        for name in ("assigned", "required", "assured")
    }
    why = draft.way(row.witness) if len(row.witness) > 1 else joined([], "")
    return {"aspect": CALLED[row.aspect], **ends, "verdict": verdict, "way": why}


def _information(draft: Draft, assets: list[int]) -> Table:
    model, read = (
        draft.snapshot.schema.classification,
        draft.look(both("Information in a place, and what its owners decided.")),
    )
    headings: dict[str, Text] = {"name": both("Information"), "owner": both("Owner")}
    headings |= {aspect: plain(aspect.upper()) for aspect in ASPECTS}
    rows = []
    for asset in assets:
        ends = {aspect: interval(draft.snapshot.nodes[asset].properties, aspect) for aspect in ASPECTS}
        owners = named(draft.snapshot.nodes[i].name for i in draft.snapshot.owners(asset))
        levels: dict[str, Text] = {aspect: level(model, end.low, end.high) for aspect, end in ends.items()}
        row: dict[str, Text] = {"name": draft.call(asset), "owner": owners}
        rows.append({**row, **levels})
    return draft.table("information", both("Information in it, as its owners decided"), headings, rows, read)
