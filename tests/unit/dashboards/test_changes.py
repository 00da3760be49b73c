"""The page of changes: points in time kept and let go, what differs between two, and why an answer does."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from dashboards.app import create_app
from dashboards.components import changes_differences, changes_points, changes_why, map_changes, map_parts
from dashboards.pages import changes as page
from dashboards.pages import map as map_page
from eagraph import analysis
from eagraph.history import at_point
from eagraph.workspace import Workspace
from tests.unit.dashboards import landscapes
from tests.unit.dashboards.reading import ids_of, prose, text_of

pytestmark = pytest.mark.usefixtures("english")
THEN = {"old": "before", "new": "", "what": "", "group": ""}


@pytest.fixture
def changed(town: Workspace, tmp_path: Path) -> Workspace:
    """The small town, kept as `before`; then forms no longer need cases, and cases is more critical."""
    town.points.keep("before", "why not")
    folder = tmp_path / "town"
    ties = folder / "relationships.csv"
    lines = ties.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not line.startswith("forms,DEPENDS_ON,") and not line.startswith("forms;DEPENDS_ON;")]
    assert len(kept) == len(lines) - 1, lines
    ties.write_text("\n".join(kept) + "\n", encoding="utf-8")
    town.load([folder])
    return town


def _call(workspace: Workspace, output: str, inputs: list[Any], state: list[Any], changed_: str) -> Any:
    client: FlaskClient = create_app(workspace).server.test_client()
    client.get("/_dash-layout")
    wanted = next(one for one in json.loads(client.get("/_dash-dependencies").text) if output in one["output"])
    body = {
        "output": wanted["output"], "outputs": _ends(wanted["output"]), "inputs": inputs, "state": state,
        "changedPropIds": [changed_],
    }  # fmt: skip
    return client.post("/_dash-update-component", json=body)


def _ends(output: str) -> Any:
    parts = [part for part in output.strip(".").split("...") if part]
    ends = [dict(zip(("id", "property"), part.rsplit(".", 1), strict=True)) for part in parts]
    return ends if len(ends) > 1 else ends[0]


def _points_call(workspace: Workspace, name: str, *, remove: str = "") -> Any:
    buttons = [{"id": {"type": "changes-remove", "point": remove}, "property": "n_clicks", "value": 1}] if remove else []
    cause = f'{{"point":"{remove}","type":"changes-remove"}}.n_clicks' if remove else "changes-keep.n_clicks"
    inputs = [{"id": "changes-keep", "property": "n_clicks", "value": 0 if remove else 1}, buttons]
    state = [
        {"id": "changes-name", "property": "value", "value": name},
        {"id": "changes-note", "property": "value", "value": "x"},
    ]  # fmt: skip
    return _call(workspace, "changes-points.children", inputs, state, cause)


def test_a_point_is_kept_and_one_of_that_name_is_refused(town: Workspace) -> None:
    assert _points_call(town, "first").status_code == 200
    assert [(point.name, point.note) for point in town.points.all()] == [("first", "x")]
    answer = _points_call(town, "first").json["response"]
    assert "already" in json.dumps(answer["changes-told"])
    assert "no name of a point" in json.dumps(_points_call(town, "Å ä").json["response"])
    assert len(town.points.all()) == 1


def test_a_point_goes_after_it_was_said_what_that_means(changed: Workspace) -> None:
    shown = prose(changes_points.listed(changed.points))
    assert "before goes for good" in shown
    assert _points_call(changed, "", remove="before").status_code == 200
    assert changed.points.all() == ()


def test_the_name_that_is_suggested_is_free(town: Workspace) -> None:
    assert "2026-06-01" in text_of(changes_points.keeping(town))
    town.points.keep("2026-06-01")
    assert "2026-06-01.2" in text_of(changes_points.keeping(town))


def test_nothing_is_kept_while_looking_elsewhere(changed: Workspace) -> None:
    token = at_point.set("before")
    try:
        told = changes_points.keeping(changed)
    finally:
        at_point.reset(token)
    assert "leave that first" in prose(told)
    assert '"disabled": true' in text_of(told)


def test_every_change_is_listed_with_where_it_leads(changed: Workspace) -> None:
    found = changed.comparing.since("before")
    rows = changes_differences.rows(found, changed.schema, THEN)
    gone = next(row for row in rows if row["label"] == "depends on")
    assert gone["what"] == "− was removed"
    assert gone["href"].startswith("/thing?")
    assert "point=before" in gone["href"]
    assert "id=forms" in gone["href"]
    assert changes_differences.rows(found, changed.schema, {**THEN, "what": "added"}) == []
    only = changes_differences.rows(found, changed.schema, {**THEN, "what": "removed", "group": "DEPENDS_ON"})
    assert [row["label"] for row in only] == ["depends on"]
    assert "Nothing differs" in prose(
        changes_differences.shown(changed.comparing.since("before", "before"), changed.schema, THEN)
    )


def test_why_an_answer_changed_is_told_with_roles(changed: Workspace) -> None:
    ends = changed.comparing.at("before"), changed.comparing.at("")
    found = changed.comparing.why("dependencies", {"of": "forms"}, old="before")
    assert found.rows
    (cause, *_) = changes_why.cause_rows(found, ends, THEN)
    assert "was removed" in cause["change"]
    assert "brings it by itself" in cause["roles"]
    row = next(row for row in changes_why.rows(found, ends, THEN) if "id=login" in row.get("href", ""))
    assert (row["what"], "brings it by itself" in row["because"]) == ("gone", True)
    assert changes_why.command(found, THEN).startswith("eagraph snapshot diff before --why dependencies -p of=forms")
    shown = prose(changes_why.shown(found, ends, THEN))
    assert str(found.old_summary) in shown
    assert str(found.new_summary) in shown


def test_the_address_is_the_state(changed: Workspace, language: str) -> None:
    query = {"old": ("before",), "ask": ("blast-radius",), "failed": ("login",), "asked": ("1",), "what": ("removed",)}
    told = page.layout(changed, **query)
    stores = {
        part.id: part.data
        for part in told._traverse()  # type: ignore[no-untyped-call]
        if str(getattr(part, "id", "")) in ("changes-compared", "changes-asked")
    }
    assert stores["changes-compared"] == {"old": "before", "new": "", "what": "removed", "group": ""}
    assert stores["changes-asked"] == {"name": "blast-radius", "said": {"failed": ("login",)}}
    assert "befor" in prose(page.layout(changed, old=("befor",), ask=("nope",)))
    assert all(id_.startswith("changes-") for id_ in ids_of(told))


def test_no_question_has_a_parameter_that_the_address_says_something_else_by() -> None:
    own = set(page.Address.model_fields)
    assert not [name for name in analysis.names() if own & set(analysis.find(name).Params.model_fields)]


def test_the_map_is_of_what_changed_since(changed: Workspace) -> None:
    place = {"organisation": "", "things": True, "since": "before"}
    drawn = map_parts.columns(changed, place)
    assert "~tied" in {kind["key"] for kind in drawn["kinds"]}
    assert "since=before" in map_parts.data_url(place)
    rows = map_parts.rows(drawn, [], "before")
    assert rows[0]["kind"] != "is as it was"
    assert "was removed: " in prose(map_changes.panel(changed, "before", "forms"))
    assert map_parts.rows(drawn, ["~tied"], "before")[0]["kind"] == "is as it was"
    told = map_page.layout(changed, since=("befor",))
    assert "There is no point in time" in prose(told)
    assert "before" in text_of(map_page.layout(changed, since=("before",)))


def test_what_is_gone_is_told_on_the_map(changed: Workspace, tmp_path: Path) -> None:
    (tmp_path / "town" / "nodes.csv").unlink()
    landscapes.write(tmp_path / "town", "only:System")
    changed.load([tmp_path / "town"])
    told = map_changes.panel(changed, "before", "login")
    assert "was removed" in prose(told)
    assert "point=before" in text_of(told)
