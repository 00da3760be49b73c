"""Who is who in one source: keys of its rows, names that other columns mention, and what becomes of them in the end.

Rows may mention what stands further down or in another list, so every mention waits until all lists are read. Then a
name means, in this order: the row of this source with that id, the one with that name, a thing made for the name (where
its column may make one), else something the store has to know.
"""

from __future__ import annotations

from collections import Counter, OrderedDict, defaultdict, deque
from collections.abc import Iterable
from dataclasses import dataclass

from eagraph.errors import Problem
from eagraph.loading import Intake, NodeRecord, Reference, RelationshipRecord
from eagraph.locale import Text, both
from loaders._tables.mentions import End, Flow, Later, Mention, Properties, Thing, Tie, identity, part_of_key, slug
from loaders._tables.vocabulary import Vocabulary, folded

NAMED = 20
"""Hints of one kind that are given one by one; the rest is counted."""


@dataclass(slots=True)
class _Shared:
    """A thing several rows name."""

    tells: str
    key: str
    said: Properties


class Register:
    """Gathers what rows say, and at last (`finish`) gives the intake its relationships and the things only named."""

    def __init__(self, intake: Intake, vocabulary: Vocabulary) -> None:
        self._intake = intake
        self._vocabulary = vocabulary
        self._keys: set[str] = set()
        self._by_id: dict[tuple[str, str], str] = {}
        self._by_name: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._shared: dict[tuple[str, str], list[_Shared]] = defaultdict(list)
        self._numbers: dict[str, int] = defaultdict(lambda: 2)
        self._hints: Counter[str] = Counter()
        self._wished: dict[tuple[str, str], tuple[Mention, Properties]] = {}
        self._roles: dict[str, tuple[str, Properties]] = {}
        self._homes: dict[str, dict[str, Mention]] = defaultdict(dict)
        self._references: dict[str, Reference] = {}
        self._ties: deque[Tie] = deque()
        self._flows: dict[tuple[object, object], Flow] = {}
        self.later: OrderedDict[object, Later] = OrderedDict()
        """Rows of which one for each key is kept."""

    def keep(self, thing: Thing) -> str:
        """Keep a row that is a thing of its own; answers with its key. A doubled name gets a number and a hint."""
        return self._kept(thing)[0]

    def keep_once(self, thing: Thing, tells: str = "") -> str:
        """Keep a thing that several rows may name; `tells` tells two of one name apart. Answers with its key."""
        alike = self._shared[thing.label, slug(thing.name)]
        known = next((s for s in alike if s.tells == tells), None) or next(
            (s for s in alike if "" in (s.tells, tells)), None
        )
        if known is None:
            known = _Shared(tells, *self._kept(thing))
            alike.append(known)
        known.tells = known.tells or tells
        for name, value in thing.properties.items():
            known.said.setdefault(name, value)
        return known.key

    def _kept(self, thing: Thing) -> tuple[str, Properties]:
        key = self._key_of(thing)
        self._by_name[thing.label, slug(thing.name)].append(key)
        said: Properties = {"name": thing.name, **thing.properties}
        if thing.identity:
            self._by_id[thing.label, thing.identity] = key
            said["source_key"] = thing.identity
        self._give(key, thing.label, said, thing.place, thing.about)
        return key, said

    def alias(self, label: str, name: str, key: str) -> None:
        """Let a row be found by another name too."""
        if key not in self._by_name[label, slug(name)]:
            self._by_name[label, slug(name)].append(key)

    def _key_of(self, thing: Thing) -> str:
        kind, own = part_of_key(thing.label), thing.identity
        if own:
            elsewhere = own in self._keys and (thing.label, own) not in self._by_id
            return f"{kind}/{own}" if own.isdecimal() or elsewhere else own
        base = f"{kind}/{slug(f'{thing.name} {thing.tells}')}"
        if base not in self._keys:
            return base
        while (key := f"{base}-{self._numbers[base]}") in self._keys:
            self._numbers[base] += 1
        text = both(
            "{name} stands more than once; both are kept, this one as {key}. Give the rows an id.",
            name=repr(thing.name),
            key=repr(key),
        )
        self._hint("doubled", thing.place, text)
        return key

    def _hint(self, kind: str, place: str, text: Text) -> None:
        self._hints[kind] += 1
        if self._hints[kind] <= NAMED:
            self._intake.hints.append(Problem(place, text))

    def _give(self, key: str, label: str, said: Properties, place: str, about: tuple[Reference, ...] = ()) -> None:
        if label == "Organisation" and "kind" not in said and not about and (kind := self._kind_of(str(said["name"]))):
            said["kind"] = kind
        self._keys.add(key)
        self._intake.node(NodeRecord(key, label, said, place, about=about))

    def _kind_of(self, name: str) -> str:
        ends = self._vocabulary.organisations
        return next((kind for end, kind in ends.items() if folded(name).endswith(end)), "")

    def tie(self, tie: Tie) -> None:
        """Relate two ends when everything is read."""
        self._wish(tie.source, tie.target)
        self._ties.append(tie)

    def flow(self, tie: Tie, carries: Iterable[Mention]) -> None:
        """Let data flow between two ends; rows that mention the same two ends make one flow."""
        self._wish(tie.source, tie.target, *carries)
        flow = self._flows.setdefault((identity(tie.source), identity(tie.target)), Flow(tie))
        flow.join({slug(asset.name): asset for asset in carries}, tie.properties)

    def home(self, owner: Mention, organisation: Mention) -> None:
        """A row names this owner and this organisation: the owner belongs there, if no row says otherwise."""
        self._homes[slug(owner.name)].setdefault(slug(organisation.name), organisation)

    def _wish(self, *ends: End) -> None:
        """Remember a name that may become a thing, with what every mention of it gives."""
        for end in ends:
            if isinstance(end, Mention) and end.make and end.make != "Role":
                _, given = self._wished.setdefault((end.make, slug(end.name)), (end, dict(end.given)))
                for name in given.keys() - end.given.keys():
                    del given[name]

    def finish(self) -> None:
        """Give the intake what waited and what was only named, and every relationship."""
        while self.later:
            self.later.popitem(last=False)[1].keep()
        for (label, name), (mention, given) in self._wished.items():
            if not self._found(mention):
                self._make(label, name, mention, given)
        while self._ties:
            self._relate(self._ties.popleft())
        self._settle_flows()
        self._settle_homes()
        for count in self._hints.values():
            if count > NAMED:
                self._intake.hints.append(
                    Problem(self._intake.title, both("{count} more hints of the same kind.", count=count - NAMED))
                )

    def _make(self, label: str, name: str, mention: Mention, given: Properties) -> str:
        key = f"{part_of_key(label)}/{name}"
        while key in self._keys:
            key += "-"
        self._by_name[label, name].append(key)
        given.setdefault("name", mention.name)
        about = (Reference(mention.name, (label,), by_name=True),) if mention.known else ()
        self._give(key, label, given, mention.place, about)
        return key

    def _relate(self, tie: Tie) -> None:
        ends = self._end(tie.source), self._end(tie.target)
        self._intake.relationship(RelationshipRecord(ends[0], tie.type, ends[1], tie.properties, tie.place, tie.loose))

    def _end(self, end: End) -> Reference:
        return self._reference(end) if isinstance(end, Mention) else self._to(end)

    def _to(self, key: str) -> Reference:
        return self._references.setdefault(key, Reference(key))

    def _reference(self, mention: Mention) -> Reference:
        keys = self._found(mention)
        if len(keys) == 1:
            return self._to(keys[0])
        if mention.make == "Role":
            return self._to(self._role(mention, len(keys)))
        return Reference(mention.name, mention.labels, by_name=True)

    def _found(self, mention: Mention) -> list[str]:
        """The rows (and made things) a mention may mean: by id, else of the first label that has the name."""
        for label in mention.labels:
            if key := self._by_id.get((label, mention.name)):
                return [key]
        for label in mention.labels:
            keys = self._by_name.get((label, slug(mention.name)), [])
            if len(keys) > 1 and mention.near:
                keys = self._by_name.get((label, slug(f"{mention.name} {mention.near}")), keys)
            if keys:
                return keys
        return []

    def _role(self, mention: Mention, several: int) -> str:
        """The role that owns, where no list says who the owner is; among several roles of a name nobody guesses."""
        name = slug(mention.name)
        if name not in self._roles:
            said: Properties = {}
            key = self._make("Role", name, mention, said)
            self._by_name["Role", name].remove(key)
            self._roles[name] = (key, said)
            if several:
                text = both(
                    "{name} may mean {count} things of this source; kept as a role of its own. Write where it belongs.",
                    name=repr(mention.name),
                    count=several,
                )
                self._hint("role", mention.place, text)
        key, said = self._roles[name]
        types = {*str(said.get("role_type", "")).split(", "), mention.given.get("role_type", "")} - {""}
        said.update({"role_type": ", ".join(sorted(types))} if types else {})
        return key

    def _settle_flows(self) -> None:
        """Two names may have turned out to be one thing: their flows are one too."""
        settled: dict[tuple[Reference, Reference], Flow] = {}
        for flow in self._flows.values():
            first = settled.setdefault((self._end(flow.tie.source), self._end(flow.tie.target)), flow)
            if first is not flow:
                first.join(flow.carries, flow.properties)
        for (source, target), flow in settled.items():
            carried = tuple(sorted(self._reference(asset).text for asset in flow.carries.values()))
            said = {**flow.properties, "carries": carried} if carried else flow.properties
            self._intake.relationship(RelationshipRecord(source, "FLOW", target, said, flow.tie.place))

    def _settle_homes(self) -> None:
        for name, organisations in self._homes.items():
            if name not in self._roles:
                continue
            key, said = self._roles[name]
            first = next(iter(organisations.values()))
            if len(organisations) == 1:
                self._relate(Tie(key, "BELONGS_TO", first, first.place))
            else:
                text = both(
                    "the owner {name} stands beside {count} organisations; tell in a list of owners where the role belongs.",
                    name=repr(said["name"]),
                    count=len(organisations),
                )
                self._hint("home", first.place, text)
