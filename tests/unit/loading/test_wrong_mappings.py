"""What is said of a mapping that is wrong, does not fit its source, or may be meant so."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from eagraph.errors import InvalidMapping, SourceError
from eagraph.loading.changes import Stored
from eagraph.loading.mapping import read_mapping
from eagraph.loading.planning import plan
from tests.unit.loading.conftest import hints_of, problems_of


def test_everything_wrong_with_a_mapping_is_told_at_once_with_file_and_key(tmp_path: Path) -> None:
    file = tmp_path / "m.toml"
    file.write_text(
        """
        [[nodes]]
        at = "a..b"
        label = "Systm"
        colour = 1
        properties = { x = "id" }

        [[nodes]]
        label = { key = "k", values = { a = "Sensr" }, default = "Devise" }
        id = { key = "a", value = "b" }
        constants = { criticality = 9 }
        values.lifecycl = { a = "b" }

        [[nodes]]
        label = "System"
        values.criticality = { high = "very" }

        [[relationships]]
        type = "FLOWS"
        source = { key = "x", labels = ["Nobody"] }
        turned = 3

        [[relationships]]
        at = "x"
        """,
        encoding="utf-8",
    )
    with pytest.raises(InvalidMapping) as raised:
        read_mapping(file)
    told = [f"{p.where}: {p.text.en}" for p in raised.value.problems]
    expected = [
        "m.toml [[nodes]] 1: unknown key 'colour'",
        "m.toml [[nodes]] 1 label: unknown label 'Systm'; did you mean System?",
        "m.toml [[nodes]] 1: 'a..b' is no path",
        "m.toml [[nodes]] 2 label: unknown label 'Sensr'",
        "m.toml [[nodes]] 2 label: unknown label 'Devise'",
        "m.toml [[nodes]] 2 id: expected key or value",
        "m.toml [[nodes]] 3 values.criticality 'high': criticality is 'very'",
        "m.toml [[relationships]] 1: turned is 3",
        "m.toml [[relationships]] 1 type: unknown type 'FLOWS'; did you mean FLOW?",
        "m.toml [[relationships]] 1 source: unknown label 'Nobody'",
        "m.toml [[relationships]] 2: no type",
    ]
    missing = [one for one in expected if not any(line.startswith(one) for line in told)]
    assert missing == [], told


WRONG = [
    ('[[nodes]]\nat = "servces"\nlabel = "System"', r"\[\[nodes\]\] 1 at: nothing stands at 'servces'; there is services"),
    ('[[nodes]]\nat = "services"\nid = "nmae"\nlabel = "System"', r"1 id: no record has 'nmae'; they have name"),
    ('[[nodes]]\nat = "services"\nid = "port"\nlabel = "System"', r"d.json#/services/1: no value for 'port'"),
    (
        '[[nodes]]\nat="services"\nid="name"\nlabel="System"\n[[relationships]]\nat="flows"\nsource="from"\ntype="FLOW"',
        r"\[\[relationships\]\] 1 target: no record has 'target'; they have .*to",
    ),
]
DOCUMENT = {"services": [{"name": "a", "port": 1}, {"name": "b"}], "flows": [{"from": "a", "to": "b"}]}


@pytest.mark.parametrize(("mapping", "told"), WRONG)
def test_what_a_mapping_names_and_the_source_does_not_have_is_an_error(read: Any, mapping: str, told: str) -> None:
    assert re.search(told, "\n".join(problems_of(read(mapping, DOCUMENT))))


DOUBTS = [
    ('properties = { "prt" = "vendor" }', "properties: no record has 'prt'; nearest: port"),
    ('properties = { "port" = "vendr" }', "'vendr' is no property of the model there"),
    ('values.name_en = { "x" = "y" }\nproperties = { "name" = "name_en" }', "name_en 'a' has no translation"),
    ('where = { name = "z" }', "where leaves out all 2 records"),
]


@pytest.mark.parametrize(("line", "told"), DOUBTS)
def test_what_may_be_meant_so_is_told_and_with_strict_refused(read: Any, line: str, told: str, tmp_path: Path) -> None:
    mapping = f'[[nodes]]\nat = "services"\nid = "name"\nlabel = "System"\n{line}'
    loose = read(mapping, DOCUMENT)
    assert told in hints_of(loose)
    assert problems_of(loose) == []
    try:
        strict = "\n".join(problems_of(read(f"strict = true\n{mapping}", DOCUMENT)))
    except InvalidMapping as error:
        strict = str(error)
    assert told in strict


def test_a_place_that_may_be_missing_is_no_error(read: Any) -> None:
    mapping = """
    [[nodes]]
    at = "services"
    id = "name"
    label = "System"
    [[nodes]]
    at = "externals"
    optional = true
    label = "System"
    """
    intake = read(mapping, DOCUMENT)
    assert problems_of(intake) == []
    assert "flows: not read, for no entry of the mapping is about it" in hints_of(intake)


def test_ends_nobody_knows_refuse_the_load_unless_they_are_loose(read: Any) -> None:
    mapping = """
    [[nodes]]
    at = "n"
    label = "System"
    [[relationships]]
    at = "r"
    type = "FLOW"
    """
    document = {"n": [{"id": "a", "name": "Å"}], "r": [{"source": "a", "target": "nowhere"}]}
    with pytest.raises(SourceError, match="'nowhere' does not exist"):
        plan(Stored(), read(mapping, document), loader="mapped", run="1", loaded_at="2026-01-01")
    loose = read(f"{mapping}\nloose = true", document)
    _, report = plan(Stored(), loose, loader="mapped", run="1", loaded_at="2026-01-01")
    assert [s.what for s in report.skipped] == ["FLOW nowhere"]
    named = read(mapping.replace('type = "FLOW"', 'type = "FLOW"\ntarget = { key = "t", by_name = true }'),
                 {"n": document["n"], "r": [{"source": "a", "t": "å"}]})  # fmt: skip
    changes, _ = plan(Stored(), named, loader="mapped", run="1", loaded_at="2026-01-01")
    assert changes.relationships[0].source == changes.relationships[0].target


def test_the_form_for_every_loader_is_checked_too(tmp_path: Path) -> None:
    file = tmp_path / "m.toml"
    file.write_text('[properties]\nKritikalitet = "critcality"\n', encoding="utf-8")
    assert "critcality" in str(read_mapping(file)["doubts"])
    file.write_text('strict = true\n[properties]\nKritikalitet = "critcality"\n', encoding="utf-8")
    with pytest.raises(InvalidMapping, match="Nearest: criticality"):
        read_mapping(file)


@pytest.mark.parametrize(
    "text", ["[[nodes", "colour = 1", "nodes = 3", "[nodes]\nat = 1", "values = 1", "[[nodes]]\nlabel = 1"]
)
def test_what_is_no_mapping_file_is_refused(text: str, tmp_path: Path) -> None:
    file = tmp_path / "m.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match=r"m\.toml"):
        read_mapping(file)
