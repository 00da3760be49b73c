/*
title    = { sv = "Förmågor utan gemensam lösning", en = "Capabilities without a common solution" }
question = { sv = "För vilka förmågor finns ingen gemensam lösning, vare sig i drift eller planerad?", en = "For which capabilities is there no common solution, neither in use nor planned?" }
unknown  = """
MATCH (c:Capability)<-[:SUPPORTS]-(s:System) WHERE s.scope IS NULL OR s.lifecycle IS NULL
RETURN DISTINCT c.id AS id, 'scope' AS missing
"""

[columns]
id            = { sv = "id", en = "id" }
name          = { sv = "namn", en = "name" }
local_systems = { sv = "lokala system", en = "local systems" }

[[example]]
graph = [
  "case:Capability <-SUPPORTS- hub:System {scope: common, lifecycle: planned}",
  "sign:Capability <-SUPPORTS- own:System {scope: local, lifecycle: live}",
  "old:System {scope: common, lifecycle: retired} -SUPPORTS-> sign",
]
rows = [{ id = "sign", local_systems = 1 }]

# Whether it is common, or in use, is not known.
[[example]]
graph = ["case:Capability <-SUPPORTS- hub:System {lifecycle: live}"]
rows = []
unknown = ["case"]
*/
MATCH (c:Capability)
WHERE NOT EXISTS {
  MATCH (c)<-[u:SUPPORTS]-(s:System)
  WHERE s.scope = 'common' AND s.lifecycle IN ['planned', 'pilot', 'live'] AND (u.valid_from IS NULL OR u.valid_from <= $today) AND (u.valid_to IS NULL OR u.valid_to >= $today)
}
AND NOT EXISTS { MATCH (c)<-[:SUPPORTS]-(v:System) WHERE v.scope IS NULL OR v.lifecycle IS NULL }
OPTIONAL MATCH (c)<-[:SUPPORTS]-(l:System)
WHERE l.scope = 'local' AND l.lifecycle IN ['pilot', 'live', 'phase_out']
RETURN c.id AS id, c.name AS name, count(DISTINCT l.id) AS local_systems
ORDER BY local_systems DESC, name, id
