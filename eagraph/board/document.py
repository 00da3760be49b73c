"""A report as a document: a page of conclusions, the chapters, what it cannot tell, its words, where figures are from."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from eagraph.board import BoardReport, Section, Sheet
from eagraph.board._appendix import appendix
from eagraph.board._bars import picture
from eagraph.board._glossary import GLOSSARY
from eagraph.drawing import Picture
from eagraph.locale import Text, both, plain
from eagraph.report import Chapter, Document, Table

STANDINGS = {"act": both("calls for a decision"), "in_order": both("in order"), "unknown": both("cannot be told")}
MOST_ON_FIRST_PAGE = 8
_NOTHING = plain("")
_BLANK = "_" * 10
"""Room to fill in."""
_FIRST = ("risks", "incidents", "work", "findings")
"""In which order a member of the board reads the conclusions."""


def document(report: BoardReport) -> Document:
    """Something to read, and to go on writing in."""
    chapters = tuple(_chapters(report))
    return Document(
        title=both("Information security {year}: {name}", year=report.year, name=report.organisation.name),
        summary=_about(report),
        facts=tuple(_facts(report)),
        tables=tuple(table for chapter in chapters for table in chapter.tables),
        data=report.model_dump(mode="json"),
        marking=report.marking.text.text,
        chapters=chapters,
    )


def _about(report: BoardReport) -> Text:
    return both(
        "Draft of the yearly report on information security, from the city's register as of {day}. It looks at {since} to "
        "{until}, beside the same time the year before.", day=report.snapshot.date[:10], since=report.since,
        until=report.until,
    )  # fmt: skip


def _chapters(report: BoardReport) -> Iterator[Chapter]:
    yield _conclusions(report)
    if report.proposals:
        yield _decisions(report)
    for number, section in enumerate(report.sections, start=1):
        yield _chapter(section, number)
    number = len(report.sections) + 1
    yield Chapter(both("{number}. What is proposed", number=number), says=(_PROPOSED,), tables=tuple(_proposals(report)))
    yield _limits(report, number + 1)
    yield Chapter(both("Words in the report"), points=GLOSSARY)
    yield appendix(report)


def _conclusions(report: BoardReport) -> Chapter:
    """What a member of the board takes with them."""
    rows = [
        {"area": section.title.text, "standing": STANDINGS[section.standing], "in_short": section.in_short.text}
        for section in report.sections
        if section.standing and section.in_short
    ]
    headings = {"area": both("Area"), "standing": both("How it stands"), "in_short": both("In short")}
    by_name = {section.name: section.conclusions for section in report.sections}
    points = tuple((one.about.text, one.says.text) for name in _FIRST for one in by_name.get(name, ()))
    table = Table.of("conclusions", rows, called=both("How it stands, area by area"), headed=headings)
    return Chapter(both("Conclusions"), says=(report.summary.text, _NUMBERS), points=points, tables=(table,))


def _decisions(report: BoardReport) -> Chapter:
    """What is proposed, in a list on the first page."""
    says = both("With reasons, and room for who does it and by when, in chapter {number}.", number=len(report.sections) + 1)
    points = [(_NOTHING, one.what.text) for one in report.proposals[:MOST_ON_FIRST_PAGE]]
    if more := len(report.proposals) - MOST_ON_FIRST_PAGE:
        points += [(_NOTHING, both("… and {count} more", count=more))] if more > 0 else []
    return Chapter(both("Proposed to be decided"), says=(says,), points=tuple(points))


_NUMBERS = both("Numbers in brackets, as [1], lead to the appendix, which tells how anybody gets the figure again.")
_PROPOSED = both(
    "Proposals that follow from the figures. The coordinator goes through them before the report is handed over, strikes "
    "out what does not fit, and fills in who does it and by when."
)


def _chapter(section: Section, number: int) -> Chapter:
    return Chapter(
        both("{number}. {title}", number=number, title=section.title.text),
        says=tuple(words.text for words in section.says),
        tables=tuple(_table(sheet) for sheet in section.sheets),
        draw=partial(_drawn, section),
        on_new_page=number == 1,
    )


def _drawn(section: Section) -> tuple[Picture, ...]:
    return tuple(picture(chart) for chart in section.charts)


def _table(sheet: Sheet) -> Table:
    headings = {key: words.text for key, words in sheet.headings.items()}
    return Table.of(sheet.name, list(sheet.rows), headings, called=sheet.title.text, headed=headings)


def _proposals(report: BoardReport) -> Iterator[Table]:
    if not report.proposals:
        return
    headings = {
        "item": both("No."),
        "what": both("Proposal"),
        "why": both("Why"),
        "who": both("Who does it"),
        "by": both("By when"),
    }
    rows = [
        {"item": number, "what": one.what.text, "why": one.why.text, "who": _BLANK, "by": _BLANK}
        for number, one in enumerate(report.proposals, start=1)
    ]
    yield Table.of("proposals", rows, called=both("Proposals"), headed=headings)


def _limits(report: BoardReport, number: int) -> Chapter:
    """What the report cannot tell."""
    reasons = tuple((_NOTHING, reason.text) for reason in report.completeness.reasons)
    says = both(
        "The report tells what the register holds. What nobody has recorded is not in it, and what is unknown counts "
        "neither as good nor as bad. Protective security (säkerhetsskydd) is handled elsewhere and is not in it."
    )
    return Chapter(both("{number}. What the report cannot tell", number=number), says=(says,), points=reasons)


def _facts(report: BoardReport) -> Iterator[tuple[Text, str]]:
    """What it rests on and how it was made."""
    yield both("Data"), f"{report.snapshot.date} · {report.snapshot.hash}"
    if report.snapshot.scenario:
        yield both("Scenario"), report.snapshot.scenario
    yield both("Written on"), report.written_on
    yield both("Classification model"), f"{report.model_id} {report.model_version} · {report.model_hash}"
    if report.rules_hash:
        yield both("Rules of the programme"), report.rules_hash
    yield both("How its class was worked out"), str(report.marking.because)
    yield both("Program"), report.engine
