"""Registers beside a list of systems that was loaded before them, through a real workspace."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from eagraph.loading import LoadReport
from eagraph.model.landscape import Node
from eagraph.settings import Settings
from eagraph.workspace import Workspace

SYSTEMS = """\
System;System-ID;Systemägare;Förvaltning;Livscykel
Lärvägen;SYS-1;Skolchef;Barn- och utbildningsnämnden;i drift
Ritverket;SYS-2;Stadsarkitekt;Byggnadsnämnden;i drift
Gatan;3;Gatuchef;Tekniska nämnden;i drift
"""


@dataclass
class City:
    """A city with a list of systems, and what is loaded beside it."""

    folder: Path
    workspace: Workspace

    def load(self, text: str | bytes, name: str = "register.csv", loader: str = "klassa") -> LoadReport:
        """Write a file and load it."""
        path = self.folder / name
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return self.workspace.load([path], loader=loader)[0]

    def node(self, name: str) -> Node:
        """The one thing of a name."""
        found = [node for node in self.workspace.snapshot().nodes if node.name == name]
        assert len(found) == 1, [node.id for node in found]
        return found[0]

    def ties(self, type_: str) -> set[tuple[str, str]]:
        """Who is tied to whom, by name."""
        snapshot = self.workspace.snapshot()
        names = {node.id: node.name for node in snapshot.nodes}
        return {(names[tie.source], names[tie.target]) for tie in snapshot.relationships if tie.type == type_}


@pytest.fixture
def city(tmp_path: Path) -> Iterator[City]:
    """The city with its systems."""
    settings = Settings(store=f"sqlite:///{tmp_path / 'city.db'}")
    workspace = Workspace(settings, clock=lambda: dt.datetime(2026, 6, 1, tzinfo=dt.UTC))
    made = City(tmp_path, workspace)
    made.load(SYSTEMS, "systemlista.csv", "tables")
    yield made
    workspace.close()


@pytest.fixture
def told() -> Callable[[Any], str]:
    """What was left out and why, as one text."""

    def telling(report: LoadReport) -> str:
        lines = [f"{s.where}: {s.what}: {s.why.en}" for s in (*report.skipped, *report.joined)]
        return "\n".join([*lines, *(f"{h.where}: {h.text.en}" for h in report.hints)])

    return telling
