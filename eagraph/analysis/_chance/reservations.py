"""What an answer drawn from samples rests on that nobody has stated."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

from eagraph.analysis._chance.samples import Question
from eagraph.analysis._chance.unknowns import Doubts
from eagraph.analysis._course.hours import stated
from eagraph.analysis._facts import UNKNOWN, facts
from eagraph.analysis._probabilities import beta_of, states_any
from eagraph.graph.views import not_valid
from eagraph.locale import Text, both, figure


def reservations(asked: Question, doubts: Doubts, inside: Collection[int]) -> Iterator[Text]:
    """The assumptions, counted.

    Args:
        asked: what is drawn.
        doubts: how uncertain what is not stated is.
        inside: the things that may matter.
    """
    view, groups = asked.needs.failure
    kinds = Counter(unknown.kind for unknown in asked.unknowns)
    yield from not_valid(view.hidden, view.at)
    yield from groups.reasons
    if not asked.unknowns:
        yield both("Nothing is uncertain: what matters is stated exactly, and every sample would be the same.")
    if doubts.assume_needed or doubts.needed_probability in (0, 1):
        yield from view.assumptions
    elif kinds["needed"]:
        yield both(
            "{count} flows of which nobody has said whether they are needed are needed with probability {probability}.",
            count=kinds["needed"], probability=figure(doubts.needed_probability),
        )  # fmt: skip
    if kinds["exists"]:
        yield both(
            "{count} relationships are inferred or assumed; they are there with probability {inferred} and {assumed}.",
            count=kinds["exists"], inferred=figure(doubts.inferred_probability), assumed=figure(doubts.assumed_probability),
        )  # fmt: skip
    needs = asked.needs
    if count := sum(needs.unstated[s] and needs.stops[needs.group[s]] for steps in needs.onward for s in steps):
        yield both("{count} dependencies do not say how long one manages without; that counts as 0 h.", count=count)
    yield from _of_things(asked, doubts, inside)


def _of_things(asked: Question, doubts: Doubts, inside: Collection[int]) -> Iterator[Text]:
    nodes, fields = asked.needs.snapshot.nodes, asked.needs.snapshot.schema.node_fields
    silent = [i for i in asked.repair if stated(nodes[i].properties, "repair_h", "repair_h_low", "repair_h_high") is None]
    if silent and doubts.repair and doubts.repair_h is None:
        yield both("{count} things that may fail do not say when they are repaired; they never are.", count=len(silent))
    elif silent and doubts.repair and doubts.repair_h is not None:
        yield both(
            "{count} things that may fail do not say how long a repair takes; it takes {hours} h.",
            count=len(silent), hours=figure(doubts.repair_h),
        )  # fmt: skip
    restarting = [i for i in inside if "restart_h" in fields[nodes[i].label]]
    if doubts.repair and (count := sum(stated(nodes[i].properties, "restart_h") is None for i in restarting)):
        yield both("{count} things that may stop do not say how long they take to restart; that counts as 0 h.", count=count)
    counted = set(inside) - set(asked.failing) if asked.failing else set(asked.targets)
    levels = facts(asked.needs.snapshot).criticality
    if count := sum(levels[i] == UNKNOWN for i in counted):
        yield both("{count} things that may stop have no known criticality; they add none.", count=count)
    if not asked.failing:
        yield both("What fails by chance fails at the same moment, at hour 0.")
        snapshot = asked.needs.snapshot
        if count := sum(not states_any(snapshot, i) and beta_of(snapshot, i) is None for i in asked.repair):
            yield both(
                "{count} things state no failure probability; it counts as {probability}.",
                count=count, probability=figure(doubts.failure_probability),
            )  # fmt: skip
