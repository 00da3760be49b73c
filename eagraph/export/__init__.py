"""From a snapshot to a file of another tool; one format a file.

A format is a module with `title` and `write(snapshot: Snapshot, path: Path) -> list[Path]` (the files it wrote).
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Protocol, cast

from eagraph import plugins
from eagraph.errors import UnknownName, nearest_names
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import Text, both


class Exporter(Protocol):
    """A module of this room."""

    title: Text

    def write(self, snapshot: Snapshot, path: Path) -> list[Path]:
        """Write the whole snapshot."""


def names() -> tuple[str, ...]:
    """The formats there are."""
    return plugins.member_names(sys.modules[__name__])


def find(name: str) -> Exporter:
    """One format, imported now.

    Raises:
        UnknownName: there is none of that name.
    """
    if name not in names():
        text = both("There is no export format {name}; there are {known}.", name=repr(name), known=", ".join(names()))
        raise UnknownName(text, nearest_names(name, names()))
    return cast("Exporter", plugins.member(sys.modules[__name__], name))
