"""Numbers in a sentence: no more figures than mean anything, and the decimal sign of each language."""

from __future__ import annotations

from eagraph.locale import Text


def figure(number: float, digits: int = 3) -> Text:
    """A number in so many figures, and all of those before the decimal sign.

    >>> figure(0.12345), figure(23456.7)
    (Text(sv='0,123', en='0.123'), Text(sv='23457', en='23457'))
    """
    text = f"{number:.{digits}g}" if abs(number) < 10**digits else f"{number:.0f}"
    return Text(sv=text.replace(".", ","), en=text)
