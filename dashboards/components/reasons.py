"""Why one thing stops: its reasons as a tree, from the thing down to what failed by itself; a least proof, step by step."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboards import words
from dashboards.components.boxes import Part, aria, row, small, stack
from dashboards.components.frame import button_link, thing_link
from dashboards.components.stopped import name, why
from eagraph.graph.checking import Proof, Reason
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import say

MOST_BRANCHES = 120
DEEPEST = 30


def hint() -> Component:
    """What to do to see reasons."""
    return small(say("Choose a box in the picture or a row of the table to see why it stops."))


def tree(snapshot: Snapshot, proof: Proof, link: str) -> Component:
    """The tree of a proof, under a sentence that is read out when it changes."""
    by_id = {reason.id: reason for reason in proof.reasons}
    grown = _Tree(snapshot, by_id)
    branches = grown.branch(proof.id, 0)
    said = say(
        "{name} stops because of {failed}; steps of the proof: {count}.",
        name=name(snapshot, proof.id),
        failed=", ".join(name(snapshot, id_) for id_ in proof.failed),
        count=words.number(len(proof.reasons)),
    )
    left = len(proof.reasons) - len(grown.told)
    more = small(say("{count} more steps are not drawn.", count=words.number(left))) if left > 0 else None
    links = row([button_link(say("All about {name}", name=name(snapshot, proof.id)), link)])
    head = html.H3(say("Why {name} stops", name=name(snapshot, proof.id)))
    return stack([head, html.P(said, **aria(live="polite")), html.Ul([branches], className="eagraph-tree"), more, links])


def itself(snapshot: Snapshot, thing: str, link: str) -> Component:
    """That a thing fails by itself."""
    said = html.P([thing_link(name(snapshot, thing), thing), " ", say("fails itself.")], **aria(live="polite"))
    return stack([said, row([button_link(say("All about {name}", name=name(snapshot, thing)), link)])])


def none(snapshot: Snapshot, thing: str) -> Component:
    """That a thing does not stop."""
    return html.P(say("{name} does not stop.", name=name(snapshot, thing)), **aria(live="polite"))


class _Tree:
    """Grows the list of lists; a thing already told is named and not told again."""

    def __init__(self, snapshot: Snapshot, by_id: dict[str, Reason]) -> None:
        self.snapshot, self.by_id = snapshot, by_id
        self.told: set[str] = set()

    def branch(self, thing: str, depth: int) -> Component:
        reason, link = self.by_id.get(thing), thing_link(name(self.snapshot, thing), thing)
        if reason is None or reason.group is None:
            self.told.add(thing)
            return html.Li([link, " ", html.Strong(say("fails itself"))])
        if thing in self.told:
            return html.Li([link, " ", small(say("(told above)"), span=True)])
        if len(self.told) >= MOST_BRANCHES or depth >= DEEPEST:
            return html.Li([link, " …"])
        self.told.add(thing)
        broke: Part = small(why(self.snapshot, reason.group, f"{reason.k}/{reason.n}"), span=True)
        lost = [self.branch(one, depth + 1) for one in reason.lost]
        return html.Li([link, " ", say("stops:"), " ", broke, html.Ul(lost)])
