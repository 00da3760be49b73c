"""Writes the generated parts of the README from the code: `make readme`.

A part stands between `<!-- begin NAME -->` and `<!-- end NAME -->`.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
ROOMS = (
    "eagraph/model", "eagraph/loading", "eagraph/store", "eagraph/graph", "eagraph/analysis", "eagraph/scenarios",
    "eagraph/history", "eagraph/attribution", "eagraph/drawing", "eagraph/export", "eagraph/report", "eagraph/reports",
    "eagraph/packages", "eagraph/deliveries", "eagraph/sourcing", "eagraph/api/routes", "eagraph/cli", "loaders",
    "dashboards/pages",
)  # fmt: skip


def renewed(text: str) -> str:
    """The README with every generated part as the code says now."""
    for name, part in PARTS.items():
        pattern = re.compile(rf"(<!-- begin {name} -->\n).*?(<!-- end {name} -->)", re.DOTALL)
        if not pattern.search(text):
            raise ValueError(f"README.md has no part {name}")
        body = "\n".join(part()) + "\n"
        text = pattern.sub(lambda match, body=body: match[1] + body + match[2], text)  # type: ignore[misc]
    return text


def _first_sentence(path: Path) -> str:
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return " ".join(docstring.partition("\n\n")[0].split())


def _members(room: str) -> Iterable[Path]:
    return (p for p in sorted((ROOT / room).glob("*.py")) if not p.name.startswith("_"))


def rooms() -> Iterable[str]:
    """The map of the house: every room, what it is, its members."""
    yield "| room | what | members |"
    yield "|---|---|---|"
    for room in ROOMS:
        members = ", ".join(f"`{p.stem}`" for p in _members(room))
        yield f"| `{room}/` | {_first_sentence(ROOT / room / '__init__.py')} | {members} |"


def analyses() -> Iterable[str]:
    """Every analysis with its question."""
    from eagraph import analysis

    yield "| analysis | answers |"
    yield "|---|---|"
    for name in analysis.names():
        module = analysis.find(name)
        yield f"| `{name}` | {module.question.en} |"


def formats() -> Iterable[str]:
    """Every format that can be loaded."""
    from eagraph.loading import detection

    yield "| loader | reads |"
    yield "|---|---|"
    for name in detection.loader_packages():
        yield f"| `{name}` | {detection.loader_named(name).title.en} |"


def exports() -> Iterable[str]:
    """Every format the landscape leaves in."""
    from eagraph import export

    yield "| format | writes |"
    yield "|---|---|"
    for name in export.names():
        yield f"| `{name}` | {export.find(name).title.en} |"


def reports() -> Iterable[str]:
    """Every report."""
    from eagraph import reports

    yield "| report | tells |"
    yield "|---|---|"
    for name in reports.names():
        yield f"| `{name}` | {reports.find(name).about.en} |"


def commands() -> Iterable[str]:
    """Every command."""
    from eagraph import cli, plugins

    yield "| command | does |"
    yield "|---|---|"
    for name in plugins.member_names(cli):
        yield f"| `eagraph {name}` | {plugins.member(cli, name).about.en} |"


def settings() -> Iterable[str]:
    """Every setting with its default."""
    from pydantic_core import PydanticUndefined

    from eagraph.settings import Settings

    yield "| setting | default | what |"
    yield "|---|---|---|"
    for name, field in Settings.model_fields.items():
        default = f"`{field.default}`" if not field.is_required() and field.default not in (None, PydanticUndefined) else "–"
        yield f"| `EAGRAPH_{name.upper()}` | {default} | {field.description} |"


PARTS: dict[str, Callable[[], Iterable[str]]] = {
    "rooms": rooms, "analyses": analyses, "formats": formats, "exports": exports, "reports": reports,
    "commands": commands, "settings": settings,
}  # fmt: skip


def main() -> int:
    """Write the README."""
    sys.path.insert(0, str(ROOT))
    README.write_text(renewed(README.read_text(encoding="utf-8")), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
