"""Packages: a report with all that somebody else needs to get it again on another machine, and to see that it is unchanged.

A package is a zip with

    manifest.json                       what was asked, of which data, under which versions, and the SHA-256 of every member
    report/                             the report: HTML, and the format that was asked for
    data/                               its data: report.json, and every table as CSV
    answers/                            every answer it rests on, as JSON
    landscape/                          the landscape: our own folder (nodes.csv, relationships.csv), where each record is
                                        from (sources.json), and what was kept beside it and looked at (saved.json)
    settings/                           settings that matter: settings.json, and the files they name
    templates/                          the looks and words of the house, where it has its own

There is no clock in it: the same landscape, parameters, settings and date give the same bytes. `making` writes one,
`verifying` works everything out again from the landscape inside and names every file and value that differs.
"""

from __future__ import annotations

import datetime as dt
from importlib.metadata import version
from typing import Any

from pydantic import Field

from eagraph.locale import Language
from eagraph.results import Value

FORM = 1
MANIFEST = "manifest.json"
LIBRARIES = ("jinja2", "openpyxl", "python-docx", "typst")
"""What the bytes of a report hang on beside this program."""


class Order(Value):
    """A report that is asked for: by name, with parameters, in a language, as of a date, in formats."""

    report: str
    params: dict[str, Any] = Field(default_factory=dict)
    language: Language
    date: dt.date
    formats: tuple[str, ...] = ("html",)


class Member(Value):
    """One file of a package."""

    sha256: str = Field(pattern="^[0-9a-f]{64}$")
    bytes: int = Field(ge=0)


class Manifest(Value):
    """What a package says of itself."""

    form: int
    order: Order
    snapshot: str = Field(description="hash of the landscape")
    data_date: str = Field(description="the day a source was last loaded")
    scenario: str = ""
    point: str = ""
    model_hash: str = Field(description="hash of the classification model in force")
    rules_hash: str = Field(description="hash of the rules in force and their parameters")
    program: str
    libraries: dict[str, str]
    members: dict[str, Member]


def versions() -> dict[str, str]:
    """The libraries here, by name."""
    return {name: version(name) for name in LIBRARIES}


def program() -> str:
    """This program."""
    return f"eagraph {version('eagraph')}"
