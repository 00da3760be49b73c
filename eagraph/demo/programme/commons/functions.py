"""The common functions: which solutions have them, what systems need of them, who is reached by them, first-line support.

Who is connected is worked out here from the flows and dependencies that are drawn up; what needs a function and is not
connected to it is planted, and nothing else needs it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from eagraph.demo._draft import Draft, Place, kept
from eagraph.demo.programme._broken import broken
from eagraph.demo.programme._ends import of_label
from eagraph.locale import both
from eagraph.model.fields import Value

_FUNCTIONS = {
    "system:identitetsplattformen": "login",
    "system:e-underskriftstjansten": "e_signature",
    "system:integrationsplattformen": "integration",
    "system:e-arkivet": "archive",
    "system:mina-arenden": "my_pages",
}
_PAGES, _SIGNING, _ARCHIVE = "system:mina-arenden", "system:e-underskriftstjansten", "system:e-arkivet"
_IN_USE = frozenset({"pilot", "live", "phase_out"})
_FAR = 4
"""So many steps away a service still counts as connected."""
_DESK, _OWN_DESK = "Stadens Service Desk", "Leverantörens kundtjänst"
_APART = ("system:kvistkassan-badhusen", "system:hyresvyn", "system:vaglyktan")
_UNSIGNED = 2
_WITHOUT_PAGES = 2
_FOR_RESIDENTS = frozenset({"resident", "business", "visitor"})
Steps = Mapping[str, list[str]]


def build(draft: Draft) -> None:
    """Which common solution has which function."""
    for system, function in _FUNCTIONS.items():
        if system in draft.places:
            draft.facts(system)["common_function"] = function


def settle(draft: Draft) -> None:
    """What is needed, who is connected, and who gives support."""
    into, out = _steps(draft)
    _needed(draft, into, out)
    _cases(draft, into, out)
    _supported(draft)


def _steps(draft: Draft) -> tuple[Steps, Steps]:
    """Backward by flow and dependency, and forward by flow."""
    into: dict[str, list[str]] = defaultdict(list)
    out: dict[str, list[str]] = defaultdict(list)
    for tie in draft.ties.values():
        if tie.type in {"FLOW", "DEPENDS_ON"}:
            into[tie.target].append(tie.source)
        if tie.type == "FLOW":
            out[tie.source].append(tie.target)
    return into, out


def _connected(place: str, into: Steps, out: Steps) -> set[str]:
    return _near(place, into) | _near(place, out)


def _near(place: str, steps: Steps) -> set[str]:
    found, front = {place}, [place]
    for _ in range(_FAR):
        front = [other for one in front for other in dict.fromkeys(steps.get(one, ())) if other not in found]
        found.update(front)
    return found


def in_use(draft: Draft) -> list[Place]:
    """The city's own systems that are in use."""
    facts = draft.facts
    return [p for p in draft.places.values() if p.scope != "external" and facts(p.id)["lifecycle"] in _IN_USE]


def _needed(draft: Draft, into: Steps, out: Steps) -> None:
    chance = draft.stream("common functions")
    access = {tie.target for tie in draft.ties.values() if tie.type == "CONTROLS_ACCESS_TO"}
    signing = _connected(_SIGNING, into, out) if _SIGNING in draft.places else set[str]()
    straight, archived = set(into.get(_SIGNING, ())), {p for link in into.get(_ARCHIVE, ()) for p in into.get(link, ())}
    apart = [p for p in in_use(draft) if p.id not in signing and p.kind == "business" and p.scope == "local"]
    unsigned = {p.id for p in chance.sample(apart, k=min(_UNSIGNED, len(apart)))} if signing else set()
    for place in in_use(draft):
        needs = {
            "login": place.id in access, "e_signature": place.id in straight | unsigned, "archive": place.id in archived,
            "integration": place.id in out,
        }  # fmt: skip
        functions = tuple(function for function, is_needed in needs.items() if is_needed)
        if functions and (place.id in unsigned or chance.random() < 0.85):
            draft.facts(place.id)["required_functions"] = functions
    for system in sorted(unsigned):
        text = both("{system} needs electronic signatures and does not use the common service.", system=draft.name(system))
        broken(draft, "COM-09", system, text, _SIGNING, wrong="unconnected")


def _cases(draft: Draft, into: Steps, out: Steps) -> None:
    """Services with cases are on My pages, but for some; of others it is now and then not said whether they have cases."""
    chance = draft.stream("cases")
    pages = _connected(_PAGES, into, out)
    behind: dict[str, set[str]] = defaultdict(set)
    for tie in draft.ties.values():
        if tie.type == "REALISES":
            behind[tie.target].add(tie.source)
    bare: list[str] = []
    for service in of_label(draft, "DigitalService"):
        if service in pages or behind[service] & pages:
            _say(draft, service, "case_contact", kept(chance, chance.random() < 0.8, 0.15))
        elif _is_for_residents(draft.facts(service).get("audience")):
            bare.append(service)
        else:
            _say(draft, service, "case_contact", value=False)
    without = chance.sample(bare, k=min(_WITHOUT_PAGES, len(bare)))
    for service in bare:
        _say(draft, service, "case_contact", service in without or kept(chance, value=False, missing=0.15))
    for service in sorted(without):
        text = both("{service} has cases with people and is not on My pages.", service=draft.name(service))
        broken(draft, "COM-08", service, text, _PAGES)


def _is_for_residents(audience: Value | None) -> bool:
    return isinstance(audience, tuple) and not _FOR_RESIDENTS.isdisjoint(audience)


def _say(draft: Draft, thing: str, name: str, value: Value | None) -> None:
    if value is not None:
        draft.facts(thing)[name] = value


def _supported(draft: Draft) -> None:
    """The Service Desk is the first line, but for those exempted from it and some that are not."""
    chance = draft.stream("support")
    exempted = set(_exempted(draft))
    for place in in_use(draft):
        own = place.id in exempted or place.id in _APART
        _say(draft, place.id, "first_line_support", _OWN_DESK if own else kept(chance, _DESK, 0.12))
        if own:
            text = both("{system} has its supplier as first-line support.", system=place.name)
            broken(draft, "COM-07", place.id, text, wrong="support")


def _exempted(draft: Draft) -> Iterable[str]:
    for tie in draft.ties.values():
        if tie.type == "EXEMPTS" and draft.facts(tie.source).get("rule") == "COM-07":
            yield tie.target
