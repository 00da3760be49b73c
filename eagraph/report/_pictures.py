"""The picture of a document that is asked for as a picture alone."""

from __future__ import annotations

from eagraph.drawing import Picture
from eagraph.errors import UsageError
from eagraph.locale import both
from eagraph.report import Document


def first(document: Document) -> Picture:
    """Its first picture.

    Raises:
        UsageError: it has none, or a class that a picture has no room for.
    """
    if document.marking:
        text = both("A picture has no room to say “{marking}”; ask for html, pdf or a table.", marking=document.marking)
        raise UsageError(text)
    drawn = document.draw()
    if not drawn:
        raise UsageError(both("There is no picture of {title}; ask for html, pdf or a table.", title=document.title))
    return drawn[0]
