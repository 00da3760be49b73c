"""The officer's screen in parts: its state and questions, the course that is played, reasons, redundancies, whom to call."""

from __future__ import annotations

import json
from typing import Any

import pytest
from plotly.utils import PlotlyJSONEncoder
from pydantic import ValidationError

from dashboards import address, whatif
from dashboards.answers import Answers
from dashboards.components import consequences, course, failing, keeping, officer_actions, prevented, reasons, redundancies
from dashboards.whatif import WhatIf
from eagraph import analysis
from eagraph.locale import both
from eagraph.rehearsal import ask
from eagraph.results import Words
from eagraph.scenarios import Scenario
from eagraph.scenarios.book import Kept
from eagraph.workspace import Workspace
from tests.unit.dashboards.landscapes import snapshot

pytestmark = pytest.mark.usefixtures("english")
TITLE = Words.of(both("What if"))
BUFFERED = """
    power:Facility
    hall:Facility
    hall DEPENDS_ON power buffer_h=4
    login:System criticality=4 restart_h=2
    hall HOSTS login
    portal:DigitalService
    portal DEPENDS_ON login
    spare:System
    pair:System
    pair DEPENDS_ON login group=two k=1
    pair DEPENDS_ON spare group=two k=1
    clerk:Role email=clerk@town.example
    login OWNED_BY clerk
    chief:Role email=chief@town.example
    portal OWNED_BY chief
"""


def text_of(component: Any) -> str:
    return json.dumps(component, cls=PlotlyJSONEncoder, ensure_ascii=False)


def answer(name: str, **params: Any) -> Any:
    question = analysis.find(name)
    return question.run(snapshot(BUFFERED), question.Params.model_validate(params))


def test_a_state_asks_each_question_what_it_takes() -> None:
    state = WhatIf(failed=("power",), outage=("hall=2..5",), assume_needed=True)
    assert state.starts() == {"failed": ["power", "hall"], "assume_needed": True}
    assert state.hours() == {"failed": ["power"], "outage": ["hall=2..5"], "assume_needed": True, "repair": True}
    assert WhatIf(failed=("power",)).hours() == {"failed": ["power"]}
    assert WhatIf(failed=("power",), repair_h=3).hours() == {"failed": ["power"], "repair_h": 3, "repair": True}
    assert WhatIf(failed=("power",), limit="services").defence(7) == {"failed": ["power"], "most_services": 7}
    assert not WhatIf().fails


@pytest.mark.parametrize(
    "state",
    [
        WhatIf(failed=("login",)),
        WhatIf(failed=("login", "hall-b"), repair_h=12),
        WhatIf(failed=("login",), outage=("hall-a=2..5", "hall-b=3..")),
        WhatIf(failed_supplier=("maker",), failed_kind=("Sensor",)),
    ],
)
def test_what_is_kept_as_a_scenario_and_looked_through_is_the_same(town: Workspace, state: WhatIf) -> None:
    kept = whatif.kept_as(state, "it", TITLE)
    again = whatif.looked_through(kept, town.snapshot())
    assert again.starts() == state.starts()
    told = [ask(town.snapshot(), Kept(kept, 1, ""), name, {}) for name in ("blast-radius", "timeline")]
    answers = Answers(town)
    assert told[0].rows == answers.ask("blast-radius", **state.starts()).rows
    assert told[1].rows == answers.ask("timeline", **again.hours()).rows
    assert told[1].rows == answers.ask("timeline", **state.hours()).rows


def test_hours_of_a_scenario_are_those_of_its_rehearsal(town: Workspace) -> None:
    told = {"name": "odd", "title": TITLE, "fail": [{"things": ["login"], "from_h": 1, "to_h": 3}, {"kinds": ["Sensor"]}]}
    scenario = Scenario.model_validate(told)
    state = whatif.looked_through(scenario, town.snapshot())
    assert state.outage == ("login=1..3", "orphan=0..")
    rehearsed = ask(town.snapshot(), Kept(scenario, 1, ""), "timeline", {})
    assert Answers(town).ask("timeline", **state.hours()).rows == rehearsed.rows


def test_a_scenario_needs_a_name_of_its_form() -> None:
    with pytest.raises(ValidationError):
        whatif.kept_as(WhatIf(failed=("a",)), "Not a name", TITLE)
    assert keeping.slug("Datahall Åkerö, 2!") == "datahall-akero-2"
    assert keeping.slug("…") == "scenario"


def test_names_that_mean_nothing_are_told_and_the_others_found(town: Workspace) -> None:
    state, told = whatif.known(WhatIf(failed=("Login", "nobody"), thing="ghost"), town.snapshot())
    assert state.failed == ("login",)
    assert state.thing == ""
    assert len(told) == 2
    assert whatif.names_of(state, town.snapshot()) == ("Login",)


def test_an_hour_read_from_a_store_is_written_as_it_was() -> None:
    state = WhatIf(failed=("a",)).model_copy(update={"hour": 0})
    assert address.write("/blast-radius", state) == "/blast-radius?failed=a&hour=0"


def test_what_is_chosen_so_far_goes_to_the_map_and_back_with_one_more() -> None:
    chosen = whatif.as_query(WhatIf(failed=("a",), repair_h=5, thing="b", hour=3))
    assert chosen == "failed=a&repair_h=5"
    link = whatif.link_to(chosen, "c&d")
    assert address.read(WhatIf, address.parse(link.partition("?")[2]))[0] == WhatIf(failed=("a", "c&d"), repair_h=5)
    assert whatif.link_to("", "") == "/blast-radius"


