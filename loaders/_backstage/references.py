"""Entity references, `[kind:][namespace/]name`: what is left out follows from where the reference stands.

Kinds, namespaces and names are told apart without regard to small and large letters, as Backstage does.
Read too are references as objects (`kind`, `namespace`, `name`; or `ref` with a `label` and `attrs`) and a quoted label
or a version after the name.

>>> read_reference("External/Payment-API", "api", "default").key
'api:external/payment-api'
>>> read_reference('resource:cache "fills"', "component", "default").label
'fills'
>>> read_reference("Anna A.", "user", "default")
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from loaders._documents.part import Part

DEFAULT_NAMESPACE = "default"
_PATTERN = re.compile(
    r"(?:(?P<kind>[^\s:/@\"]+):)?(?:(?P<namespace>[^\s:/@\"]+)/)?(?P<name>[^\s:/@\"]+)"
    r"(?:@(?P<version>[^\s\"]+))?(?:\s+\"(?P<label>[^\"]*)\")?"
)


@dataclass(frozen=True, slots=True)
class EntityReference:
    """One entity that another one names. `kind` is empty where neither the reference nor its place gives one."""

    kind: str
    namespace: str
    name: str
    label: str = ""
    version: str = ""
    is_short: bool = False
    """Was its namespace left out?"""

    @property
    def key(self) -> str:
        """What the entity is known by."""
        return entity_key(self.kind, self.namespace, self.name)


def entity_key(kind: str, namespace: str, name: str) -> str:
    """The full reference, in small letters."""
    return f"{kind}:{namespace or DEFAULT_NAMESPACE}/{name}".casefold()


def read_reference(text: str, kind: str, namespace: str) -> EntityReference | None:
    """A reference written as text; None where it is none.

    Args:
        text: as the source has it.
        kind: what it means where it names no kind.
        namespace: what it means where it names no namespace.
    """
    found = _PATTERN.fullmatch(text.strip())
    if not found:
        return None
    return EntityReference(
        found["kind"] or kind, found["namespace"] or namespace, found["name"], found["label"] or "", found["version"] or "",
        found["namespace"] is None,
    )  # fmt: skip


def reference_in(part: Part, kind: str, namespace: str) -> EntityReference | None:
    """A reference as it stands in a document, text or object; None where it is none."""
    if not isinstance(part.value, dict):
        return read_reference(part.as_text, kind, namespace)
    if part.get("ref"):
        found = read_reference(part.text("ref"), kind, namespace)
        label = part.text("label")
        return found and EntityReference(
            found.kind, found.namespace, found.name, label or found.label, found.version, found.is_short
        )
    if not part.text("name"):
        return None
    own = part.text("namespace")
    return EntityReference(part.text("kind") or kind, own or namespace, part.text("name"), is_short=not own)
