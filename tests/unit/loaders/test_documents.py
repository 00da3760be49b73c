"""Documents of JSON and YAML: what is refused and where, what a value's place is, and what a glimpse sees of a cut file."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from eagraph.errors import Problem, SourceError
from eagraph.locale import both
from loaders._documents import glimpse, yaml_document
from loaders._documents.json_document import read_json, read_json_lines
from loaders._documents.part import Part
from loaders._documents.yaml_document import read_yaml

BOMB = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{chr(98 + i)}: &{chr(98 + i)} [{', '.join(['*' + chr(97 + i)] * 10)}]\n" for i in range(9)
)
MERGE_BOMB = "a: &a {x: 1}\n" + "".join(
    f"{chr(98 + i)}: &{chr(98 + i)} {{<<: [{', '.join(['*' + chr(97 + i)] * 10)}]}}\n" for i in range(9)
)


def _file(tmp_path: Path, name: str, content: str | bytes) -> Path:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def _yaml(tmp_path: Path, content: str | bytes) -> Any:
    [part] = read_yaml(_file(tmp_path, "a.yaml", content))
    return part.value


# --- JSON -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ('{"a": 1,\n "b": }', "a.json:2:7: not JSON"),
        ('{"a": {"b/c": 1, "b/c": 2}}', "a.json#/a/b~1c: the name 'b/c' stands twice"),
        ('{"a": [1, NaN]}', "a.json#/a/1: NaN is not JSON"),
        ('{"a": 1e999}', "a.json#/a: the number 1e999 is too large"),
        ('{"a": ' + "9" * 401 + "}", "a.json#/a: a number of 401 digits"),
        ('{"a": "\\ud800"}', "a.json#/a: half a character"),
        ("[" * 100_000, "a.json: nested deeper than is read"),
        ("", "a.json:1:1: not JSON"),
        ('{"a": 1} {"b": 2}', "a.json:1:10: not JSON"),
    ],
)
def test_json_that_would_be_misread_is_refused_with_its_place(content: str, told: str, tmp_path: Path) -> None:
    with pytest.raises(SourceError) as refused:
        read_json(_file(tmp_path, "a.json", content))
    assert refused.value.text.en.startswith(told)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_json_is_read_in_every_encoding_it_may_have(encoding: str, tmp_path: Path) -> None:
    path = _file(tmp_path, "a.json", '{"namn": "Ån"}'.encode(encoding))
    assert read_json(path).text("namn") == "Ån"
    assert glimpse.glimpses(path) == ({"namn": "Ån"},)


def test_another_encoding_is_told_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as refused:
        read_json(_file(tmp_path, "a.json", '{"a": 1,\n"namn": "Ån"}'.encode("latin-1")))
    assert refused.value.text.en == "a.json:2: not UTF-8; save the file as UTF-8."


def test_lines_of_json_have_their_number(tmp_path: Path) -> None:
    path = _file(tmp_path, "a.ndjson", '{"a": 1}\n\n{"a": 2}\n')
    assert [(part.value, part.place) for part in read_json_lines(path)] == [
        ({"a": 1}, "a.ndjson:1"),
        ({"a": 2}, "a.ndjson:3"),
    ]
    with pytest.raises(SourceError, match=r"a\.ndjson:2:1"):
        list(read_json_lines(_file(tmp_path, "a.ndjson", '{"a": 1}\nx\n')))


def test_a_json_file_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    with path.open("wb") as file:
        file.truncate(121_000_000)
    with pytest.raises(SourceError, match="the most that is read"):
        read_json(path)


# --- YAML -------------------------------------------------------------------------------------------------------------


def test_yaml_is_read_as_version_1_2_says(tmp_path: Path) -> None:
    written = "a: no\nb: 22:22\nc: 2024-01-01\nd: 0o17\ne: 010\nf: '1'\ng: 1.5e3\nh: ~\ni: .inf\nj: TRUE\nk: 0x1F\n"
    assert _yaml(tmp_path, written) == {
        "a": "no", "b": "22:22", "c": "2024-01-01", "d": 15, "e": 10, "f": "1", "g": 1500.0, "h": None, "i": ".inf",
        "j": True, "k": 31,
    }  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be"])
def test_yaml_with_a_mark_of_its_encoding(encoding: str, tmp_path: Path) -> None:
    assert _yaml(tmp_path, "namn: Ån\r\nlista:\r\n- 1\r\n".encode(encoding)) == {"namn": "Ån", "lista": [1]}


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("a: 1\nb: [1, 2\n", "a.yaml:3: not YAML"),
        ("a: 1\nb:\n  c: 1\n  c: 2\n", "a.yaml:4: the name 'c' stands twice"),
        (
            "a: 1\nb: !!python/object/apply:os.system [ls]\n",
            "a.yaml:2: the tag tag:yaml.org,2002:python/object/apply:os.system",
        ),
        ("a: 1\nb: &b [1, *b]\n", "a.yaml:2: an alias that holds itself"),
        ("a: 1\n? [x]\n: 2\n", "a.yaml:2: a name that is a list or a mapping"),
        ("a: 1\nb:\n  <<: text\n", "a.yaml:3: a merge key (<<) that does not lead to a mapping"),
        ("a: 1\nb: *none\n", "a.yaml:2: not YAML"),
        ("- " * 100_000 + "a", "a.yaml:1: not YAML"),
        ("[" * 500 + "]" * 500, "a.yaml:1: nested deeper than is read"),
    ],
)
def test_yaml_that_would_harm_or_be_misread_is_refused_with_its_line(content: str, told: str, tmp_path: Path) -> None:
    with pytest.raises(SourceError) as refused:
        read_yaml(_file(tmp_path, "a.yaml", content))
    assert refused.value.text.en.startswith(told)


MANY = {"aliases": BOMB, "merge keys": MERGE_BOMB, "items": "- a\n" * 2_000_000, "documents": "---\na: 1\n" * 600_000,
        "in one line": "[" + "a, " * 2_000_000 + "]"}  # fmt: skip


_UNDER_A_GIGABYTE = """
import re, resource, sys
from pathlib import Path
from eagraph.errors import SourceError
from loaders._documents.yaml_document import read_yaml
try:
    read_yaml(Path(sys.argv[1]))
