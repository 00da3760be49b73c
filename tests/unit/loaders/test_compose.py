"""Compose files: how a project is put together from its files, and what its services need, hold and share."""

from __future__ import annotations

from pathlib import Path

import pytest

from eagraph.errors import InvalidLandscape
from eagraph.loading import Intake, LoadReport
from eagraph.loading.changes import Changes, Stored
from eagraph.loading.planning import plan
from eagraph.model.landscape import Node
from eagraph.model.schema import Schema
from loaders import compose
from loaders._compose.recognition import recognises


def _load(folder: Path, file: str = "", **files: str) -> tuple[Changes, LoadReport]:
    for name, content in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    path = folder / file if file else folder
    assert compose.detects(path)
    intake = Intake(str(path), "p", Schema.standard())
    compose.read(path, intake)
    return plan(Stored(), intake, loader="compose", run="run", loaded_at="2026-01-01")


def _node(changes: Changes, key: str) -> Node:
    [node] = [node for node in changes.nodes if node.properties["source_key"] == key]
    return node


def _ties(changes: Changes, type_: str = "DEPENDS_ON") -> set[tuple[str, str, str]]:
    keys = {node.id: str(node.properties["source_key"]) for node in changes.nodes}
    return {
        (keys[t.source], str(t.properties["source_type"]), keys[t.target]) for t in changes.relationships if t.type == type_
    }


def _told(changes: Changes) -> str:
    """All that is kept."""
    return str(
        [*map(dict, (n.properties for n in changes.nodes)), *map(dict, (t.properties for t in changes.relationships))]
    )


@pytest.mark.parametrize(
    ("document", "is_one"),
    [
        ({"services": {"a": {"image": "b"}}}, True),
        ({"services": {"a": {"environment": {"X": "1"}}}, "x-own": {}, "version": "3.8"}, True),
        ({"services": {"a": ""}}, False),
        ({"services": {"a": "", "b": {"<<": "", "x-own": 1, "build": "."}}}, True),
        ({"include": ["compose.web.yml"]}, True),
        ({"include": [{"path": "web.yaml"}]}, True),
        ({"include": [{"local": "web.yaml"}]}, False),
        ({"include": ["/templates/build.yml"]}, False),
        ({"services": ["docker:dind"], "image": "x"}, False),
        ({"services": {"App\\Mailer": {"arguments": ["@x"], "tags": ["y"]}}}, False),
        ({"services": {"_defaults": {"autowire": "true"}}}, False),
        ({"apiVersion": "v1", "kind": "Pod", "services": {"a": {"image": "b"}}}, False),
        ({"networks": {"a": {}}}, False),
        ([], False),
        ("services", False),
    ],
)
def test_a_compose_file_is_known_by_what_its_services_say(document: object, is_one: bool) -> None:
    assert recognises(document) is is_one


def test_an_override_adds_to_lists_and_replaces_values(tmp_path: Path) -> None:
    changes, _ = _load(
        tmp_path,
        compose_yaml="services:\n  a: {image: 'x:1', ports: ['80:80'], depends_on: [b]}\n  b: {image: y}\n  c: {image: z}\n",
        compose_override_yaml="services:\n  a: {image: 'x:2', ports: ['81:81'], depends_on: {c: {restart: true}}}\n",
    )
    a = _node(changes, "service:a")
    assert (a.properties["version"], a.properties["ports"]) == ("2", ("80:80", "81:81"))
    assert _ties(changes) == {("service:a", "depends_on", "service:b"), ("service:a", "depends_on", "service:c")}


def test_the_strength_of_a_start_follows_its_condition(tmp_path: Path) -> None:
    changes, _ = _load(
        tmp_path,
        compose_yaml="services:\n  a:\n    image: x\n    depends_on:\n      b: {condition: service_completed_successfully}\n"
        "      c: {condition: service_started, required: false}\n      d: {condition: service_healthy}\n"
        "  b: {image: x}\n  c: {image: x}\n  d: {image: x}\n",
    )
    ties = [tie for tie in changes.relationships if tie.type == "DEPENDS_ON"]
    assert {(t.target[-1], t.properties.get("mode"), t.properties["condition"]) for t in ties} == {
        ("b", "soft", "service_completed_successfully"), ("c", "optional", "service_started"),
        ("d", None, "service_healthy"),
    }  # fmt: skip
    assert all(tie.properties["required_for_start"] is True for tie in ties)


