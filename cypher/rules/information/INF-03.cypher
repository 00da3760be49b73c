/*
title      = { sv = "Varje informationsslag har en huvudkälla, och alla hämtar därifrån", en = "Every information type has one master source, and all get it from there" }
severity   = "error"
source     = "INF-03"
subject    = ["InformationType", "System"]
why        = { sv = "När ingen vet var uppgiften gäller, eller när kopior lever sitt eget liv, fattas beslut på olika uppgifter om samma sak.", en = "Where nobody knows which record holds, or copies live a life of their own, decisions about one thing rest on different data." }
fix        = { sv = "Besluta vilket system som är huvudkälla för informationsslaget, och låt de andra läsa därifrån i stället för att hålla egna uppgifter.", en = "Decide which system is the master of the information type, and let the others read from it instead of keeping data of their own." }
population = """
MATCH (t:InformationType) RETURN t.id AS id
UNION ALL
MATCH (s:System)
WHERE (s.lifecycle IS NULL OR s.lifecycle <> 'retired') AND (s.scope IS NULL OR s.scope <> 'external')
AND (EXISTS { MATCH (s)-[:HOLDS]->(:InformationAsset) } OR EXISTS { MATCH ()-[:FLOW]->(s) })
RETURN s.id AS id
"""
unknown    = """
MATCH (t:InformationType) WHERE NOT EXISTS { MATCH (:System)-[:MASTER_OF]->(t) }
AND NOT EXISTS { MATCH (:System)-[:MASTER_OF]->(:InformationType) }
RETURN t.id AS id, 'MASTER_OF' AS missing
UNION ALL
MATCH (s:System)
WHERE (s.lifecycle IS NULL OR s.lifecycle <> 'retired') AND (s.scope IS NULL OR s.scope <> 'external') AND EXISTS {
  MATCH (s)-[:HOLDS]->(a:InformationAsset)
  WHERE NOT EXISTS { MATCH (a)-[:OF_TYPE]->(:InformationType) }
  AND NOT EXISTS { MATCH (a)-[:DERIVED_FROM*1..4]->(b:InformationAsset) WHERE EXISTS { MATCH (b)-[:OF_TYPE]->(:InformationType) } }
}
RETURN s.id AS id, 'OF_TYPE' AS missing
"""

[asks]
analysis   = "master-sources"
parameters = { at = "$today", limit = 100000 }
finds      = { violation = "yes", wrong = ["master_not_in_use", "competing_masters", "shadow_copy", "update_outside_master"] }
unknowns   = { violation = "unknown" }
missing    = "carries"
wrong      = "wrong"
others     = ["information_type"]

[messages.no_master]
sv = "{name} har ingen huvudkälla."
en = "{name} has no master source."
[messages.master_not_in_use]
sv = "Huvudkällan för {name} används inte: {master_names}."
en = "The master source of {name} is not in use: {master_names}."
[messages.competing_masters]
sv = "{name} har flera huvudkällor: {master_names}."
en = "{name} has several master sources: {master_names}."
[messages.shadow_copy]
sv = "{name} har egna uppgifter om {information_type} ({asset_names}) som inte kommer från huvudkällan {master_names}."
en = "{name} has data of its own of {information_type} ({asset_names}) that do not come from the master {master_names}."
[messages.update_outside_master]
sv = "{information_type} uppdateras i {name}, fast huvudkällan är {master_names}."
en = "{information_type} is updated in {name}, though its master is {master_names}."

[[example]]
graph = [
    "register:System {lifecycle: live} -MASTER_OF-> address:InformationType <-OF_TYPE- list:InformationAsset <-HOLDS- register",
    "permit:System {lifecycle: live} -HOLDS-> copy:InformationAsset {asset_kind: copy} -DERIVED_FROM-> list",
    "copy -OF_TYPE-> address",
    "register -FLOW {carries: [list], mode: replicate}-> permit",
]
finds = []

[[example]]
graph = [
    "register:System {lifecycle: live} -MASTER_OF-> address:InformationType",
    "other:System {lifecycle: live} -MASTER_OF-> address",
    "maps:InformationType",
    "gone:System {lifecycle: retired} -MASTER_OF-> school:InformationType",
]
finds = ["address", "maps", "school"]

[[example]] # data of its own; and updated past the master
graph = [
    "register:System {lifecycle: live} -MASTER_OF-> address:InformationType <-OF_TYPE- list:InformationAsset <-HOLDS- register",
    "permit:System {lifecycle: live} -HOLDS-> own:InformationAsset -OF_TYPE-> address",
]
finds = ["permit + address"]

[[example]]
graph = [
    "register:System {lifecycle: live} -MASTER_OF-> address:InformationType <-OF_TYPE- list:InformationAsset <-HOLDS- register",
    "register -FLOW {carries: [list], mode: replicate}-> permit:System {lifecycle: live}",
    "web:System {lifecycle: live} -FLOW {carries: [list], mode: update}-> permit",
]
finds = ["permit + address"]

[[example]] # what is outside the city keeps what it likes
graph = [
    "register:System {lifecycle: live} -MASTER_OF-> address:InformationType",
    "state:System {lifecycle: live, scope: external} -HOLDS-> own:InformationAsset -OF_TYPE-> address",
]
finds = []

[[example]] # nobody keeps a list of masters; what it holds is of no type
graph = ["address:InformationType", "permit:System {lifecycle: live} -HOLDS-> own:InformationAsset"]
finds = []
unknown = ["address", "permit"]

[[example]] # perhaps it comes from the master: the flow does not say what it carries
graph = [
    "register:System {lifecycle: live} -MASTER_OF-> address:InformationType <-OF_TYPE- list:InformationAsset <-HOLDS- register",
    "permit:System {lifecycle: live} -HOLDS-> own:InformationAsset -OF_TYPE-> address",
    "register -FLOW-> permit",
]
finds = []
unknown = ["permit"]
*/
MATCH (t:InformationType) WHERE NOT EXISTS { MATCH (:System)-[:MASTER_OF]->(t) }
AND EXISTS { MATCH (:System)-[:MASTER_OF]->(:InformationType) }
RETURN t.id AS id, 'no_master' AS wrong
