"""Graphviz: things as boxes, coloured by label; relationships as arrows with their words. `dot -Tsvg landscape.dot`.

A box has the thing's id as tooltip. Reference: graphviz.org, the DOT language.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from eagraph.export import _diagram
from eagraph.export._about import lines, one_line
from eagraph.export._files import text_file
from eagraph.graph.colours import label_colour
from eagraph.graph.extract import Extract
from eagraph.locale import both

title = both("Graphviz (DOT)")
suffix = "dot"
MOST_RELATIONSHIPS = 2_000
_ESCAPED = str.maketrans({"\\": r"\\", '"': r"\"", "&": "&amp;"})


def write(extract: Extract, path: Path) -> list[Path]:
    """Write the picture.

    Raises:
        UsageError: there is more than anybody reads on one.
        StoreError: the file cannot be written.
    """
    _diagram.check(extract, both("Graphviz"), relationships=MOST_RELATIONSHIPS)
    return text_file(path, "".join(f"{line}\n" for line in _lines(extract)))


def _lines(extract: Extract) -> Iterator[str]:
    yield from (f"// {line}" for line in lines(extract))
    yield "digraph eagraph {"
    yield '  graph [rankdir=LR, charset="UTF-8", fontname="sans-serif"];'
    yield '  node [shape=box, style="rounded", fontname="sans-serif", penwidth=2];'
    yield '  edge [fontname="sans-serif", fontsize=10, color="#6b7785"];'
    for box, node, name in _diagram.boxes(extract):
        said = rf"{_text(name)}\n({_text(_diagram.kind(extract, node))})"
        yield f'  {box} [label="{said}", color="{label_colour(node.label)}", tooltip="{_text(node.id)}"];'
    for source, tie, target, words in _diagram.arrows(extract):
        yield f'  {source} -> {target} [label="{_text(words)}", tooltip="{_text(tie.type)}"];'
    yield "}"


def _text(text: str) -> str:
    return one_line(text).translate(_ESCAPED)
