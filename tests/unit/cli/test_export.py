"""eagraph export: formats, the parts of a landscape, and what is said when something is wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.unit.cli.conftest import Command


def exported(portal: Command, *arguments: str) -> set[str]:
    """The ids that are exported."""
    code, out, err = portal("export", "json", *arguments)
    assert (code, err) == (0, "")
    return {node["id"] for node in json.loads(Path(out.strip()).read_text(encoding="utf-8"))["nodes"]}


def test_without_a_file_it_is_named_after_the_format(portal: Command) -> None:
    assert portal("export", "graphml")[1].split() == ["landscape.graphml"]
    assert portal("export", "landscape")[1].split() == ["landscape/nodes.csv", "landscape/relationships.csv"]


def test_every_format_is_named_in_the_help(portal: Command) -> None:
    out = portal("export", "--help")[1]
    assert "archimate_exchange" in out
    assert "cypher" in out


def test_parts(portal: Command) -> None:
    everything = {"s:portal", "i:adress", "i:barn", "i:cykel"}
    assert exported(portal) == everything
    assert exported(portal, "--around", "Barn", "--hops", "1") == {"s:portal", "i:barn"}
    assert exported(portal, "--around", "Barn", "--hops", "2", "--label", "InformationAsset") == everything - {"s:portal"}
    assert exported(portal, "--around", "Barn", "--hops", "2", "--type", "HOLDS", "--view", "data") == {"i:barn"}
    assert exported(portal, "--label", "System", "--label", "InformationAsset") == everything
    asked = ("--analysis", "dependencies", "--param", "of=Barn", "--param", "direction=downstream", "--param", "view=data")
    assert exported(portal, *asked) <= everything


def test_the_rows_of_a_named_query(portal: Command) -> None:
    queries = json.loads(portal("query", "--format", "json")[1])["queries"]
    asked = next(query for query in queries if [p["labels"] for p in query["parameters"]] == [["System"]])
    [name] = [parameter["name"] for parameter in asked["parameters"]]
    rows = json.loads(portal("query", asked["name"], "--param", f"{name}=s:portal", "--format", "json")[1])["rows"]
    found = exported(portal, "--query", asked["name"], "--param", f"{name}=s:portal")
    assert {row["id"] for row in rows} & {"s:portal", "i:adress", "i:barn", "i:cykel"} <= found


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["jsn"], "json"),
        (["json", "--around", "portaln"], "Portalen"),
        (["json", "--label", "Sistem"], "System"),
        (["json", "--hops", "2"], "around"),
        (["json", "--param", "of=x"], "only a query or an analysis"),
        (["json", "--param", "of"], "key=value"),
        (["json", "--query", "no-such"], "no-such"),
        (["json", "--analysis", "dependencis"], "dependencies"),
        (["json", "--analysis", "dependencies", "--param", "off=Portalen"], "off"),
        (["json", "--organisation", "Portalen"], "Organisation"),
        (["json", "--around", "Barn", "--hops", "1000"], "hops"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_written(portal: Command, arguments: list[str], told: str) -> None:
    code, out, err = portal("export", *arguments)
    assert (code, out) == (2, "")
    assert told in err
    assert not Path("landscape.json").exists()
