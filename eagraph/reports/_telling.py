"""A draft as a document: conclusions first, then its chapters, what it cannot tell, and where its figures are from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from importlib.metadata import version
from typing import Any

from eagraph import report
from eagraph.board.marking import marking
from eagraph.locale import Text, both, plain
from eagraph.report import Chapter, Document, Table
from eagraph.reports import find
from eagraph.reports._draft import Asked, Draft, Section, whole_table
from eagraph.reports._words import NOTHING
from eagraph.results import SnapshotInfo, State

NUMBERS = both("Numbers in brackets, as [1], lead to the last chapter, which tells how anybody gets the figure again.")
KINDS = {
    "analysis": both("analysis"),
    "check": both("check of rules"),
    "scenario": both("comparison of scenarios"),
    "landscape": both("read from the register"),
}


def told(draft: Draft, title: Text, summary: Text, sections: Iterable[Section]) -> Document:
    """The report.

    Args:
        draft: what it is written with.
        title: its name.
        summary: what it comes to, in one sentence.
        sections: its chapters in reading order, with their conclusions; numbered here.
    """
    given = tuple(sections)
    first = Chapter(both("Conclusions"), says=(NUMBERS,), points=tuple(point for part in given for point in part.points))
    middle = [part.chapter for part in given if part.chapter.says or part.chapter.points or part.chapter.tables]
    last = [_limits(draft), _sources(draft)]
    numbered = [_numbered(number, chapter) for number, chapter in enumerate([*middle, *last], start=1)]
    parts = (first, *numbered)
    class_ = marking(draft.snapshot, draft.told_of)
    tables = tuple(table for part in parts for table in part.tables)
    facts = (*_facts(draft), (both("How its class was worked out"), str(class_.because)))
    data = {
        **_about(draft),
        "title": title.as_dict(),
        "summary": summary.as_dict(),
        "marking": class_.model_dump(mode="json"),
        "chapters": [_chapter(part) for part in parts],
        "sources": [_source(draft, one) for one in draft.asked],
        "completeness": {
            "state": "incomplete" if _reasons(draft) else "complete",
            "reasons": [reason.as_dict() for reason, _ in _reasons(draft)],
        },
    }
    return Document(title, summary, facts, tables, data, marking=class_.text.text, chapters=parts, is_wide=True)


def day_of(info: SnapshotInfo) -> SnapshotInfo:
    """What a snapshot says of itself, with the day it was loaded: the hour changes nothing of what is told."""
    return info.model_copy(update={"date": info.date[:10]})


def _numbered(number: int, chapter: Chapter) -> Chapter:
    return replace(chapter, title=both("{number}. {title}", number=number, title=chapter.title or NOTHING))


def _reasons(draft: Draft) -> list[tuple[Text, str]]:
    """What the report cannot tell, each once, with the numbers of the answers that say so."""
    found: dict[Text, list[str]] = {reason: [] for reason in draft.reasons}
    for one in draft.asked:
        hidden = max((result.hidden for result in one.results), default=0)
        told = [draft.masked(reason.text) for result in one.results for reason in result.completeness.reasons]
        told += [both("{count} relationships or rows are hidden by a filter.", count=hidden)] if hidden else []
        for reason in dict.fromkeys(told):
            found.setdefault(reason, []).append(one.ref)
    return [(reason, "".join(refs)) for reason, refs in found.items()]


def _limits(draft: Draft) -> Chapter:
    says = both(
        "The report tells what the register holds. What nobody has recorded is not in it, and what is unknown counts "
        "neither as good nor as bad. Protective security (säkerhetsskydd) is handled elsewhere and is not in it."
    )
    points = tuple((NOTHING, both("{reason} {refs}", reason=reason, refs=refs)) for reason, refs in _reasons(draft))
    return Chapter(both("What the report cannot tell"), says=(says,), points=points)


def _sources(draft: Draft) -> Chapter:
    """Under every number, how anybody gets the figure again."""
    info = SnapshotInfo.of(draft.snapshot)
    says = both(
        "All figures are from data of {date}, hash {hash}. An analysis is asked by `eagraph analyse NAME` with the "
        "parameters beside it; what it does not name is as usual. The same data always give the same figures.",
        date=info.date[:10],
        hash=info.hash,
    )
    headings = {
        "number": both("No."), "kind": both("Kind"), "name": both("Name"), "params": both("Parameters"),
        "says": both("What it says"), "state": both("Completeness"),
    }  # fmt: skip
    rows = [
        {
            "number": one.ref, "kind": KINDS[one.kind], "name": one.name, "params": _params(one), "says": one.says,
            "state": report.STATES[_state(one)],
        }
        for one in draft.asked
    ]  # fmt: skip
    table = whole_table("sources", both("What was asked"), headings, rows)
    return Chapter(both("Where the figures come from"), says=(says,), tables=(table,))


def _params(one: Asked) -> str:
    said = {key: value for key, value in one.params.items() if value not in (None, False, "", (), [])}
    return ", ".join(f"{key}={_listed(value)}" for key, value in said.items()) or "–"


def _listed(value: object) -> str:
    if isinstance(value, list | tuple):
        more = len(value) - 8
        return " ".join(map(str, value[:8])) + (f" … (+{more})" if more > 0 else "")
    return str(value)


def _about(draft: Draft) -> dict[str, Any]:
    model = draft.snapshot.schema.classification
    return {
        "report": draft.name,
        "params": draft.params.model_dump(mode="json"),
        "date": draft.desk.today().isoformat(),
        "snapshot": day_of(SnapshotInfo.of(draft.snapshot)).model_dump(mode="json"),
        "model": {"id": model.id, "version": model.version, "hash": model.hash},
        "engine": f"eagraph {version('eagraph')}",
    }


def _facts(draft: Draft) -> Iterator[tuple[Text, str]]:
    """What it rests on and how it was made."""
    about = _about(draft)
    model, info = about["model"], SnapshotInfo.of(draft.snapshot)
    said = {key: value for key, value in about["params"].items() if value not in (None, False, "", [])}
    yield both("Report"), f"{find(draft.name).title} ({draft.name})"
    yield both("Parameters"), ", ".join(f"{key}={_listed(value)}" for key, value in said.items()) or "–"
    yield both("Date of the report"), about["date"]
    yield both("Data"), f"{info.date[:10]} · {info.hash}"
    if info.scenario:
        yield both("Scenario"), info.scenario
    yield both("Classification model"), f"{model['id']} {model['version']} · {model['hash']}"
    yield both("Program"), about["engine"]


def _chapter(part: Chapter) -> dict[str, Any]:
    return {
        "title": (part.title or NOTHING).as_dict(),
        "says": [text.as_dict() for text in part.says],
        "points": [{"about": about.as_dict(), "says": says.as_dict()} for about, says in part.points],
        "tables": [_table(table) for table in part.tables],
    }


def _table(table: Table) -> dict[str, Any]:
    return {
        "name": table.name,
        "title": (table.called or plain(table.name)).as_dict(),
        "columns": {column: table.heading(column).as_dict() for column in table.columns},
        "rows": [dict(zip(table.columns, row, strict=True)) for row in table.values],
    }


def _source(draft: Draft, one: Asked) -> dict[str, Any]:
    told: dict[str, Any] = {"number": one.number, "kind": one.kind, "name": one.name, "params": _jsonable(one.params)}
    told |= {"says": one.says.as_dict()}
    if one.results:
        reasons = dict.fromkeys(
            draft.masked(reason.text) for result in one.results for reason in result.completeness.reasons
        )
        told |= {
            "completeness": {"state": _state(one), "reasons": [reason.as_dict() for reason in reasons]},
            "hidden": max(result.hidden for result in one.results), "rows": sum(len(result.rows) for result in one.results),
        }  # fmt: skip
    return told


def _jsonable(params: Any) -> Any:
    from pydantic_core import to_jsonable_python

    return to_jsonable_python(dict(params))


def _state(one: Asked) -> State:
    """How complete an answer is; of several, the least."""
    states: set[State] = {"complete", *(result.completeness.state for result in one.results)}
    return max(states, key=list(report.STATES).index)
