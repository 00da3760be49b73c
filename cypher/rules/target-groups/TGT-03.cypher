/*
title      = { sv = "Målgruppens uppfattning om tjänsten följs upp och används i förvaltningsplanen", en = "What target groups think of the service is followed up and used in the management plan" }
severity   = "error"
source     = "TGT-03"
subject    = "DigitalService"
why        = { sv = "Utan svar från dem som använder tjänsten styrs förvaltningen av det som är lättast att se inifrån.", en = "Without answers from those who use the service, its management is steered by what is easiest to see from inside." }
fix        = { sv = "Gör en undersökning bland användarna minst vartannat år och låt förvaltningsplanen visa vad den leder till. Ta upp det med tjänstens ägare och objektägaren.", en = "Survey the users at least every other year and let the management plan show what follows from it. Raise it with the owner of the service and the object owner." }
population = """
MATCH (d:DigitalService)
WHERE (d.valid_to IS NULL OR d.valid_to >= $today) AND (d.audience IS NULL OR any(a IN $public WHERE a IN d.audience))
RETURN count(d) AS count
"""
unknown    = """
MATCH (d:DigitalService) WHERE (d.valid_to IS NULL OR d.valid_to >= $today) AND d.audience IS NULL
RETURN d.id AS id, 'audience' AS missing
UNION ALL
MATCH (d:DigitalService)
WHERE (d.valid_to IS NULL OR d.valid_to >= $today) AND any(a IN $public WHERE a IN d.audience)
AND NOT EXISTS { MATCH (e:Evidence)-[:ABOUT]->(:DigitalService) WHERE e.evidence_kind = 'survey' }
RETURN d.id AS id, 'survey' AS missing
UNION ALL
MATCH (d:DigitalService)
WHERE (d.valid_to IS NULL OR d.valid_to >= $today) AND any(a IN $public WHERE a IN d.audience)
AND EXISTS { MATCH (e:Evidence)-[:ABOUT]->(d) WHERE e.evidence_kind = 'survey' AND e.date IS NULL }
AND NOT EXISTS {
  MATCH (e:Evidence)-[:ABOUT]->(d) WHERE e.evidence_kind = 'survey' AND e.date >= $surveyed_since AND e.date <= $today
}
RETURN d.id AS id, 'date' AS missing
UNION ALL
MATCH (d:DigitalService)-[:MANAGED_IN]->(m:ManagementObject)
WHERE (d.valid_to IS NULL OR d.valid_to >= $today) AND any(a IN $public WHERE a IN d.audience)
AND EXISTS { MATCH (e:Evidence)-[:ABOUT]->(m) WHERE e.evidence_kind = 'management_plan' AND e.year = $year AND e.covers IS NULL }
AND NOT EXISTS {
  MATCH (e:Evidence)-[:ABOUT]->(m)
  WHERE e.evidence_kind = 'management_plan' AND e.year = $year AND any(c IN $cited_as WHERE c IN e.covers)
}
RETURN DISTINCT d.id AS id, 'covers' AS missing
"""

[messages.no_survey]
sv = "Ingen har tagit reda på vad användarna tycker om {name} de senaste åren."
en = "Nobody has found out what the users think of {name} in recent years."
[messages.not_cited]
sv = "Årets förvaltningsplan för {object} bygger inte på vad användarna tycker om {name}."
en = "This year's management plan for {object} does not rest on what the users think of {name}."

[parameters]
public = ["resident", "business", "visitor"]
cited_as = ["survey", "surveys", "undersökning", "undersökningar", "målgrupp", "målgrupper", "target groups"]
[dates]
surveyed_since = "-P24M"

[[example]]
graph = [
  "first:Evidence {evidence_kind: survey, date: 2024-06-30} -ABOUT-> permit:DigitalService {audience: [resident]}",
  "second:Evidence {evidence_kind: survey, date: 2024-06-29} -ABOUT-> queue:DigitalService {audience: [resident]}",
  "staff:DigitalService {audience: [employee]}",
]
finds = ["queue"]

[[example]]
graph = [
  "survey:Evidence {evidence_kind: survey, date: 2025-10-01} -ABOUT-> permit:DigitalService {audience: [resident]}",
  "permit -MANAGED_IN-> building:ManagementObject",
  "plan:Evidence {evidence_kind: management_plan, year: 2026, covers: [economy, survey]} -ABOUT-> building",
]
finds = []

[[example]]
graph = [
  "survey:Evidence {evidence_kind: survey, date: 2025-10-01} -ABOUT-> permit:DigitalService {audience: [resident]}",
  "permit -MANAGED_IN-> building:ManagementObject",
  "plan:Evidence {evidence_kind: management_plan, year: 2026, covers: [economy]} -ABOUT-> building",
  "older:Evidence {evidence_kind: management_plan, year: 2025, covers: [survey]} -ABOUT-> building",
]
finds = ["permit + building"]

[[example]]
graph = [
  "survey:Evidence {evidence_kind: survey} -ABOUT-> permit:DigitalService {audience: [resident]}", "queue:DigitalService",
]
finds = []
unknown = ["permit", "queue"]

[[example]]
graph = ["permit:DigitalService {audience: [resident]}"]
finds = []
unknown = ["permit"]

[[example]]
graph = [
  "survey:Evidence {evidence_kind: survey, date: 2025-10-01} -ABOUT-> permit:DigitalService {audience: [resident]}",
  "permit -MANAGED_IN-> building:ManagementObject", "plan:Evidence {evidence_kind: management_plan, year: 2026} -ABOUT-> building",
]
finds = []
unknown = ["permit"]
*/
MATCH (d:DigitalService)
WHERE (d.valid_to IS NULL OR d.valid_to >= $today) AND any(a IN $public WHERE a IN d.audience)
AND NOT EXISTS {
  MATCH (e:Evidence)-[:ABOUT]->(d)
  WHERE e.evidence_kind = 'survey' AND (e.date IS NULL OR (e.date >= $surveyed_since AND e.date <= $today))
}
AND EXISTS { MATCH (e:Evidence)-[:ABOUT]->(:DigitalService) WHERE e.evidence_kind = 'survey' }
RETURN d.id AS id, 'no_survey' AS wrong, '' AS object_id
UNION ALL
MATCH (d:DigitalService)-[:MANAGED_IN]->(m:ManagementObject)
WHERE (d.valid_to IS NULL OR d.valid_to >= $today) AND any(a IN $public WHERE a IN d.audience)
AND EXISTS {
  MATCH (e:Evidence)-[:ABOUT]->(m) WHERE e.evidence_kind = 'management_plan' AND e.year = $year AND e.covers IS NOT NULL
}
AND NOT EXISTS {
  MATCH (e:Evidence)-[:ABOUT]->(m)
  WHERE e.evidence_kind = 'management_plan' AND e.year = $year
  AND (e.covers IS NULL OR any(c IN $cited_as WHERE c IN e.covers))
}
RETURN DISTINCT d.id AS id, 'not_cited' AS wrong, m.id AS object_id
