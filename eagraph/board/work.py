"""The work: is somebody named to hold it together, what was done, and how much does it cover?"""

from __future__ import annotations

from collections.abc import Iterator

from eagraph.board import Bar, Chart, Conclusion, Proposal, Section, Sheet
from eagraph.board._words import capital, conclusion, named, of, proposal, sentence, share, sheet, some
from eagraph.board.drafting import Counted, Draft
from eagraph.locale import Text, both, joined
from eagraph.results import Words

KINDS: dict[str, Text] = {
    "risk_analysis": both("Risk analyses"),
    "review": both("Reviews of systems or information"),
    "dialogue": both("Dialogues with information owners and managers"),
    "training": both("Training"),
    "suitability_assessment": both("Suitability assessments before new data is stored"),
    "policy": both("Local instructions and decisions"),
    "report": both("Reports to the board"),
}
"""What is recorded as work, by kind of evidence."""
_RISK_ANALYSIS = (both("risk analysis"), both("risk analyses"))
_REVIEW = (both("review"), both("reviews"))
Covered = tuple[Text, Counted, Counted]
"""What ought to be covered: in words, how much is, and of how much."""


def section(draft: Draft) -> Section:
    """The chapter."""
    coordinator, covered = draft.query("coordinator"), list(_covered(draft))
    act = not coordinator.count or any(part.count < whole.count for _, part, whole in covered)
    return Section(
        name="work",
        title=Words.of(both("The work during the year")),
        standing="act" if act else "in_order" if covered else "unknown",
        in_short=Words.of(_in_short(draft, coordinator)),
        conclusions=tuple(_conclusions(draft, coordinator)),
        says=(sentence(_coordinator(draft, coordinator), _reported(draft)), sentence(_done(draft))),
        charts=(_chart(covered),) if covered else (),
        sheets=tuple(_sheets(draft, covered)),
        proposes=tuple(_proposes(draft, coordinator)),
    )


def _covered(draft: Draft) -> Iterator[Covered]:
    """What there is nothing of is left out."""
    for title, part, whole in (
        (both("Information classified in all four aspects"), "information-classified", "information"),
        (both("Information classified within three years"), "information-classified-lately", "information"),
        (both("Systems classified in all four aspects"), "systems-classified", "systems"),
        (both("Sensitive systems with an up-to-date risk analysis"), "sensitive-systems-analysed", "sensitive-systems"),
        (
            both("Systems with personal data whose legal basis is recorded"),
            "personal-data-recorded",
            "personal-data-systems",
        ),
    ):
        if draft.query(whole).count:
            yield title, draft.query(part), draft.query(whole)


def _in_short(draft: Draft, coordinator: Counted) -> Text:
    analysed, sensitive = draft.query("sensitive-systems-analysed"), draft.query("sensitive-systems")
    told = [both("A coordinator is named.") if coordinator.count else both("No coordinator is named.")]
    if sensitive.count:
        told.append(both("Up-to-date risk analyses: {part} sensitive systems.", part=of(analysed, sensitive)))
    return joined(told, " ")


def _conclusions(draft: Draft, coordinator: Counted) -> Iterator[Conclusion]:
    analysed, sensitive = draft.query("sensitive-systems-analysed"), draft.query("sensitive-systems")
    if not coordinator.count:
        text = both("Nobody is named to hold the work together, as the programme requires {ref}.", ref=coordinator.ref)
        yield conclusion(both("Responsibility."), text)
    if analysed.count < sensitive.count:
        text = both(
            "An up-to-date risk analysis exists for {part} sensitive systems. For the others it is not known "
            "which risks {board} takes.", part=of(analysed, sensitive), **draft.who,
        )  # fmt: skip
        yield conclusion(both("Risk analyses."), text)