except SourceError as error:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    peak = int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
    print(error.text.en, peak < 1_000_000, usage.ru_utime + usage.ru_stime < 10, sep="; ")
"""


@pytest.mark.heavy
@pytest.mark.parametrize("of", MANY)
def test_too_many_values_are_refused_in_good_time_and_in_little_memory(of: str, tmp_path: Path) -> None:
    path = _file(tmp_path, "a.yaml", MANY[of])
    done = subprocess.run([sys.executable, "-c", _UNDER_A_GIGABYTE, str(path)], capture_output=True, text=True, check=True)
    assert done.stdout == "a.yaml:1: more than 1,000,000 names and values, aliases unfolded.; True; True\n"


@pytest.mark.parametrize("content", [BOMB, MERGE_BOMB, "- a\n" * 2_000, "---\na: 1\n" * 600], ids=list(MANY)[:4])
def test_many_values_are_too_many_however_they_come_about(
    content: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(yaml_document, "MOST_VALUES", 1_000)
    with pytest.raises(SourceError, match="names and values"):
        read_yaml(_file(tmp_path, "a.yaml", content))


def test_many_values_that_are_not_too_many_are_counted_exactly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_document, "MOST_VALUES", 7)
    assert _yaml(tmp_path, "a: [1, 2]\nb: ':::::::::'\n") == {"a": [1, 2], "b": ":::::::::"}
    with pytest.raises(SourceError):
        _yaml(tmp_path, "a: [1, 2, 3, 4, 5, 6]\n")


def test_merge_keys_lend_and_never_hide_where_a_value_stands(tmp_path: Path) -> None:
    written = "base: &base\n  x: 1\n  y: {z: 1}\nmore: &more {x: 5, w: 6}\none:\n  x: 2\n  <<: [*base, *more]\n  v: 3\n"
    [part] = read_yaml(_file(tmp_path, "a.yaml", written))
    assert part.value["one"] == {"x": 2, "y": {"z": 1}, "w": 6, "v": 3}
    places = {name: one.place for name, one in part.items("one")}
    assert places == {"x": "a.yaml:6", "y": "a.yaml:3", "w": "a.yaml:4", "v": "a.yaml:8"}
    [quoted] = read_yaml(_file(tmp_path, "b.yaml", '"<<": text\n'))
    assert quoted.value == {"<<": "text"}


def test_a_name_of_a_million_letters_costs_no_memory_for_every_value_below_it(tmp_path: Path) -> None:
    key = "k" * 1_000
    written = f"a: &a\n  {key}: {{{', '.join(f'{key}{i}: [1, 2]' for i in range(5))}}}\nb: [*a, *a]\n"
    [part] = read_yaml(_file(tmp_path, "a.yaml", written))
    assert max(map(len, part.lines)) < 2_000
    inside = part.get("a", key, f"{key}3")
    assert inside is not None
    assert inside.place == "a.yaml:1"


def test_documents_without_content_are_seen_through(tmp_path: Path) -> None:
    parts = read_yaml(_file(tmp_path, "a.yaml", "---\n# nothing\n---\na: 1\n---\n...\n---\n- b\n"))
    assert [part.value for part in parts] == [{"a": 1}, ["b"]]
    assert [part.place for part in parts] == ["a.yaml:4", "a.yaml:8"]


# --- parts ------------------------------------------------------------------------------------------------------------


def test_a_part_tells_its_place_by_line_or_pointer() -> None:
    part = Part({"a": [{"b/c": 1}]}, "x.json")
    assert [one.place for one in part.parts("a")] == ["x.json#/a/0"]
    assert next(part.parts("a")).at("b/c", 1).place == "x.json#/a/0/b~1c"
    assert part.place == "x.json#/"
    lined = Part({"a": [1]}, "x.yaml", "", {"": 1, "/a": 3})
    assert [one.place for one in lined.parts("a")] == ["x.yaml:3"]


def test_a_part_reads_texts_lists_and_objects_as_they_are() -> None:
    part = Part({"t": " a ", "n": 1.5, "b": False, "l": [1, None, "x"], "o": {"p": "q"}, "none": None}, "x.json")
    assert [part.text(name) for name in ("t", "n", "b", "l", "o", "none", "missing")] == [
        "a",
        "1.5",
        "false",
        "",
        "",
        "",
        "",
    ]
    assert [one.as_text for one in part.parts("l")] == ["1", "x"]
    assert [one.as_text for one in part.parts("t")] == ["a"]
    assert [list(part.parts(name)) for name in ("none", "missing")] == [[], []]
    assert {name: one.value for name, one in part.items("o")} == {"p": "q"}
    assert list(part.items("l")) == []
    assert part.get("o", "p", "deeper") is None


def test_a_declared_form_tells_everything_that_is_wrong_with_its_place() -> None:
    class Inner(BaseModel):
        count: int

    class Form(BaseModel):
        name: str
        inner: list[Inner]

    problems: list[Problem] = []
    part = Part({"inner": [{"count": 1}, {"count": "x"}]}, "x.json")
    assert part.read_as(Form, problems) is None
    assert [problem.where for problem in problems] == ["x.json#/", "x.json#/inner/1/count"]
    assert part.expected(both("a text")).text.en == "expected a text; found {inner}."
