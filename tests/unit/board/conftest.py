"""A care board with an administration, a coordinator and what it answers for; an IT company it rests on; in November."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from eagraph.board import BoardReport
from eagraph.settings import Settings
from eagraph.workspace import Workspace

NOW = dt.datetime(2026, 11, 20, 8, 0, tzinfo=dt.UTC)
NODES = """\
id;label;name;kind;role_type;lifecycle;criticality;mtpd_h;rto_h;k;r;t;s;classified_on;personal_data;valid_from;critical;security_protected
o:council;Organisation;Fullmäktige;council;;;;;;;;;;;;;;
o:care;Organisation;Omsorgsnämnden;board;;;;;;;;;;;;;;
o:care-adm;Organisation;Omsorgsförvaltningen;administration;;;;;;;;;;;;;;
o:it;Organisation;Stadens IT AB;company;;;;;;;;;;;;;;
r:owner;Role;Systemägare omsorg;;systemagare;;;;;;;;;;;;;
r:isk;Role;Samordnaren;;Informationssäkerhetssamordnare;;;;;;;;;;;;;
p:eva;Person;Eva Ek;;;;;;;;;;;;;;;
s:alarm;System;Larmet;;;live;4;4;30;1;3;3;2;2026-03-01;true;2026-02-01;;
s:plan;System;Planeringen;;;live;2;;;2;2;2;2;2022-01-01;true;;;
s:old;System;Pärmen;;;retired;1;;;3;3;3;3;2024-01-01;;;;
s:new;System;Nya pärmen;;;planned;;;;;;;;;;;;
s:net;System;Nätet;;;live;4;8;1;0;0;3;0;2026-01-01;;;;
s:lost;System;Herrelöst;;;live;1;;;0;0;0;0;;;;;
d:safe;DigitalService;Trygghetslarm;;;;4;2;;0;0;3;0;2026-03-01;;;;
i:diary;InformationAsset;Journaler;;;;;;;3;3;3;3;2026-01-01;;;true;
i:list;InformationAsset;Listan;;;;;;;1;;1;1;2019-01-01;;;;
i:secret;InformationAsset;Hemligheten;;;;;;;4;4;4;4;2026-01-01;;;true;yes_elsewhere
"""
MORE = """\
id;label;name;evidence_kind;date;legal_basis;detected_on;closed_on;severity;personal;cause;analysed_on;notified_after_h;rule;decided_by;decided_on;valid_to;start;end
e:risk;Evidence;Riskanalys av Larmet;risk_analysis;2026-05-01;;;;;;;;;;;;;;
e:risk-old;Evidence;Riskanalys av Planeringen;risk_analysis;2023-05-01;;;;;;;;;;;;;;
e:basis;Evidence;Behandling i Larmet;processing;2020-01-01;avtal;;;;;;;;;;;;;
e:report;Evidence;Årsrapport;report;2025-12-01;;;;;;;;;;;;;;
x:stop;Incident;Stoppet;;;;2026-07-01;2026-07-02;3;no;;;;;;;;;
x:leak;Incident;Läckan;;;;2026-08-01;2026-08-05;2;yes;slarv;2026-09-01;100;;;;;;
x:open;Incident;Det öppna;;;;2026-11-01;;;;;;;;;;;;
x:late;Incident;Strax efter;;;;2026-12-24;;4;;;;;;;;;;
x:before;Incident;Förra årets;;;;2025-07-01;2025-07-02;1;;sladd;2025-08-01;;;;;;;
x:december;Incident;Förra december;;;;2025-12-24;2025-12-25;4;;;;;;;;;;
x:theirs;Incident;Bolagets;;;;2026-07-01;;4;;;;;;;;;;
u:valid;Exemption;Undantag A;;;;;;;;;;;COM-07;Kontrollfunktion för undantag;2026-01-01;2027-06-01;;
u:soon;Exemption;Undantag B;;;;;;;;;;;COM-07;Kontrollfunktion för undantag;2026-01-01;2026-12-24;;
u:over;Exemption;Undantag C;;;;;;;;;;;COM-07;Kontrollfunktion för undantag;2025-01-01;2026-02-01;;
j:renew;Project;Nytt larm;;;;;;;;;;;;;;;2026-10-01;2027-10-01
j:past;Project;Gammalt projekt;;;;;;;;;;;;;;;2020-01-01;2021-01-01
"""
TIES = """\
source;type;target;date
o:care;PART_OF;o:council;
o:care-adm;PART_OF;o:care;
o:it;PART_OF;o:council;
r:owner;BELONGS_TO;o:care-adm;
r:isk;BELONGS_TO;o:care;
r:isk;HELD_BY;p:eva;
s:alarm;OWNED_BY;r:owner;
s:plan;OWNED_BY;o:care-adm;
s:old;OWNED_BY;r:owner;
s:new;OWNED_BY;r:owner;
s:net;OWNED_BY;o:it;
d:safe;OWNED_BY;o:care;
i:diary;OWNED_BY;r:owner;
i:list;OWNED_BY;r:owner;
i:secret;OWNED_BY;r:owner;
s:alarm;HOLDS;i:diary;
s:plan;HOLDS;i:list;
s:plan;HOLDS;i:secret;
d:safe;DEPENDS_ON;s:alarm;
s:alarm;DEPENDS_ON;s:net;
s:old;REPLACED_BY;s:new;2026-06-01
e:risk;ABOUT;s:alarm;
e:risk-old;ABOUT;s:plan;
e:basis;ABOUT;s:alarm;
e:report;ABOUT;o:care;
x:stop;STARTED_IN;s:net;
x:stop;AFFECTED;s:alarm;
x:stop;AFFECTED;d:safe;
x:leak;STARTED_IN;i:diary;
x:open;AFFECTED;s:plan;
x:late;AFFECTED;s:plan;
x:before;AFFECTED;s:alarm;
x:december;AFFECTED;s:alarm;
x:theirs;AFFECTED;s:net;
u:valid;EXEMPTS;s:alarm;
u:soon;EXEMPTS;s:plan;
u:over;EXEMPTS;s:plan;
j:renew;CHANGES;s:alarm;
j:past;CHANGES;s:alarm;
"""
Town = Callable[..., Workspace]


def write(folder: Path, nodes: str = NODES, more: str = MORE, ties: str = TIES) -> Path:
    """The town as one source: the columns of both lists of nodes together."""
    folder.mkdir(parents=True, exist_ok=True)
    lists = [[line.split(";") for line in text.splitlines()] for text in (nodes, more)]
    columns = list(dict.fromkeys(column for rows in lists for column in rows[0]))
    lines = [";".join(columns)]
    for header, *rows in lists:
        lines += [";".join(dict(zip(header, row, strict=True)).get(column, "") for column in columns) for row in rows]
    (folder / "nodes.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "relationships.csv").write_text(ties, encoding="utf-8")
    return folder


@pytest.fixture
def town(tmp_path: Path) -> Town:
    """The town; other nodes, evidence or ties where they are given; in another store where that is named."""

    def made(url: str = "", **parts: str) -> Workspace:
        return work_in(tmp_path, url, **parts)

    return made


def work_in(folder: Path, url: str = "", **parts: str) -> Workspace:
    """A workspace with the town in it."""
    settings = Settings(store=url or f"sqlite:///{folder / 'town.db'}", language="en")
    work = Workspace(settings, clock=lambda: NOW)
    work.load([write(folder / "source", **parts)])
    return work


@pytest.fixture(scope="session")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The town, which no test changes."""
    return work_in(tmp_path_factory.mktemp("town"))


@pytest.fixture(scope="session")
def told(workspace: Workspace) -> BoardReport:
    """The report to the care board."""
    return workspace.board_report("Omsorgsnämnden")
