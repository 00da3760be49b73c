"""Which loader reads this path? Every loader looks at the content; one must claim it, unless the user names one."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import cast

from eagraph import plugins
from eagraph.errors import SourceError, UnknownName, nearest_names
from eagraph.loading import LiveLoader, Loader, MappingLoader
from eagraph.locale import both

GROUP = "eagraph.loaders"
_NOTHING: Mapping[str, object] = {}


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


def loader_for(path: Path, name: str | None = None, mapping: Mapping[str, object] = _NOTHING) -> Loader:
    """The loader a user names, else the one that reads the path as a mapping says, else the one that claims it.

    Raises:
        UnknownName: no loader has the name.
        SourceError: there is nothing to read at the path, no loader claims it, or several do.
    """
    loader = loader_named(name) if name else None
    _check(path)
    return loader or _bent(path, mapping) or detect(path)


def _bent(path: Path, mapping: Mapping[str, object]) -> Loader | None:
    """The loader that reads what the entries of a mapping are about: the user's, or one that the source carries."""
    for loader in map(loader_named, loader_packages()):
        if isinstance(loader, MappingLoader) and loader.detects_with(path, mapping):
            return loader
    return None


def is_url(source: str) -> bool:
    """Is a source named by a URL, and not by a path?"""
    return "://" in source


def loader_for_url(url: str, name: str | None = None) -> LiveLoader:
    """The loader a user names, else the only one that reads URLs of this scheme.

    Raises:
        UnknownName: no loader has the name.
        SourceError: the loader does not read such URLs, none does, or several do.
    """
    scheme = url.partition("://")[0].casefold()
    names = [name] if name else list(loader_packages())
    found = [one for one in map(loader_named, names) if scheme in getattr(one, "schemes", ())]
    if len(found) == 1:
        return cast("LiveLoader", found[0])
    if found:
        known = ", ".join(map(short_name, found))
        raise SourceError(both("{url}: several loaders read it ({known}); name one with --loader.", url=url, known=known))
    live = (loader_named(one) for one in loader_packages())
    known = ", ".join(f"{s}:// ({short_name(one)})" for one in live for s in getattr(one, "schemes", ()))
    raise SourceError(both("{url}: no loader reads it. Read are: {known}.", url=url, known=known or "–"))


def _check(path: Path) -> None:
    """Is there something to read, of a name that can be written down?"""
    try:
        kind = path.stat()
        names = [path.resolve(), *(path.iterdir() if path.is_dir() else ())]
    except FileNotFoundError as error:
        raise SourceError(both("{path}: there is no such file or folder.", path=_shown(path))) from error
    except (OSError, ValueError) as error:
        said = getattr(error, "strerror", "") or error
        raise SourceError(both("{path}: cannot be read ({error}).", path=_shown(path), error=said)) from error
    for name in names:
        if _shown(name) != str(name):
            raise SourceError(both("{path}: the name is not UTF-8; give the file another one.", path=_shown(name)))
    if not path.is_dir() and not path.is_file():
        raise SourceError(both("{path}: neither a file nor a folder; save what it gives as a file.", path=path))
    if path.is_file() and kind.st_size == 0:
        known = ", ".join(loader_packages())
        text = both("{path}: the file is empty; expected a landscape in one of {known}.", path=path, known=known)
        raise SourceError(text)


def _shown(path: Path) -> str:
    """A path that may be shown whatever bytes it is made of."""
    return str(path).encode("utf-8", "replace").decode()


def claims(path: Path) -> list[str]:
    """The loaders that claim a path."""
    return [name for name in loader_packages() if loader_named(name).detects(path)]


def is_folder_of_sources(path: Path, mapping: Mapping[str, object] = _NOTHING) -> bool:
    """Is it a folder that no loader reads as one source?"""
    return path.is_dir() and not _bent(path, mapping) and len(claims(path)) != 1


def detect(path: Path) -> Loader:
    """The one loader that claims a path.

    Raises:
        SourceError: none claims it, or several do.
    """
    claimed = claims(path)
    if len(claimed) == 1:
        return loader_named(claimed[0])
    known = ", ".join(claimed or loader_packages())
    if claimed:
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
