"""Media breaks: where does information that once is digital not stay digital, from when it is made until it is archived?

Three things are told (INF-01): information that goes from one digital place to another by hand or on paper (see
`_portfolio.breaks` for what that means, `_portfolio.media` for the words for media); flows on paper for which no legal
exception is recorded; and information of which nobody has said in which archive it ends. Copies, and what is opened or
anonymous and made of something else, end with what they are made of.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

from eagraph.analysis._portfolio.breaks import Break, Breaks
from eagraph.analysis._portfolio.judged import Judged, Violation, cut, first_wrong
from eagraph.analysis._portfolio.links import Links, links
from eagraph.analysis._portfolio.media import Medium, read
from eagraph.analysis._things import named
from eagraph.analysis._ties import tied
from eagraph.escalation import escalate
from eagraph.escalation.owners import boards
from eagraph.graph.snapshot import Snapshot
from eagraph.graph.views import not_valid
from eagraph.locale import Text, both
from eagraph.results import Result, SnapshotInfo, Words, completeness

title = both("Media breaks")
question = both("Where does information that once is digital not stay digital until it is archived?")
Wrong = Literal["media_break", "paper_flow", "no_archive_target"]
_MADE = frozenset({"copy", "open", "anonymous"})


class Params(BaseModel):
    """Which day."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    at: dt.date | None = Field(default=None, description="only what is valid on this day")
    limit: int = Field(default=1000, ge=1, le=100_000, description="no more rows than this, those that break a rule first")


class Row(Judged):
    """Information that breaks or has no archive, or an exchange on paper."""

    brief: ClassVar = ("name", "wrong", "violation", "medium", "sent_from_name", "received_by_name")

    wrong: Wrong = Field(title="what is wrong", description="a break, paper without a legal exception, no archive")
    medium: Literal["manual", "paper"] | None = Field(description="by hand, or on paper, on the way")
    sent_from: str | None = Field(title="last digital in", description="id of the place where it is digital before")
    sent_from_name: str | None = Field(title="last digital in, by name", description="its name")
    received_by: str | None = Field(title="digital again in", description="id of the place where it is digital after")
    received_by_name: str | None = Field(title="digital again in, by name", description="its name")
    way: tuple[str, ...] = Field(description="ids of the places along the way")
    flows: tuple[str, ...] = Field(title="flows by hand or on paper", description="those on the way, or of the exchange")
    legal_exception: str | None = Field(title="legal exception", description="the exception recorded for the flows")
    organisation: str | None = Field(description="the board or company that answers for it")


class Answer(Result[Row]):
    """Breaks, flows on paper and information without an archive."""


def run(snapshot: Snapshot, params: Params) -> Answer:
    """What does not stay digital, what breaks the rule first.

    A flow by hand is no flow on paper: it only breaks where what is typed in was digital before.
    """
    known, found = links(snapshot, params.at), escalate(snapshot, at=params.at)
    breaks = Breaks(found)
    rows = first_wrong([
        *(_break_row(breaks, one) for one in breaks.all()), *_papers(breaks, known), *_unarchived(snapshot, known)
    ])  # fmt: skip
    hidden = len(found.ground.left_out)
    told = [*cut(rows, params.limit), *_reasons(breaks, known, rows), *not_valid(hidden, params.at)]
    return Answer(
        analysis="media-breaks",
        params=params.model_dump(mode="json"),
        summary=Words.of(_summary(rows)),
        snapshot=SnapshotInfo.of(snapshot),
        completeness=completeness(told, truncated=len(rows) > params.limit),
        hidden=hidden,
        rows=tuple(rows[: params.limit]),
    )


def _break_row(breaks: Breaks, one: Break) -> Row:
    snapshot, moves = breaks.snapshot, breaks.escalation.ground.moves
    asset = int(breaks.escalation.ground.assets[one.column])
    left = [move for move in one.moves if move in breaks.undigital]
    way = [one.origin, *(int(moves.receiver[move]) for move in one.moves)]
    ties = [int(moves.tie[move]) for move in left]
    return Row(
        **named(snapshot, asset),
        violation=one.violation,
        wrong="media_break",
        medium=_least({breaks.medium[move] for move in left}),
        sent_from=snapshot.nodes[one.origin].id,
        sent_from_name=snapshot.nodes[one.origin].name,
        received_by=snapshot.nodes[one.end].id,
        received_by_name=snapshot.nodes[one.end].name,
        way=tuple(snapshot.nodes[i].id for i in way),
        flows=tuple(tied(snapshot, tie)["id"] for tie in ties),
        legal_exception=_exception(snapshot, ties),
        organisation=_organisation(snapshot, asset),
    )


def _least(media: set[Medium | None]) -> Literal["manual", "paper"]:
    return "paper" if "paper" in media else "manual"


