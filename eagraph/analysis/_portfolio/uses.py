"""Which boards and companies use a system, and with how many users? By USED_BY, gone up to the board or company.

Suppliers and authorities outside the city are no users of its portfolio.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from eagraph.analysis._portfolio.links import Links
from eagraph.escalation.owners import boards

OUTSIDE = frozenset({"supplier", "authority"})
Users = dict[int, int | None]


@dataclass(frozen=True, eq=False)
class Uses:
    """Users by system and organisation."""

    links: Links

    @cached_property
    def by_system(self) -> dict[int, Users]:
        """By thing, the organisations that use it and how many users each has; None where some part of one does not say."""
        snapshot = self.links.snapshot
        found: dict[int, Users] = defaultdict(dict)
        for thing, user, tie in self.links.ends("USED_BY"):
            if snapshot.nodes[user].label != "Organisation" or self.is_outside(user):
                continue
            board = self.board.get(user, user)
            said = snapshot.relationships[tie].properties.get("users")
            more = said if isinstance(said, int) and not isinstance(said, bool) and said >= 0 else None
            before = found[thing].get(board, 0)
            found[thing][board] = None if more is None or before is None else before + more
        return dict(found)

    @property
    def board(self) -> dict[int, int]:
        """By thing that has one, the board or company that answers for it."""
        return boards(self.links.snapshot)

    def is_outside(self, organisation: int) -> bool:
        """Is it no part of the city?"""
        nodes = self.links.snapshot.nodes
        return bool(
            {str(nodes[i].properties.get("kind")) for i in (organisation, self.board.get(organisation, organisation))}
            & OUTSIDE
        )

    @cached_property
    def is_known(self) -> bool:
        """Is anything said of who, or how many, use any system?"""
        return bool(len(self.links.ties("USED_BY"))) or any(
            "users" in self.links.snapshot.nodes[i].properties for i in self.links.things("System")
        )

    def of(self, system: int) -> Users:
        """Who uses a system."""
        return self.by_system.get(system, {})

    def users(self, system: int) -> int | None:
        """How many use it: as the system says, else together as its users say; None where that is not known."""
        said = self.links.snapshot.nodes[system].properties.get("users")
        if isinstance(said, int) and not isinstance(said, bool) and said >= 0:
            return said
        stated = list(self.of(system).values())
        known = [count for count in stated if count is not None]
        return sum(known) if stated and len(known) == len(stated) else None


def shares(users: Users) -> tuple[dict[int, float], bool]:
    """The share of each in a whole, by users; equal shares where not all state theirs. And whether it is by users.

    >>> shares({7: 30, 9: 10})
    ({7: 0.75, 9: 0.25}, True)
    >>> shares({7: 30, 9: None})
    ({7: 0.5, 9: 0.5}, False)
    """
    known = {one: count for one, count in users.items() if count is not None}
    total = sum(known.values())
    if len(known) == len(users) and total:
        return {one: count / total for one, count in known.items()}, True
    return dict.fromkeys(users, 1 / len(users)) if users else {}, False
