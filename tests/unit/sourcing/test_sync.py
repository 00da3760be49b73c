"""The sources of the settings: loaded in order, each by itself, known by their names, as old as they are."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest

from eagraph.errors import UnknownName, UsageError
from eagraph.settings import Settings, read_settings
from eagraph.sourcing import Reading
from eagraph.workspace import Workspace

HEAD = "System;System-ID;Systemägare;Externt id;Livscykel\n"
TOML = """
store = "sqlite:///city.db"
[[source]]
name = "Register"
path = "lists/register.csv"
every = "1d"
[[source]]
name = "broken"
path = "lists/broken.csv"
[[source]]
name = "cmdb"
path = "lists/cmdb.csv"
every = "7d"
loader = "tables"
[precedence]
lifecycle = ["CMDB", "nobody"]
"""


class Clock:
    """A clock that stands still until it is turned."""

    def __init__(self) -> None:
        self.now = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)

    def __call__(self) -> dt.datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def city(tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """Three sources in a settings file, of which one is half-written."""
    lists = tmp_path / "lists"
    lists.mkdir()
    (lists / "register.csv").write_text(HEAD + "Kartan;1;Anna;cmdb-1;i drift\n")
    (lists / "cmdb.csv").write_text(HEAD + "Kartan;CI1;Anna;cmdb-1;avvecklat\n")
    (lists / "broken.csv").write_text(HEAD + 'Kartan;"1;Anna\n')
    (tmp_path / "eagraph.toml").write_text(TOML)
    monkeypatch.chdir(tmp_path)
    made = Workspace(read_settings(), clock=clock)
    monkeypatch.chdir(lists)
    return made


def test_paths_are_relative_to_the_settings_file_wherever_one_stands_later(city: Workspace, tmp_path: Path) -> None:
    assert city.settings.source[0].where == str(tmp_path / "lists" / "register.csv")


def test_one_that_fails_does_not_stop_the_others(city: Workspace) -> None:
    done = city.sourcing.sync([], Reading())
    assert [one.before.setting.name for one in done] == ["Register", "broken", "cmdb"]
    assert [one.report.source if one.report else None for one in done] == ["register", None, "cmdb"]
    assert done[1].error is not None
    assert "never closed" in done[1].error.en
    node = city.snapshot().nodes[city.snapshot().index["cmdb-1"]]
    assert node.properties["lifecycle"] == "retired"


def test_a_folder_of_several_sources_is_told_with_what_lies_in_it(city: Workspace, tmp_path: Path) -> None:
    place = tmp_path / "lists" / "broken.csv"
    place.unlink()
    for name in ("a", "b"):
        (place / name).mkdir(parents=True)
        (place / name / "nodes.csv").write_text(f"id,label\n{name},System\n")
    [one] = city.sourcing.sync(["broken"], Reading())
    assert one.error
    assert "holds several sources (a and b); give each a [[source]] of its own" in one.error.en


def test_a_trial_changes_nothing(city: Workspace) -> None:
    done = city.sourcing.sync(["cmdb"], Reading(dry_run=True))
    assert done[0].report is not None
    assert done[0].report.created > 0
    assert city.snapshot().nodes == ()


def test_ages_are_held_against_the_hint(city: Workspace, clock: Clock) -> None:
    assert [one.state for one in city.sourcing.standings()] == ["never", "never", "never"]
    city.sourcing.sync([], Reading())
    clock.now += dt.timedelta(hours=25)
    standings = city.sourcing.standings()
    assert [one.state for one in standings] == ["due", "never", "fresh"]
    assert standings[0].as_dict()["age_h"] == 25
    assert [one.before.setting.name for one in city.sourcing.sync([], Reading(), due=True)] == ["Register", "broken"]
    assert [one.state for one in city.sourcing.standings()] == ["fresh", "never", "fresh"]


def test_a_file_written_after_it_was_loaded_is_told(city: Workspace, clock: Clock) -> None:
    city.sourcing.sync(["cmdb"], Reading())
    path = Path(city.settings.source[2].where)
    for moved, newer in ((dt.timedelta(hours=-1), False), (dt.timedelta(hours=1), True)):
        at = (clock.now + moved).timestamp()
        os.utime(path, (at, at))
        assert city.sourcing.standings(["cmdb"])[0].is_newer is newer


def test_a_source_keeps_its_name_and_its_records_when_it_moves(city: Workspace, tmp_path: Path) -> None:
    city.sourcing.sync(["cmdb"], Reading())
    moved = tmp_path / "lists" / "cmdb-2027.csv"
    Path(city.settings.source[2].where).rename(moved)
    setting = city.settings.source[2].model_copy(update={"path": moved})
    city.sourcing.settings = city.settings.model_copy(update={"source": (setting,)})
    (done,) = city.sourcing.sync([], Reading())
    assert done.report is not None
    assert (done.report.source, done.report.created, done.report.removed) == ("cmdb", 0, 0)
    assert [row.location for row in city.sources()] == [str(moved)]


def test_what_was_loaded_by_hand_keeps_the_name_it_has(city: Workspace) -> None:
    city.load([city.settings.source[2].where])
    assert city.sourcing.standings(["cmdb"])[0].known_as == "cmdb"
    (report,) = city.load([city.settings.source[0].where])
    assert city.sourcing.sync(["Register"], Reading())[0].report.source == report.source  # type: ignore[union-attr]


def test_a_precedence_that_names_nobody_is_told(city: Workspace) -> None:
    assert city.sourcing.strange() == ("nobody",)


def test_a_name_nobody_has_is_refused_with_the_nearest(city: Workspace) -> None:
    with pytest.raises(UnknownName, match="cmdb") as raised:
        city.sourcing.sync(["cmbd"], Reading())
    assert raised.value.nearest == ("cmdb",)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ('[[source]]\nname = "a"\n', "either a path or a url"),
        ('[[source]]\nname = "a"\npath = "x"\nurl = "https://x"\n', "either a path or a url"),
        ('[[source]]\nname = "a"\npath = "x"\nevery = "daily"\n', "every"),
        ('[[source]]\nname = "a"\npath = "x"\n[[source]]\nname = "A"\npath = "y"\n', "several sources are called a"),
        ('[[source]]\nname = "a"\npath = "x"\nevry = "1d"\n', "evry"),
    ],
)
def test_settings_that_are_wrong_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str, told: str) -> None:
    (tmp_path / "eagraph.toml").write_text(said)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match=told):
        read_settings()


def test_a_url_is_a_source_too() -> None:
    settings = Settings.model_validate({"source": [{"name": "live", "url": "https://example.org/x"}]})
    assert settings.source[0].where == "https://example.org/x"