def _coordinator(draft: Draft, coordinator: Counted) -> Text:
    if coordinator.count:
        who = named(sorted({str(row["holder"]) for row in coordinator.rows}))
        return both("Information security coordinator is {who} {ref}.", who=who, ref=coordinator.ref)
    return both(
        "Nobody is recorded as {boards} information security coordinator {ref}. The programme requires every board and "
        "company to name a person who holds the work together.", ref=coordinator.ref, **draft.who,
    )  # fmt: skip


def _reported(draft: Draft) -> Text:
    last = draft.query("reports")
    if not last.count:
        return both("No earlier report to {board} is recorded {ref}.", ref=last.ref, **draft.who)
    day = max(str(row["day"]) for row in last.rows)
    return both("The last report to {board} that is recorded is from {day} {ref}.", day=day, ref=last.ref, **draft.who)


def _done(draft: Draft) -> Text:
    (risk, _), (review, _) = (_year(draft, kind) for kind in ("risk_analysis", "review"))
    return both(
        "In the period {risk} and {review} were recorded.",
        risk=some(risk, *_RISK_ANALYSIS),
        review=some(review, *_REVIEW),
    )


def _year(draft: Draft, kind: str) -> tuple[Counted, Counted]:
    """Evidence of a kind, in the period and in the year before."""
    before = both("{what}, same time the year before", what=KINDS[kind])
    return (
        draft.query("evidence", what=KINDS[kind], kind=kind),
        draft.query("evidence", what=before, kind=kind, **draft.period.before.days),
    )


def _chart(covered: list[Covered]) -> Chart:
    bars = tuple(
        Bar(title=Words.of(what), value=100 * part.count / whole.count, shown=Words.of(share(part, whole)))
        for what, part, whole in covered
    )
    return Chart(title=Words.of(both("How much is covered of what ought to be")), bars=bars, most=100)


def _sheets(draft: Draft, covered: list[Covered]) -> Iterator[Sheet]:
    if covered:
        headings = {"what": both("What"), "part": both("How many"), "whole": both("Of"), "share": both("Share")}
        rows = [
            {"what": what, "part": part.told, "whole": whole.told, "share": share(part, whole)}
            for what, part, whole in covered
        ]
        yield sheet("coverage", both("How much is covered"), headings, rows)
    years = [(what, *_year(draft, kind)) for kind, what in KINDS.items()]
    done = [
        {"what": what, "now": now.told, "before": before.told} for what, now, before in years if now.count or before.count
    ]
    if done:
        headings = {"what": both("What"), "now": both("In the period"), "before": both("Same time the year before")}
        yield sheet("done", both("What was done"), headings, done)
    analysed = set(draft.query("sensitive-systems-analysed").figure.things)
    lacking = [{"name": row["name"]} for row in draft.query("sensitive-systems").rows if row["id"] not in analysed]
    if lacking:
        title = both("Sensitive systems without an up-to-date risk analysis")
        yield sheet("lacking", title, {"name": both("System")}, lacking)


def _proposes(draft: Draft, coordinator: Counted) -> Iterator[Proposal]:
    if not coordinator.count:
        what = both("Name an information security coordinator.")
        yield proposal(what, both("The programme requires a named person {ref}.", ref=coordinator.ref))
    analysed, sensitive = draft.query("sensitive-systems-analysed"), draft.query("sensitive-systems")
    if analysed.count < sensitive.count:
        what = both("Have risk analyses made of the sensitive systems that lack an up-to-date one.")
        yield proposal(what, both("There is one for {part}.", part=of(analysed, sensitive)))
    information, classified = draft.query("information"), draft.query("information-classified")
    if classified.count < information.count:
        what = both("Have all information classified, so that it is known how it is to be protected.")
        yield proposal(what, both("{part} is classified.", part=of(classified, information)))
    personal, recorded = draft.query("personal-data-systems"), draft.query("personal-data-recorded")
    if recorded.count < personal.count:
        what = both("Have the legal basis recorded for every system with personal data.")
        why = both(
            "One is recorded for {part}. {controller} is the controller and answers for it.", part=of(recorded, personal),
            controller=capital(draft.who["board"]),
        )  # fmt: skip
        yield proposal(what, why)
