"""Mermaid flowchart, as Markdown on GitHub, GitLab and in wikis draws it: things as boxes, coloured by label.

Mermaid refuses more than 500 relationships or 50 000 characters, and so does this, with how to choose a part. In names
every character that could mean something to Mermaid stands as its code. Reference: mermaid.js.org, maxEdges, maxTextSize.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from eagraph.export import _diagram
from eagraph.export._about import lines
from eagraph.export._files import text_file
from eagraph.graph.colours import label_colour
from eagraph.graph.extract import Extract
from eagraph.locale import both

title = both("Mermaid flowchart")
suffix = "mmd"
MOST_RELATIONSHIPS = 500
MOST_LETTERS = 50_000
_FORM = both("Mermaid")
_MEANING = re.compile(r"[^\w ,.()/+:…·–-]|_")


def write(extract: Extract, path: Path) -> list[Path]:
    """Write the flowchart.

    Raises:
        UsageError: there is more than Mermaid draws.
        StoreError: the file cannot be written.
    """
    _diagram.check(extract, _FORM, relationships=MOST_RELATIONSHIPS)
    text = "".join(f"{line}\n" for line in _lines(extract))
    _diagram.too_much(_FORM, both("characters"), len(text), MOST_LETTERS)
    return text_file(path, text)


def _lines(extract: Extract) -> Iterator[str]:
    yield "flowchart LR"
    yield from (f"  %% {re.sub('[%{}]', ' ', line)}" for line in lines(extract))
    labels = sorted({node.label for node in extract.nodes})
    for box, node, name in _diagram.boxes(extract):
        said = f"{_text(name)}<br/><small>{_text(_diagram.kind(extract, node))}</small>"
        yield f'  {box}["{said}"]:::c{labels.index(node.label)}'
    for source, _, target, words in _diagram.arrows(extract):
        yield f'  {source} -->|"{_text(words)}"| {target}'
    for i, label in enumerate(labels):
        yield f"  classDef c{i} fill:#ffffff,stroke:{label_colour(label)},stroke-width:2px,color:#1f2933"


def _text(text: str) -> str:
    return _MEANING.sub(lambda found: f"#{ord(found[0])};", text)
