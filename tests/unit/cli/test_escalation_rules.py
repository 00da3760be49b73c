"""`eagraph escalation rules`: every rule in force in words, in each format, and a city's own file checked."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from eagraph.cli._application import run
from eagraph.locale import current
from eagraph.model.classification_model import ClassificationModel

CITY = Path(__file__).parents[2] / "data" / "classification" / "city.toml"
STANDARD = ClassificationModel.standard()
Command = Callable[..., tuple[int, bytes, str]]


@pytest.fixture
def command(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Command:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")

    def call(*arguments: object) -> tuple[int, bytes, str]:
        token = current.set("en")
        code = run(["escalation", "rules", *map(str, arguments)])
        current.reset(token)
        said = capfdbinary.readouterr()
        return code, said.out, said.err.decode()

    return call


def test_every_rule_is_printed_with_what_it_rests_on(command: Command) -> None:
    code, out, _ = command()
    told = out.decode()
    assert code == 0
    assert [name for name in STANDARD.rule if name not in told] == []
    assert "17, of which assumptions: 15" in told
    assert STANDARD.hash in told
    assert "OMB M-13-13" in told


def test_as_rows_they_are_told_whole(command: Command) -> None:
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(command("--format", "csv")[1].decode("utf-8-sig")))}
    assert rows.keys() == STANDARD.rule.keys()
    care = rows["AGG-COMBO-CARE"]
    assert care["applies"] == "about the same kind of subject: information on identity and on social services or health"
    assert (care["family"], care["source"], care["standing"]) == ("combination", "assumption", "as shipped")
    assert care["laws"] == "OSL 25 kap., OSL 26 kap., GDPR 9"
    assert care["flags"] == "consider a data protection impact assessment (DPIA)"
    book = load_workbook(io.BytesIO(command("--format", "xlsx")[1]))
    assert len(book.worksheets) >= 6
    assert b"AGG-HUB" in command("--format", "markdown")[1]


def test_as_json_the_model_is_there_for_machines_with_its_words(command: Command) -> None:
    told = json.loads(command("--format", "json", "--file", CITY)[1])
    rules = {rule["id"]: rule for rule in told["rules"]}
    assert (told["id"], told["version"], told["off"]) == ("klassa-4-staden", "2026-12-01", ["AGG-SOURCES-ANY"])
    assert told["hash"] != STANDARD.hash
    assert {name: rules[name]["standing"] for name in ("AGG-COUNT", "AGG-COMBO-READING", "AGG-HUB")} == {
        "AGG-COUNT": "changed", "AGG-COMBO-READING": "own", "AGG-HUB": "shipped",
    }  # fmt: skip
    assert rules["AGG-COMBO-READING"]["floor"] == {"k": 3}
    assert rules["AGG-COMBO-READING"]["applies"]["en"].endswith("on identity or protected identity and on loans of books")


def test_the_file_of_the_settings_is_in_force_and_another_is_only_checked(
    command: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("EAGRAPH_CLASSIFICATION", str(CITY))
    assert b"klassa-4-staden" in command()[1]
    (tmp_path / "empty.toml").write_text("", encoding="utf-8")
    assert STANDARD.hash in command("--file", "empty.toml")[1].decode()


def test_a_wrong_file_is_refused_with_all_that_is_wrong(command: Command, tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text(
        'cap = 7\n[[rules]]\nid = "AGG-COUNT"\nwhen = [{ assets_at_most = 3 }]\nraise = { x = 1 }\n', encoding="utf-8"
    )
    code, out, told = command("--file", "bad.toml")
    assert (code, out) == (3, b"")
    assert "problems: 3" in told
    assert "bad.toml:1: cap: is 7" in told
    assert "bad.toml:4: AGG-COUNT.when[1].assets_at_most" in told
    assert "more information may never lower a level" in told
    assert "bad.toml:5: AGG-COUNT.raise.x" in told
    (tmp_path / "bad.toml").write_text("cap =\n", encoding="utf-8")
    code, _, told = command("--file", "bad.toml")
    assert (code, "bad.toml:1: not TOML" in told) == (3, True)
    assert command("--file", "away.toml")[0] == 3
