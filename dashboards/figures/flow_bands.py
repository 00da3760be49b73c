"""Flows of information as a Sankey diagram: who sends, what is sent, who receives.

A band is as wide as the number of flows: each exchange counts once for every sender, piece of information and receiver, so
that as much leaves the middle as enters it. Nobody records volumes, and none are drawn. Whoever both sends and receives
stands on either side, so that no band runs back. Of each side the widest are drawn, the rest together.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any, NamedTuple

from dashboards import words
from dashboards.figures._looks import ground, short
from dashboards.theme import PICTURES, Scheme
from eagraph.locale import say

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

REST, NOBODY = "~rest", ""
"""Stand for all that is not drawn by itself, and for what nobody has said."""
SIDES = ("sender", "information", "receiver")
MOST = (12, 16, 12)
UNKNOWN = -1
LEVELS: dict[Scheme, tuple[str, ...]] = {
    "light": ("#7d8798", "#b59a2a", "#d98a1f", "#cf5637", "#8f1111", "#c3c8d1"),
    "dark": ("#8a93a3", "#cdb75a", "#e0a044", "#f07a5c", "#ff9a92", "#4a5262"),
}
"""Colours of confidentiality 0 to 4; last, of what is not classified."""


class Band(NamedTuple):
    """One flow: who sends what to whom; `level` of confidentiality, -1 where it is not known."""

    sender: str
    information: str
    receiver: str
    level: int

    @property
    def ends(self) -> tuple[str, str, str]:
        """What stands on each side."""
        return self.sender, self.information, self.receiver


@dataclass(frozen=True, slots=True)
class Bands:
    """What is drawn: how many flows by who, what, whom and level, and how many of each side are drawn together."""

    flows: Mapping[Band, int]
    folded: tuple[int, int, int]

    def side(self, side: int) -> list[str]:
        """What stands on a side, the widest first, the rest last."""
        total = _widths(self.flows, side)
        return sorted(total, key=lambda one: (one == REST, one == NOBODY, -total[one], one))


def fold(bands: Iterable[Band], most: Sequence[int] = MOST) -> Bands:
    """Flows with no more than so many ends a side by themselves; all others as the rest, none left out."""
    flows = Counter(bands)
    widths = [_widths(flows, side) for side in range(3)]
    drawn = [_widest(widths[side], most[side]) for side in range(3)]
    kept: Counter[Band] = Counter()
    for band, count in flows.items():
        ends = [one if one in drawn[side] else REST for side, one in enumerate(band.ends)]
        kept[Band(ends[0], ends[1], ends[2], band.level)] += count
    folded = [len(widths[side]) - len(drawn[side]) for side in range(3)]
    return Bands(dict(kept), (folded[0], folded[1], folded[2]))


def height(bands: Bands) -> int:
    """How high the figure is, in pixels."""
    return max(360, 90 + 30 * max(len(bands.side(side)) for side in range(3)))


def sankey(bands: Bands, names: Mapping[tuple[int, str], str], scheme: Scheme = "light") -> Figure:
    """The figure; `names` of what stands on each side."""
    from plotly.graph_objects import Figure, Sankey

    places = [(side, one) for side in range(3) for one in bands.side(side)]
    number = {place: i for i, place in enumerate(places)}
    links = _links(bands)
    colours = PICTURES[scheme]
    node = {
        "label": [short(names[place], 30) for place in places],
        "customdata": [_said({SIDES[side]: one}) for side, one in places],
        "color": [colours["line"] if one in (REST, NOBODY) else colours["muted"] for _, one in places],
        "hovertemplate": f"%{{label}}<br>{_flows('%{value}')}<extra></extra>",
        "pad": 12, "thickness": 16, "line": {"width": 0}, "align": "justify",
    }  # fmt: skip
    link = {
        "source": [number[a] for a, _, _, _ in links],
        "target": [number[b] for _, b, _, _ in links],
        "value": [count for *_, count in links],
        "color": [_faded(LEVELS[scheme][level]) for _, _, level, _ in links],
        "customdata": [_said({SIDES[side]: one for side, one in (a, b)}) for a, b, _, _ in links],
        "label": [_level(level) for _, _, level, _ in links],
        "hovertemplate": f"%{{source.label}} → %{{target.label}}<br>{_flows('%{value}')}, %{{label}}<extra></extra>",
    }
    figure = Figure(Sankey(node=node, link=link, arrangement="fixed", textfont={"color": colours["text"], "size": 13}))
    figure.update_layout(**ground(scheme, height(bands), margin={"l": 8, "r": 8, "t": 16, "b": 16}))
    return figure


def _links(bands: Bands) -> list[tuple[tuple[int, str], tuple[int, str], int, int]]:
    """From what to what, of which level, how many: the two halves of every flow, in a fixed order."""
    found: Counter[tuple[tuple[int, str], tuple[int, str], int]] = Counter()
    for band, count in bands.flows.items():
        found[(0, band.sender), (1, band.information), band.level] += count
        found[(1, band.information), (2, band.receiver), band.level] += count
    return [(*key, count) for key, count in sorted(found.items())]


def _widths(flows: Mapping[Band, int], side: int) -> Counter[str]:
    total: Counter[str] = Counter()
    for band, count in flows.items():
        total[band.ends[side]] += count
    return total


def _widest(widths: Mapping[str, int], most: int) -> set[str]:
    """What is drawn by itself; what nobody has said always is."""
    known = sorted((one for one in widths if one != NOBODY), key=lambda one: (-widths[one], one))
    return {*known[: most - (NOBODY in widths)], *({NOBODY} & widths.keys())}


def _said(chosen: Mapping[str, str]) -> str:
    """What choosing it means, as text: plotly hands on nothing else. What is drawn together cannot be chosen."""
    return json.dumps({side: one for side, one in chosen.items() if one not in (REST, NOBODY)})


def _level(level: int) -> str:
    return escape(say("not classified") if level == UNKNOWN else say("confidentiality {level}", level=words.level(level)))


def _flows(count: Any) -> str:
    return say("flows: {count}", count=count)


def _faded(colour: str) -> str:
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},0.62)"
