"""Brings the Swedish catalogue up to date with the texts in the code: `make catalogues`.

Every literal first argument of `both` and `say`, every description, heading and choice of a parameter or column of an
analysis, and every summary of an address of the API is a message. New ones are added empty (a test holds that none stays
so), unused ones go, and the compiled form is written.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from pydantic import BaseModel

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "eagraph" / "locale" / "sv" / "LC_MESSAGES"
PACKAGES = ("eagraph", "loaders", "dashboards")
KEYWORDS = {"both": None, "say": None}


def messages() -> dict[str, list[str]]:
    """Every message, with the files it stands in."""
    found: dict[str, set[str]] = {}
    for package in PACKAGES:
        method = [("**.py", "python")]
        folders = extract_from_dir(str(ROOT / package), method, keywords=KEYWORDS, directory_filter=_is_ours)
        for file, _, message, _, _ in folders:
            text = message if isinstance(message, str) else message[0]
            found.setdefault(text, set()).add(f"{package}/{file}")
    for file, text in (*_fields(), *_summaries()):
        found.setdefault(text, set()).add(file)
    return {text: sorted(files) for text, files in sorted(found.items()) if text}


def _is_ours(folder: str) -> bool:
    """Is it read? Babel leaves out folders that begin with `_`; here they are helpers, and speak."""
    return Path(folder).name != "__pycache__"


def _fields() -> list[tuple[str, str]]:
    """What every parameter, column and part of an answer is, what it is called, and its choices."""
    from eagraph import analysis
    from eagraph.report import words_of
    from eagraph.results import models_in

    found = [("eagraph.report", text) for text in words_of()]
    for name in analysis.names():
        question = analysis.find(name)
        found += [(question.__name__, text) for model in analysis.models(question) for text in words_of(model)]
    return found + [(model.__module__, text) for top in _told() for model in models_in(top) for text in words_of(model)]


def _told() -> tuple[type[BaseModel], ...]:
    """What is told in tables and is no answer of an analysis; and what reports take."""
    from eagraph import reports
    from eagraph.attribution import Answer as Why
    from eagraph.comparison import Differences
    from eagraph.decisions.lines import EntryLine, Line, VersionLine
    from eagraph.exemptions.lines import Line as Exemption
    from eagraph.findings.found import Checked
    from eagraph.findings.listing import Line as Rule
    from eagraph.history.points import Point
    from eagraph.rules.testing import Tried

    taken = (reports.find(name).Params for name in reports.names())
    return (Checked, Rule, Tried, Exemption, Line, VersionLine, EntryLine, Differences, Point, Why, *taken)


def _summaries() -> list[tuple[str, str]]:
    """What each address of the API is for, as its own page says it."""
    from eagraph.api.application import create_api
    from eagraph.api.openapi import operations
    from eagraph.settings import Settings
    from eagraph.workspace import Workspace

    document = create_api(Workspace(Settings())).openapi()
    return [("eagraph.api.routes", operation["summary"]) for _, operation in operations(document)]


def read() -> Catalog:
    """The catalogue as it is."""
    path = FOLDER / "eagraph.po"
    if not path.exists():
        return Catalog(locale="sv")
    with path.open("rb") as file:
        return read_po(file, locale="sv")


def renewed(old: Catalog) -> Catalog:
    """The catalogue with exactly the messages of the code, keeping the translations there are."""
    new = Catalog(locale="sv", project="eagraph", charset="utf-8", header_comment="# Swedish texts of eagraph.")
    new.revision_date = new.creation_date = old.creation_date
    for text, files in messages().items():
        known = old.get(text)
        new.add(text, known.string if known else "", locations=[(file, 0) for file in files])
    return new


def compiled(catalogue: Catalog) -> bytes:
    """The form gettext reads."""
    out = io.BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def main() -> int:
    """Write both files; say what is not translated yet."""
    sys.path.insert(0, str(ROOT))
    catalogue = renewed(read())
    with (FOLDER / "eagraph.po").open("wb") as file:
        write_po(file, catalogue, width=120, include_lineno=False, sort_output=True, omit_header=False)
    (FOLDER / "eagraph.mo").write_bytes(compiled(read()))
    missing = [message.id for message in catalogue if message.id and not message.string]
    print(f"{len(catalogue)} messages, {len(missing)} without Swedish")
    for text in missing:
        print(f"  {text}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
