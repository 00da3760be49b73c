"""What is shipped: three top-level packages, the Cypher files, the catalogues and the map's script; nothing else."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel_names(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    made = subprocess.run(command, capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stdout + made.stderr
    (wheel,) = folder.glob("*.whl")
    return zipfile.ZipFile(wheel).namelist()


def test_the_top_level_is_exactly_three_packages(wheel_names: list[str]) -> None:
    tops = {name.split("/")[0] for name in wheel_names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"eagraph", "loaders", "dashboards"}


@pytest.mark.parametrize(
    "shipped",
    [
        "eagraph/cypher/README.md",
        "eagraph/model/classification.toml",
        "eagraph/locale/sv/LC_MESSAGES/eagraph.mo",
        "eagraph/py.typed",
        "dashboards/components/system_map.bundle.js",
        "loaders/_tables/headers.toml",
    ],
)
def test_data_files_are_shipped(wheel_names: list[str], shipped: str) -> None:
    assert shipped in wheel_names


def test_neither_tests_nor_node_modules_are_shipped(wheel_names: list[str]) -> None:
    assert [n for n in wheel_names if "node_modules" in n or n.startswith("tests/")] == []
