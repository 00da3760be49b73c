"""What came of many samples, in a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from eagraph.analysis._chance.outcomes import Outcomes
from eagraph.analysis._chance.samples import Question
from eagraph.analysis._chance.statistics import Correlation
from eagraph.analysis._chance.unknowns import Kind
from eagraph.locale import Text, both, figure

IN_WORDS: dict[Kind, Text] = {
    "buffer": both("how long a buffer lasts"),
    "repair": both("how long a repair takes"),
    "probability": both("how probable a failure is"),
    "failure": both("whether something fails"),
    "needed": both("whether a flow is needed"),
    "exists": both("whether a relationship is there"),
}


def first_sentence(asked: Question, outcomes: Outcomes) -> Text:
    """What stops, and how sure that is."""
    snapshot = asked.needs.snapshot
    stopped = outcomes.whole["stopped"]
    names = [snapshot.nodes[i].name for i in asked.failing or outcomes.targets]
    what: str | Text = names[0] if len(names) == 1 else both("{count} things", count=len(names))
    if not asked.failing:
        share = figure(100 * float((stopped > 0).mean()))
        if len(names) == 1:
            return both("{what} stops in {share} % of {samples} samples.", what=what, share=share, samples=len(stopped))
        return both(
            "Of {what}, at least one stops in {share} % of {samples} samples.", what=what, share=share, samples=len(stopped)
        )
    low, middle, high = (f"{q:.0f}" for q in np.quantile(stopped, (0.05, 0.5, 0.95)))
    if low == high:
        return both("When {what} fails, others stop in 9 of 10 samples: {count}.", what=what, count=middle)
    return both(
        "When {what} fails, {low} to {high} more stop in 9 of 10 samples, {middle} in the middle.",
        what=what, low=low, high=high, middle=middle,
    )  # fmt: skip


def weightiest(asked: Question, weighty: Sequence[int], correlations: Sequence[Correlation | None]) -> Iterator[Text]:
    """Which unknown matters most, where one does; `weighty` are their numbers, the weightiest first."""
    first = correlations[weighty[0]] if weighty else None
    if first and first.is_significant:
        unknown = asked.unknowns[weighty[0]]
        name = asked.needs.snapshot.nodes[unknown.node].name
        yield both("Most depends on {kind} ({name}).", kind=IN_WORDS[unknown.kind], name=name)
    elif asked.unknowns:
        yield both("None of {count} unknowns matters more than chance.", count=len(asked.unknowns))
