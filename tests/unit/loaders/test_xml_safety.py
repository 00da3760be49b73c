"""A file meant to harm is refused with words: at once, and without growing in memory."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from eagraph.errors import SourceError
from eagraph.loading import Intake
from eagraph.loading.detection import loader_named
from eagraph.model.schema import Schema
from loaders._xml import head as _xml_head

DATA = Path(__file__).parents[2] / "data"
SAMPLES = {"archi": DATA / "archi" / "granvik.archimate", "archimate_exchange": DATA / "archimate_exchange" / "granvik.xml"}
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
BOMB = f'<!DOCTYPE model [<!ENTITY l0 "ha">{LAUGHS}]>'
REACH = '<!DOCTYPE model [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
OUTSIDE = '<!DOCTYPE model SYSTEM "http://localhost:9/model.dtd">'


def _read(loader: str, path: Path) -> Intake:
    intake = Intake(str(path), path.stem, Schema.standard())
    loader_named(loader).read(path, intake)
    return intake


def _text(loader: str) -> str:
    return SAMPLES[loader].read_text(encoding="utf-8")


def _written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "model.xml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("doctype", [BOMB, REACH, OUTSIDE], ids=["billion laughs", "external entity", "external subset"])
@pytest.mark.parametrize("loader", SAMPLES)
def test_a_doctype_is_claimed_and_refused_before_it_is_read(tmp_path: Path, loader: str, doctype: str) -> None:
    text = _text(loader).replace("?>\n", f"?>\n{doctype}\n", 1).replace("Vårdstödet", "&l11;&x;")
    path = _written(tmp_path, text)
    assert loader_named(loader).detects(path)
    with pytest.raises(SourceError, match="DOCTYPE"):
        _read(loader, path)


@pytest.mark.parametrize("loader", SAMPLES)
def test_an_entity_nobody_declared_is_broken_xml_with_its_line(tmp_path: Path, loader: str) -> None:
    text = _text(loader).replace("Skolportalen", "Skol&portalen;")
    line = text[: text.index("Skol&")].count("\n") + 1
    with pytest.raises(SourceError, match=rf"model\.xml:{line}: broken XML"):
        _read(loader, _written(tmp_path, text))


@pytest.mark.parametrize("loader", SAMPLES)
def test_a_prefix_nobody_declared_is_broken_xml(tmp_path: Path, loader: str) -> None:
    with pytest.raises(SourceError, match=r"broken XML.*xsj"):
        _read(loader, _written(tmp_path, _text(loader).replace("xsi:type", "xsj:type")))


@pytest.mark.parametrize("loader", SAMPLES)
def test_a_file_cut_short_is_broken_xml(tmp_path: Path, loader: str) -> None:
    text = _text(loader)
    with pytest.raises(SourceError, match="broken XML"):
        _read(loader, _written(tmp_path, text[: len(text) // 2]))


BAD_HEADS = {
    "empty": ("", "no root element"),
    "no XML": ("id;namn\n1;a\n", "not XML"),
    "wrong root": ('<modell xmlns="http://www.opengroup.org/xsd/archimate/3.0/"/>', "the root is modell"),
    "wrong namespace": ('<model xmlns="urn:x"/>', "in the namespace urn:x"),
    "no namespace": ("<model/>", "in the namespace –"),
    "no root in sight": ("<!--" + "x" * 70_000 + "--><model/>", "no root element in the first"),
}


@pytest.mark.parametrize("case", BAD_HEADS)
@pytest.mark.parametrize("loader", SAMPLES)
def test_what_is_no_such_model_is_not_claimed_and_refused(tmp_path: Path, loader: str, case: str) -> None:
    text, told = BAD_HEADS[case]
    path = _written(tmp_path, text)
    assert not loader_named(loader).detects(path)
    with pytest.raises(SourceError) as raised:
        _read(loader, path)
    assert told in raised.value.text.en


def test_an_exchange_format_of_the_future_is_claimed_and_refused(tmp_path: Path) -> None:
    path = _written(tmp_path, _text("archimate_exchange").replace("archimate/3.0/", "archimate/4.0/"))
    assert loader_named("archimate_exchange").detects(path)
    with pytest.raises(SourceError, match="another version"):
        _read("archimate_exchange", path)


@pytest.mark.parametrize("loader", SAMPLES)
def test_a_file_over_the_limit_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, loader: str) -> None:
    path = _written(tmp_path, _text(loader))
    monkeypatch.setattr(_xml_head, "LARGEST_BYTES", path.stat().st_size - 1)
    with pytest.raises(SourceError, match="at most"):
        _read(loader, path)
    monkeypatch.setattr(_xml_head, "LARGEST_BYTES", path.stat().st_size)
    assert _read(loader, path).read_nodes == 67


def test_endless_depth_and_endless_parts_are_refused(tmp_path: Path) -> None:
    start, end = _text("archi").split("  <folder", 1)[0], "</archimate:model>"
    deep = start + "<folder>" * 5000 + "</folder>" * 5000 + end
    wide = f'{start}<folder><element id="a">{"<property/>" * 100_001}</element></folder>{end}'
    for text, told in ((deep, "broken XML"), (wide, "more than 100000 parts")):
        with pytest.raises(SourceError, match=told):
            _read("archi", _written(tmp_path, text))


def _zip(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bomb.archimate"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("model.xml", "w") as member:
        member.write(_text("archi").split("  <folder", 1)[0].encode())
        for _ in range(501):
            member.write(b" " * 1_000_000)
    assert path.stat().st_size < 1_000_000
    with pytest.raises(SourceError, match="at most 500 MB"):
        _read("archi", path)


def test_a_zip_that_lies_about_its_size_gives_no_more_than_it_said(tmp_path: Path) -> None:
    path = _zip(tmp_path / "lie.archimate", {"model.xml": _text("archi").encode() + b" " * 5_000_000})
    data = bytearray(path.read_bytes())
    directory = data.rindex(b"PK\x01\x02")
    data[directory + 24 : directory + 28] = (1000).to_bytes(4, "little")
    path.write_bytes(data)
    with pytest.raises(SourceError, match="lie"):
        _read("archi", path)


BAD_ZIPS = {
    "path out of the archive": ({"../model.xml": b"<x/>", "/model.xml": b"<x/>"}, "it holds ../model.xml, /model.xml"),
    "no model": ({"images/a.png": b"x"}, "found 0"),
    "nothing": ({}, "found 0"),
    "another model": ({"model.xml": b"<model/>"}, "the root is model"),
    "empty model": ({"model.xml": b""}, "no root element"),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD_ZIPS)
def test_a_zip_without_a_model_of_archi_is_not_claimed_and_refused(tmp_path: Path, case: str) -> None:
    members, told = BAD_ZIPS[case]
    path = _zip(tmp_path / "x.archimate", members)
    assert not loader_named("archi").detects(path)
    with pytest.raises(SourceError) as raised:
        _read("archi", path)
    assert told in raised.value.text.en
    assert {p.name for p in tmp_path.iterdir()} == {"x.archimate"}


def test_a_zip_with_two_models_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "two.archimate"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("model.xml", _text("archi"))
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("model.xml", _text("archi"))
    with pytest.raises(SourceError, match="found 2"):
        _read("archi", path)


def test_an_encrypted_or_torn_zip_is_refused(tmp_path: Path) -> None:
    whole = _zip(tmp_path / "x.archimate", {"model.xml": _text("archi").encode()}).read_bytes()
    encrypted = bytearray(whole)
    encrypted[6] |= 1
    encrypted[whole.rindex(b"PK\x01\x02") + 8] |= 1
    for data in (bytes(encrypted), whole[: len(whole) // 2], whole[:200] + bytes(100) + whole[300:]):
        (tmp_path / "x.archimate").write_bytes(data)
        with pytest.raises(SourceError, match="broken ZIP"):
            _read("archi", tmp_path / "x.archimate")


_MEASURE = """
import re, sys
from pathlib import Path
from eagraph.loading import Intake
from eagraph.loading.detection import detect
from eagraph.model.schema import Schema
path = Path(sys.argv[1])
intake = Intake(str(path), path.stem, Schema.standard())
detect(path).read(path, intake)
peak = re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())
print(intake.read_nodes, int(peak[1]) // 1024)
"""


@pytest.mark.heavy
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="this system does not tell the peak of memory in /proc")
@pytest.mark.parametrize("kind", ["views", "elements"])
def test_a_model_of_sixty_megabytes_is_read_in_bounded_memory(tmp_path: Path, kind: str) -> None:
    """Views are let go of as they pass; what is kept takes no more than some four times its XML."""
    path = tmp_path / "stor.archimate"
    start = _text("archi").split("  <folder", 1)[0]
    view = '<element xsi:type="archimate:ArchimateDiagramModel" id="v">', "</element>"
    line = {
        "views": '<child id="id-{0:032x}"><bounds x="12" y="132" width="120" height="55"/></child>\n',
        "elements": '<element xsi:type="archimate:Node" name="Nod {0}" id="id-{0:032x}">'
        "<documentation>{1}</documentation></element>\n",
    }[kind]
    text = "Påhittad beskrivning. " * 8
    count = 60_000_000 // len(line.format(0, text).encode())
    with path.open("w", encoding="utf-8") as stream:
        stream.write(start + "<folder>" + (view[0] if kind == "views" else ""))
        for number in range(count):
            stream.write(line.format(number, text))
        stream.write((view[1] if kind == "views" else "") + "</folder></archimate:model>")
    assert path.stat().st_size > 59_000_000
    done = subprocess.run([sys.executable, "-c", _MEASURE, str(path)], capture_output=True, text=True, check=True)
    nodes, megabytes = map(int, done.stdout.split())
    assert nodes == (count if kind == "elements" else 0)
    assert megabytes < (60 if kind == "views" else 240)
