"""Risks to what matters most: what is critical, what would stop it, what comes back too late, what is classified too low."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from eagraph.board import Proposal, Section, Sheet
from eagraph.board._words import (
    NOT_STATED,
    aspect_text,
    cut,
    hours,
    level_text,
    name_of,
    named,
    names_of,
    plain,
    sentence,
    sheet,
    some,
)
from eagraph.board.drafting import Counted, Draft
from eagraph.escalation.owners import boards
from eagraph.locale import Text, both
from eagraph.model.classification import ASPECTS
from eagraph.results import Result, Words

MOST = 10
MOST_INFORMATION = 8
LABELS = {"DigitalService": both("digital service"), "System": both("system")}
_SERVICE = (both("digital service or system"), both("digital services and systems"))


def section(draft: Draft) -> Section:
    """The chapter."""
    critical = draft.query("critical")
    stopping, foreign, late, raised = _stopping(draft), _foreign(draft), _late(draft), _raised(draft)
    act = bool((late and late.count) or raised.count or (foreign and foreign.count))
    return Section(
        name="risks",
        title=Words.of(both("Risks to what matters most")),
        standing="act" if act else "in_order" if critical.count else "unknown",
        in_short=Words.of(_in_short(draft, critical, late)),
        says=tuple(_says(draft, critical, stopping, foreign)),
        sheets=tuple(_sheets(draft, critical, raised)),
        proposes=tuple(_proposes(draft, late, foreign, raised)),
    )


def _points(draft: Draft) -> Result[Any] | None:
    critical = draft.query("critical").figure.things
    return draft.answer("single-points", {"of": list(critical), "limit": 100_000}) if critical else None


def _stopping(draft: Draft) -> Counted | None:
    """Single things whose failure alone stops something critical."""
    result = _points(draft)
    if result is None:
        return None
    what = both("Single things whose failure alone stops something critical")
    return draft.of_answer(result, what, both("all rows, each id once"), result.rows)


def _foreign(draft: Draft) -> Counted | None:
    """Those of them that somebody else answers for."""
    result = _points(draft)
    if result is None:
        return None
    what = both("Of these: things that another board or company, or nobody known, answers for")
    rows = [row for row in result.rows if not draft.is_mine(row.id)]
    return draft.of_answer(result, what, both("rows whose id does not belong to {board}, each id once", **draft.who), rows)


def _gaps(draft: Draft) -> Result[Any]:
    return draft.answer("requirement-gaps", {"certain": True, "limit": 100_000})


def _late(draft: Draft) -> Counted | None:
    """Critical things that take longer to restore than they tolerate."""
    critical = set(draft.query("critical").figure.things)
    if not critical:
        return None
    what = both("Critical services and systems that take longer to restore than they tolerate")
    counted = both("rows where breach is true and id is among the critical")
    return draft.of_answer(_gaps(draft), what, counted, [r for r in _gaps(draft).rows if r.breach and r.id in critical])


def _raised(draft: Draft) -> Counted:
    """What is classified lower than what lies together there requires, and nobody accepted it."""
    result = draft.answer("escalation", {})
    rows = [row for row in result.rows if row.raised and draft.is_mine(row.id) and not _is_settled(draft, row)]
    what = both("Systems, services and information that are classified too low")
    return draft.of_answer(
        result,
        what,
        both("rows where raised is true, id belongs to {board}, and no decision in force accepts it", **draft.who),
        rows,
    )


def _is_settled(draft: Draft, row: Any) -> bool:
    standing = draft.means.standing.get((row.id, row.aspect))
    return standing is not None and standing.is_settled


def _in_short(draft: Draft, critical: Counted, late: Counted | None) -> Text:
    if not critical.count:
        return both("The register names nothing of {boards} as critical {ref}.", ref=critical.ref, **draft.who)
    what = some(critical, *_SERVICE)
    if late and late.count:
        return both(
            "{what} are critical; {late} of them come back later than the work tolerates.", what=what, late=late.told
        )
    return both("{what} are critical; none is known to come back later than the work tolerates.", what=what)


def _says(draft: Draft, critical: Counted, stopping: Counted | None, foreign: Counted | None) -> Iterator[Words]:
    unknown = draft.query("criticality-unknown")
    first = [
        both(
            "Of what {board} answers for, {what} are so important that an interruption has serious consequences (criticality "
            "3 or 4 on a scale to 4).", what=some(critical, *_SERVICE), **draft.who,
        )
    ]  # fmt: skip
    if unknown.count:
        first.append(both("Of {what} nobody has stated how critical they are.", what=some(unknown, *_SERVICE)))
    yield sentence(*first)
    yield sentence(_critical_information(draft))
    if stopping is not None and foreign is not None and stopping.count:
        yield sentence(*_stopping_text(draft, critical, stopping, foreign))
    support = draft.query("support-ending")
    if support.count:
        yield sentence(
            both(
                "For {what} the supplier's support has ended or ends within a year: {names}.",
                what=some(support, both("system"), both("systems")), names=names_of(support),
            )
        )  # fmt: skip


def _critical_information(draft: Draft) -> Text:
    told, open_, whole = (draft.query(name) for name in ("information-critical", "information-not-judged", "information"))
    if not whole.count:
        return both("The register names no information that {board} owns {ref}.", ref=whole.ref, **draft.who)
    if told.count:
        return both(
            "Of {boards} information, {critical} is named as business-critical; of {open} it is not judged.",
            critical=some(told, both("information asset"), both("information assets")), open=open_.told, **draft.who,
        )  # fmt: skip
    return both(
        "No information is named as business-critical {ref}; of {open} nobody has judged whether it is. The programme asks "
        "for the business-critical information to be known.",
        ref=told.ref, open=some(open_, both("information asset"), both("information assets")),
    )  # fmt: skip


def _stopping_text(draft: Draft, critical: Counted, stopping: Counted, foreign: Counted) -> Iterator[Text]:
    yield both(
        "{what} would each alone, if it failed, stop at least one of them, even if everything else works.",
        what=some(stopping, both("single thing"), both("single things")),
    )
    if foreign.count:
        yield both(
            "Of these, {count} lie with another board or company, or nobody is stated to answer for them: there {board} has to "
            "make demands and agreements.",
            count=foreign.told, **draft.who,
        )  # fmt: skip
    worst = _worst(stopping)
    if worst:
        yield both(
            "{name} stops most: {stops} of {whole}.", name=name_of(draft.snapshot, worst[0][0]), stops=len(worst[0][1]),
            whole=critical.told,
        )  # fmt: skip


def _worst(stopping: Counted) -> list[tuple[str, list[str]]]:
    """Single points with what each stops, the one that stops most first."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in stopping.rows:
        found[row.id].append(row.of_name)
    return sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))


