"""Which members has a room? Modules of a package, and of packages that entry points name.

A public module of a package is one member and its file name is its name; a module that starts with `_` is a
helper. Nothing is imported until it is used.
"""

from __future__ import annotations

import importlib
import pkgutil
from importlib.metadata import entry_points
from types import ModuleType


def member_names(package: ModuleType) -> tuple[str, ...]:
    """Names of the public modules of a package, sorted; none is imported."""
    found = (m.name for m in pkgutil.iter_modules(package.__path__))
    return tuple(sorted(name for name in found if not name.startswith("_")))


def member(package: ModuleType, name: str) -> ModuleType:
    """One member, imported now."""
    return importlib.import_module(f"{package.__name__}.{name}")


def entry_packages(group: str) -> tuple[ModuleType, ...]:
    """The packages that installed distributions name for a group, sorted by name."""
    found = {e.value for e in entry_points(group=group)}
    return tuple(importlib.import_module(value) for value in sorted(found))
