"""The ranked pairs of one kind as a table, what a filter hides of them, and what hangs together beyond pairs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboards import words
from dashboards.answers import Answers
from dashboards.components import duplicates_words
from dashboards.components.boxes import Part, row, small
from dashboards.components.duplicates_words import Found
from dashboards.components.frame import section
from dashboards.components.tables import Column, table
from eagraph.analysis.duplicates import Row
from eagraph.analysis.parallel_solutions import Row as Parallel
from eagraph.duplicates.pairs import Kind
from eagraph.escalation.owners import boards
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import say
from eagraph.results import Result

TABLE = "duplicates-table"
MOST = 1_000_000
PROGRAMME: dict[str, Any] = {"among_local": True, "limit": 100_000}


@dataclass(frozen=True)
class PairColumn(Column):
    """The two of a pair as a link that chooses it."""

    def definition(self) -> dict[str, Any]:
        """The column as AG Grid has it."""
        return {**Column.definition(self), "cellRenderer": "PairLink"}


def ask(answers: Answers, kind: Kind, **more: Any) -> Result[Row]:
    """The pairs of a kind. What was decided goes along, so that an answer from before a decision is not taken."""
    told = {"kind": kind, "decided": answers.workspace.duplicates.told(), "limit": MOST, **more}
    if kind == "parallel-solution":
        told["min_score"] = 0
    return answers.ask("duplicates", **{name: value for name, value in told.items() if value not in ((), None)})


def ask_programme(answers: Answers) -> Result[Parallel]:
    """What the programme says of parallel solutions."""
    return answers.ask("parallel-solutions", **PROGRAMME)


def ask_parallel(answers: Answers) -> dict[tuple[str, str], Parallel]:
    """The same by local system and the other."""
    return {(one.id, one.common): one for one in ask_programme(answers).rows if one.rule in (None, "COM-01")}


def found(answers: Answers, kind: Kind) -> list[Found]:
    """The pairs in the order they should be looked at: what breaks the programme first, then the likeliest."""
    rows_ = ask(answers, kind).rows
    if kind != "parallel-solution":
        return [Found(one) for one in rows_]
    parallels = ask_parallel(answers)
    order = list(duplicates_words.VERDICTS)
    pairs = [Found(one, parallels.get((one.a, one.b))) for one in rows_]
    return sorted(pairs, key=lambda one: (order.index(one.verdict) if one.verdict in order else 99, -one.row.score))


def kept(snapshot: Snapshot, pairs: Iterable[Found], organisation: str) -> list[Found]:
    """The pairs of which one belongs to a board or company; all where none is said."""
    return [one for one in pairs if not organisation or organisation in {*_boards(snapshot, one)}]


def organisations(snapshot: Snapshot) -> dict[str, str]:
    """The boards and companies that systems belong to: id → name, and the id beside a name that several have."""
    of = boards(snapshot)
    numbers = {of[i] for i, node in enumerate(snapshot.nodes) if node.label == "System" and i in of}
    found_ = [snapshot.nodes[i] for i in sorted(numbers)]
    names = Counter(node.name for node in found_)
    return {node.id: node.name if names[node.name] == 1 else f"{node.name} · {node.id}" for node in found_}


def _boards(snapshot: Snapshot, one: Found) -> list[str]:
    of = boards(snapshot)
    numbers = (of.get(snapshot.index[id_]) for id_ in (one.row.a, one.row.b) if id_ in snapshot.index)
    return list(dict.fromkeys(snapshot.nodes[number].id for number in numbers if number is not None))


def _names(snapshot: Snapshot, ids: Iterable[str]) -> list[str]:
    """What they are called, each name once."""
    return list(dict.fromkeys(snapshot.nodes[snapshot.index[id_]].name for id_ in ids))


def listed(snapshot: Snapshot, kind: Kind, shown: Sequence[Found], total: int, organisation: str) -> Component:
    """The table, and how many pairs its filter hides."""
    told = {"shown": len(shown), "total": total, "hidden": total - len(shown)}
    count = say("{shown} of {total} pairs; {hidden} hidden by filter.", **{k: words.number(v) for k, v in told.items()})
    parts: list[Part] = [html.P(count, role="status", className="eagraph-count")]
    if shown:
        parts.append(small(say("Choose a pair (click, or Enter on its cell) to compare the two and to decide.")))
    label = str(duplicates_words.KINDS[kind])
    if not shown:
        return section(label, [row(parts, gap="md")])
    columns = [
        PairColumn("pair", say("Pair"), share=4, wraps=True),
        Column("score", say("Score"), "number", width=88),
        Column("chance", say("How likely"), share=2, wraps=True),
        Column("verdict", say("Verdict"), share=2, wraps=True),
        *([Column("decided", say("Decided"), share=2, wraps=True)] if kind == "same-record" else []),
        Column("organisations", say("Board or company"), width=190, wraps=True),
        Column("because", say("What speaks most for it"), share=5, wraps=True),
    ]
    grid = table(TABLE, label, columns, rows(snapshot, kind, shown, organisation), height=430, row_id="id")
    return section(label, [row(parts, gap="md"), grid])


def rows(snapshot: Snapshot, kind: Kind, shown: Iterable[Found], organisation: str) -> list[dict[str, Any]]:
    """The rows of the table."""
    chosen = {"organisation": organisation} if organisation else {}
    return [
        {
            "id": f"{one.row.a}|{one.row.b}", "a": one.row.a, "b": one.row.b,
            "pair": f"{one.row.a_name} · {one.row.b_name}",
            "href": duplicates_words.link(kind, one.row.a, one.row.b, chosen),
            "score": round(one.row.score, 3), "chance": duplicates_words.chance(one.row.probability),
            "verdict": duplicates_words.verdict(one), "decided": duplicates_words.decided(one.row.decided),
            "organisations": ", ".join(_names(snapshot, _boards(snapshot, one))),
            "because": str(one.row.because),
        }
        for one in shown
    ]  # fmt: skip
