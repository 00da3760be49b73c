"""Which part of what is asked makes sense in this landscape? For addresses and views that are older than it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from eagraph.errors import EagraphError, UnknownName, nearest_names
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import Text, both
from eagraph.tabulation import Asked
from eagraph.tabulation.columns import find
from eagraph.tabulation.conditions import fitting, read_condition, read_order


def meant(snapshot: Snapshot, asked: Asked) -> tuple[Asked, list[Text]]:
    """What is left of it, and what is said of that which means nothing here."""
    told: list[Text] = []

    def kept(values: Iterable[str], check: Callable[[str], object]) -> tuple[str, ...]:
        found = []
        for value in values:
            try:
                check(value)
                found.append(value)
            except EagraphError as error:
                told.append(error.text)
        return tuple(found)

    def column(name: str) -> object:
        return find(snapshot, asked.what, name)

    def condition(text: str) -> object:
        said = read_condition(text)
        return column(said.column), fitting(said)

    def number(name: str) -> object:
        if not find(snapshot, asked.what, name).is_number:
            raise UnknownName(both("{name} is no column of numbers.", name=repr(name)))
        return name

    one: dict[str, Any] = {
        "by": next(iter(kept([asked.by] if asked.by else [], column)), ""),
        "across": next(iter(kept([asked.across] if asked.across else [], column)), ""),
        "of": next(iter(kept([asked.of] if asked.of else [], number)), ""),
    }
    several = {
        "label": kept(asked.label, lambda name: _known(name, snapshot.schema.node)),
        "type": kept(asked.type, lambda name: _known(name, snapshot.schema.relationship)),
        "column": kept(asked.column, column),
        "where": kept(asked.where, condition),
        "sort": kept(asked.sort, lambda text: column(read_order(text)[0])),
    }
    return asked.model_copy(update={**one, **several}), told


def _known(name: str, declared: Iterable[str]) -> None:
    known = tuple(declared)
    if name not in known:
        raise UnknownName(both("The model has no {name}.", name=repr(name)), nearest_names(name, known))