def _sheets(draft: Draft, critical: Counted, raised: Counted) -> Iterator[Sheet]:
    if critical.count:
        yield _critical_sheet(draft, critical)
    stopping, late = _stopping(draft), _late(draft)
    if stopping is not None and stopping.count:
        yield _stopping_sheet(draft, stopping)
    if late is not None and late.count:
        yield _late_sheet(draft, late)
    if raised.count:
        yield _raised_sheet(draft, raised)
    yield from _information_sheet(draft)


def _critical_sheet(draft: Draft, critical: Counted) -> Sheet:
    headings = {
        "name": both("What"), "kind": both("Kind"), "criticality": both("How critical (0-4)"),
        "mtpd_h": both("Tolerates a stop of"), "stopped_by": both("Single things that stop it"),
    }  # fmt: skip
    stopped: dict[str, int] = defaultdict(int)
    result = _points(draft)
    for row in result.rows if result else ():
        stopped[row.of] += 1
    rows: list[Mapping[str, Any]] = [
        {**row, "kind": LABELS[row["label"]], "mtpd_h": hours(row["mtpd_h"]), "stopped_by": stopped[row["id"]]}
        for row in sorted(critical.rows, key=lambda row: (-int(row["criticality"]), str(row["name"])))
    ]
    return sheet("critical", both("What is critical {ref}", ref=critical.ref), headings, cut(rows, MOST, "name"))


def _stopping_sheet(draft: Draft, stopping: Counted) -> Sheet:
    headings = {
        "name": both("If this fails"),
        "whose": both("Who answers for it"),
        "stops": both("Critical that stop"),
        "which": both("Which"),
    }
    rows: list[Mapping[str, Any]] = [
        {
            "name": name_of(draft.snapshot, id_),
            "whose": _whose(draft, id_),
            "stops": len(stops),
            "which": named(sorted(stops)),
        }
        for id_, stops in _worst(stopping)
    ]
    return sheet("stopping", both("What would stop the critical {ref}", ref=stopping.ref), headings, cut(rows, MOST, "name"))


