"""Which systems are compared: local ones, and the common solutions they must not be parallel to.

A common solution counts where it exists or is planned, never as an idea or when retired. A system that does not say whether
it is common or local counts as local, and one that does not say where in its life it is as in use; both are told.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from eagraph.duplicates.parallel_needs import Needs, Nodes
from eagraph.locale import Text, both

GONE = frozenset(("idea", "retired"))


@dataclass(frozen=True, eq=False)
class Compared:
    """The systems of a landscape that are compared."""

    known: Needs

    @cached_property
    def common(self) -> tuple[int, ...]:
        """Common solutions that exist or are planned."""
        return tuple(system for system in self._present if self._said(system, "scope") == "common")

    @cached_property
    def local(self) -> tuple[int, ...]:
        """Local systems in use or planned; not those of others outside the city."""
        return tuple(system for system in self._present if self._said(system, "scope") not in ("common", "external"))

    @cached_property
    def undescribed(self) -> tuple[int, ...]:
        """Local systems of which no capability is recorded."""
        return tuple(system for system in self.local if not self.known.by_system[system].capabilities)

    def scope(self, common: int) -> Nodes:
        """The organisations a common solution is for, with all their parts; empty where nobody says: the whole city."""
        used = self.known.by_system[common].users
        return self.known.reached(user for user in used if self.known.is_organisation(user))

    def is_meant_for(self, organisations: Nodes, common: int) -> bool | None:
        """Is a common solution meant for one of these organisations? None: nobody says whom it is for, or who they are."""
        scope = self.scope(common)
        return bool(scope & organisations) if scope and organisations else None

    @property
    def reasons(self) -> Iterator[Text]:
        """What limits a comparison, in words."""
        if self.undescribed:
            yield both(
                "{count} local systems have no capability recorded; whether they do what a common one does is unknown.",
                count=len(self.undescribed),
            )
        if count := sum(self._said(system, "scope") == "" for system in self.local):
            yield both("{count} systems do not say whether they are common or local; they count as local.", count=count)
        if count := sum(self._said(system, "lifecycle") == "" for system in self.local):
            yield both("{count} local systems do not say where in their life they are; they count as in use.", count=count)
        yield from self.reasons_of_common

    @property
    def reasons_of_common(self) -> Iterator[Text]:
        """What the list of common solutions lacks."""
        needs = self.known.by_system
        if not self.common:
            yield both("The landscape has no common solution that exists or is planned.")
        if count := sum(not needs[system].capabilities for system in self.common):
            yield both("{count} common solutions have no capability recorded; what they do is unknown.", count=count)
        if count := sum(not self.scope(system) for system in self.common):
            yield both(
                "{count} common solutions do not say who uses them; they count as meant for the whole city.", count=count
            )
        if count := sum(self._said(system, "lifecycle") == "" for system in self.common):
            yield both(
                "{count} common solutions do not say where in their life they are; they count as in use.", count=count
            )

    @cached_property
    def _present(self) -> tuple[int, ...]:
        return tuple(system for system in self.known.systems if self._said(system, "lifecycle") not in GONE)

    def _said(self, system: int, what: str) -> str:
        return str(self.known.snapshot.nodes[system].properties.get(what) or "")
