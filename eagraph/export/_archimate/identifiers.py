"""Which identifier does a thing have in an ArchiMate file? One that XML takes (xs:ID), and that stays the same.

What came from such a file has its own back. Archi writes `id-` before 8 or 32 hexadecimal digits, and others before what may
not begin a name; loaders take it off again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_NAME = re.compile(r"[A-Za-z_À-ÖØ-öø-ÿ][\w.·-]*")
_INSIDE = re.compile(r"[\w.·-]+")
_ARCHI = re.compile(r"[0-9a-f]{8}|[0-9a-f]{32}")
_OTHER = re.compile(r"[^A-Za-z0-9.-]")
RESERVED = ("propid-", "eagraph-")
"""How the identifiers of what is neither element nor relationship begin: property definitions, folders, the model."""


def stated(key: str) -> str:
    """The identifier behind a key that a loader took from such a file; empty where it is none."""
    if not _INSIDE.fullmatch(key) or key.startswith(("id-", *RESERVED)):
        return ""
    return key if _NAME.fullmatch(key) and not _ARCHI.fullmatch(key) else f"id-{key}"


def encoded(text: str) -> str:
    """An identifier for any text: two that differ stay two.

    >>> encoded("crm"), encoded("registry:å 1")
    ('id-crm', 'id-registry_3a__e5__20_1')
    """
    return "id-" + _OTHER.sub(lambda found: f"_{ord(found[0]):x}_", text)


class Taken:
    """The identifiers of one file."""

    def __init__(self, reserved: Iterable[str] = ()) -> None:
        self._taken = set(reserved)

    def free(self, wished: str) -> str:
        """The identifier that is wished for, with a number behind where another has it."""
        identifier, number = wished, 2
        while identifier in self._taken:
            identifier, number = f"{wished}.{number}", number + 1
        self._taken.add(identifier)
        return identifier
