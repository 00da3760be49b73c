"""Integrations: who exchanges what with whom, by which medium, and how much goes over the common platform.

A matrix of boards and companies, the pairs behind it, what goes past the platform, where information does not stay digital,
and every integration with its ends. Of one organisation: its own alone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import partial
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from eagraph.analysis._portfolio.exchanges import Exchange
from eagraph.drawing import Picture
from eagraph.locale import Text, both, joined
from eagraph.report import Chapter, Document, Table, choice
from eagraph.reports import Desk, _people
from eagraph.reports._draft import Asked, Draft, Section
from eagraph.reports._exchanges import READ, Exchanged
from eagraph.reports._holdings import find_organisation, held_by
from eagraph.reports._matrix import picture
from eagraph.reports._telling import told
from eagraph.reports._words import NOT_STATED, UNKNOWN, sentences

title = both("Integrations")
about = both("Who exchanges what with whom: matrix, media, and how much goes over the common integration platform.")


class Params(BaseModel):
    """Whose."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    organisation: str = Field(
        default="", description="only what this organisation answers for; empty is everybody",
        json_schema_extra={"names": "thing"},
    )  # fmt: skip
    platforms: tuple[str, ...] = Field(
        default=(), title="common platforms", json_schema_extra={"names": "thing"},
        description="the common integration platforms: id, source key or unique name; empty: as the landscape says",
    )  # fmt: skip
    limit: int = Field(default=1000, ge=1, le=100_000, description="no more rows than this in any list")


def write(desk: Desk, params: Params) -> Document:
    """The report.

    Raises:
        UnknownName: there is no such organisation or platform.
        UsageError: it is no organisation.
    """
    draft = Draft(desk, "integrations", params)
    exchanged = Exchanged(draft)
    organisation = find_organisation(draft, params.organisation) if params.organisation else None
    mine = None if organisation is None else set(held_by(draft.snapshot, organisation))
    some = [one for one in (exchanged.all if mine is None else exchanged.touching(mine)) if one.senders or one.receivers]
    heading = title if organisation is None else both("Integrations: {name}", name=draft.call(organisation))
    sections = [
        _share(draft, params, mine),
        _matrix(exchanged, some),
        _media(exchanged, some, mine),
        _all(exchanged, some),
        _people.section(draft, [one.node for one in some if one.node is not None], both("Who answers for the integrations")),
    ]
    summary = both("Exchanges: {count}; of them through an integration: {between}.", count=len(some),
                   between=sum(one.node is not None for one in some))  # fmt: skip
    return told(draft, heading, summary, sections)


def _share(draft: Draft, params: Params, mine: set[int] | None) -> Section:
    """How much goes over the common platform, by board, and what goes past it."""
    asked = draft.ask("platform-share", platforms=params.platforms, limit=100_000)
    answer = asked.answer
    rows = draft.may_tell(answer.rows)
    if mine is not None:
        rows = [row for row in rows if mine & {draft.node(id_) for id_ in (row.id, *row.senders, *row.receivers)}]
    text = both("In the whole city: {says} {ref}", says=answer.summary.text, ref=asked.ref)
    if mine is not None:
        text = sentences(text, both("Past the platform, or perhaps: {count} of its own exchanges.", count=len(rows)))
    tables = [*_by_board(draft, asked), *_past(draft, asked, rows)]
    return Section(
        Chapter(both("The common platform"), says=(text,), tables=tuple(tables)), ((both("The common platform."), text),)
    )


def _by_board(draft: Draft, asked: Asked) -> list[Table]:
    boards = {
        "name": both("Board or company"),
        "exchanges": both("Exchanges"),
        "over": both("Over the platform"),
        "share": both("Share"),
    }
    shares = [
        {
            "name": draft.name_of(row.id), "exchanges": row.exchanges, "over": row.over_platform,
            "share": NOT_STATED if row.share is None else both("{share} %", share=round(100 * row.share)),
        }
        for row in draft.may_tell(asked.answer.boards)
    ]  # fmt: skip
    return [draft.table("shares", both("By board and company"), boards, shares, asked)] if shares else []


def _past(draft: Draft, asked: Asked, rows: Iterable[Any]) -> list[Table]:
    past = {
        "name": both("Exchange"), "wrong": both("What is wrong"), "from": both("From"), "to": both("To"),
        "boards": both("Boards and companies"), "method": both("Method"), "id": both("Id"),
    }  # fmt: skip
    going = [
        {
            "name": draft.name_of(row.id),
            "wrong": choice(row.wrong),
            "from": draft.names_of(row.senders, 3),
            "to": draft.names_of(row.receivers, 3),
            "boards": draft.names_of(row.boards, 4),
            "method": row.pattern or NOT_STATED,
            "id": row.id,
        }
        for row in rows
    ]
    return [draft.table("past", both("Past the common platform, or perhaps"), past, going, asked)] if going else []


