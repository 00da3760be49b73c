/*
title      = { sv = "Incidenter analyseras, och det de visar tas in i riskanalyserna", en = "Incidents are analysed, and what they show enters the risk analyses" }
severity   = "error"
source     = "ISM-07"
subject    = "Incident"
why        = { sv = "En incident som avslutas utan att orsaken är känd kommer tillbaka. Det som redan har gått fel är den bästa upplysningen om vad som kan gå fel igen.", en = "An incident closed before its cause is known comes back. What has gone wrong already is the best evidence of what may go wrong again." }
fix        = { sv = "Öppna incidenten igen, utred orsaken och anteckna när den analyserades. Ta in det incidenten började i i nästa riskanalys.", en = "Reopen the incident, find its cause and note when it was analysed. Take what it began in into the next risk analysis." }
population = """
MATCH (i:Incident) RETURN count(i) AS count
"""
unknown    = """
MATCH (i:Incident) WHERE i.closed_on IS NOT NULL AND i.cause IS NULL AND NOT EXISTS { MATCH (o:Incident) WHERE o.cause IS NOT NULL }
RETURN i.id AS id, 'cause' AS missing
UNION ALL
MATCH (i:Incident)
WHERE i.closed_on IS NOT NULL AND i.analysed_on IS NULL AND NOT EXISTS { MATCH (o:Incident) WHERE o.analysed_on IS NOT NULL }
RETURN i.id AS id, 'analysed_on' AS missing
UNION ALL
MATCH (i:Incident) WHERE NOT EXISTS { MATCH (i)-[:STARTED_IN]->() }
RETURN i.id AS id, 'STARTED_IN' AS missing
UNION ALL
MATCH (i:Incident) WHERE EXISTS { MATCH (i)-[:STARTED_IN]->() }
AND NOT EXISTS { MATCH (e:Evidence)-[:ABOUT]->() WHERE e.evidence_kind = 'risk_analysis' }
RETURN i.id AS id, 'risk_analysis' AS missing
"""

[messages.no_cause]
sv = "{name} avslutades {closed} utan att orsaken är känd."
en = "{name} was closed on {closed} and its cause is not known."
[messages.not_analysed]
sv = "{name} avslutades {closed} utan att ha analyserats."
en = "{name} was closed on {closed} without having been analysed."
[messages.repeated]
sv = "{count} incidenter har börjat i {root} på ett år, bland dem {name}."
en = "{count} incidents began in {root} within a year, {name} among them."
[messages.blind_spot]
sv = "{name} började i {root}, som ingen riskanalys handlar om."
en = "{name} began in {root}, which no risk analysis is about."

[parameters]
too_many = 3
[dates]
year_ago = "-P12M"

[[example]]
graph = [
  "leak:Incident {closed_on: 2026-05-10, cause: Fel behörighet, analysed_on: 2026-05-20} -STARTED_IN-> crm:System",
  "risks:Evidence {evidence_kind: risk_analysis, date: 2026-01-10} -ABOUT-> crm",
  "open:Incident {detected_on: 2026-06-20} -STARTED_IN-> crm",
]
finds = []

[[example]]
graph = [
  "a:Incident {closed_on: 2026-05-10, cause: Fel behörighet, analysed_on: 2026-05-20}",
  "b:Incident {closed_on: 2026-05-10, analysed_on: 2026-05-20}", "c:Incident {closed_on: 2026-05-10, cause: Avgrävd kabel}",
]
finds = ["b", "c"]
unknown = ["a"]

[[example]]
graph = [
  "a:Incident {detected_on: 2025-06-30} -STARTED_IN-> crm:System", "b:Incident {detected_on: 2025-12-01} -STARTED_IN-> crm",
  "c:Incident {detected_on: 2026-05-01} -STARTED_IN-> crm", "d:Incident {detected_on: 2025-06-29} -STARTED_IN-> pay:System",
  "e:Incident {detected_on: 2025-12-01} -STARTED_IN-> pay", "f:Incident {detected_on: 2026-05-01} -STARTED_IN-> pay",
  "risks:Evidence {evidence_kind: risk_analysis} -ABOUT-> crm", "risks -ABOUT-> pay",
]
finds = ["a + crm"]

[[example]]
graph = [
  "cut:Incident {detected_on: 2026-02-01} -STARTED_IN-> cable:Facility",
  "frost:Incident {detected_on: 2026-02-01} -STARTED_IN-> pump:Device -PART_OF-> works:System",
  "risks:Evidence {evidence_kind: risk_analysis} -ABOUT-> works",
]
finds = ["cut + cable"]

[[example]]
graph = ["leak:Incident {closed_on: 2026-05-10} -STARTED_IN-> crm:System", "cut:Incident"]
finds = []
unknown = ["cut", "leak"]
*/
MATCH (i:Incident) WHERE i.closed_on IS NOT NULL AND i.cause IS NULL AND EXISTS { MATCH (o:Incident) WHERE o.cause IS NOT NULL }
RETURN i.id AS id, 'no_cause' AS wrong, '' AS root_id, 0 AS count, i.closed_on AS closed
UNION ALL
MATCH (i:Incident)
WHERE i.closed_on IS NOT NULL AND i.analysed_on IS NULL AND EXISTS { MATCH (o:Incident) WHERE o.analysed_on IS NOT NULL }
RETURN i.id AS id, 'not_analysed' AS wrong, '' AS root_id, 0 AS count, i.closed_on AS closed
UNION ALL
MATCH (i:Incident)-[:STARTED_IN]->(x) WHERE i.detected_on >= $year_ago AND i.detected_on <= $today
WITH x, count(DISTINCT i.id) AS times, min(i.id) AS one WHERE times >= $too_many
RETURN one AS id, 'repeated' AS wrong, x.id AS root_id, times AS count, '' AS closed
UNION ALL
MATCH (i:Incident)-[:STARTED_IN]->(x)
WHERE EXISTS { MATCH (e:Evidence)-[:ABOUT]->() WHERE e.evidence_kind = 'risk_analysis' }
AND NOT EXISTS { MATCH (e:Evidence)-[:ABOUT]->(x) WHERE e.evidence_kind = 'risk_analysis' }
AND NOT EXISTS { MATCH (x)-[:PART_OF]->()<-[:ABOUT]-(e:Evidence) WHERE e.evidence_kind = 'risk_analysis' }
RETURN DISTINCT i.id AS id, 'blind_spot' AS wrong, x.id AS root_id, 0 AS count, '' AS closed
