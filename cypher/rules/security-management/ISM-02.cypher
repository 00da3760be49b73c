/*
title      = { sv = "Varje nämnd och bolag har en namngiven informationssäkerhetssamordnare", en = "Every board and company has a named information security coordinator" }
severity   = "error"
source     = "ISM-02"
subject    = "Organisation"
why        = { sv = "Samordnaren leder säkerhetsarbetet i den egna verksamheten. En funktionsbrevlåda driver inget arbete, och ett uppdrag som blev ledigt när någon slutade märks först vid en incident.", en = "The coordinator leads the security work of the own operation. A shared mailbox drives no work, and a task left vacant when somebody quit shows only in an incident." }
fix        = { sv = "Låt nämnden eller bolagets styrelse utse en person och anteckna från vilken dag uppdraget gäller.", en = "Let the board appoint a person and note from which day the assignment holds." }
population = """
MATCH (o:Organisation)
WHERE o.kind IN ['board', 'company'] AND (o.valid_to IS NULL OR o.valid_to >= $today)
RETURN count(o) AS count
"""
unknown    = """
MATCH (o:Organisation)
WHERE o.kind IN ['board', 'company'] AND (o.valid_to IS NULL OR o.valid_to >= $today)
AND NOT EXISTS { MATCH (r:Role) WHERE r.role_type IS NOT NULL }
RETURN o.id AS id, 'role_type' AS missing
UNION ALL
MATCH (o:Organisation)
WHERE o.kind IN ['board', 'company'] AND (o.valid_to IS NULL OR o.valid_to >= $today)
AND NOT EXISTS { MATCH (:Role)-[:HELD_BY]->(:Person) }
AND EXISTS {
  MATCH (r:Role)-[:BELONGS_TO]->(:Organisation)-[:PART_OF*0..6]->(o) WHERE toLower(r.role_type) IN $coordinator
}
RETURN o.id AS id, 'HELD_BY' AS missing
"""

[messages.no_role]
sv = "{name} har ingen informationssäkerhetssamordnare."
en = "{name} has no information security coordinator."
[messages.vacant]
sv = "{name} har uppdraget informationssäkerhetssamordnare, men ingen namngiven verksam person innehar det i dag."
en = "{name} has the role of information security coordinator, but no named active person holds it today."

[parameters]
coordinator = ["informationssakerhetssamordnare", "informationssäkerhetssamordnare", "information security coordinator"]

[[example]]
graph = [
  "care:Organisation {kind: board} <-PART_OF- admin:Organisation {kind: administration}",
  "task:Role {role_type: informationssakerhetssamordnare} -BELONGS_TO-> admin", "task -HELD_BY-> ann:Person",
  "water:Organisation {kind: company}", "council:Organisation {kind: council}",
]
finds = ["water"]

[[example]]
graph = [
  "care:Organisation {kind: board} <-BELONGS_TO- task:Role {role_type: Informationssäkerhetssamordnare}",
  "task -HELD_BY {valid_to: 2026-06-29}-> ann:Person",
]
finds = ["care"]

[[example]]
graph = [
  "care:Organisation {kind: board} <-BELONGS_TO- task:Role {role_type: informationssakerhetssamordnare}",
  "task -HELD_BY {valid_to: 2026-06-30}-> ann:Person", "task -HELD_BY {valid_from: 2026-07-01}-> bo:Person",
]
finds = []

[[example]]
graph = [
  "care:Organisation {kind: board} <-BELONGS_TO- task:Role {role_type: informationssakerhetssamordnare, email: sakerhet@example.org}",
  "other:Role {role_type: systemagare} -HELD_BY-> bo:Person",
]
finds = ["care"]

[[example]]
graph = ["care:Organisation {kind: board} <-BELONGS_TO- task:Role {role_type: informationssakerhetssamordnare}"]
finds = []
unknown = ["care"]

[[example]]
graph = ["care:Organisation {kind: board}"]
finds = []
unknown = ["care"]
*/
MATCH (o:Organisation)
WHERE o.kind IN ['board', 'company'] AND (o.valid_to IS NULL OR o.valid_to >= $today)
AND EXISTS { MATCH (r:Role) WHERE r.role_type IS NOT NULL }
AND NOT EXISTS {
  MATCH (r:Role)-[:BELONGS_TO]->(:Organisation)-[:PART_OF*0..6]->(o)
  WHERE toLower(r.role_type) IN $coordinator AND (r.active IS NULL OR r.active = true)
}
RETURN o.id AS id, 'no_role' AS wrong
UNION ALL
MATCH (o:Organisation)
WHERE o.kind IN ['board', 'company'] AND (o.valid_to IS NULL OR o.valid_to >= $today)
AND EXISTS { MATCH (:Role)-[:HELD_BY]->(:Person) }
AND EXISTS {
  MATCH (r:Role)-[:BELONGS_TO]->(:Organisation)-[:PART_OF*0..6]->(o)
  WHERE toLower(r.role_type) IN $coordinator AND (r.active IS NULL OR r.active = true)
}
AND NOT EXISTS {
  MATCH (p:Person)<-[h:HELD_BY]-(r:Role)-[:BELONGS_TO]->(:Organisation)-[:PART_OF*0..6]->(o)
  WHERE toLower(r.role_type) IN $coordinator AND (r.active IS NULL OR r.active = true)
  AND (p.active IS NULL OR p.active = true)
  AND (h.valid_from IS NULL OR h.valid_from <= $today) AND (h.valid_to IS NULL OR h.valid_to >= $today)
}
RETURN o.id AS id, 'vacant' AS wrong
