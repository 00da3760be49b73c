"""The load page: files come in over HTTP, are tried, loaded once, and known again when they are sent again."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from dashboards.app import create_app
from dashboards.components import load_report, load_sources
from dashboards.pages import load as page
from eagraph.errors import InvalidLandscape, Problem, SourceError
from eagraph.locale import both
from eagraph.settings import Settings, SourceSetting
from eagraph.workspace import Workspace
from tests.unit.dashboards.conftest import NOW
from tests.unit.dashboards.reading import ids_of, prose, text_of

pytestmark = pytest.mark.usefixtures("english")
SYSTEMS = "Förteckning\n\nSystem;System-ID;Systemägare;Livscykel\nKartan;1;Anna;i drift\nSumma;1;;\n"
CONTROLS = ("loader", "called", "mapping")


@pytest.fixture
def client(nothing: Workspace) -> FlaskClient:
    """A browser, as far as HTTP goes, in front of an empty store."""
    made: FlaskClient = create_app(nothing).server.test_client()
    made.get("/_dash-layout")
    return made


def _send(client: FlaskClient, name: str, content: bytes, batch: str = "") -> Any:
    return client.post("/load/upload", query_string={"name": name, "batch": batch}, data=io.BytesIO(content))


def _call(client: FlaskClient, kind: str, asked: dict[str, Any], name: str, **said: Any) -> Any:
    """What a callback of one file answers: `trial` or `accept`."""
    ids = {part: {"type": f"load-{part}", "file": name} for part in (*CONTROLS, "trial", "accept", "form", "result")}
    values = {"loader": "-", "called": "lista", "mapping": "-", **said}
    controls = [{"id": ids[part], "property": "value", "value": values[part]} for part in CONTROLS]
    store = {"id": "load-asked", "property": "data", "value": asked}
    outputs = {
        "trial": [("trial", "children"), ("accept", "disabled")],
        "accept": [("result", "children"), ("form", "style")],
    }
    ends = [{"id": ids[part], "property": property_} for part, property_ in outputs[kind]]
    pattern = "...".join(f'{{"file":["MATCH"],"type":"load-{part}"}}.{property_}' for part, property_ in outputs[kind])
    click = {"id": ids["accept"], "property": "n_clicks", "value": 1}
    body = {
        "output": f"..{pattern}..", "outputs": ends,
        "inputs": controls if kind == "trial" else [click],
        "state": [store] if kind == "trial" else [*controls, store],
        "changedPropIds": [],
    }  # fmt: skip
    answer = client.post("/_dash-update-component", json=body)
    assert answer.status_code == 200, answer.text
    assert answer.json
    return answer.json["response"]


def _answer(response: Any, part: str) -> Any:
    return next(told for id_, told in response.items() if f'"load-{part}"' in id_)


def test_a_file_is_tried_then_loaded_once_and_updates_when_it_is_sent_again(client: FlaskClient, nothing: Workspace) -> None:
    for kartan in ("Kartan", "Karta"):
        sent = _send(client, "../lista.csv", SYSTEMS.replace("Kartan", kartan).encode())
        asked = {"batch": sent.json["batch"]}
        tried = _call(client, "trial", asked, "lista.csv")
        assert _answer(tried, "accept")["disabled"] is False
        shown = json.dumps(_answer(tried, "trial"), ensure_ascii=False)
        assert "lista.csv:5" in shown
        assert "a sum, not a record." in shown
        before = nothing.snapshot().hash
        loaded = _call(client, "accept", asked, "lista.csv")
        assert "Loaded." in json.dumps(_answer(loaded, "result"))
        assert nothing.snapshot().hash != before
        again = _call(client, "accept", asked, "lista.csv")
        assert "already" in json.dumps(_answer(again, "result"))
    assert [(row.name, row.location) for row in nothing.sources()] == [("lista", "upload:lista")]
    assert {node.name for node in nothing.snapshot().nodes if node.label == "System"} == {"Karta"}


def test_a_trial_changes_nothing(client: FlaskClient, nothing: Workspace) -> None:
    asked = {"batch": _send(client, "lista.csv", SYSTEMS.encode()).json["batch"]}
    _call(client, "trial", asked, "lista.csv")
    assert nothing.sources() == ()


def test_two_tables_of_ours_are_one_source_and_a_mapping_may_come_along(client: FlaskClient, nothing: Workspace) -> None:
    batch = _send(client, "nodes.csv", b"id,label,name,Drift\na,System,A,yes\n").json["batch"]
    _send(client, "relationships.csv", b"source,type,target\n", batch)
    _send(client, "map.toml", b'[properties]\nDrift = "vendor"\n', batch)
    _call(client, "accept", {"batch": batch}, ".", called="stad", mapping="map.toml")
    assert nothing.snapshot().nodes[0].properties["vendor"] == "yes"
    assert [row.name for row in nothing.sources()] == ["stad"]


def test_what_is_wrong_stands_with_its_place_and_without_ours(client: FlaskClient) -> None:
    text = "System;System-ID;Systemägare;Livscykel;Användare\nA;1;B;live;många\n"
    asked = {"batch": _send(client, "lista.csv", text.encode()).json["batch"]}
    tried = _call(client, "trial", asked, "lista.csv")
    assert _answer(tried, "accept")["disabled"] is True
    assert "lista.csv:E2" in json.dumps(_answer(tried, "trial"), ensure_ascii=False)
    asked = {"batch": _send(client, "dikt.txt", b"en dikt").json["batch"]}
    shown = json.dumps(_answer(_call(client, "trial", asked, "dikt.txt"), "trial"), ensure_ascii=False)
    assert "dikt.txt: no loader knows this format" in shown
    assert "eagraph-" not in shown.replace("eagraph-problems", "")


def test_a_file_that_is_too_large_is_refused(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "MOST_BYTES", 10)
    answer = _send(client, "x.csv", b"x" * 11)
    assert answer.status_code == 413
    assert answer.json
    assert "x.csv: larger than 49 MB" in answer.json["error"]


def test_a_batch_that_is_gone_is_told(client: FlaskClient) -> None:
    assert _send(client, "a.csv", b"x", "gone").status_code == 404
    assert "send them again" in _send(client, "a.csv", b"x", "gone").json["error"]
    assert client.get("/load/upload").status_code in (200, 405)


def test_the_page_says_what_may_be_sent_and_which_sources_there_are(town: Workspace) -> None:
    shown = page.layout(town)
    assert "At most 49 MB each" in prose(shown)
    assert "landscape" in text_of(shown)
    assert all(id_.startswith("load-") for id_ in ids_of(shown))


def test_sources_of_the_settings_stand_with_their_schedule(tmp_path: Path) -> None:
    path = tmp_path / "lista.csv"
    path.write_text(SYSTEMS)
    source = SourceSetting(name="Register", path=path, every="1d")
    lost = SourceSetting(name="Lost", path=tmp_path / "none.csv")
    settings = Settings(store=f"sqlite:///{tmp_path / 'x.db'}", source=(source, lost))
    workspace = Workspace(settings, clock=lambda: NOW)
    assert prose(load_sources.shown(workspace)).count("never loaded") == 2
    workspace.load([path])
    told = prose(load_sources.shown(workspace))
    assert "in time" in told
    assert "0 min / 1d" in told


def test_every_problem_is_listed_and_our_own_folder_hidden() -> None:
    problems = [Problem(f"/tmp/ours/a.csv:{row}", both("wrong")) for row in range(30)]
    shown = text_of(load_report.refused(InvalidLandscape(problems), "load-x", "/tmp/ours/"))
    assert "a.csv:29" in shown
    assert "/tmp/ours" not in shown
    plain = text_of(load_report.refused(SourceError(both("/tmp/ours/a.csv: no")), "load-x", "/tmp/ours/"))
    assert "a.csv: no" in plain
    assert "/tmp/ours" not in plain
