"""What eagraph wrote of a thing into a bill of materials: properties that begin with `eagraph:`, which it reads back.

A thing that says its `eagraph:id` is that thing, under its label; what the format asks for and the landscape has elsewhere
(who provides it, its zone, its content) is not taken for properties of it.
"""

from __future__ import annotations

from collections.abc import Container, Iterable

OWN = "eagraph:"
_ELSEWHERE = ("provider.", "data.", "trustZone")
Found = list[tuple[str, object]]


def parted(found: Iterable[tuple[str, object]]) -> tuple[dict[str, object], Found]:
    """What eagraph says of a thing, without the prefix, and everything else.

    >>> parted([("eagraph:id", "crm"), ("rto_h", "4"), ("provider.name", "Bokit")])
    ({'id': 'crm'}, [('rto_h', '4')])
    """
    listed = list(found)
    own = {name.removeprefix(OWN): value for name, value in listed if name.startswith(OWN)}
    if "id" not in own:
        return {}, listed
    return own, [(name, value) for name, value in listed if not name.startswith((OWN, *_ELSEWHERE))]


def label(own: dict[str, object], labels: Container[str], otherwise: str) -> str:
    """The label a thing has, where the model has such a one."""
    return str(own.get("label")) if own.get("label") in labels else otherwise
