"""The command line as others script against it: JSON documents, exit codes, formats, and where output goes."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from eagraph.cli._application import run
from eagraph.locale import current

NODES = """id,label,name,criticality,k
hall,Facility,Datahallen,,
mail,System,E-posten,2,1
portal,DigitalService,=Portalen,,
ann,Role,Systemägare e-post,,
"""
RELATIONSHIPS = """source,type,target,needed,mode
mail,DEPENDS_ON,hall,,hard
mail,REALISES,portal,,
mail,OWNED_BY,ann,,
"""
Command = Callable[..., tuple[int, bytes, str]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    source = tmp_path / "stad"
    source.mkdir()
    (source / "nodes.csv").write_text(NODES, encoding="utf-8")
    (source / "relationships.csv").write_text(RELATIONSHIPS, encoding="utf-8")
    return source


@pytest.fixture
def command(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Command:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EAGRAPH_STORE", "sqlite:///stad.db")

    def call(*arguments: object) -> tuple[int, bytes, str]:
        token = current.set("en")
        code = run([str(argument) for argument in arguments])
        current.reset(token)
        said = capfdbinary.readouterr()
        return code, said.out, said.err.decode()

    return call


def _json(out: bytes) -> Any:
    return json.loads(out)


def test_load_reports_what_it_did_and_again_changes_nothing(command: Command, folder: Path) -> None:
    code, out, _ = command("load", folder, "--format", "json")
    first = _json(out)
    again = _json(command("load", folder, "--format", "json")[1])
    assert code == 0
    assert first["read"] == first["kept"] == {"nodes": 4, "relationships": 3}
    assert (first["source"], first["loader"], first["created"], first["skipped"]) == ("stad", "landscape", 7, [])
    assert (again["created"], again["updated"], again["unchanged"], again["removed"]) == (0, 0, 7, 0)


def test_several_paths_give_a_list(command: Command, folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "annan"
    other.mkdir()
    (other / "nodes.csv").write_text("id,label,name\nx,System,X\n", encoding="utf-8")
    reports = _json(command("load", folder, other, "--format", "json")[1])
    assert [report["source"] for report in reports] == ["stad", "annan"]


def test_demo_says_what_it_made_and_refuses_a_folder_that_cannot_be(command: Command, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    code, _, refused = command("demo", "--size", 500, "--folder", "file", "--no-serve")
    assert (code, "file: cannot be written" in refused) == (3, True)
    code, out, told = command("demo", "--size", 500, "--folder", "city", "--no-serve")
    assert (code, out) == (0, b"")
    assert "city: " in told
    assert str(Path("city") / "expected_findings.json") in told
    assert (tmp_path / "city" / "demo.db").exists()


def test_dry_run_changes_nothing(command: Command, folder: Path) -> None:
    report = _json(command("load", folder, "--dry-run", "--format", "json")[1])
    shown = _json(command("show", "--format", "json")[1])
    assert report["created"] == 7
    assert shown["nodes"]["total"] == 0


def test_what_disappears_is_marked_removed(command: Command, folder: Path) -> None:
    command("load", folder)
    (folder / "relationships.csv").write_text("source,type,target\n", encoding="utf-8")
    report = _json(command("load", folder, "--format", "json")[1])
    shown = _json(command("show", "--format", "json")[1])
    assert report["removed"] == shown["removed"] == 3
    assert shown["relationships"]["total"] == 0


def test_show_counts_and_hash(command: Command, folder: Path) -> None:
    command("load", folder)
    shown = _json(command("show", "--format", "json")[1])
    assert shown["nodes"] == {"total": 4, "DigitalService": 1, "Facility": 1, "Role": 1, "System": 1}
    assert shown["relationships"] == {"total": 3, "DEPENDS_ON": 1, "OWNED_BY": 1, "REALISES": 1}
    assert len(shown["hash"]) == 64
    assert shown["sources"][0]["name"] == "stad"


def test_show_one_thing_by_name(command: Command, folder: Path) -> None:
    command("load", folder)
    thing = _json(command("show", "e-posten", "--format", "json")[1])
    assert thing["id"] == "mail"
    assert {tie["other"]["id"] for tie in thing["relationships"]} == {"hall", "portal", "ann"}
    assert thing["provenance"][0]["place"] == "nodes.csv:3"


def test_the_model_is_told_in_words(command: Command) -> None:
    model = _json(command("show", "--model", "--format", "json")[1])
    depends = next(t for t in model["relationships"] if t["type"] == "DEPENDS_ON")
    assert depends["failure"] == "against"
    assert depends["in_words"].startswith("When B fails, A is hit.")
    assert {label["label"] for label in model["labels"]} >= {"System", "ModelElement"}


def test_analyse_answers_with_the_document(command: Command, folder: Path) -> None:
    command("load", folder)
    code, out, _ = command("analyse", "blast-radius", "--failed", "Datahallen", "--format", "json")
    answer = _json(out)
    assert code == 0
    assert set(answer) >= {"analysis", "params", "summary", "snapshot", "completeness", "hidden", "rows"}
    assert set(answer["summary"]) == {"sv", "en"}
    assert [(row["id"], row["wave"], row["because"]) for row in answer["rows"]] == [
        ("hall", 0, []),
        ("mail", 1, ["hall"]),
        ("portal", 2, ["mail"]),
    ]
    assert answer["rows"][1]["owner"] == "Systemägare e-post"


def test_csv_opens_in_a_spreadsheet_and_runs_no_formula(command: Command, folder: Path) -> None:
    command("load", folder)
    out = command("analyse", "blast-radius", "--failed", "hall", "--format", "csv")[1]
    assert out.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(out.decode("utf-8-sig"))))
    assert [row["name"] for row in rows] == ["Datahallen", "E-posten", "'=Portalen"]


def test_xlsx_has_the_rows_and_what_they_rest_on(command: Command, folder: Path, tmp_path: Path) -> None:
    command("load", folder)
    command("analyse", "blast-radius", "--failed", "hall", "--format", "xlsx", "-o", tmp_path / "a.xlsx")
    book = load_workbook(tmp_path / "a.xlsx")
    assert [cell.value for cell in book["rows"]["A"]] == ["id", "hall", "mail", "portal"]
    assert book["rows"]["B4"].value == "'=Portalen"
    assert any("failed=hall" in str(cell.value) for cell in book["About"]["B"])


def test_markdown_and_text(command: Command, folder: Path) -> None:
    command("load", folder)
    markdown = command("analyse", "blast-radius", "--failed", "hall", "--format", "markdown")[1].decode()
    text = command("analyse", "blast-radius", "--failed", "hall")[1].decode()
    assert "| mail | E-posten | System | 1 |" in markdown
    assert "others stop: 2; waves: 2" in text


def test_answers_in_swedish(command: Command, folder: Path) -> None:
    command("load", folder)
    out = command("--language", "sv", "analyse", "blast-radius", "--failed", "hall")[1].decode()
    assert "slutar" in out or "stannar" in out


def test_export_and_load_again_is_the_same_landscape(command: Command, folder: Path, tmp_path: Path) -> None:
    command("load", folder)
    before = _json(command("show", "--format", "json")[1])["hash"]
    command("export", "landscape", "-o", tmp_path / "ut")
    command("load", tmp_path / "ut", "--store", "sqlite:///ny.db")
    assert _json(command("show", "--store", "sqlite:///ny.db", "--format", "json")[1])["hash"] == before


def test_diff_of_a_folder_and_a_store(command: Command, folder: Path) -> None:
    command("load", folder)
    (folder / "nodes.csv").write_text(NODES.replace("E-posten,2", "E-posten,3") + "new,System,Ny,,\n", encoding="utf-8")
    answer = _json(command("diff", "sqlite:///stad.db", folder, "--format", "json")[1])
    assert [(row["what"], row["id"]) for row in answer["rows"]] == [("changed", "mail"), ("added", "new")]
    assert answer["rows"][0]["properties"] == {"criticality": [2, 3]}


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["analyse", "blast-radius", "--failed", "E-postn"], 2, "E-posten"),
        (["analyse", "blast-radius"], 2, "failed"),
        (["analyse", "blast-radius", "--failed-kind", "Sistem"], 2, "System"),
        (["analyse", "blast-radius", "--failed", "hall", "--at", "igår"], 2, "at"),
        (["analyse", "blast-radus"], 2, "blast-radius"),
        (["analyse", "dependencies", "--of", "hall", "--depth", "0"], 2, "depth"),
        (["show", "nothing at all"], 2, "nothing at all"),
        (["export", "visio"], 2, "landscape"),
        (["load", "missing.csv"], 3, "missing.csv"),
        (["load", "stad", "--loader", "landscap"], 2, "landscape"),
        (["show", "--store", "mysql://x"], 2, "sqlite://"),
        (["show", "--store", "sqlite:///no/such/folder/x.db"], 3, "folder"),
        (["nonsense"], 2, "nonsense"),
        (["load"], 2, "paths"),
    ],
)
def test_errors_name_the_thing_and_have_their_exit_code(
    command: Command, folder: Path, arguments: list[str], code: int, told: str
) -> None:
    command("load", folder)
    found, out, err = command(*arguments)
    assert (found, out) == (code, b"")
    assert told in err
    assert "Traceback" not in err
