"""The classification memo on the command line."""

from __future__ import annotations

import json
from pathlib import Path

from tests.unit.cli.conftest import Command


def test_a_memo_is_written_in_one_aspect_or_all(portal: Command) -> None:
    code, told, _ = portal("escalation", "memo", "Portalen")
    assert (code, told.count("Class of this memo: confidentiality (K)")) == (0, 2)
    one = json.loads(portal("escalation", "memo", "Portalen", "--aspect", "K", "--format", "json")[1])
    assert [part["aspect"] for part in one["aspects"]] == ["k"]
    assert one["aspects"][0]["proof"]["required"] == 2


def test_a_memo_as_a_file(portal: Command, tmp_path: Path) -> None:
    for form, starts in (("pdf", b"%PDF"), ("xlsx", b"PK"), ("html", b"<!DOCTYPE")):
        file = tmp_path / f"memo.{form}"
        assert portal("escalation", "memo", "Portalen", "--format", form, "-o", file)[0] == 0
        assert file.read_bytes().startswith(starts)


def test_what_is_wrong_is_said(portal: Command) -> None:
    code, _, said = portal("escalation", "memo", "Portal")
    assert (code, "Portalen" in said) == (2, True)
    code, _, said = portal("escalation", "memo", "Portalen", "--at", "i morgon")
    assert (code, "2026-01-31" in said) == (2, True)
    code, _, said = portal("escalation", "memo", "Portalen", "--format", "svg")
    assert (code, "no room" in said) == (2, True)
