"""The work: is somebody named to hold it together, what was done, and how much does it cover?"""

from __future__ import annotations

from collections.abc import Iterator

from eagraph.board import Bar, Chart, Proposal, Section, Sheet
from eagraph.board._words import capital, of, plain, sentence, share, sheet, some
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


def section(draft: Draft) -> Section:
    """The chapter."""
    coordinator = draft.query("coordinator")
    covered = list(_covered(draft))
    lacking = _lacking(draft)
    is_known = any(whole.count for _, _, whole in covered)
    act = not coordinator.count or any(part.count < whole.count for _, part, whole in covered)
    return Section(
        name="work",
        title=Words.of(both("The work during the year")),
        standing="act" if act else "in_order" if is_known else "unknown",
        in_short=Words.of(_in_short(draft, coordinator)),
        says=(
            sentence(_coordinator_text(draft, coordinator), _reported(draft)),
            sentence(_done_text(draft)),
        ),
        charts=(_chart(covered),) if is_known else (),
        sheets=tuple(_sheets(draft, covered, lacking)),
        proposes=tuple(_proposes(draft, coordinator)),
    )


def _covered(draft: Draft) -> Iterator[tuple[Text, Counted, Counted]]:
    """What ought to be covered: in words, how much is, and of how much; what there is nothing of is left out."""
    information, systems = draft.query("information"), draft.query("systems")
    told = (
        (both("Information classified in all four aspects"), draft.query("information-classified"), information),
        (both("Information classified within three years"), draft.query("information-classified-lately"), information),
        (both("Systems with an owner's classification"), draft.query("systems-classified"), systems),
        (
            both("Sensitive systems with an up-to-date risk analysis"),
            draft.query("sensitive-systems-analysed"),
            draft.query("sensitive-systems"),
        ),
        (
            both("Systems with personal data whose legal basis is recorded"),
            draft.query("personal-data-recorded"),
            draft.query("personal-data-systems"),
        ),
    )
    yield from (row for row in told if row[2].count)


def _in_short(draft: Draft, coordinator: Counted) -> Text:
    analysed, sensitive = draft.query("sensitive-systems-analysed"), draft.query("sensitive-systems")
    who = (
        both("A coordinator is named.") if coordinator.count else both("No coordinator is named {ref}.", ref=coordinator.ref)
    )
    if not sensitive.count:
        return who
    risk = both("An up-to-date risk analysis: {part} sensitive systems.", part=of(analysed, sensitive))
    return joined([who, risk], " ")


def _coordinator_text(draft: Draft, coordinator: Counted) -> Text:
    if coordinator.count:
        who = plain(", ".join(sorted({str(row["holder"]) for row in coordinator.rows})))
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


def _done_text(draft: Draft) -> Text:
    risk, review = (draft.query("evidence", what=KINDS[kind], kind=kind) for kind in ("risk_analysis", "review"))
    return both(
        "In the period {risk} and {review} were recorded.",
        risk=some(risk, both("risk analysis"), both("risk analyses")),
        review=some(review, both("review"), both("reviews")),
    )


def _lacking(draft: Draft) -> list[str]:
    """Sensitive systems without an up-to-date risk analysis, by name."""
    analysed = set(draft.query("sensitive-systems-analysed").figure.things)
    return sorted(str(row["name"]) for row in draft.query("sensitive-systems").rows if row["id"] not in analysed)


def _chart(covered: list[tuple[Text, Counted, Counted]]) -> Chart:
    bars = tuple(
        Bar(
            title=Words.of(what), value=100 * part.count / whole.count,
            shown=Words.of(share(part, whole)),
        )
        for what, part, whole in covered
    )  # fmt: skip
    return Chart(title=Words.of(both("How much of what ought to be covered is")), bars=bars, most=100)


def _sheets(draft: Draft, covered: list[tuple[Text, Counted, Counted]], lacking: list[str]) -> Iterator[Sheet]:
    headings = {"what": both("What"), "part": both("How many"), "whole": both("Of"), "share": both("Share")}
    rows = [
        {
            "what": what,
            "part": part.told,
            "whole": whole.told,
            "share": share(part, whole),
        }
        for what, part, whole in covered
    ]
    if rows:
        yield sheet("coverage", both("How much is covered"), headings, rows)
    done = [
        {"what": what, "now": now.told, "before": before.told}
        for kind, what in KINDS.items()
        for now, before in [_year(draft, kind, what)]
        if now.count or before.count
    ]
    if done:
        named = {"what": both("What"), "now": both("In the period"), "before": both("Same time the year before")}
        yield sheet("done", both("What was done"), named, done)
    if lacking:
        title = both("Sensitive systems without an up-to-date risk analysis")
        yield sheet("lacking", title, {"name": both("System")}, [{"name": name} for name in lacking])


def _year(draft: Draft, kind: str, what: Text) -> tuple[Counted, Counted]:
    before = both("{what}, same time the year before", what=what)
    return (
        draft.query("evidence", what=what, kind=kind),
        draft.query("evidence", what=before, kind=kind, **draft.period.before.days),
    )


def _proposes(draft: Draft, coordinator: Counted) -> Iterator[Proposal]:
    analysed, sensitive = draft.query("sensitive-systems-analysed"), draft.query("sensitive-systems")
    information, classified = draft.query("information"), draft.query("information-classified")
    personal, recorded = draft.query("personal-data-systems"), draft.query("personal-data-recorded")
    if not coordinator.count:
        yield _proposal(
            both("Name an information security coordinator."),
            both("The programme requires a named person {ref}.", ref=coordinator.ref),
        )
    if analysed.count < sensitive.count:
        what = both("Have risk analyses made of the sensitive systems that lack an up-to-date one.")
        yield _proposal(what, both("{part} have one.", part=of(analysed, sensitive)))
    if classified.count < information.count:
        what = both("Have all information classified, so that it is known how it is to be protected.")
        yield _proposal(what, both("{part} is classified.", part=of(classified, information)))
    if recorded.count < personal.count:
        what = both("Have the legal basis recorded for every system with personal data.")
        yield _proposal(
            what,
            both(
                "{part} have one recorded. {controller} answers for it as controller.",
                part=of(recorded, personal),
                controller=capital(draft.who["board"]),
            ),
        )


def _proposal(what: Text, why: Text) -> Proposal:
    return Proposal(what=Words.of(what), why=Words.of(why))
