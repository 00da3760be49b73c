"""Findings: where the programme is not followed, by theme; what is new and what is done; and which exemptions there are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from eagraph.board import Bar, Chart, FindingsOfYear, Proposal, Section, Sheet
from eagraph.board._words import NOT_STATED, names_of, sentence, sheet, some
from eagraph.board.drafting import Counted, Draft
from eagraph.locale import Text, both
from eagraph.results import Words

MOST = 10
_FINDING = (both("deviation"), both("deviations"))
_EXEMPTION = (both("exemption decision"), both("exemption decisions"))
SEVERITIES = {"error": both("required"), "warning": both("ought to be"), "info": both("for information")}
"""What kind of rule is not followed, as a board is told."""


def section(draft: Draft) -> Section:
    """The chapter."""
    told = draft.means.findings
    exemptions = [draft.query(name) for name in ("exemptions", "exemptions-expiring", "exemptions-expired")]
    if told is None or not told.rules:
        return Section(
            name="findings", title=Words.of(_TITLE), standing="unknown",
            in_short=Words.of(both("The programme's rules have not been asked.")),
            says=(sentence(both("The programme's rules have not been asked, so it is not known where they are not followed.")),
                  *_exemption_says(exemptions)),
            sheets=tuple(_exemption_sheets(exemptions)),
        )  # fmt: skip
    open_, errors = _figures(draft, told)
    return Section(
        name="findings",
        title=Words.of(_TITLE),
        standing="act" if errors.count or exemptions[2].count else "in_order",
        in_short=Words.of(
            both(
                "{open} from the programme's rules; {errors} of them break what it requires.",
                open=some(open_, *_FINDING),
                errors=errors.told,
            )
        ),
        says=(sentence(*_says(told, open_, errors)), *_exemption_says(exemptions)),
        charts=(_chart(told),) if open_.count else (),
        sheets=(*_sheets(told), *_exemption_sheets(exemptions)),
        proposes=tuple(_proposes(errors, exemptions)),
    )


_TITLE = both("How the programme is followed")


def _figures(draft: Draft, told: FindingsOfYear) -> tuple[Counted, Counted]:
    rows = both("rows whose organisation is {board} and whose status is not exempted", **draft.who)
    open_ = draft.told("check", "eagraph check", both("Deviations from the programme's rules"), told.things, rows)
    errors = both(
        "rows whose organisation is {board}, whose status is not exempted and whose severity is error", **draft.who
    )
    return open_, draft.told(
        "check", "eagraph check", both("Deviations from what the programme requires"), told.errors, errors
    )


def _says(told: FindingsOfYear, open_: Counted, errors: Counted) -> Iterator[Text]:
    yield both(
        "The city's programme for digital development was turned into {rules} rules that are asked of the register. They find "
        "{open}; {errors} break what the programme requires, the others what it recommends, or are for information.",
        rules=told.rules, open=some(open_, *_FINDING), errors=errors.told,
    )  # fmt: skip
    unknown = sum(theme.unknown for theme in told.themes)
    if unknown:
        yield both(
            "In {count} cases a rule could not judge because the register lacks what it asks for; they count neither as "
            "followed nor as deviations.", count=unknown,
        )  # fmt: skip
    if told.exempted:
        yield both("Covered by an exemption in force, and not counted: {count}.", count=told.exempted)
    if told.known_since is None:
        yield both("No earlier check is kept, so it is not known what is new and what was put right during the year.")
    elif not told.is_followed:
        yield both(
            "Checks have been kept since {day} only, so it is not known what is new and what was put right during the whole "
            "period.", day=told.known_since,
        )  # fmt: skip
    if told.oldest:
        yield both("The oldest deviation was first seen on {day}.", day=told.oldest)


def _chart(told: FindingsOfYear) -> Chart:
    themes = [theme for theme in told.themes if theme.errors + theme.warnings + theme.notes]
    bars = tuple(
        Bar(
            title=theme.title, value=theme.errors + theme.warnings + theme.notes,
            shown=Words.of(both("{count}, of which required: {errors}", count=theme.errors + theme.warnings + theme.notes, errors=theme.errors)),
        )
        for theme in sorted(themes, key=lambda theme: -(theme.errors + theme.warnings + theme.notes))
    )  # fmt: skip
    return Chart(title=Words.of(both("Deviations by theme")), bars=bars, most=max(bar.value for bar in bars))


def _sheets(told: FindingsOfYear) -> Iterator[Sheet]:
    headings = {
        "theme": both("Theme"), "errors": both("Required"), "warnings": both("Recommended"), "notes": both("For information"),
        "unknown": both("Cannot be judged"), "new": both("New"), "closed": both("Put right"),
    }  # fmt: skip
    if not told.is_followed:
        headings = {key: text for key, text in headings.items() if key not in ("new", "closed")}
    rows: list[Mapping[str, Any]] = [
        {**theme.model_dump(), "theme": theme.title.text, "new": _count(theme.new), "closed": _count(theme.closed)}
        for theme in told.themes
        if theme.errors + theme.warnings + theme.notes + theme.unknown + (theme.new or 0) + (theme.closed or 0)
    ]
    if rows:
        yield sheet("themes", both("Deviations by theme of the programme"), headings, rows)
    if told.urgent:
        columns = {
            "name": both("What"),
            "message": both("Deviation"),
            "severity": both("The programme says"),
            "since": both("Seen since"),
            "owner": both("Owner"),
        }
        urgent: list[Mapping[str, Any]] = [
            {
                "name": one.name, "message": one.message.text, "severity": SEVERITIES[one.severity],
                "since": one.first_seen or NOT_STATED, "owner": one.owner or NOT_STATED,
            }
            for one in told.urgent[:MOST]
        ]  # fmt: skip
        yield sheet("urgent", both("The gravest and oldest deviations"), columns, urgent)


def _count(value: int | None) -> object:
    return NOT_STATED if value is None else value


def _exemption_says(exemptions: list[Counted]) -> Iterator[Words]:
    valid, expiring, expired = exemptions
    told = [
        both(
            "In force: {valid}; {expiring} of them expire within 90 days.",
            valid=some(valid, *_EXEMPTION),
            expiring=expiring.told,
        )
    ]
    if expired.count:
        told.append(
            both(
                "Expired: {expired}: {names}. What they covered has to be put right, or decided on again.",
                expired=some(expired, *_EXEMPTION),
                names=names_of(expired),
            )
        )
    yield sentence(*told)


def _exemption_sheets(exemptions: list[Counted]) -> Iterator[Sheet]:
    valid, _, expired = exemptions
    rows: list[Mapping[str, Any]] = [
        {"name": row["name"], "rule": row["rule"] or NOT_STATED, "until": row["valid_to"] or NOT_STATED,
         "diary_number": row["diary_number"] or NOT_STATED, "standing": state}
        for counted, state in ((valid, both("in force")), (expired, both("expired")))
        for row in counted.rows
    ]  # fmt: skip
    headings = {
        "name": both("Exemption"), "rule": both("Rule"), "until": both("Until"), "diary_number": both("Diary number"),
        "standing": both("How it stands"),
    }  # fmt: skip
    if rows:
        yield sheet("exemptions", both("Exemption decisions"), headings, rows)


def _proposes(errors: Counted, exemptions: list[Counted]) -> Iterator[Proposal]:
    _, expiring, expired = exemptions
    if errors.count:
        yield Proposal(
            what=Words.of(
                both("Have a plan made for putting right what breaks the programme's requirements, the gravest first.")
            ),
            why=Words.of(both("{count} break what the programme requires.", count=some(errors, *_FINDING))),
        )
    if expired.count or expiring.count:
        yield Proposal(
            what=Words.of(both("Put right, or apply anew for, what is covered by exemptions that have expired or soon do.")),
            why=Words.of(
                both("Expired: {expired}; within 90 days: {expiring}.", expired=expired.told, expiring=expiring.told)
            ),
        )
