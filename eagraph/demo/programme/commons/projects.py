"""The projects: whom they concern, how they are paid, what they are to achieve, and when they run.

The rows of the table are there in every city, the first of them in the smallest; all others are given the same facts.
"""

from __future__ import annotations

import random

from eagraph.demo._draft import Draft, kept
from eagraph.demo._tables import Row, table
from eagraph.demo.governance import renewal
from eagraph.demo.organisations import board_of, organisation, role
from eagraph.demo.programme._ends import Ends, days_from_today, of_label
from eagraph.demo.programme.commons import faults, schedule
from eagraph.demo.programme.commons.reuse import statement
from eagraph.model.fields import Value

AT_DEFAULT, IN_TABLE, FEWEST = 38, 24, 9
"""Projects of the default city; how many of them are of the table, and how many of those in every city."""
TOUCHES = ("CHANGES", "DELIVERS", "RETIRES")
_ENDS = (*TOUCHES, "USED_BY", "OWNED_BY", "BELONGS_TO", "AFFECTS")
_PARTS = ("scope", "purpose", "goals", "timetable", "costs", "effects", "benefits")
_PLANNER = "Kommunstyrelsen"
_GOALS = (
    ("Färre avbrott", "avbrott per år", 12.0, 3.0),
    ("Kortare handläggning", "dagar till beslut", 21.0, 10.0),
    ("Nöjdare användare", "andel nöjda (%)", 54.0, 75.0),
    ("Mindre dubbelarbete", "timmar per vecka", 40.0, 8.0),
)


def build(draft: Draft) -> None:
    """The projects of the table; then, of every project, whom it concerns and what was decided on it."""
    lines = table("projects")[: max(FEWEST, draft.scale.count(IN_TABLE))]
    for line in lines:
        _add(draft, line)
    for line in lines:
        if f"project:{line['precedes']}" in draft.nodes:
            draft.tie(f"project:{line['key']}", "PRECEDES", f"project:{line['precedes']}")
    chance = draft.stream("projects")
    places = [place for place in draft.places.values() if not place.closed]
    for _ in range(draft.scale.count(AT_DEFAULT, already=len(of_label(draft, "Project")))):
        renewal(draft, chance, chance.choice(places))
    ends, benefits = Ends(draft, _ENDS), {one["key"]: one["benefit"] for one in lines}
    for project in of_label(draft, "Project"):
        systems = [system for type_ in TOUCHES for system in ends.out(type_, project)]
        _concerned(draft, ends, project, systems)
        amount = benefits.get(project.partition(":")[2])
        _calculated(draft, chance, project, float(amount) if amount else float(chance.randint(1, 40) * 25_000))
    _planned(draft)
    faults.build(draft)


def settle(draft: Draft) -> None:
    """What each says of itself and when it runs; last of all what is wrong with some."""
    chance, ends = draft.stream("what projects say"), Ends(draft, _ENDS)
    schedule.settle(draft, ends)
    for project in of_label(draft, "Project"):
        _stated(draft, chance, project, ends)
        _decided(draft, chance, project, ends)
        if draft.facts(project)["project_kind"] == "pilot":
            _piloted(draft, project)
        if draft.facts(project)["project_kind"] == "procurement":
            _procured(draft, chance, project, ends)
    faults.settle(draft)


def _add(draft: Draft, line: Row) -> None:
    org = organisation(draft, line["org"])
    facts: dict[str, Value | None] = {
        "project_kind": line["kind"], "start": draft.day(int(line["start"])), "end": draft.day(int(line["end"])),
        "budget": float(line["budget"]), "funding": line["funding"], "strategic": line["strategic"] == "true",
        "goal": line["goal"], "metric": line["metric"], "baseline": float(line["baseline"]),
        "target": float(line["target"]), "due": draft.day(int(line["due"])),
        "required_functions": tuple(line["functions"].split()), "opex_effect": line["opex"],
    }  # fmt: skip
    project = draft.node("Project", line["name"], facts, key=line["key"], name_en=line["name_en"])
    draft.tie(project, "OWNED_BY", role(draft, org, "Systemägare"))
    for key in line["systems"].split():
        draft.tie(project, line["ties"], f"system:{key}")
    for key in line["affects"].split():
        draft.tie(project, "AFFECTS", organisation(draft, key))


