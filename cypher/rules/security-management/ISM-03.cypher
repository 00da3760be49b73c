/*
title      = { sv = "Nämnden eller bolagsstyrelsen får en rapport om informationssäkerheten varje år", en = "The board gets a report on information security every year" }
severity   = "error"
source     = "ISM-03"
subject    = "Organisation"
why        = { sv = "Nämnden ansvarar för sin information men kan inte ta ansvar för det den inte får veta. Rapporten ska visa arbetet, riskerna för verksamhetskritisk information, incidenterna och övrigt av vikt.", en = "The board answers for its information but cannot answer for what it is not told. The report is to show the work, the risks to business-critical information, the incidents and other matters of weight." }
fix        = { sv = "Ta fram årets rapport (eagraph skriver ett utkast ur kartan), låt samordnaren komplettera den och anmäl den till nästa sammanträde.", en = "Draw up this year's report (eagraph drafts one from the map), let the coordinator complete it and put it on the agenda of the next meeting." }
population = """
MATCH (o:Organisation)
WHERE o.kind IN ['board', 'executive_board', 'company'] AND (o.valid_to IS NULL OR o.valid_to >= $today)
RETURN count(o) AS count
"""
unknown    = """
MATCH (o:Organisation)
WHERE o.kind IN ['board', 'executive_board', 'company'] AND (o.valid_to IS NULL OR o.valid_to >= $today)
AND NOT EXISTS { MATCH (e:Evidence)-[:ABOUT]->(:Organisation) WHERE e.evidence_kind = 'report' }
RETURN o.id AS id, 'report' AS missing
UNION ALL
MATCH (o:Organisation)
WHERE o.kind IN ['board', 'executive_board', 'company'] AND (o.valid_to IS NULL OR o.valid_to >= $today)
AND EXISTS { MATCH (e:Evidence)-[:ABOUT]->(o) WHERE e.evidence_kind = 'report' AND e.date IS NULL }
AND NOT EXISTS {
  MATCH (e:Evidence)-[:ABOUT]->(o) WHERE e.evidence_kind = 'report' AND e.date >= $reported_since AND e.date <= $today
}
RETURN o.id AS id, 'date' AS missing
UNION ALL
MATCH (o:Organisation)
WHERE o.kind IN ['board', 'executive_board', 'company'] AND (o.valid_to IS NULL OR o.valid_to >= $today)
AND EXISTS {
  MATCH (e:Evidence)-[:ABOUT]->(o)
  WHERE e.evidence_kind = 'report' AND e.date >= $reported_since AND e.date <= $today AND e.covers IS NULL
}
RETURN o.id AS id, 'covers' AS missing
"""

[messages.late]
sv = "{name} har inte fått någon rapport om informationssäkerheten det senaste året."
en = "{name} has had no report on information security for a year."
[messages.no_work]
sv = "Årets rapport till {name} säger inget om säkerhetsarbetet."
en = "This year's report to {name} says nothing about the security work."
[messages.no_risks]
sv = "Årets rapport till {name} säger inget om riskerna för verksamhetskritisk information."
en = "This year's report to {name} says nothing about the risks to business-critical information."
[messages.no_incidents]
sv = "Årets rapport till {name} säger inget om incidenter."
en = "This year's report to {name} says nothing about incidents."
[messages.no_other]
sv = "Årets rapport till {name} säger inget om övriga frågor av vikt."
en = "This year's report to {name} says nothing about other matters of weight."

[parameters]
work = ["work", "arbete", "arbetet"]
risks = ["risks", "risker"]
incidents = ["incidents", "incidenter"]
other = ["other", "övrigt"]
[dates]
reported_since = "-P12M30D"

[[example]]
graph = [
  "report:Evidence {evidence_kind: report, date: 2025-05-31, covers: [work, risks, incidents, other]} -ABOUT-> care:Organisation {kind: board}",
  "older:Evidence {evidence_kind: report, date: 2025-05-30, covers: [work, risks, incidents, other]} -ABOUT-> water:Organisation {kind: company}",
]
finds = ["water"]

[[example]]
graph = [
  "report:Evidence {evidence_kind: report, date: 2026-02-01, covers: [arbete, risker, incidenter, övrigt]} -ABOUT-> care:Organisation {kind: board}",
  "admin:Organisation {kind: administration}",
]
finds = []

[[example]]
graph = [
  "first:Evidence {evidence_kind: report, date: 2026-02-01, covers: [risks, incidents]} -ABOUT-> care:Organisation {kind: board}",
  "second:Evidence {evidence_kind: report, date: 2026-02-01, covers: [work, other]} -ABOUT-> water:Organisation {kind: company}",
]
finds = ["care", "water"]

[[example]]
graph = [
  "first:Evidence {evidence_kind: report, date: 2026-02-01} -ABOUT-> care:Organisation {kind: board}",
  "second:Evidence {evidence_kind: report} -ABOUT-> water:Organisation {kind: company}",
]
finds = []
unknown = ["care", "water"]

[[example]]
graph = ["care:Organisation {kind: board}"]
finds = []
unknown = ["care"]
*/
MATCH (o:Organisation)
WHERE o.kind IN ['board', 'executive_board', 'company'] AND (o.valid_to IS NULL OR o.valid_to >= $today)
AND NOT EXISTS {
  MATCH (e:Evidence)-[:ABOUT]->(o)
  WHERE e.evidence_kind = 'report' AND (e.date IS NULL OR (e.date >= $reported_since AND e.date <= $today))
}
AND EXISTS { MATCH (e:Evidence)-[:ABOUT]->(:Organisation) WHERE e.evidence_kind = 'report' }
RETURN o.id AS id, 'late' AS wrong
UNION ALL
MATCH (o:Organisation)
WHERE o.kind IN ['board', 'executive_board', 'company'] AND (o.valid_to IS NULL OR o.valid_to >= $today)
AND EXISTS {
  MATCH (e:Evidence)-[:ABOUT]->(o) WHERE e.evidence_kind = 'report' AND e.date >= $reported_since AND e.date <= $today
}
AND NOT EXISTS {
  MATCH (e:Evidence)-[:ABOUT]->(o)
  WHERE e.evidence_kind = 'report' AND e.date >= $reported_since AND e.date <= $today
  AND (e.covers IS NULL OR any(w IN $work WHERE w IN e.covers))
}
RETURN o.id AS id, 'no_work' AS wrong
UNION ALL
MATCH (o:Organisation)
WHERE o.kind IN ['board', 'executive_board', 'company'] AND (o.valid_to IS NULL OR o.valid_to >= $today)
AND EXISTS {
  MATCH (e:Evidence)-[:ABOUT]->(o) WHERE e.evidence_kind = 'report' AND e.date >= $reported_since AND e.date <= $today
}
AND NOT EXISTS {
  MATCH (e:Evidence)-[:ABOUT]->(o)
  WHERE e.evidence_kind = 'report' AND e.date >= $reported_since AND e.date <= $today
  AND (e.covers IS NULL OR any(w IN $risks WHERE w IN e.covers))
}
RETURN o.id AS id, 'no_risks' AS wrong
UNION ALL
MATCH (o:Organisation)
WHERE o.kind IN ['board', 'executive_board', 'company'] AND (o.valid_to IS NULL OR o.valid_to >= $today)
AND EXISTS {
  MATCH (e:Evidence)-[:ABOUT]->(o) WHERE e.evidence_kind = 'report' AND e.date >= $reported_since AND e.date <= $today
}
AND NOT EXISTS {
  MATCH (e:Evidence)-[:ABOUT]->(o)
  WHERE e.evidence_kind = 'report' AND e.date >= $reported_since AND e.date <= $today
  AND (e.covers IS NULL OR any(w IN $incidents WHERE w IN e.covers))
}
RETURN o.id AS id, 'no_incidents' AS wrong
UNION ALL
MATCH (o:Organisation)
WHERE o.kind IN ['board', 'executive_board', 'company'] AND (o.valid_to IS NULL OR o.valid_to >= $today)
AND EXISTS {
  MATCH (e:Evidence)-[:ABOUT]->(o) WHERE e.evidence_kind = 'report' AND e.date >= $reported_since AND e.date <= $today
}
AND NOT EXISTS {
  MATCH (e:Evidence)-[:ABOUT]->(o)
  WHERE e.evidence_kind = 'report' AND e.date >= $reported_since AND e.date <= $today
  AND (e.covers IS NULL OR any(w IN $other WHERE w IN e.covers))
}
RETURN o.id AS id, 'no_other' AS wrong
