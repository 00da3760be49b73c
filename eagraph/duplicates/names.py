"""What a system is called, taken apart: what says which it is, and what stands beside that.

A name in a register is a proper name with words around it: whose it is, who made it, which version, which of several. Only
the proper name says which product it is; the words beside it may say that it is another record of the same system, another
installation of it, or nothing at all. A name that has no proper name in it keeps the best it has.

>>> vocabulary = Vocabulary.of({"bou": "Barn- och ungdomsförvaltningen"}, ["Tieto Sweden AB"])
>>> for name in ("Procapita", "ProCapita BoU", "Tieto Procapita", "Procapita-systemet v 7.2 Norr"):
...     read = Name.read(name, vocabulary, frozenset({"bou"}))
...     print(read.core, sorted(read.beside), read.versions)
('procapit',) [] ()
('procapit',) [] ()
('procapit',) [] ()
('procapit',) ['norr'] ('7.2',)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from eagraph.duplicates.spelling import fold, stem, tokens
from eagraph.duplicates.vocabulary import Vocabulary

Role = Literal["core", "generic", "area", "own", "apart", "version", "supplier", "nothing"]
_VERSION = re.compile(r"v?\d+(?:\.\d+)+|v\d+|(?:19|20)\d\d")
_ORDINAL = re.compile(r"\d{1,2}|[a-z]|\d{1,2}[a-z]")
_SUFFIXES = ("verksamhetssystem", "plattform", "applikation", "system", "databas", "portal", "program", "tjanst", "webb")
_LEAST_HEAD = 4
_WHOLE = frozenset({"core", "generic", "apart", "area"})
_FALLBACK: tuple[Role, ...] = ("area", "own", "apart", "generic", "supplier", "version", "nothing")


@dataclass(frozen=True)
class Name:
    """A name taken apart. All words are stems (see `spelling`)."""

    said: str
    core: tuple[str, ...]
    """What says which it is, in the order said."""
    folded: str
    """The proper name in one word with its endings."""
    generic: frozenset[str]
    """Words that say that it is a system."""
    areas: frozenset[str]
    """Words for organisations and their work that are not the owner's own."""
    beside: frozenset[str]
    """Words that tell one of several from the others."""
    versions: tuple[str, ...]
    key: str
    """The proper name in one word, however it is written."""
    whole: str
    """The key with the words that say that it is a system, and those that tell it from others."""
    capitals: str
    """The name where it is nothing but an abbreviation."""
    initials: str
    dotted: frozenset[str]
    """Words of the proper name that are cut short, as a full stop after them says."""
    own: frozenset[str]
    """Organisations (id) of its own that it names."""
    makers: frozenset[str]
    """Suppliers that it names."""

    @classmethod
    def read(cls, said: str, vocabulary: Vocabulary, own: frozenset[str] = frozenset()) -> Name:
        """Take a name apart, knowing the organisations (id) that own or use what is called so."""
        words = tokens(said) or [said.strip() or "?"]
        roles = list(_roles(words, vocabulary, own))
        if "core" not in roles:
            best = next((role for role in _FALLBACK if role in roles), "nothing")
            roles = ["core" if role == best else role for role in roles]
        heads = [_head(word) if role == "core" else (stem(word), "") for word, role in zip(words, roles, strict=True)]
        core = [(word, head_) for word, role, (head_, _) in zip(words, roles, heads, strict=True) if role == "core"]
        suffixes = {suffix for _, suffix in heads if suffix}
        chosen = {role: frozenset(h for (h, _), r in zip(heads, roles, strict=True) if r == role) for role in _FALLBACK}
        capital = words[0] if len(words) == 1 and words[0].isupper() else ""
        return cls(
            said=said,
            folded="".join(
                head_ if suffix else fold(word)
                for word, role, (head_, suffix) in zip(words, roles, heads, strict=True)
                if role == "core"
            ),
            core=tuple(vocabulary.words.abbreviations.get(head_, head_) for _, head_ in core),
            generic=chosen["generic"] | suffixes,
            areas=frozenset(part for area in chosen["area"] for part in vocabulary.words.areas.get(area, (area,))),
            beside=chosen["apart"],
            versions=tuple(fold(w).removeprefix("v") for w, r in zip(words, roles, strict=True) if r == "version"),
            key=_key(core),
            whole=_key([(w, stem(w)) for w, r in zip(words, roles, strict=True) if r in _WHOLE]),
            capitals=fold(capital),
            initials="".join(fold(w)[0] for w in words if fold(w) not in vocabulary.words.between),
            dotted=frozenset(head_ for word, head_ in core if f"{word}." in said),
            makers=chosen["supplier"],
            own=frozenset(
                id_ for w, r in zip(words, roles, strict=True) if r == "own" for id_ in _meant(w, vocabulary, own)
            ),
        )

    @cached_property
    def distinct(self) -> frozenset[str]:
        """The words of the proper name, whatever their order."""
        return frozenset(self.core)