def test_extending_takes_up_what_the_base_says_in_the_same_file_and_in_another(tmp_path: Path) -> None:
    changes, report = _load(
        tmp_path,
        compose_yaml="services:\n  a: {extends: {file: common/base.yaml, service: grund}, image: 'mitt:1'}\n"
        "  b: {extends: a}\n  db: {image: postgres}\n",
        common__base_yaml="services:\n  grund: {extends: djup, restart: always, image: 'grund:1'}\n"
        "  djup: {init: true, depends_on: [db]}\n",
    )
    for name in ("a", "b"):
        said = _node(changes, f"service:{name}").properties
        assert (said["product"], said["restart"], said["init"]) == ("mitt", "always", "true")
    assert _ties(changes) == {("service:a", "depends_on", "service:db"), ("service:b", "depends_on", "service:db")}
    assert {node.properties["name"] for node in changes.nodes if node.label == "System"} == {"a", "b", "db"}
    assert {joined.what for joined in report.joined} >= {"service grund", "service djup", "b extends a"}


@pytest.mark.parametrize("file", ["../utanfor.yaml", "/etc/passwd", "saknas.yaml", "a.txt", "\\u0000.yaml", "x" * 300])
def test_nothing_outside_of_the_folder_is_read(file: str, tmp_path: Path) -> None:
    (tmp_path / "utanfor.yaml").write_text("services:\n  b: {image: hemlig}\n")
    changes, report = _load(
        tmp_path / "inne",
        compose_yaml=f'include: ["{file}"]\nservices:\n  a: {{image: x, extends: {{file: "{file}", service: b}}}}\n',
    )
    assert [node.properties["name"] for node in changes.nodes if node.label == "System"] == ["a"]
    assert len(report.skipped) == 2


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "utanfor.yaml").write_text("services:\n  b: {image: hemlig}\n")
    (tmp_path / "inne").mkdir()
    (tmp_path / "inne" / "lank.yaml").symlink_to(tmp_path / "utanfor.yaml")
    changes, _ = _load(tmp_path / "inne", compose_yaml="include: [lank.yaml]\nservices:\n  a: {image: x}\n")
    assert [node.properties["name"] for node in changes.nodes if node.label == "System"] == ["a"]


def test_who_extends_itself_is_told_and_who_includes_itself_too(tmp_path: Path) -> None:
    with pytest.raises(InvalidLandscape) as refused:
        _load(tmp_path, compose_yaml="services:\n  a: {image: x, extends: b}\n  b: {image: x, extends: a}\n")
    assert {problem.where for problem in refused.value.problems} == {"compose.yaml:2", "compose.yaml:3"}
    ring = {
        "compose_yaml": "include: [b.yaml]\nservices:\n  a: {image: x}\n",
        "b_yaml": "include: [compose.yaml]\nservices:\n  c: {image: x}\n",
    }
    changes, report = _load(tmp_path, **ring)
    assert {node.properties["name"] for node in changes.nodes if node.label == "System"} == {"a", "c"}
    assert "ring" in report.skipped[0].why.en


def test_projects_of_a_folder_are_kept_apart_and_share_what_is_the_hosts(tmp_path: Path) -> None:
    files = {
        "a__compose_yaml": "services:\n  db: {image: x, networks: [n, dmz]}\nnetworks: {n: {}, dmz: {external: true}}\n",
        "b__compose_yaml": "services:\n  d: {image: y, networks: [n, u]}\nnetworks: {n: , u: {name: dmz, external: true}}\n",
    }
    changes, report = _load(tmp_path, **files)
    assert _ties(changes, "CONNECTED_TO") == {
        ("service:a/db", "networks", "network:a/n"), ("service:b/d", "networks", "network:b/n"),
        ("service:a/db", "networks", "network:/dmz"), ("service:b/d", "networks", "network:/dmz"),
    }  # fmt: skip
    assert [joined.what for joined in report.joined] == ["network u"]
    before = {node.id for node in changes.nodes}
    changes, _ = _load(tmp_path, c__compose_yaml="services:\n  db: {image: z}\n")
    assert before < {node.id for node in changes.nodes}


def test_a_service_that_names_no_network_is_on_that_of_its_project(tmp_path: Path) -> None:
    changes, _ = _load(
        tmp_path,
        compose_yaml="services:\n  a: {image: x}\n  b: {image: x, network_mode: host}\n  c: {image: x, networks: {n: {}}}\n"
        "  d: {image: x, network_mode: 'service:a'}\nnetworks: {n: }\n",
    )
    assert _ties(changes, "CONNECTED_TO") == {
        ("service:a", "networks", "network:default"), ("service:c", "networks", "network:n"),
    }  # fmt: skip
    assert _ties(changes) == {("service:d", "network_mode", "service:a")}


def test_mounts_are_held_where_they_are_volumes(tmp_path: Path) -> None:
    changes, _ = _load(
        tmp_path,
        compose_yaml="services:\n  a:\n    image: x\n    volumes:\n      - data:/x\n      - ./mapp:/y\n      - /abs:/z\n"
        "      - ~/hem:/h\n      - anonym\n      - 'C:\\data:/c'\n      - {type: bind, source: ./m, target: /b}\n"
        "      - {type: volume, source: data2, target: /v, read_only: true}\n      - {type: tmpfs, target: /t}\n"
        "      - ${PLATS:-./mapp}:/p\n      - ${PLATS}:/q\nvolumes: {data: , data2: }\n",
    )
    assert _ties(changes, "HOLDS") == {
        ("service:a", "volumes", "volume:data"), ("service:a", "volumes", "volume:data2"),
    }  # fmt: skip
    how = {tie.properties["path"]: tie.properties["how"] for tie in changes.relationships if tie.type == "HOLDS"}
    assert how == {"/x": "stored", "/v": "processed"}


