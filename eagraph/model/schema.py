"""Schema: the declared types together with a user's own, and how a raw property becomes a value of the model.

A user's own file (TOML, named in the settings) adds types, adds properties, or turns what travels along a type:

    [node.Vehicle]
    sv = "fordon"
    en = "vehicle"
    properties.plate = { kind = "text", sv = "skylt", en = "plate" }

    [relationship.CHARGES]
    sv = "laddar"
    en = "charges"
    failure = "with"
"""

from __future__ import annotations

import dataclasses
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path
from typing import Any, NamedTuple, get_args

from eagraph.errors import InvalidLandscape, Problem, SourceError, nearest_names
from eagraph.locale import Text, both
from eagraph.model import nodes, relationships
from eagraph.model.classification_model import ClassificationModel
from eagraph.model.fields import BadValue, Field, Kind, Value, undeclared
from eagraph.model.nodes import NodeType
from eagraph.model.relationships import RelationshipType, Travel

VIEWS = ("failure", "data", "requirement", "attack")


@dataclass(frozen=True)
class Schema:
    """All node and relationship types in force, and the model by which information is classified."""

    node_types: tuple[NodeType, ...]
    relationship_types: tuple[RelationshipType, ...]
    classification: ClassificationModel = dataclasses.field(default_factory=ClassificationModel.standard)

    @staticmethod
    @cache
    def standard() -> Schema:
        """The declared model, nothing added."""
        return Schema(nodes.NODE_TYPES, relationships.RELATIONSHIP_TYPES)

    @cached_property
    def node(self) -> Mapping[str, NodeType]:
        """Node types by label."""
        return {t.label: t for t in self.node_types}

    @cached_property
    def relationship(self) -> Mapping[str, RelationshipType]:
        """Relationship types by name."""
        return {t.type: t for t in self.relationship_types}

    @cached_property
    def node_fields(self) -> Mapping[str, Mapping[str, Field]]:
        """Declared fields by label and name, the common ones included."""
        return {t.label: {f.name: f for f in (*nodes.COMMON, *t.fields)} for t in self.node_types}

    @cached_property
    def relationship_fields(self) -> Mapping[str, Mapping[str, Field]]:
        """Declared fields by type and name, the common ones included."""
        return {t.type: {f.name: f for f in (*relationships.COMMON, *t.fields)} for t in self.relationship_types}


def read_properties(
    fields: Mapping[str, Field], raw: Mapping[str, object], where: str
) -> tuple[dict[str, Value], list[Problem]]:
    """Properties as the model keeps them, and what could not be read. Empty means absent."""
    values: dict[str, Value] = {}
    problems: list[Problem] = []
    for name, value in raw.items():
        if value is None or value in ("", (), []) or (isinstance(value, str) and not value.strip()):
            continue
        field = fields.get(name)
        try:
            read = field.read(value) if field else undeclared(value)
            if read not in ("", ()):
                values[name] = read
        except BadValue as error:
            problems.append(
                Problem(
                    where,
                    both("{name} is {found}; expected {expected}.", name=name, found=repr(value), expected=error.expected),
                )
            )
    return values, problems


def read_schema(path: Path | None) -> Schema:
    """The declared model with a user's own file laid over it.

    Raises:
        SourceError: the file cannot be read as TOML.
        InvalidLandscape: what it declares is not of the model's form; everything wrong at once.
    """
    standard = Schema.standard()
    if path is None:
        return standard
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SourceError(both("{path}: not a readable TOML file ({error}).", path=path, error=error)) from error
    problems = list(_unexpected(document, path)) or list(_unknown_ends(document, standard, path))
    if problems:
        raise InvalidLandscape(problems)
    own_nodes = {
        label: _node_type(label, said, standard.node.get(label)) for label, said in document.get("node", {}).items()
    }
    own_types = {
        name: _relationship_type(name, said, standard.relationship.get(name))
        for name, said in document.get("relationship", {}).items()
    }
    return Schema(tuple({**standard.node, **own_nodes}.values()), tuple({**standard.relationship, **own_types}.values()))


def _unexpected(document: Mapping[str, Any], path: Path) -> Iterator[Problem]:
    for key in sorted(document.keys() - _FORMS.keys()):
        yield Problem(str(path), both("unknown table {key}; expected node or relationship.", key=repr(key)))
    for kind, forms in _FORMS.items():
        types = document.get(kind, {})
        for name, said in types.items() if isinstance(types, dict) else [("", types)]:
            where = f"{path} [{kind}.{name}]" if name else f"{path} [{kind}]"
            if not isinstance(said, dict) or not name.isidentifier():
                yield Problem(where, both("expected a table with a name of letters, digits and _."))
                continue
            yield from _misshapen(said, forms, where)
            fields = said.get("properties", {})
            for field, form in fields.items() if isinstance(fields, dict) else ():
                if isinstance(form, dict):
                    yield from _misshapen(form, _FIELD_FORMS, f"{where} {field}")
                else:
                    yield Problem(
                        f"{where} {field}", both("expected a kind among {kinds}.", kinds=", ".join(get_args(Kind)))
                    )


