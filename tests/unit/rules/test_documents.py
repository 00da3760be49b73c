"""What is wrong with a rule's file is told at once, with its place; the other rules stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from eagraph.errors import InvalidRule, SourceError, UnknownName
from eagraph.model.schema import Schema
from eagraph.rules.catalogue import read_catalogue
from eagraph.rules.document import read_rule
from eagraph.rules.rule import Rule

STANDARD = Schema.standard()
HEADER = """/*
title = { sv = "Titel", en = "Title" }
severity = "error"
source = "OWN-01"
subject = "System"
why = { sv = "Därför", en = "Because" }
fix = { sv = "Gör så", en = "Do so" }
population = "MATCH (s:System) RETURN count(s) AS count"
unknown = "MATCH (s:System) WHERE s.lifecycle IS NULL RETURN s.id AS id, 'lifecycle' AS missing"
[[example]]
graph = ["crm:System {lifecycle: live}"]
finds = ["crm"]
[[example]]
graph = ["crm:System {lifecycle: retired}"]
finds = []
[[example]]
graph = ["crm:System"]
finds = []
unknown = ["crm"]
*/
"""
QUERY = "MATCH (s:System) WHERE s.lifecycle = 'live' RETURN s.id AS id"


def rule(text: str) -> Rule:
    return read_rule(text, id_="OWN-01", theme="ownership", file="ownership/OWN-01.cypher", schema=STANDARD)


def problems(text: str) -> list[str]:
    with pytest.raises(InvalidRule) as raised:
        rule(text)
    return [str(problem) for problem in raised.value.problems]


def test_a_rule_is_read_as_it_stands() -> None:
    read = rule(HEADER + QUERY + ";\n")
    assert (read.query, read.subject, len(read.examples), read.is_exemptible) == (QUERY, ("System",), 3, True)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (QUERY, "expected a header"),
        (HEADER.replace('severity = "error"', 'severity = "grave"') + QUERY, "severity"),
        (HEADER.replace("[[example]]", "[[exampel]]") + QUERY, "exampel"),
        (HEADER.replace('title = { sv = "Titel", en = "Title" }', 'title = { sv = "Titel" }') + QUERY, "title.en"),
        (HEADER.replace('source = "OWN-01"', 'source = "OWN-0"') + QUERY, "OWN-0"),
        (HEADER.replace('subject = "System"', 'subject = "Systm"') + QUERY, "System"),
        (HEADER + "MATCH (s:System RETURN s.id AS id", "OWN-01.cypher:21:"),
        (HEADER + "MATCH (s:System) SET s.name = 'x' RETURN s.id AS id", "SET"),
        (HEADER + "MATCH (s:System) WHERE s.lifecykle = 'live' RETURN s.id AS id", "lifecycle"),
        (HEADER + "MATCH (s:System) RETURN s.name AS name", "does not return id"),
        (HEADER + "MATCH (s:System) WHERE s.users > $most RETURN s.id AS id", "$most"),
        (HEADER, "expected a query"),
        (HEADER.replace('finds = ["crm"]', 'finds = ["crm2"]') + QUERY, "'crm2' is not in its graph"),
        (HEADER.replace('["crm:System {lifecycle: live}"]', '["crm:Systm {lifecycle: live}"]') + QUERY, "Systm"),
        (HEADER.replace('["crm:System {lifecycle: live}"]', '["crm:System {users: many}"]') + QUERY, "users"),
        (HEADER.replace("[[example]]", '[dates]\nago = "a year"\n[[example]]', 1) + QUERY, "dates.ago"),
        (HEADER.replace("[[example]]", "[parameters]\nmost = 3\n[[example]]", 1) + QUERY, "no query asks for it"),
        *(
            (HEADER.replace("[[example]]", f'[message]\nsv = "{text}"\nen = "ok"\n[[example]]', 1) + QUERY, "message.sv")
            for text in ("{name", "{}", "{0}", "{name.x}", "{name!r}", "{users:d}")
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_place(wrong: str, told: str) -> None:
    found = problems(wrong)
    assert any(told in one for one in found), found
    assert all(one.startswith("ownership/OWN-01.cypher") for one in found)


def test_a_rule_without_telling_examples_is_refused() -> None:
    head, _, _ = HEADER.partition("[[example]]")
    lacking = problems(head + "*/\n" + QUERY)
    assert len([one for one in lacking if "lacks an example" in one]) == 3


def test_everything_wrong_is_told_at_once() -> None:
    text = HEADER.replace('subject = "System"', 'subject = "Systm"').replace('finds = ["crm"]', 'finds = ["x"]')
    assert len(problems(text + "MATCH (s:System) RETURN s")) >= 3


def test_a_folder_of_ones_own_stands_beside_the_shipped_rules(tmp_path: Path) -> None:
    theme = tmp_path / "vara-egna"
    theme.mkdir()
    own = HEADER.replace('"OWN-01"', '"own: rutin 7"')
    (theme / "EGEN-1.cypher").write_text(own + QUERY, encoding="utf-8")
    (theme / "EGEN-2.cypher").write_text(own + "MATCH (s:System) DETACH DELETE s", encoding="utf-8")
    (theme / "OWN-01.cypher").write_text(own + QUERY, encoding="utf-8")
    (theme / "notes.txt").write_text("no rule", encoding="utf-8")
    (tmp_path / "themes.toml").write_text('vara-egna = { sv = "Våra egna", en = "Our own" }\n', encoding="utf-8")
    catalogue = read_catalogue(STANDARD, tmp_path)
    shipped = read_catalogue(STANDARD)
    assert {one.id for one in catalogue.rules} == {one.id for one in shipped.rules} | {"EGEN-1"}
    assert catalogue.find("egen-1").is_own
    assert str(catalogue.themes["vara-egna"].sv) == "Våra egna"
    told = " ".join(str(problem) for problem in catalogue.problems)
    assert "EGEN-2.cypher" in told
    assert "the id OWN-01 is that of ownership/OWN-01.cypher already" in told


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no such folder"):
        read_catalogue(STANDARD, tmp_path / "nowhere")


def test_an_unknown_rule_or_theme_is_refused_with_the_nearest() -> None:
    catalogue = read_catalogue(STANDARD)
    with pytest.raises(UnknownName) as rule_:
        catalogue.chosen(rules=("OWN01",))
    assert "OWN-01" in rule_.value.nearest
    with pytest.raises(UnknownName, match="ownership"):
        catalogue.chosen(themes=("ownershp",))
