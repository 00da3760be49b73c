/*
title      = { sv = "Processer hänger ihop digitalt från början till slut", en = "Processes hang together digitally from beginning to end" }
severity   = "warning"
source     = "COM-14"
subject    = "Process"
why        = { sv = "Varje gång ett ärende skrivs av eller skrivs ut inne i en process tar det längre tid, blir fel och tappar spåret.", en = "Every time a case is typed off or printed inside a process it takes longer, goes wrong and loses its trail." }
fix        = { sv = "Ersätt steget med ett digitalt utbyte, eller låt ett system bära hela processen (eagraph analyse process-fragmentation visar vilka som är mest splittrade).", en = "Replace the step with a digital exchange, or let one system carry the whole process (eagraph analyse process-fragmentation shows the most fragmented)." }
message    = { sv = "{name} stöds av {count} system ({system_names}), och {manual} utbyten mellan dem går för hand eller på papper.", en = "{name} is supported by {count} systems ({system_names}), and {manual} exchanges between them go by hand or on paper." }
population = "MATCH (p:Process) RETURN p.id AS id"
unknown    = """
MATCH (p:Process) WHERE NOT EXISTS { MATCH (s:System)-[:SUPPORTS]->(p) WHERE s.lifecycle IS NULL OR s.lifecycle <> 'retired' }
RETURN p.id AS id, 'SUPPORTS' AS missing
UNION
MATCH (p:Process)<-[:SUPPORTS]-(s:System)-[f:FLOW]->(r:System)
WHERE s.id <> r.id AND f.medium IS NULL AND EXISTS { MATCH (r)-[:SUPPORTS]->(p) }
RETURN DISTINCT p.id AS id, 'medium' AS missing
UNION
MATCH (p:Process)<-[:SUPPORTS]-(s:System)-[f:FLOW]->(i:Integration)
WHERE f.medium IS NULL AND i.pattern IS NULL
AND EXISTS { MATCH (i)-[:FLOW]->(r:System) WHERE r.id <> s.id AND EXISTS { MATCH (r)-[:SUPPORTS]->(p) } }
RETURN DISTINCT p.id AS id, 'pattern' AS missing
"""

[asks]
analysis   = "process-fragmentation"
parameters = { at = "$today", limit = 100000 }
finds      = { wrong = "manual_flow" }
unknowns   = { wrong = "unconnected" }
missing    = "FLOW"

[[example]]
graph = [
    "apply:System -SUPPORTS-> permits:Process",
    "decide:System -SUPPORTS-> permits",
    "apply -FLOW-> typing:Integration {pattern: manual} -FLOW-> decide",
]
finds = ["permits"]

[[example]] # one system; several that talk; by hand outside the process
graph = [
    "care:System -SUPPORTS-> homecare:Process",
    "apply:System -SUPPORTS-> permits:Process",
    "decide:System -SUPPORTS-> permits",
    "apply -FLOW-> link:Integration {pattern: api} -FLOW-> decide",
    "decide -FLOW {medium: paper}-> care",
]
finds = []

[[example]]
graph = [
    "apply:System -SUPPORTS-> permits:Process",
    "decide:System -SUPPORTS-> permits",
    "apply -FLOW {medium: papper}-> decide",
]
finds = ["permits"]

[[example]] # no system; systems that send each other nothing; in a way nobody tells
graph = [
    "alone:Process",
    "one:System -SUPPORTS-> apart:Process <-SUPPORTS- two:System",
    "apply:System -SUPPORTS-> permits:Process <-SUPPORTS- decide:System",
    "apply -FLOW-> link:Integration -FLOW-> decide",
]
finds = []
unknown = ["alone", "apart", "permits"]
*/
