"""The exchanges: which go past the platform, whose they are, by which standard, and which go by hand or on paper.

The generator leaves few beside what the programme asks; each that it leaves is planted.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from eagraph.demo._draft import Draft
from eagraph.demo.organisations import role
from eagraph.demo.programme._broken import broken
from eagraph.demo.programme._ends import Ends, of_label, properties
from eagraph.locale import both
from eagraph.model.landscape import Relationship

_PLATFORM, _IT = "system:integrationsplattformen", "org:it-avdelningen"
_OUTSIDE = frozenset({"authority", "supplier"})
_STANDARDS = ("SHS", "SS-EN ISO 13606", "SDMX")
_EXCEPTED, _MISPLACED = 0.5, 2
_BY_HAND = frozenset({"manual", "paper"})
_TYPES = ("FLOW", "VIA", "OWNED_BY", "BELONGS_TO", "SUPPORTS")


@dataclass(frozen=True, slots=True)
class _Exchange:
    """An integration with the flows into it and out of it."""

    link: str
    into: tuple[Relationship, ...]
    out: tuple[Relationship, ...]

    @property
    def pairs(self) -> Iterator[tuple[str, str]]:
        """Who sends to whom."""
        return ((a.source, b.target) for a in self.into for b in self.out)

    @property
    def ends(self) -> list[str]:
        """All that send or receive, each once."""
        return list(dict.fromkeys([*(tie.source for tie in self.into), *(tie.target for tie in self.out)]))

    @property
    def carried(self) -> list[str]:
        """What both sides say they carry."""
        given = {asset for tie in self.into for asset in _carried(tie)}
        return sorted({asset for tie in self.out for asset in _carried(tie)} & given)


def settle(draft: Draft) -> None:
    """What is said of them, and what is planted."""
    ends = Ends(draft, _TYPES)
    found = [
        _Exchange(link, tuple(ends.coming("FLOW", link)), tuple(ends.leaving("FLOW", link)))
        for link in of_label(draft, "Integration")
    ]
    _beside_the_platform(draft, ends, found)
    _owned(draft, ends, found)
    _standards(draft, found)
    _undigital(draft, ends, found)


def _carried(tie: Relationship) -> tuple[str, ...]:
    said = tie.properties.get("carries")
    return tuple(map(str, said)) if isinstance(said, tuple) else ()


def _beside_the_platform(draft: Draft, ends: Ends, found: list[_Exchange]) -> None:
    for one in found:
        boards = {end: ends.boards(end) for end in one.ends}
        outside = any(draft.facts(board)["kind"] in _OUTSIDE for of_end in boards.values() for board in of_end)
        between = any(a != b for sender, receiver in one.pairs for a in boards[sender] for b in boards[receiver])
        via = ends.out("VIA", one.link)
        if between and not outside and _PLATFORM not in (*via, *one.ends):
            text = both("{exchange} goes past the common integration platform.", exchange=draft.name(one.link))
            broken(draft, "COM-10", one.link, text, *one.ends, wrong="other_platform" if via else "point_to_point")


def _owned(draft: Draft, ends: Ends, found: list[_Exchange]) -> None:
    """Who has the common solution owns some; else the local party does, where an owner is said."""
    chance = draft.stream("owners of exchanges")
    between = []
    for one in found:
        scopes = {end: str(draft.facts(end).get("scope")) for end in one.ends}
        local = {board for end, scope in scopes.items() if scope == "local" for board in ends.boards(end)}
        if "common" in scopes.values() and local and ends.out("OWNED_BY", one.link):
            between.append((one, local))
    elsewhere = [one for one, local in between if ends.boards(one.link) == local != ends.boards(_PLATFORM)]
    misplaced = {one.link for one in chance.sample(elsewhere, k=min(_MISPLACED, len(elsewhere)))}
    for one, local in between:
        if one.link in misplaced:
            for owner in ends.out("OWNED_BY", one.link):
                del draft.ties[one.link, "OWNED_BY", owner, ""]
            draft.tie(one.link, "OWNED_BY", role(draft, _IT, "Systemägare"))
        elif ends.boards(one.link) & local:
            continue
        text = both("{exchange} is not owned by those who have the local system.", exchange=draft.name(one.link))
        broken(draft, "COM-11", one.link, text, *one.ends)


def _standards(draft: Draft, found: list[_Exchange]) -> None:
    """With authorities all follow a standard but the last."""
    outside = [one for one in found if any(draft.facts(end).get("scope") == "external" for end in one.ends)]
    for number, one in enumerate(outside):
        if one is not outside[-1] or number == 0:
            draft.facts(one.link)["standard"] = _STANDARDS[number % len(_STANDARDS)]
        else:
            draft.facts(one.link).pop("standard", None)
            text = both("{exchange} goes to or from an authority with no standard.", exchange=draft.name(one.link))
            broken(draft, "INF-07", one.link, text)


def _undigital(draft: Draft, ends: Ends, found: list[_Exchange]) -> None:
    """Those by hand and on paper, the information they break, and the processes they run through."""
    chance = draft.stream("by hand and on paper")
    shared = [one for one in found if _processes(ends, one)]
    if shared and not any(draft.facts(one.link).get("pattern") in _BY_HAND for one in shared):
        draft.facts(chance.choice(shared).link)["pattern"] = "manual"
    undigital = [one for one in found if draft.facts(one.link).get("pattern") in _BY_HAND]
    fragmented = {process: one.link for one in reversed(undigital) for process in _processes(ends, one)}
    broke = {asset: one.link for one in undigital if not _is_excepted(draft, chance, one) for asset in one.carried}
    for asset, link in sorted(broke.items()):
        text = both(
            "{information} leaves the digital in {exchange}.", information=draft.name(asset), exchange=draft.name(link)
        )
        broken(draft, "INF-01", asset, text, link, wrong="media_break")
    for process, link in sorted(fragmented.items()):
        text = both(
            "In {process}, {exchange} goes by hand or on paper.", process=draft.name(process), exchange=draft.name(link)
        )
        broken(draft, "COM-14", process, text, link)


def _is_excepted(draft: Draft, chance: random.Random, one: _Exchange) -> bool:
    """Does a law require it on paper? What is not excepted is planted."""
    name = draft.name(one.link)
    if draft.facts(one.link)["pattern"] == "manual":
        text = both("{exchange} is done by hand: the data are typed in again.", exchange=name)
        broken(draft, "INF-06", one.link, text, *one.ends, wrong="integration")
        return False
    if chance.random() < _EXCEPTED:
        for tie in (*one.into, *one.out):
            properties(tie)["legal_exception"] = "Lagen kräver underskrift på papper"
        return True
    text = both("{exchange} goes on paper, and no law that requires it is stated.", exchange=name)
    broken(draft, "INF-01", one.link, text, wrong="paper_flow")
    return False


def _processes(ends: Ends, one: _Exchange) -> set[str]:
    """The processes that both a sender and a receiver support."""
    return {
        process
        for sender, receiver in one.pairs
        if sender != receiver
        for process in {*ends.out("SUPPORTS", sender)} & {*ends.out("SUPPORTS", receiver)}
        if process.startswith("process:")
    }
