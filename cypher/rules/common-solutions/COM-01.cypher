/*
title      = { sv = "Inga parallella lösningar där en gemensam finns eller planeras", en = "No parallel solutions where a common one exists or is planned" }
severity   = "error"
source     = "COM-01"
subject    = "System"
why        = { sv = "Två system för samma sak köps, skyddas, integreras och lärs ut två gånger, och uppgifterna i dem glider isär.", en = "Two systems for one thing are bought, protected, integrated and taught twice, and the data in them drift apart." }
fix        = { sv = "Gå över till den gemensamma lösningen och ange att den ersätter systemet (jämför i eagraph analyse parallel-solutions och migration), eller begär undantag av kontrollfunktionen.", en = "Move to the common solution and state that it replaces the system (compare in eagraph analyse parallel-solutions and migration), or ask the control function for an exemption." }
message    = { sv = "{name} gör samma sak som den gemensamma {common}: {shared}.", en = "{name} does what the common {common} does: {shared}." }
population = """
MATCH (s:System)
WHERE (s.scope IS NULL OR NOT s.scope IN ['common', 'external']) AND (s.lifecycle IS NULL OR NOT s.lifecycle IN ['idea', 'retired'])
RETURN s.id AS id
"""
unknown    = """
MATCH (s:System)
WHERE (s.scope IS NULL OR NOT s.scope IN ['common', 'external']) AND (s.lifecycle IS NULL OR NOT s.lifecycle IN ['idea', 'retired'])
AND NOT EXISTS { MATCH (s)-[:SUPPORTS]->(:Capability) }
RETURN s.id AS id, 'SUPPORTS' AS missing
UNION ALL
MATCH (s:System)
WHERE (s.scope IS NULL OR NOT s.scope IN ['common', 'external']) AND (s.lifecycle IS NULL OR NOT s.lifecycle IN ['idea', 'retired'])
AND EXISTS { MATCH (s)-[:SUPPORTS]->(:Capability) } AND NOT EXISTS {
  MATCH (c:System) WHERE c.scope = 'common' AND (c.lifecycle IS NULL OR NOT c.lifecycle IN ['idea', 'retired'])
}
RETURN s.id AS id, 'scope' AS missing
"""

[parameters]
threshold = 0.5 # share of the local system's capabilities that the common one has
least_probability = 0.5
scope = "city" # city: a common solution is meant for everybody; users: for those who use it

[asks] # what is exempted is found too, and spared by the exemption
analysis   = "parallel-solutions"
parameters = { at = "$today", threshold = "$threshold", least_probability = "$least_probability", scope = "$scope", limit = 100000 }
finds      = { rule = "COM-01", verdict = ["violation", "exempted"] }
unknowns   = { rule = "COM-01", violation = "unknown" }
missing    = "USED_BY"
others     = ["common"]

[[example]]
graph = [
    "pool:System {scope: local, lifecycle: live} -SUPPORTS-> booking:Capability",
    "all:System {scope: common, lifecycle: live} -SUPPORTS-> booking",
]
finds = ["pool + all"]

[[example]] # planned counts; what is gone, what does something else and what belongs to others does not
graph = [
    "pool:System {scope: local, lifecycle: live} -SUPPORTS-> booking:Capability",
    "next:System {scope: common, lifecycle: planned} -SUPPORTS-> booking",
    "old:System {scope: local, lifecycle: retired} -SUPPORTS-> booking",
    "map:System {scope: local, lifecycle: live} -SUPPORTS-> maps:Capability",
    "region:System {scope: external, lifecycle: live} -SUPPORTS-> booking",
]
finds = ["pool + next"]

[[example]] # older than the common one (COM-03 speaks of it when it is changed); to be replaced by it
graph = [
    "pool:System {scope: local, lifecycle: live, valid_from: 2015-01-01} -SUPPORTS-> booking:Capability",
    "hall:System {scope: local, lifecycle: live} -SUPPORTS-> booking",
    "hall -REPLACED_BY {date: 2027-01-01}-> all:System {scope: common, lifecycle: live, valid_from: 2020-01-01} -SUPPORTS-> booking",
]
finds = []

[[example]] # an exemption does not make it another thing: it is found, and the exemption spares it
graph = [
    "pool:System {scope: local, lifecycle: live} -SUPPORTS-> booking:Capability",
    "all:System {scope: common, lifecycle: live} -SUPPORTS-> booking",
    'u:Exemption {rule: COM-01, decided_by: "Kontrollfunktion för undantag", decided_on: 2026-01-10, valid_to: 2027-01-10} -EXEMPTS-> pool',
]
finds = ["pool + all"]

[[example]] # what it does is not recorded; a common one is meant for everybody, whoever uses it today
graph = [
    "gym:System {scope: local, lifecycle: live}",
    "pool:System {scope: local, lifecycle: live} -SUPPORTS-> booking:Capability",
    "pool -USED_BY-> sport:Organisation {kind: board}",
    "all:System {scope: common, lifecycle: live} -SUPPORTS-> booking",
    "all -USED_BY-> school:Organisation {kind: board}",
]
finds = ["pool + all"]
unknown = ["gym"]

[[example]] # nobody says which solutions are common
graph = ["pool:System {scope: local, lifecycle: live} -SUPPORTS-> booking:Capability"]
finds = []
unknown = ["pool"]
*/
