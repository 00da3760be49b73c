"""What the tests of mapping files share: a document read under a mapping, and what is told of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from eagraph.loading import Intake
from eagraph.loading.mapping import read_mapping, records_in
from eagraph.loading.mapping.applying import Applying
from eagraph.loading.mapping.paths import Item
from eagraph.model.schema import Schema


@pytest.fixture
def read(tmp_path: Path) -> Any:
    """Reads a document under a mapping."""

    def reading(mapping: str, document: object) -> Intake:
        file = tmp_path / "m.toml"
        file.write_text(mapping, encoding="utf-8")
        intake = Intake("d.json", "d", Schema.standard(), read_mapping(file))
        records = records_in(intake.mapping)
        assert records
        applying = Applying(records, intake)
        applying.document(Item(document, "d.json", where=lambda pointer: f"d.json#{pointer}"))
        applying.close()
        return intake

    return reading


def problems_of(intake: Intake) -> list[str]:
    """The problems, each with its place."""
    return [f"{problem.where}: {problem.text.en}" for problem in intake.problems]


def hints_of(intake: Intake) -> str:
    """The hints, a line each."""
    return "\n".join(f"{hint.where}: {hint.text.en}" for hint in intake.hints)
