"""Which loader reads this path? Every loader looks at the content; one must claim it, unless the user names one."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from types import ModuleType
from typing import cast

from eagraph import plugins
from eagraph.errors import SourceError, UnknownName, nearest_names
from eagraph.loading import Loader
from eagraph.locale import both

GROUP = "eagraph.loaders"


@cache
def loader_packages() -> dict[str, ModuleType]:
    """The package each loader stands in, by the loader's name, sorted."""
    found = {name: package for package in plugins.entry_packages(GROUP) for name in plugins.member_names(package)}
    return dict(sorted(found.items()))


def loader_named(name: str) -> Loader:
    """One loader, imported now.

    Raises:
        UnknownName: no loader has that name.
    """
    packages = loader_packages()
    if name not in packages:
        text = both("There is no loader {name}; there are {known}.", name=repr(name), known=", ".join(packages))
        raise UnknownName(text, nearest_names(name, packages))
    return cast("Loader", plugins.member(packages[name], name))


def detect(path: Path) -> Loader:
    """The one loader that claims a path.

    Raises:
        SourceError: there is nothing at the path, none claims it, or several do.
    """
    if not path.exists():
        raise SourceError(both("{path}: there is no such file or folder.", path=path))
    if path.is_file() and path.stat().st_size == 0:
        raise SourceError(
            both(
                "{path}: the file is empty; expected a landscape in one of {known}.",
                path=path,
                known=", ".join(loader_packages()),
            )
        )
    claims = [name for name in loader_packages() if loader_named(name).detects(path)]
    if len(claims) == 1:
        return loader_named(claims[0])
    known = ", ".join(claims or loader_packages())
    if claims:
        raise SourceError(
            both("{path}: several loaders claim it ({known}); name one with --loader.", path=path, known=known)
        )
    raise SourceError(
        both(
            "{path}: no loader knows this format. Formats: {known}. Name one with --loader to see what it expected.",
            path=path,
            known=known,
        )
    )


def short_name(loader: Loader) -> str:
    """What a loader is called: its file name."""
    return loader.__name__.rsplit(".", 1)[-1]
