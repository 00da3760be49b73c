"""From an extract of the landscape to a file of another tool; one format a file.

A format is a module with

    title = "..."                                           # both(...): the format, in words
    suffix = "csv"                                          # of the file it writes; "" where it writes a folder
    def write(extract: Extract, path: Path) -> list[Path]   # the files it wrote, each whole or not at all

One landscape gives one file, byte for byte. What a format cannot hold is told in the file where it has room for that.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Protocol, cast

from eagraph import plugins
from eagraph.errors import UnknownName, nearest_names
from eagraph.graph.extract import Extract
from eagraph.locale import Text, both


class Exporter(Protocol):
    """A module of this room."""

    title: Text
    suffix: str

    def write(self, extract: Extract, path: Path) -> list[Path]:
        """Write an extract.

        Raises:
            StoreError: the path cannot be written.
        """


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
