"""`eagraph --help` answers at once: it imports none of the heavy packages (a test of modules, not of time)."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

HEAVY = {
    "pandas",
    "networkx",
    "neo4j",
    "dash",
    "plotly",
    "numpy",
    "scipy",
    "fastapi",
    "igraph",
    "lxml",
    "openpyxl",
}
PROBE = """
import json, sys
sys.argv = ["eagraph", *{arguments}]
from eagraph.cli import main
try:
    main()
except SystemExit as stop:
    print(json.dumps([stop.code, sorted({{m.split(".")[0] for m in sys.modules}})]))
"""


@pytest.mark.parametrize("arguments", [["--help"], ["load", "--help"], ["serve", "--help"], ["--version"]])
def test_help_imports_nothing_heavy(arguments: list[str]) -> None:
    said = subprocess.run(
        [sys.executable, "-c", PROBE.format(arguments=arguments)], capture_output=True, text=True, check=True
    )
    code, modules = json.loads(said.stdout.splitlines()[-1])
    assert code == 0
    assert HEAVY & set(modules) == set()
