"""A memo of one place: vectors apart, why, what is open, what was decided, and its own class."""

from __future__ import annotations

import datetime as dt

import pytest

from eagraph.errors import UnknownName
from eagraph.escalation import escalate
from eagraph.escalation.checking import problems
from eagraph.escalation.own_register import own_register
from eagraph.memo import AspectPart, Memo
from eagraph.memo.document import document
from eagraph.scenarios import Scenario, in_use
from tests.unit.memo.conftest import SAID, Town


def part(memo: Memo, aspect: str) -> AspectPart:
    return next(one for one in memo.aspects if one.aspect == aspect)


def test_what_is_raised_is_told_with_proof_and_ways_back(town: Town) -> None:
    work = town()
    memo = work.memo("Portalen")
    k = part(memo, "k")
    assert [(one.low, one.high) for one in (k.assigned, k.required, k.assured, k.gap)] == [(1, 1), (2, 3), (0, 4), (0, 3)]
    assert (k.assigned_by, k.assigned_on, k.declared) == ("Systemägaren", "2026-01-15", 2)
    assert (k.is_raised, k.rules) == (True, ("AGG-COUNT",))
    assert [rule.id for rule in memo.rules] == ["AGG-COUNT"]
    assert k.proof is not None
    assert problems(work.snapshot(), k.proof) == ()
    assert len(k.undone_by) == len(k.proof.counterfactuals or ()) == 3
    assert {way.en for way in k.undone_by} == {
        f"If this ends: Portalen holds {name}; then K 1 (moderate) is required." for name in ("Adress", "Barn", "Cykel")
    }
    assert memo.summary.en == (
        "Confidentiality (K): decided 1 (moderate), required at least 2 (significant) and perhaps 3 (serious); "
        "it is too low.\n"
        "Nobody has decided a level in R, T, S, and nothing known requires one."
    )
    assert [one.options != () for one in memo.aspects] == [True, False, False, False]


def test_every_fact_of_a_proof_is_a_fact_of_the_memo_in_a_sentence(town: Town) -> None:
    memo = town().memo("s:portal")
    proven = {fact.id for one in memo.aspects if one.proof for fact in one.proof.facts}
    assert {fact.id for fact in memo.facts} == proven
    dates = [fact.stated_on for fact in memo.facts if fact.stated_on]
    assert (memo.oldest, memo.undated) == (min(dates) if dates else None, len(memo.facts) - len(dates))
    assert "Portalen holds Adress" in {fact.says.en for fact in memo.facts}


def test_who_answers_are_the_owners_of_the_place_and_of_each_information(town: Town) -> None:
    told = town().memo("s:portal").responsible
    assert [(one.role, one.who.id, one.of) for one in told] == [
        ("information_owner", "r:b", ("Adress", "Cykel")),
        ("information_owner", "r:c", ("Barn",)),
        ("system_owner", "r:a", ("Portalen",)),
    ]


def test_a_memo_of_information_tells_where_it_is_at_home(town: Town) -> None:
    memo = town().memo("i:adress")
    assert ([one.id for one in memo.held_in], memo.information) == (["s:portal"], ())
    assert [(one.role, one.who.id) for one in memo.responsible] == [("information_owner", "r:b"), ("system_owner", "r:a")]


def test_what_is_unknown_is_told_with_whether_it_matters(town: Town) -> None:
    memo = town("s:portal,HOLDS,i:okand").memo("s:portal", aspect="k")
    assert [(one.thing.id, one.low, one.high, one.could_raise) for one in memo.aspects[0].unknown] == [
        ("i:okand", 0, 4, True)
    ]
    assert memo.marking.may_reach == 4


def test_a_decision_in_force_leaves_nothing_to_decide(town: Town) -> None:
    work = town()
    assert [option.kind for option in part(work.memo("s:portal"), "k").options] == ["accept", "mitigate", "exempt", "reject"]
    work.decisions.take({**SAID, "level": 3})
    k = part(work.memo("s:portal"), "k")
    assert k.options == ()
    assert (k.standing and k.standing.state, [kept.decision.decided_by for kept in k.decisions]) == ("in_force", ["Anna Ek"])
    assert "accepted" in k.says.en


