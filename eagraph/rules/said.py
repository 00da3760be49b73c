"""What the settings say of rules, `[rule.MAP-01]`: is every rule, name and value one that there is?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from eagraph.errors import Problem, nearest_names
from eagraph.locale import both
from eagraph.rules.catalogue import Catalogue
from eagraph.rules.durations import shifted
from eagraph.rules.rule import Rule

Said = Mapping[str, Mapping[str, Any]]
"""By rule, the values of its parameters and dates."""
_ANY_DAY = dt.date(2026, 1, 1)


def wrong_in(said: Said, catalogue: Catalogue) -> Iterator[Problem]:
    """Everything wrong with it; a rule whose own file is wrong is not missed here."""
    rules = {rule.id: rule for rule in catalogue.rules}
    broken = {problem.where.partition("/")[2].partition(".")[0] for problem in catalogue.problems}
    for id_, values in sorted(said.items()):
        where = f"rule.{id_}"
        if id_ in rules:
            yield from (problem for name in sorted(values) for problem in _wrong(rules[id_], name, values[name], where))
        elif id_ not in broken:
            near = ", ".join(nearest_names(id_, rules))
            yield Problem(where, both("{rule} is no rule; nearest: {near}", rule=repr(id_), near=near))


def _wrong(rule: Rule, name: str, value: object, where: str) -> Iterator[Problem]:
    if name in rule.dates:
        try:
            shifted(_ANY_DAY, str(value))
        except ValueError:
            text = both("is {found}; expected {expected}", found=repr(value), expected="-P12M, P90D")
            yield Problem(f"{where}.{name}", text)
    elif name not in rule.parameters:
        known = ", ".join([*rule.parameters, *rule.dates]) or "–"
        yield Problem(f"{where}.{name}", both("is not known here; there are {known}", known=known))
    elif _kind(value) != _kind(rule.parameters[name]):
        expected = repr(rule.parameters[name])
        yield Problem(
            f"{where}.{name}", both("is {found}; expected a value like {expected}", found=repr(value), expected=expected)
        )


def _kind(value: object) -> str:
    """Numbers are of one kind, whole or not; yes and no of another; lists of texts of a third."""
    if isinstance(value, bool):
        return "switch"
    if isinstance(value, int | float):
        return "number"
    if isinstance(value, list | tuple) and all(isinstance(part, str) for part in value):
        return "list"
    return "text" if isinstance(value, str) else "none"
