/*
title      = { sv = "Gemensamma lösningar används av flera och ägs av kommunstyrelsen; det flera använder är gemensamt", en = "Common solutions are used by several and owned by the executive board; what several use is common" }
severity   = "warning"
source     = "COM-13"
subject    = "System"
why        = { sv = "En gemensam lösning som bara en använder kostar alla utan att hjälpa dem, och ett lokalt system som många lutar sig mot styrs av en nämnd åt alla andra.", en = "A common solution that only one uses costs all and helps few, and a local system that many lean on is steered by one board for all the others." }
fix        = { sv = "Pröva med kommunstyrelsen om systemet ska vara gemensamt eller lokalt, och flytta ägandet därefter.", en = "Settle with the executive board whether the system is to be common or local, and move the ownership accordingly." }
population = """
MATCH (s:System)
WHERE (s.scope IS NULL OR s.scope <> 'external') AND (s.lifecycle IS NULL OR s.lifecycle IN ['pilot', 'live', 'phase_out'])
RETURN count(s) AS count
"""
unknown    = """
MATCH (s:System)
WHERE (s.scope IS NULL OR s.scope <> 'external') AND (s.lifecycle IS NULL OR s.lifecycle IN ['pilot', 'live', 'phase_out'])
AND (s.scope IS NULL OR s.lifecycle IS NULL OR NOT EXISTS { MATCH (s)-[:USED_BY]->() })
RETURN s.id AS id, CASE WHEN s.scope IS NULL THEN 'scope' WHEN s.lifecycle IS NULL THEN 'lifecycle' ELSE 'USED_BY' END AS missing
UNION
MATCH (s:System) WHERE s.scope = 'common' AND s.lifecycle IN ['pilot', 'live', 'phase_out']
AND NOT EXISTS {
  MATCH (s)-[w:OWNED_BY]->(p)
  WHERE (w.valid_from IS NULL OR w.valid_from <= $today) AND (w.valid_to IS NULL OR w.valid_to >= $today)
  AND EXISTS { MATCH (p)-[:BELONGS_TO|PART_OF*0..6]->(o:Organisation) WHERE o.kind IN ['board', 'company', 'executive_board'] }
}
RETURN s.id AS id, 'OWNED_BY' AS missing
UNION
MATCH (s:System)-[:USED_BY]->(o:Organisation)
WHERE s.scope IN ['common', 'local'] AND s.lifecycle IN ['pilot', 'live', 'phase_out'] AND NOT EXISTS {
  MATCH (o)-[:PART_OF*0..6]->(b:Organisation)
  WHERE b.kind IN ['board', 'company', 'executive_board', 'authority', 'supplier', 'council']
}
RETURN DISTINCT s.id AS id, 'kind' AS missing
"""

[parameters]
common_from = 2
candidate_from = 3

[messages.few]
sv = "{name} är en gemensam lösning men används bara av {users}."
en = "{name} is a common solution and is used by {users} only."
[messages.owner]
sv = "{name} är en gemensam lösning men ägs av {owner}, inte av kommunstyrelsen."
en = "{name} is a common solution and is owned by {owner}, not by the executive board."
[messages.candidate]
sv = "{name} är lokalt men används av {boards} nämnder och bolag; det kan behöva bli gemensamt."
en = "{name} is local and is used by {boards} boards and companies; it may have to become common."

[[example]] # an administration is its board's
graph = [
    "mail:System {scope: common, lifecycle: live} -OWNED_BY-> executive:Organisation {kind: executive_board}",
    "mail -USED_BY-> office:Organisation {kind: administration} -PART_OF-> social:Organisation {kind: board}",
    "mail -USED_BY-> social",
]
finds = ["mail + social"]

[[example]]
graph = [
    "mail:System {scope: common, lifecycle: live} -OWNED_BY-> cio:Role -BELONGS_TO-> it:Organisation {kind: department} -PART_OF-> executive:Organisation {kind: executive_board}",
    "mail -USED_BY-> social:Organisation {kind: board}",
    "mail -USED_BY-> homes:Organisation {kind: company}",
    "web:System {scope: common, lifecycle: live} -OWNED_BY-> executive",
    "web -USED_BY-> council:Organisation {kind: council}",
    "pool:System {scope: local, lifecycle: live} -USED_BY-> social",
    "pool -USED_BY-> homes",
]
finds = []

[[example]] # three boards and companies, and not what stands outside the city
graph = [
    "pool:System {scope: local, lifecycle: live} -USED_BY-> social:Organisation {kind: board}",
    "pool -USED_BY-> homes:Organisation {kind: company}",
    "pool -USED_BY-> sport:Organisation {kind: board}",
    "map:System {scope: local, lifecycle: live} -USED_BY-> social",
    "map -USED_BY-> homes",
    "map -USED_BY-> region:Organisation {kind: authority}",
]
finds = ["pool"]

[[example]] # owned by a board; what it owned till yesterday counts no more
graph = [
    "map:System {scope: common, lifecycle: live} -OWNED_BY-> roads:Organisation {kind: board}",
    "map -USED_BY-> roads",
    "map -USED_BY-> social:Organisation {kind: board}",
    "mail:System {scope: common, lifecycle: live} -OWNED_BY-> executive:Organisation {kind: executive_board}",
    "mail -OWNED_BY {valid_to: 2026-06-29}-> roads",
    "mail -USED_BY-> roads",
    "mail -USED_BY-> social",
]
finds = ["map + roads"]

[[example]]
graph = [
    "mail:System {scope: common, lifecycle: live} -USED_BY-> social:Organisation {kind: board}",
    "mail -USED_BY-> homes:Organisation {kind: company}",
    "gis:System {scope: local, lifecycle: live}",
    "map:System {scope: local, lifecycle: live} -USED_BY-> roads:Organisation",
]
finds = []
unknown = ["mail", "gis", "map"]
*/
MATCH (s:System)-[:USED_BY]->(o:Organisation)
WHERE s.scope = 'common' AND s.lifecycle IN ['pilot', 'live', 'phase_out']
AND NOT EXISTS { MATCH (s)-[:USED_BY]->(whole:Organisation) WHERE whole.kind = 'council' }
AND NOT EXISTS {
  MATCH (s)-[:USED_BY]->(x:Organisation)
  WHERE NOT EXISTS {
    MATCH (x)-[:PART_OF*0..6]->(y:Organisation) WHERE y.kind IN ['board', 'company', 'executive_board', 'authority', 'supplier', 'council']
  }
}
MATCH (o)-[:PART_OF*0..6]->(b:Organisation) WHERE b.kind IN ['board', 'company', 'executive_board']
WITH s, count(DISTINCT b.id) AS boards, min(b.id) AS first
WHERE boards < $common_from
RETURN s.id AS id, 'few' AS wrong, first AS users_id, '' AS owner_id, boards AS boards
UNION ALL
MATCH (s:System)-[w:OWNED_BY]->(p)
WHERE s.scope = 'common' AND s.lifecycle IN ['pilot', 'live', 'phase_out']
AND (w.valid_from IS NULL OR w.valid_from <= $today) AND (w.valid_to IS NULL OR w.valid_to >= $today)
MATCH (p)-[:BELONGS_TO|PART_OF*0..6]->(b:Organisation)
WHERE b.kind IN ['board', 'company'] AND NOT EXISTS {
  MATCH (p)-[:BELONGS_TO|PART_OF*0..6]->(k:Organisation) WHERE k.kind = 'executive_board'
}
WITH s, min(b.id) AS first
RETURN s.id AS id, 'owner' AS wrong, '' AS users_id, first AS owner_id, 0 AS boards
UNION ALL
MATCH (s:System)-[:USED_BY]->(o:Organisation)
WHERE s.scope = 'local' AND s.lifecycle IN ['pilot', 'live', 'phase_out']
MATCH (o)-[:PART_OF*0..6]->(b:Organisation) WHERE b.kind IN ['board', 'company', 'executive_board']
WITH s, count(DISTINCT b.id) AS boards
WHERE boards >= $candidate_from
RETURN s.id AS id, 'candidate' AS wrong, '' AS users_id, '' AS owner_id, boards AS boards