def readings(said: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The names in a name: it may tell what the system was called before.

    >>> readings("Lifecare (f.d. Procapita)", Vocabulary.of({}, []))
    ('Lifecare', 'Procapita')
    """
    marks = "|".join(r"\W+".join(map(re.escape, mark.split())) for mark in vocabulary.words.renamed)
    parts = re.split(rf"[\s,(\[]+(?:{marks})\b[.:]?\s+|\s/\s", said, flags=re.IGNORECASE)
    kept = tuple(part.strip(" ()[],") for part in parts if any(map(str.isalpha, part)))
    return kept or (said,)


def _key(core: Sequence[tuple[str, str]]) -> str:
    """The words in one, only the whole without its ending: `Omsorgs vävaren` is `Omsorgsvävaren`."""
    if not core:
        return ""
    (last, head), before = core[-1], "".join(fold(word) for word, _ in core[:-1])
    return stem(before + fold(last)) if head == stem(last) else before + head


def _head(word: str) -> tuple[str, str]:
    """A compound whose last part only says that it is a system, as what stands before that, and that."""
    whole = stem(word)
    if word.endswith("DB") and len(whole) > _LEAST_HEAD + 1:
        return stem(word[:-2]), "databas"
    for suffix in _SUFFIXES:
        if whole.endswith(suffix) and len(whole) - len(suffix) >= _LEAST_HEAD:
            before, inner = _head(whole.removesuffix(suffix).rstrip("s"))
            return before, inner or suffix
    return whole, ""


def _roles(words: Sequence[str], vocabulary: Vocabulary, own: frozenset[str]) -> Iterator[Role]:
    """What each word does in a name."""
    of_supplier = _supplier_words([stem(word) for word in words], vocabulary)
    for i, word in enumerate(words):
        before = fold(words[i - 1]) if i else ""
        yield _role(word, before, vocabulary, own) if i not in of_supplier else "supplier"


def _role(word: str, before: str, vocabulary: Vocabulary, own: frozenset[str]) -> Role:
    known, folded, whole = vocabulary.words, fold(word), stem(word)
    nothing = known.forms | known.between | known.version
    tried: tuple[tuple[Role, object], ...] = (
        ("version", _VERSION.fullmatch(folded) or (folded.isdigit() and before in known.version)),
        ("nothing", folded in nothing or whole in vocabulary.common),
        ("apart", _ORDINAL.fullmatch(folded) or not known.tells_apart.isdisjoint({folded, whole})),
        ("own", _meant(word, vocabulary, own)),
        ("generic", whole in known.generic),
        ("nothing", known.abbreviations.get(folded, whole) in known.endings),
        ("area", vocabulary.named_by(word) or folded in known.areas),
    )
    return next((role for role, holds in tried if holds), "core")


def _meant(word: str, vocabulary: Vocabulary, own: frozenset[str]) -> frozenset[str]:
    """Which of the organisations that own a thing a word in its name stands for."""
    known, organisations = vocabulary.words, vocabulary.organisations
    return frozenset(id_ for id_ in own if id_ in organisations and organisations[id_].means(word, known))


def _supplier_words(stems: Sequence[str], vocabulary: Vocabulary) -> frozenset[int]:
    """Where suppliers stand in a name."""
    longest = 2
    return frozenset(
        place
        for start in range(len(stems))
        for length in range(1, longest + 1)
        if tuple(stems[start : start + length]) in vocabulary.suppliers
        for place in range(start, min(start + length, len(stems)))
    )
