"""What is the least each analysis and rule has to know of a thing to say something about it?

One line a fact: a property of a label or of a type of relationship, or a type of relationship that a thing of a label has
to have. An analysis that lacks one of its facts about a thing says that it cannot tell, or assumes something and says so; a
rule says that it cannot be told. Of analyses the table of the domain is followed (ownership, cascades, time, probability,
escalation, aggregation, duplicates, privacy); of rules, what their own `unknown` queries name as missing of all who lack it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Need:
    """One fact, and who cannot tell of a thing without it.

    Attributes:
        of: a label, or a type of relationship.
        fact: a property; for a label also a type of relationship, which has to lead from or to the thing.
        analyses: names of analyses.
        rules: ids of rules.
    """

    of: str
    fact: str
    analyses: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()

    @property
    def askers(self) -> tuple[str, ...]:
        """Analyses and rules."""
        return (*self.analyses, *self.rules)


_TABLE = """
System            OWNED_BY             dialogue-lists |
System            lifecycle            lifecycle-conflicts | CLS-03 COM-02 FIN-03 INF-06 MAP-01 MAP-03 OWN-01
System            criticality          contingencies single-points | IOT-03
System            mtpd_h               requirement-gaps timeline |
System            restart_h            restoration-order |
System            repair_h             uncertainty |
System            failure_probability  cut-sets importance uncertainty |
System            k                    escalation |
System            r                    escalation requirement-gaps |
System            t                    escalation requirement-gaps |
System            s                    escalation |
System            HOLDS                escalation aggregation-hubs personal-data |
System            SUPPORTS             capability-matrix parallel-solutions | COM-01
System            USED_BY              parallel-solutions | COM-01 COM-03 COM-04 FIN-03 MAP-05
System            scope                parallel-solutions | COM-01 COM-02 COM-10 MAP-05 OWN-07
System            system_kind          | MAP-03 OWN-07
System            product              duplicates |
System            functional_fit       time-quadrants |
System            technical_fit        time-quadrants |
System            cost_year            | MAP-07
System            CONNECTED_TO         open-zones |
System            PROTECTS             safeguards | CLS-05
System            MANAGED_IN           | OWN-04
System            last_verified        | DQ-11 MAP-01
System            classified_on        | CLS-03
DigitalService    criticality          single-points | DEP-01 IOT-03
DigitalService    t                    escalation | CLS-07
DigitalService    REALISES             cut-sets | COM-08
DigitalService    MANAGED_IN           | OWN-04
DigitalService    PROTECTS             | CLS-05
DigitalService    audience             | COM-08 OWN-08 TGT-03 TGT-04
DigitalService    classified_on        | CLS-03
DigitalService    last_verified        | DQ-11
InformationAsset  OWNED_BY             aggregation-hubs |
InformationAsset  k                    escalation published-data |
InformationAsset  r                    escalation |
InformationAsset  t                    escalation |
InformationAsset  s                    escalation |
InformationAsset  HOLDS                escalation personal-data | MAP-03
InformationAsset  personal             personal-data |
InformationAsset  categories           aggregation-hubs |
InformationAsset  subjects             aggregation-hubs |
InformationAsset  OF_TYPE              master-sources |
InformationAsset  critical             | CLS-06
InformationAsset  classification_model | CLS-01
InformationAsset  archive_target       | INF-01
InformationAsset  last_verified        | DQ-11
InformationType   MASTER_OF            master-sources |
InformationType   DENOTES              | INF-04
InformationType   status               | INF-04
Integration       FLOW                 media-breaks | COM-10 MAP-03
Integration       VIA                  platform-share |
Integration       pattern              media-breaks | INF-01 INF-06
Integration       PROTECTS             | CLS-05
Integration       last_verified        | DQ-11
Device            CONNECTED_TO         | IOT-01
Device            criticality          | IOT-03
Device            last_verified        | DQ-11
Sensor            CONNECTED_TO         | IOT-01
Facility          failure_probability  cut-sets importance uncertainty |
Facility          criticality          | IOT-03
Facility          last_verified        | DQ-11
Process           SUPPORTS             | COM-14
ManagementObject  forum                | OWN-05
Role              role_type            | RES-01
Project           AFFECTS              project-collisions | PRJ-02 PRJ-03
Project           start                project-collisions | PRJ-01
Project           end                  project-collisions | PRJ-02
Project           benefit              | TGT-01
Project           rank                 | TGT-01
Project           funding              | FIN-01 FIN-06
Project           goal                 | PRJ-04
Project           due                  | PRJ-04
Project           strategic            | FIN-04
Project           budget               | FIN-04
Incident          STARTED_IN           backtest | ISM-07
Incident          AFFECTED             backtest |
Incident          detected_on          | ISM-08 PRI-06
Incident          incident_type        | ISM-08
Incident          severity             | ISM-08
Incident          cause                | ISM-07
Incident          personal             | PRI-06
FLOW              carries              escalation media-breaks personal-data once-only master-sources |
FLOW              needed               contingencies single-points robustness |
FLOW              buffer_h             timeline |
DEPENDS_ON        buffer_h             timeline |
DEPENDS_ON        alpha                operability |
DEPENDS_ON        beta                 operability |
CONNECTED_TO      barrier              open-zones |
"""


def _read() -> Iterator[Need]:
    for line in _TABLE.strip().splitlines():
        left, _, right = line.partition("|")
        of, fact, *analyses = left.split()
        yield Need(of, fact, tuple(analyses), tuple(right.split()))


MINIMUM: tuple[Need, ...] = tuple(_read())
"""Every fact, things first, then relationships."""
ONLY_NEEDED = frozenset({("FLOW", "buffer_h")})
"""Facts of flows that nobody asks for unless the receiver needs the flow."""
ONLY_BETWEEN_ZONES = frozenset({("CONNECTED_TO", "barrier")})
"""Facts of connections that nobody asks for unless a network begins at both ends."""
