"""A portal where three things about residents meet (AGG-COUNT), and its owners; beside it what more there may be."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from eagraph.settings import Settings
from eagraph.workspace import Workspace

TODAY = dt.date(2026, 11, 20)
NODES = """id,label,name,k,t,subject_kind,personal,categories,classified_by,classified_on
s:portal,System,Portalen,1,,,,,Systemägaren,2026-01-15
s:map,System,Kartan,0,3,,,,,
s:power,System,Elverket,,1,,,,,
i:adress,InformationAsset,Adress,1,,resident,yes,,Informationsägaren,2026-02-01
i:barn,InformationAsset,Barn,1,,resident,yes,,Informationsägaren,2026-03-01
i:cykel,InformationAsset,Cykel,1,,resident,yes,,,
i:okand,InformationAsset,Okänd,,,resident,yes,,,
i:vard,InformationAsset,Vård,2,,resident,yes,identity|health,Informationsägaren,2026-02-01
r:a,Role,Systemägare A,,,,,,,
r:b,Role,Informationsägare B,,,,,,,
r:c,Role,Informationsägare C,,,,,,,
"""
TIES = """source,type,target
s:portal,HOLDS,i:adress
s:portal,HOLDS,i:barn
s:portal,HOLDS,i:cykel
s:portal,OWNED_BY,r:a
i:adress,OWNED_BY,r:b
i:barn,OWNED_BY,r:c
i:cykel,OWNED_BY,r:b
s:map,DEPENDS_ON,s:power
s:map,HOLDS,i:okand
"""
SAID = {
    "place": "s:portal", "aspect": "k", "kind": "accept", "level": 2, "decided_by": "Anna Ek", "reason": "egen klass",
    "review_on": "2027-11-20",
}  # fmt: skip
Town = Callable[..., Workspace]


@pytest.fixture
def town(tmp_path: Path) -> Town:
    """The town, with more relationships where they are given."""

    def made(*more: str) -> Workspace:
        (tmp_path / "source").mkdir(exist_ok=True)
        (tmp_path / "source" / "nodes.csv").write_text(NODES, encoding="utf-8")
        ties = TIES + "".join(f"{line}\n" for line in more)
        (tmp_path / "source" / "relationships.csv").write_text(ties, encoding="utf-8")
        settings = Settings(store=f"sqlite:///{tmp_path / 'town.db'}", language="en")
        work = Workspace(settings, clock=lambda: dt.datetime(2026, 11, 20, 8, 0, tzinfo=dt.UTC))
        work.load([tmp_path / "source"])
        return work

    return made