def test_a_decision_that_leaves_the_unknown_open_leaves_something_to_decide(town: Town) -> None:
    work = town()
    work.decisions.take(SAID)
    k = part(work.memo("s:portal"), "k")
    assert (k.standing and k.standing.is_settled, k.standing and k.standing.is_wholly_settled) == (True, False)
    assert k.options != ()


def test_the_history_and_the_flags_are_told(town: Town) -> None:
    work = town("s:portal,HOLDS,i:vard")
    work.decisions.take({**SAID, "level": 3})
    memo = work.memo("s:portal")
    assert "decision" in {entry.why for entry in memo.history.rows}
    assert [remark.flag for remark in memo.remarks] == ["dpia"]
    assert "AGG-COMBO-CARE" in memo.remarks[0].says.en
    assert {"CLS-04", "GDPR 9"} <= set(memo.norms)


def test_the_class_is_that_of_the_most_sensitive_it_names(town: Town) -> None:
    work = town("s:portal,HOLDS,i:vard")
    memo = work.memo("s:portal")
    named = escalate(work.snapshot()).required(work.snapshot().index["s:portal"], "k").low
    assert memo.marking.level == named == 3
    assert "3 (serious)" in memo.marking.text.en
    assert "Portalen: 3 (serious)" in memo.marking.because.en


def test_the_class_is_at_least_that_of_the_register(town: Town) -> None:
    work = town("s:portal,HOLDS,i:vard")
    memo = work.memo("s:power", aspect="t")
    assert escalate(work.snapshot()).required(work.snapshot().index["s:power"], "k").low == 0
    assert memo.marking.level == own_register(escalate(work.snapshot())).level.low == 2


def test_availability_is_decided_in_its_own_words(town: Town) -> None:
    memo = town().memo("s:power", aspect="t")
    assert [one.aspect for one in memo.aspects] == ["t"]
    t = memo.aspects[0]
    assert (t.is_raised, t.required.low) == (True, 3)
    assert t.options[0].says.en.startswith("Accept: what others require of it applies, T at least 3 (serious)")
    assert t.options[1].says.en.startswith("Mitigate, by a day: fewer rely on it")


def test_a_memo_of_what_a_scenario_alone_has(town: Town) -> None:
    work = town()
    added = [
        {"do": "add", "id": "s:ny", "label": "System", "properties": {"name": "Nya", "k": 0}},
        {"do": "add_relationship", "source": "s:ny", "type": "HOLDS", "target": "i:adress"},
    ]
    work.scenarios.keep(Scenario.model_validate({"name": "ny", "title": "Ny", "change": added, "analyse": []}))
    token = in_use.set("ny")
    memo = work.memo("s:ny", aspect="k")
    in_use.reset(token)
    assert (memo.snapshot.scenario, memo.history.rows, memo.aspects[0].required.low) == ("ny@1", (), 1)
    facts = {name.en: value for name, value in document(memo, work.schema.classification).facts}
    assert facts["Scenario"] == "ny@1"


def test_a_day_is_told(town: Town) -> None:
    memo = town().memo("s:portal", at=dt.date(2026, 1, 1))
    assert (memo.at, memo.written_on) == ("2026-01-01", "2026-11-20")


def test_what_is_not_there_is_named(town: Town) -> None:
    with pytest.raises(UnknownName, match="Portale"):
        town().memo("Portale")


def test_where_only_the_unknown_may_require_more_that_is_to_be_settled_first(town: Town) -> None:
    memo = town("s:map,HOLDS,i:cykel").memo("s:map", aspect="k")
    k = memo.aspects[0]
    assert [(one.low, one.high) for one in (k.assigned, k.required)] == [(0, 0), (1, 4)]
    assert k.options != ()
    k = town("s:portal,HOLDS,i:okand").memo("i:okand", aspect="k").aspects[0]
    assert (k.is_undecided, k.options, k.proof) == (True, (), None)
