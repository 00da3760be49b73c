"""The form of a precheck: a planned flow, new information, a publication; each in a part, and they may go together."""

from __future__ import annotations

from typing import Any

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component
from pydantic import BaseModel, create_model

from dashboards.asked import Said, Wrong
from dashboards.components.boxes import small, stack
from dashboards.components.form import form
from eagraph.analysis import parameters
from eagraph.analysis.precheck import Params
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import Text, both, say
from eagraph.model.rule_words import category_text

NAME = "precheck"
PARTS: dict[str, tuple[Text, Text, tuple[tuple[str, ...], ...]]] = {
    "flow": (
        both("A planned flow"),
        both("Who is to send what to whom, and whether anything is filtered away on the way."),
        (("from", "to", "carries", "filter", "filter_removes", "filter_evidence"),),
    ),
    "asset": (
        both("New information"),
        both("Information that is not in the landscape yet: what it is about, how much, and where it will be held."),
        (
            ("asset", "held_by", "owned_by"),
            ("asset_k", "asset_r", "asset_t", "asset_s", "categories", "subject_kind"),
            ("subjects", "records", "resolution_s", "retention_d", "personal", "special_category"),
        ),
    ),
    "publish": (
        both("A publication"),
        both("Information that is to be open data; it is judged together with all that is published already."),
        (("publish",),),
    ),
    "when": (both("How it is worked out"), both("On which day, and how many rows are shown."), (("at", "limit"),)),
}
"""What belongs together, in the words of the page, in groups; every parameter of the question is in one of them."""
CATEGORIES = frozenset({"categories", "filter_removes"})


def parts(snapshot: Snapshot, said: Said, usual: Said, wrong: Wrong) -> Component:
    """All parts; open are the first, and those of which something is said."""
    model, shown = snapshot.schema.classification, []
    offered = [{"value": name, "label": str(category_text(name, model))} for name in sorted(model.categories)]
    for key, (title, about, groups) in PARTS.items():
        content = [form(NAME, snapshot, _part(key, names), said, usual, wrong) for names in groups]
        for group in content:
            _offer_categories(group, offered)
        is_open = any(name in said or name in wrong for names in groups for name in names) or (key == "flow" and not said)
        head = html.Summary(html.H2(str(title), className="eagraph-inline"))
        shown.append(html.Details([head, stack([small(str(about)), *content])], open=is_open, className="eagraph-part"))
    return stack(shown)


def example() -> str:
    """What to do first."""
    return say("Say what is planned in one or several parts, and press Check it. Nothing is changed.")


def _part(key: str, names: tuple[str, ...]) -> type[BaseModel]:
    known = parameters(Params)
    fields: dict[str, Any] = {name: (known[name].annotation, known[name]) for name in names}
    made: type[BaseModel] = create_model(key, **fields)
    return made


def _offer_categories(place: Any, offered: list[dict[str, str]]) -> None:
    """Categories are chosen among those that rules know; the name of each is shown, its key is what is said."""
    children = getattr(place, "children", None)
    for i, one in enumerate(children if isinstance(children, list) else [children]):
        if isinstance(one, dmc.TagsInput) and one.id["name"] in CATEGORIES and isinstance(children, list):
            told = {name: getattr(one, name, None) for name in ("id", "label", "description", "error", "value")}
            children[i] = dmc.MultiSelect(**told, data=offered, searchable=True, clearable=True, hidePickedOptions=True)
        elif isinstance(one, Component):
            _offer_categories(one, offered)
