"""What in a description contradicts itself? The rules of TD 1.1 that concern more than one member, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from eagraph.errors import Problem
from eagraph.locale import Text, both
from loaders._documents.part import Part
from loaders._wot.structure import PLACEHOLDER
from loaders._wot.walk import affordances, forms, names, schemas

_NEEDED = {"code": ("authorization", "token"), "client": ("token",), "device": ("authorization", "token")}
"""What each flow of OAuth 2.0 needs (§5.3.3.10)."""
_WRITING = ("writeproperty",)
_READING = ("readproperty", "observeproperty", "unobserveproperty")


def find_contradictions(thing: Part, *, is_model: bool) -> Iterator[Problem]:
    """Everything that does not fit together."""
    yield from _undefined_security(thing)
    yield from _schemes(thing, is_model=is_model)
    yield from _variables_for_keys(thing)
    yield from _links(thing, is_model=is_model)
    yield from _responses(thing)
    for schema in schemas(thing):
        yield from _schema(schema)
    for _, _, affordance in affordances(thing, "properties"):
        yield from _access(affordance)
    yield from _uri_variables(thing)


def _undefined_security(thing: Part) -> Iterator[Problem]:
    defined = [name for name, _ in thing.items("securityDefinitions")]
    places = [thing, *(form for _, form in forms(thing))]
    combined = [scheme.get(key) for _, scheme in thing.items("securityDefinitions") for key in ("oneOf", "allOf")]
    used = [found for found in (*(place.get("security") for place in places), *combined) if found is not None]
    for one in (part for found in used for part in found.parts()):
        if isinstance(one.value, str) and one.value not in defined and not PLACEHOLDER.search(one.value):
            known = ", ".join(defined) or "–"
            text = both("{name} is not among securityDefinitions ({known}).", name=repr(one.value)[:80], known=known)
            yield Problem(one.place, text)


def _schemes(thing: Part, *, is_model: bool) -> Iterator[Problem]:
    for _, scheme in thing.items("securityDefinitions"):
        if scheme.text("scheme") == "oauth2" and not is_model:
            for name in _NEEDED.get(scheme.text("flow"), ()):
                if scheme.get(name) is None:
                    yield Problem(scheme.at(name, None).place, both("{name} is mandatory.", name=name))
        given = [key for key in ("oneOf", "allOf") if scheme.get(key) is not None]
        if scheme.text("scheme") == "combo" and len(given) != 1 and not (is_model and not given):
            yield Problem(scheme.place, both("a combination names either oneOf or allOf."))


def _variables_for_keys(thing: Part) -> Iterator[Problem]:
    """A key that stands in the URI is a variable of every URI it is used for, and of no other meaning (§5.3.3.5)."""
    schemes = dict(thing.items("securityDefinitions"))
    keys = {name: key for name, one in schemes.items() if one.text("in") == "uri" and (key := one.text("name"))}
    if not keys:
        return
    for place in (thing, *(affordance for _, _, affordance in affordances(thing))):
        for name, variable in place.items("uriVariables"):
            if name in keys.values():
                yield Problem(variable.place, both("the variable {name} is the key of a security scheme.", name=repr(name)))
    for _, form in forms(thing):
        used = names(form, "security") or names(thing, "security")
        used += [name for one in used if one in schemes for name in names(schemes[one], "allOf")]
        address = thing.text("base") + form.text("href")
        for key in (keys[name] for name in dict.fromkeys(used) if name in keys):
            if not re.search(rf"\{{[^{{}}]*\b{re.escape(key)}\b[^{{}}]*\}}", address):
                text = both("the URI has no variable {name} for the key of its security scheme.", name=repr(key))
                yield Problem(form.at("href", form.text("href")).place, text)


def _links(thing: Part, *, is_model: bool) -> Iterator[Problem]:
    types = [link for link in thing.parts("links") if link.text("rel") == "type"]
    for link in types[1:]:
        yield Problem(link.place, both("a second link with rel type; the first is {first}.", first=types[0].pointer))
    for link in thing.parts("links"):
        rel, sizes = link.text("rel"), link.get("sizes")
        if rel == "tm:extends" and not is_model:
            yield Problem(link.place, both("tm:extends is for Thing Models; a Thing names its model with rel type."))
        if sizes is not None and rel != "icon":
            yield Problem(sizes.place, both("sizes are of links with rel icon."))


def _responses(thing: Part) -> Iterator[Problem]:
    defined = [name for name, _ in thing.items("schemaDefinitions")]
    for _, form in forms(thing):
        for response in form.parts("additionalResponses"):
            named = response.get("schema")
            if (
                named is not None
                and named.as_text
                and named.as_text not in defined
                and not PLACEHOLDER.search(named.as_text)
            ):
                known = ", ".join(defined) or "–"
                text = both("{name} is not among schemaDefinitions ({known}).", name=repr(named.as_text)[:80], known=known)
                yield Problem(named.place, text)


def _schema(schema: Part) -> Iterator[Problem]:
    type_ = schema.text("type")
    enum = schema.get("enum")
    values = [enum.at(i, one) for i, one in enumerate(enum.value)] if enum and isinstance(enum.value, list) else []
    if isinstance(schema.value, dict) and "const" in schema.value:
        values.append(schema.at("const", schema.value["const"]))
    for value in values:
        if type_ in _OF_TYPE and not _is_of(value.value, type_) and not _is_placeholder(value.value):
            yield Problem(value.place, both("{value} is no {type}.", value=value.shown, type=type_))
    if schema.get("readOnly") and schema.get("writeOnly") and schema.value["readOnly"] is schema.value["writeOnly"] is True:
        yield Problem(schema.place, both("readOnly and writeOnly at the same time."))


_OF_TYPE: dict[str, tuple[type, ...]] = {
    "boolean": (bool,), "integer": (int, float), "number": (int, float), "string": (str,), "object": (dict,),
    "array": (list,), "null": (type(None),),
}  # fmt: skip


def _is_of(value: object, type_: str) -> bool:
    if isinstance(value, bool):
        return type_ == "boolean"
    whole = type_ != "integer" or not isinstance(value, float) or value.is_integer()
    return isinstance(value, _OF_TYPE[type_]) and whole


def _is_placeholder(value: object) -> bool:
    return isinstance(value, str) and bool(PLACEHOLDER.search(value))


def _access(affordance: Part) -> Iterator[Problem]:
    """Operations that the property itself forbids."""
    forbidden = [(flag, ops) for flag, ops in (("readOnly", _WRITING), ("writeOnly", _READING)) if _is_set(affordance, flag)]
    for form in affordance.parts("forms"):
        for op in form.parts("op"):
            for flag, ops in forbidden:
                if op.value in ops:
                    yield Problem(op.place, both("{op} of a property that is {flag}.", op=op.value, flag=flag))


def _is_set(part: Part, flag: str) -> bool:
    found = part.get(flag)
    return found is not None and found.value is True


def _uri_variables(thing: Part) -> Iterator[Problem]:
    for place in (thing, *(affordance for _, _, affordance in affordances(thing))):
        for _, variable in place.items("uriVariables"):
            if variable.text("type") in ("object", "array"):
                yield Problem(
                    variable.at("type", variable.text("type")).place, both("a variable of a URI is a plain value.")
                )


def find_oddities(thing: Part) -> Iterator[Problem]:
    """What the standard lets pass and a reader should know."""
    for schema in schemas(thing):
        text = _odd(schema)
        if text is not None:
            yield Problem(schema.place, text)
    for _, form in forms(thing):
        for response in form.parts("additionalResponses"):
            if response.value == {}:
                yield Problem(response.place, both("an additional response that says nothing."))


def _odd(schema: Part) -> Text | None:
    enum, const = names(schema, "enum"), schema.get("const")
    if enum and const is not None and isinstance(const.value, str) and const.value not in enum:
        return both("const {const} is not among enum.", const=const.shown)
    if schema.text("type") == "array" and schema.get("items") is None:
        return both("an array without items: of what is not said.")
    if schema.text("type") == "object" and schema.get("properties") is None:
        return both("an object without properties: of what is not said.")
    return None
