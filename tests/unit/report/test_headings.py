"""Every name that people meet in a table or a form has a heading in both languages; a test names each that has none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po

from eagraph import analysis, bench
from eagraph.cli import load, scenario, show
from eagraph.demo import demo_scenarios
from eagraph.locale import LANGUAGES
from eagraph.report import Document, heading, words_of
from eagraph.report._headings import CHOICES, SHARED, UNDECLARED, read_aloud
from eagraph.scenarios.document import read
from eagraph.settings import Settings
from eagraph.workspace import Workspace
from tests.unit.dashboards.landscapes import write

LOCALE = Path(__file__).parents[3] / "eagraph" / "locale" / "sv" / "LC_MESSAGES" / "eagraph.po"


@pytest.fixture(scope="module")
def swedish() -> dict[str, str]:
    with LOCALE.open("rb") as file:
        return {str(message.id): str(message.string) for message in read_po(file, locale="sv")}


def documents(folder: Path) -> Iterator[Document]:
    """What the commands show beside answers, made for real."""
    work = Workspace(Settings(store=f"sqlite:///{folder / 'town.db'}"))
    reports = work.load([write(folder / "town")])
    yield load._document(reports)
    yield show._overview(work.overview())
    yield show._thing(work.thing("login"))
    yield show._model(work.schema)
    for file in demo_scenarios():
        kept, _ = work.scenarios.keep(read(file.read_text(encoding="utf-8"), file.name)), None
        yield scenario._document(kept, work.scenarios.versions(kept.scenario.name))


@pytest.mark.parametrize("name", analysis.names())
def test_every_field_of_an_analysis_says_what_it_is_called_and_what_it_holds_in_swedish_too(
    name: str, swedish: dict[str, str]
) -> None:
    silent = [
        f"{model.__name__}: {word}"
        for model in analysis.models(analysis.find(name))
        for word in words_of(model)
        if not swedish.get(word)
    ]
    assert silent == [], "run make catalogues and translate these, or give the field a title"


def test_every_table_beside_the_answers_has_its_headings(tmp_path: Path, swedish: dict[str, str]) -> None:
    told = [table for document in documents(tmp_path) for table in document.tables if table.model is None]
    names = {part for table in told for name in (table.name, *table.columns) for part in name.split(" ")}
    names |= {field.name for field in fields(bench.Measurement)} | {"saved_at", "version"}
    assert names - {*SHARED, *UNDECLARED} == set()
    assert [name for name in UNDECLARED if not swedish.get(read_aloud(name))] == []


def test_the_shared_words_are_said_once() -> None:
    """A name that reads as its word needs none; a choice that is called as the column of its name neither."""
    assert [name for name, word in SHARED.items() if word.en == read_aloud(name)] == []
    assert [value for value, word in CHOICES.items() if word == heading(value)] == []
    assert not {*SHARED} & {*UNDECLARED}


@pytest.mark.parametrize("words", [SHARED, CHOICES])
def test_the_shared_words_have_both_languages(words: dict[str, Any], swedish: dict[str, str]) -> None:
    assert [word.en for word in words.values() if not swedish.get(word.en)] == []
    assert set(LANGUAGES) == {"sv", "en"}
