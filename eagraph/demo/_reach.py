"""What information reaches which place, as an owner who asks around finds out, and what filters with evidence leave of it.

A flow brings what it says it carries, and where nobody says, everything its sender has: a prudent owner reckons with that. A
filter counts if all of its evidence is there and its review is not overdue. What filtered sets show where they meet again is
not reckoned with here; owners rarely see it, which is why a case of it is planted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from eagraph.demo._draft import Draft
from eagraph.model.fields import Value
from eagraph.model.landscape import Relationship

_EVIDENCE = ("filter_method", "filter_decision", "filter_decided_by", "filter_date", "filter_review", "filter_evidence")
_NOTHING: frozenset[str] = frozenset()
_ALL = "*"


@dataclass(frozen=True, slots=True)
class Seen:
    """Information as it shows in one place: its K and S, whether it can be tied to anyone, the categories taken out."""

    k: int
    s: int
    tied: bool = True
    without: frozenset[str] = _NOTHING

    def beside(self, other: Seen) -> Seen:
        """The same information come by two ways: whatever either shows."""
        if self == other:
            return self
        if _ALL in self.without or _ALL in other.without:
            without = other.without if _ALL in self.without else self.without
        else:
            without = self.without & other.without
        return Seen(max(self.k, other.k), max(self.s, other.s), self.tied or other.tied, without)


@dataclass(frozen=True, slots=True)
class _Way:
    receiver: str
    carried: tuple[str, ...] | None
    filtered: str
    facts: Mapping[str, Value]
    is_via: bool = False

    def brings(self, seen: Seen) -> Seen:
        """What comes out at its end."""
        if not self.filtered:
            return seen
        k = min(seen.k, _number(self.facts.get("filter_k"), seen.k))
        removed = self.facts.get("filter_removes")
        without = seen.without | (frozenset(map(str, removed)) if isinstance(removed, tuple) else _NOTHING)
        if self.filtered == "anonymise":
            return Seen(0, min(seen.s, 1), tied=False, without=without)
        if self.filtered == "pseudonymise":
            return Seen(max(0, min(k, seen.k - 1)), seen.s, seen.tied, without)
        if self.filtered == "sealed":
            return Seen(max(min(seen.k, 1), seen.k - 2), seen.s, tied=False, without=frozenset([_ALL]))
        return Seen(k, seen.s, seen.tied, without)


def reach(draft: Draft, levels: Mapping[str, tuple[int, int]]) -> dict[str, dict[str, Seen]]:
    """By place, the information that reaches it.

    Args:
        draft: the city.
        levels: K and S of all information.
    """
    ways = _ways(draft)
    found: dict[str, dict[str, Seen]] = defaultdict(dict)
    for place, asset in _at_home(draft, ways):
        found[place][asset] = Seen(*levels[asset])
    front = list(found)
    waiting = set(front)
    while front:
        sender = front.pop()
        waiting.discard(sender)
        for way in ways.get(sender, ()):
            if _hand_on(found[sender], way, found[way.receiver]) and way.receiver not in waiting:
                waiting.add(way.receiver)
                front.append(way.receiver)
    return found


def declared(draft: Draft) -> dict[str, set[str]]:
    """By place, the information that surely reaches it: held there, or brought by flows that say what they carry."""
    ways, said = _ways(draft), _carried(draft)
    found: dict[str, set[str]] = defaultdict(set)
    for place, asset in _at_home(draft, ways):
        found[place].add(asset)
    front = list(found)
    waiting = set(front)
    while front:
        sender = front.pop()
        waiting.discard(sender)
        own = found[sender]
        for way in ways.get(sender, ()):
            named = way.carried if way.carried is not None else said.get(sender) or said.get(way.receiver)
            brought = own if way.is_via else own.intersection(named or ())
            theirs = found[way.receiver]
            if not brought <= theirs:
                theirs |= brought
                if way.receiver not in waiting:
                    waiting.add(way.receiver)
                    front.append(way.receiver)
    return found


def _carried(draft: Draft) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for tie in draft.ties.of_type("CARRIES"):
        found[tie.source].add(tie.target)
    return found


def _hand_on(own: Mapping[str, Seen], way: _Way, theirs: dict[str, Seen]) -> bool:
    grew = False
    for asset in own if way.carried is None else way.carried:
        if asset not in own:
            continue
        brought = way.brings(own[asset])
        if asset in theirs:
            brought = theirs[asset].beside(brought)
        if theirs.get(asset) != brought:
            theirs[asset] = brought
            grew = True
    return grew


def _ways(draft: Draft) -> dict[str, list[_Way]]:
    found: dict[str, list[_Way]] = defaultdict(list)
    into: dict[str, list[bool]] = defaultdict(list)
    for tie in draft.ties.of_type("FLOW"):
        filtered = _filter(draft, tie)
        into[tie.target].append(filtered == "encrypt")
        carried = tie.properties.get("carries")
        listed = tuple(map(str, carried)) if isinstance(carried, tuple) else None
        found[tie.source].append(_Way(tie.target, listed, filtered, tie.properties))
    for tie in draft.ties.of_type("VIA"):
        sealed = bool(into[tie.source]) and all(into[tie.source])
        found[tie.source].append(_Way(tie.target, None, "sealed" if sealed else "", {}, is_via=True))
    return found


def _filter(draft: Draft, tie: Relationship) -> str:
    facts, today = tie.properties, draft.day(0)
    if "filter" not in facts or not all(facts.get(name) for name in _EVIDENCE):
        return ""
    return str(facts["filter"]) if str(facts["filter_date"]) <= today <= str(facts["filter_review"]) else ""


def _at_home(draft: Draft, ways: Mapping[str, Iterable[_Way]]) -> Iterator[tuple[str, str]]:
    """Where information is held or carried; and what is sent by somebody whom nobody sends it is at home there too."""
    for tie in (*draft.ties.of_type("HOLDS"), *draft.ties.of_type("CARRIES")):
        yield tie.source, tie.target
    brought = {(way.receiver, asset) for sent in ways.values() for way in sent for asset in way.carried or ()}
    fed = {way.receiver for sent in ways.values() for way in sent if way.carried is None}
    for sender, sent in ways.items():
        if sender not in fed:
            yield from ((sender, asset) for way in sent for asset in way.carried or () if (sender, asset) not in brought)


def _number(value: Value | None, otherwise: int) -> int:
    return value if isinstance(value, int) else otherwise
