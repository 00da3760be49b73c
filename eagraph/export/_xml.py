"""XML, line by line, with texts that any XML reader takes.

XML 1.0 has no control characters but tab and line ends; where a text has one, the replacement character stands for it.

>>> element("name", {"xml:lang": "sv"}, "R&D ]]>")
'<name xml:lang="sv">R&amp;D ]]&gt;</name>'
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import chain
from pathlib import Path

from eagraph.export._files import whole_file

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_ATTRIBUTE = _TEXT | str.maketrans({'"': "&quot;", "\n": "&#10;", "\t": "&#9;"})
_NONE: Mapping[str, str] = {}


def element(tag: str, attributes: Mapping[str, str] = _NONE, text: str = "") -> str:
    """An element with a text, or with nothing."""
    if not text:
        return f"{opened(tag, attributes)[:-1]}/>"
    return f"{opened(tag, attributes)}{legal(text).translate(_TEXT)}</{tag}>"


def opened(tag: str, attributes: Mapping[str, str] = _NONE) -> str:
    """The beginning of an element with more in it; `closed` ends it."""
    said = "".join(f' {name}="{legal(value).translate(_ATTRIBUTE)}"' for name, value in attributes.items())
    return f"<{tag}{said}>"


def closed(tag: str) -> str:
    """The end of an element."""
    return f"</{tag}>"


def comment(lines: Iterable[str]) -> str:
    """A comment, which may not have two hyphens together."""
    return "<!-- {} -->".format(legal("; ".join(lines)).replace("-", "\u2010"))


def legal(text: str) -> str:
    """A text as XML may hold it."""
    return _NOT_XML.sub("\ufffd", text)


def legal_id(text: str) -> str:
    """An identifier as XML may hold it: two that differ stay two."""
    return _NOT_XML.sub(lambda found: f"\\x{ord(found[0]):02x}", text)


def xml_file(path: Path, lines: Iterable[str]) -> list[Path]:
    """Write a document; its lines come one by one.

    Raises:
        StoreError: the file cannot be written.
    """
    with whole_file(path) as unfinished, unfinished.open("w", encoding="utf-8", newline="\n") as out:
        for line in chain((DECLARATION,), lines):
            out.write(line + "\n")
    return [path]
