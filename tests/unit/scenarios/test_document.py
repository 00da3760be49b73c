"""A scenario as TOML: a round trip is exact, and everything wrong is named."""

from __future__ import annotations

import pytest

from eagraph.demo import demo_scenarios
from eagraph.errors import SourceError, UsageError
from eagraph.scenarios import Scenario
from eagraph.scenarios.document import read, write

WHOLE = """
name = "test-1"
title = { sv = "Prov", en = "Test" }
about = { sv = "Ett \\"prov\\"", en = "A test" }
date = 2026-11-25
[[fail]]
things = ["a", "b"]
from_h = 1.5
to_h = 3
[[fail]]
kinds = ["Sensor"]
[[change]]
do = "set"
thing = "a"
property = "tags"
value = ["x", "y"]
[[change]]
do = "add_redundancy"
source = "a"
type = "DEPENDS_ON"
target = "b"
alternative = "c"
k = 2
[[analyse]]
name = "dependencies"
params = { of = "a", depth = 2 }
"""


@pytest.mark.parametrize("text", [WHOLE, *(path.read_text(encoding="utf-8") for path in demo_scenarios())])
def test_a_round_trip_is_exact(text: str) -> None:
    scenario = read(text, "file")
    again = read(write(scenario), "file")
    assert again == scenario
    assert write(again) == write(scenario)


HEAD = 'name = "x"\ntitle = { sv = "x", en = "x" }\n'


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("name = ", "TOML"),
        (HEAD, "at least one"),
        ('name = "X y"\ntitle = { sv = "x", en = "x" }\n[[fail]]\nthings = ["a"]', "name"),
        (HEAD + "[[fail]]\nfrom_h = 1", "say what fails"),
        (HEAD + '[[fail]]\nthings = ["a"]\nfrom_h = 3\nto_h = 2', "to_h"),
        (HEAD + '[[fail]]\nthings = ["a"]\nfrom_h = -1', "from_h"),
        (HEAD + '[[fail]]\nthings = ["a"]\nfrom_h = nan', "from_h"),
        (HEAD + '[[fail]]\nthing = ["a"]', "thing"),
        (HEAD.replace('"x"', '"compare"', 1) + '[[fail]]\nthings = ["a"]', "compare"),
        (HEAD + '[[change]]\ndo = "explode"', "add_redundancy"),
        (HEAD + '[[change]]\nthing = "a"', "do"),
        (HEAD + '[[change]]\ndo = "set"\nthing = "a"', "property"),
    ],
)
def test_what_is_wrong_is_told_in_both_languages(text: str, told: str) -> None:
    with pytest.raises(SourceError) as caught:
        read(text, "file.toml")
    assert "file.toml" in caught.value.text.sv
    for said in (caught.value.text.en, caught.value.text.sv):
        assert told in said or told in ("at least one", "say what fails")


def test_nothing_is_the_empty_value_and_null_inside_a_list_is_refused() -> None:
    def said(value: object) -> Scenario:
        change = {"do": "set", "thing": "a", "property": "tags", "value": value}
        return Scenario.model_validate({"name": "x", "title": "X", "change": [change]})

    assert read(write(said(None)), "file") == said("")
    for value in ([None], {"a": [None]}):
        with pytest.raises(UsageError, match="null"):
            write(said(value))


def test_a_title_in_one_language_is_that_in_both() -> None:
    scenario = read('name = "x"\ntitle = "X"\nabout = "Y"\n[[fail]]\nthings = ["a"]', "file")
    assert (scenario.title.sv, scenario.title.en, scenario.about.sv) == ("X", "X", "Y")
    assert read(write(scenario), "file") == scenario
