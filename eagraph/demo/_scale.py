"""How much of everything, for a number of relationships aimed at.

The proportions are those of the default city; planted things and the platforms they stand on are there in every size.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

DEFAULT_SIZE = 6_300
"""Relationships of the default city: about 130 systems, 300 integrations, 400 sensors."""
SMALLEST_SIZE = 500
"""What is planted stands in every size; the smallest cities are larger than asked for by some of it."""
LARGEST_SIZE = 2_000_000
_DISTRICTS_PER_CITY = 2
_ONCE = 900
"""Relationships that are as many in a larger city: of projects, common solutions, and what the city's own boards record."""
_PLACES_OF_THEIR_OWN, _PROTECTED = 110, 0.5
"""Relationships of the planted places that stand apart, and the share of systems that have safeguards."""
_SAID_LAST, _SAID_LAST_OF_EACH, _FEWEST_RECORDED = 85, 0.52, 0.45
"""What the programme puts on record when all is drawn up, as a whole and by system, in a city rich enough for records."""


@dataclass(frozen=True, slots=True)
class Scale:
    """A city of about `size` relationships."""

    size: int

    @property
    def factor(self) -> float:
        """How many times the default city, but for what any city has once."""
        once = _ONCE if self.size > DEFAULT_SIZE else 0
        return (self.size - once) / (DEFAULT_SIZE - once)

    @property
    def richness(self) -> float:
        """The share of optional relationships that is written down: all of them but in a very small city."""
        return max(0.0, min(1.0, 1.5 * (self.factor - 0.1)))

    @property
    def keeps_records(self) -> bool:
        """Does the city keep records of its work, as reviews and dialogues? Very small ones do not."""
        return self.richness >= _FEWEST_RECORDED

    @property
    def districts(self) -> int:
        """How many city districts there are beside the city's own organisation."""
        return math.ceil(max(0.0, self.factor - 1) * _DISTRICTS_PER_CITY)

    def count(self, at_default: int, *, already: int = 0) -> int:
        """How many more of a thing, given how many the default city has and how many there are already."""
        return max(0, round(at_default * self.factor) - already)

    def before_the_last(self, systems: int) -> int:
        """How many relationships there are before planted places of their own, safeguards and the last records are drawn."""
        last = round(_SAID_LAST + _SAID_LAST_OF_EACH * systems) if self.keeps_records else 0
        return self.size - _PLACES_OF_THEIR_OWN - round(_PROTECTED * systems) - last
