"""The keys by which the cost of common systems is shared, and what is wrong with them.

A key is an Evidence of kind `cost_key` ABOUT a system, and ABOUT organisations with the `share` of each. It is read on the
level of boards and companies: the shares of their parts count together.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from eagraph.analysis._portfolio.judged import Violation
from eagraph.analysis._portfolio.links import NOT_YET, RETIRED, Links
from eagraph.analysis._portfolio.uses import Uses, shares
from eagraph.model.identity import slug

Wrong = Literal[
    "no_key", "no_key_for_the_year", "several_keys", "shares_do_not_add_up", "share_missing", "users_without_share",
    "share_without_use", "users_unknown", "decided_by_another", "decider_unknown", "year_unknown", "about_no_system",
    "deviates_from_use",
]  # fmt: skip
TOLERANCE = 1e-6
KIND = "cost_key"
_BOARD = re.compile(r"(?<![\w])(ks|kommunstyrelsen|city executive board|executive board)(?![\w])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong with the key of a system (or with one of none): which key, which organisations, which figure."""

    node: int
    wrong: Wrong
    violation: Violation
    key: int | None = None
    organisations: tuple[int, ...] = ()
    value: float | None = None
    expected: float | None = None


@dataclass(frozen=True, eq=False)
class Keys:
    """The keys of a landscape."""

    links: Links
    uses: Uses
    year: int
    deciders: frozenset[str]

    @cached_property
    def all(self) -> list[int]:
        """Every key, sorted."""
        nodes = self.links.snapshot.nodes
        return [i for i in self.links.things("Evidence") if nodes[i].properties.get("evidence_kind") == KIND]

    @cached_property
    def share(self) -> dict[int, dict[int, float | None]]:
        """By key, the share of each board and company; None where a part of it has none that is said."""
        snapshot, keys = self.links.snapshot, set(self.all)
        found: dict[int, dict[int, float | None]] = defaultdict(dict)
        for key, about, tie in self.links.ends("ABOUT"):
            if key in keys and snapshot.nodes[about].label == "Organisation":
                said = snapshot.relationships[tie].properties.get("share")
                more = float(said) if isinstance(said, int | float) and not isinstance(said, bool) else None
                board = self.uses.board.get(about, about)
                before = found[key].get(board, 0.0)
                found[key][board] = None if more is None or before is None else before + more
        return found

    @cached_property
    def of(self) -> dict[int, list[int]]:
        """By system, the keys about it."""
        nodes = self.links.snapshot.nodes
        found: dict[int, list[int]] = defaultdict(list)
        for key in self.all:
            for about in self.links.out("ABOUT").get(key, ()):
                if nodes[about].label == "System":
                    found[about].append(key)
        return found

    def year_of(self, key: int) -> int | None:
        """The year a key is for."""
        said = self.links.snapshot.nodes[key].properties.get("year")
        return said if isinstance(said, int) and not isinstance(said, bool) else None

    @cached_property
    def shared(self) -> list[int]:
        """The systems whose cost is shared: the common ones in use, and all that a key is about."""
        nodes = self.links.snapshot.nodes
        unused = {RETIRED, *NOT_YET}
        found = {
            i
            for i in self.links.things("System")
            if nodes[i].properties.get("scope") == "common" and self.links.lifecycle(i) not in unused
        }
        return sorted(found | self.of.keys())

    def troubles(self) -> Iterator[Trouble]:
        """All that is wrong, by system."""
        yield from (Trouble(key, "about_no_system", "unknown", key) for key in self.all if not self._systems(key))
        for system in self.shared:
            keys = self.of.get(system, [])
            current = [key for key in keys if self.year_of(key) in {None, self.year}]
            dated = [key for key in current if self.year_of(key) is not None]
            chosen = dated or current
            if not chosen:
                yield self._lacking(system, keys)
            if len(dated) > 1:
                yield from (Trouble(system, "several_keys", "yes", key) for key in dated)
            for key in chosen:
                yield from self._of_key(system, key)

    def _systems(self, key: int) -> bool:
        nodes = self.links.snapshot.nodes
        return any(nodes[i].label == "System" for i in self.links.out("ABOUT").get(key, ()))

    def _lacking(self, system: int, keys: list[int]) -> Trouble:
        """No key for the year: a fault where it is in use, and not by one alone; unknown where there are no keys at all."""
        users, known = self.uses.of(system), self.links.lifecycle(system) is not None
        sure: Violation = "yes" if known and self.all and len(users) != 1 else "unknown"
        if keys:
            return Trouble(
                system, "no_key_for_the_year", sure, max(keys, key=lambda k: (self.year_of(k) or 0, k)), tuple(users)
            )
        return Trouble(system, "no_key", sure, None, tuple(sorted(users)))

    def _of_key(self, system: int, key: int) -> Iterator[Trouble]:
        if self.year_of(key) is None:
            yield Trouble(system, "year_unknown", "unknown", key)
        yield from self._sum(system, key)
        yield from self._decided(system, key)
        yield from self._members(system, key)
        yield from self._deviating(system, key)

    def _sum(self, system: int, key: int) -> Iterator[Trouble]:
        share = self.share.get(key, {})
        if missing := tuple(sorted(i for i, said in share.items() if said is None)):
            yield Trouble(system, "share_missing", "unknown", key, missing)
        total = sum(said for said in share.values() if said is not None)
        if abs(total - 1) > TOLERANCE and (not missing or total > 1 + TOLERANCE):
            yield Trouble(system, "shares_do_not_add_up", "yes", key, tuple(sorted(share)), total, 1.0)

    def _decided(self, system: int, key: int) -> Iterator[Trouble]:
        said = str(self.links.snapshot.nodes[key].properties.get("decided_by") or "")
        if not said:
            yield Trouble(system, "decider_unknown", "unknown", key)
        elif not self._may_decide(said):
            yield Trouble(system, "decided_by_another", "yes", key)

    def _may_decide(self, said: str) -> bool:
        words = f"-{slug(said)}-"
        return any(f"-{slug(name)}-" in words for name in self.deciders) or bool(_BOARD.search(said))

    def _members(self, system: int, key: int) -> Iterator[Trouble]:
        using, sharing = set(self.uses.of(system)), set(self.share.get(key, {}))
        if not using:
            yield Trouble(system, "users_unknown", "unknown", key, tuple(sorted(sharing)))
            return
        if using - sharing:
            yield Trouble(system, "users_without_share", "yes", key, tuple(sorted(using - sharing)))
        if sharing - using:
            yield Trouble(system, "share_without_use", "yes", key, tuple(sorted(sharing - using)))

    def _deviating(self, system: int, key: int) -> Iterator[Trouble]:
        """Shares that are more than twice, or less than half, of the share of users; only where all users are stated."""
        by_use, is_known = shares(self.uses.of(system))
        for organisation, said in sorted(self.share.get(key, {}).items()):
            used = by_use.get(organisation)
            if is_known and said is not None and used is not None and (said > 2 * used or 2 * said < used):
                yield Trouble(system, "deviates_from_use", "no", key, (organisation,), said, used)


def deciders(links: Links, named: Collection[str]) -> frozenset[str]:
    """Who may decide on keys: those named, else the executive board of the landscape."""
    nodes = links.snapshot.nodes
    boards = (nodes[i] for i in links.things("Organisation") if nodes[i].properties.get("kind") == "executive_board")
    return frozenset(named) or frozenset(text for node in boards for text in (node.id, node.name))
