"""Questions about the portfolio are answered the same whatever store the landscape sleeps in, word for word."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Place
from tests.contract.test_answers import city

PORTFOLIO = (
    "capability-matrix", "cost-keys", "dialogue-lists", "lifecycle-conflicts", "master-sources", "media-breaks", "once-only",
    "platform-share", "process-fragmentation", "project-collisions", "risk-analyses",
)  # fmt: skip


def answered(folder: Path, url: str) -> dict[str, str]:
    with city(folder, url) as workspace:
        return {name: workspace.analyse(name, {}).model_dump_json() for name in PORTFOLIO}


@pytest.mark.heavy
def test_the_portfolio_answers_the_same_on_every_store(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in place.environment.items():
        if name.startswith("NEO4J"):
            monkeypatch.setenv(name, value)
    here = answered(tmp_path / "here", place.url)
    assert here == answered(tmp_path / "there", f"sqlite:///{tmp_path / 'other.db'}")
    assert sum('"rows":[{' in told for told in here.values()) >= 7
