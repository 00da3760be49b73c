"""A small city for reports: two boards, a company, systems of which two are one, sensors in zones, a service, scenarios."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from eagraph.scenarios.document import read
from eagraph.settings import Settings
from eagraph.workspace import Workspace

NOW = dt.datetime(2026, 11, 20, 8, 0, tzinfo=dt.UTC)
DAY = NOW.date()
NODES = """\
id;label;name;kind;role_type;email;lifecycle;criticality;mtpd_h;rto_h;rpo_h;restart_h;k;r;t;s;device_kind;observed_property;count;firmware;trust;ot;pattern;scope;system_kind;product;vendor;last_verified;security_protected
o:council;Organisation;Fullmäktige;council;;;;;;;;;;;;;;;;;;;;;;;;;
o:care;Organisation;Omsorgsnämnden;board;;;;;;;;;;;;;;;;;;;;;;;;;
o:care-adm;Organisation;Omsorgsförvaltningen;administration;;;;;;;;;;;;;;;;;;;;;;;;;
o:water;Organisation;Vatten AB;company;;;;;;;;;;;;;;;;;;;;;;;;;
o:it;Organisation;It-nämnden;board;;;;;;;;;;;;;;;;;;;;;;;;;
r:care;Role;Systemägare omsorg;;systemagare;omsorg@stad.example;;;;;;;;;;;;;;;;;;;;;;;
r:water;Role;Systemägare vatten;;systemagare;;;;;;;;;;;;;;;;;;;;;;;;
p:eva;Person;Eva Ek;;;eva@stad.example;;;;;;;;;;;;;;;;;;;;;;;
s:alarm;System;Larmet;;;;live;4;4;30;1;0.5;2;3;3;2;;;;;;;;local;business;Larm 7;Larmbolaget;2026-03-01;
s:alarm2;System;Larmet (gamla);;;;live;3;4;2;;;2;3;3;2;;;;;;;;local;business;Larm 7;Larmbolaget;2020-03-01;
s:net;System;Nätet;;;;live;4;8;1;;1;0;0;3;0;;;;;;;;common;infrastructure;;;;
s:hub;System;Navet;;;;live;3;8;2;;0.2;1;1;2;1;;;;;;;;common;integration;;;;
s:levels;System;Nivåvakten;;;;live;3;2;1;;0.1;1;2;3;1;;;;;;;;local;business;;;;
s:old;System;Pärmen;;;;retired;1;;;;;;;;;;;;;;;;;;;;;
s:secret;System;Hemligheten;;;;live;4;1;1;;;4;4;4;4;;;;;;;;local;business;;;;yes_elsewhere
d:safe;DigitalService;Trygghetslarm;;;;;4;2;1;;0;0;0;3;0;;;;;;;;;;;;;
d:flood;DigitalService;Översvämningsvarning;;;;;3;12;4;;0;0;0;2;0;;;;;;;;;;;;;
x:a;Integration;Larmdata till Navet;;;;;;;;;;;;;;;;;;;;api;;;;;;
x:b;Integration;Pappersvägen;;;;;;;;;;;;;;;;;;;;paper;;;;;;
g:1;Sensor;Givare 1;;;;;1;;;;;;;;;sensor;vattennivå;1;1.0;;;;;;;;;
g:2;Sensor;Givare 2;;;;;1;;;;;;;;;sensor;vattennivå;1;1.1;;;;;;;;;
g:3;Device;Samlaren;;;;;;;;;;;;;;gateway;;12;;;;;;;;;;
z:ot;NetworkZone;Styrnätet;;;;;;;;;;;;;;;;;;1;true;;;;;;;
z:adm;NetworkZone;Kontorsnätet;;;;;;;;;;;;;;;;;;3;false;;;;;;;
i:diary;InformationAsset;Journaler;;;;;;;;;;3;3;3;3;;;;;;;;;;;;;
c:care;Capability;Trygghet i hemmet;;;;;;;;;;;;;;;;;;;;;;;;;;
t:old;TargetGroup;Äldre;;;;;;;;;;;;;;;;;;;;;;;;;;
e:risk;Incident;Stoppet;;;;;;;;;;;;;;;;;;;;;;;;;;
"""
TIES = """\
source;type;target;group;k;needed;carries;barrier;users;medium
o:care;PART_OF;o:council;;;;;;;
o:it;PART_OF;o:council;;;;;;;
o:water;PART_OF;o:council;;;;;;;
o:care-adm;PART_OF;o:care;;;;;;;
r:care;BELONGS_TO;o:care-adm;;;;;;;
r:care;HELD_BY;p:eva;;;;;;;
r:water;BELONGS_TO;o:water;;;;;;;
s:alarm;OWNED_BY;r:care;;;;;;;
s:alarm2;OWNED_BY;r:care;;;;;;;
s:net;OWNED_BY;o:it;;;;;;;
s:hub;OWNED_BY;o:it;;;;;;;
s:levels;OWNED_BY;r:water;;;;;;;
s:secret;OWNED_BY;o:it;;;;;;;
d:safe;OWNED_BY;o:care;;;;;;;
d:flood;OWNED_BY;r:water;;;;;;;
i:diary;OWNED_BY;r:care;;;;;;;
g:1;OWNED_BY;r:water;;;;;;;
g:2;OWNED_BY;r:water;;;;;;;
g:3;OWNED_BY;r:water;;;;;;;
d:safe;DEPENDS_ON;s:alarm;;;;;;;
d:flood;DEPENDS_ON;s:levels;;;;;;;
s:alarm;DEPENDS_ON;s:net;;;;;;;
s:alarm;DEPENDS_ON;s:secret;;;;;;;
s:hub;DEPENDS_ON;s:net;;;;;;;
s:levels;DEPENDS_ON;s:hub;;;;;;;
s:alarm;HOLDS;i:diary;;;;;;;
s:alarm;FLOW;x:a;;;true;i:diary;;;
x:a;FLOW;s:levels;;;true;i:diary;;;
x:a;VIA;s:hub;;;;;;;
s:levels;FLOW;x:b;;;;;;;
x:b;FLOW;s:alarm;;;;;;;
s:alarm;FLOW;s:net;;;;;;;
g:1;FLOW;s:levels;givare;1;true;;;;
g:2;FLOW;s:levels;givare;1;true;;;;
g:1;CONNECTED_TO;z:ot;;;;;;;
g:2;CONNECTED_TO;z:ot;;;;;;;
s:levels;CONNECTED_TO;z:ot;;;;;;;
s:alarm;CONNECTED_TO;z:adm;;;;;;;
z:ot;CONNECTED_TO;z:adm;;;;;none;;
s:alarm;SUPPORTS;c:care;;;;;;;
s:alarm2;SUPPORTS;c:care;;;;;;;
d:safe;USED_BY;t:old;;;;;;240;
e:risk;AFFECTED;s:alarm;;;;;;;
"""
SCENARIO = """\
name = "{name}"
title = {{ sv = "{sv}", en = "{en}" }}
[[fail]]
things = ["{thing}"]
"""
WHAT_FAILS = {
    "net-down": ("Nätet nere", "The network is down", "s:net"),
    "hub-down": ("Navet nere", "The hub is down", "s:hub"),
}
ASKED: dict[str, dict[str, object]] = {
    "system-card": {"system": "s:alarm"}, "dependencies": {"of": "o:care"}, "integrations": {},
    "blast-radius": {"failed": ["s:net"]}, "scenario-comparison": {"scenarios": ["net-down", "hub-down"]},
    "classification-memo": {"of": "s:alarm"}, "board": {"organisation": "o:care"}, "duplicates": {"min_score": 0},
    "iot": {}, "continuity": {}, "data-quality": {},
}  # fmt: skip
"""What every report is asked for here."""


def city(folder: Path, *, nodes: str = NODES, ties: str = TIES, now: dt.datetime = NOW, **settings: object) -> Workspace:
    """A workspace with the city in it."""
    source = folder / "source"
    source.mkdir(parents=True, exist_ok=True)
    (source / "nodes.csv").write_text(nodes, encoding="utf-8")
    (source / "relationships.csv").write_text(ties, encoding="utf-8")
    values: dict[str, object] = {"store": f"sqlite:///{folder / 'city.db'}", "language": "en", **settings}
    made = Workspace(Settings.model_validate(values), clock=lambda: now)
    if nodes:
        made.load([source])
    for name, (sv, en, thing) in WHAT_FAILS.items():
        made.scenarios.keep(read(SCENARIO.format(name=name, sv=sv, en=en, thing=thing), name))
    return made
