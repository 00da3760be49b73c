/*
title      = { sv = "Digital information förblir digital, från upprättande till arkiv", en = "Digital information stays digital, from creation to archive" }
severity   = "error"
source     = "INF-01"
subject    = ["InformationAsset", "Integration", "System"]
why        = { sv = "Det som skrivs ut och läses in igen kostar tid, blir fel och kan inte längre kontrolleras; det som ingen har sagt var det arkiveras går förlorat när systemet byts.", en = "What is printed and read in again costs time, goes wrong and can no longer be verified; what nobody has said where to archive is lost when the system is replaced." }
fix        = { sv = "Ersätt steget på papper eller för hand med ett digitalt utbyte, eller ange den lag som kräver papper. Bestäm med arkivet var informationen ska bevaras.", en = "Replace the step on paper or by hand with a digital exchange, or state the law that requires paper. Decide with the archive where the information is to be kept." }
population = """
MATCH (a:InformationAsset) RETURN a.id AS id
UNION ALL
MATCH (i:Integration) RETURN i.id AS id
UNION ALL
MATCH (s:System) WHERE EXISTS { MATCH (s)-[:FLOW]->(:System) } RETURN s.id AS id
"""
unknown    = """
MATCH (a:InformationAsset)
WHERE a.archive_target IS NULL AND NOT EXISTS { MATCH (k:InformationAsset) WHERE k.archive_target IS NOT NULL }
AND (a.asset_kind IS NULL OR NOT a.asset_kind IN ['copy', 'open', 'anonymous'] OR NOT EXISTS { MATCH (a)-[:DERIVED_FROM]->() })
RETURN a.id AS id, 'archive_target' AS missing
UNION ALL
MATCH (i:Integration) WHERE i.pattern IS NULL AND NOT EXISTS { MATCH (i)-[f:FLOW]-() WHERE f.medium IS NOT NULL }
RETURN i.id AS id, 'pattern' AS missing
UNION ALL
MATCH (s:System) WHERE EXISTS { MATCH (s)-[f:FLOW]->(:System) WHERE f.medium IS NULL }
RETURN s.id AS id, 'medium' AS missing
"""

[parameters] # words for paper, as a regular expression in lower case
paper = "(paper|papper|papperspost|scan|scanning|skanning|inskanning|print|utskrift|fax|letter|brev|post)"

[asks]
analysis   = "media-breaks"
parameters = { at = "$today", limit = 100000 }
finds      = { wrong = ["media_break", "paper_flow"], violation = "yes" }
unknowns   = { wrong = ["media_break", "paper_flow"], violation = "unknown" }
missing    = "carries"
wrong      = "wrong"
others     = ["sent_from", "received_by"]

[messages.media_break]
sv = "{name} är digital i {sent_from}, lämnar det digitala på vägen och blir digital igen i {received_by}."
en = "{name} is digital in {sent_from}, leaves the digital on the way and is digital again in {received_by}."
[messages.paper_flow]
sv = "{name} går på papper utan att någon lag som kräver det är angiven."
en = "{name} goes on paper, and no law that requires it is stated."
[messages.paper_sent]
sv = "{name} lämnar uppgifter på papper till {received_by} utan att någon lag som kräver det är angiven."
en = "{name} sends data on paper to {received_by}, and no law that requires it is stated."
[messages.no_archive]
sv = "Ingen har sagt var {name} ska arkiveras."
en = "Nobody has said where {name} is to be archived."

[[example]] # out of a system by hand, and into another
graph = [
    "care:System -HOLDS-> plans:InformationAsset {archive_target: e-arkivet}",
    "care -FLOW {carries: [plans]}-> typing:Integration {pattern: manual} -FLOW {carries: [plans]}-> pay:System",
]
finds = ["plans + pay + care"]

[[example]] # digital all the way; on paper because the law says so; a copy ends with what it is made of
graph = [
    "care:System -HOLDS-> plans:InformationAsset {archive_target: e-arkivet}",
    "care -FLOW {carries: [plans]}-> link:Integration {pattern: api} -FLOW {carries: [plans]}-> pay:System",
    "vote:System -HOLDS-> ballots:InformationAsset {archive_target: e-arkivet}",
    'vote -FLOW {carries: [ballots], medium: paper, legal_exception: "vallagen"}-> count:System',
    "copy:InformationAsset {asset_kind: copy} -DERIVED_FROM-> plans",
]
finds = []

[[example]]
graph = [
    "care:System -HOLDS-> plans:InformationAsset {archive_target: e-arkivet}",
    "care -FLOW {carries: [plans]}-> letters:Integration {pattern: paper} -FLOW {carries: [plans]}-> region:Organisation",
]
finds = ["letters"]

[[example]] # straight from system to system
graph = [
    "care:System -FLOW {medium: papper}-> pay:System",
    "other:System -HOLDS-> plans:InformationAsset {archive_target: e-arkivet}",
]
finds = ["care + pay"]

[[example]]
graph = ["plans:InformationAsset {archive_target: e-arkivet}", "notes:InformationAsset"]
finds = ["notes"]

[[example]]
graph = [
    "notes:InformationAsset",
    "care:System -FLOW-> pay:System",
    "link:Integration",
]
finds = []
unknown = ["notes", "care", "link"]
*/
MATCH (s:System)-[f:FLOW]->(r:System)
WHERE s.id <> r.id AND toLower(f.medium) =~ $paper AND f.legal_exception IS NULL
RETURN DISTINCT s.id AS id, 'paper_sent' AS wrong, r.id AS received_by_id
UNION ALL
MATCH (a:InformationAsset)
WHERE a.archive_target IS NULL AND EXISTS { MATCH (k:InformationAsset) WHERE k.archive_target IS NOT NULL }
AND (a.asset_kind IS NULL OR NOT a.asset_kind IN ['copy', 'open', 'anonymous'] OR NOT EXISTS { MATCH (a)-[:DERIVED_FROM]->() })
RETURN a.id AS id, 'no_archive' AS wrong, '' AS received_by_id
