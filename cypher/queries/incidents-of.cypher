/*
title    = { sv = "Incidenter", en = "Incidents" }
question = { sv = "Vilka incidenter har drabbat det, eller börjat där?", en = "Which incidents affected it, or started there?" }

[columns]
id          = { sv = "id", en = "id" }
name        = { sv = "namn", en = "name" }
part        = { sv = "del", en = "part" }
detected_on = { sv = "upptäckt", en = "detected on" }
closed_on   = { sv = "avslutad", en = "closed on" }
severity    = { sv = "allvarlighet", en = "severity" }
personal    = { sv = "personuppgifter", en = "personal data" }

[parameters.of]
type        = "thing"
description = { sv = "det som drabbades", en = "what was affected" }
example     = "Omsorgssystemet"

[[example]]
graph = [
  "fire:Incident {detected_on: 2026-03-01, severity: 3} -AFFECTED-> crm:System",
  "flood:Incident -STARTED_IN-> crm",
  "other:Incident -AFFECTED-> pay:System",
]
params = { of = "crm" }
rows = [{ id = "fire", part = "affected", severity = 3 }, { id = "flood", part = "started there" }]

[[example]]
graph = ["crm:System"]
params = { of = "crm" }
rows = []
*/
MATCH (i:Incident)-[:AFFECTED]->(x)
WHERE x.id = $of
RETURN DISTINCT i.id AS id, i.name AS name, 'affected' AS part, i.detected_on AS detected_on, i.closed_on AS closed_on,
  i.severity AS severity, i.personal AS personal
UNION ALL
MATCH (i:Incident)-[:STARTED_IN]->(x)
WHERE x.id = $of
RETURN DISTINCT i.id AS id, i.name AS name, 'started there' AS part, i.detected_on AS detected_on, i.closed_on AS closed_on,
  i.severity AS severity, i.personal AS personal
