"""The XML form of CycloneDX brought to its JSON form: same names, lists where JSON has lists.

The two differ as their schemas say: XML wraps the parts of a list in an element of the list's name, keeps references and
some names in attributes, and the direction of a service's data beside its classification. Elements of other namespaces
are read by their local names, so that the dependency graph of 1.1 reads as that of 1.2.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from eagraph.errors import SourceError
from eagraph.locale import both
from loaders._documents.part import Part
from loaders._xml import head as _xml_head
from loaders._xml import records as _xml

NAMESPACE = "http://cyclonedx.org/schema/bom"
_STREAMED = frozenset({
    "annotations", "components", "compositions", "dependencies", "externalReferences", "formulation", "properties",
    "services", "vulnerabilities",
})  # fmt: skip
"""Parts of the document whose own parts are read one at a time."""
_LISTS = frozenset({
    *_STREAMED, "advisories", "affects", "algorithms", "aliases", "altIds", "ancestors", "assemblies", "assessors",
    "attestations", "authors", "cipherSuites", "claims", "collection", "commands", "commits", "conditions", "counterClaims",
    "cryptoFunctions", "custodians", "cwes", "datasets", "descendants", "descriptions", "destination", "endpoints",
    "energyConsumptions", "environmentVars", "ethicalConsiderations", "fairnessAssessments", "frames", "hashes",
    "identifiers", "individuals", "inputs", "levels", "licenseTypes", "licenses", "lifecycles", "methods",
    "mitigationStrategies", "occurrences", "organizations", "outputs", "owners", "parameters", "patches",
    "performanceMetrics", "performanceTradeoffs", "ratings", "references", "requirements", "resolves", "resourceReferences",
    "responses", "runtimeTopology", "signatories", "standards", "steps", "stewards", "subjects", "supportingMaterial",
    "tags", "taskDependencies", "taskTypes", "tasks", "technicalLimitations", "useCases", "users", "variants", "versions",
    "workflows", "workspaces",
})  # fmt: skip
_MOST_PARTS = 1_000_000
"""The most elements inside one component: a bill may nest its whole inventory in one."""
_LISTS_IN = frozenset({
    ("evidence", "copyright"), ("dataflow", "source"), ("service", "data"), ("declarations", "evidence"),
    ("releaseNotes", "notes"),
})  # fmt: skip
_LISTS_OF = {"tools": "tool"}
"""Lists only where their parts are of this name; else an object."""
_GRAPHS = ("dependencies", "taskDependencies", "runtimeTopology")
_RENAMED = {
    "content-type": "contentType", "responses": "response", "energyProvider": "energyProviders",
    "cryptoRef": "cryptoRefArray",
}  # fmt: skip
_TEXT = {"property": "value", "environmentVar": "value", "classification": "classification", "expression": "expression"}
_ATTACHED = {("license", "text"), ("diff", "text"), ("note", "text"), ("swid", "text")}


def read_xml(path: Path) -> Part:
    """A bill of materials in XML as JSON would have it; the records of its lists know their line.

    Raises:
        SourceError: it cannot be read, is no such document, or may not be read safely.
    """
    try:
        with _xml_head.opened(path) as stream:
            head = _xml_head.checked_head(stream.read(_xml_head.HEAD_BYTES), path.name)
            _xml_head.check_root(head, path.name, "bom", NAMESPACE)
            stream.seek(0)
            return _document(_xml.records(stream, path.name, _is_record, most_parts=_MOST_PARTS), head, path.name)
    except OSError as error:
        raise _xml_head.unreadable(path, error) from error
    except RecursionError as error:
        raise SourceError(both("{path}: nested deeper than is read.", path=path.name)) from error


def _is_record(parent: str, element: _xml.Element) -> bool:
    return parent in _STREAMED or (parent == "bom" and _xml.local_name(element.tag) not in _STREAMED)


def _document(found: Any, head: _xml_head.Head, name: str) -> Part:
    root: dict[str, Any] = {"specVersion": head.namespace.rpartition("/")[2]}
    root |= {key: said for key, said in _attributes(dict(head.attributes)).items() if key not in _STREAMED}
    lines = {"": 1}
    for record in found:
        tag = _xml.local_name(record.element.tag)
        value = _value(record.element, record.parent)
        if record.parent == "bom":
            _add(root, tag, value)
            lines[f"/{tag}"] = record.line
        else:
            into = root.setdefault(record.parent, [])
            lines[f"/{record.parent}/{len(into)}"] = record.line
            into.append(value)
    return Part(root, name, "", lines)


def _attributes(found: dict[str, str]) -> dict[str, Any]:
    return {_RENAMED.get(name, name): value.strip() for name, value in found.items() if not name.startswith("{")}


def _value(element: _xml.Element, parent: str) -> Any:
    tag = _xml.local_name(element.tag)
    if tag == "dependency" and parent in _GRAPHS:
        return _dependency(element)
    said, inside = _attributes(dict(element.attrib)), list(element)
    if tag == "dependencies" and parent == "composition":
        return [one.get("ref", "").strip() for one in inside]
    if _is_list(tag, parent, inside):
        return [_item(one, tag) for one in inside]
    if not inside:
        return _leaf(tag, parent, said, (element.text or "").strip())
    for one in inside:
        name = _xml.local_name(one.tag)
        _add(said, _RENAMED.get(name, name), _value(one, tag))
    if tag == "dataflow" and isinstance(said.get("classification"), dict):
        said |= said["classification"]
    return said


def _is_list(tag: str, parent: str, inside: list[_xml.Element]) -> bool:
    if tag in _LISTS_OF:
        return all(_xml.local_name(one.tag) == _LISTS_OF[tag] for one in inside)
    return tag in _LISTS or (parent, tag) in _LISTS_IN


def _item(element: _xml.Element, parent: str) -> Any:
    """One part of a list; where parts of several kinds stand in one list, JSON names the kind."""
    tag = _xml.local_name(element.tag)
    value = _value(element, parent)
    if parent == "licenses" and not (isinstance(value, dict) and tag in value):
        return {tag: value}
    if parent == "datasets" and tag == "ref":
        return {"ref": value}
    is_wrapped = (parent, tag) in {("copyright", "text"), ("data", "classification")} and isinstance(value, str)
    return {tag: value} if is_wrapped else value


def _leaf(tag: str, parent: str, said: dict[str, Any], text: str) -> Any:
    if tag in {"attachment", "image"} or (parent, tag) in _ATTACHED:
        return {**said, "content": text}
    if not said and tag not in _TEXT:
        return text
    if said.keys() == {"ref"} and not text:
        return said["ref"]
    if not said:
        return text
    return {**said, _TEXT.get(tag, "content"): text} if text or tag in _TEXT else said


def _dependency(element: _xml.Element) -> dict[str, Any]:
    said: dict[str, Any] = {"ref": element.get("ref", "").strip()}
    for tag, name in (("dependency", "dependsOn"), ("provides", "provides")):
        if found := [one.get("ref", "").strip() for one in _xml.children(element, tag)]:
            said[name] = found
    return said


def _add(into: dict[str, Any], name: str, value: Any) -> None:
    """A further value of one name makes a list of it."""
    if name not in into:
        into[name] = value
    elif isinstance(into[name], list) and name not in _LISTS:
        into[name] = [*into[name], value]
    else:
        before = into[name] if isinstance(into[name], list) else [into[name]]
        into[name] = [*before, *(value if isinstance(value, list) else [value])]
