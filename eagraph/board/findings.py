"""Findings: where the programme is not followed, by theme; what is new and what is done; and which exemptions there are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from eagraph.board import Bar, Chart, Conclusion, FindingsOfYear, Proposal, Section, Sheet, ThemeOfYear
from eagraph.board._words import NOT_STATED, conclusion, cut, named, names_of, proposal, sentence, sheet, some
from eagraph.board.drafting import Counted, Draft
from eagraph.locale import Text, both
from eagraph.results import Words

_TITLE = both("How the programme is followed")
_DEVIATION = (both("deviation"), both("deviations"))
_EXEMPTION = (both("exemption decision"), both("exemption decisions"))
MOST_RULES = 12
MOST_NAMES = 3
SEVERITIES = {"error": both("required"), "warning": both("recommended"), "info": both("for information")}
"""What kind of rule is not followed, as a board is told."""
Exemptions = tuple[Counted, Counted, Counted]
"""In force, those of them that soon expire, and expired."""


def section(draft: Draft) -> Section:
    """The chapter."""
    told = draft.means.findings
    exemptions = draft.query("exemptions"), draft.query("exemptions-expiring"), draft.query("exemptions-expired")
    if told is None or not told.rules:
        text = both("The rules of the programme have not been asked, so it is not known where they are not followed.")
        return Section(
            name="findings", title=Words.of(_TITLE), standing="unknown", in_short=Words.of(text),
            says=(_exemptions(exemptions),), sheets=tuple(_exemption_sheet(exemptions)),
        )  # fmt: skip
    open_, errors = _figures(draft, told)
    return Section(
        name="findings",
        title=Words.of(_TITLE),
        standing="act" if errors.count or exemptions[2].count else "in_order",
        in_short=Words.of(_in_short(open_, errors)),
        conclusions=tuple(_conclusions(told, open_, errors)),
        says=(sentence(*_says(told, open_, errors)), _exemptions(exemptions)),
        charts=(_chart(told),) if open_.count else (),
        sheets=(*_sheets(told), *_exemption_sheet(exemptions)),
        proposes=tuple(_proposes(errors, exemptions)),
    )


def _figures(draft: Draft, told: FindingsOfYear) -> tuple[Counted, Counted]:
    """All open findings, and those that break what is required."""
    rows = both(
        "rows whose organisation is {board}, whose status is not exempted, and that name nothing under protective security",
        **draft.who,
    )
    grave = both("the same rows, where severity is error")
    return (
        draft.told("check", "eagraph check", both("Deviations from the rules of the programme"), told.things, rows),
        draft.told("check", "eagraph check", both("Deviations from what the programme requires"), told.errors, grave),
    )


def _in_short(open_: Counted, errors: Counted) -> Text:
    return both(
        "{open} from the rules of the programme; from what it requires: {errors}.", open=some(open_, *_DEVIATION),
        errors=errors.told,
    )  # fmt: skip


def _conclusions(told: FindingsOfYear, open_: Counted, errors: Counted) -> Iterator[Conclusion]:
    if not open_.count:
        return
    most = max(told.themes, key=_size)
    text = both(
        "{open} from the rules of the programme; from what it requires: {errors}. Most are about {theme} "
            "({count}).",
        open=some(open_, *_DEVIATION), errors=errors.told, theme=most.title.text, count=_size(most),
    )  # fmt: skip
    yield conclusion(both("How we follow the programme."), text)


def _size(theme: ThemeOfYear) -> int:
    return theme.errors + theme.warnings + theme.notes


def _says(told: FindingsOfYear, open_: Counted, errors: Counted) -> Iterator[Text]:
    yield both(
        "The programme for digital development stands as {rules} rules that are asked of the register. "
            "They find {open}: from what the programme requires {errors}, else from what it recommends, or "
            "for information.",
        rules=told.rules, open=some(open_, *_DEVIATION), errors=errors.told,
    )  # fmt: skip
    if unknown := sum(theme.unknown for theme in told.themes):
        yield both(
            "In {count} cases a rule could not judge, because the register lacks what it asks for; they count neither as "
            "followed nor as deviations.", count=unknown,
        )  # fmt: skip
    if told.exempted:
        yield both("Covered by an exemption in force, and not counted: {count}.", count=told.exempted)
    if told.oldest:
        yield both("The oldest deviation was first seen on {day}.", day=told.oldest)
    if told.known_since is None:
        yield both("No earlier check is kept, so it is not known what is new and what was put right during the year.")
    elif not told.is_followed:
        yield both(
            "Checks have been kept since {day} only, so it is not known what is new and what was put right during the whole "
            "period.", day=told.known_since,
        )  # fmt: skip


def _chart(told: FindingsOfYear) -> Chart:
    themes = sorted((theme for theme in told.themes if _size(theme)), key=_size, reverse=True)
    bars = tuple(Bar(title=theme.title, value=_size(theme), shown=Words.of(_shown(theme))) for theme in themes)
    return Chart(title=Words.of(both("Deviations by theme")), bars=bars, most=max(bar.value for bar in bars))


def _shown(theme: ThemeOfYear) -> Text:
    return both("{count}, of which required: {errors}", count=_size(theme), errors=theme.errors)


def _sheets(told: FindingsOfYear) -> Iterator[Sheet]:
    headings = {
        "theme": both("Theme"), "errors": both("Requirements"), "warnings": both("Recommendations"),
        "notes": both("For information"),
        "unknown": both("Cannot be judged"),
    }  # fmt: skip
    if told.is_followed:
        headings |= {"new": both("New"), "closed": both("Put right")}
    themes = [
        {**theme.model_dump(), "theme": theme.title.text}
        for theme in told.themes
        if _size(theme) + theme.unknown + (theme.closed or 0)
    ]
    if themes:
        yield sheet("themes", both("Deviations by theme of the programme"), headings, themes)
    if told.broken:
        yield _rules(told)


def _rules(told: FindingsOfYear) -> Sheet:
    headings = {
        "title": both("What is not followed"), "findings": both("Deviations"), "severity": both("The programme says"),
        "names": both("Such as"),
    }  # fmt: skip
    if told.oldest:
        headings["since"] = both("Seen since")
    headings["fix"] = both("What to do")
    rows: list[Mapping[str, Any]] = [
        {
            "title": both("{title} ({rule})", title=one.title.text, rule=one.rule), "findings": one.findings,
            "severity": SEVERITIES[one.severity], "names": named(one.names, MOST_NAMES),
            "since": one.first_seen or NOT_STATED, "fix": one.fix.text,
        }
        for one in told.broken
    ]  # fmt: skip
    return sheet(
        "rules", both("The rules that are not followed, the gravest first"), headings, cut(rows, MOST_RULES, "title")
    )


def _exemptions(exemptions: Exemptions) -> Words:
    valid, expiring, expired = exemptions
    told = [
        both(
            "In force: {valid}; {expiring} of them expire within 90 days.", valid=some(valid, *_EXEMPTION),
            expiring=expiring.told,
        )
    ]  # fmt: skip
    if expired.count:
        text = both(
            "Expired: {expired}: {names}. What they covered has to be put right, or decided on again.",
            expired=some(expired, *_EXEMPTION), names=names_of(expired),
        )  # fmt: skip
        told.append(text)
    return sentence(*told)


def _exemption_sheet(exemptions: Exemptions) -> Iterator[Sheet]:
    valid, _, expired = exemptions
    rows: list[Mapping[str, Any]] = [
        {
            "name": row["name"], "rule": row["rule"] or NOT_STATED, "until": row["valid_to"] or NOT_STATED,
            "diary_number": row["diary_number"] or NOT_STATED, "standing": state,
        }
        for counted, state in ((valid, both("in force")), (expired, both("expired")))
        for row in counted.rows
    ]  # fmt: skip
    headings = {
        "name": both("Exemption"), "rule": both("Rule"), "until": both("Until"), "diary_number": both("Diary number"),
        "standing": both("How it stands"),
    }  # fmt: skip
    if rows:
        yield sheet("exemptions", both("Exemption decisions"), headings, rows)


def _proposes(errors: Counted, exemptions: Exemptions) -> Iterator[Proposal]:
    _, expiring, expired = exemptions
    if errors.count:
        what = both("Have a plan made for putting right what breaks the requirements of the programme, the gravest first.")
        yield proposal(what, both("{count} from what the programme requires.", count=some(errors, *_DEVIATION)))
    if expired.count or expiring.count:
        what = both("Put right, or apply anew for, what is covered by exemptions that have expired or soon do.")
        yield proposal(
            what, both("Expired: {expired}; within 90 days: {expiring}.", expired=expired.told, expiring=expiring.told)
        )
