"""Every example in the docstrings of the model, the graph and the analyses gives what it says."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
from types import ModuleType

import pytest

import eagraph.analysis
import eagraph.graph
import eagraph.model


def _modules(package: ModuleType) -> list[str]:
    return [package.__name__, *(m.name for m in pkgutil.walk_packages(package.__path__, f"{package.__name__}."))]


@pytest.mark.parametrize("name", [n for p in (eagraph.model, eagraph.graph, eagraph.analysis) for n in _modules(p)])
def test_the_examples_of_a_module_hold(name: str) -> None:
    failed, _ = doctest.testmod(importlib.import_module(name), raise_on_error=False)
    assert failed == 0


def test_there_are_examples() -> None:
    finder = doctest.DocTestFinder(exclude_empty=True)
    names = _modules(eagraph.model) + _modules(eagraph.graph)
    assert sum(len(test.examples) for name in names for test in finder.find(importlib.import_module(name))) >= 5
