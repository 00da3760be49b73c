"""Master sources: who is one by whose decision, who has data from elsewhere, and who asks people again.

A master hands its data on to those that hold the same type; the few it does not reach are planted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from eagraph.demo import catalogue
from eagraph.demo._draft import Draft
from eagraph.demo.programme._broken import broken
from eagraph.demo.programme._ends import Ends, of_label, properties
from eagraph.locale import both

_REACHED = 0.95
_SERIOUS = 3
_COMPETING = ("system:matdatabasen", "type:kartdata")
_ASKING = (("system:invanarregistret", ""), ("system:hyresvyn", ""), ("system:placeringsregistret", "OSL 26 kap."))
_RESIDENTS = "Invånare"
_UNDECIDED = 2
_HANDING = frozenset({"update", "replicate"})
_NOT_IN_USE = frozenset({"idea", "planned", "retired"})
_TYPES = ("FLOW", "VIA", "HOLDS", "OF_TYPE", "DERIVED_FROM", "MASTER_OF", "COLLECTS")


def build(draft: Draft) -> None:
    """Masters of what sensors measure, what masters hand on, and who asks residents for the same."""
    ends = Ends(draft, _TYPES)
    for place in draft.places.values():
        for asset in place.assets if place.scope == "external" else ():
            for type_ in ends.out("OF_TYPE", asset):
                if draft.masters.get(type_) != place.id:
                    del draft.ties[asset, "OF_TYPE", type_, ""]
    _measured(draft, ends)
    _handed_on(draft, ends)
    type_ = catalogue.information_type(draft, "invanaruppgifter")
    draft.tie(draft.masters.setdefault(type_, _ASKING[0][0]), "MASTER_OF", type_)
    for system, barrier in _ASKING:
        draft.ties.pop((system, "COLLECTS", type_, ""), None)
        draft.tie(system, "COLLECTS", type_, **{"from": _RESIDENTS}, **({"legal_barrier": barrier} if barrier else {}))
    if {*_COMPETING} <= draft.nodes.keys():
        draft.tie(_COMPETING[0], "MASTER_OF", _COMPETING[1])


def _measured(draft: Draft, ends: Ends) -> None:
    """What no system holds of its own has the first system that receives it from sensors as its master."""
    for place in draft.places.values():
        for tie in ends.coming("FLOW", place.id):
            for asset in _listed(tie.properties.get("carries")) if tie.source.startswith("device:") else ():
                for type_ in ends.out("OF_TYPE", asset):
                    if draft.masters.setdefault(type_, place.id) == place.id:
                        draft.tie(place.id, "MASTER_OF", type_)


def _handed_on(draft: Draft, ends: Ends) -> None:
    chance = draft.stream("masters")
    for place in draft.places.values():
        for asset in place.assets:
            for type_ in ends.out("OF_TYPE", asset):
                master = draft.places[draft.masters.get(type_, place.id)]
                given = [a for a in master.assets if type_ in ends.out("OF_TYPE", a)]
                is_apart = master is place or place.closed or place.planted or master.closed or master.planted
                if is_apart or not given or chance.random() > _REACHED:
                    continue
                if master.org == place.org or draft.facts(given[0]).get("k", _SERIOUS) != _SERIOUS:
                    draft.copies.append((given[0], master.id, place.id))


def settle(draft: Draft) -> None:
    """Decisions on masters, and what is planted."""
    ends = Ends(draft, _TYPES)
    known = _Types(draft, ends)
    _decided(draft, ends, known)
    for type_ in of_label(draft, "InformationType"):
        _mastered(draft, known, type_)
    _updated(draft, known)
    _asked_again(draft, ends, known)


class _Types:
    """Who is master of which type, who holds it, and where flows may bring it."""

    def __init__(self, draft: Draft, ends: Ends) -> None:
        self._draft, self._ends = draft, ends
        self.of_asset = {asset: self._of(asset) for asset in of_label(draft, "InformationAsset")}
        self.flows: list[tuple[str, str, frozenset[str], str]] = []
        """Sender, receiver, types it says it carries, mode."""
        self._out: dict[tuple[str, str], list[str]] = defaultdict(list)
        self.into: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._anything: dict[str, list[str]] = defaultdict(list)
        self.holders: dict[str, list[str]] = defaultdict(list)
        for tie in draft.ties.values():
            if tie.type == "FLOW" and "carries" in tie.properties:
                types = frozenset(t for a in _listed(tie.properties["carries"]) for t in self.of_asset.get(a, ()))
                self.flows.append((tie.source, tie.target, types, str(tie.properties.get("mode"))))
                for type_ in types:
                    self._out[type_, tie.source].append(tie.target)
                    self.into[type_, tie.target].append(tie.source)
            elif tie.type in {"FLOW", "VIA"}:
                self._anything[tie.source].append(tie.target)
            elif tie.type == "HOLDS" and self.is_used(tie.source):
                for type_ in self.of_asset[tie.target]:
                    self.holders[type_].append(tie.source)

    def is_used(self, system: str) -> bool:
        """Is it a system that is not retired?"""
        node = self._draft.nodes[system]
        return node.label == "System" and node.properties.get("lifecycle") != "retired"

    def masters(self, type_: str) -> set[str]:
        """All that are said to be its master."""
        return set(self._ends.into("MASTER_OF", type_))

    def reach(self, type_: str, begin: Iterable[str]) -> set[str]:
        """Where flows that carry the type, or may, bring it from some places."""
        found = set(begin)
        front = sorted(found)
        while front:
            place = front.pop()
            for other in (*self._out.get((type_, place), ()), *self._anything.get(place, ())):
                if other not in found:
                    found.add(other)
                    front.append(other)
        return found

    def _of(self, asset: str) -> frozenset[str]:
        """The types of information; a copy has those of what it is a copy of."""
        if own := self._ends.out("OF_TYPE", asset):
            return frozenset(own)
        if self._draft.facts(asset).get("asset_kind") != "copy":
            return frozenset()
        origins = self._ends.out("DERIVED_FROM", asset)
        copied = [o for o in origins if self._ends.out("OF_TYPE", o) or self._draft.facts(o).get("asset_kind") == "copy"]
        return frozenset(type_ for origin in copied for type_ in self._of(origin))


def _decided(draft: Draft, ends: Ends, known: _Types) -> None:
    """The executive board has decided on local masters that feed common solutions, but for some."""
    chance = draft.stream("decisions on masters")
    feeding = _feeding(draft, known)
    undecided = set(chance.sample(sorted(feeding), k=min(_UNDECIDED, len(feeding) // 2)))
    for place in draft.places.values():
        for tie in ends.leaving("MASTER_OF", place.id):
            pair = place.id, tie.target
            if place.scope != "local" or pair == _COMPETING:
                continue
            if pair not in undecided and (pair in feeding or chance.random() < 0.4):
                properties(tie)["decided_by"] = "Kommunstyrelsen"
    for system, type_ in sorted(undecided):
        text = both(
            "{system} is master of {information} and feeds a common solution, with no decision on it.",
            system=draft.name(system), information=draft.name(type_),
        )  # fmt: skip
        broken(draft, "COM-02", system, text, type_, wrong="feeds")
    if {*_COMPETING} <= draft.nodes.keys():
        system, type_ = _COMPETING
        names = {"system": draft.name(system), "information": draft.name(type_)}
        text = both("{system} is master of {information}, though a common solution is too.", **names)
        broken(draft, "COM-02", system, text, type_, wrong="competes")
        text = both("{information} has several masters, one of them {system}.", **names)
        broken(draft, "INF-03", type_, text, system, wrong="competing_masters")


def _feeding(draft: Draft, known: _Types) -> set[tuple[str, str]]:
    """Local masters in use, with the type, that hand it to a common solution that has no common function."""
    onward: dict[str, list[tuple[str, frozenset[str]]]] = defaultdict(list)
    for sender, receiver, types, _ in known.flows:
        facts = draft.facts(receiver)
        if facts.get("scope") == "common" and "common_function" not in facts:
            onward[sender].append((receiver, types))
    found = set()
    for sender, link, types, mode in known.flows:
        place = draft.places.get(sender)
        if place and mode in _HANDING and place.scope == "local" and draft.facts(sender)["lifecycle"] not in _NOT_IN_USE:
            for _, arriving in onward[link]:
                found |= {(sender, type_) for type_ in types & arriving if sender in known.masters(type_)}
    return found


def _mastered(draft: Draft, known: _Types, type_: str) -> None:
    masters = known.masters(type_)
    name = draft.name(type_)
    if not masters:
        broken(draft, "INF-03", type_, both("{information} has no master source.", information=name), wrong="no_master")
        return
    holders = set(known.holders[type_]) - masters
    for system in sorted(holders - known.reach(type_, masters)) if holders else ():
        text = both(
            "{system} has data of its own of {information} that do not come from the master.",
            system=draft.name(system), information=name,
        )  # fmt: skip
        broken(draft, "INF-03", system, text, type_, wrong="shadow_copy")


def _updated(draft: Draft, known: _Types) -> None:
    """Where a type is updated from elsewhere than its master."""
    found = set()
    for sender, receiver, types, mode in known.flows:
        if mode != "update" or not known.is_used(receiver):
            continue
        for type_ in types:
            masters = known.masters(type_)
            is_link = sender.startswith("integration:")
            senders = set(known.into.get((type_, sender), ())) if is_link else {sender}
            if masters and receiver not in masters and not senders <= masters:
                found.add((receiver, type_))
    for system, type_ in sorted(found):
        text = both(
            "{information} is updated in {system}, which is not its master.",
            information=draft.name(type_), system=draft.name(system),
        )  # fmt: skip
        broken(draft, "INF-03", system, text, type_, wrong="update_outside_master")


def _asked_again(draft: Draft, ends: Ends, known: _Types) -> None:
    """Who collects what the master has already and does not get it from there; law stands in the way of most."""
    chance = draft.stream("asking again")
    for type_ in of_label(draft, "InformationType"):
        asking = {tie.source: tie for tie in ends.coming("COLLECTS", type_) if known.is_used(tie.source)}
        masters = known.masters(type_)
        reached = known.reach(type_, masters) if len(asking) > 1 and masters else set(asking)
        for system in sorted(asking.keys() - reached):
            said = properties(asking[system])
            if "legal_barrier" not in said and system not in dict(_ASKING) and chance.random() < 0.7:
                said["legal_barrier"] = "OSL 10 kap."
            elif "legal_barrier" not in said:
                text = both(
                    "{system} asks people for {information}, which the city has already.",
                    system=draft.name(system), information=draft.name(type_),
                )  # fmt: skip
                broken(draft, "INF-02", system, text, type_)


def _listed(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, tuple) else ()
