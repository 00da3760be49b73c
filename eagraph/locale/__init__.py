"""The two languages of every text a user meets, side by side.

English stands in the code and is the key; Swedish stands in the gettext catalogue `sv/LC_MESSAGES/eagraph.po`
(compiled to `.mo` beside it by `make catalogues`). `both` is the one way to make a text:

>>> both("{count} things stop", count=3)
Text(sv='3 saker stannar', en='3 things stop')
"""

from __future__ import annotations

import gettext
from collections.abc import Iterable, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, get_args

Language = Literal["sv", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
LOCALES: dict[Language, str] = {"sv": "sv_SE", "en": "en_GB"}
"""As Babel names them."""
DOMAIN = "eagraph"
COUNTS = frozenset({"count", "total"})
"""Names of values that say how many; their thousands are told apart."""
MANY = 10_000
current: ContextVar[Language] = ContextVar("language", default="en")


@dataclass(frozen=True, slots=True)
class Text:
    """One text in both languages; `str()` gives the language of the reader (the context)."""

    sv: str
    en: str

    def in_language(self, language: Language) -> str:
        """The text in one language."""
        return self.sv if language == "sv" else self.en

    def as_dict(self) -> dict[str, str]:
        """The pair as JSON carries it."""
        return {"sv": self.sv, "en": self.en}

    def __str__(self) -> str:
        return self.in_language(current.get())


@cache
def _swedish() -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, localedir=Path(__file__).parent, languages=["sv"], fallback=True)


def both(message: str, **values: object) -> Text:
    """A text in both languages, with values filled in; a value that is a Text speaks its own language in each.

    >>> both("{count} things stop", count=12345).en
    '12,345 things stop'
    """
    swedish = _swedish().gettext(message)
    if not values:
        return Text(sv=swedish, en=message)
    return Text(sv=swedish.format(**_spoken(values, "sv")), en=message.format(**_spoken(values, "en")))


def _spoken(values: dict[str, object], language: Language) -> dict[str, object]:
    return {name: _one(name, value, language) for name, value in values.items()}


def _one(name: str, value: object, language: Language) -> object:
    if isinstance(value, Text):
        return value.in_language(language)
    if name in COUNTS and isinstance(value, int) and value >= MANY:
        return f"{value:,}".replace(",", "\N{NO-BREAK SPACE}" if language == "sv" else ",")
    return value


def say(message: str, **values: object) -> str:
    """A text in the reader's language; for screens, where the language is known while the page is made."""
    return str(both(message, **values))


def figure(value: float, digits: int = 3) -> Text:
    """A number in so many figures, and all of those before the decimal sign, which is that of each language.

    >>> figure(0.12345), figure(23456.7)
    (Text(sv='0,123', en='0.123'), Text(sv='23457', en='23457'))
    """
    text = f"{value:.{digits}g}" if abs(value) < 10**digits else f"{value:.0f}"
    return Text(sv=text.replace(".", ","), en=text)


def number(value: float) -> str:
    """A number with the thousands and decimals of the reader's language."""
    from babel.numbers import format_decimal

    return format_decimal(value, locale=LOCALES[current.get()])


def joined(texts: list[Text], separator: str = "; ") -> Text:
    """Several texts as one."""
    return Text(sv=separator.join(t.sv for t in texts), en=separator.join(t.en for t in texts))


def plain(text: object) -> Text:
    """A name, the same in both languages."""
    return Text(str(text), str(text))


def listed(texts: Sequence[Text]) -> Text:
    """Texts in a row, "and" before the last; a dash where there is none."""
    if len(texts) > 1:
        return both("{names} and {last}", names=joined([*texts[:-1]], ", "), last=texts[-1])
    return texts[0] if texts else plain("–")


def first_of(names: Iterable[str], most: int) -> Text:
    """The first names in a row, and how many more there are."""
    told = [plain(name) for name in names]
    if len(told) > most:
        return both("{names} and {count} more", names=joined(told[:most], ", "), count=len(told) - most)
    return listed(told)
