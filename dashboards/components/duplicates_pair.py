"""One pair: how likely and why, both systems side by side, what can be decided, and what ending one of them takes."""

from __future__ import annotations

from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboards import address, words
from dashboards.answers import Answers
from dashboards.components import (
    duplicates_beside,
    duplicates_deciding,
    duplicates_evidence,
    duplicates_migration,
    duplicates_pairs,
    duplicates_words,
)
from dashboards.components.boxes import Part, row, small, stack
from dashboards.components.duplicates_words import Found
from dashboards.components.frame import button_link, section
from eagraph.analysis.duplicates import Answer, Row
from eagraph.analysis.parallel_solutions import Row as Parallel
from eagraph.duplicates.pairs import KINDS, Kind
from eagraph.duplicates.verdicts import read, told
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import say


def shown(answers: Answers, kind: Kind, a: str, b: str, ends: str) -> Component:
    """All of one pair.

    Args:
        answers: where questions are asked.
        kind: as which sort of pair it is looked at.
        a: id of the one.
        b: id of the other.
        ends: id of the one that would end; empty: the local one, else the one on which less hangs.
    """
    snapshot = answers.workspace.snapshot()
    found = find(answers, kind, a, b)
    one, other = (found.row.a, found.row.b) if found else (a, b)
    names = [snapshot.nodes[snapshot.index[id_]].name for id_ in (one, other)]
    marked: dict[str, Any] = {"data-pair": f"{a}|{b}"}
    heading = html.H2(say("{one} and {other}", one=names[0], other=names[1]), tabIndex=-1, **marked)
    about: list[Part] = duplicates_evidence.title_of(found) if found else [_not_told(kind)]
    parts: list[Part] = [
        heading,
        *about,
        _programme(found.parallel) if found and found.parallel else None,
        _links(answers, kind, (one, other), names),
        duplicates_beside.shown(snapshot, snapshot.index[one], snapshot.index[other]),
        duplicates_evidence.shown(found) if found else None,
        duplicates_evidence.cluster(_answer(answers, kind), one, other),
        _deciding(answers, kind, found, (one, other)),
        _migration(snapshot, kind, (one, other), ends),
    ]
    return html.Section(stack(parts, gap="lg"))


def find(answers: Answers, kind: Kind, a: str, b: str) -> Found | None:
    """A pair of a kind, however likely, also one that somebody decided is none; None where nothing was found to compare."""
    decided = read(answers.workspace.duplicates.told())
    key = (min(a, b), max(a, b))
    verdict = decided.get(key)
    if verdict == "different":
        decided[key] = "later"
    lines = told((*ids, said) for ids, said in decided.items())
    answer = duplicates_pairs.ask(answers, kind, of=[a, b], min_score=0, decided=lines)
    row_: Row | None = next((one for one in answer.rows if {one.a, one.b} == {a, b}), None)
    if row_ is None:
        return None
    if kind == "same-record":
        row_ = row_.model_copy(update={"decided": verdict})
    return Found(row_, duplicates_pairs.ask_parallel(answers).get((row_.a, row_.b)) if kind == KINDS[1] else None)


def _answer(answers: Answers, kind: Kind) -> Answer:
    answer: Any = duplicates_pairs.ask(answers, kind)
    found: Answer = answer
    return found


def _not_told(kind: Kind) -> Component:
    if kind == "same-record":
        return small(say("Nothing in their names, products or keys says that the two are one record; here they are anyway."))
    return small(say("The two are not found as: {kind}. Here they are anyway.", kind=str(duplicates_words.KINDS[kind])))


def _programme(found: Parallel) -> Component:
    """What the programme's verdict rests on besides: scope, dates, exemption."""
    told_ = []
    if found.common_status:
        told_.append(say("The common one is {status}.", status=words.word(found.common_status)))
    if found.rule and found.in_scope is not None:
        told_.append(say("It is meant for them.") if found.in_scope else say("It is not said to be meant for them."))
    if found.since or found.common_since:
        first = found.since or say("unknown")
        told_.append(say("There since {a} and {b}.", a=first, b=found.common_since or say("unknown")))
    if found.exemption:
        told_.append(say("Exempted by {id}.", id=found.exemption))
    return html.P(" ".join(told_)) if told_ else html.P("")


def _links(answers: Answers, kind: Kind, ids: tuple[str, str], names: list[str]) -> Component:
    """The pages of both, the same two as another kind where they are found as such, the findings they are part of."""
    parts: list[Part] = [
        button_link(say("All about {name}", name=name), address.link("/thing", id=id_))
        for id_, name in zip(ids, names, strict=True)
    ]
    for other in KINDS:
        if other != kind and any({one.a, one.b} == {*ids} for one in duplicates_pairs.ask(answers, other).rows):
            text = say("Found also as: {kind}", kind=str(duplicates_words.KINDS[other]))
            parts.append(button_link(text, duplicates_words.link(other, *ids)))
    return row(parts)


def _deciding(answers: Answers, kind: Kind, found: Found | None, ids: tuple[str, str]) -> Component:
    if kind == "same-record":
        return duplicates_deciding.box(answers.workspace, *ids)
    common = bool(found and found.parallel and found.parallel.rule)
    return duplicates_deciding.instead(kind, *ids, {"common": common})


def _migration(snapshot: Snapshot, kind: Kind, ids: tuple[str, str], ends: str) -> Component:
    usual = ids[0] if kind == "parallel-solution" else duplicates_migration.least_tied(snapshot, *ids)
    chosen = ends if ends in ids else usual
    place = html.Div(id="duplicates-migration")
    head = say("What ending one of them takes")
    return section(head, [duplicates_migration.head(snapshot, *ids, chosen), place])