def _concerned(draft: Draft, ends: Ends, project: str, systems: list[str]) -> None:
    """An owner where none is said, and the boards it concerns: who will use what it delivers, or has what it changes."""
    if not ends.out("OWNED_BY", project) and systems:
        draft.tie(project, "OWNED_BY", role(draft, draft.places[systems[0]].org, "Systemägare"))
    if ends.out("AFFECTS", project):
        return
    delivered = ends.out("DELIVERS", project)
    using = [org for system in delivered for org in ends.out("USED_BY", system)]
    for org in using or [draft.places[system].org for system in systems]:
        draft.tie(project, "AFFECTS", board_of(draft, org))


def _calculated(draft: Draft, chance: random.Random, project: str, amount: float) -> None:
    name = f"Kalkyl för {draft.name(project)}"
    day = draft.day(-chance.randint(30, 500))
    key = f"kalkyl-{project.partition(':')[2]}"
    case = draft.node("Evidence", name, evidence_kind="business_case", key=key, date=day, amount=kept(chance, amount, 0.1))
    draft.tie(case, "ABOUT", project)


def _planned(draft: Draft) -> None:
    """The plans of the executive board and the matters of the council, of the projects the council pays especially."""
    paid = [p for p in of_label(draft, "Project") if draft.facts(p).get("funding") == "council"]
    plan = _plan(draft, draft.today.year)
    for project in paid:
        draft.tie(plan, "ABOUT", project)
        if draft.facts(project)["strategic"]:
            key, name = f"arende-{project.partition(':')[2]}", f"Ärende i kommunfullmäktige om {draft.name(project)}"
            matter = draft.node(
                "Evidence", name, evidence_kind="council_matter", key=key, date=draft.day(-220), covers=_PARTS
            )
            draft.tie(matter, "ABOUT", project)


def _plan(draft: Draft, year: int) -> str:
    return draft.node(
        "Evidence", f"Kommunstyrelsens planering {year}", evidence_kind="management_plan", decided_by=_PLANNER, year=year,
        valid_from=f"{year}-01-01", valid_to=f"{year}-12-31", date=draft.day(-300),
    )  # fmt: skip


def _stated(draft: Draft, chance: random.Random, project: str, ends: Ends) -> None:
    """Its goal and its money: the frame of its own board, where that has what it changes, else shared."""
    facts = draft.facts(project)
    theirs = {board for type_ in TOUCHES for system in ends.out(type_, project) for board in ends.boards(system)}
    goal, metric, baseline, target = chance.choice(_GOALS)
    due = days_from_today(draft, facts["end"]) + 30
    said: dict[str, Value | None] = {
        "goal": goal, "metric": metric, "baseline": kept(chance, baseline), "target": target, "due": draft.day(due),
        "funding": "frame" if theirs <= ends.boards(project) else "shared", "strategic": kept(chance, value=False),
        "opex_effect": f"{chance.choice('+-')}{chance.randint(2, 60) * 10} 000 kr per år från {draft.today.year + 1}",
    }  # fmt: skip
    for name, value in said.items():
        if value is not None:
            facts.setdefault(name, value)
    if days_from_today(draft, facts["due"]) < 0:
        facts["measured_on"] = draft.day(min(0, days_from_today(draft, facts["due"]) + chance.randint(0, 40)))


def _decided(draft: Draft, chance: random.Random, project: str, ends: Ends) -> None:
    facts = draft.facts(project)
    decided = days_from_today(draft, facts["start"]) - chance.randint(20, 120)
    facts["decided_on"] = draft.day(decided)
    if ends.out("DELIVERS", project):
        facts["involved_on"] = draft.day(decided - chance.randint(10, 200))
        facts["benefit_owner"] = draft.name(sorted(ends.out("AFFECTS", project))[0])


def _piloted(draft: Draft, project: str) -> None:
    facts = draft.facts(project)
    facts["stop_criteria"] = "Avbryts om målet inte är nått till hälften efter halva tiden."
    ended = days_from_today(draft, facts["end"])
    if ended < 0:
        facts["evaluated_on"] = draft.day(min(0, ended + 25))


def _procured(draft: Draft, chance: random.Random, project: str, ends: Ends) -> None:
    facts = draft.facts(project)
    systems = [s for type_ in ("CHANGES", "DELIVERS") for s in ends.out(type_, project)]
    needed = {f for thing in (project, *systems) for f in _listed(draft.facts(thing).get("required_functions"))}
    facts["reuse_statement"] = statement(needed)
    clause = kept(chance, value=True, missing=0.2)
    if clause is not None:
        facts["service_desk_clause"] = clause


def _listed(value: Value | None) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, tuple) else ()
