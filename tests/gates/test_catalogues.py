"""Every text of the code has its Swedish, with the same values in it, and the compiled catalogue is the written one."""

from __future__ import annotations

import ast
import importlib.util
import string
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def catalogues() -> ModuleType:
    spec = importlib.util.spec_from_file_location("catalogues", ROOT / "tools" / "catalogues.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["catalogues"] = module
    spec.loader.exec_module(module)
    return module


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_every_message_has_its_swedish(catalogues: ModuleType) -> None:
    known = {message.id: message.string for message in catalogues.read()}
    missing = [text for text in catalogues.messages() if not known.get(text)]
    assert missing == [], "run make catalogues and translate these"


def _speaks(path: Path) -> bool:
    calls = [node for node in ast.walk(ast.parse(path.read_bytes())) if isinstance(node, ast.Call) and node.args]
    said = [call.args[0] for call in calls if isinstance(call.func, ast.Name) and call.func.id in {"both", "say"}]
    return any(isinstance(text, ast.Constant) for text in said)


def test_every_file_that_speaks_is_heard(catalogues: ModuleType) -> None:
    heard = {file for files in catalogues.messages().values() for file in files}
    files = [path for package in catalogues.PACKAGES for path in (ROOT / package).rglob("*.py")]
    assert {path.relative_to(ROOT).as_posix() for path in files if _speaks(path)} - heard == set()


def test_no_message_is_left_over(catalogues: ModuleType) -> None:
    used = catalogues.messages()
    assert [message.id for message in catalogues.read() if message.id and message.id not in used] == []


def test_translations_take_the_same_values(catalogues: ModuleType) -> None:
    wrong = [m.id for m in catalogues.read() if m.id and "{" in m.id and _fields(m.id) != _fields(m.string)]
    assert wrong == []


def test_the_compiled_catalogue_is_the_written_one(catalogues: ModuleType) -> None:
    assert (catalogues.FOLDER / "eagraph.mo").read_bytes() == catalogues.compiled(catalogues.read())
