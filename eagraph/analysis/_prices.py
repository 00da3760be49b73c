"""What a measure costs on each thing: one usual price, and others for a label or a single thing.

Said as texts, so that a list of prices fits a command line, an address and a settings file: `LABEL=PRICE`, `THING=PRICE`,
and `never` as a price where the measure cannot be taken at all. What is said of a thing goes before that of its label.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from eagraph.errors import EagraphError, UnknownName, UsageError
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import Text, both, joined

NEVER = math.inf
CHEAPEST, DEAREST = 0.01, 1_000_000.0


def prices(snapshot: Snapshot, said: Iterable[str], usual: float) -> list[float]:
    """By node, what the measure costs there; infinite where it cannot be taken.

    Raises:
        UsageError: all that cannot be read as a price, or names neither a label nor a thing.
    """
    of_label: dict[str, float] = {}
    of_thing: dict[int, float] = {}
    wrong: list[Text] = []
    for text in said:
        what, _, price = text.rpartition("=")
        try:
            if what in snapshot.schema.node:
                of_label[what] = _price(text, price)
            else:
                of_thing[_thing(snapshot, text, what)] = _price(text, price)
        except EagraphError as error:
            wrong.append(error.text)
    if wrong:
        raise UsageError(joined(wrong))
    return [of_thing.get(i, of_label.get(node.label, usual)) for i, node in enumerate(snapshot.nodes)]


def _thing(snapshot: Snapshot, text: str, what: str) -> int:
    if not what:
        raise UsageError(both("{text} is no price; expected LABEL=PRICE or THING=PRICE.", text=repr(text)))
    try:
        return snapshot.find(what)
    except UnknownName as error:
        said = both("{text}: {what} is no label. {why}", text=repr(text), what=repr(what), why=error.text)
        raise UsageError(said) from error


def _price(text: str, price: str) -> float:
    if price.strip() == "never":
        return NEVER
    try:
        value = float(price)
    except ValueError:
        value = -1.0
    if not CHEAPEST <= value <= DEAREST:
        bounds = {"least": CHEAPEST, "most": int(DEAREST)}
        said = both("{text}: expected a price from {least} to {most}, or never.", text=repr(text), **bounds)
        raise UsageError(said)
    return value
