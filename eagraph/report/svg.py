"""SVG: the first picture of an answer, in the colours of paper."""

from __future__ import annotations

from eagraph.report import Document
from eagraph.report._pictures import first

media_type = "image/svg+xml"
suffix = "svg"


def render(document: Document) -> bytes:
    """The picture.

    Raises:
        UsageError: the answer has none.
    """
    return first(document).svg.encode()
