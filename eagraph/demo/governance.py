"""What is decided and recorded: well-known controls, shared causes, projects, risk analyses, other evidence, incidents."""

from __future__ import annotations

import random

from eagraph.demo._draft import Draft, Place, kept
from eagraph.demo._tables import Row, table
from eagraph.demo.organisations import role
from eagraph.model.fields import Value

_RELATION = {"Control": "PROTECTS", "CommonCause": "MEMBER_OF", "Project": "CHANGES", "Evidence": "ABOUT"}
_PROJECT_TIES = {"planned": "DELIVERS", "retired": "RETIRES"}
_REPLACED = (
    ("gamla-kartarkivet", "kartplattformen", -400),
    ("bullerdatabasen", "miljomatningen", 90),
    ("livsmedelskontrollen", "nya-tillsynsstodet", 300),
)
_EVIDENCE = (
    ("risk_analysis", "Riskanalys av"),
    ("review", "Granskning av"),
)
_EVENTS = ("Driftstopp", "Långa svarstider", "Felaktig behörighet", "Utebliven överföring", "Felsänt meddelande")


def build(draft: Draft) -> None:
    """The rows of the table whose subjects are there, then analyses, projects and incidents in proportion."""
    chance = draft.stream("governance")
    for line in table("governance"):
        subjects = [_subject(key) for key in line["about"].split()]
        if all(s in draft.nodes for s in subjects) and chance.random() < draft.scale.richness:
            _add(draft, chance, line, subjects)
    open_places = [p for p in draft.places.values() if not p.closed]
    for at_default, add in _MORE:
        for _ in range(draft.scale.count(at_default)):
            add(draft, chance, chance.choice(open_places))
    for old, new, days in _REPLACED:
        if f"system:{old}" in draft.nodes and f"system:{new}" in draft.nodes:
            draft.tie(f"system:{old}", "REPLACED_BY", f"system:{new}", date=draft.day(days))


def _subject(key: str) -> str:
    return key if ":" in key else f"system:{key}"


def _add(draft: Draft, chance: random.Random, line: Row, subjects: list[str]) -> None:
    facts: dict[str, dict[str, Value | None]] = {
        "Control": {"aspects": tuple(line["kind"].split()), "grade": chance.randint(1, 3), "status": "implemented"},
        "CommonCause": {"cause": line["kind"], "beta": 0.1},
        "Project": {"project_kind": line["kind"], **_span(draft, chance)},
        "Evidence": {
            "evidence_kind": line["kind"],
            "date": draft.day(-chance.randint(30, 700)),
            "outcome": kept(chance, "godtagbar"),
        },
    }
    id_ = draft.node(line["label"], line["name"], facts[line["label"]], key=line["key"], name_en=line["name_en"])
    for subject in subjects:
        if line["label"] == "CommonCause":
            draft.tie(subject, "MEMBER_OF", id_)
        elif line["label"] == "Project":
            draft.tie(id_, _PROJECT_TIES.get(str(draft.facts(subject).get("lifecycle")), "CHANGES"), subject)
        else:
            draft.tie(id_, _RELATION[line["label"]], subject)


def _span(draft: Draft, chance: random.Random) -> dict[str, Value | None]:
    start = chance.randint(-300, 200)
    return {
        "start": draft.day(start),
        "end": draft.day(start + chance.randint(90, 500)),
        "budget": kept(chance, float(chance.randint(2, 60) * 100_000)),
    }


def _evidence(draft: Draft, chance: random.Random, place: Place) -> None:
    kind, words = chance.choice(_EVIDENCE)
    days = chance.randint(20, 900)
    id_ = draft.node(
        "Evidence", f"{words} {place.name}", evidence_kind=kind, date=draft.day(-days), outcome=kept(chance, "godtagbar")
    )
    draft.tie(id_, "ABOUT", place.id)


def renewal(draft: Draft, chance: random.Random, place: Place) -> None:
    """A project that renews a system; where there is one already, nothing."""
    kind = chance.choice(("project", "pilot", "procurement"))
    project = draft.node("Project", f"Förnyelse av {place.name}", _span(draft, chance), project_kind=kind)
    draft.tie(project, "CHANGES", place.id)
    draft.tie(project, "OWNED_BY", role(draft, place.org, "Systemägare"))


def _exemption(draft: Draft, chance: random.Random, place: Place) -> None:
    decided = draft.day(-chance.randint(30, 500))
    exemption = draft.node(
        "Exemption",
        f"Undantag från gemensam support för {place.name}",
        rule="COM-07",
        decided_by="Kontrollfunktion för undantag",
        decided_on=decided,
        valid_to=draft.day(chance.randint(100, 700)),
        diary_number=f"SLK {decided[:4]}/{chance.randint(200, 999)}",
    )
    draft.tie(exemption, "EXEMPTS", place.id)


def _incident(draft: Draft, chance: random.Random, place: Place) -> None:
    days = chance.randint(10, 700)
    name = f"{chance.choice(_EVENTS)} i {place.name}, {draft.day(-days)}"
    closed = kept(chance, draft.day(-days + chance.randint(0, 9)))
    incident = draft.node(
        "Incident",
        name,
        detected_on=draft.day(-days),
        closed_on=closed,
        severity=chance.randint(0, 2),
        personal=chance.random() < 0.15,
    )
    draft.tie(incident, "STARTED_IN", place.id)


_MORE = ((33, _evidence), (7, renewal), (4, _exemption), (5, _incident))
"""How many more the default city has than the table and the planted ones."""
