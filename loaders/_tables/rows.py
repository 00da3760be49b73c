"""From what the rows of each of the five lists say to nodes and relationships; readers of other lists build on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import product

from eagraph.errors import Problem
from eagraph.loading import Intake, Reference
from eagraph.locale import Text, both
from loaders._tables.cells import plain
from loaders._tables.columns import Columns, Facts
from loaders._tables.mentions import Mention, Thing, Tie
from loaders._tables.parting import parted
from loaders._tables.register import Register
from loaders._tables.vocabulary import Naming, Vocabulary, folded, squash

ENDS = ("System", "Device", "Sensor", "DigitalService", "Organisation")
"""What may send and receive, the most likely first."""
_GATEWAY = Naming("FLOW", ("Device", "Sensor", "System"), make="Device", parts="items", given={"device_kind": "gateway"})
_END = Naming("FLOW", ENDS, parts="items")
_ASSET = Naming("CARRIES", ("InformationAsset",), make="InformationAsset", parts="items")
_PARENT = Naming("PART_OF", ("Organisation",), make="Organisation")
_NOTE_LENGTH = 80


class ListReader:
    """Reads the rows of one list into the register."""

    naming = frozenset({"name", "id", "from", "to", "unit", "person", "position", "device_kind"})
    """Columns one of which makes a row a record."""

    def __init__(self, columns: Columns, intake: Intake, register: Register, vocabulary: Vocabulary) -> None:
        self._columns, self._intake, self._register, self._vocabulary = columns, intake, register, vocabulary
        self._form = columns.form
        self._mentioned: dict[tuple[str, str, str], list[Mention]] = {}
        self._told: set[tuple[str, str, str]] = set()
        self._headers = {column.index: squash(column.header) for column in columns.header.columns}
        lists: dict[str, Callable[[Facts], None]] = {
            "integrations": self._integration,
            "owners": self._owner,
            "devices": self._device,
        }
        self._keep = lists.get(self._form.name, self._thing)

    def row(self, number: int, cells: Sequence[object]) -> bool:
        """Read one row. Was it a record, and not a blank row, a sum or a note?"""
        filled = {index: text for index, raw in enumerate(cells) if (text := plain(raw))}
        if not filled:
            return False
        if why := self._no_record(filled):
            self._intake.skip(
                self._columns.sheet.where(number), " | ".join(filled.values())[:_NOTE_LENGTH], why, relationship=False
            )
            return False
        self._keep(self._columns.facts(number, cells))
        return True

    def _no_record(self, filled: dict[int, str]) -> Text | None:
        first, *others = filled.values()
        if len(filled) > 1 and all(self._headers.get(index) == squash(text) for index, text in filled.items()):
            return both("the header once more.")
        starts = folded(first).rstrip(":").split(":")[0]
        numbers = all(
            text.replace(" ", "").replace(",", "").replace(".", "").replace("\u00a0", "").isdecimal() for text in others
        )
        if starts in self._vocabulary.words["totals"] and numbers:
            return both("a sum, not a record.")
        if len(filled) == 1 and (
            starts.split()[:1] == ["*"] or starts in self._vocabulary.words["notes"] or len(first) > _NOTE_LENGTH * 2
        ):
            return both("a note, not a record.")
        names = {column.index for column in self._columns.header.columns if column.role in self.naming}
        if len(filled) > 1 or names & filled.keys():
            return None
        return both("only one cell is filled, and it names nothing.")

    # ---- systems and information assets

    def _thing(self, facts: Facts) -> None:
        name = facts.texts.get("name") or facts.texts.get("id", "")
        if not name:
            return self._nameless(facts, "name")
        self._tied(self._form.label, name, facts)
        return None

    def _tied(self, label: str, name: str, facts: Facts, *, about: tuple[Reference, ...] = (), tells: str = "") -> str:
        """Keep a row and everything its columns name (`about`, `tells`: see `Thing`)."""
        mentions = {
            role: self._mentions(facts, role, naming) for role, naming in self._form.ties.items() if role in facts.texts
        }
        identity = facts.texts.get("id", "")
        key = self._register.keep(Thing(label, name, identity, facts.properties, facts.place, about, tells))
        for role, named in mentions.items():
            naming = self._form.ties[role]
            for mention in named:
                ends = (mention, key) if naming.turned else (key, mention)
                place = facts.place if mention.make else mention.place
                self._register.tie(Tie(ends[0], naming.type, ends[1], place, naming.properties, naming.loose))
        for owner, organisation in product(mentions.get("owner", ()), mentions.get("organisation", ())):
            self._register.home(owner, organisation)
        return key

    def _mentions(self, facts: Facts, role: str, naming: Naming) -> list[Mention]:
        """The things a cell names; words that say "nobody" are kept as they are written."""
        text = facts.texts.get(role, "")
        near = facts.texts.get("organisation", "") if naming.make == "Role" else ""
        if naming.make and (known := self._mentioned.get((role, text, near))):
            return known
        place = self._columns.where(facts, role)
        names = [part for part in parted(text, naming.parts) if not self._says_nothing(part)]
        if text and not names and not self._vocabulary.says("unknown", text):
            facts.properties[self._columns.header.by_role()[role].header] = text
        found = [Mention(name, naming.to, naming.make, place, naming.given, near, naming.known) for name in names]
        if found and naming.make:
            self._mentioned[role, text, near] = found
        return found

    def _says_nothing(self, text: str) -> bool:
        return self._vocabulary.says("nobody", text) or self._vocabulary.says("unknown", text)

    def _nameless(self, facts: Facts, role: str) -> None:
        self._intake.problems.append(
            Problem(self._columns.where(facts, role), both("no {role}; expected one in every row.", role=self._called(role)))
        )

    def _called(self, role: str) -> object:
        column = self._columns.header.by_role().get(role)
        return repr(column.header if column else role)

    # ---- integrations

    def _integration(self, facts: Facts) -> None:
        senders, receivers = self._mentions(facts, "from", _END), self._mentions(facts, "to", _END)
        if not senders and not receivers:
            return self._nameless(facts, "from")
        for role, ends in (("from", senders), ("to", receivers)):
            if not ends:
                text = both("no {role}; kept with one end.", role=self._called(role))
                self._intake.hints.append(Problem(self._columns.where(facts, role), text))
        name = facts.texts.get("name") or self._described(facts)
        assets = self._mentions(facts, "information", self._form.ties["information"])
        two_way = self._is_two_way(facts)
        key = self._tied("Integration", name, facts)
        self._flows(facts, key, (senders, receivers), assets)
        if two_way:
            facts.apart.clear()
            self._flows(facts, key, (receivers, senders), assets)
        return None

    def _flows(self, facts: Facts, key: str, ends: tuple[list[Mention], list[Mention]], assets: list[Mention]) -> None:
        said = dict(facts.apart)
        if "pattern" in facts.properties:
            said["medium"] = facts.properties["pattern"]
        first = {name: value for name, value in said.items() if name != "buffer_h"}
        for sender in ends[0]:
            self._register.flow(Tie(sender, "FLOW", key, sender.place, first), assets)
        for receiver in ends[1]:
            self._register.flow(Tie(key, "FLOW", receiver, receiver.place, said), assets)

    def _described(self, facts: Facts) -> str:
        """A name for an integration without one: its ends, and what it carries."""
        ends = " → ".join(facts.texts.get(end, "?") for end in ("from", "to"))
        return " ".join(": ".join(filter(None, [ends, facts.texts.get("information")])).split())

    def _is_two_way(self, facts: Facts) -> bool:
        said = facts.texts.get("direction", "")
        if said and not self._vocabulary.says("two_way", said) and not self._vocabulary.says("one_way", said):
            text = both("{found} is not a direction anybody knows; taken as one way, as the columns say.", found=repr(said))
            self._intake.hints.append(Problem(self._columns.where(facts, "direction"), text))
            facts.properties[self._columns.header.by_role()["direction"].header] = said
        return self._vocabulary.says("two_way", said)

    # ---- sensors and devices

    def _device(self, facts: Facts) -> None:
        described = " ".join(
            text for text in (str(facts.properties.get("device_kind", "")), facts.texts.get("facility", "")) if text
        )
        name = facts.texts.get("name") or facts.texts.get("id") or described
        if not name:
            return self._nameless(facts, "name")
        gateways, receivers = self._mentions(facts, "gateway", _GATEWAY), self._mentions(facts, "receiver", _END)
        assets = self._mentions(facts, "information", _ASSET)
        key = self._tied(self._device_label(facts), name, facts)
        for target in gateways or receivers:
            self._register.flow(Tie(key, "FLOW", target, target.place, facts.apart), assets)
        for gateway, receiver in product(gateways, receivers):
            self._register.flow(Tie(gateway, "FLOW", receiver, receiver.place, facts.apart), assets)
        return None

    def _device_label(self, facts: Facts) -> str:
        kind = folded(str(facts.properties.get("device_kind", "")))
        words = self._vocabulary.devices
        if any(word in kind for word in words["device"]) and not any(kind.endswith(word) for word in words["sensor"]):
            return "Device"
        sensing = (
            any(word in kind for word in words["sensor"])
            or "observed_property" in facts.properties
            or "gateway" in facts.texts
        )
        return "Sensor" if sensing or not kind else "Device"

    # ---- owners and roles

    def _owner(self, facts: Facts) -> None:
        names = [facts.texts.get(role, "") for role in ("unit", "position", "person")]
        unit, position, person = ("" if self._says_nothing(name) else name for name in names)
        if not unit and not position and not person:
            return self._nameless(facts, "unit")
        identity = facts.texts.get("id", "")
        kind = {"kind": facts.properties.pop("kind")} if "kind" in facts.properties else {}
        unit_key = role_key = person_key = ""
        if unit:
            said = kind if position or person else {**facts.properties, **kind}
            unit_key = self._unit(facts, unit, "" if position or person else identity, said)
        if position:
            role_key = self._role(facts, (position, unit), "" if person else identity)
            self._once(role_key, "BELONGS_TO", unit_key, facts)
        if person:
            said = facts.apart if position else {**facts.properties, **facts.apart}
            thing = Thing("Person", person, "" if position else identity, dict(said), facts.place)
            person_key = self._register.keep_once(thing, str(facts.apart.get("email", "")))
            self._once(
                role_key or person_key, "HELD_BY" if role_key else "BELONGS_TO", person_key if role_key else unit_key, facts
            )
        return None

    def _unit(self, facts: Facts, unit: str, identity: str, said: dict[str, object]) -> str:
        parents = self._mentions(facts, "parent", _PARENT)
        key = self._register.keep_once(
            Thing("Organisation", unit, identity, dict(said), facts.place), parents[0].name if parents else ""
        )
        for parent in parents:
            if folded(parent.name) != folded(unit):
                self._once(key, "PART_OF", parent, facts)
        return key

    def _role(self, facts: Facts, named: tuple[str, str], identity: str) -> str:
        position, unit = named
        said = dict(facts.properties)
        if role_type := self._vocabulary.values["role_type"].get(folded(position)):
            said["role_type"] = role_type
        name = f"{position}, {unit}" if unit else position
        key = self._register.keep_once(Thing("Role", name, identity, said, facts.place))
        self._register.alias("Role", position, key)
        return key

    def _once(self, source: str, type_: str, target: str | Mention, facts: Facts) -> None:
        """Relate two things of the owners' list, once however many rows say so."""
        known = (source, type_, target.name if isinstance(target, Mention) else target)
        if all(known) and known not in self._told:
            self._told.add(known)
            identity = facts.texts.get("id", "") if type_ == "HELD_BY" else ""
            self._register.tie(Tie(source, type_, target, facts.place, {"source_key": identity} if identity else {}))
