"""Duplicates: one system registered twice, two for one need, one product in several places; with what speaks for each.

Three findings that are never mixed, each with its evidence, what would turn it round, and whom to ask. Nothing is merged.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from eagraph.duplicates.pairs import KINDS
from eagraph.locale import Text, both, joined, plain
from eagraph.report import Chapter, Document, Table, choice
from eagraph.reports import Desk, _people
from eagraph.reports._draft import Asked, Draft, Section
from eagraph.reports._holdings import find_organisation, held_by
from eagraph.reports._telling import told
from eagraph.reports._words import named, sentences

title = both("Duplicates")
about = both("Systems that are one registered twice, do what another does, or are one product in several places.")
TITLES = {
    "same-record": (both("One system registered twice"), both("Registered twice.")),
    "parallel-solution": (both("Two systems for one need"), both("For one need.")),
    "several-installations": (both("One product in several places"), both("In several places.")),
}
MOST_EVIDENCE = 3


class Params(BaseModel):
    """Whose, and how sure."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    organisation: str = Field(
        default="", description="only pairs with something this organisation answers for; empty is everybody",
        json_schema_extra={"names": "thing"},
    )  # fmt: skip
    min_score: float = Field(
        default=0.5, ge=0, le=1, title="least score", description="pairs with a lower score are not told"
    )
    limit: int = Field(default=500, ge=1, le=100_000, description="no more rows than this in any list")


def write(desk: Desk, params: Params) -> Document:
    """The report.

    Raises:
        UnknownName: there is no such organisation.
        UsageError: it is no organisation.
    """
    draft = Draft(desk, "duplicates", params)
    organisation = find_organisation(draft, params.organisation) if params.organisation else None
    asked = draft.ask("duplicates", min_score=params.min_score, limit=100_000, at=desk.today())
    pairs = [row for row in asked.rows if not any(_is_apart(draft, id_) for id_ in (row.a, row.b))]
    if organisation is not None:
        mine = {draft.snapshot.nodes[i].id for i in held_by(draft.snapshot, organisation)}
        pairs = [row for row in pairs if mine & {row.a, row.b}]
    heading = title if organisation is None else both("Duplicates: {name}", name=draft.call(organisation))
    sections = [_of_kind(draft, asked, [row for row in pairs if row.kind == kind], kind) for kind in KINDS]
    sections.append(_groups(draft, asked, {id_ for row in pairs for id_ in (row.a, row.b)}))
    things = {draft.snapshot.index[id_] for row in pairs for id_ in (row.a, row.b) if id_ in draft.snapshot.index}
    sections.append(_people.section(draft, things, both("Whom to ask")))
    return told(draft, heading, _summary(pairs), sections)


def _summary(pairs: Sequence[Any]) -> Text:
    counts = {kind: sum(row.kind == kind for row in pairs) for kind in KINDS}
    return both(
        "Pairs that may be one system registered twice: {same}; that serve one need: {parallel}; of one product in several "
        "places: {several}.", same=counts["same-record"], parallel=counts["parallel-solution"],
        several=counts["several-installations"],
    )  # fmt: skip


def _of_kind(draft: Draft, asked: Asked, rows: list[Any], kind: str) -> Section:
    """One of the three findings."""
    heading, about_ = TITLES[kind]
    headings = {
        "one": both("One"),
        "other": both("The other"),
        "probability": both("How probable"),
        "because": both("What speaks most for it"),
        "change": both("What would turn it round"),
        "decided": both("Decided"),
        "owners": both("Owners"),
        "id": both("Id"),
    }
    told_rows = [
        {
            "one": draft.name_of(row.a), "other": draft.name_of(row.b), "probability": round(row.probability, 2),
            "because": row.because.text, "change": joined([words.text for words in row.would_change[:MOST_EVIDENCE]], " "),
            "decided": choice(row.decided) if row.decided else both("not yet"), "owners": _owners(draft, (row.a, row.b)),
            "id": f"{row.a} {row.b}",
        }
        for row in rows
    ]  # fmt: skip
    open_ = [row for row in rows if row.decided is None]
    text = both(
        "Pairs: {count}, of which nobody has decided: {open} {ref}.", count=len(rows), open=len(open_), ref=asked.ref
    )
    if rows:
        pairs = named((f"{draft.name_of(row.a)} – {draft.name_of(row.b)}" for row in rows), 3)
        text = sentences(text, both("The most probable: {pairs}.", pairs=pairs))
    tables: list[Table] = [draft.table(kind, both("Pairs"), headings, told_rows, asked)] if rows else []
    if rows:
        tables.append(_evidence(draft, asked, rows, kind))
    return Section(Chapter(heading, says=(text,), tables=tuple(tables)), ((about_, text),))


def _evidence(draft: Draft, asked: Asked, rows: list[Any], kind: str) -> Table:
    """What was compared, pair by pair."""
    headings = {
        "pair": both("Pair"),
        "feature": both("What was compared"),
        "says": both("What it says"),
        "weight": both("Weight (bits)"),
    }
    lines = [
        {
            "pair": plain(f"{draft.name_of(row.a)} – {draft.name_of(row.b)}"),
            "feature": choice(one.feature),
            "says": one.says.text,
            "weight": round(one.weight, 1),
        }
        for row in rows
        for one in sorted(row.evidence, key=lambda one: -abs(one.weight))[:MOST_EVIDENCE]
    ]
    return draft.table(f"{kind} evidence", both("What speaks for and against"), headings, lines, asked)


def _groups(draft: Draft, asked: Asked, ids: set[str]) -> Section:
    """What hangs together in more than pairs."""
    groups = [group for group in asked.answer.groups if len(group.members) > 2 and ids & set(group.members)]
    headings = {"kind": both("Kind"), "members": both("Members"), "count": both("How many"), "weak": both("Weak links")}
    rows = [
        {
            "kind": TITLES[group.kind][0], "members": draft.names_of(group.members), "count": len(group.members),
            "weak": ", ".join(group.weak),
        }
        for group in groups
    ]  # fmt: skip
    tables = (draft.table("groups", both("Groups"), headings, rows, asked),) if rows else ()
    text = both("Groups of three or more: {count} {ref}.", count=len(groups), ref=asked.ref)
    return Section(Chapter(both("Groups"), says=(text,), tables=tables))


def _owners(draft: Draft, ids: Sequence[str]) -> Text:
    nodes = [draft.snapshot.index[id_] for id_ in ids if id_ in draft.snapshot.index]
    owners = dict.fromkeys(owner for node in nodes for owner in draft.snapshot.owners(node))
    return named(draft.snapshot.nodes[owner].name for owner in owners) if owners else both("nobody stated")


def _is_apart(draft: Draft, id_: str) -> bool:
    node = draft.node(id_)
    return node is not None and draft.is_apart(node)
