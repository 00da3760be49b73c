"""Named queries on the command line: listed, asked with what people call things, and refused with what to type."""

from __future__ import annotations

import json

from tests.unit.cli.conftest import Command


def test_all_are_listed(portal: Command) -> None:
    code, told, _ = portal("query")
    assert (code, "information-of-system" in told, "key=value" in told) == (0, True, True)
    listed = json.loads(portal("query", "--format", "json")[1])["queries"]
    assert {"name", "title", "question", "parameters", "columns"} <= listed[0].keys()


def test_one_is_asked_and_answers_under_its_own_headings(portal: Command) -> None:
    code, told, _ = portal("query", "information-of-system", "--param", "of=Portalen", "--format", "json")
    answer = json.loads(told)
    assert (code, [row["name"] for row in answer["rows"]]) == (0, ["Adress", "Barn", "Cykel"])
    assert (answer["analysis"], answer["params"]["of"]) == ("information-of-system", "s:portal")
    assert answer["columns"]["personal"] == {"sv": "personuppgifter", "en": "personal data"}
    code, text, _ = portal("--language", "sv", "query", "information-of-system", "-p", "of=s:portal")
    assert (code, "personuppgifter" in text, "Adress" in text) == (0, True, True)
    csv = portal("query", "information-of-system", "-p", "of=Portalen", "--format", "csv")[1].splitlines()
    assert len(csv) == 4


def test_what_is_wrong_is_told_with_what_to_type(portal: Command) -> None:
    for arguments, told in (
        (("users",), "users needs of"),
        (("usrs",), "Nearest: users"),
        (("users", "-p", "of"), "expected key=value"),
        (("users", "-p", "of=Portaln"), "Portalen"),
        (("users", "-p", "of=Adress"), "of is one of System, DigitalService"),
        (("users", "-p", "to=Portalen"), "it takes of"),
    ):
        code, _, wrong = portal("query", *arguments)
        assert (code, told in wrong) == (2, True), (arguments, wrong)
