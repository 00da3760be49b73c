/*
title      = { sv = "Incidenter registreras på samma sätt överallt, och överallt", en = "Incidents are registered in the same way everywhere, and everywhere" }
severity   = "error"
source     = "ISM-08"
subject    = ["Incident", "Organisation"]
why        = { sv = "Bara det som registreras lika går att jämföra. En nämnd som inte har en enda incident när liknande nämnder har flera har sällan haft bättre tur: den registrerar inte.", en = "Only what is registered alike can be compared. A board without a single incident where boards like it have several has seldom been luckier: it does not register." }
fix        = { sv = "Komplettera incidenten med det som saknas. Be samordnaren i den tysta nämnden gå igenom hur incidenter fångas upp och registreras.", en = "Complete the incident with what is missing. Ask the coordinator of the silent board to go through how incidents are caught and registered." }
population = """
MATCH (i:Incident) RETURN count(i) AS count
UNION ALL
MATCH (o:Organisation)
WHERE o.kind IN ['board', 'executive_board', 'company'] AND (o.valid_to IS NULL OR o.valid_to >= $today)
RETURN count(o) AS count
"""
unknown    = """
MATCH (i:Incident) WHERE i.register_id IS NULL AND NOT EXISTS { MATCH (o:Incident) WHERE o.register_id IS NOT NULL }
RETURN i.id AS id, 'register_id' AS missing
UNION ALL
MATCH (i:Incident) WHERE i.incident_type IS NULL AND NOT EXISTS { MATCH (o:Incident) WHERE o.incident_type IS NOT NULL }
RETURN i.id AS id, 'incident_type' AS missing
UNION ALL
MATCH (i:Incident) WHERE i.severity IS NULL AND NOT EXISTS { MATCH (o:Incident) WHERE o.severity IS NOT NULL }
RETURN i.id AS id, 'severity' AS missing
UNION ALL
MATCH (i:Incident) WHERE i.detected_on IS NULL AND NOT EXISTS { MATCH (o:Incident) WHERE o.detected_on IS NOT NULL }
RETURN i.id AS id, 'detected_on' AS missing
UNION ALL
MATCH (i:Incident) WHERE NOT EXISTS { MATCH (:Incident)-[:AFFECTED|STARTED_IN]->() }
RETURN i.id AS id, 'AFFECTED' AS missing
UNION ALL
MATCH (o:Organisation)
WHERE o.kind IN ['board', 'executive_board', 'company'] AND (o.valid_to IS NULL OR o.valid_to >= $today)
AND NOT EXISTS { MATCH (i:Incident) WHERE i.detected_on >= $year_ago AND i.detected_on <= $today }
RETURN o.id AS id, 'incidents' AS missing
"""

[messages.no_number]
sv = "{name} saknar nummer i incidentregistret."
en = "{name} has no number in the register of incidents."
[messages.no_kind]
sv = "{name} säger inte vilket slags incident det är."
en = "{name} does not say what kind of incident it is."
[messages.no_severity]
sv = "{name} säger inte hur allvarlig incidenten är."
en = "{name} does not say how serious it is."
[messages.no_date]
sv = "{name} säger inte när incidenten upptäcktes."
en = "{name} does not say when it was detected."
[messages.nothing_affected]
sv = "{name} säger inte vad incidenten drabbade."
en = "{name} does not say what it affected."
[messages.silent]
sv = "{name} har inte en enda registrerad incident på ett år. Staden har {incidents}, och {name} äger {own} av stadens {systems} system."
en = "{name} has not a single registered incident in a year. The city has {incidents}, and {name} owns {own} of the city's {systems} systems."

[parameters]
expected_from = 3.0
[dates]
year_ago = "-P12M"

[[example]]
graph = [
  "full:Incident {register_id: 26-1, incident_type: availability, severity: 1, detected_on: 2026-02-01} -AFFECTED-> crm:System",
  "bare:Incident {register_id: 26-2}", "late:Incident {incident_type: physical, severity: 1, detected_on: 2026-02-02} -AFFECTED-> crm",
]
finds = ["bare", "late"]

[[example]]
graph = ["full:Incident {register_id: 26-1, incident_type: availability, severity: 1, detected_on: 2026-02-01} -AFFECTED-> crm:System"]
finds = []

[[example]]
graph = [
  "a:System -OWNED_BY-> care:Organisation {kind: board}", "b:System -OWNED_BY-> ann:Role -BELONGS_TO-> admin:Organisation",
  "admin -PART_OF-> schools:Organisation {kind: board}", "c:System -OWNED_BY-> ann", "d:System -OWNED_BY-> ann",
  "one:Incident {register_id: one, incident_type: physical, severity: 1, detected_on: 2025-06-30} -AFFECTED-> a",
  "two:Incident {register_id: two, incident_type: physical, severity: 1, detected_on: 2025-09-15} -AFFECTED-> a",
  "three:Incident {register_id: three, incident_type: physical, severity: 1, detected_on: 2026-01-31} -AFFECTED-> a",
  "four:Incident {register_id: four, incident_type: physical, severity: 1, detected_on: 2026-06-30} -AFFECTED-> a",
]
finds = ["schools"]

[[example]]
graph = [
  "a:System -OWNED_BY-> care:Organisation {kind: board}", "b:System -OWNED_BY-> ann:Role -BELONGS_TO-> admin:Organisation",
  "admin -PART_OF-> schools:Organisation {kind: board}", "c:System -OWNED_BY-> ann", "d:System -OWNED_BY-> ann",
  "one:Incident {register_id: one, incident_type: physical, severity: 1, detected_on: 2025-06-29} -AFFECTED-> a",
  "two:Incident {register_id: two, incident_type: physical, severity: 1, detected_on: 2025-09-15} -AFFECTED-> a",
  "three:Incident {register_id: three, incident_type: physical, severity: 1, detected_on: 2026-01-31} -AFFECTED-> a",
  "four:Incident {register_id: four, incident_type: physical, severity: 1, detected_on: 2026-06-30} -AFFECTED-> a",
]
finds = []

[[example]]
graph = ["bare:Incident", "care:Organisation {kind: board}"]
finds = []
unknown = ["bare", "care"]
*/
MATCH (i:Incident) WHERE i.register_id IS NULL AND EXISTS { MATCH (o:Incident) WHERE o.register_id IS NOT NULL }
RETURN i.id AS id, 'no_number' AS wrong, 0 AS incidents, 0 AS own, 0 AS systems
UNION ALL
MATCH (i:Incident) WHERE i.incident_type IS NULL AND EXISTS { MATCH (o:Incident) WHERE o.incident_type IS NOT NULL }
RETURN i.id AS id, 'no_kind' AS wrong, 0 AS incidents, 0 AS own, 0 AS systems
UNION ALL
MATCH (i:Incident) WHERE i.severity IS NULL AND EXISTS { MATCH (o:Incident) WHERE o.severity IS NOT NULL }
RETURN i.id AS id, 'no_severity' AS wrong, 0 AS incidents, 0 AS own, 0 AS systems
UNION ALL
MATCH (i:Incident) WHERE i.detected_on IS NULL AND EXISTS { MATCH (o:Incident) WHERE o.detected_on IS NOT NULL }
RETURN i.id AS id, 'no_date' AS wrong, 0 AS incidents, 0 AS own, 0 AS systems
UNION ALL
MATCH (i:Incident) WHERE NOT EXISTS { MATCH (i)-[:AFFECTED|STARTED_IN]->() } AND EXISTS { MATCH (:Incident)-[:AFFECTED|STARTED_IN]->() }
RETURN i.id AS id, 'nothing_affected' AS wrong, 0 AS incidents, 0 AS own, 0 AS systems
UNION ALL
MATCH (i:Incident) WHERE i.detected_on >= $year_ago AND i.detected_on <= $today
WITH count(DISTINCT i.id) AS incidents
MATCH (s:System) WHERE s.lifecycle IS NULL OR s.lifecycle <> 'retired'
WITH incidents, count(DISTINCT s.id) AS systems
MATCH (s:System)-[o:OWNED_BY]->(p)
WHERE (s.lifecycle IS NULL OR s.lifecycle <> 'retired')
AND (o.valid_from IS NULL OR o.valid_from <= $today) AND (o.valid_to IS NULL OR o.valid_to >= $today)
MATCH (p)-[:HELD_BY|BELONGS_TO*0..2]->(:Organisation)-[:PART_OF*0..6]->(b:Organisation)
WHERE b.kind IN ['board', 'executive_board', 'company'] AND (b.valid_to IS NULL OR b.valid_to >= $today)
WITH b, incidents, systems, count(DISTINCT s.id) AS own WHERE (incidents * own) >= ($expected_from * systems)
AND NOT EXISTS {
  MATCH (i:Incident)-[:AFFECTED|STARTED_IN]->()-[:OWNED_BY]->()-[:HELD_BY|BELONGS_TO*0..2]->(:Organisation)-[:PART_OF*0..6]->(b)
  WHERE i.detected_on >= $year_ago AND i.detected_on <= $today
}
RETURN b.id AS id, 'silent' AS wrong, incidents AS incidents, own AS own, systems AS systems