def _exception(snapshot: Snapshot, ties: Iterable[int]) -> str | None:
    said = [snapshot.relationships[tie].properties.get("legal_exception") for tie in ties]
    return "; ".join(dict.fromkeys(str(one) for one in said if one)) or None


def _organisation(snapshot: Snapshot, node: int) -> str | None:
    own = boards(snapshot).get(node)
    return None if own is None else snapshot.nodes[own].name


def _papers(breaks: Breaks, known: Links) -> Iterator[Row]:
    """Exchanges on paper without a legal exception: an integration with its flows, or a flow by itself."""
    snapshot, moves = breaks.snapshot, breaks.escalation.ground.moves
    by_node: dict[int, list[int]] = defaultdict(list)
    for move in sorted(breaks.undigital - breaks.excepted):
        if breaks.medium[move] == "paper":
            pair = int(moves.sender[move]), int(moves.receiver[move])
            between = next((i for i in pair if snapshot.nodes[i].label == "Integration"), None)
            if between is None:
                yield _paper(snapshot, tied(snapshot, int(moves.tie[move])), "yes", [int(moves.tie[move])], pair)
            else:
                by_node[between].append(int(moves.tie[move]))
    silent = [i for i in known.things("Integration") if not _flows(snapshot, i) and _is_paper(snapshot, i)]
    for node in sorted({*by_node, *silent}):
        ties = by_node.get(node, [])
        ends = [int(e) for tie in ties for e in (snapshot.source[tie], snapshot.target[tie]) if int(e) != node]
        violation: Violation = "yes" if ties else "unknown"
        yield _paper(snapshot, named(snapshot, node), violation, ties, (node, *ends))


def _is_paper(snapshot: Snapshot, integration: int) -> bool:
    return read(snapshot.nodes[integration].properties.get("pattern")) == "paper"


def _flows(snapshot: Snapshot, node: int) -> bool:
    ties = [*snapshot.outgoing.of(node).tolist(), *snapshot.incoming.of(node).tolist()]
    return any(snapshot.relationships[tie].type == "FLOW" for tie in ties)


def _paper(snapshot: Snapshot, about: dict[str, str], violation: Violation, ties: Sequence[int], ends: Sequence[int]) -> Row:
    own = next((name for i in ends if (name := _organisation(snapshot, i))), None)
    return Row(
        **about, violation=violation, wrong="paper_flow", medium="paper", sent_from=None, sent_from_name=None,
        received_by=None, received_by_name=None, way=(), flows=tuple(tied(snapshot, tie)["id"] for tie in ties),
        legal_exception=None, organisation=own,
    )  # fmt: skip


def _archive(snapshot: Snapshot, asset: int) -> str:
    return str(snapshot.nodes[asset].properties.get("archive_target") or "").strip()


def _unarchived(snapshot: Snapshot, known: Links) -> Iterator[Row]:
    """Information of which nobody has said in which archive it ends; unknown where nobody says so of any."""
    may: Violation = "yes" if any(_archive(snapshot, asset) for asset in known.things("InformationAsset")) else "unknown"
    for asset in known.things("InformationAsset"):
        said = snapshot.nodes[asset].properties
        made = said.get("asset_kind") in _MADE and asset in known.out("DERIVED_FROM")
        if not made and not _archive(snapshot, asset):
            yield Row(
                **named(snapshot, asset), violation=may, wrong="no_archive_target", medium=None, sent_from=None,
                sent_from_name=None, received_by=None, received_by_name=None, way=(), flows=(), legal_exception=None,
                organisation=_organisation(snapshot, asset),
            )  # fmt: skip


def _reasons(breaks: Breaks, known: Links, rows: Sequence[Row]) -> Iterator[Text]:
    if silent := sum(medium is None for medium in breaks.medium.values()):
        yield both("{count} flows do not say by which medium they go; they count as digital.", count=silent)
    if guessed := int(breaks.escalation.ground.moves.guessed.sum()):
        yield both("{count} flows do not say what they carry; they count as carrying everything.", count=guessed)
    if any(row.wrong == "no_archive_target" and row.violation == "unknown" for row in rows):
        yield both("Nobody says of any information in which archive it ends; that it has none is not known.")
    if not known.things("InformationAsset"):
        yield both("The landscape names no information; what breaks cannot be told.")


def _summary(rows: Sequence[Row]) -> Text:
    def count(wrong: Wrong, *violations: Violation) -> int:
        return sum(row.wrong == wrong and row.violation in violations for row in rows)

    return both(
        "Information that breaks: {broken} times; perhaps: {perhaps}; by legal exception: {excepted}. Exchanges on paper "
        "without one: {papers}. Information without an archive: {unarchived}.",
        broken=count("media_break", "yes"),
        perhaps=count("media_break", "unknown"),
        excepted=count("media_break", "no"),
        papers=count("paper_flow", "yes"),
        unarchived=count("no_archive_target", "yes", "unknown"),
    )
