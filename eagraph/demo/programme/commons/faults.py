"""What is wrong with some projects of the table, each planted as what the rules about projects and finance find."""

from __future__ import annotations

from eagraph.demo._draft import Draft
from eagraph.demo._tables import row
from eagraph.demo.programme._broken import broken
from eagraph.locale import Text, both

_WITHOUT_CASE = "parkering-i-mobilen"
_UNPLANNED, _PLANNED_BEFORE = "trygga-placeringar", "enklare-hyra"
_NOT_BEFORE_COUNCIL, _HALF_TOLD = "samma-inloggning", "en-vag-in"
_CARE = "omsorgssystemet"


def build(draft: Draft) -> None:
    """Take decisions away again that some projects lack."""
    _remove(draft, f"evidence:kalkyl-{_WITHOUT_CASE}")
    _remove(draft, f"evidence:arende-{_NOT_BEFORE_COUNCIL}")
    year = draft.today.year
    plan, before = f"evidence:kommunstyrelsens-planering-{year}", f"evidence:kommunstyrelsens-planering-{year - 1}"
    for key in (_UNPLANNED, _PLANNED_BEFORE):
        draft.ties.pop((plan, "ABOUT", f"project:{key}", ""), None)
    if _is_there(draft, _PLANNED_BEFORE):
        draft.node(
            "Evidence", f"Kommunstyrelsens planering {year - 1}", evidence_kind="management_plan", year=year - 1,
            decided_by="Kommunstyrelsen", valid_from=f"{year - 1}-01-01", valid_to=f"{year - 1}-12-31", date=draft.day(-660),
        )  # fmt: skip
        draft.tie(before, "ABOUT", f"project:{_PLANNED_BEFORE}")


def settle(draft: Draft) -> None:
    """Take away what some projects do not say, and plant all that is wrong."""
    _paid(draft)
    _decided(draft)
    _followed(draft)
    _received(draft)
    _procured(draft)
    _parallel(draft)
    _in_the_way(draft)


def _paid(draft: Draft) -> None:
    if _is_there(draft, "sakrare-nycklar"):
        del draft.facts("project:sakrare-nycklar")["funding"]
        _plant(draft, "FIN-01", "sakrare-nycklar", both("{project} states no financing."), wrong="none")
    text = both("{project} is paid from the frame of one board and changes the system of another.")
    _plant(draft, "FIN-01", "parkering-i-mobilen", text, "system:parkeringstillstand", wrong="other_frame")
    _plant(draft, "FIN-06", _UNPLANNED, both("{project} is in no plan of the executive board."), wrong="none")
    _plant(draft, "FIN-06", _PLANNED_BEFORE, both("{project} is only in last year's plan."), wrong="past")


def _decided(draft: Draft) -> None:
    _plant(draft, "FIN-02", _WITHOUT_CASE, both("{project} has no business case."), wrong="none")
    text = both("{project} costs more than it gives, and no gain in quality is stated.")
    if _is_there(draft, "beslutsstod-bistand"):
        draft.facts("evidence:kalkyl-beslutsstod-bistand")["amount"] = float(
            row("projects", "beslutsstod-bistand")["benefit"]
        )
    _plant(draft, "FIN-02", "beslutsstod-bistand", text, wrong="loss")
    if _is_there(draft, _HALF_TOLD):
        draft.facts(f"evidence:arende-{_HALF_TOLD}")["covers"] = ("scope", "purpose", "goals", "timetable", "costs")
        _plant(draft, "FIN-04", _HALF_TOLD, both("The matter on {project} tells no effects and benefits."), wrong="effects")
        text = both("{project} is large and strategic, and the council has had no matter on it.")
        _plant(draft, "FIN-04", _NOT_BEFORE_COUNCIL, text, wrong="none")
    if _is_there(draft, "beslutsstod-bistand"):
        del draft.facts("project:beslutsstod-bistand")["opex_effect"]
    text = both("{project} has been decided, and its effect on running costs is not stated.")
    _plant(draft, "FIN-05", "beslutsstod-bistand", text, wrong="project")
    if _is_there(draft, "avveckla-personregistret"):
        draft.facts("system:gamla-personregistret")["cost_year"] = 480_000.0
    text = both("{project} retires what costs money, and is said not to change running costs.")
    _plant(draft, "FIN-05", "avveckla-personregistret", text, "system:gamla-personregistret", wrong="retires")


def _followed(draft: Draft) -> None:
    for key, name, wrong, text in (
        ("enklare-hyra", "goal", "no_goal", both("{project} has no goal.")),
        ("biblioteket-dygnet-runt", "metric", "no_metric", both("{project} has a goal and no measure of it.")),
        ("larmlankar", "target", "no_target", both("{project} does not say which value is to be reached.")),
        ("alla-elever", "measured_on", "unmeasured", both("The goal of {project} was due, and has not been measured.")),
    ):
        if _is_there(draft, key):
            del draft.facts(f"project:{key}")[name]
            _plant(draft, "PRJ-04", key, text, wrong=wrong)
    pilots = [node.properties for node in draft.nodes.values() if node.properties.get("project_kind") == "pilot"]
    del draft.facts("project:rosttolkning")["evaluated_on"]
    del draft.facts("project:skyfallsvarning")["stop_criteria"]
    _plant(
        draft,
        "PRJ-02",
        "skyfallsvarning",
        both("The pilot {project} does not say when it is to be stopped."),
        wrong="no_stop",
    )
    if any("evaluated_on" in said for said in pilots):
        text = both("The pilot {project} has ended and has not been evaluated.")
        _plant(draft, "PRJ-02", "rosttolkning", text, wrong="unevaluated")
    if any(tie.type == "PRECEDES" for tie in draft.ties.values()):
        text = both("{project} concerns many boards, and no pilot has gone before.")
        _plant(draft, "PRJ-02", "samma-inloggning", text, wrong="untried")


