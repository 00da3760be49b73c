"""Whom to call: who owns a thing, who holds that role, where they belong, and how to reach them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

from eagraph.escalation.owners import boards
from eagraph.locale import Text, both, joined, plain
from eagraph.report import Chapter, Table
from eagraph.reports._draft import Draft, Section
from eagraph.reports._words import NOT_STATED, named, sentences, word

CONTACTS = ("email", "phone", "contact", "url")
OWNED = frozenset(
    {"System", "DigitalService", "Integration", "InformationAsset", "Sensor", "Device", "Facility", "NetworkZone"}
)
"""What somebody should answer for."""
HEADINGS = {
    "owner": both("Who"), "role": both("Role"), "holder": both("Held by"), "organisation": both("Organisation"),
    "contact": both("Contact"), "count": both("Things"), "things": both("Of what"),
}  # fmt: skip


class People:
    """Owners as the landscape states them."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.snapshot = draft.snapshot

    @cached_property
    def _out(self) -> dict[str, dict[int, list[int]]]:
        """By type and source, the targets, sorted."""
        found: dict[str, dict[int, list[int]]] = {"HELD_BY": defaultdict(list), "BELONGS_TO": defaultdict(list)}
        for j, tie in enumerate(self.snapshot.relationships):
            if tie.type in found:
                found[tie.type][int(self.snapshot.source[j])].append(int(self.snapshot.target[j]))
        return found

    def names(self, node: int) -> Text:
        """The owners of a thing by name; that nobody is said to own it."""
        owners = self.snapshot.owners(node)
        return joined([plain(self.snapshot.nodes[i].name) for i in owners], ", ") if owners else both("nobody stated")

    def board(self, node: int) -> Text:
        """The board or company that answers for a thing."""
        answers = boards(self.snapshot).get(node)
        return NOT_STATED if answers is None else plain(self.snapshot.nodes[answers].name)

    def unowned(self, nodes: Iterable[int]) -> list[int]:
        """Those that nobody is said to own."""
        return [node for node in nodes if not self.snapshot.owners(node)]

    def table(self, nodes: Iterable[int], name: str, title: Text) -> Table:
        """Everybody to call about some things, those with most first."""
        asked = self.draft.look(both("Owners by OWNED_BY, who holds a role by HELD_BY, where they belong by BELONGS_TO."))
        return self.draft.table(name, title, HEADINGS, self._rows(nodes), asked)

    def _rows(self, nodes: Iterable[int]) -> Iterator[dict[str, Any]]:
        owned: dict[int, list[int]] = defaultdict(list)
        for node in nodes:
            for owner in self.snapshot.owners(node):
                owned[owner].append(node)
        for owner, things in sorted(owned.items(), key=lambda pair: (-len(pair[1]), self.snapshot.nodes[pair[0]].id)):
            yield self._row(owner, things)

    def _row(self, owner: int, things: list[int]) -> dict[str, Any]:
        held = self._out["HELD_BY"].get(owner, [])
        places = sorted({place for one in (owner, *held) for place in self._out["BELONGS_TO"].get(one, ())})
        reach = [self._contact(one) for one in (owner, *held)]
        node = self.snapshot.nodes[owner]
        return {
            "owner": plain(node.name),
            "role": word(node.properties.get("role_type") or node.properties.get("kind") or ""),
            "holder": named(self.snapshot.nodes[i].name for i in held) if held else NOT_STATED,
            "organisation": named(self.snapshot.nodes[i].name for i in places) if places else NOT_STATED,
            "contact": ", ".join(filter(None, reach)) or NOT_STATED,
            "count": len(things),
            "things": named(str(self.draft.call(i)) for i in things),
        }

    def has_contact(self, owner: int) -> bool:
        """Does anybody say how to reach an owner, or who holds the role?"""
        return any(self._contact(one) for one in (owner, *self._out["HELD_BY"].get(owner, ())))

    def _contact(self, node: int) -> str:
        said = self.snapshot.nodes[node].properties
        return ", ".join(str(said[name]) for name in CONTACTS if said.get(name))


def section(draft: Draft, nodes: Iterable[int], title: Text) -> Section:
    """Whom to call about some things; what has no owner, and which owner nobody says how to reach."""
    people = People(draft)
    things = [i for i in sorted(set(nodes)) if draft.snapshot.nodes[i].label in OWNED and not draft.is_apart(i)]
    table = people.table(things, "contacts", both("Whom to call"))
    unowned = people.unowned(things)
    owners = sorted({owner for node in things for owner in draft.snapshot.owners(node)})
    mute = [owner for owner in owners if not people.has_contact(owner)]
    gaps = []
    if unowned:
        names = named(str(draft.call(node)) for node in unowned)
        gaps.append(both("Nobody is said to own {count} of them: {names}.", count=len(unowned), names=names))
    if mute:
        names = named(draft.snapshot.nodes[owner].name for owner in mute)
        gaps.append(both("Owners that nobody says how to reach: {names}.", names=names))
    says = both("Owners to talk to: {count}.", count=len(owners))
    points = ((both("Whom to talk to."), sentences(says, *gaps)),)
    return Section(Chapter(title, says=(sentences(says, *gaps),), tables=(table,)), points)