def _unknown_ends(document: Mapping[str, Any], standard: Schema, path: Path) -> Iterator[Problem]:
    """Labels that a type names as its ends and that are neither declared nor in the file."""
    labels = [*standard.node, *document.get("node", {})]
    for name, said in document.get("relationship", {}).items():
        for label in [*said.get("sources", ()), *said.get("targets", ())]:
            if label not in labels:
                near = ", ".join(nearest_names(label, labels) or sorted(labels))
                text = both("unknown label {label}; did you mean {near}?", label=repr(label), near=near)
                yield Problem(f"{path} [relationship.{name}]", text)


def _misshapen(said: Mapping[str, object], forms: Mapping[str, _Form], where: str) -> Iterator[Problem]:
    """Keys a table may not have, and values that are not of the form their key takes."""
    for key, value in said.items():
        if key not in forms:
            yield Problem(where, both("unknown key {key}; expected {keys}.", key=repr(key), keys=", ".join(sorted(forms))))
        elif not forms[key].fits(value):
            text = both("{key} is {found}; expected {expected}.", key=key, found=repr(value), expected=forms[key].text)
            yield Problem(where, text)


class _Form(NamedTuple):
    """What a key of a user's own file takes."""

    fits: Callable[[object], bool]
    text: Text


def _one_of(words: Iterable[str]) -> _Form:
    known = list(words)
    return _Form(lambda value: value in known, Text(" | ".join(known), " | ".join(known)))


_A_TEXT = _Form(lambda value: isinstance(value, str), both("a text"))
_TEXTS = _Form(
    lambda value: isinstance(value, list) and all(isinstance(part, str) for part in value), both("a list of texts")
)
_A_TABLE = _Form(lambda value: isinstance(value, dict), both("a table"))
_A_NUMBER = _Form(lambda value: isinstance(value, int | float) and not isinstance(value, bool), both("a number"))
_A_SWITCH = _Form(lambda value: isinstance(value, bool), both("true or false"))
_NODE_FORMS = {"sv": _A_TEXT, "en": _A_TEXT, "properties": _A_TABLE}
_FORMS: dict[str, dict[str, _Form]] = {
    "node": _NODE_FORMS,
    "relationship": {**_NODE_FORMS, "sources": _TEXTS, "targets": _TEXTS, **dict.fromkeys(VIEWS, _one_of(Travel))},
}
_FIELD_FORMS = {
    "sv": _A_TEXT, "en": _A_TEXT, "kind": _one_of(get_args(Kind)), "unit": _A_TEXT, "low": _A_NUMBER, "high": _A_NUMBER,
    "choices": _TEXTS, "closed": _A_SWITCH,
}  # fmt: skip


def _fields(said: dict[str, Any]) -> tuple[Field, ...]:
    return tuple(
        Field(
            name, Text(form.get("sv", name), form.get("en", name)), form.get("kind", "text"), form.get("unit", ""),
            form.get("low"), form.get("high"), tuple(form.get("choices", ())), form.get("closed", False),
        )
        for name, form in said.get("properties", {}).items()
    )  # fmt: skip


def _named(name: str, said: dict[str, Any], base: Text | None) -> Text:
    base = base or Text(name, name)
    return Text(said.get("sv", base.sv), said.get("en", base.en))


def _node_type(label: str, said: dict[str, Any], base: NodeType | None) -> NodeType:
    named = _named(label, said, base.text if base else None)
    if base is None:
        return NodeType(label, named, both("a type of the user's own"), _fields(said))
    return replace(base, text=named, fields=(*base.fields, *_fields(said)))


def _relationship_type(name: str, said: dict[str, Any], base: RelationshipType | None) -> RelationshipType:
    blank = RelationshipType(name, Text(name, name), *(Travel.NOT,) * 4)
    base = base or blank
    changed: dict[str, Any] = {view: Travel(said[view]) for view in VIEWS if view in said}
    changed |= {end: tuple(said[end]) for end in ("sources", "targets") if end in said}
    return replace(base, text=_named(name, said, base.text), fields=(*base.fields, *_fields(said)), **changed)
