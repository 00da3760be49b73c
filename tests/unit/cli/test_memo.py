"""The classification memo on the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from eagraph.cli._application import run
from eagraph.locale import current

Command = Callable[..., tuple[int, str, str]]
NODES = """id,label,name,k,subject_kind,personal
s:portal,System,Portalen,1,,
i:adress,InformationAsset,Adress,1,resident,yes
i:barn,InformationAsset,Barn,1,resident,yes
i:cykel,InformationAsset,Cykel,1,resident,yes
"""
TIES = "source,type,target\n" + "".join(f"s:portal,HOLDS,i:{name}\n" for name in ("adress", "barn", "cykel"))


@pytest.fixture
def command(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Command:
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


def test_a_memo_is_written_in_one_aspect_or_all(command: Command) -> None:
    code, told, _ = command("escalation", "memo", "Portalen")
    assert (code, told.count("Class of this memo: confidentiality (K)")) == (0, 2)
    one = json.loads(command("escalation", "memo", "Portalen", "--aspect", "K", "--format", "json")[1])
    assert [part["aspect"] for part in one["aspects"]] == ["k"]
    assert one["aspects"][0]["proof"]["required"] == 2


def test_a_memo_as_a_file(command: Command, tmp_path: Path) -> None:
    for form, starts in (("pdf", b"%PDF"), ("xlsx", b"PK"), ("html", b"<!DOCTYPE")):
        file = tmp_path / f"memo.{form}"
        assert command("escalation", "memo", "Portalen", "--format", form, "-o", file)[0] == 0
        assert file.read_bytes().startswith(starts)


def test_what_is_wrong_is_said(command: Command) -> None:
    code, _, said = command("escalation", "memo", "Portal")
    assert (code, "Portalen" in said) == (2, True)
    code, _, said = command("escalation", "memo", "Portalen", "--at", "i morgon")
    assert (code, "2026-01-31" in said) == (2, True)
    code, _, said = command("escalation", "memo", "Portalen", "--format", "svg")
    assert (code, "no room" in said) == (2, True)
