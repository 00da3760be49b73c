"""Members of a room do not lean on each other: one file can go without another one breaking."""

from __future__ import annotations

from functools import cache

import grimp
import pytest

ROOMS = [
    "loaders", "dashboards.pages", "eagraph.analysis", "eagraph.api.routes", "eagraph.cli", "eagraph.export",
    "eagraph.report", "eagraph.reports", "eagraph.store", "eagraph.bench",
]  # fmt: skip


@cache
def _imports() -> grimp.ImportGraph:
    return grimp.build_graph("eagraph", "loaders", "dashboards")


@pytest.mark.parametrize("room", ROOMS)
def test_no_member_imports_a_sibling(room: str) -> None:
    graph = _imports()
    members = {m for m in graph.find_children(room) if not m.rsplit(".", 1)[1].startswith("_")}
    assert members, f"{room} has no members"
    leaning = {(m, other) for m in members for other in graph.find_modules_directly_imported_by(m) if other in members}
    assert leaning == set()
