"""Which rules are there? Those that are shipped, and a city's own from a folder in the settings.

A folder holds themes, a theme holds rules; `themes.toml` names the themes. A rule that is wrong, or whose id another has
already, is told and left out; the others stand.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from importlib.resources.abc import Traversable
from pathlib import Path

from eagraph.errors import InvalidRule, Problem, SourceError, UnknownName, nearest_names
from eagraph.locale import Text, both
from eagraph.model.schema import Schema
from eagraph.resources import cypher
from eagraph.rules.document import read_rule
from eagraph.rules.rule import Rule

SUFFIX = ".cypher"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Rules by theme and id, the names of the themes in their order, and what is wrong with files that are no rule."""

    rules: tuple[Rule, ...]
    themes: Mapping[str, Text]
    problems: tuple[Problem, ...] = ()

    def find(self, id_: str) -> Rule:
        """One rule.

        Raises:
            UnknownName: there is none of that id.
        """
        known = {rule.id.casefold(): rule for rule in self.rules}
        if id_.casefold() not in known:
            text = both("There is no rule {id} among {count}.", id=repr(id_), count=len(known))
            raise UnknownName(text, nearest_names(id_, [rule.id for rule in self.rules]))
        return known[id_.casefold()]

    def chosen(self, *, themes: tuple[str, ...] = (), rules: tuple[str, ...] = ()) -> tuple[Rule, ...]:
        """The rules of some themes, or some by id; all where nothing is chosen.

        Raises:
            UnknownName: there is no such theme or rule.
        """
        for theme in themes:
            if theme not in self.themes:
                text = both("There is no theme {theme}; there are {known}.", theme=repr(theme), known=", ".join(self.themes))
                raise UnknownName(text, nearest_names(theme, self.themes))
        wanted = {self.find(id_).id for id_ in rules}
        return tuple(rule for rule in self.rules if not (themes or wanted) or rule.theme in themes or rule.id in wanted)


def read_catalogue(schema: Schema, own: Path | None = None, *, strict: bool = True) -> Catalogue:
    """The shipped rules, and those of a folder.

    Args:
        schema: labels, types and properties there are.
        own: the city's folder; its files are always looked through.
        strict: look the shipped ones through too, which takes a second; the tests do, so that nobody else need.

    Raises:
        SourceError: the folder cannot be read.
    """
    if own is not None and not own.is_dir():
        raise SourceError(both("{path}: no such folder of rules.", path=own))
    folders = [cypher() / "rules", *([own] if own else [])]
    rules: dict[str, Rule] = {}
    themes: dict[str, Text] = {}
    problems: list[Problem] = []
    for folder in folders:
        themes |= _themes(folder)
        for theme, file in _files(folder):
            themes.setdefault(theme, Text(theme, theme))
            id_, name = file.name.removesuffix(SUFFIX), f"{theme}/{file.name}"
            try:
                looked = strict or folder is own
                rule = read_rule(_text(file), id_=id_, theme=theme, file=name, schema=schema, strict=looked)
            except InvalidRule as error:
                problems += error.problems
                continue
            if (other := rules.get(id_.casefold())) is not None:
                problems.append(Problem(name, both("the id {id} is that of {file} already.", id=id_, file=other.file)))
                continue
            rules[id_.casefold()] = replace(rule, is_own=folder is own)
    order = list(themes)
    ordered = sorted(rules.values(), key=lambda rule: (order.index(rule.theme), rule.id))
    return Catalogue(tuple(ordered), themes, tuple(problems))


def content_hash(rules: tuple[Rule, ...], said: Mapping[str, Mapping[str, object]]) -> str:
    """SHA-256 over what is asked, of whom, and with which values."""
    told = [
        [
            r.id, r.severity, r.query, r.population, r.unknown, repr(r.asks), {**r.parameters, **said.get(r.id, {})},
            dict(r.dates),
        ]
        for r in rules
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(told, ensure_ascii=False, sort_keys=True, default=list).encode()).hexdigest()


def _files(folder: Traversable) -> Iterator[tuple[str, Traversable]]:
    """Theme and file, sorted; a file beside the themes has the folder's own name as its theme."""
    for entry in sorted(folder.iterdir(), key=lambda one: one.name):
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            yield from ((entry.name, file) for file in sorted(entry.iterdir(), key=lambda f: f.name) if _is_rule(file))
        elif _is_rule(entry):
            yield folder.name, entry


def _is_rule(file: Traversable) -> bool:
    return file.is_file() and file.name.endswith(SUFFIX) and not file.name.startswith(".")


def _themes(folder: Traversable) -> dict[str, Text]:
    file = folder / "themes.toml"
    if not file.is_file():
        return {}
    try:
        return {key: Text(said["sv"], said["en"]) for key, said in tomllib.loads(_text(file)).items()}
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        text = both('{path}: expected lines as name = {{ sv = "…", en = "…" }} ({error}).', path=file, error=error)
        raise SourceError(text) from error


def _text(file: Traversable) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidRule([Problem(str(file), both("cannot be read ({error}).", error=error))]) from error
