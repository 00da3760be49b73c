"""Settings that matter to what a report says, as members of a package, and back; nothing of the machine is among them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from eagraph.errors import SourceError
from eagraph.locale import both
from eagraph.packages._landscape import as_json, from_json
from eagraph.report import Looks
from eagraph.settings import Settings

SETTINGS, TEMPLATES = "settings/settings.json", "templates"
FILES = ("types", "classification")
"""Settings that name a file."""
VALUES = ("language", "scenario", "point", "analysis", "rule", "rule_seconds")


def members_of(settings: Settings, looks: Looks) -> dict[str, bytes]:
    """The settings as files by name."""
    told = {name: getattr(settings, name) for name in VALUES}
    named = {name: f"settings/{name}.toml" for name in FILES if getattr(settings, name) is not None}
    members = {SETTINGS: as_json({**told, "files": named, "rules": settings.rules is not None})}
    for name, member in named.items():
        members[member] = _content(getattr(settings, name))
    if settings.rules is not None:
        members |= {f"settings/rules/{name}": content for name, content in _inside(settings.rules)}
    return {**members, **{f"{TEMPLATES}/{name}": content for name, content in looks.files.items()}}


def restored(members: Mapping[str, bytes], folder: Path) -> Settings:
    """The settings of a package, its files laid out in a folder; whatever is set on this machine does not count.

    Raises:
        SourceError: they are missing or no settings.
    """
    told: Any = from_json(members, SETTINGS)
    if not isinstance(told, dict) or not told.keys() >= {*VALUES, "files", "rules"}:
        raise SourceError(both("{member}: holds no settings of a report.", member=SETTINGS))
    for name, content in members.items():
        if name.startswith(("settings/", f"{TEMPLATES}/")):
            place = folder / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
    values: dict[str, Any] = {name: told[name] for name in VALUES}
    values |= {name: folder / member for name, member in told["files"].items() if name in FILES and member in members}
    values["rules"] = folder / "settings/rules" if told["rules"] else None
    values["templates"] = folder / TEMPLATES if any(name.startswith(f"{TEMPLATES}/") for name in members) else None
    if told["rules"]:
        (folder / "settings/rules").mkdir(parents=True, exist_ok=True)
    return Settings.model_construct(store="package:", **values)


def _inside(folder: Path) -> Iterator[tuple[str, bytes]]:
    """The files of a folder of rules, by their places in it, sorted."""
    for file in sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix in (".cypher", ".toml")):
        yield file.relative_to(folder).as_posix(), _content(file)


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise SourceError(both("{path}: cannot be read ({error}).", path=file, error=error.strerror)) from error
