/*
title      = { sv = "Planeringen av varje förvaltningsobjekt bygger på en dialog", en = "The planning of every management object rests on a dialogue" }
severity   = "error"
source     = "MAP-06"
subject    = "ManagementObject"
why        = { sv = "En plan som görs utan systemförvaltare och verksamhet missar behoven, och kommunstyrelsens planering av helheten bygger då på gissningar.", en = "A plan made without system managers and the operation misses what is needed, and the executive board's planning of the whole then rests on guesses." }
fix        = { sv = "Håll en dialog med systemförvaltaren och verksamheten inför nästa planering och anteckna datum och deltagare.", en = "Hold a dialogue with the system manager and the operation before the next planning, and note its date and who took part." }
population = """
MATCH (m:ManagementObject) WHERE m.valid_to IS NULL OR m.valid_to >= $today
RETURN count(m) AS count
"""
unknown    = """
MATCH (m:ManagementObject) WHERE (m.valid_to IS NULL OR m.valid_to >= $today)
AND NOT EXISTS { MATCH (e:Evidence)-[:ABOUT]->(:ManagementObject) WHERE e.evidence_kind = 'dialogue' }
AND NOT EXISTS { MATCH (e:Evidence)-[:ABOUT]->()-[:MANAGED_IN]->(:ManagementObject) WHERE e.evidence_kind = 'dialogue' }
RETURN m.id AS id, 'dialogue' AS missing
UNION
MATCH (m:ManagementObject) WHERE (m.valid_to IS NULL OR m.valid_to >= $today)
AND EXISTS { MATCH (e:Evidence)-[:ABOUT]->(m) WHERE e.evidence_kind = 'dialogue' AND e.date IS NULL }
AND NOT EXISTS {
  MATCH (e:Evidence)-[:ABOUT]->(m) WHERE e.evidence_kind = 'dialogue' AND e.date >= $cycle_began AND e.date <= $today
}
AND NOT EXISTS {
  MATCH (e:Evidence)-[:ABOUT]->()-[:MANAGED_IN]->(m)
  WHERE e.evidence_kind = 'dialogue' AND e.date >= $cycle_began AND e.date <= $today
}
RETURN m.id AS id, 'date' AS missing
"""
message    = { sv = "Ingen dialog har förts om {name} under planeringsperioden.", en = "No dialogue has been held about {name} during the planning period." }

[dates]
cycle_began = "-P12M"

[[example]]
graph = [
  "care:ManagementObject", "talk:Evidence {evidence_kind: dialogue, date: 2026-02-01} -ABOUT-> schools:ManagementObject",
]
finds = ["care"]

[[example]]
graph = ["talk:Evidence {evidence_kind: dialogue, date: 2026-02-01} -ABOUT-> journal:System -MANAGED_IN-> care:ManagementObject"]
finds = []

[[example]]
graph = [
  "first:Evidence {evidence_kind: dialogue, date: 2025-06-29} -ABOUT-> care:ManagementObject",
  "second:Evidence {evidence_kind: dialogue, date: 2025-06-30} -ABOUT-> schools:ManagementObject",
  "review:Evidence {evidence_kind: review, date: 2026-05-01} -ABOUT-> care",
]
finds = ["care"]

[[example]]
graph = ["care:ManagementObject"]
finds = []
unknown = ["care"]

[[example]]
graph = ["talk:Evidence {evidence_kind: dialogue} -ABOUT-> care:ManagementObject"]
finds = []
unknown = ["care"]
*/
MATCH (m:ManagementObject) WHERE (m.valid_to IS NULL OR m.valid_to >= $today)
AND NOT EXISTS {
  MATCH (e:Evidence)-[:ABOUT]->(m)
  WHERE e.evidence_kind = 'dialogue' AND (e.date IS NULL OR (e.date >= $cycle_began AND e.date <= $today))
}
AND NOT EXISTS {
  MATCH (e:Evidence)-[:ABOUT]->()-[:MANAGED_IN]->(m)
  WHERE e.evidence_kind = 'dialogue' AND e.date >= $cycle_began AND e.date <= $today
}
AND (
  EXISTS { MATCH (e:Evidence)-[:ABOUT]->(:ManagementObject) WHERE e.evidence_kind = 'dialogue' }
  OR EXISTS { MATCH (e:Evidence)-[:ABOUT]->()-[:MANAGED_IN]->(:ManagementObject) WHERE e.evidence_kind = 'dialogue' }
)
RETURN m.id AS id
