"""Looks: a house's own templates, style, logo and words for reports, read from a folder.

    page.html.jinja     the page as HTML (Jinja); `{% extends "ours.html" %}` takes ours and replaces its blocks
    page.typ            the page as PDF (Typst); what it says comes as JSON in `sys.inputs.told`
    style.css           rules that stand after ours in HTML
    words.toml          organisation = "…", logo = "logo.svg", and under [sv] and [en] texts in place of ours

A text of ours is named as it reads in that language, with `{…}` for what is filled in: `"System card: {name}" = "Fact sheet
{name}"`. Every file may be missing. What is wrong with any is told at once, with its place.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from eagraph.errors import InvalidTemplate, Problem, SourceError
from eagraph.locale import LANGUAGES, Text, both

PAGE_HTML, PAGE_TYP, STYLE, WORDS = "page.html.jinja", "page.typ", "style.css", "words.toml"
LOGOS = {".svg": "image/svg+xml", ".png": "image/png"}
LARGEST = 2_000_000
_KNOWN = frozenset({"organisation", "logo", *LANGUAGES})
_GAP = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Looks:
    """What of a house's own there is; empty is as it comes."""

    page_html: str = ""
    page_typ: str = ""
    style: str = ""
    organisation: str = ""
    logo: bytes = field(default=b"", repr=False)
    logo_type: str = ""
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    """All files it was read from, by name."""

    def said(self, text: Text) -> Text:
        """A text in the words of the house."""
        return Text(self._in("sv", text.sv), self._in("en", text.en)) if self.words else text

    def _in(self, language: str, text: str) -> str:
        exact = self.words.get(language, {}).get(text)
        if exact is not None:
            return exact
        for pattern, words in self._patterns.get(language, ()):
            if found := pattern.fullmatch(text):
                return _GAP.sub(lambda gap: found[gap[1]], words)
        return text

    @cached_property
    def _patterns(self) -> dict[str, list[tuple[re.Pattern[str], str]]]:
        """Texts with something filled in, as patterns."""
        return {
            language: [(_pattern(text), own) for text, own in said.items() if _GAP.search(text)]
            for language, said in self.words.items()
        }


def read_looks(folder: Path | None) -> Looks:
    """The looks of a folder; of none, as it comes.

    Raises:
        SourceError: there is no such folder.
        InvalidTemplate: all that is wrong with its files.
    """
    if folder is None:
        return Looks()
    if not folder.is_dir():
        raise SourceError(both("{path}: no such folder of templates.", path=folder))
    files = {name: (folder / name).read_bytes() for name in (PAGE_HTML, PAGE_TYP, STYLE, WORDS) if (folder / name).is_file()}
    told = _toml(files.get(WORDS, b""))
    logo = str(told.get("logo", ""))
    if logo and Path(logo).name == logo and (folder / logo).is_file():
        files[logo] = (folder / logo).read_bytes()
    return looks_of(files)


def looks_of(files: Mapping[str, bytes]) -> Looks:
    """The looks that some files give, by their names.

    Raises:
        InvalidTemplate: all that is wrong with them.
    """
    told = _toml(files.get(WORDS, b""))
    texts = {name: content.decode("utf-8", "replace") for name, content in files.items()}
    problems = [*_too_large(files), *_wrong_words(told, files), *_wrong_style(texts.get(STYLE, ""))]
    problems += [*_wrong_html(texts.get(PAGE_HTML, "")), *_wrong_typ(texts.get(PAGE_TYP, ""))]
    if problems:
        raise InvalidTemplate(problems)
    logo = str(told.get("logo", ""))
    return Looks(
        page_html=texts.get(PAGE_HTML, ""),
        page_typ=texts.get(PAGE_TYP, ""),
        style=texts.get(STYLE, ""),
        organisation=str(told.get("organisation", "")),
        logo=files.get(logo, b""),
        logo_type=LOGOS.get(Path(logo).suffix.lower(), ""),
        words={language: told[language] for language in LANGUAGES if told.get(language)},
        files=dict(sorted(files.items())),
    )


def _toml(content: bytes) -> dict[str, Any]:
    try:
        return tomllib.loads(content.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InvalidTemplate([Problem(WORDS, both("cannot be read ({error}).", error=error))]) from error


def _too_large(files: Mapping[str, bytes]) -> Iterator[Problem]:
    for name, content in files.items():
        if len(content) > LARGEST:
            yield Problem(name, both("has {size} bytes; expected at most {most}.", size=len(content), most=LARGEST))


def _wrong_words(told: Mapping[str, Any], files: Mapping[str, bytes]) -> Iterator[Problem]:
    for name in told.keys() - _KNOWN:
        yield Problem(f"{WORDS}: {name}", both("is not known; expected {known}.", known=", ".join(sorted(_KNOWN))))
    for name in ("organisation", "logo"):
        if not isinstance(told.get(name, ""), str):
            yield Problem(f"{WORDS}: {name}", both("expected a text."))
    logo = told.get("logo", "")
    if isinstance(logo, str) and logo and (logo not in files or Path(logo).suffix.lower() not in LOGOS):
        text = both("there is no such file beside it, or it is neither SVG nor PNG: {logo}.", logo=repr(logo))
        yield Problem(f"{WORDS}: logo", text)
    for language in LANGUAGES:
        said = told.get(language, {})
        if not isinstance(said, dict) or not all(isinstance(own, str) for own in said.values()):
            yield Problem(f"{WORDS}: [{language}]", both('expected lines as "text of ours" = "text of yours".'))
            continue
        for text, own in said.items():
            if missing := set(_GAP.findall(own)) - set(_GAP.findall(text)):
                names = ", ".join(sorted(missing))
                yield Problem(f"{WORDS}: [{language}] {text}", both("has nothing to fill in for {names}.", names=names))


def _wrong_style(style: str) -> Iterator[Problem]:
    if "</" in style:
        yield Problem(STYLE, both("closes an element of HTML; expected rules of CSS alone."))


def _wrong_html(template: str) -> Iterator[Problem]:
    from jinja2 import TemplateSyntaxError
    from jinja2.sandbox import SandboxedEnvironment

    try:
        SandboxedEnvironment().parse(template)
    except TemplateSyntaxError as error:
        yield Problem(f"{PAGE_HTML}:{error.lineno}", both("is no template of Jinja: {error}.", error=error.message))


def _wrong_typ(page: str) -> Iterator[Problem]:
    """Packages would come from the network."""
    for number, line in enumerate(page.splitlines(), start=1):
        if '"@' in line:
            yield Problem(
                f"{PAGE_TYP}:{number}", both("asks for a package from the network; put what it needs in the page.")
            )


def _pattern(text: str) -> re.Pattern[str]:
    parts = _GAP.split(text)
    seen: set[str] = set()
    told = ""
    for i, part in enumerate(parts):
        told += re.escape(part) if i % 2 == 0 else f"(?P={part})" if part in seen else f"(?P<{part}>.+?)"
        seen |= {part} if i % 2 else set()
    return re.compile(told, re.DOTALL)
