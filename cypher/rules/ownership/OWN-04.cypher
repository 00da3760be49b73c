/*
title      = { sv = "System och digitala tjänster ägs och förvaltas i förvaltningsobjekt", en = "Systems and digital services are owned and managed in management objects" }
severity   = "error"
source     = "OWN-04"
subject    = ["System", "DigitalService", "ManagementObject"]
why        = { sv = "Förvaltningsobjektet är där verksamhet och it planerar och prioriterar tillsammans. Det som står utanför förvaltas av den som råkar ha tid, och det som står i två objekt väntar på besked från båda.", en = "The management object is where the operation and IT plan and set priorities together. What stands outside is managed by whoever has time, and what stands in two waits for word from both." }
fix        = { sv = "Placera systemet eller tjänsten i exakt ett förvaltningsobjekt. Utse en objektägare från verksamheten och en från it, och besluta årets förvaltningsplan.", en = "Place the system or service in exactly one management object. Appoint one object owner from the operation and one from IT, and decide this year's management plan." }
population = """
MATCH (s:System) WHERE s.lifecycle IS NULL OR s.lifecycle IN ['pilot', 'live', 'phase_out']
RETURN count(s) AS count
UNION ALL
MATCH (d:DigitalService) WHERE d.valid_to IS NULL OR d.valid_to >= $today
RETURN count(d) AS count
UNION ALL
MATCH (m:ManagementObject) WHERE m.valid_to IS NULL OR m.valid_to >= $today
RETURN count(m) AS count
"""
unknown    = """
MATCH (s:System) WHERE s.lifecycle IS NULL
RETURN s.id AS id, 'lifecycle' AS missing
UNION ALL
MATCH (s:System) WHERE s.lifecycle IN ['pilot', 'live', 'phase_out']
AND NOT EXISTS { MATCH ()-[:MANAGED_IN]->(:ManagementObject) }
RETURN s.id AS id, 'MANAGED_IN' AS missing
UNION ALL
MATCH (d:DigitalService) WHERE (d.valid_to IS NULL OR d.valid_to >= $today)
AND NOT EXISTS { MATCH ()-[:MANAGED_IN]->(:ManagementObject) }
RETURN d.id AS id, 'MANAGED_IN' AS missing
UNION ALL
MATCH (m:ManagementObject) WHERE (m.valid_to IS NULL OR m.valid_to >= $today)
AND NOT EXISTS { MATCH (e:Evidence)-[:ABOUT]->(:ManagementObject) WHERE e.evidence_kind = 'management_plan' }
RETURN m.id AS id, 'management_plan' AS missing
UNION ALL
MATCH (m:ManagementObject) WHERE (m.valid_to IS NULL OR m.valid_to >= $today)
AND EXISTS { MATCH (e:Evidence)-[:ABOUT]->(m) WHERE e.evidence_kind = 'management_plan' AND e.year IS NULL }
AND NOT EXISTS { MATCH (e:Evidence)-[:ABOUT]->(m) WHERE e.evidence_kind = 'management_plan' AND e.year = $year }
RETURN m.id AS id, 'year' AS missing
UNION ALL
MATCH (m:ManagementObject) WHERE (m.valid_to IS NULL OR m.valid_to >= $today)
AND NOT EXISTS { MATCH (:ManagementObject)-[:OWNED_BY]->(r:Role) WHERE toLower(r.role_type) IN $it_owner }
RETURN m.id AS id, 'role_type' AS missing
UNION ALL
MATCH (m:ManagementObject) WHERE (m.valid_to IS NULL OR m.valid_to >= $today)
AND NOT EXISTS { MATCH (:ManagementObject)-[:OWNED_BY]->(r:Role) WHERE toLower(r.role_type) IN $business_owner }
RETURN m.id AS id, 'role_type' AS missing
"""

[messages.none]
sv = "{name} förvaltas inte i något förvaltningsobjekt."
en = "{name} is managed in no management object."
[messages.several]
sv = "{name} förvaltas i {objects} förvaltningsobjekt på en gång."
en = "{name} is managed in {objects} management objects at a time."
[messages.no_business_owner]
sv = "Förvaltningsobjektet {name} har ingen objektägare från verksamheten som är giltig i dag."
en = "The management object {name} has no object owner from the operation who is valid today."
[messages.no_it_owner]
sv = "Förvaltningsobjektet {name} har ingen objektägare från it som är giltig i dag."
en = "The management object {name} has no object owner from IT who is valid today."
[messages.no_plan]
sv = "Förvaltningsobjektet {name} har ingen förvaltningsplan för i år."
en = "The management object {name} has no management plan for this year."

[parameters]
business_owner = ["objektagare", "objektägare", "objektagare_verksamhet", "objektägare verksamhet", "business object owner"]
it_owner = ["objektagare_it", "objektägare it", "it object owner"]

[[example]]
graph = [
  "crm:System {lifecycle: live} -MANAGED_IN-> care:ManagementObject", "portal:DigitalService -MANAGED_IN-> care",
  "care -OWNED_BY-> ann:Role {role_type: objektagare}", "care -OWNED_BY-> bo:Role {role_type: Objektägare IT}",
  "plan:Evidence {evidence_kind: management_plan, year: 2026} -ABOUT-> care",
]
finds = []

[[example]]
graph = [
  "crm:System {lifecycle: live} -MANAGED_IN-> care:ManagementObject", "crm -MANAGED_IN-> schools:ManagementObject",
  "portal:DigitalService", "pay:System {lifecycle: phase_out} -MANAGED_IN {valid_to: 2026-06-29}-> care",
]
finds = ["crm", "pay", "portal"]
unknown = ["care", "schools"]

[[example]]
graph = [
  "care:ManagementObject -OWNED_BY-> ann:Role {role_type: objektagare}", "care -OWNED_BY-> bo:Role {role_type: objektagare_it}",
  "schools:ManagementObject -OWNED_BY-> cia:Role {role_type: objektagare}",
  "first:Evidence {evidence_kind: management_plan, year: 2026} -ABOUT-> schools",
  "second:Evidence {evidence_kind: management_plan, year: 2025} -ABOUT-> care",
]
finds = ["care", "schools"]

[[example]]
graph = ["crm:System {lifecycle: live}", "new:System", "portal:DigitalService"]
finds = []
unknown = ["crm", "new", "portal"]

[[example]]
graph = [
  "care:ManagementObject -OWNED_BY-> ann:Role {role_type: objektagare}",
  "schools:ManagementObject -OWNED_BY-> bo:Role", "plan:Evidence {evidence_kind: management_plan} -ABOUT-> care",
]
finds = ["schools"]
unknown = ["care"]
*/
MATCH (s:System) WHERE s.lifecycle IN ['pilot', 'live', 'phase_out']
AND NOT EXISTS {
  MATCH (s)-[m:MANAGED_IN]->(:ManagementObject)
  WHERE (m.valid_from IS NULL OR m.valid_from <= $today) AND (m.valid_to IS NULL OR m.valid_to >= $today)
}
AND EXISTS { MATCH ()-[:MANAGED_IN]->(:ManagementObject) }
RETURN s.id AS id, 'none' AS wrong, 0 AS objects
UNION ALL
MATCH (d:DigitalService) WHERE (d.valid_to IS NULL OR d.valid_to >= $today)
AND NOT EXISTS {
  MATCH (d)-[m:MANAGED_IN]->(:ManagementObject)
  WHERE (m.valid_from IS NULL OR m.valid_from <= $today) AND (m.valid_to IS NULL OR m.valid_to >= $today)
}
AND EXISTS { MATCH ()-[:MANAGED_IN]->(:ManagementObject) }
RETURN d.id AS id, 'none' AS wrong, 0 AS objects
UNION ALL
MATCH (s:System)-[m:MANAGED_IN]->(o:ManagementObject)
WHERE s.lifecycle IN ['pilot', 'live', 'phase_out']
AND (m.valid_from IS NULL OR m.valid_from <= $today) AND (m.valid_to IS NULL OR m.valid_to >= $today)
WITH s, count(DISTINCT o.id) AS objects WHERE objects > 1
RETURN s.id AS id, 'several' AS wrong, objects AS objects
UNION ALL
MATCH (d:DigitalService)-[m:MANAGED_IN]->(o:ManagementObject)
WHERE (d.valid_to IS NULL OR d.valid_to >= $today)
AND (m.valid_from IS NULL OR m.valid_from <= $today) AND (m.valid_to IS NULL OR m.valid_to >= $today)
WITH d, count(DISTINCT o.id) AS objects WHERE objects > 1
RETURN d.id AS id, 'several' AS wrong, objects AS objects
UNION ALL
MATCH (m:ManagementObject) WHERE (m.valid_to IS NULL OR m.valid_to >= $today)
AND NOT EXISTS {
  MATCH (m)-[o:OWNED_BY]->(r:Role)
  WHERE toLower(r.role_type) IN $business_owner
  AND (o.valid_from IS NULL OR o.valid_from <= $today) AND (o.valid_to IS NULL OR o.valid_to >= $today)
}
AND EXISTS { MATCH (:ManagementObject)-[:OWNED_BY]->(r:Role) WHERE toLower(r.role_type) IN $business_owner }
RETURN m.id AS id, 'no_business_owner' AS wrong, 0 AS objects
UNION ALL
MATCH (m:ManagementObject) WHERE (m.valid_to IS NULL OR m.valid_to >= $today)
AND NOT EXISTS {
  MATCH (m)-[o:OWNED_BY]->(r:Role)
  WHERE toLower(r.role_type) IN $it_owner
  AND (o.valid_from IS NULL OR o.valid_from <= $today) AND (o.valid_to IS NULL OR o.valid_to >= $today)
}
AND EXISTS { MATCH (:ManagementObject)-[:OWNED_BY]->(r:Role) WHERE toLower(r.role_type) IN $it_owner }
RETURN m.id AS id, 'no_it_owner' AS wrong, 0 AS objects
UNION ALL
MATCH (m:ManagementObject) WHERE (m.valid_to IS NULL OR m.valid_to >= $today)
AND NOT EXISTS {
  MATCH (e:Evidence)-[:ABOUT]->(m) WHERE e.evidence_kind = 'management_plan' AND (e.year IS NULL OR e.year = $year)
}
AND EXISTS { MATCH (e:Evidence)-[:ABOUT]->(:ManagementObject) WHERE e.evidence_kind = 'management_plan' }
RETURN m.id AS id, 'no_plan' AS wrong, 0 AS objects
