"""How pairs read: the three kinds, verdicts, how likely, what was compared, and what was decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dashboards import address, words
from eagraph.analysis.duplicates import Row
from eagraph.analysis.parallel_solutions import Row as Parallel
from eagraph.duplicates.pairs import Kind
from eagraph.duplicates.verdicts import Verdict
from eagraph.locale import Text, both, say

PATH = "/duplicates"
KINDS: dict[Kind, Text] = {
    "same-record": both("Registered twice"),
    "parallel-solution": both("Parallel solutions"),
    "several-installations": both("Several installations"),
}
MEANINGS: dict[Kind, Text] = {
    "same-record": both("One system that stands twice in the registers. To be merged there; nobody loses a system."),
    "parallel-solution": both(
        "Two systems for one need. What does the same as a common solution breaks COM-01, unless there is a decision; two "
        "local ones that do the same break no rule, but one might be enough."
    ),
    "several-installations": both(
        "One product, installed in several places: distinct systems with distinct data, of which one might be enough."
    ),
}
VERDICTS: dict[str, tuple[str, Text]] = {
    "violation": ("✗", both("breaks COM-01")),
    "unknown": ("?", both("cannot be told: what they can do is not recorded")),
    "outside-scope": ("○", both("perhaps: the common one is not said to be meant for them")),
    "legacy-overlap": ("◷", both("older than the common one: replaced when it is upgraded (COM-03)")),
    "exempted": ("✓", both("exempted by a decision")),
    "to-be-replaced": ("→", both("to be replaced by the common one")),
    "local-overlap": ("≈", both("two local systems do the same")),
    "same-record": ("=", both("likely one record")),
    "several-installations": ("≡", both("likely one product")),
    "not-likely": ("≠", both("not likely")),
}
"""What a pair comes to, with a shape for each, so that no colour has to tell."""
DECIDED: dict[Verdict, tuple[str, Text]] = {
    "same": ("=", both("one record")),
    "different": ("≠", both("two systems")),
    "later": ("◷", both("looked at again later")),
}
FEATURES: dict[str, Text] = {
    "name": both("Name"), "words": both("What stands beside the name"), "version": both("Version"),
    "product": both("Product"), "supplier": both("Supplier"), "key": both("Key in the register"),
    "register": both("Register"), "organisation": both("Organisation"), "owner": both("Owner"),
    "capabilities": both("Capabilities"), "information": both("Information"), "processes": both("Processes"),
    "users": both("Users"), "description": both("Description"), "neighbours": both("What it is tied to"),
    "exchange": both("Between the two"), "elsewhere": both("Elsewhere"), "lifecycle": both("Lifecycle"),
    "rival": both("The other explanation"), "prior": both("Before anything is compared"),
}  # fmt: skip
_CHANCES: tuple[tuple[float, Text], ...] = (
    (0.99, both("almost certain")), (0.9, both("very likely")), (0.7, both("likely")),
    (0.5, both("more likely than not")), (0.2, both("perhaps")), (0.0, both("not likely")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """A pair with, of a parallel solution, what the programme says of it."""

    row: Row
    parallel: Parallel | None = None

    @property
    def verdict(self) -> str:
        """What it comes to, as `VERDICTS` has it."""
        if self.parallel is not None:
            return self.parallel.verdict
        return self.row.kind if self.row.probability >= 0.5 or self.row.kind == "parallel-solution" else "not-likely"


def likely(probability: float) -> str:
    """A probability in words."""
    return next(str(text) for least, text in _CHANCES if probability >= least)


def chance(probability: float) -> str:
    """The same with its figure."""
    share = round(100 * probability)
    told = say("over {share}", share=words.percent(99, 100)) if share > 99 else words.percent(share, 100)
    return f"{told}, {likely(probability)}"


def of_hundred(probability: float) -> str:
    """What a calibrated probability means."""
    if probability > 0.995:
        return say("Of 100 pairs like it nearly all are so.")
    return say("Of 100 pairs like it about {count} are so.", count=round(100 * probability))


def verdict(found: Found) -> str:
    """What a pair comes to, with its sign."""
    sign, text = VERDICTS.get(found.verdict, ("", Text(found.verdict, found.verdict)))
    return f"{sign} {text}"


def decided(said: Verdict | None) -> str:
    """What somebody decided; nothing where nobody has."""
    return f"{DECIDED[said][0]} {DECIDED[said][1]}" if said else ""


def feature(name: str) -> str:
    """What was compared."""
    return str(FEATURES[name]) if name in FEATURES else name


def link(kind: str, a: str, b: str, more: Mapping[str, str] | None = None) -> str:
    """The address of a pair."""
    return address.link(PATH, **(more or {}), kind=kind, a=a, b=b)