def _matrix(exchanged: Exchanged, some: list[Exchange]) -> Section:
    """Boards and companies against each other."""
    draft, read = exchanged.draft, exchanged.draft.look(READ)
    between: dict[tuple[int, int], list[Exchange]] = defaultdict(list)
    for one in some:
        for sender in sorted(exchanged.boards(one.senders)):
            for receiver in sorted(exchanged.boards(one.receivers) - {sender}):
                between[sender, receiver].append(one)
    inside = sum(exchanged.boards(one.senders) == exchanged.boards(one.receivers) != set() for one in some)
    nobody = sum(not exchanged.boards(one.senders) or not exchanged.boards(one.receivers) for one in some)
    headings = {
        "from": both("From"), "to": both("To"), "count": both("Exchanges"), "direct": both("Direct"),
        "offline": both("Not digital"), "what": both("Which"),
    }  # fmt: skip
    rows = [
        {
            "from": draft.call(sender),
            "to": draft.call(receiver),
            "count": len(ones),
            "direct": sum(one.node is None for one in ones),
            "offline": sum(exchanged.medium(one) in ("paper", "manual") for one in ones),
            "what": joined([draft.call(one.node) for one in ones if one.node is not None][:3], ", "),
        }
        for (sender, receiver), ones in sorted(between.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    ]
    text = both(
        "Pairs of boards or companies that exchange something: {pairs} {ref}. Exchanges inside one of them: {inside}; with "
        "an end nobody is known to answer for: {nobody}.",
        pairs=len(between),
        inside=inside,
        nobody=nobody,
        ref=read.ref,
    )
    tables = (draft.table("pairs", both("Pairs, those with most first"), headings, rows, read),) if rows else ()
    draw = partial(_drawn, exchanged, dict(between)) if between else tuple
    return Section(
        Chapter(both("Who exchanges with whom"), says=(text,), tables=tables, draw=draw), ((both("Who with whom."), text),)
    )


def _drawn(exchanged: Exchanged, between: dict[tuple[int, int], list[Exchange]]) -> tuple[Picture, ...]:
    nodes = exchanged.draft.snapshot.nodes
    ends = sorted({end for pair in between for end in pair}, key=lambda end: (nodes[end].name.casefold(), end))
    place = {end: i for i, end in enumerate(ends)}
    counts = {(place[a], place[b]): (len(ones), sum(one.node is None for one in ones)) for (a, b), ones in between.items()}
    return (picture([nodes[end].name for end in ends], counts),)


def _media(exchanged: Exchanged, some: list[Exchange], mine: set[int] | None) -> Section:
    """By which medium, and where information does not stay digital."""
    draft, read = exchanged.draft, exchanged.draft.look(READ)
    counts = Counter(exchanged.medium(one) for one in some)
    words: dict[Any, Text] = {medium: choice(medium) if medium else UNKNOWN for medium in counts}
    rows = [{"medium": words[medium], "count": count} for medium, count in counts.most_common()]
    headings = {"medium": both("Medium"), "count": both("Exchanges")}
    tables = [draft.table("media", both("By medium"), headings, rows, read)] if rows else []
    asked = draft.ask("media-breaks", limit=100_000)
    breaks = draft.may_tell(asked.rows)
    if mine is not None:
        breaks = [row for row in breaks if mine & {draft.node(id_) for id_ in (row.id, *row.way)}]
    sure = [row for row in breaks if row.violation == "yes"]
    text = both(
        "By medium: {told} {ref}.", told=joined([both("{medium} {count}", **row) for row in rows], ", "), ref=read.ref
    )
    text = sentences(
        text if rows else None,
        both("Where information does not stay digital until it is archived: {count} {ref}.", count=len(sure), ref=asked.ref),
    )
    if breaks:
        headings = {
            "name": both("Where"), "wrong": both("What is wrong"), "sure": both("Sure"), "way": both("Way"),
            "exception": both("Legal exception"), "id": both("Id"),
        }  # fmt: skip
        told_rows = [
            {
                "name": draft.name_of(row.id),
                "wrong": choice(row.wrong),
                "sure": choice(row.violation),
                "way": draft.way(row.way),
                "exception": row.legal_exception or "",
                "id": row.id,
            }
            for row in breaks
        ]
        tables.append(draft.table("breaks", both("Where it does not stay digital"), headings, told_rows, asked))
    return Section(Chapter(both("Media"), says=(text,), tables=tuple(tables)), ((both("Media."), text),))


def _all(exchanged: Exchanged, some: list[Exchange]) -> Section:
    """Every exchange."""
    silent = sum(exchanged.information(one) is None for one in some)
    text = both("Of {count} exchanges nobody has said which information they carry.", count=silent)
    tables = (exchanged.table(some, "exchanges", both("Integrations and flows")),) if some else ()
    return Section(Chapter(both("Every exchange"), says=(text,), tables=tables), ((both("What is carried."), text),))
