"""What every format that draws has in common: how much can be drawn, and what stands in its boxes."""

from __future__ import annotations

from collections.abc import Iterator

from eagraph.errors import UsageError
from eagraph.export._about import one_line
from eagraph.graph.extract import Extract
from eagraph.locale import Text, both
from eagraph.model.landscape import Node, Relationship

MOST_THINGS = 500
"""More than anybody reads on one picture, and about what renderers lay out."""
_LONGEST = 60


def check(extract: Extract, form: Text, *, relationships: int) -> None:
    """Is there no more than can be drawn?

    Raises:
        UsageError: there is; it names the bound.
    """
    too_much(form, both("things"), len(extract.nodes), MOST_THINGS)
    too_much(form, both("relationships"), len(extract.relationships), relationships)


def too_much(form: Text, what: Text, count: int, most: int) -> None:
    """Refuse more than can be drawn.

    Raises:
        UsageError: there is more.
    """
    if count > most:
        text = both(
            "{form} draws at most {most} {what}, and this is {count}. Choose a part: around a thing (--around, --hops), "
            "of an organisation (--organisation), of some labels (--label).", form=form, most=most, what=what, count=count,
        )  # fmt: skip
        raise UsageError(text)


def boxes(extract: Extract) -> Iterator[tuple[str, Node, str]]:
    """For each thing an identifier any language takes, and its name in one line."""
    for i, node in enumerate(extract.nodes):
        yield f"n{i}", node, short(node.name)


def arrows(extract: Extract) -> Iterator[tuple[str, Relationship, str, str]]:
    """For each relationship the identifiers of its ends, and what it is in words."""
    box = {node.id: f"n{i}" for i, node in enumerate(extract.nodes)}
    for tie in extract.relationships:
        yield box[tie.source], tie, box[tie.target], str(extract.schema.relationship[tie.type].text)


def kind(extract: Extract, node: Node) -> str:
    """What a thing is, in words."""
    return str(extract.schema.node[node.label].text)


def short(name: str) -> str:
    """A name that fits a box."""
    line = " ".join(one_line(name).split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
