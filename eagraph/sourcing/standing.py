"""How does a source of the settings stand: when was it loaded, how old is that, and is it time again?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from eagraph.loading.changes import SourceRow
from eagraph.model.identity import slug
from eagraph.settings import SourceSetting
from eagraph.sourcing.schedule import interval, is_due

State = Literal["never", "due", "fresh", "unscheduled"]


@dataclass(frozen=True, slots=True)
class Standing:
    """A source of the settings.

    `known_as` is its name in the store, empty where it was never loaded. `age` is since that load. `changed_at` is when the
    file was last written (UTC, ISO 8601; empty for a URL, a folder, or what cannot be looked at).
    """

    setting: SourceSetting
    known_as: str
    loaded_at: str
    age: dt.timedelta | None
    changed_at: str
    state: State

    @property
    def is_newer(self) -> bool:
        """Was the file written after it was loaded?"""
        return bool(self.loaded_at) and self.changed_at > self.loaded_at

    def as_dict(self) -> dict[str, object]:
        """As JSON has it; times in hours."""
        every = interval(self.setting.every)
        return {
            "name": self.setting.name, "where": self.setting.where, "known_as": self.known_as or None, "state": self.state,
            "loaded_at": self.loaded_at or None, "age_h": None if self.age is None else _hours(self.age),
            "every_h": None if every is None else _hours(every), "changed_at": self.changed_at or None,
            "newer_than_loaded": self.is_newer,
        }  # fmt: skip


def standing(setting: SourceSetting, rows: Sequence[SourceRow], now: dt.datetime) -> Standing:
    """How a source stands, by what the store knows of its place, else of its name."""
    location = setting.url or str(Path(setting.where).resolve())
    known = [row for row in rows if row.location == location] or [row for row in rows if row.name == slug(setting.name)]
    row = known[0] if known else None
    age = now - dt.datetime.fromisoformat(row.loaded_at) if row else None
    every = interval(setting.every)
    state: State = "never" if row is None else "unscheduled" if every is None else "due" if is_due(age, every) else "fresh"
    return Standing(setting, row.name if row else "", row.loaded_at if row else "", age, _changed_at(setting), state)


def _changed_at(setting: SourceSetting) -> str:
    if setting.path is None or not setting.path.is_file():
        return ""
    written = dt.datetime.fromtimestamp(setting.path.stat().st_mtime, dt.UTC)
    return written.isoformat(timespec="seconds")


def _hours(span: dt.timedelta) -> float:
    return round(span.total_seconds() / 3600, 2)