def _whose(draft: Draft, id_: str) -> Text:
    snapshot = draft.snapshot
    board = boards(snapshot).get(snapshot.index[id_])
    return NOT_STATED if board is None else plain(snapshot.nodes[board].name)


def _late_sheet(draft: Draft, late: Counted) -> Sheet:
    headings = {
        "name": both("What"), "tolerated": both("Tolerates a stop of"), "restored": both("Back after, at the earliest"),
        "because": both("What holds it up"),
    }  # fmt: skip
    rows: list[Mapping[str, Any]] = [
        {
            "name": row.name, "tolerated": hours(row.mtpd_h), "restored": hours(row.restored_low_h),
            "because": named([name_of(draft.snapshot, id_) for id_ in row.because if id_ != row.id]),
        }
        for row in sorted(late.rows, key=lambda row: (row.mtpd_h or 0, row.name))
    ]  # fmt: skip
    return sheet("late", both("What comes back too late {ref}", ref=late.ref), headings, cut(rows, MOST, "name"))


def _raised_sheet(draft: Draft, raised: Counted) -> Sheet:
    model = draft.snapshot.schema.classification
    headings = {
        "name": both("What"),
        "aspect": both("Aspect"),
        "decided": both("Decided level"),
        "required": both("Required level"),
        "why": both("Why"),
    }
    rows: list[Mapping[str, Any]] = [
        {
            "name": row.name, "aspect": aspect_text(row.aspect), "decided": level_text(model, row.assigned_high),
            "required": level_text(model, row.required_low), "why": _why(draft, row.rules),
        }
        for row in raised.rows
    ]  # fmt: skip
    return sheet("raised", both("What is classified too low {ref}", ref=raised.ref), headings, cut(rows, MOST, "name"))


def _why(draft: Draft, rules: tuple[str, ...]) -> Text:
    """The titles of the rules that raised a level, else that what it holds is more sensitive."""
    model = draft.snapshot.schema.classification
    titles = [model.rule[rule].title.text for rule in rules if rule in model.rule]
    if titles:
        return Text("; ".join(title.sv for title in titles), "; ".join(title.en for title in titles))
    return both("it holds, or passes on, something more sensitive")


def _information_sheet(draft: Draft) -> Iterator[Sheet]:
    """The information that requires most protection."""
    mine = set(draft.query("information").figure.things)
    levels: dict[str, dict[str, int]] = defaultdict(dict)
    for row in draft.answer("escalation", {}).rows:
        if row.id in mine:
            levels[row.id][row.aspect] = row.required_low
    first = sorted(levels, key=lambda id_: (-max(levels[id_].values()), -sum(levels[id_].values()), id_))
    if not first:
        return
    headings = {"name": both("Information"), **{aspect: aspect_text(aspect) for aspect in ASPECTS}}
    rows: list[Mapping[str, Any]] = [{"name": name_of(draft.snapshot, id_), **levels[id_]} for id_ in first]
    title = both("Information that requires the most protection: least level, 0-4")
    yield sheet("information", title, headings, cut(rows, MOST_INFORMATION, "name"))


def _proposes(draft: Draft, late: Counted | None, foreign: Counted | None, raised: Counted) -> Iterator[Proposal]:
    open_ = draft.query("information-not-judged")
    if late and late.count:
        yield Proposal(
            what=Words.of(both("Have a plan made for how the critical services and systems come back in time.")),
            why=Words.of(both("{count} take longer to restore than the work tolerates.", count=late.told)),
        )
    if foreign and foreign.count:
        yield Proposal(
            what=Words.of(
                both("Make agreements on availability and restoration with those who answer for what the critical rests on.")
            ),
            why=Words.of(
                both("{count} single things with others stop something critical if they fail.", count=foreign.told)
            ),
        )
    if raised.count:
        yield Proposal(
            what=Words.of(
                both(
                    "Have the owners decide on what is classified too low: a higher level, a measure, or a reasoned acceptance."
                )
            ),
            why=Words.of(both("{count} require a higher level than what is decided.", count=raised.told)),
        )
    if open_.count:
        yield Proposal(
            what=Words.of(both("Decide which information is business-critical.")),
            why=Words.of(
                both(
                    "Of {count} it is not judged.", count=some(open_, both("information asset"), both("information assets"))
                )
            ),
        )
