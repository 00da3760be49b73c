"""What the landscape itself says words mean: which are its organisations, their abbreviations, and its suppliers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from eagraph.duplicates.spelling import fold, split, stem, tokens
from eagraph.duplicates.words import Words, words

_LEAST_PREFIX, _LEAST_SUPPLIER, _MOST_INITIALS = 3, 4, 5


@dataclass(frozen=True, slots=True)
class OrganisationWords:
    """What an organisation is called: `heads` say which it is, `spelled` is its name in one word, `initials` its letters."""

    heads: frozenset[str]
    spelled: str
    initials: frozenset[str]

    @classmethod
    def of(cls, name: str, known: Words, common: frozenset[str] = frozenset()) -> OrganisationWords:
        """Read from its name; `common` words, which many organisations have, say nothing."""
        parts = [stem(token) for token in tokens(name) if fold(token) not in known.forms | known.between]
        heads = {head for part in parts if (head := _head(part, known)) and head not in common}
        return cls(frozenset(heads or parts), "".join(parts), frozenset(_initials(parts, known)))

    def means(self, token: str, known: Words) -> bool:
        """May a token of the organisation's own system stand for the organisation?

        >>> own = OrganisationWords.of("Utbildningsförvaltningen", words())
        >>> [own.means(token, words()) for token in ("Utb", "UF", "UtbF", "Utbildning", "Miljö")]
        [True, True, True, True, False]
        """
        folded = fold(token)
        if self.names(token, known):
            return True
        if len(folded) >= _LEAST_PREFIX and any(head.startswith(folded) for head in self.heads):
            return True
        is_short = len(token) <= _MOST_INITIALS and sum(letter.isupper() for letter in token) > 1
        return is_short and folded[0] == self.spelled[:1] and _is_subsequence(folded, self.spelled)

    def names(self, token: str, known: Words) -> bool:
        """Does a token name the organisation, whoever's system it stands in the name of?"""
        folded, whole = fold(token), stem(token)
        if whole in self.heads or whole == self.spelled or _head(whole, known) in self.heads:
            return True
        if folded in self.initials and token.isupper():
            return True
        meant = known.areas.get(folded, ())
        return bool(meant) and all(any(head.startswith(part) for head in self.heads) for part in meant)


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """The organisations and suppliers of a landscape as words."""

    words: Words
    organisations: Mapping[str, OrganisationWords]
    """By id."""
    suppliers: frozenset[tuple[str, ...]]
    common: frozenset[str]
    """What many organisations have in their names: mostly the name of the town."""
    naming: Mapping[str, frozenset[str]]
    """Organisations (id) by each word that says which they are, and by their initials in capitals."""

    @classmethod
    def of(cls, organisations: Mapping[str, str], suppliers: Iterable[str]) -> Vocabulary:
        """From names: organisations by id, and suppliers."""
        known = words()
        count = Counter(word for name in organisations.values() for word in {stem(token) for token in tokens(name)})
        common = frozenset(word for word, times in count.items() if times > 2 and len(word) > _LEAST_SUPPLIER)
        read = {id_: OrganisationWords.of(name, known, common) for id_, name in organisations.items()}
        naming: dict[str, set[str]] = defaultdict(set)
        for id_, organisation in read.items():
            for word in {*organisation.heads, organisation.spelled, *map(str.upper, organisation.initials)}:
                naming[word].add(id_)
        firms = {firm[:1] for name in suppliers if (firm := supplier_words(name, known))}
        named = {firm for firm in firms if len(firm[0]) >= _LEAST_SUPPLIER and not split(firm[0], known.parts)}
        found = {word: frozenset(ids) for word, ids in naming.items()}
        return cls(known, read, known.suppliers | named, common, found)

    def named_by(self, token: str) -> frozenset[str]:
        """The organisations (id) that a token names."""
        return self.naming.get(stem(token)) or self.naming.get(token) or frozenset()


def supplier_words(name: str, known: Words) -> tuple[str, ...]:
    """The words of a supplier's name that say which it is."""
    return tuple(stem(token) for token in tokens(name) if fold(token) not in known.forms | known.between)


def _head(part: str, known: Words) -> str:
    """What stands before the ending of an organisation's name: `utbildning` of `utbildningsforvaltning`."""
    for ending in known.endings:
        if part == ending:
            return ""
        if part.endswith(ending):
            return stem(part[: -len(ending)].rstrip("s")) if len(part) - len(ending) > _LEAST_PREFIX else part
    return part


def _initials(parts: list[str], known: Words) -> Iterable[str]:
    """Letters that may stand for a name: of its words, and of the parts of its compounds.

    >>> sorted(_initials(["stadsbyggnadskontor"], words())), sorted(_initials(["aldr", "omsorg"], words()))
    (['sk'], ['ao'])
    """
    pieces = [piece for part in parts for piece in _pieces(part, known)]
    return {"".join(piece[0] for piece in found) for found in (parts, pieces) if len(found) > 1}


def _pieces(part: str, known: Words) -> tuple[str, ...]:
    head = _head(part, known)
    ending = tuple(ending for ending in known.endings if part.endswith(ending))[:1]
    return (*(split(head, known.parts) or ((head,) if head else ())), *ending)


def _is_subsequence(short: str, long: str) -> bool:
    letters = iter(long)
    return all(letter in letters for letter in short)
