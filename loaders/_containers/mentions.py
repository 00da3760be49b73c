"""Which hosts does a value of the environment seem to name? A ground for a question, never for a relationship.

>>> sorted(hosts("DATABASE_URL", "jdbc:postgresql://db.stad.svc:5432/arende?ssl=1"))
['db.stad.svc']
>>> sorted(hosts("BROKERS", "a@kafka-1:9092,kafka-2:9092")), hosts("CACHE_HOST", "redis"), hosts("USER", "db")
(['kafka-1', 'kafka-2'], {'redis'}, set())
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from eagraph.errors import Problem
from eagraph.loading import Intake
from eagraph.locale import both

_LONGEST = 2_000
_MOST_HINTS = 20
_NAME = r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,252})"
_AFTER = re.compile(rf"://(?:[^/@\s]{{0,200}}@)?({_NAME})")
_WITH_PORT = re.compile(rf"(?<![\w.-])({_NAME}):[0-9]{{2,5}}(?![0-9])")
_ADDRESS = re.compile(r"host|url|uri|server|addr|endpoint|broker|service|upstream|backend", re.IGNORECASE)


def hosts(variable: str, value: str) -> set[str]:
    """Names of hosts in a value: of its URLs, in front of ports, and the whole value where the variable is an address."""
    text = value[:_LONGEST]
    found = {*_AFTER.findall(text), *_WITH_PORT.findall(text)}
    if _ADDRESS.search(variable) and re.fullmatch(_NAME, text):
        found.add(text)
    return found


class Mentions:
    """Gathers who seems to name whom, and tells the first of them."""

    def __init__(self, intake: Intake) -> None:
        self._intake = intake
        self._count = 0

    def tell(self, place: str, variable: str, named: Iterable[str]) -> None:
        """That a variable names others, each once."""
        for name in sorted(named):
            self._count += 1
            if self._count <= _MOST_HINTS:
                text = both(
                    "{variable} names {name}: perhaps a dependency; nothing states it.", variable=variable, name=name
                )
                self._intake.hints.append(Problem(place, text))

    def close(self) -> None:
        """Say how many more there were."""
        if (more := self._count - _MOST_HINTS) > 0:
            text = both("{count} more variables that name others.", count=more)
            self._intake.hints.append(Problem(self._intake.title, text))
