"""What there is to tell of a mapping when a source has been read under it: what it names and the source does not have."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from eagraph.errors import Problem, nearest_names
from eagraph.loading.mapping.entries import Entry
from eagraph.loading.mapping.own import flattened
from eagraph.loading.mapping.paths import Item
from eagraph.locale import Text, both

LOOKED_AT = 200
"""Records from which names are gathered for "nearest"."""


@dataclass
class Use:
    """How one entry was used.

    `absent` has the places of records without the key of a role (id, source, target), `became` how many of a file's
    records with which own word became what.
    """

    entry: Entry
    matched: int = 0
    taken: int = 0
    there: str = ""
    streams: dict[str, None] = field(default_factory=dict)
    names: dict[str, None] = field(default_factory=dict)
    found: set[str] = field(default_factory=set)
    absent: dict[str, list[str]] = field(default_factory=dict)
    words: Counter[tuple[str, str]] = field(default_factory=Counter)
    first: dict[tuple[str, str], str] = field(default_factory=dict)
    became: Counter[tuple[str, str, str]] = field(default_factory=Counter)

    def see(self, item: Item) -> None:
        """A record stands where the entry looks."""
        self.matched += 1
        if self.matched <= LOOKED_AT and isinstance(item.value, dict):
            self.names.update(dict.fromkeys([*map(str, item.value), *(name for name, _ in flattened(item.value))]))

    def misses(self, role: str, place: str) -> None:
        """A record has no value for a role it needs."""
        self.absent.setdefault(role, []).append(place)

    def untranslated(self, name: str, word: str, place: str) -> None:
        """A word of the source has no meaning in the entry's table."""
        self.words[name, word] += 1
        self.first.setdefault((name, word), place)

    def problems(self) -> list[Problem]:
        """What makes the entry of no use."""
        entry = self.entry
        if not self.matched:
            if entry.optional:
                return []
            path = repr(entry.at.text) if entry.at else both("the source")
            text = both("nothing stands at {path}; there is {there}. Write optional = true where it may be missing.",
                        path=path, there=self.there or ", ".join(list(self.streams)[:20]) or "–")  # fmt: skip
            return [Problem(f"{entry.place} at", text)]
        return [problem for role, places in self.absent.items() for problem in self._absent(role, places)]

    def _absent(self, role: str, places: list[str]) -> list[Problem]:
        said = getattr(self.entry, role)
        key = getattr(said, "said", said).text
        word = "id" if role == "identity" else role
        if len(places) == self.taken:
            near = ", ".join(nearest_names(key, self.names) or list(self.names)[:8]) or "–"
            text = both("no record has {key}; they have {near}.", key=repr(key), near=near)
            return [Problem(f"{self.entry.place} {word}", text)]
        text = both("no value for {key}; a filter (where) can leave such records out.", key=repr(key))
        return [Problem(place, text) for place in places]

    def doubts(self) -> list[Problem]:
        """What is told, or refused where the mapping is strict."""
        if self.matched and not self.taken:
            told = both("where leaves out all {count} records.", count=self.matched)
            return [Problem(f"{self.entry.place} where", told)]
        found = [Problem(f"{self.entry.place} properties", self._unused(key.text)) for key, _ in self.entry.properties
                 if self.taken and key.text not in self.found]  # fmt: skip
        for (name, word), count in sorted(self.words.items()):
            found.append(Problem(f"{self.entry.place} {name}", self._untold(name, word, count)))
        return found

    def _untold(self, name: str, word: str, count: int) -> Text:
        first, other = self.first[name, word], self.entry.kind.other
        if name not in ("label", "type"):
            return both("{count} × {name} {word} has no translation; kept as it is written. The first: {first}.",
                        count=count, name=name, word=repr(word), first=first)  # fmt: skip
        if not word:
            return both("{count} records say nothing of their {name}: {other}. The first: {first}.",
                        count=count, name=name, other=other, first=first)  # fmt: skip
        return both("{count} × {name} {word} has no translation: {other}. The first: {first}.",
                    count=count, name=name, word=repr(word), other=other, first=first)  # fmt: skip

    def _unused(self, key: str) -> Text:
        near = ", ".join(nearest_names(key, self.names)) or "–"
        return both("no record has {key}; nearest: {near}.", key=repr(key), near=near)
