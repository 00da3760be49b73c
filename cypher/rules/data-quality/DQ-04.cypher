/*
title      = { sv = "Giltighetstider slutar efter att de börjar, och samband gäller inte utanför sina ändars tid", en = "Validity ends after it begins, and relationships are not valid outside the time of their ends" }
severity   = "error"
source     = "DQ-04"
subject    = ["System", "DigitalService", "Integration", "Device", "Facility", "InformationAsset", "Organisation", "Role"]
why        = { sv = "Baklänges datum gör att saken aldrig gäller och faller bort ur varje svar för en viss dag. Säger sambandet en annan tid än det som det går mellan är ett av datumen fel.", en = "With its dates turned round a thing is never valid and drops out of every answer for a day. Where a relationship says another time than what it leads between, one of the dates is wrong." }
fix        = { sv = "Rätta datumen i källan. Ett samband utan egna datum gäller så länge båda ändarna gör det.", en = "Mend the dates in the source. A relationship without dates of its own is valid as long as both ends are." }
population = "MATCH (n) WHERE n.id IS NOT NULL AND n.name IS NOT NULL RETURN count(n) AS count"

[messages.reversed]
sv = "{name} gäller från {first} men till {last}."
en = "{name} is valid from {first} but to {last}."
[messages.reversed_tie]
sv = "Sambandet mellan {name} och {other} gäller från {first} men till {last}."
en = "The relationship of {name} and {other} is valid from {first} but to {last}."
[messages.longer]
sv = "Sambandet mellan {name} och {other} gäller till {last}, men en av dem gäller bara till {first}."
en = "The relationship of {name} and {other} is valid to {last}, but one of them only to {first}."
[messages.earlier]
sv = "Sambandet mellan {name} och {other} gäller från {first}, men en av dem gäller först från {last}."
en = "The relationship of {name} and {other} is valid from {first}, but one of them only from {last}."

[[example]]
graph = ["crm:System {valid_from: 2026-02-01, valid_to: 2026-01-01}"]
finds = ["crm"]

[[example]]
graph = ["crm:System -DEPENDS_ON {valid_from: 2026-02-01, valid_to: 2026-01-01}-> db:System"]
finds = ["crm + db"]

[[example]]
graph = ["crm:System -DEPENDS_ON {valid_to: 2027-01-01}-> db:System {valid_to: 2026-03-01}"]
finds = ["crm + db"]

[[example]]
graph = ["crm:System {valid_from: 2026-03-01} -DEPENDS_ON {valid_from: 2024-01-01}-> db:System"]
finds = ["crm + db"]

# It begins when its end has ended.
[[example]]
graph = ["crm:System {valid_to: 2026-03-01} -DEPENDS_ON {valid_from: 2026-04-01}-> db:System"]
finds = ["crm + db"]

[[example]]
graph = [
  "crm:System {valid_from: 2024-01-01, valid_to: 2026-03-01} -DEPENDS_ON {valid_from: 2024-01-01, valid_to: 2026-03-01}-> db:System",
  "crm -DEPENDS_ON-> net:System {valid_to: 2020-01-01}",
]
finds = []
*/
MATCH (n) WHERE n.valid_from > n.valid_to
RETURN n.id AS id, 'reversed' AS wrong, '' AS other_id, n.valid_from AS first, n.valid_to AS last
UNION ALL
MATCH (n)-[r]->(o) WHERE r.valid_from > r.valid_to
RETURN n.id AS id, 'reversed_tie' AS wrong, o.id AS other_id, min(r.valid_from) AS first, min(r.valid_to) AS last
UNION ALL
MATCH (n)-[r]->(o) WHERE r.valid_to > n.valid_to
RETURN n.id AS id, 'longer' AS wrong, o.id AS other_id, min(n.valid_to) AS first, max(r.valid_to) AS last
UNION ALL
MATCH (n)-[r]->(o) WHERE r.valid_to > o.valid_to
RETURN n.id AS id, 'longer' AS wrong, o.id AS other_id, min(o.valid_to) AS first, max(r.valid_to) AS last
UNION ALL
MATCH (n)-[r]->(o) WHERE r.valid_to IS NULL AND r.valid_from > n.valid_to
RETURN n.id AS id, 'longer' AS wrong, o.id AS other_id, min(n.valid_to) AS first, max(r.valid_from) AS last
UNION ALL
MATCH (n)-[r]->(o) WHERE r.valid_to IS NULL AND r.valid_from > o.valid_to
RETURN n.id AS id, 'longer' AS wrong, o.id AS other_id, min(o.valid_to) AS first, max(r.valid_from) AS last
UNION ALL
MATCH (n)-[r]->(o) WHERE r.valid_from < n.valid_from
RETURN n.id AS id, 'earlier' AS wrong, o.id AS other_id, min(r.valid_from) AS first, max(n.valid_from) AS last
UNION ALL
MATCH (n)-[r]->(o) WHERE r.valid_from < o.valid_from
RETURN n.id AS id, 'earlier' AS wrong, o.id AS other_id, min(r.valid_from) AS first, max(o.valid_from) AS last