def test_nothing_that_may_be_secret_is_kept(tmp_path: Path) -> None:
    changes, _ = _load(
        tmp_path,
        compose_yaml="services:\n  a:\n    image: x\n    environment: [NYCKEL=hemlig, TOM]\n    secrets: [s]\n"
        "    build: {context: ., args: {TOKEN: hemlig}}\n  b:\n    image: x\n    environment: {NYCKEL: hemlig}\n"
        "    build: {context: ., args: [TOKEN=hemlig]}\nsecrets: {s: {content: hemlig}, t: {environment: HEMLIG}}\n"
        "configs: {c: {content: hemlig}}\n",
    )
    assert "hemlig" not in _told(changes).casefold()
    assert _node(changes, "service:a").properties["environment"] == ("NYCKEL", "TOM")


def test_a_name_in_a_variable_is_a_hint_alone(tmp_path: Path) -> None:
    changes, report = _load(
        tmp_path,
        compose_yaml="services:\n  a:\n    image: x\n    environment: {URL: 'http://b:80/', C_HOST: c, VEM: c}\n"
        "    depends_on: [c]\n  b: {image: x}\n  c: {image: x}\n",
    )
    assert _ties(changes) == {("service:a", "depends_on", "service:c")}
    assert [hint.text.en for hint in report.hints] == ["URL names b: perhaps a dependency; nothing states it."]


def test_a_container_of_another_project_is_found_by_its_name(tmp_path: Path) -> None:
    changes, report = _load(
        tmp_path,
        a__compose_yaml="services:\n  a:\n    image: x\n    external_links: ['min-db:db', 'okand']\n"
        "    network_mode: 'container:min-db'\n",
        b__compose_yaml="services:\n  db: {image: x, container_name: min-db}\n"
        "  c: {image: y, environment: {URL: 'http://min-db:80'}}\n",
    )
    assert _ties(changes) == {
        ("service:a/a", "external_links", "service:b/db"), ("service:a/a", "network_mode", "service:b/db"),
    }  # fmt: skip
    assert [skipped.what for skipped in report.skipped] == ["DEPENDS_ON okand"]
    assert [hint.text.en for hint in report.hints] == ["URL names db: perhaps a dependency; nothing states it."]


def test_wrong_services_are_told_all_at_once(tmp_path: Path) -> None:
    (tmp_path / "compose.yaml").write_text("services:\n  a: text\n  b: {image: x}\n  c: [1]\n")
    intake = Intake("x", "x", Schema.standard())
    compose.read(tmp_path / "compose.yaml", intake)
    assert [problem.where for problem in intake.problems] == ["compose.yaml:2", "compose.yaml:4"]


def test_a_file_of_its_own_is_called_as_its_project_or_folder(tmp_path: Path) -> None:
    changes, _ = _load(tmp_path / "bygglov", "compose.yaml", compose_yaml="services:\n  a: {image: x}\n")
    assert changes.source.name == "bygglov"
    changes, _ = _load(tmp_path / "bygglov", "compose.yaml", compose_yaml="name: annat\nservices:\n  a: {image: x}\n")
    assert changes.source.name == "annat"


def test_a_later_layer_takes_away_and_puts_its_own_in_the_place(tmp_path: Path) -> None:
    base = """
        services:
          base: { image: nginx, depends_on: [db], ports: ["80:80"], environment: { A: 1, B: 2 } }
          web: { extends: { service: base } }
          db: { image: postgres }
          cache: { image: redis }
          old: { image: mail }
        networks: { back: {}, front: {} }
        """
    override = """
        services:
          web:
            depends_on: !override { cache: { condition: service_started } }
            ports: !reset []
            environment: { A: !reset null }
          old: !reset null
          cache: !override { image: valkey }
        networks: !override { back: {} }
        """
    changes, _ = _load(tmp_path, compose_yaml=base, compose_override_yaml=override)
    assert {tie for tie in _ties(changes) if tie[0] == "service:web"} == {("service:web", "depends_on", "service:cache")}
    web = _node(changes, "service:web").properties
    assert "ports" not in web
    assert web["environment"] == ("B",)
    assert _node(changes, "service:cache").properties["image"] == "valkey"
    keys = {str(node.properties["source_key"]) for node in changes.nodes}
    assert keys >= {"service:base", "network:back"}
    assert not keys & {"service:old", "network:front"}
