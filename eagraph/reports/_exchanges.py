"""Who sends what to whom, by which method and medium, over which platform? Integrations and flows as rows of a report."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from eagraph.analysis._portfolio.exchanges import Exchange, Exchanges
from eagraph.analysis._portfolio.links import links
from eagraph.analysis._portfolio.media import Medium
from eagraph.analysis._portfolio.terms import Terms
from eagraph.escalation.owners import boards
from eagraph.locale import Text, both, joined
from eagraph.report import Chapter, Table, choice
from eagraph.reports._draft import Draft, Section
from eagraph.reports._words import NOT_STATED, UNKNOWN, sentences, word

READ = both("Exchanges: integrations with their FLOW and VIA, and flows without an integration.")
HEADINGS = {
    "integration": both("Integration"), "from": both("From"), "to": both("To"), "information": both("Information"),
    "medium": both("Medium"), "method": both("Method"), "over": both("Over"), "needed": both("Needed"),
}  # fmt: skip


@dataclass(frozen=True)
class Exchanged:
    """All exchanges of a landscape."""

    draft: Draft

    @cached_property
    def terms(self) -> Terms:
        """What is said of each, as the integration matrix has it."""
        return Terms(Exchanges(links(self.draft.snapshot)))

    @cached_property
    def all(self) -> list[Exchange]:
        """Integrations by number, then flows without one."""
        return self.terms.exchanges.all

    def touching(self, nodes: Collection[int]) -> list[Exchange]:
        """Those with one of some things at an end."""
        some = set(nodes)
        return [one for one in self.all if some.intersection((*one.senders, *one.receivers)) or one.node in some]

    def medium(self, one: Exchange) -> Medium | None:
        """The least digital medium along the exchange; None is unknown."""
        said = self.terms.medium(one)
        return None if said == "unknown" else said

    def boards(self, ends: Iterable[int]) -> set[int]:
        """The boards and companies that answer for some ends, as far as known."""
        known = boards(self.draft.snapshot)
        return {known[end] for end in ends if end in known}

    def information(self, one: Exchange) -> Text | None:
        """What is carried; None where nobody says."""
        carried = self.terms.information(one)
        return self.draft.names_of(carried, 4) if carried else None

    def over(self, one: Exchange) -> tuple[int, ...]:
        """What an integration, or one in a chain with it, goes over."""
        return self.terms.over(one)

    def table(self, exchanges: Iterable[Exchange], name: str, title: Text) -> Table:
        """Exchanges as rows."""
        rows = [self._row(one) for one in exchanges]
        return self.draft.table(name, title, HEADINGS, rows, self.draft.look(READ))

    def _row(self, one: Exchange) -> dict[str, Any]:
        draft, medium = self.draft, self.medium(one)
        said = {} if one.node is None else draft.snapshot.nodes[one.node].properties
        needed = {draft.snapshot.relationships[tie].properties.get("needed") for tie in one.ties}
        return {
            "integration": both("flow without an integration") if one.node is None else draft.call(one.node),
            "from": self._ends(one.senders),
            "to": self._ends(one.receivers),
            "information": self.information(one) or NOT_STATED,
            "medium": choice(medium) if medium else UNKNOWN,
            "method": word(said["pattern"]) if said.get("pattern") else NOT_STATED,
            "over": joined([draft.call(i) for i in self.over(one)], ", "),
            "needed": both("yes") if True in needed else both("no") if needed == {False} else NOT_STATED,
        }

    def _ends(self, ends: tuple[int, ...]) -> Text:
        told = [self.draft.call(end) for end in ends[:4]]
        more = [both("{count} more", count=len(ends) - 4)] if len(ends) > 4 else []
        return joined([*told, *more], ", ") if told else NOT_STATED


def section(draft: Draft, nodes: Collection[int]) -> Section:
    """What some things exchange with others."""
    exchanged = Exchanged(draft)
    found, read = exchanged.touching(nodes), draft.look(READ)
    says = both("Exchanges with others: {count} {ref}.", count=len(found), ref=read.ref)
    off = [one for one in found if exchanged.medium(one) in ("paper", "manual")]
    silent = [one for one in found if exchanged.information(one) is None]
    more = [both("By hand or on paper: {count}.", count=len(off))] if off else []
    if silent:
        more.append(both("Of {count} nobody has said which information they carry.", count=len(silent)))
    tables = (exchanged.table(found, "exchanges", both("Integrations and flows")),) if found else ()
    text = sentences(says, *more)
    return Section(Chapter(both("What is exchanged"), says=(text,), tables=tables), ((both("Integrations."), text),))
