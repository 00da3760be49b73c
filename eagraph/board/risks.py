"""Risks to what matters most: what is critical, what would stop it, what comes back too late, what is classified too low."""

from __future__ import annotations

from collections.abc import Iterator

from eagraph.board import Conclusion, Proposal, Section
from eagraph.board._critical import Critical
from eagraph.board._risk_sheets import sheets, whose
from eagraph.board._words import conclusion, hours, name_of, named, names_of, proposal, sentence, some
from eagraph.board.drafting import Draft
from eagraph.locale import Text, both
from eagraph.results import Words

_SERVICE = (both("digital service or system"), both("digital services and systems"))
_ASSET = (both("information asset"), both("information assets"))
_SYSTEM = (both("system"), both("systems"))
_NOBODY = both("nobody stated to answer for it")
_THING = (both("thing"), both("things"))
_SINGLE = (both("single thing"), both("single things"))


def section(draft: Draft) -> Section:
    """The chapter."""
    critical = Critical(draft)
    asking = [critical.late, critical.foreign, critical.raised]
    return Section(
        name="risks",
        title=Words.of(both("Risks to what matters most")),
        standing="act" if any(one and one.count for one in asking) else "in_order" if critical.things.count else "unknown",
        in_short=Words.of(_in_short(draft, critical)),
        conclusions=tuple(_conclusions(draft, critical)),
        says=tuple(_says(draft, critical)),
        sheets=tuple(sheets(draft, critical)),
        proposes=tuple(_proposes(draft, critical)),
    )


def _in_short(draft: Draft, critical: Critical) -> Text:
    things, late = critical.things, critical.late
    if not things.count:
        return both("The register names nothing of {boards} as critical {ref}.", ref=things.ref, **draft.who)
    if late and late.count:
        return both(
            "Critical: {what}. Back later than the work tolerates: {late}.", what=some(things, *_SERVICE),
            late=late.told,
        )  # fmt: skip
    return both("Critical: {what}. None is known to come back later than the work tolerates.", what=some(things, *_SERVICE))


def _conclusions(draft: Draft, critical: Critical) -> Iterator[Conclusion]:
    if critical.stopping is not None and critical.stops:
        id_, stops = critical.stops[0]
        text = both(
            "If {name} ({whose}) fails, {count} of {all} critical services and systems stop, among them {names}. In all "
            "{single} would alone stop something critical.",
            name=name_of(draft.snapshot, id_), whose=whose(draft, id_) or _NOBODY, count=len(stops),
            all=critical.things.told, names=named(_gravest(critical, stops)[:2]),
            single=some(critical.stopping, *_THING),
        )  # fmt: skip
        yield conclusion(both("What could stop us."), text)
    if critical.late and critical.late.count:
        worst = critical.late.rows[0]
        text = both(
            "Later than the work tolerates come back: {count} of the critical. {name} tolerates {tolerated}, "
            "but comes back after {restored} at the earliest.",
            count=critical.late.told, name=worst.name, tolerated=hours(worst.mtpd_h), restored=hours(worst.restored_low_h),
        )  # fmt: skip
        yield conclusion(both("How long it lasts."), text)
    if critical.raised.count:
        text = both(
            "More protection than was decided is required at {count}, because so much or so sensitive information meets "
            "there, or something important relies on it: {names}.",
            count=critical.raised.told, names=named(sorted({row.name for row in critical.raised.rows})),
        )  # fmt: skip
        yield conclusion(both("Classified too low."), text)


def _gravest(critical: Critical, names: list[str]) -> list[str]:
    """Names of critical things, services first, the most critical of each first."""
    place = {
        str(row["name"]): (row["label"] != "DigitalService", -int(row["criticality"]), str(row["name"]))
        for row in critical.things.rows
    }
    return sorted(names, key=lambda name: place[name])


def _says(draft: Draft, critical: Critical) -> Iterator[Words]:
    unknown, support = draft.query("criticality-unknown"), draft.query("support-ending")
    first = [
        both(
            "Among what {board} answers for, an interruption has serious consequences at {what} (criticality "
            "3 or 4 on a scale to 4).", what=some(critical.things, *_SERVICE), **draft.who,
        )
    ]  # fmt: skip
    if unknown.count:
        first.append(both("Of {what} nobody has stated how critical they are.", what=some(unknown, *_SERVICE)))
    yield sentence(*first)
    yield sentence(_information(draft))
    if critical.stopping is not None and critical.stopping.count:
        yield sentence(*_stopping(draft, critical))
    if support.count:
        text = both(
            "For {what} the supplier's support has ended, or ends within a year: {names}.", what=some(support, *_SYSTEM),
            names=names_of(support),
        )  # fmt: skip
        yield sentence(text)


def _information(draft: Draft) -> Text:
    told, open_, whole = (draft.query(name) for name in ("information-critical", "information-not-judged", "information"))
    if not whole.count:
        return both("The register names no information that {board} owns {ref}.", ref=whole.ref, **draft.who)
    if told.count:
        return both(
            "Of {boards} information, {critical} named as business-critical; of {open} it is not judged.",
            critical=some(told, *_ASSET), open=open_.told, **draft.who,
        )  # fmt: skip
    return both(
        "No information is named as business-critical {ref}; of {open} nobody has judged whether it is. The programme asks "
        "for the business-critical information to be known.", ref=told.ref, open=some(open_, *_ASSET),
    )  # fmt: skip


def _stopping(draft: Draft, critical: Critical) -> Iterator[Text]:
    if critical.stopping:
        yield both(
            "{what} can each alone stop at least one of them by failing, even if everything else works.",
            what=some(critical.stopping, *_SINGLE),
        )
    if critical.foreign and critical.foreign.count:
        yield both(
            "Another board or company, or nobody stated, answers for {count} of these: there {board} has to "
            "make demands and agreements.", count=critical.foreign.told, **draft.who,
        )  # fmt: skip


def _proposes(draft: Draft, critical: Critical) -> Iterator[Proposal]:
    open_ = draft.query("information-not-judged")
    if critical.late and critical.late.count:
        what = both("Have a plan made for how the critical services and systems come back in time.")
        yield proposal(what, both("Take longer to restore than the work tolerates: {count}.", count=critical.late.told))
    if critical.foreign and critical.foreign.count:
        what = both("Make agreements on availability and restoration with those who answer for what the critical rests on.")
        why = both(
            "Single things with others that stop something critical if they fail: {count}.", count=critical.foreign.told
        )
        yield proposal(what, why)
    if critical.raised.count:
        what = both("Have the owners decide on what is classified too low: raise it, protect it, or accept it with reasons.")
        yield proposal(what, both("A higher level than was decided is required at {count}.", count=critical.raised.told))
    if open_.count:
        what = both("Decide which information is business-critical.")
        yield proposal(what, both("Of {count} it is not judged.", count=some(open_, *_ASSET)))
