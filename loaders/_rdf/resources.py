"""What an RDF document speaks of: its resources, each with its type, its texts by language, its values and its ties."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from eagraph.model.linked_data import IMPLIED, RDF, short
from loaders._rdf import names as _names
from loaders._rdf.graph import INSIDE, Document
from loaders._rdf.vocabulary import LABELS, RANGES

if TYPE_CHECKING:
    from rdflib.term import Node as Term

DEEPEST = 6
"""How deep nameless values inside values are followed."""
Said = dict[str, list["Term"]]


@dataclass(frozen=True, eq=False)
class Resource:
    """Something that has a name, or is of a type that becomes a node. `said` is by short name of the property, sorted."""

    key: str
    kind: str
    types: tuple[str, ...]
    place: str
    said: Mapping[str, list[Term]]

    @property
    def label(self) -> str:
        """The label of the node it becomes."""
        return LABELS.get(self.kind, "ModelElement")

    @property
    def is_named(self) -> bool:
        """Has it an IRI that is its name in the whole world?"""
        return ":" in self.key and not self.key.startswith("_:")


@dataclass(eq=False)
class Resources:
    """The resources of a document, and how its values read."""

    document: Document
    _by_term: dict[Term, Resource] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for term in sorted(self._said, key=lambda term: (self._order(term), self.document.lines.get(term, 0))):
            if self._is_iri(term) or self._kind(term) in LABELS:
                types = self._types.get(term, ())
                kind = self._kind(term) or (types[0] if types else "rdfs:Resource")
                key = self._key(term, kind)
                self._by_term[term] = Resource(key, kind, types, self.document.place(term, key), self._said[term])

    def __iter__(self) -> Iterator[Resource]:
        """In the order of their keys; nameless ones of the same content come one after the other."""
        return iter(self._by_term.values())

    def of(self, value: Term) -> Resource | None:
        """The resource a value is, if it is one."""
        return self._by_term.get(value)

    def set_of(self, distribution: Resource) -> Resource | None:
        """The first set a distribution belongs to."""
        return self._sets.get(distribution)

    def members_of(self, series: Resource) -> Iterator[Resource]:
        """The sets of a series."""
        yield from (one for one in self._members.get(series, ()) if one.kind == "dcat:Dataset")

    def is_iri(self, value: Term) -> bool:
        """Is a value an IRI?"""
        return self._is_iri(value)

    def is_nameless(self, value: Term) -> bool:
        """Is a value a nameless node that is no resource?"""
        return not self._is_iri(value) and not self.is_literal(value) and value not in self._by_term

    def is_literal(self, value: Term) -> bool:
        """Is a value a text, number or date?"""
        from rdflib.term import Literal

        return isinstance(value, Literal)

    def text(self, value: Term) -> str:
        """A value as text; a resource by its key."""
        known = self._by_term.get(value)
        return known.key if known else iri(value) if self._is_iri(value) else str(value)

    def flattened(self, name: str, values: list[Term], depth: int = 1) -> Iterator[tuple[str, str]]:
        """Name and text of every value; those inside nameless values under a path of names, the second as `name[2]`."""
        nameless = [value for value in values if self.is_nameless(value)]
        for value in values:
            if not self.is_nameless(value):
                yield self._named(name, value), self.text(value)
        for number, value in enumerate(nameless, 1):
            inside = name if number == 1 else f"{name}[{number}]"
            said = self._said.get(value, {})
            if depth > DEEPEST or not said:
                yield inside, f"_:{self._keys.get(value, '')}" if depth > DEEPEST else "_:"
                continue
            for predicate, found in said.items():
                told = [one for one in found if not (predicate == "rdf:type" and self._is_implied(name, one))]
                yield from self.flattened(f"{inside} / {predicate}", told, depth + 1)

    def _named(self, name: str, value: Term) -> str:
        language = language_of(value)
        return f"{name}@{language}" if language not in ("", "sv") else name

    def _is_implied(self, name: str, type_: Term) -> bool:
        return IMPLIED.get(name.rpartition(" / ")[2].partition("[")[0]) == short(str(type_))

    @cached_property
    def _said(self) -> dict[Term, Said]:
        said: dict[Term, Said] = defaultdict(lambda: defaultdict(list))
        for subject, predicate, value in self.document.triples:
            said[subject][short(str(predicate))].append(value)
        return {
            subject: {name: sorted(values, key=self._order) for name, values in sorted(told.items())}
            for subject, told in said.items()
        }

    @cached_property
    def _sets(self) -> dict[Resource, Resource]:
        ties = ((self.of(value), one) for one in self for value in one.said.get("dcat:distribution", ()))
        return {distribution: one for distribution, one in reversed([*ties]) if distribution}

    @cached_property
    def _members(self) -> dict[Resource, list[Resource]]:
        found: dict[Resource, list[Resource]] = defaultdict(list)
        for one in self:
            for value in one.said.get("dcat:inSeries", ()):
                if series := self.of(value):
                    found[series].append(one)
        return found

    @cached_property
    def _keys(self) -> Mapping[Term, str]:
        return _names.content_keys(self.document.triples)

    @cached_property
    def _types(self) -> dict[Term, tuple[str, ...]]:
        found: dict[Term, list[str]] = defaultdict(list)
        for subject, predicate, value in self.document.triples:
            if str(predicate) == f"{RDF}type":
                found[subject].append(short(iri(value)))
        return {subject: tuple(sorted(types)) for subject, types in found.items()}

    @cached_property
    def _asked_for(self) -> dict[Term, set[str]]:
        """By value, the types that the properties ask for whose value it is."""
        found: dict[Term, set[str]] = defaultdict(set)
        for _, predicate, value in self.document.triples:
            if kind := RANGES.get(short(str(predicate))):
                found[value].add(kind)
        return found

    @cached_property
    def _owners(self) -> dict[Term, list[str]]:
        """By distribution, the keys of the sets it belongs to."""
        found: dict[Term, list[str]] = defaultdict(list)
        for subject, predicate, value in self.document.triples:
            if short(str(predicate)) == "dcat:distribution":
                found[value].append(self._keys.get(subject) or iri(subject))
        return found

    def _kind(self, term: Term) -> str:
        types = self._types.get(term) or ()
        stated = next((kind for kind in LABELS if kind in types), "")
        return stated or ("" if types else next((kind for kind in LABELS if kind in self._asked_for.get(term, ())), ""))

    def _key(self, term: Term, kind: str) -> str:
        if self._is_iri(term):
            return iri(term)
        own = self._keys[term]
        is_part = kind == "dcat:Distribution" and term in self._owners
        return f"_:{_names.digest_of(own, *sorted(self._owners[term])) if is_part else own}"

    def _order(self, term: Term) -> tuple[int, str, str]:
        if self.is_literal(term):
            return 0, str(term), language_of(term)
        return (1, str(term), "") if self._is_iri(term) else (2, self._keys.get(term, ""), "")

    def _is_iri(self, term: Term) -> bool:
        from rdflib.term import URIRef

        return isinstance(term, URIRef)


def iri(term: Term) -> str:
    """An IRI as text; one that is relative to its document as it stood."""
    return str(term).removeprefix(INSIDE)


def language_of(value: Term) -> str:
    """The language of a text without its country, in small letters; empty where none is said."""
    language = getattr(value, "language", None)
    return str(language or "").lower().partition("-")[0]
