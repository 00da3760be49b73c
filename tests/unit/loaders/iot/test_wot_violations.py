"""Each rule of the Thing Description, broken once: refused with the pointer of the place; and what stays allowed."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from eagraph.errors import EagraphError
from eagraph.loading import Intake
from eagraph.loading.changes import Changes, Stored
from eagraph.loading.planning import plan
from eagraph.model.schema import Schema
from loaders import wot_td

CONTEXT = "https://www.w3.org/2022/wot/td/v1.1"
THING: dict[str, Any] = {
    "@context": [CONTEXT, {"@language": "sv"}],
    "id": "urn:ekmyra:pump:1",
    "title": "Pump",
    "securityDefinitions": {"open": {"scheme": "nosec"}, "login": {"scheme": "basic"}},
    "security": ["open"],
    "properties": {"level": {"type": "number", "forms": [{"href": "https://pump.example/level"}]}},
    "actions": {"start": {"input": {"type": "object", "properties": {"soft": {"type": "boolean"}}},
                          "forms": [{"href": "https://pump.example/start"}]}},
    "events": {"alarm": {"data": {"type": "string"}, "forms": [{"href": "https://pump.example/alarm"}]}},
    "links": [{"rel": "type", "href": "https://models.example/pump"}],
    "forms": [{"op": "readallproperties", "href": "https://pump.example/all"}],
    "schemaDefinitions": {"fault": {"type": "string"}},
    "version": {"instance": "1.0.0"},
}  # fmt: skip
MODEL: dict[str, Any] = {
    "@context": CONTEXT,
    "@type": "tm:ThingModel",
    "title": "Pump {{NUMBER}}",
    "tm:optional": ["/events/alarm"],
    "properties": {"level": {"type": "number", "maximum": "{{HIGHEST}}"}},
    "events": {"alarm": {}},
}
ABSENT = ("absent",)
"""In the place of a value: that there is none."""


def changed(document: dict[str, Any], pointer: str, value: object) -> dict[str, Any]:
    """A copy with another value at a pointer, or without one."""
    made = copy.deepcopy(document)
    *path, last = pointer.split("/")[1:]
    place: Any = made
    for step in path:
        place = place[int(step)] if isinstance(place, list) else place[step]
    if value is ABSENT:
        del place[last]
    elif isinstance(place, list):
        place.insert(int(last), value)
    else:
        place[last] = value
    return made


def load(document: object, folder: Path) -> tuple[Changes, Intake]:
    path = folder / "thing.json"
    path.write_text(document if isinstance(document, str) else json.dumps(document), encoding="utf-8")
    assert wot_td.detects(path)
    intake = Intake(str(path), path.stem, Schema.standard())
    wot_td.read(path, intake)
    changes, _ = plan(Stored(), intake, loader="wot_td", run="run", loaded_at="2026-01-01")
    return changes, intake


LEVEL, START, ALARM = "/properties/level", "/actions/start", "/events/alarm"
BROKEN = [
    ("/@context", ABSENT, "/@context"),
    ("/@context", "https://schema.org", "/@context"),
    ("/@context", [{"ex": "https://example.org/"}, CONTEXT], "/@context"),
    ("/@context", [CONTEXT, 7], "/@context"),
    ("/title", ABSENT, "/title"),
    ("/title", 7, "/title"),
    ("/title", None, "/title"),
    ("/titles", {"not a language": "Pump"}, "/titles"),
    ("/id", "pump 1", "/id"),
    ("/id", 7, "/id"),
    ("/security", ABSENT, "/security"),
    ("/security", [], "/security"),
    ("/security", "nobody", "/security"),
    ("/securityDefinitions", ABSENT, "/securityDefinitions"),
    ("/securityDefinitions", {}, "/securityDefinitions"),
    ("/securityDefinitions/open/scheme", "best", "/securityDefinitions/open/scheme"),
    ("/securityDefinitions/open", {}, "/securityDefinitions/open/scheme"),
    ("/securityDefinitions/login/in", "pocket", "/securityDefinitions/login/in"),
    ("/securityDefinitions/both", {"scheme": "combo"}, "/securityDefinitions/both"),
    ("/securityDefinitions/both", {"scheme": "combo", "allOf": ["open", "other"]}, "/securityDefinitions/both/allOf/1"),
    ("/securityDefinitions/both", {"scheme": "combo", "allOf": ["open"]}, "/securityDefinitions/both/allOf"),
    ("/securityDefinitions/o", {"scheme": "oauth2"}, "/securityDefinitions/o/flow"),
    ("/securityDefinitions/o", {"scheme": "oauth2", "flow": "client"}, "/securityDefinitions/o/token"),
    ("/securityDefinitions/d", {"scheme": "digest", "qop": "none"}, "/securityDefinitions/d/qop"),
    (f"{LEVEL}/forms", ABSENT, f"{LEVEL}/forms"),
    (f"{START}/forms", ABSENT, f"{START}/forms"),
    (f"{ALARM}/forms", [], f"{ALARM}/forms"),
    (f"{LEVEL}/forms/0/href", ABSENT, f"{LEVEL}/forms/0/href"),
    (f"{LEVEL}/forms/0/href", "two words", f"{LEVEL}/forms/0/href"),
    (f"{LEVEL}/forms/0/op", "invokeaction", f"{LEVEL}/forms/0/op"),
    (f"{LEVEL}/forms/0/op", ["readproperty", "readProperty"], f"{LEVEL}/forms/0/op/1"),
    (f"{START}/forms/0/op", "readproperty", f"{START}/forms/0/op"),
    (f"{ALARM}/forms/0/op", "observeproperty", f"{ALARM}/forms/0/op"),
    ("/forms/0/op", "readproperty", "/forms/0/op"),
    ("/forms", [], "/forms"),
    (f"{ALARM}/forms/0/security", ["nobody"], f"{ALARM}/forms/0/security/0"),
    (f"{LEVEL}/forms/0/contentType", "json", f"{LEVEL}/forms/0/contentType"),
    (f"{LEVEL}/forms/0/response", {}, f"{LEVEL}/forms/0/response/contentType"),
    (f"{START}/forms/0/additionalResponses", [{"schema": "none"}], f"{START}/forms/0/additionalResponses/0/schema"),
    (f"{START}/forms/0/additionalResponses", [{"success": "no"}], f"{START}/forms/0/additionalResponses/0/success"),
    (LEVEL, "words", LEVEL),
    ("/properties", [], "/properties"),
    (f"{LEVEL}/type", "float", f"{LEVEL}/type"),
    (f"{LEVEL}/type", ["number", "null"], f"{LEVEL}/type"),
    (f"{LEVEL}/enum", [], f"{LEVEL}/enum"),
    (f"{LEVEL}/enum", [1, 2, 1], f"{LEVEL}/enum"),
    (f"{LEVEL}/enum", [1, "high"], f"{LEVEL}/enum/1"),
    (f"{LEVEL}/const", True, f"{LEVEL}/const"),
    (f"{LEVEL}/minimum", "low", f"{LEVEL}/minimum"),
    (f"{LEVEL}/multipleOf", 0, f"{LEVEL}/multipleOf"),
    (f"{LEVEL}/observable", "yes", f"{LEVEL}/observable"),
    (f"{LEVEL}/oneOf", [{"type": "text"}], f"{LEVEL}/oneOf/0/type"),
    (f"{LEVEL}/uriVariables", {"v": {"type": "object"}}, f"{LEVEL}/uriVariables/v/type"),
    (f"{START}/input/properties/soft/type", "bool", f"{START}/input/properties/soft/type"),
    (f"{START}/input/required", "soft", f"{START}/input/required"),
    (f"{START}/safe", 1, f"{START}/safe"),
    (f"{ALARM}/data/maxLength", -1, f"{ALARM}/data/maxLength"),
    (f"{ALARM}/data/@type", "tm:ThingModel", f"{ALARM}/data/@type"),
    ("/links/1", {"rel": "type", "href": "https://models.example/other"}, "/links/1"),
    ("/links/1", {"rel": "tm:extends", "href": "https://models.example/other"}, "/links/1"),
    ("/links/1", {"rel": "item"}, "/links/1/href"),
    ("/links/1", {"href": "x", "sizes": "16x16"}, "/links/1/sizes"),
    ("/links/1", {"href": "x", "hreflang": "not a language"}, "/links/1/hreflang"),
    ("/version", {"model": "1.0.0"}, "/version/instance"),
    ("/version", "1.0.0", "/version"),
    ("/created", "yesterday", "/created"),
    ("/base", "pump", "/base"),
    ("/schemaDefinitions/fault", "words", "/schemaDefinitions/fault"),
]  # fmt: skip


def test_the_thing_that_is_broken_below_is_whole(tmp_path: Path) -> None:
    changes, intake = load(THING, tmp_path)
    assert [node.label for node in changes.nodes] == ["Device"]
    assert not intake.hints


@pytest.mark.parametrize(("pointer", "value", "place"), BROKEN, ids=lambda value: str(value)[:40])
def test_a_broken_rule_is_refused_at_its_place(pointer: str, value: object, place: str, tmp_path: Path) -> None:
    with pytest.raises(EagraphError) as refused:
        load(changed(THING, pointer, value), tmp_path)
    assert f"thing.json#{place}" in refused.value.text.en
    assert f"thing.json#{place}" in refused.value.text.sv


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    broken = changed(changed(changed(THING, "/title", ABSENT), f"{LEVEL}/type", "float"), "/security", "nobody")
    with pytest.raises(EagraphError) as refused:
        load(broken, tmp_path)
    assert all(f"#{place}" in refused.value.text.en for place in ("/title", f"{LEVEL}/type", "/security"))


def test_an_operation_that_the_property_forbids_is_refused(tmp_path: Path) -> None:
    read_only = changed(changed(THING, f"{LEVEL}/readOnly", True), f"{LEVEL}/forms/0/op", ["writeproperty"])
    write_only = changed(changed(THING, f"{LEVEL}/writeOnly", True), f"{LEVEL}/forms/0/op", ["readproperty"])
    both = changed(changed(THING, f"{LEVEL}/writeOnly", True), f"{LEVEL}/readOnly", True)
    for broken in (read_only, write_only):
        with pytest.raises(EagraphError, match=f"{LEVEL}/forms/0/op/0"):
            load(broken, tmp_path)
    with pytest.raises(EagraphError, match="readOnly and writeOnly"):
        load(both, tmp_path)


@pytest.mark.parametrize("href", ["https://pump.example/{k}/level", "https://pump.example/level{?k}"])
def test_a_key_in_the_uri_stands_in_every_uri(href: str, tmp_path: Path) -> None:
    keyed = changed(THING, "/securityDefinitions/key", {"scheme": "apikey", "in": "uri", "name": "k"})
    keyed = changed(keyed, f"{LEVEL}/forms/0/security", ["key"])
    with pytest.raises(EagraphError, match=f"{LEVEL}/forms/0/href"):
        load(keyed, tmp_path)
    held = changed(keyed, f"{LEVEL}/forms/0/href", href)
    load(held, tmp_path)
    with pytest.raises(EagraphError, match="/uriVariables/k"):
        load(changed(held, f"{LEVEL}/uriVariables", {"k": {"type": "string"}}), tmp_path)


ALLOWED = [
    ("/@context", CONTEXT),
    ("/@context", ["https://www.w3.org/2019/wot/td/v1", CONTEXT, {"ex": "https://example.org/"}]),
    ("/@context", "https://www.w3.org/2019/wot/td/v1"),
    ("/security", "open"),
    ("/securityDefinitions/ace", {"scheme": "ace:ACESecurityScheme", "ace:as": "coaps://as.example"}),
    ("/securityDefinitions/auto", {"scheme": "auto"}),
    ("/securityDefinitions/both", {"scheme": "combo", "oneOf": ["open", "login"]}),
    (f"{LEVEL}/forms/0/op", ["readproperty", "writeproperty", "observeproperty", "unobserveproperty"]),
    (f"{START}/forms/0/op", ["invokeaction", "queryaction", "cancelaction"]),
    (f"{LEVEL}/forms/0/contentType", "text/plain; charset=UTF-8"),
    (f"{LEVEL}/forms/0/href", "level{?from,to}"),
    (f"{LEVEL}/enum", [1, 1.5]),
    (f"{LEVEL}/enum", [0, 1]),
    (f"{ALARM}/data", {"type": "array", "items": [{"type": "string"}, {"type": "null"}]}),
    ("/links/1", {"rel": "icon", "href": "https://pump.example/icon.png", "sizes": "16x16"}),
    ("/ex:anything", {"deep": [{"er": None}]}),
    ("/created", "2026-01-01T12:00:00+01:00"),
]  # fmt: skip


@pytest.mark.parametrize(("pointer", "value"), ALLOWED, ids=lambda value: str(value)[:40])
def test_what_the_standard_allows_is_read(pointer: str, value: object, tmp_path: Path) -> None:
    changes, _ = load(changed(THING, pointer, value), tmp_path)
    assert len(changes.nodes) == 1


def test_a_model_needs_little_and_may_leave_values_open(tmp_path: Path) -> None:
    changes, _ = load(MODEL, tmp_path)
    (node,) = changes.nodes
    assert (node.label, node.properties["source_type"]) == ("ModelElement", "tm:ThingModel")
    assert load({"@context": CONTEXT, "@type": ["tm:ThingModel"]}, tmp_path)[0].nodes


@pytest.mark.parametrize(
    ("pointer", "value", "place"),
    [
        ("/@context", ABSENT, "/@context"),
        ("/tm:optional", "/events/alarm", "/tm:optional"),
        ("/tm:optional", ["/events/none"], "/tm:optional/0"),
        ("/tm:optional", ["/properties/level/type"], "/tm:optional/0"),
        ("/tm:optional", ["#/events/alarm"], "/tm:optional/0"),
        ("/properties/level/maximum", "HIGHEST", "/properties/level/maximum"),
        ("/properties/level/maximum", "{HIGHEST}", "/properties/level/maximum"),
        ("/properties/level", {"tm:ref": "https://models.example/pump"}, "/properties/level/tm:ref"),
        ("/properties/level", {"tm:ref": "#/properties/none"}, "/properties/level/tm:ref"),
        ("/securityDefinitions", {"open": {"scheme": "SCHEME"}}, "/securityDefinitions/open/scheme"),
        ("/links", [{"rel": "tm:extends"}, {"rel": "type", "href": "a"}, {"rel": "type", "href": "b"}], "/links/2"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_broken_rule_of_a_model_is_refused_at_its_place(pointer: str, value: object, place: str, tmp_path: Path) -> None:
    with pytest.raises(EagraphError) as refused:
        load(changed(MODEL, pointer, value), tmp_path)
    assert f"thing.json#{place}" in refused.value.text.en


def test_a_model_that_only_extends_needs_its_parent(tmp_path: Path) -> None:
    child = {"@context": CONTEXT, "@type": "tm:ThingModel", "links": [{"rel": "tm:extends", "href": "parent.json"}]}
    with pytest.raises(EagraphError, match="/links/0/href"):
        load(child, tmp_path)
    (tmp_path / "parent.json").write_text(json.dumps(MODEL), encoding="utf-8")
    intake = Intake("models", "models", Schema.standard())
    wot_td.read(tmp_path, intake)
    assert [tie.type for tie in intake.relationships] == ["RELATES_TO"]
    assert not intake.problems


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('{"@context": "https://www.w3.org/2022/wot/td/v1.1" "title": "x"}', "thing.json:1:"),
        ('{"@context": "https://www.w3.org/2022/wot/td/v1.1", "title": "x", "security": ["a"', "thing.json:1:"),
        (json.dumps(THING).replace('"title"', '"id": "urn:x:y", "title"'), "thing.json#/id"),
        (json.dumps(THING).replace('"number"', "NaN"), "thing.json#/properties/level/type"),
    ],
)
def test_broken_json_is_refused_with_its_place(text: str, place: str, tmp_path: Path) -> None:
    with pytest.raises(EagraphError) as refused:
        load(text, tmp_path)
    assert place in refused.value.text.en


def test_a_thing_described_twice_is_one(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps(THING), encoding="utf-8")
    second = changed(changed(THING, "/title", "Another title"), "/support", "mailto:a@b.example")
    (tmp_path / "b.json").write_text(json.dumps(second), encoding="utf-8")
    intake = Intake("things", "things", Schema.standard())
    wot_td.read(tmp_path, intake)
    (node,) = intake.nodes
    assert (node.properties["name"], node.properties["support"]) == ("Pump", "mailto:a@b.example")
    assert [joined.where for joined in intake.joined] == ["b.json#/", "b.json#/links/0"]
