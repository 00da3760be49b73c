/*
title      = { sv = "Verksamhetssystem ägs av verksamheten, inte av it eller en leverantör", en = "Business systems are owned by the operation, not by IT or a supplier" }
severity   = "warning"
source     = "OWN-07"
subject    = "System"
why        = { sv = "Digitalisering är en ledningsfråga. Ägs systemet av it eller en leverantör beslutar de om hur verksamheten ska arbeta, och ingen i verksamheten svarar för nyttan.", en = "Digitalisation is a matter of leadership. If IT or a supplier owns the system, they decide how the operation is to work, and nobody in the operation answers for the benefit." }
fix        = { sv = "Flytta ägarskapet till en chef i den verksamhet som använder systemet. It kan fortsätta att förvalta tekniken.", en = "Move the ownership to a manager of the operation that uses the system. IT can go on managing the technology." }
population = """
MATCH (s:System)
WHERE (s.lifecycle IS NULL OR s.lifecycle IN ['pilot', 'live', 'phase_out'])
AND (s.system_kind IS NULL OR s.system_kind = 'business') AND (s.scope IS NULL OR s.scope <> 'common')
AND EXISTS {
  MATCH (s)-[o:OWNED_BY]->()
  WHERE (o.valid_from IS NULL OR o.valid_from <= $today) AND (o.valid_to IS NULL OR o.valid_to >= $today)
}
RETURN count(s) AS count
"""
unknown    = """
MATCH (s:System)-[o:OWNED_BY]->()
WHERE (o.valid_from IS NULL OR o.valid_from <= $today) AND (o.valid_to IS NULL OR o.valid_to >= $today)
AND s.lifecycle IS NULL AND (s.system_kind IS NULL OR s.system_kind = 'business') AND (s.scope IS NULL OR s.scope <> 'common')
RETURN s.id AS id, 'lifecycle' AS missing
UNION
MATCH (s:System)-[o:OWNED_BY]->()
WHERE (o.valid_from IS NULL OR o.valid_from <= $today) AND (o.valid_to IS NULL OR o.valid_to >= $today)
AND s.lifecycle IN ['pilot', 'live', 'phase_out'] AND s.system_kind IS NULL AND (s.scope IS NULL OR s.scope <> 'common')
RETURN s.id AS id, 'system_kind' AS missing
UNION
MATCH (s:System)-[o:OWNED_BY]->()
WHERE (o.valid_from IS NULL OR o.valid_from <= $today) AND (o.valid_to IS NULL OR o.valid_to >= $today)
AND s.lifecycle IN ['pilot', 'live', 'phase_out'] AND s.system_kind = 'business' AND s.scope IS NULL
RETURN s.id AS id, 'scope' AS missing
UNION
MATCH (s:System)-[o:OWNED_BY]->(p)
WHERE (o.valid_from IS NULL OR o.valid_from <= $today) AND (o.valid_to IS NULL OR o.valid_to >= $today)
AND s.lifecycle IN ['pilot', 'live', 'phase_out'] AND s.system_kind = 'business' AND s.scope IN ['local', 'external']
AND NOT EXISTS { MATCH (p)-[:HELD_BY|BELONGS_TO*0..2]->(u:Organisation) WHERE u.function IS NOT NULL OR u.kind = 'supplier' }
RETURN s.id AS id, 'function' AS missing
"""

[messages.it]
sv = "{name} är ett verksamhetssystem men ägs av {owner} i it-organisationen {unit}."
en = "{name} is a business system but is owned by {owner} in the IT organisation {unit}."
[messages.supplier]
sv = "{name} är ett verksamhetssystem men ägs av {owner} hos leverantören {unit}."
en = "{name} is a business system but is owned by {owner} at the supplier {unit}."

[[example]]
graph = [
  "crm:System {lifecycle: live, system_kind: business, scope: local} -OWNED_BY-> ann:Role -BELONGS_TO-> it:Organisation {function: it}",
]
finds = ["crm + ann"]

[[example]]
graph = [
  "crm:System {lifecycle: live, system_kind: business, scope: local} -OWNED_BY-> ann:Role -BELONGS_TO-> care:Organisation {function: core}",
  "login:System {lifecycle: live, system_kind: identity, scope: local} -OWNED_BY-> bo:Role -BELONGS_TO-> it:Organisation {function: it}",
  "portal:System {lifecycle: live, system_kind: business, scope: common} -OWNED_BY-> bo",
]
finds = []

[[example]]
graph = ["crm:System {lifecycle: live, system_kind: business, scope: external} -OWNED_BY-> firm:Organisation {kind: supplier}"]
finds = ["crm + firm"]

[[example]]
graph = [
  "crm:System {lifecycle: live, system_kind: business, scope: local} -OWNED_BY {valid_to: 2026-06-29}-> bo:Role -BELONGS_TO-> it:Organisation {function: it}",
  "crm -OWNED_BY-> ann:Role -BELONGS_TO-> care:Organisation {function: core}",
]
finds = []

[[example]]
graph = [
  "crm:System {lifecycle: live, system_kind: business, scope: local} -OWNED_BY-> ann:Role",
  "pay:System {lifecycle: live} -OWNED_BY-> ann", "diary:System {lifecycle: live, system_kind: business} -OWNED_BY-> ann",
  "new:System -OWNED_BY-> ann",
]
finds = []
unknown = ["crm", "diary", "new", "pay"]
*/
MATCH (s:System)-[o:OWNED_BY]->(p)
WHERE (o.valid_from IS NULL OR o.valid_from <= $today) AND (o.valid_to IS NULL OR o.valid_to >= $today)
AND s.lifecycle IN ['pilot', 'live', 'phase_out'] AND s.system_kind = 'business' AND s.scope IN ['local', 'external']
MATCH (p)-[:HELD_BY|BELONGS_TO*0..2]->(u:Organisation) WHERE u.function = 'supplier' OR u.kind = 'supplier'
RETURN DISTINCT s.id AS id, 'supplier' AS wrong, p.id AS owner_id, u.name AS unit
UNION ALL
MATCH (s:System)-[o:OWNED_BY]->(p)
WHERE (o.valid_from IS NULL OR o.valid_from <= $today) AND (o.valid_to IS NULL OR o.valid_to >= $today)
AND s.lifecycle IN ['pilot', 'live', 'phase_out'] AND s.system_kind = 'business' AND s.scope IN ['local', 'external']
MATCH (p)-[:HELD_BY|BELONGS_TO*0..2]->(u:Organisation)
WHERE u.function = 'it' AND (u.kind IS NULL OR u.kind <> 'supplier')
RETURN DISTINCT s.id AS id, 'it' AS wrong, p.id AS owner_id, u.name AS unit
