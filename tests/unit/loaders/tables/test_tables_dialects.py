"""Whatever encoding, delimiter and wording a list has, the same landscape comes out of it."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from loaders import tables
from loaders._tables.vocabulary import squash

Read = Callable[..., Any]

ROWS = [
    ["System", "Systemägare", "Förvaltning", "Livscykel"],
    ["Åkerpärmen", "Vårdchef", "Överförmyndaren", "i drift"],
    ["Navet, norra", "Ekonomichef", "Stadskontoret", "planerat"],
]


def _text(delimiter: str) -> str:
    return "".join(delimiter.join(f'"{c}"' if delimiter in c else c for c in row) + "\r\n" for row in ROWS)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "latin-1", "mac_roman", "cp850"]
)
def test_delimiter_and_encoding_are_found(read: Read, delimiter: str, encoding: str) -> None:
    whole = read(_text(delimiter).encode(encoding))
    assert whole.names("System") == {"Åkerpärmen", "Navet, norra"}
    assert whole.names("Organisation") == {"Överförmyndaren", "Stadskontoret"}


def test_utf16_big_endian_with_its_mark(read: Read) -> None:
    assert read(b"\xfe\xff" + _text(";").encode("utf-16-be")).names("System") == {"Åkerpärmen", "Navet, norra"}


def test_letters_of_another_encoding_far_down_are_read_too(read: Read) -> None:
    many = "".join(f"System {n};Chef;Staden;i drift\r\n" for n in range(4000))
    text = "System;Agare;Stad;Livscykel\r\n" + many + "Åsen;Chef;Staden;i drift\r\n"
    whole = read(text.encode("cp1252"))
    assert "Åsen" in whole.names("System")


def test_the_separator_line_of_excel_is_obeyed(read: Read) -> None:
    whole = read("sep=;\r\nSystem;Ägare;Livscykel\r\nA,B;C;live\r\n")
    assert whole.names("System") == {"A,B"}


def test_titles_blank_rows_sums_and_notes_are_seen_through(read: Read) -> None:
    whole = read(
        "Systemförteckning 2026;;\n;;\nSystem;Ägare;Antal användare\nA;X;10\n;;\nB;Y;20\n"
        "System;Ägare;Antal användare\nC;Z;5\n"
        ";;\nSumma;;35\nObs: uppgifterna är preliminära;;\n"
    )
    assert whole.names("System") == {"A", "B", "C"}
    assert whole.skipped == {
        "list.csv:1": "a title above the header.", "list.csv:7": "the header once more.",
        "list.csv:10": "a sum, not a record.", "list.csv:11": "a note, not a record.",
    }  # fmt: skip


@pytest.mark.parametrize(
    "header",
    [
        "SYSTEMNAMN;SYSTEMÄGARE;LIVSCYKEL",
        "systemnamn;systemagare;livs-cykel",
        "System namn *;System ägare:;Livscykel (fas)",
        "Namn på system;Ägs av;Driftstatus",
        "IT-system;Systemansvarig;Status",
        '"System\nnamn";"System-\nägare";Livscykel',
        "Application;Business owner;Life cycle",
        "software;accountable;phase",
    ],
)
def test_headers_are_known_in_many_wordings(read: Read, header: str) -> None:
    whole = read(f"{header}\nPärmen;Vårdchef;i drift\n")
    assert whole.node("Pärmen", "System").properties["lifecycle"] == "live"
    assert whole.ties("OWNED_BY") == {("Pärmen", "Vårdchef")}


def test_units_in_parentheses_are_reckoned_with(read: Read) -> None:
    whole = read("System;Ägare;RTO (dygn);MTPD (h);RPO;Kostnad per år (tkr)\nA;X;0,5;12;30 min;1 250,5\n")
    said = whole.node("A").properties
    assert (said["rto_h"], said["mtpd_h"], said["rpo_h"], said["cost_year"]) == (12, 12, 0.5, 1_250_500)


def test_unknown_columns_are_kept_under_their_own_names(read: Read) -> None:
    whole = read("System;Ägare;Livscykel;Favoritfärg;source\nA;X;live;blå;handen\n")
    said = whole.node("A").properties
    assert (said["Favoritfärg"], said["source (E)"], said["source"]) == ("blå", "handen", "list")
    assert "list.csv:1: columns kept under their own names: Favoritfärg, source." in whole.hints


def test_a_column_without_a_header_is_kept_under_its_letter(read: Read) -> None:
    said = read("System;Ägare;;Livscykel;\nA;X;något;live;mer\n").node("A").properties
    assert (said["column C"], said["column E"]) == ("något", "mer")


def test_the_mapping_file_gives_headers_and_words_a_meaning(read: Read) -> None:
    mapping = {
        "properties": {"Grej": "name", "Pamp": "owner", "Skede": "lifecycle", "Hemlighet": "k"},
        "values": {"lifecycle": {"lever": "live"}, "k": {"1": 0, "2": 1, "3": 2, "4": 3}},
    }
    whole = read("Grej;Pamp;Skede;Hemlighet\nA;X;lever;2\nB;X;avvecklat;2-4\n", mapping=mapping)
    assert whole.node("A").properties["lifecycle"] == "live"
    assert whole.node("A").properties["k"] == 1
    assert whole.node("B").properties["lifecycle"] == "retired"
    assert (whole.node("B").properties["k"], whole.node("B").properties["k_high"]) == (1, 3)
    assert whole.ties("OWNED_BY") == {("A", "X"), ("B", "X")}


def _columns() -> dict[str, dict[str, list[str]]]:
    said = tomllib.loads((Path(tables.__file__).parent / "_tables" / "headers.toml").read_text(encoding="utf-8"))
    columns: dict[str, dict[str, list[str]]] = said["columns"]
    return columns


def test_every_column_has_four_wordings() -> None:
    wordings = {f"{name}.{role}": words for name, roles in _columns().items() for role, words in roles.items()}
    assert {name for name, words in wordings.items() if len(set(map(squash, words))) < 4} == set()


def test_a_wording_means_one_thing_in_a_list() -> None:
    twice = {
        f"{name}: {word}"
        for name, roles in _columns().items()
        for word, count in Counter(w for words in roles.values() for w in set(map(squash, words))).items()
        if count > 1
    }
    assert twice == set()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("nodes.csv", b"id,label,name,lifecycle,k,r\na,System,A,live,1,2\n"),
        ("relationships.csv", b"source,type,target,needed\na,FLOW,b,true\n"),
        ("prose.txt", "Hej! Systemägare är Vårdchefen, livscykeln är i drift.\nHälsningar\n".encode()),
        ("model.xml", b'<?xml version="1.0"?><model/>'),
        ("data.json", b'[{"System": "A", "Owner": "B"}]'),
        ("other.csv", b"date,amount,currency\n2026-01-01,3,SEK\n"),
        ("noise.csv", bytes(range(256)) * 20),
        ("empty.csv", b""),
    ],
)
def test_what_is_no_list_is_not_claimed(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    assert not tables.detects(tmp_path / name)


def test_a_folder_is_claimed_for_its_lists_unless_it_is_our_own(tmp_path: Path) -> None:
    (tmp_path / "README.txt").write_text("Lists of the town.")
    assert not tables.detects(tmp_path)
    (tmp_path / "x.csv").write_bytes(_text(";").encode())
    assert tables.detects(tmp_path)
    (tmp_path / "nodes.csv").write_text("id,label\n")
    assert not tables.detects(tmp_path)
    assert not tables.detects(tmp_path / "missing")


def test_files_of_a_folder_that_are_no_lists_are_told(read: Read) -> None:
    whole = read({"a.csv": _text(";"), "b.pdf": b"%PDF", "readme.txt": "Hello", "~$a.xlsx": b"lock", ".hidden": b""})
    assert set(whole.skipped) == {"b.pdf", "readme.txt"}
