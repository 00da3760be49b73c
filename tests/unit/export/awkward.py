"""A small landscape whose texts are as awkward as texts come, every kind of value, and what each format has to say of it."""

from __future__ import annotations

from dataclasses import replace

from eagraph.graph.snapshot import Snapshot
from eagraph.loading.changes import Stored
from eagraph.model.landscape import Landscape, Node, Relationship
from tests.property.strategies import node, tie

DATE = "2026-11-23T12:00:00+00:00"
FORMULA = '=HYPERLINK("http://x";"Öppna")'
TEXTS = {
    "swedish": "Räksmörgås på Åland",
    "quotes": "\"det\" 'här' `är` «så»",
    "lines": "rad ett\nrad två\r\nrad tre",
    "backslashes": "C:\\temp\\u0027\\",
    "cdata": "]]> -->  --!> <![CDATA[ &amp; <b>fet</b>",
    "control": "a\x07b\x1fc",
    "formula": FORMULA,
    "hidden_formula": "\u200f =1+1",
    "turned": "abc\u202edef\u2066ghi",
    "code": "'}) DETACH DELETE n // \\u000A; %%{init: {}}%% @enduml #quot; $x !include",
    "digits": "0042",
    "semicolons": "a;b,c|d\te",
    "emoji": "🧯 släck",
}
NODES = [
    node(
        "crm", "System", name="Ärendesystemet \"Åsa\"; C:\\u0027\\", name_en="Case system", description=TEXTS["lines"],
        rto_h=4.5, users=120, personal_data=True, k=2, lifecycle="live", end_of_support="2027-06-30",
        required_functions=("login", "katalog|träd"), **TEXTS,
    ),
    node("mail", "System", name="E-post & kalender <moln> ]]>", vendor=FORMULA, mtpd_h=24.0),
    node("åäö:1 2/3", "InformationAsset", name="Ärenden", k=3, personal=True),
    node("board", "Organisation", name="Äldrenämnden", kind="board"),
    node("role", "Role", name="Systemägare"),
    node("sensor", "Sensor", name="-5 °C i kylen", count=12),
    node("x:1", "ModelElement", name="@stänga", source_type="Plan"),
    node("alone", "Process"),
]  # fmt: skip
TIES = [
    tie("crm", "DEPENDS_ON", "mail", group="g", k=1, mode="hard", buffer_h=0.5),
    tie("crm", "FLOW", "mail", carries=("åäö:1 2/3",), needed=True, description="varje\nnatt"),
    tie("crm", "FLOW", "mail", source_key="f2", needed=False),
    tie("crm", "HOLDS", "åäö:1 2/3", how="stored"),
    tie("crm", "OWNED_BY", "role", valid_from="2025-01-01"),
    tie("role", "BELONGS_TO", "board"),
    tie("sensor", "FLOW", "crm"),
    tie("x:1", "RELATES_TO", "crm", source_type="när 'x' \\ \"y\""),
    tie("crm", "SUPPORTS", "alone"),
]


def snapshot() -> Snapshot:
    """It, drawn up."""
    return drawn(NODES, TIES)


def drawn(nodes: list[Node], ties: list[Relationship]) -> Snapshot:
    """Any such landscape, of one day."""
    whole = Landscape.of(nodes, ties)
    return replace(Snapshot.of(Stored(whole.nodes, whole.relationships)), date=DATE)
