"""The picture of a document that is asked for as a picture alone, and a picture as pixels."""

from __future__ import annotations

from eagraph.drawing import Picture
from eagraph.errors import UsageError
from eagraph.locale import both
from eagraph.report import Document

DOTS_PER_INCH = 144.0
_PAGE = b'#set page(width: auto, height: auto, margin: 0pt)\n#image(bytes(sys.inputs.svg), format: "svg")'


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


def pixels(svg: str) -> bytes:
    """A drawing as PNG, twice as fine as a screen."""
    import typst

    png: bytes = typst.compile(_PAGE, sys_inputs={"svg": svg}, format="png", ppi=DOTS_PER_INCH)
    return png
