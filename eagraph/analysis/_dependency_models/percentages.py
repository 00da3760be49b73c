"""Parameters of the form `thing=percent`, as a person types them."""

from __future__ import annotations

from collections.abc import Iterable

from eagraph.errors import EagraphError, UsageError
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import Text, both, figure, joined


def percentages(snapshot: Snapshot, said: Iterable[str]) -> dict[int, float]:
    """Node → percent (0-100) of every `thing=percent`; a thing may be an id, a source key or a unique name.

    Raises:
        UnknownName: the only thing wrong is that a thing does not exist.
        UsageError: everything that is wrong, at once.
    """
    found: dict[int, float] = {}
    problems: list[EagraphError] = []
    for text in said:
        thing, _, number = text.rpartition("=")
        try:
            node, percent = snapshot.find(thing.strip()) if thing.strip() else None, _percent(number)
        except EagraphError as error:
            problems.append(error)
            continue
        if node is None or percent is None:
            problems.append(UsageError(both("{text} is not a thing and a percentage; write e.g. idp=40.", text=repr(text))))
        elif found.setdefault(node, percent) != percent:
            problems.append(UsageError(_twice(snapshot.nodes[node].name, found[node], percent)))
    if problems:
        raise problems[0] if len(problems) == 1 else UsageError(joined([p.text for p in problems], " "))
    return found


def _percent(number: str) -> float | None:
    try:
        value = float(number.strip().removesuffix("%").replace(",", "."))
    except ValueError:
        return None
    if not 0 <= value <= 100:
        raise UsageError(both("{number} is no percentage; expected 0 to 100.", number=repr(number.strip())))
    return value


def _twice(name: str, one: float, other: float) -> Text:
    return both("{name} is given both {one} % and {other} %; give one.", name=name, one=figure(one), other=figure(other))
