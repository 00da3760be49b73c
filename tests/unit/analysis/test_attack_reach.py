"""An intruder in a school: worked out by hand."""

from __future__ import annotations

import pytest

from eagraph.analysis import attack_reach
from eagraph.analysis.attack_reach import Answer, Params
from eagraph.errors import EagraphError
from eagraph.graph.snapshot import Snapshot
from tests.unit.dashboards.landscapes import snapshot

SCHOOL = """
    pc:Device
    school:NetworkZone
    servers:NetworkZone
    control:NetworkZone
    pupils:System
    report:System
    archive:System
    pumps:System
    login:System
    loose:System
    maker:Organisation
    portal:DigitalService
    pc CONNECTED_TO school
    school CONNECTED_TO servers barrier=firewall
    control CONNECTED_TO servers barrier=diode
    pupils CONNECTED_TO servers
    login CONNECTED_TO servers
    pumps CONNECTED_TO control
    login CONTROLS_ACCESS_TO pupils
    login SUPPLIED_BY maker
    twofactor:Control status=implemented grade=2
    twofactor PROTECTS login
    drafted:Control
    drafted PROTECTS pupils
    marks:InformationAsset k=3 r=2 personal=true
    summary:InformationAsset k=1 r=1
    pupils HOLDS marks
    report HOLDS summary
    summary DERIVED_FROM marks
    pupils FLOW report
    archive FLOW pupils
    portal DEPENDS_ON pupils
"""


@pytest.fixture
def school() -> Snapshot:
    return snapshot(SCHOOL)


def ask(landscape: Snapshot, *inside: str, **more: object) -> Answer:
    return attack_reach.run(landscape, Params.model_validate({"inside": inside, **more}))


def test_costs_are_steps_and_barriers_and_a_diode_keeps_him_out(school: Snapshot) -> None:
    rows = {row.id: row for row in ask(school, "pc").rows}
    costs = {"school": 0.0, "servers": 1.0, "pupils": 2.0, "report": 3.0, "login": 4.0}
    assert {id_: row.cost for id_, row in rows.items()} == costs
    assert [(b.kind, b.step, b.id, b.name, b.cost) for b in rows["login"].barriers] == [
        ("firewall", 2, None, "School – Servers", 1.0),
        ("control", 3, "twofactor", "Twofactor", 2.0),
    ]
    assert rows["report"].via == ("CONNECTED_TO", "CONNECTED_TO", "CONNECTED_TO", "FLOW")


def test_what_is_reached_is_handed_on_as_stopped_exposed_and_untrusted(school: Snapshot) -> None:
    answer = ask(school, "pupils")
    assert [row.id for row in answer.stopping] == ["portal"]
    exposed = {row.id: (row.k_low, row.personal, row.places, row.assumed) for row in answer.exposed}
    assert exposed["marks"] == (3, True, ("pupils", "report"), False)
    assert exposed["summary"] == (1, None, ("report",), False)
    assert [row.id for row in answer.exposed] == ["marks", "summary"]
    assert {row.id: (row.because, row.r_low) for row in answer.untrusted} == {
        "marks": ("reached", 2),
        "summary": ("reached", 1),
    }


def test_what_is_made_of_altered_information_far_away_is_not_to_be_trusted_either(school: Snapshot) -> None:
    answer = ask(school, "pupils", max_cost=0)
    assert [row.id for row in answer.exposed] == ["marks"]
    told = {row.id: (row.because, row.places) for row in answer.untrusted}
    assert told == {"marks": ("reached", ("pupils", "report")), "summary": ("derived", ("report",))}


def test_upstream_of_the_intruder_information_stays_true() -> None:
    text = "a:System\nb:System\nc:System\nx:InformationAsset\na HOLDS x\na FLOW b\nb FLOW c"
    told = ask(snapshot(text), "b", max_cost=0).untrusted
    assert [(row.id, row.places) for row in told] == [("x", ("b", "c"))]


@pytest.mark.parametrize(
    ("target", "state", "members"),
    [("servers", "cut", ("school",)), ("report", "cut", ("school",)), ("school", "adjacent", ()),
     ("pumps", "unreachable", ()), ("pc", "held", ())],
)  # fmt: skip
def test_to_stop_him(school: Snapshot, target: str, state: str, members: tuple[str, ...]) -> None:
    (cut,) = ask(school, "pc", targets=(target,)).cuts
    assert (cut.state, cut.members) == (state, members)


def test_prices_move_the_cut_and_never_leaves_no_way_out(school: Snapshot) -> None:
    dear = ("school=5", "NetworkZone=3")
    (cut,) = ask(school, "pc", targets=("report",), secure_prices=dear).cuts
    assert (cut.members, cut.price) == (("pupils",), 1.0)
    (cut,) = ask(school, "pc", targets=("servers",), secure_prices=("NetworkZone=never",)).cuts
    assert (cut.state, cut.price) == ("unstoppable", 0)


def test_a_supplier_is_a_way_in_unless_left_out(school: Snapshot) -> None:
    assert {row.id for row in ask(school, "maker").rows} >= {"login", "pupils"}
    assert ask(school, "maker", through_suppliers=False).rows == ()


def test_what_is_not_known_is_told(school: Snapshot) -> None:
    told = " ".join(reason.en for reason in ask(school, "pc").completeness.reasons)
    for part in (
        "1 controls do not say whether they are in force",
        "4 things do not say whether a barrier parts them from their zone",
        "1 data diodes are taken to let through",
        "3 things are in no known network zone",
        "2 flows do not say what they carry",
        "14 of 14 costs",
    ):
        assert part in told
    nowhere = ask(snapshot("a:System\nb:System\na HOSTS b"), "a", cost_host=2)
    assert "No network zone is known" in nowhere.completeness.reasons[0].en
    assert {cost.kind: cost.source for cost in nowhere.costs}["host"] == "stated"
    assert nowhere.rows[0].cost == 2


def test_more_than_the_limit_is_cut_off_and_counted(school: Snapshot) -> None:
    answer = ask(school, "pc", limit=2)
    assert (len(answer.rows), answer.completeness.state) == (2, "truncated")
    assert answer.completeness.reasons[0].en == "3 things more are reached than are shown."


@pytest.mark.parametrize("price", ["System", "=3", "nobody=3", "System=-1", "System=free", "System=1e9", "System=0"])
def test_a_price_that_is_none_is_refused_by_name(school: Snapshot, price: str) -> None:
    with pytest.raises(EagraphError, match=price.replace("=", "=")):
        ask(school, "pc", targets=("report",), secure_prices=(price,))
    with pytest.raises(EagraphError):
        ask(school, "pc", secure_prices=(price,))
