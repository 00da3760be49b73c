"""A report is drafted: whose, for which year, from what the register holds today."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from importlib.metadata import version

from eagraph.board import BoardReport, Section, changes, findings, incidents, risks, work
from eagraph.board._words import capital, uncapital
from eagraph.board.drafting import Draft, Means
from eagraph.board.marking import marking
from eagraph.board.period import Period
from eagraph.errors import UsageError
from eagraph.escalation.owners import boards
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import Text, both, joined, listed
from eagraph.results import Named, SnapshotInfo, Words, completeness
from eagraph.work import counted

_SECTIONS: tuple[Callable[[Draft], Section], ...] = (
    work.section, risks.section, incidents.section, findings.section, changes.section,
)  # fmt: skip


def find_board(snapshot: Snapshot, organisation: str) -> int:
    """The board or company (node number) a person means: the one that answers for an organisation by that name.

    Raises:
        UnknownName: nothing is called that.
        UsageError: it is no organisation.
    """
    node = snapshot.find(organisation)
    if snapshot.nodes[node].label != "Organisation":
        text = both(
            "{name} is a {label}; expected a board or company.", name=repr(organisation), label=snapshot.nodes[node].label
        )
        raise UsageError(text)
    return boards(snapshot).get(node, node)


def written(snapshot: Snapshot, board: int, period: Period, means: Means) -> BoardReport:
    """The report to one board or company (node number)."""
    draft = Draft(snapshot, board, period, means)
    sections = tuple(make(draft) for make in counted(_SECTIONS, len(_SECTIONS), every=1))
    unknown = completeness(_unknown(draft))
    model, node, before = snapshot.schema.classification, snapshot.nodes[board], period.before
    things = {snapshot.index[id_] for figure in draft.figures for id_ in figure.things if id_ in snapshot.index}
    return BoardReport(
        marking=marking(snapshot, things & draft.mine),
        organisation=Named(id=node.id, name=node.name, label=node.label),
        year=period.since.year,
        **period.days,
        before_since=before.since.isoformat(),
        before_until=before.until.isoformat(),
        summary=Words.of(_summary(draft, sections)),
        sections=sections,
        proposals=tuple(proposal for section in sections for proposal in section.proposes),
        figures=tuple(draft.figures),
        queries=tuple(draft.queries()),
        shared=draft.shared,
        written_on=period.today.isoformat(),
        snapshot=SnapshotInfo.of(snapshot),
        model_id=model.id,
        model_version=model.version,
        model_hash=model.hash,
        rules_hash=means.findings.rules_hash if means.findings else None,
        engine=f"eagraph {version('eagraph')}",
        completeness=unknown,
        assumed=tuple(_assumed(draft)),
    )


def _summary(draft: Draft, sections: tuple[Section, ...]) -> Text:
    """Which areas call for a decision, which are in order, and which cannot be told."""
    by: dict[str | None, list[Text]] = defaultdict(list)
    for section in sections:
        by[section.standing].append(uncapital(section.title.text))
    told = []
    if areas := by["act"]:
        told.append(both("{board} has to take a stand on {areas}.", areas=listed(areas), **draft.who))
    if areas := by["in_order"]:
        told.append(both("In order: {areas}.", areas=listed(areas)))
    if areas := by["unknown"]:
        told.append(both("The register cannot tell of {areas}.", areas=listed(areas)))
    return joined([capital(text) for text in told], " ")


def _assumed(draft: Draft) -> Iterator[Words]:
    """What the analyses had to assume, each once."""
    told = {reason.en: reason for result in draft.answers() for reason in result.completeness.reasons}
    yield from told.values()


def _unknown(draft: Draft) -> Iterator[Text]:
    """What the report cannot tell, and what was assumed instead."""
    unowned = draft.query("systems-without-owner")
    if unowned.count:
        yield both(
            "In the whole register {count} systems in use have no owner; some may be {boards}.",
            count=unowned.told,
            **draft.who,
        )
    if draft.period.until < draft.period.today:
        yield both(
            "Counts of the year are of that year; how things stand is as of {day}.", day=draft.period.today.isoformat()
        )
    if not draft.query("systems").count:
        yield both("The register names no system that {board} owns.", **draft.who)
    told = draft.means.findings
    if told and told.unanswered:
        yield both(
            "{count} of the programme's rules could not be answered; what they would find is not known.",
            count=told.unanswered,
        )
