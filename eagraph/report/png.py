"""PNG: the first picture of an answer, as pixels, twice as fine as a screen."""

from __future__ import annotations

from eagraph.report import Document
from eagraph.report._pictures import first, pixels

media_type = "image/png"
suffix = "png"


def render(document: Document) -> bytes:
    """The picture.

    Raises:
        UsageError: the answer has none.
    """
    return pixels(first(document).svg)
