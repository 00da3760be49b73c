"""What is proposed against a failure, laid over as a scenario, has the effect it was proposed with."""

from __future__ import annotations

from random import Random

import pytest

from eagraph import analysis
from eagraph.analysis import defence
from eagraph.results import Words
from eagraph.scenarios import Scenario
from eagraph.scenarios.applying import applied
from eagraph.scenarios.preventing import changes_of
from tests.property.test_defence import city

CITIES = 600


@pytest.mark.heavy
def test_a_proposal_laid_over_stops_as_much_as_it_said() -> None:
    question, seen, tried = analysis.find("blast-radius"), set[str](), 0
    for seed in range(CITIES):
        chance = Random(seed)
        snapshot = city(chance)
        if len({(tie.source, tie.type, tie.target) for tie in snapshot.relationships}) < len(snapshot.relationships):
            continue
        failed = (chance.choice(snapshot.nodes).id,)
        assume = chance.random() < 0.5
        params = defence.Params(failed=failed, most_stopped=chance.randint(0, 2), assume_needed=assume, tries=200)
        answer = defence.run(snapshot, params)
        for proposal in answer.proposals[1:]:
            rows = [row for row in answer.rows if row.proposal == proposal.proposal]
            seen |= {row.change for row in rows}
            changes = changes_of(snapshot, rows, prefix="spare", assume_needed=assume)
            scenario = Scenario(name="tried", title=Words(sv="", en=""), change=changes)
            asked = question.Params(failed=failed, assume_needed=assume)
            then = question.run(applied(snapshot, scenario), asked)
            stopped = {row.id for row in then.rows if row.wave}
            assert len(stopped) == proposal.stopped, (seed, proposal, rows)
            tried += 1
    assert tried > CITIES / 2
    assert seen == {"redundant", "break", "protect"}
