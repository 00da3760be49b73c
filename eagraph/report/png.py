"""PNG: the first picture of an answer, as pixels, twice as fine as a screen."""

from __future__ import annotations

from eagraph.report import Document
from eagraph.report._pictures import first

media_type = "image/png"
suffix = "png"
DOTS_PER_INCH = 144.0
_PAGE = b'#set page(width: auto, height: auto, margin: 0pt)\n#image(bytes(sys.inputs.svg), format: "svg")'


def render(document: Document) -> bytes:
    """The picture.

    Raises:
        UsageError: the answer has none.
    """
    import typst

    png: bytes = typst.compile(_PAGE, sys_inputs={"svg": first(document).svg}, format="png", ppi=DOTS_PER_INCH)
    return png
