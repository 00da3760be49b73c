"""The API's own page: what can be asked, and which problems there are. Plain HTML, nothing from the network."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

from eagraph.api.problems import KINDS
from eagraph.locale import current, say

_STYLE = (
    ":root{color-scheme:light dark}body{font:1rem/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
    "td{padding:.2rem 1rem .2rem 0;vertical-align:top}code{overflow-wrap:anywhere}"
    "@media(max-width:40rem){tr,td{display:block;padding:0}tr{padding:.4rem 0}}"
)

_DOCUMENT = '<a href="openapi.json">openapi.json</a>'


def page(document: dict[str, Any]) -> str:
    """The page for an OpenAPI document."""
    return "\n".join(_lines(document))


def _lines(document: dict[str, Any]) -> Iterator[str]:
    title = f"{document['info']['title']} {document['info']['version']}"
    yield f'<!doctype html><html lang="{current.get()}"><head><meta charset="utf-8"><title>{escape(title)}</title>'
    yield f'<meta name="viewport" content="width=device-width"><style>{_STYLE}</style></head><body><main>'
    told = escape(say("The whole description is in {file}.", file="openapi.json"))
    yield f"<h1>{escape(title)}</h1><p>{told.replace('openapi.json', _DOCUMENT)}</p>"
    screens = say("To the screens")
    yield f'<p><a href="/">{escape(screens)}</a></p>'
    yield _heading(say("What can be asked"))
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            cells = escape(method.upper()), _address(method, path), escape(say(operation["summary"]))
            yield f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"
    yield "</table>" + _heading(say("Problems"))
    for kind in KINDS:
        yield f'<tr id="{kind.name}"><td>{kind.status}</td><td>{kind.name}</td><td>{escape(str(kind.title))}</td></tr>'
    yield "</table></main></body></html>"


def _heading(text: str) -> str:
    return f"<h2>{escape(text)}</h2><table>"


def _address(method: str, path: str) -> str:
    shown = f"<code>{escape(path)}</code>"
    return shown if method != "get" or "{" in path else f'<a href="{escape(path.removeprefix("/"))}">{shown}</a>'
