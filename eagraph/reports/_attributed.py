"""Why the answer to a question changed, for a report: both sentences, the changes that matter, and the rows they moved."""

from __future__ import annotations

from typing import Any

from eagraph import analysis
from eagraph.attribution import Answer
from eagraph.attribution.explaining import change_text
from eagraph.attribution.saying import WHAT, fields_text, gathered, roles_text, with_roles
from eagraph.errors import EagraphError
from eagraph.locale import Text, both, plain
from eagraph.model.saying import label_text
from eagraph.report import Chapter
from eagraph.reports._differing import Compared
from eagraph.reports._draft import Asked, Draft, Section
from eagraph.reports._words import NOTHING, sentences


def section(draft: Draft, compared: Compared, asked: Asked, limit: int) -> Section:
    """One question, as it was answered then and is answered now."""
    found: Answer = asked.answer
    title = analysis.find(found.question).title
    if not found.rows:
        text = both("{title}: the answer is the same {ref}. {says}", title=title, ref=asked.ref, says=found.new_summary.text)
        return Section(
            Chapter(both("Why it changed: {title}", title=title), says=(draft.masked(text),)),
            ((NOTHING, draft.masked(text)),),
        )
    first = next(iter(gathered(found)), None)
    lead = both("{says} {ref}", says=found.summary.text, ref=asked.ref)
    most = None if first is None else both(
        "What moves most rows ({count}): {change}.", count=first.count, change=change_text(first.cause, compared.new.schema)
    )  # fmt: skip
    says = (
        both("Before: {says}", says=found.old_summary.text),
        both("After: {says}", says=found.new_summary.text),
        sentences(lead, most),
    )
    chapter = Chapter(
        both("Why it changed: {title}", title=title),
        says=tuple(draft.masked(text) for text in says),
        tables=(*_causes(draft, compared, asked), _rows(draft, compared, asked, limit)),
    )
    point = both("{title}.", title=title), draft.masked(sentences(lead, most))
    return Section(chapter, (point,))


def not_to_be_had(draft: Draft, question: str, error: EagraphError) -> Section:
    """A question that one of the two landscapes has no answer to."""
    title = analysis.find(question).title
    text = draft.masked(both("It cannot be asked of both: {why}", why=error.text))
    return Section(
        Chapter(both("Why it changed: {title}", title=title), says=(text,)), ((both("{title}.", title=title), text),)
    )


def _causes(draft: Draft, compared: Compared, asked: Asked) -> list[Any]:
    told = gathered(asked.answer)
    headings = {"change": both("Change"), "count": both("Rows moved"), "roles": both("In what role")}
    rows = [
        {
            "change": draft.masked(change_text(one.cause, compared.new.schema)), "count": one.count,
            "roles": roles_text(one.rows),
        }
        for one in told
    ]  # fmt: skip
    name = f"causes {asked.number}"
    return [draft.table(name, both("The changes that matter"), headings, rows, asked)] if rows else []


def _rows(draft: Draft, compared: Compared, asked: Asked, limit: int) -> Any:
    found: Answer = asked.answer
    headings = {
        "what": both("Row"), "name": both("Name"), "beside": both("Of what"), "kind": both("Kind"),
        "differs": both("What differs in it"), "because": both("Because of"), "id": both("Id"),
    }  # fmt: skip

    def name_of(text: str) -> str:
        return str(compared.name(text)) if text in compared.new.index or text in compared.old.index else text

    schema = compared.new.schema
    rows = [
        {
            "what": WHAT[row.what], "name": draft.masked(plain(row.name or row.id)),
            "beside": draft.masked(plain(row.beside)),
            "kind": label_text(schema, row.label), "differs": draft.masked(fields_text(row, found.question, name_of)),
            "because": draft.masked(with_roles(row.causes, schema)), "id": row.id,
        }
        for row in found.rows[:limit]
    ]  # fmt: skip
    if len(found.rows) > limit:
        draft.reasons.append(_more(analysis.find(found.question).title, len(found.rows) - limit))
    return draft.table(f"rows {asked.number}", both("Row by row"), headings, rows, asked)


def _more(title: Text, count: int) -> Text:
    return both("{title}: {count} more are not shown.", title=title, count=count)
