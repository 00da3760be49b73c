/*
title      = { sv = "Lokala system som byts eller uppgraderas ersätts av den gemensamma lösningen", en = "Local systems that are upgraded or replaced give way to the common solution" }
severity   = "error"
source     = "COM-03"
subject    = "System"
why        = { sv = "En uppgradering förlänger ett dubblerat system med många år. Det är vid bytet det är billigast att gå över.", en = "An upgrade prolongs a duplicate by many years. It is at the change that moving over is cheapest." }
fix        = { sv = "Planera om projektet så att den gemensamma lösningen ersätter systemet (eagraph analyse migration visar flöden, beroenden och avtal som ska flyttas), eller begär undantag av kontrollfunktionen.", en = "Replan the project so that the common solution replaces the system (eagraph analyse migration shows flows, dependants and contracts to move), or ask the control function for an exemption." }
message    = { sv = "{project} uppgraderar eller byter {name}, fast den gemensamma {common} gör samma sak: {shared}.", en = "{project} upgrades or replaces {name}, though the common {common} does the same: {shared}." }
population = """
MATCH (p:Project)-[:CHANGES|RETIRES]->(s:System)
WHERE (p.project_kind IS NULL OR p.project_kind IN ['upgrade', 'replace']) AND (p.`end` IS NULL OR p.`end` >= $today)
AND (s.scope IS NULL OR NOT s.scope IN ['common', 'external']) AND (s.lifecycle IS NULL OR NOT s.lifecycle IN ['idea', 'retired'])
RETURN DISTINCT s.id AS id
"""
unknown    = """
MATCH (p:Project)-[:CHANGES|RETIRES]->(s:System)
WHERE (p.project_kind IS NULL OR p.project_kind IN ['upgrade', 'replace']) AND (p.`end` IS NULL OR p.`end` >= $today)
AND (s.scope IS NULL OR NOT s.scope IN ['common', 'external']) AND (s.lifecycle IS NULL OR NOT s.lifecycle IN ['idea', 'retired'])
AND (p.project_kind IS NULL OR NOT EXISTS { MATCH (s)-[:SUPPORTS]->(:Capability) } OR NOT EXISTS {
  MATCH (c:System) WHERE c.scope = 'common' AND (c.lifecycle IS NULL OR NOT c.lifecycle IN ['idea', 'retired'])
})
RETURN DISTINCT s.id AS id, CASE WHEN p.project_kind IS NULL THEN 'project_kind'
  WHEN NOT EXISTS { MATCH (s)-[:SUPPORTS]->(:Capability) } THEN 'SUPPORTS' ELSE 'scope' END AS missing
"""

[parameters]
threshold = 0.5 # share of the local system's capabilities that the common one has
least_probability = 0.5
scope = "city" # city: a common solution is meant for everybody; users: for those who use it

[asks] # what is exempted is found too, and spared by the exemption
analysis   = "parallel-solutions"
parameters = { at = "$today", threshold = "$threshold", least_probability = "$least_probability", scope = "$scope", limit = 100000 }
finds      = { rule = "COM-03", violation = ["yes", "no"] }
unknowns   = { rule = "COM-03", violation = "unknown" }
missing    = "USED_BY"
others     = ["common", "because"]

[[example]]
graph = [
    "lift:Project {project_kind: upgrade, end: 2026-12-31} -CHANGES-> pool:System {scope: local, lifecycle: live, valid_from: 2015-01-01} -SUPPORTS-> booking:Capability",
    "all:System {scope: common, lifecycle: live, valid_from: 2020-01-01} -SUPPORTS-> booking",
]
finds = ["pool + lift + all"]

[[example]] # the common one replaces it; ended yesterday; no upgrade
graph = [
    "lift:Project {project_kind: replace, end: 2026-12-31} -CHANGES-> pool:System {scope: local, lifecycle: live} -SUPPORTS-> booking:Capability",
    "pool -REPLACED_BY-> all:System {scope: common, lifecycle: live} -SUPPORTS-> booking",
    "past:Project {project_kind: upgrade, end: 2026-06-29} -CHANGES-> hall:System {scope: local, lifecycle: live} -SUPPORTS-> booking",
    "study:Project {project_kind: project, end: 2026-12-31} -CHANGES-> gym:System {scope: local, lifecycle: live} -SUPPORTS-> booking",
]
finds = []

[[example]] # on its last day it is still an upgrade; a solution that is planned counts
graph = [
    "lift:Project {project_kind: replace, end: 2026-06-30} -RETIRES-> pool:System {scope: local, lifecycle: live} -SUPPORTS-> booking:Capability",
    "all:System {scope: common, lifecycle: planned} -SUPPORTS-> booking",
]
finds = ["pool + lift + all"]

[[example]]
graph = [
    "lift:Project {project_kind: upgrade, end: 2026-12-31} -CHANGES-> pool:System {scope: local, lifecycle: live}",
    "some:Project -CHANGES-> hall:System {scope: local, lifecycle: live} -SUPPORTS-> booking:Capability",
    "all:System {scope: common, lifecycle: live} -SUPPORTS-> booking",
]
finds = []
unknown = ["pool", "hall"]
*/
