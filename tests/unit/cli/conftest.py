"""The command line over a small town in a folder of its own: a portal where three boards' information meets."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from eagraph.cli._application import run
from eagraph.locale import current

Command = Callable[..., tuple[int, str, str]]
"""Arguments in, exit code, stdout and stderr out."""
NODES = """id,label,name,k,subject_kind,personal
s:portal,System,Portalen,1,,
i:adress,InformationAsset,Adress,1,resident,yes
i:barn,InformationAsset,Barn,1,resident,yes
i:cykel,InformationAsset,Cykel,1,resident,yes
"""
TIES = "source,type,target\n" + "".join(f"s:portal,HOLDS,i:{name}\n" for name in ("adress", "barn", "cykel"))


@pytest.fixture
def portal(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Command:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EAGRAPH_STORE", "sqlite:///stad.db")

    def call(*arguments: object) -> tuple[int, str, str]:
        token = current.set("en")
        code = run([str(argument) for argument in arguments])
        current.reset(token)
        said = capfdbinary.readouterr()
        return code, said.out.decode("utf-8", "replace"), said.err.decode()

    (tmp_path / "nodes.csv").write_text(NODES, encoding="utf-8")
    (tmp_path / "relationships.csv").write_text(TIES, encoding="utf-8")
    call("load", tmp_path)
    return call