def _received(draft: Draft) -> None:
    late = draft.facts("project:givarnav-overallt")
    late["decided_on"], late["involved_on"] = draft.day(-200), draft.day(-90)
    _plant(
        draft, "PRJ-03", "givarnav-overallt", both("Those who receive {project} came in after the decision."), wrong="late"
    )
    if _is_there(draft, "besok-i-skolan"):
        draft.facts("project:besok-i-skolan")["benefit_owner"] = draft.name("org:trafiknamnden")
        text = both("Who answers for the benefit of {project} is not among those who receive it.")
        _plant(draft, "PRJ-03", "besok-i-skolan", text, "org:trafiknamnden", wrong="other_owner")
    if _is_there(draft, "ny-katalogtjanst"):
        del draft.facts("project:ny-katalogtjanst")["benefit_owner"]
        _plant(draft, "PRJ-03", "ny-katalogtjanst", both("Nobody answers for the benefit of {project}."), wrong="no_owner")


def _procured(draft: Draft) -> None:
    said = draft.facts("project:mobilt-omsorgsstod")
    said["reuse_statement"] = ". ".join(s for s in str(said["reuse_statement"]).split(". ") if "arkiv" not in s)
    text = both("{project} needs archiving and says nothing of the common archive.")
    _plant(draft, "COM-05", "mobilt-omsorgsstod", text, wrong="archive")
    if _is_there(draft, "passagekontroll"):
        doors = draft.facts("project:passagekontroll")
        del doors["reuse_statement"]
        doors["service_desk_clause"] = False
        _plant(draft, "COM-05", "passagekontroll", both("{project} says nothing of reusing common functions."), wrong="none")
        text = both("{project} does not require the city's Service Desk.")
        _plant(draft, "COM-07", "passagekontroll", text, wrong="procurement")


def _parallel(draft: Draft) -> None:
    for rule, local, common, project, text in (
        ("COM-03", "miljons-handlingsregister", "stadens-diarium", "handlingsregister-5",
         both("{project} upgrades {local} instead of moving to the common {common}.")),
        ("COM-04", "givarnavet-fastighet", "iot-plattformen", "givarnav-overallt",
         both("{project} brings in {local} though the common {common} covers the need.")),
    ):  # fmt: skip
        ids = f"system:{local}", f"system:{common}", f"project:{project}"
        names = dict(zip(("local", "common", "project"), map(draft.name, ids), strict=True))
        broken(draft, rule, ids[0], _filled(text, **names), *ids[1:])


def _in_the_way(draft: Draft) -> None:
    text = both("{project} and {other} change {system} at the same time.")
    _collide(draft, ("mobilt-omsorgsstod", "omsorgssystemet-12"), text, "same_system", system=f"system:{_CARE}")
    _collide(
        draft, ("larmlankar", "larmmottagning"), both("{project} and {other} change systems that need each other."),
        "dependent_systems",
    )  # fmt: skip
    text = both("{other} starts before {project}, which is to go first, has ended.")
    _collide(draft, ("sakrare-nycklar", "ny-katalogtjanst"), text, "starts_before_prerequisite_ends", subject=1)
    water = "org:almhamns-vatten"
    draft.facts(water)["change_capacity"] = 1
    text = both("{organisation} has two projects at a time and can carry one.", organisation=draft.name(water))
    broken(draft, "PRJ-01", water, text, "project:driftservrar", "project:skyfallsvarning", wrong="too_many_projects")


def _collide(draft: Draft, keys: tuple[str, str], text: Text, wrong: str, *, subject: int = 0, **about: str) -> None:
    """Plant a collision of two projects, in the order of their ids; the first is found, or the one said."""
    if all(_is_there(draft, key) for key in keys):
        ids = tuple(f"project:{key}" for key in keys)
        names = {"project": draft.name(ids[0]), "other": draft.name(ids[1])}
        names |= {what: draft.name(id_) for what, id_ in about.items()}
        others = [id_ for id_ in ids if id_ != ids[subject]]
        broken(draft, "PRJ-01", ids[subject], _filled(text, **names), *others, *about.values(), wrong=wrong)


def _plant(draft: Draft, rule: str, key: str, text: Text, *others: str, wrong: str) -> None:
    """Plant something wrong with a project of the table, where this city has it."""
    if _is_there(draft, key):
        broken(draft, rule, f"project:{key}", _filled(text, project=draft.name(f"project:{key}")), *others, wrong=wrong)


def _filled(text: Text, **names: str) -> Text:
    return Text(text.sv.format(**names), text.en.format(**names))


def _is_there(draft: Draft, key: str) -> bool:
    return f"project:{key}" in draft.nodes


def _remove(draft: Draft, id_: str) -> None:
    draft.nodes.pop(id_, None)
    for key in [key for key in draft.ties if id_ in key[:3:2]]:
        del draft.ties[key]
