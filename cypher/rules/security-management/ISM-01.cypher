/*
title      = { sv = "Kommunstyrelsen har en informationssäkerhetsansvarig", en = "The executive board has one information security officer" }
severity   = "error"
source     = "ISM-01"
subject    = "Organisation"
why        = { sv = "Någon måste leda arbetet i hela staden. Står uppdraget tomt samordnar ingen, och delas det av flera vet ingen vem som beslutar.", en = "Somebody must lead the work of the whole city. If the task is vacant nobody coordinates, and if several share it nobody knows who decides." }
fix        = { sv = "Låt kommunstyrelsen utse en person till informationssäkerhetsansvarig och avsluta uppdrag som inte längre gäller.", en = "Let the executive board appoint one person as information security officer and end assignments that no longer hold." }
population = """
MATCH (o:Organisation) WHERE o.kind = 'executive_board' AND (o.valid_to IS NULL OR o.valid_to >= $today)
RETURN count(o) AS count
"""
unknown    = """
MATCH (o:Organisation) WHERE o.kind = 'executive_board' AND (o.valid_to IS NULL OR o.valid_to >= $today)
AND NOT EXISTS { MATCH (r:Role) WHERE r.role_type IS NOT NULL }
RETURN o.id AS id, 'role_type' AS missing
UNION ALL
MATCH (o:Organisation) WHERE o.kind = 'executive_board' AND (o.valid_to IS NULL OR o.valid_to >= $today)
AND EXISTS {
  MATCH (r:Role)-[:BELONGS_TO]->(:Organisation)-[:PART_OF*0..6]->(o) WHERE toLower(r.role_type) IN $officer
}
AND NOT EXISTS { MATCH (:Role)-[:HELD_BY]->(:Person) }
RETURN o.id AS id, 'HELD_BY' AS missing
"""

[messages.no_role]
sv = "{name} har ingen informationssäkerhetsansvarig."
en = "{name} has no information security officer."
[messages.vacant]
sv = "Ingen verksam person är informationssäkerhetsansvarig vid {name} i dag."
en = "No active person is information security officer of {name} today."
[messages.several]
sv = "{holders} personer är informationssäkerhetsansvariga vid {name} på en gång."
en = "{holders} persons are information security officers of {name} at a time."

[parameters]
officer = ["informationssakerhetsansvarig", "informationssäkerhetsansvarig", "information security officer"]

[[example]]
graph = [
  "ks:Organisation {kind: executive_board}", "office:Organisation {kind: administration} -PART_OF-> ks",
  "ciso:Role {role_type: informationssakerhetsansvarig} -BELONGS_TO-> office", "ciso -HELD_BY-> ann:Person {active: yes}",
]
finds = []

[[example]]
graph = ["ks:Organisation {kind: executive_board}", "owner:Role {role_type: systemagare} -BELONGS_TO-> ks"]
finds = ["ks"]

[[example]]
graph = [
  "ks:Organisation {kind: executive_board} <-BELONGS_TO- ciso:Role {role_type: Informationssäkerhetsansvarig}",
  "ciso -HELD_BY {valid_to: 2026-06-29}-> ann:Person", "ciso -HELD_BY-> bo:Person {active: no}",
]
finds = ["ks"]

[[example]]
graph = [
  "ks:Organisation {kind: executive_board} <-BELONGS_TO- ciso:Role {role_type: informationssakerhetsansvarig}",
  "ciso -HELD_BY {valid_to: 2026-06-30}-> ann:Person", "ciso -HELD_BY-> bo:Person",
]
finds = ["ks"]

[[example]]
graph = ["ks:Organisation {kind: executive_board} <-BELONGS_TO- ciso:Role {role_type: informationssakerhetsansvarig}"]
finds = []
unknown = ["ks"]

[[example]]
graph = ["ks:Organisation {kind: executive_board}"]
finds = []
unknown = ["ks"]
*/
MATCH (o:Organisation) WHERE o.kind = 'executive_board' AND (o.valid_to IS NULL OR o.valid_to >= $today)
AND EXISTS { MATCH (r:Role) WHERE r.role_type IS NOT NULL }
AND NOT EXISTS {
  MATCH (r:Role)-[:BELONGS_TO]->(:Organisation)-[:PART_OF*0..6]->(o)
  WHERE toLower(r.role_type) IN $officer AND (r.active IS NULL OR r.active = true)
}
RETURN o.id AS id, 'no_role' AS wrong, 0 AS holders
UNION ALL
MATCH (o:Organisation) WHERE o.kind = 'executive_board' AND (o.valid_to IS NULL OR o.valid_to >= $today)
AND EXISTS { MATCH (:Role)-[:HELD_BY]->(:Person) }
AND EXISTS {
  MATCH (r:Role)-[:BELONGS_TO]->(:Organisation)-[:PART_OF*0..6]->(o)
  WHERE toLower(r.role_type) IN $officer AND (r.active IS NULL OR r.active = true)
}
AND NOT EXISTS {
  MATCH (p:Person)<-[h:HELD_BY]-(r:Role)-[:BELONGS_TO]->(:Organisation)-[:PART_OF*0..6]->(o)
  WHERE toLower(r.role_type) IN $officer AND (r.active IS NULL OR r.active = true) AND (p.active IS NULL OR p.active = true)
  AND (h.valid_from IS NULL OR h.valid_from <= $today) AND (h.valid_to IS NULL OR h.valid_to >= $today)
}
RETURN o.id AS id, 'vacant' AS wrong, 0 AS holders
UNION ALL
MATCH (p:Person)<-[h:HELD_BY]-(r:Role)-[:BELONGS_TO]->(:Organisation)-[:PART_OF*0..6]->(o:Organisation)
WHERE o.kind = 'executive_board' AND (o.valid_to IS NULL OR o.valid_to >= $today)
AND toLower(r.role_type) IN $officer AND (r.active IS NULL OR r.active = true) AND (p.active IS NULL OR p.active = true)
AND (h.valid_from IS NULL OR h.valid_from <= $today) AND (h.valid_to IS NULL OR h.valid_to >= $today)
WITH o, count(DISTINCT p.id) AS holders WHERE holders > 1
RETURN o.id AS id, 'several' AS wrong, holders AS holders
