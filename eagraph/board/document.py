"""A report as a document: a page of conclusions, the chapters, what it cannot tell, its words, and where figures are from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from eagraph.board import BoardReport, Figure, Section, Sheet
from eagraph.board._bars import picture
from eagraph.board._words import plain
from eagraph.drawing import Picture
from eagraph.locale import Text, both
from eagraph.report import Chapter, Document, Table

STANDINGS = {"act": both("calls for a decision"), "in_order": both("in order"), "unknown": both("cannot be told")}
MOST_ON_FIRST_PAGE = 7
_NOTHING = plain("")


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
        "{until}, beside the same time the year before.", day=report.snapshot.date[:10], since=report.since, until=report.until,
    )  # fmt: skip


def _chapters(report: BoardReport) -> Iterator[Chapter]:
    yield _conclusions(report)
    for number, section in enumerate(report.sections, start=1):
        yield _chapter(section, number)
    number = len(report.sections) + 1
    yield Chapter(both("{number}. What is proposed", number=number), says=(_PROPOSED,), tables=tuple(_proposals(report)))
    yield _limits(report, number + 1)
    yield Chapter(both("Words in the report"), points=_WORDS)
    yield _appendix(report)


def _conclusions(report: BoardReport) -> Chapter:
    """The first page."""
    rows = [
        {"area": section.title.text, "standing": STANDINGS[section.standing], "in_short": section.in_short.text}
        for section in report.sections
        if section.standing and section.in_short
    ]
    headings = {"area": both("Area"), "standing": both("How it stands"), "in_short": both("In short")}
    proposed = tuple((_NOTHING, one.what.text) for one in report.proposals[:MOST_ON_FIRST_PAGE])
    says = [report.summary.text, _NUMBERS]
    if proposed:
        says.append(both("What is proposed, with reasons in chapter {number}:", number=len(report.sections) + 1))
    table = Table.of("conclusions", rows, called=both("How it stands"), headed=headings)
    return Chapter(both("Conclusions"), says=tuple(says), points=proposed, tables=(table,))


_NUMBERS = both("Numbers in brackets, as [1], lead to the appendix, which tells how anybody gets the figure again.")
_PROPOSED = both(
    "Proposals that follow from the figures. The coordinator goes through them before the report is handed over, strikes out "
    "what does not fit, and fills in who does it and by when."
)


def _chapter(section: Section, number: int) -> Chapter:
    return Chapter(
        both("{number}. {title}", number=number, title=section.title.text),
        says=tuple(words.text for words in section.says),
        points=tuple((point.first.text, point.rest.text) for point in section.points),
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
        {"item": number, "what": one.what.text, "why": one.why.text, "who": "", "by": ""}
        for number, one in enumerate(report.proposals, start=1)
    ]
    yield Table.of("proposals", rows, called=both("Proposals"), headed=headings)


def _limits(report: BoardReport, number: int) -> Chapter:
    """What the report cannot tell."""
    reasons = tuple((_NOTHING, reason.text) for reason in report.completeness.reasons)
    says = both(
        "The report tells what the register holds. What nobody has recorded is not in it, and what is unknown counts neither "
        "as good nor as bad. Protective security (säkerhetsskydd) is handled elsewhere and is not in it."
    )
    return Chapter(both("{number}. What the report cannot tell", number=number), says=(says,), points=reasons)


_WORDS = (
    (both("Aspects:"), both("confidentiality (K): only those who may see it do; integrity (R): it is right and not altered; "
      "availability (T): it is there when needed; traceability (S): it can be seen who did what.")),
    (both("Level:"), both("how serious the harm would be, 0 none, 1 moderate, 2 significant, 3 serious, 4 exceptionally serious.")),
    (both("Information asset:"), both("a collection of information that is managed together, as a register or the documents of a kind.")),
    (both("Classified too low:"), both("so much, or so sensitive, information lies together that more protection is required than was decided.")),
    (both("Single thing that stops:"), both("a system, a network or a supplier without which the service does not work, however much else is doubled.")),
    (both("Tolerates a stop of:"), both("the longest stop the work can bear (MTPD).")),
    (both("Deviation:"), both("something the register has that is not as the city's programme says.")),
    (both("Sensitive system:"), both("a system classified at level 2 or higher in some aspect.")),
)  # fmt: skip


def _appendix(report: BoardReport) -> Chapter:
    """Every figure, the queries, and the values they share."""
    says = both(
        "All figures are from data of {date}, hash {hash}. A query is Cypher: it pastes into Neo4j Browser as it stands, with "
        "the shared values and those beside the figure as parameters. An analysis is asked on the command line. The same data "
        "always gives the same figures.", date=report.snapshot.date, hash=report.snapshot.hash,
    )  # fmt: skip
    assumed = tuple((_NOTHING, words.text) for words in report.assumed)
    return Chapter(
        both("Appendix: where the figures come from"),
        says=(says, both("What the analyses assumed where the register is silent, in the whole city:"))
        if assumed
        else (says,),
        points=assumed,
        on_new_page=True,
        tables=(_figures(report), _queries(report), _shared(report)),
    )


def _figures(report: BoardReport) -> Table:
    headings = {
        "item": both("No."), "what": both("What is counted"), "value": both("Figure"), "source": both("Query or analysis"),
        "params": both("Parameters"),
    }  # fmt: skip
    rows = [
        {
            "item": f"[{one.number}]",
            "what": one.what.text,
            "value": one.value,
            "source": _source(one),
            "params": _params(one.params),
        }
        for one in report.figures
    ]
    return Table.of("figures", rows, called=both("The figures"), headed=headings)


def _source(figure: Figure) -> Text:
    if figure.counted is None:
        return both("query {name}", name=figure.source)
    return both("{command}: {counted}", command=_short(figure.source), counted=figure.counted.text)


_LONGEST = 120


def _short(command: str) -> str:
    return command if len(command) <= _LONGEST else f"{command[:_LONGEST].rsplit(' ', 1)[0]} …"


def _params(params: Mapping[str, Any]) -> str:
    told = ((name, ", ".join(map(str, value)) if isinstance(value, list) else value) for name, value in params.items())
    return ", ".join(f"{name}={value}" for name, value in told if value not in (None, False, ""))


def _queries(report: BoardReport) -> Table:
    headings = {"name": both("Query"), "text": both("Cypher")}
    rows = [{"name": query.name, "text": query.text} for query in report.queries]
    return Table.of("queries", rows, called=both("The queries"), headed=headings)


def _shared(report: BoardReport) -> Table:
    headings = {"name": both("Parameter"), "value": both("Value")}
    rows = [
        {"name": f"${name}", "value": ", ".join(value) if isinstance(value, list) else value}
        for name, value in report.shared.items()
    ]
    return Table.of("shared", rows, called=both("Values the queries share"), headed=headings)


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
