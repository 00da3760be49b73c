"""Which scenarios are kept in a store? Every version stays; ending one is a version without content."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from eagraph.errors import UnknownName, UsageError, nearest_names
from eagraph.locale import both
from eagraph.scenarios import Scenario
from eagraph.scenarios.document import read, write
from eagraph.store import Saved, Store

KIND = "scenario"


@dataclass(frozen=True, slots=True)
class Kept:
    """A scenario with the version it is in and when that was saved (UTC, ISO 8601)."""

    scenario: Scenario
    version: int
    saved_at: str


class Book:
    """The scenarios of one store."""

    def __init__(self, store: Callable[[], Store], now: Callable[[], str]) -> None:
        self._store = store
        self._now = now

    def all(self) -> tuple[Kept, ...]:
        """Those in use, in their last version, by name."""
        last = {saved.name: saved for saved in self._store().saved(KIND)}
        return tuple(_kept(saved) for saved in last.values() if saved.content)

    def named(self, scenario: str) -> Kept:
        """One of them by `name` or `name@version`.

        Raises:
            UsageError: it is neither.
            UnknownName: there is none.
        """
        name, _, version = scenario.partition("@")
        if version and not version.isdecimal():
            raise UsageError(both("{scenario}: expected a scenario as name or name@version.", scenario=repr(scenario)))
        return self.find(name, int(version) if version else None)

    def find(self, name: str, version: int | None = None) -> Kept:
        """One of them, in its last version or another.

        Raises:
            UnknownName: there is none of that name, or not in that version.
        """
        saved = self._store().saved(KIND)
        of_name = [s for s in saved if s.name == name and version in (None, s.version)]
        if of_name and of_name[-1].content:
            return _kept(of_name[-1])
        kept = [s.version for s in saved if s.name == name and s.content]
        if kept and version is None:
            text = both(
                "The scenario {name} is out of use; its last version is {last}.", name=repr(name), last=f"{name}@{kept[-1]}"
            )
            raise UnknownName(text)
        if kept:
            raise UnknownName(both("The scenario {name} has no version {version}.", name=repr(name), version=version))
        known = [kept.scenario.name for kept in self.all()]
        text = both("There is no scenario {name}; there are {known}.", name=repr(name), known=", ".join(known) or "–")
        raise UnknownName(text, nearest_names(name, known))

    def versions(self, name: str) -> tuple[Saved, ...]:
        """Every version of a scenario, the oldest first."""
        found = tuple(saved for saved in self._store().saved(KIND) if saved.name == name)
        if not found:
            self.find(name)
        return found

    def keep(self, scenario: Scenario) -> Kept:
        """Save it as the next version of its name."""
        return _kept(self._store().save(KIND, scenario.name, write(scenario), self._now()))

    def end(self, name: str) -> None:
        """Take it out of use; its versions stay.

        Raises:
            UnknownName: there is none of that name.
        """
        self._store().save(KIND, self.find(name).scenario.name, "", self._now())


def _kept(saved: Saved) -> Kept:
    return Kept(read(saved.content, f"{KIND} {saved.name}"), saved.version, saved.saved_at)
