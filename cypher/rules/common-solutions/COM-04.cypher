/*
title      = { sv = "Nya lokala system införs bara där en gemensam lösning saknas", en = "New local systems are brought in only where no common solution covers the need" }
severity   = "error"
source     = "COM-04"
subject    = "System"
why        = { sv = "Ett nytt lokalt system binder pengar och folk i många år, till något som staden redan har eller snart får.", en = "A new local system ties money and people for many years, to something that the city has already or soon will." }
fix        = { sv = "Använd den gemensamma lösningen, eller visa i beslutsunderlaget att den inte täcker behovet (eagraph analyse proof-of-absence skriver underlaget) och begär undantag.", en = "Use the common solution, or show in the decision that it does not cover the need (eagraph analyse proof-of-absence writes the document) and ask for an exemption." }
message    = { sv = "{name} ska införas lokalt, fast den gemensamma {common} täcker behovet: {shared}.", en = "{name} is to be brought in locally, though the common {common} covers the need: {shared}." }
population = """
MATCH (p:Project)-[:DELIVERS]->(s:System)
WHERE (p.`end` IS NULL OR p.`end` >= $today)
AND (s.scope IS NULL OR NOT s.scope IN ['common', 'external']) AND (s.lifecycle IS NULL OR NOT s.lifecycle IN ['idea', 'retired'])
RETURN DISTINCT s.id AS id
"""
unknown    = """
MATCH (p:Project)-[:DELIVERS]->(s:System)
WHERE (p.`end` IS NULL OR p.`end` >= $today)
AND (s.scope IS NULL OR NOT s.scope IN ['common', 'external']) AND (s.lifecycle IS NULL OR NOT s.lifecycle IN ['idea', 'retired'])
AND (NOT EXISTS { MATCH (s)-[:SUPPORTS]->(:Capability) } OR NOT EXISTS {
  MATCH (c:System) WHERE c.scope = 'common' AND (c.lifecycle IS NULL OR NOT c.lifecycle IN ['idea', 'retired'])
})
RETURN DISTINCT s.id AS id, CASE WHEN NOT EXISTS { MATCH (s)-[:SUPPORTS]->(:Capability) } THEN 'SUPPORTS' ELSE 'scope' END AS missing
"""

[parameters]
threshold = 0.5 # share of the local system's capabilities that the common one has
least_probability = 0.5
scope = "city" # city: a common solution is meant for everybody; users: for those who use it

[asks]
analysis   = "parallel-solutions"
parameters = { at = "$today", threshold = "$threshold", least_probability = "$least_probability", scope = "$scope", limit = 100000 }
finds      = { rule = "COM-01", verdict = ["violation", "legacy-overlap"] }
unknowns   = { rule = "COM-01", violation = "unknown" }
missing    = "USED_BY"
others     = ["common"]

[[example]]
graph = [
    "buy:Project {project_kind: new, end: 2027-06-30} -DELIVERS-> pool:System {scope: local, lifecycle: planned} -SUPPORTS-> booking:Capability",
    "all:System {scope: common, lifecycle: live} -SUPPORTS-> booking",
]
finds = ["pool + all"]

[[example]] # nothing common covers it; a common one is delivered; was delivered by yesterday
graph = [
    "buy:Project {project_kind: new, end: 2027-06-30} -DELIVERS-> map:System {scope: local, lifecycle: planned} -SUPPORTS-> maps:Capability",
    "build:Project {project_kind: new} -DELIVERS-> all:System {scope: common, lifecycle: planned} -SUPPORTS-> booking:Capability",
    "past:Project {project_kind: new, end: 2026-06-29} -DELIVERS-> pool:System {scope: local, lifecycle: live} -SUPPORTS-> booking",
]
finds = []

[[example]]
graph = [
    "buy:Project {project_kind: new, end: 2027-06-30} -DELIVERS-> pool:System {scope: local, lifecycle: planned}",
    "all:System {scope: common, lifecycle: live} -SUPPORTS-> booking:Capability",
]
finds = []
unknown = ["pool"]
*/
