"""Reads `words.toml` once: columns, classes, states and relations of ServiceNow, and what they are in the model."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any

ORDER = ("retired", "phase_out", "planned", "pilot", "live")
"""Of several states the first of these that is said decides the lifecycle."""


@dataclass(frozen=True, slots=True)
class Class:
    """What a class becomes: a label, and what is known of everything of the class."""

    label: str
    given: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Relation:
    """What a relation becomes; turned, it goes from the child to the parent."""

    type: str
    turned: bool = False
    both_ways: bool = False


def squash(text: str) -> str:
    """A header as letters and digits only.

    >>> squash("Sys ID"), squash("parent.name")
    ('sysid', 'parentname')
    """
    return re.sub(r"[^a-z0-9]", "", text.casefold())


@cache
def _document() -> Mapping[str, Any]:
    return tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))


@cache
def roles(kind: str) -> Mapping[str, str]:
    """The roles of columns of a kind of list (`items`, `relations`), by squashed header."""
    return {squash(name): role for role, names in _document()[kind].items() for name in names}


@cache
def _classes() -> tuple[tuple[str, Class], ...]:
    said = [(_class_word(name), Class(c["label"], c.get("given", {}))) for c in _document()["class"] for name in c["names"]]
    return (*(one for one in said if "*" not in one[0]), *(one for one in said if "*" in one[0]))


def _class_word(text: str) -> str:
    return " ".join(text.casefold().split())


@cache
def class_of(name: str) -> Class | None:
    """What a class becomes; None where nobody knows it.

    >>> class_of("cmdb_ci_win_server").label, class_of("Business Application").label, class_of("cmdb_ci_spkg")
    ('System', 'System', None)
    """
    word = _class_word(name)
    return next((found for pattern, found in _classes() if fnmatchcase(word, pattern)), None)


@cache
def _relations() -> Mapping[str, Relation]:
    return {
        squash(word): Relation(said["type"], said.get("turned", False), said.get("both_ways", False))
        for said in _document()["relation"]
        for word in said["words"]
    }


@cache
def relation_of(type_: str) -> Relation | None:
    """What a relation becomes, by what the parent does; None where nobody knows it.

    >>> relation_of("Runs on::Runs")
    Relation(type='HOSTS', turned=True, both_ways=False)
    """
    return _relations().get(squash(type_.partition("::")[0]))


def lifecycle_of(states: Mapping[str, str]) -> str:
    """The lifecycle that the columns of states say together; empty where none of them says any.

    >>> lifecycle_of({"install_status": "1", "operational_status": "6"})
    'retired'
    """
    codes, words = _document()["codes"], _document()["lifecycle"]
    said = {codes.get(column, {}).get(state, state).casefold() for column, state in states.items()}
    return next((stage for stage in ORDER if said & set(words[stage])), "")


def criticality_of(text: str) -> int | None:
    """Criticality 0-4 from ServiceNow's 1 (most) to 4 (not critical)."""
    level = _document()["criticality"].get(text.strip()[:1])
    return int(level) if level is not None and not text.strip()[1:2].isdecimal() else None


def kind_of_list(header: Iterable[str]) -> str:
    """Is it a list of items or of relations, by its header? Empty where of neither."""
    names = [squash(name) for name in header]
    related = {roles("relations").get(name, "") for name in names}
    if "type" in related and {"parent", "parent_name"} & related and {"child", "child_name"} & related:
        return "relations"
    said = {roles("items").get(name, "") for name in names}
    return "items" if {"name", "class"} <= said else ""
