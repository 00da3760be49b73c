"""Does a copy of personal data rest on a legal basis, and is it covered by the routines the law asks for?

Only of copies that are kept. Where nobody records a kind of evidence at all its absence says nothing, and neither does it
where it is not certain that the copy is one of personal data: that is unknown.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from eagraph.analysis._personal.bases import Bases, Basis, Processing, is_consent
from eagraph.analysis._personal.derivation import derivations
from eagraph.analysis._personal.found import Found
from eagraph.analysis._personal.routines import Purpose

Covered = Literal["yes", "no", "unknown"]
Erasing = Literal["yes", "no", "basis_ended", "unknown"]
Withdrawing = Literal["yes", "no_register", "no_routine", "neither", "unknown"]


@dataclass(frozen=True, eq=False)
class Coverage:
    """The verdicts over the copies that were found."""

    found: Found

    def basis(self, copy: int) -> Basis | None:
        """On what it rests."""
        if not self._is_asked(copy):
            return None
        said = self.found.escalation.snapshot.nodes[self.found.asset(copy)].properties
        basis = self._bases.basis(self._processings(copy), special=said.get("special_category") is True)
        return basis if basis in ("yes", "ended") or self._is_certain(copy) else "unknown"

    def access(self, copy: int) -> Covered | None:
        """Can a person be told what is there?"""
        return self._covered(copy, "access") if self._is_asked(copy) else None

    def erasure(self, copy: int) -> Erasing | None:
        """Will it be erased, and should it have been?"""
        if self._is_asked(copy) and self._is_certain(copy) and self.basis(copy) == "ended":
            archived = self.found.routine(copy, "erasure").standing == "archive"
            return "yes" if archived else "basis_ended"
        return self._covered(copy, "erasure") if self._is_asked(copy) else None

    def withdrawal(self, copy: int) -> Withdrawing | None:
        """Can a person who consented take it back? None where it does not rest on consent, or nobody says on what."""
        consented = [one for one in self._grounds(copy) if is_consent(one)] if self._is_asked(copy) else []
        if not consented:
            return None
        register = [one.get("consent_register") for one in consented]
        routine = self._covered(copy, "withdrawal")
        if False in register:
            return "neither" if routine == "no" else "no_register"
        if routine == "no":
            return "no_routine"
        return "unknown" if routine == "unknown" or None in register else "yes"

    def _covered(self, copy: int, purpose: Purpose) -> Covered:
        standing = self.found.routine(copy, purpose).standing
        if standing in ("recorded", "archive"):
            return "yes"
        is_told = standing != "unspecified" and purpose in self.found.routines.kept
        return "no" if is_told and self._is_certain(copy) else "unknown"

    def _is_asked(self, copy: int) -> bool:
        return bool(self.found.erasure.erased[copy])

    def _is_certain(self, copy: int) -> bool:
        return self.found.verdict[int(self.found.copies.column[copy])] is True and not self.found.copies.assumed[copy]

    @cached_property
    def _bases(self) -> Bases:
        ground = self.found.escalation.ground
        return Bases(ground.snapshot, ground.at, ground.day)

    def _processings(self, copy: int) -> list[Processing]:
        place = int(self.found.copies.place[copy])
        return self._bases.about((self.found.asset(copy), place, *self.found.whose.managed_in.get(place, ())))

    def _grounds(self, copy: int) -> list[Processing]:
        """What it rests on: its own processings, else those of where it came from and of what it is made of."""
        own = [one for one in self._processings(copy) if is_consent(one) is not None]
        if own:
            return [] if any(is_consent(one) is False for one in own) else own
        return [one for origin in self._origins(copy) for one in self._processings(origin)]

    def _origins(self, copy: int) -> list[int]:
        """The copies at home of its information, and of all that it is made of."""
        columns = front = {int(self.found.copies.column[copy])}
        while front:
            front = {parent for parent, child in self._made if child in front} - columns
            columns = columns | front
        return [home for column in sorted(columns) for home in self._homes.get(column, ())]

    @cached_property
    def _homes(self) -> dict[int, list[int]]:
        """By column, its copies at home."""
        found: dict[int, list[int]] = defaultdict(list)
        for home in self.found.copies.homes.tolist():
            found[int(self.found.copies.column[home])].append(home)
        return found

    @cached_property
    def _made(self) -> list[tuple[int, int]]:
        return derivations(self.found.escalation.ground)
