"""Which members has a room? Modules of a package, and of packages that entry points name.

A public module of a package is one member and its file name is its name; a module that starts with `_` is a
helper. Nothing is imported until it is used.
"""

from __future__ import annotations

import importlib
import importlib.util
import pkgutil
from collections.abc import Iterable
from importlib.metadata import entry_points
from types import ModuleType


def member_names(package: ModuleType) -> tuple[str, ...]:
    """Names of the public modules of a package, sorted; none is imported."""
    return _public(package.__path__)


def names_in(package: str) -> tuple[str, ...]:
    """The same for a package by its name, which is not imported, so that help costs little."""
    found = importlib.util.find_spec(package)
    return _public(found.submodule_search_locations or ()) if found else ()


def _public(folders: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(m.name for m in pkgutil.iter_modules(folders) if not m.name.startswith("_")))


def member(package: ModuleType, name: str) -> ModuleType:
    """One member, imported now."""
    return importlib.import_module(f"{package.__name__}.{name}")


def entry_packages(group: str) -> tuple[ModuleType, ...]:
    """The packages that installed distributions name for a group, sorted by name."""
    found = {e.value for e in entry_points(group=group)}
    return tuple(importlib.import_module(value) for value in sorted(found))
