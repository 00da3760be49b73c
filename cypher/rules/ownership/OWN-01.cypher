/*
title      = { sv = "Alla system i drift har exakt en systemägare", en = "Every system in use has exactly one system owner" }
severity   = "error"
source     = "OWN-01"
subject    = "System"
why        = { sv = "Systemägaren har det samlade ansvaret: utan en ägare beslutar ingen om klassning, skydd och avveckling, och två ägare kan peka på varandra.", en = "The system owner has the overall responsibility: without one nobody decides on classification, protection and retirement, and two can point at each other." }
fix        = { sv = "Utse en systemägare i linjeorganisationen och avsluta ägarskap som inte längre gäller.", en = "Appoint one system owner in the line organisation and end ownership that no longer holds." }
population = """
MATCH (s:System) WHERE s.lifecycle IS NULL OR s.lifecycle IN ['pilot', 'live', 'phase_out']
RETURN count(s) AS count
"""
unknown    = """
MATCH (s:System) WHERE s.lifecycle IS NULL
RETURN s.id AS id, 'lifecycle' AS missing ORDER BY id
"""

[messages.none]
sv = "{name} har ingen systemägare som är giltig i dag."
en = "{name} has no system owner who is valid today."
[messages.several]
sv = "{name} har {owners} systemägare på en gång."
en = "{name} has {owners} system owners at a time."
[messages.left]
sv = "{name} ägs av {owner}, som inte längre är verksam."
en = "{name} is owned by {owner}, who is no longer active."
[messages.vacant]
sv = "{name} ägs av {owner}, en roll som ingen verksam person innehar i dag."
en = "{name} is owned by {owner}, a role no active person holds today."

[[example]]
graph = ["crm:System {lifecycle: live}", "ann:Role"]
finds = ["crm"]

[[example]]
graph = ["crm:System {lifecycle: live} -OWNED_BY-> ann:Role", "old:System {lifecycle: retired}"]
finds = []

[[example]]
graph = ["crm:System {lifecycle: live} -OWNED_BY-> ann:Role", "crm -OWNED_BY {valid_to: 2026-01-31}-> bo:Role"]
finds = []

[[example]]
graph = ["crm:System {lifecycle: live} -OWNED_BY {valid_to: 2026-06-29}-> ann:Role"]
finds = ["crm"]

[[example]]
graph = ["crm:System {lifecycle: live} -OWNED_BY {valid_to: 2026-06-30}-> ann:Role"]
finds = []

[[example]]
graph = ["crm:System {lifecycle: live} -OWNED_BY-> ann:Role", "crm -OWNED_BY-> bo:Person"]
finds = ["crm"]

[[example]]
graph = ["crm:System {lifecycle: pilot} -OWNED_BY-> ann:Person {active: no}"]
finds = ["crm + ann"]

[[example]]
graph = ["crm:System {lifecycle: live} -OWNED_BY-> head:Role -HELD_BY-> ann:Person {active: no}"]
finds = ["crm + head"]

[[example]]
graph = [
  "crm:System {lifecycle: live} -OWNED_BY-> head:Role -HELD_BY {valid_to: 2026-01-31}-> ann:Person",
  "head -HELD_BY {valid_from: 2026-02-01}-> bo:Person",
]
finds = []

[[example]]
graph = ["crm:System -OWNED_BY-> ann:Role"]
finds = []
unknown = ["crm"]
*/
MATCH (s:System) WHERE s.lifecycle IN ['pilot', 'live', 'phase_out']
AND NOT EXISTS {
  MATCH (s)-[o:OWNED_BY]->()
  WHERE (o.valid_from IS NULL OR o.valid_from <= $today) AND (o.valid_to IS NULL OR o.valid_to >= $today)
}
RETURN s.id AS id, 'none' AS wrong, '' AS owner_id, 0 AS owners
UNION ALL
MATCH (s:System)-[o:OWNED_BY]->(p)
WHERE s.lifecycle IN ['pilot', 'live', 'phase_out']
AND (o.valid_from IS NULL OR o.valid_from <= $today) AND (o.valid_to IS NULL OR o.valid_to >= $today)
WITH s, count(DISTINCT p.id) AS owners WHERE owners > 1
RETURN s.id AS id, 'several' AS wrong, '' AS owner_id, owners AS owners
UNION ALL
MATCH (s:System)-[o:OWNED_BY]->(p)
WHERE s.lifecycle IN ['pilot', 'live', 'phase_out'] AND p.active = false
AND (o.valid_from IS NULL OR o.valid_from <= $today) AND (o.valid_to IS NULL OR o.valid_to >= $today)
RETURN DISTINCT s.id AS id, 'left' AS wrong, p.id AS owner_id, 1 AS owners
UNION ALL
MATCH (s:System)-[o:OWNED_BY]->(r:Role)
WHERE s.lifecycle IN ['pilot', 'live', 'phase_out'] AND (r.active IS NULL OR r.active = true)
AND (o.valid_from IS NULL OR o.valid_from <= $today) AND (o.valid_to IS NULL OR o.valid_to >= $today)
AND EXISTS { MATCH (r)-[:HELD_BY]->(:Person) }
AND NOT EXISTS {
  MATCH (r)-[h:HELD_BY]->(p:Person)
  WHERE (p.active IS NULL OR p.active = true)
  AND (h.valid_from IS NULL OR h.valid_from <= $today) AND (h.valid_to IS NULL OR h.valid_to >= $today)
}
RETURN DISTINCT s.id AS id, 'vacant' AS wrong, r.id AS owner_id, 1 AS owners
