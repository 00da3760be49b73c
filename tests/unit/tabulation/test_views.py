"""Views are kept under the name of their title, with every version they had."""

from __future__ import annotations

from pathlib import Path

import pytest

from eagraph.errors import UnknownName, UsageError
from eagraph.store import Store, open_store
from eagraph.tabulation import Asked
from eagraph.tabulation.views import KIND, View, Views


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(f"sqlite:///{tmp_path / 'views.db'}")


@pytest.fixture
def views(store: Store) -> Views:
    return Views(lambda: store, lambda: "2026-06-01T00:00:00+00:00")


def test_a_view_is_found_as_it_was_kept_and_its_next_version_takes_its_place(views: Views, store: Store) -> None:
    asked = Asked(label=("System",), where=("name:contains:å|ä",), sort=("name:desc",), by="lifecycle")
    with pytest.raises(UsageError, match="contains takes 1"):
        views.keep(View(title="Kritiska system", asked=asked))
    asked = asked.model_copy(update={"where": ("name:contains:å\\|ä",)})
    kept = views.keep(View(title="  Kritiska system ", asked=asked))
    assert (kept.name, kept.title, kept.asked) == ("kritiska-system", "Kritiska system", asked)
    views.keep(View(title="Kritiska system", asked=Asked()))
    assert views.find("kritiska-system").asked == Asked()
    assert [saved.version for saved in store.saved(KIND)] == [1, 2]
    assert [view.title for view in views.all()] == ["Kritiska system"]


def test_a_view_that_is_ended_is_not_found_and_the_nearest_is_named(views: Views) -> None:
    views.keep(View(title="Sensorer", asked=Asked(label=("Sensor",))))
    views.keep(View(title="Avtal", asked=Asked()))
    views.end("avtal")
    assert [view.name for view in views.all()] == ["sensorer"]
    for name in ("avtal", "sensor"):
        with pytest.raises(UnknownName, match="sensorer"):
            views.find(name)
    with pytest.raises(UnknownName):
        views.end("avtal")


@pytest.mark.parametrize("asked", [Asked(where=("x",)), Asked(sort=("name",)), Asked(where=("a:between:1",))])
def test_what_has_not_the_form_is_not_kept(views: Views, asked: Asked) -> None:
    with pytest.raises(UsageError):
        views.keep(View(title="Fel", asked=asked))
    assert views.all() == ()
