"""PlantUML with the C4 model: people and organisations, systems (outside ones apart), information, and what else there is.

The library is the one PlantUML brings with it (`<C4/C4_Container>`): nothing is fetched. In texts every character but
letters, digits and plain punctuation stands as its code, for the preprocessor reads texts too. Reference: c4model.com.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from eagraph.export import _diagram
from eagraph.export._about import lines
from eagraph.export._files import text_file
from eagraph.graph.extract import Extract
from eagraph.locale import both
from eagraph.model.landscape import Node

title = both("PlantUML (C4)")
suffix = "puml"
MOST_RELATIONSHIPS = 1_000
PEOPLE = frozenset({"Person", "Role", "TargetGroup", "Organisation"})
SYSTEMS = frozenset({"System", "DigitalService"})
OUTSIDE = frozenset({"external", "supplier", "authority"})
"""Values of `scope` of a system, or `kind` of an organisation, that stand outside."""
_MEANING = re.compile(r"[^\w ,.():…·–-]|_|(?<=-)-")


def write(extract: Extract, path: Path) -> list[Path]:
    """Write the diagram.

    Raises:
        UsageError: there is more than anybody reads on one.
        StoreError: the file cannot be written.
    """
    _diagram.check(extract, both("PlantUML"), relationships=MOST_RELATIONSHIPS)
    return text_file(path, "".join(f"{line}\n" for line in _lines(extract)))


def _lines(extract: Extract) -> Iterator[str]:
    yield "@startuml"
    yield from (f"' {line}" for line in lines(extract))
    yield "!include <C4/C4_Container>"
    yield "LAYOUT_LEFT_RIGHT()"
    for box, node, name in _diagram.boxes(extract):
        yield _box(box, node, name, _diagram.kind(extract, node))
    for source, _, target, words in _diagram.arrows(extract):
        yield f'Rel({source}, {target}, "{_text(words)}")'
    yield "@enduml"


def _box(box: str, node: Node, name: str, kind: str) -> str:
    outside = "_Ext" if OUTSIDE & {node.properties.get("scope"), node.properties.get("kind")} else ""
    about = _text(_diagram.short(str(node.properties.get("description", ""))))
    if node.label in PEOPLE | SYSTEMS:
        shape = "Person" if node.label in PEOPLE else "System"
        return f'{shape}{outside}({box}, "{_text(name)}", "{about or _text(kind)}")'
    shape = "ContainerDb" if node.label == "InformationAsset" else "Container"
    return f'{shape}({box}, "{_text(name)}", "{_text(kind)}", "{about}")'


def _text(text: str) -> str:
    return _MEANING.sub(lambda found: f"<U+{ord(found[0]):04X}>", text)
