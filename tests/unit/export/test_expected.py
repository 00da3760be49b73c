"""One expected file a format: what a small landscape with awkward texts becomes, looked through by a person.

`EAGRAPH_EXPECTED=write pytest tests/unit/export/test_expected.py` writes them anew; look at what changed.
"""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from eagraph import export
from eagraph.graph.extract import Extract
from eagraph.locale import Text
from tests.unit.export.awkward import snapshot
from tests.unit.export.reading import said

EXPECTED = Path(__file__).parent / "expected"
FORMATS = (
    "archi", "archimate_exchange", "csv", "cypher", "dot", "gexf", "graphml", "json", "mermaid", "parquet", "plantuml",
    "xlsx",
)  # fmt: skip


@pytest.mark.parametrize("form", FORMATS)
def test_what_a_landscape_becomes(form: str, tmp_path: Path) -> None:
    writer = export.find(form)
    extract = replace(Extract.whole(snapshot()), selected=Text("alltihop", "everything"))
    files = writer.write(extract, tmp_path / (f"landscape.{writer.suffix}" if writer.suffix else form))
    told, expected = said(files, tmp_path), EXPECTED / f"{form}.txt"
    if os.environ.get("EAGRAPH_EXPECTED") == "write":
        expected.write_bytes(told.encode())
    assert told.encode() == expected.read_bytes()