def test_controls_say_the_state_they_were_given(town: Workspace) -> None:
    state = WhatIf(failed=("login",), failed_kind=("Sensor",), repair_h=2.5, assume_needed=True)
    drawn: Any = failing.controls("blast-radius", town.snapshot(), state)
    by_id = {part.id: part for part in drawn._traverse() if getattr(part, "id", None)}
    values = [getattr(by_id[f"blast-radius-{name}"], kind) for name, kind in failing.CONTROLS.items()]
    again, problems = failing.said(*values)
    assert (again, list(problems)) == (state, [])
    assert failing.said(None, None, None, None, None, None, None, "", None, None)[0] == WhatIf()
    wrong = failing.said(["a"], [], [], [], [], [], False, -1, False, "soon")
    assert len(wrong[1]) == 2


def test_a_course_tells_at_every_hour_who_is_down_back_or_still_to_stop() -> None:
    told = course.course(answer("timeline", failed=["power"], repair=True, repair_h=10))
    assert list(told.hours) == [0, 4, 10, 12]
    assert told.down["power"] == ((0, 2),)
    assert told.down["portal"] == ((1, 3),)
    assert told.said[0].startswith("Hour 0: 1 down, 0 back, 3 not yet stopped. Stop now: Power.")
    assert told.said[1].startswith("Hour 4: 4 down, 0 back, 0 not yet stopped. Stop now: Login, Hall, Portal.")
    assert told.said[3] == "Hour 12: 0 down, 4 back, 0 not yet stopped. Back now: Login, Portal."
    assert (told.step_of(None), told.step_of(0), told.step_of(11), told.step_of(99)) == (-1, 0, 2, 3)
    assert told.as_data(["pair", "hall"])["down"] == {"pair": (), "hall": ((1, 2),)}


def test_a_course_of_too_many_hours_takes_neighbours_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(course, "MOST_STEPS", 3)
    told = course.course(answer("timeline", failed=["power"], repair=True, repair_h=10))
    assert told.hours[0] == 0
    assert told.hours[-1] == 12
    assert len(told.hours) == 3
    assert told.said[-1].startswith("Hour 12: 0 down, 4 back, 0 not yet stopped.")


def test_where_nobody_says_of_hours_the_waves_are_played() -> None:
    told = course.by_wave(answer("blast-radius", failed=["power"]))
    assert list(told.hours) == [0, 1, 2, 3]
    assert told.down["login"] == ((2, None),)
    assert told.said[2] == "Wave 2: 3 down, 1 not yet stopped. Stop now: Login."


def test_reasons_stand_as_a_tree_down_to_what_failed() -> None:
    town = snapshot(BUFFERED)
    proof = answer("blast-radius", failed=["power"], proof=["portal"]).proofs[0]
    shown = text_of(reasons.tree(town, proof, "/thing?id=portal"))
    assert shown.index("Portal") < shown.index("Login") < shown.index("Hall") < shown.index("fails itself")
    assert "steps of the proof: 4" in shown


def test_a_long_chain_is_told_as_far_as_it_can_be_read() -> None:
    count = 2 * reasons.DEEPEST
    lines = ["t0:System", *(f"t{i}:System\nt{i} DEPENDS_ON t{i - 1}" for i in range(1, count))]
    question = analysis.find("blast-radius")
    town = snapshot("\n".join(lines))
    told: Any = question.run(town, question.Params(failed=("t0",), proof=(f"t{count - 1}",)))
    proof = told.proofs[0]
    shown = text_of(reasons.tree(town, proof, "/"))
    assert f"{count - reasons.DEEPEST} more steps are not drawn." in shown


def test_redundancies_that_held_and_those_that_did_not_stand_together_with_why() -> None:
    town = snapshot(BUFFERED)
    held = text_of(redundancies.held(town, answer("blast-radius", failed=["power"])))
    assert "1 held, 0 did not." in held
    both_lost = text_of(redundancies.held(town, answer("blast-radius", failed=["power", "spare"])))
    assert "0 held, 1 did not." in both_lost
    assert "hit from several sides at once" in both_lost


def test_whom_to_call_comes_with_address_and_one_letter_to_all() -> None:
    town, told = snapshot(BUFFERED), {"failed": ["power"]}
    shown = text_of(consequences.calls(town, answer("blast-radius", **told), answer("timeline", **told)))
    assert "mailto:clerk@town.example" in shown
    assert "mailto:?bcc=clerk@town.example,chief@town.example" in shown


def test_figures_are_of_the_hours_where_something_comes_back_in_time() -> None:
    told = {"failed": ["power"], "repair": True, "repair_h": 3}
    shown = text_of(consequences.figures(answer("blast-radius", failed=["power"]), answer("timeline", **told)))
    assert "3 more if it lasts" in shown
    assert "All is back after 3 h." in shown


def test_a_proposal_that_is_tried_becomes_a_scenario_with_its_effect(town: Workspace) -> None:
    answers, state = Answers(town), WhatIf(failed=("hall-a",), most=1)
    proposals: Any = answers.ask("defence", **state.defence(1))
    kept = officer_actions.variant(answers, state, 1)
    assert kept.scenario.name == "hall-a-fails-1"
    assert officer_actions.variant(answers, state, 1).scenario.name == "hall-a-fails-2"
    under = town.under(kept.scenario.name)
    question = analysis.find("blast-radius")
    then = question.run(under, question.Params(failed=("hall-a",)))
    assert sum(row.wave > 0 for row in then.rows) == proposals.proposals[1].stopped <= 1
    assert "instead of" in text_of(prevented.shown(proposals))
