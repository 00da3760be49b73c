"""What of a package is worked out: the report in its formats, its data, and the answers behind it."""

from __future__ import annotations

from dataclasses import replace

from eagraph import report
from eagraph.locale import current
from eagraph.model.identity import slug
from eagraph.packages import Order
from eagraph.packages._landscape import as_json
from eagraph.packages._listening import Listening
from eagraph.report import Document
from eagraph.reports import Desk, written
from eagraph.work import counted

WORKED_OUT = ("report/", "data/", "answers/")


def contents(desk: Desk, order: Order, *, only_report: bool = False) -> dict[str, bytes]:
    """The members that follow from the landscape and what was asked; or the report in its formats alone.

    Raises:
        EagraphError: the report cannot be written.
    """
    token = current.set(order.language)
    try:
        listening = Listening(desk)
        document = written(listening, order.report, order.params)
        told = {} if only_report else {"data/report.json": as_json(document.data), **_tables(document)}
        for number, (name, answer) in enumerate([] if only_report else listening.answers, start=1):
            told[f"answers/{number:03}-{name}.json"] = as_json(answer)
        for form in counted(order.formats, len(order.formats)):
            format_ = report.find(form)
            told[f"report/{order.report}.{format_.suffix}"] = format_.render(document)
        return told
    finally:
        current.reset(token)


def _tables(document: Document) -> dict[str, bytes]:
    """Every table as CSV, numbered in reading order."""
    csv = report.find("csv")
    return {
        f"data/{number:02}-{slug(table.name) or 'table'}.csv": csv.render(replace(document, tables=(table,), chapters=()))
        for number, table in enumerate(document.tables, start=1)
    }
