/*
title      = { sv = "Begrepp, information, system och integrationer hänger ihop i kartan", en = "Concepts, information, systems and integrations hang together in the map" }
severity   = "error"
source     = "MAP-03"
subject    = ["System", "Integration", "InformationAsset"]
why        = { sv = "De fyra hanteras samordnat först när de är knutna till varandra. Annars går det inte att svara på var en uppgift finns, vart den tar vägen eller om två verksamheter menar samma sak.", en = "The four are managed together only once they are tied to each other. Else nobody can say where a piece of data is, where it goes or whether two operations mean the same thing." }
fix        = { sv = "För in det som saknas: systemets informationstillgångar, integrationens båda ändar och vad den bär, var informationen lagras och vilket begrepp den står för. Fråga systemförvaltaren och informationsägaren.", en = "Enter what is missing: the information the system holds, both ends of the integration and what it carries, where the information is stored and which concept it stands for. Ask the system manager and the information owner." }
population = """
MATCH (s:System) WHERE s.lifecycle IS NULL OR s.lifecycle IN ['pilot', 'live', 'phase_out']
RETURN count(s) AS count
UNION ALL
MATCH (i:Integration) WHERE i.valid_to IS NULL OR i.valid_to >= $today
RETURN count(i) AS count
UNION ALL
MATCH (a:InformationAsset) WHERE a.valid_to IS NULL OR a.valid_to >= $today
RETURN count(a) AS count
"""
unknown    = """
MATCH (s:System) WHERE s.lifecycle IS NULL
RETURN s.id AS id, 'lifecycle' AS missing
UNION ALL
MATCH (s:System) WHERE s.lifecycle IN ['pilot', 'live', 'phase_out'] AND s.system_kind IS NULL
AND NOT EXISTS { MATCH (s)-[:HOLDS]->(:InformationAsset) } AND EXISTS { MATCH (:System)-[:HOLDS]->(:InformationAsset) }
RETURN s.id AS id, 'system_kind' AS missing
UNION ALL
MATCH (s:System) WHERE s.lifecycle IN ['pilot', 'live', 'phase_out'] AND (s.system_kind IS NULL OR s.system_kind IN $holders)
AND NOT EXISTS { MATCH (:System)-[:HOLDS]->(:InformationAsset) }
RETURN s.id AS id, 'HOLDS' AS missing
UNION ALL
MATCH (i:Integration) WHERE (i.valid_to IS NULL OR i.valid_to >= $today)
AND NOT EXISTS { MATCH (:Integration)-[:FLOW]->() } AND NOT EXISTS { MATCH ()-[:FLOW]->(:Integration) }
RETURN i.id AS id, 'FLOW' AS missing
UNION ALL
MATCH (i:Integration) WHERE (i.valid_to IS NULL OR i.valid_to >= $today)
AND NOT EXISTS { MATCH (:Integration)-[:CARRIES]->(:InformationAsset) }
AND NOT EXISTS { MATCH (:Integration)-[f:FLOW]->() WHERE size(f.carries) > 0 }
AND NOT EXISTS { MATCH ()-[f:FLOW]->(:Integration) WHERE size(f.carries) > 0 }
RETURN i.id AS id, 'CARRIES' AS missing
UNION ALL
MATCH (a:InformationAsset) WHERE (a.valid_to IS NULL OR a.valid_to >= $today)
AND NOT EXISTS { MATCH ()-[:HOLDS]->(:InformationAsset) }
RETURN a.id AS id, 'HOLDS' AS missing
UNION ALL
MATCH (a:InformationAsset) WHERE (a.valid_to IS NULL OR a.valid_to >= $today)
AND NOT EXISTS { MATCH (:InformationType)-[:DENOTES]->(:Concept) }
RETURN a.id AS id, 'DENOTES' AS missing
"""

[messages.no_information]
sv = "{name} sägs inte innehålla någon information."
en = "{name} is not said to hold any information."
[messages.no_source]
sv = "Integrationen {name} saknar avsändare: ingenting lämnar uppgifter till den."
en = "The integration {name} has no sender: nothing sends data to it."
[messages.no_receiver]
sv = "Integrationen {name} saknar mottagare: den lämnar uppgifter till ingenting."
en = "The integration {name} has no receiver: it sends data to nothing."
[messages.nothing_carried]
sv = "Integrationen {name} sägs inte bära någon information."
en = "The integration {name} is not said to carry any information."
[messages.not_stored]
sv = "{name} lagras inte i något känt system."
en = "{name} is stored in no known system."
[messages.no_concept]
sv = "{name} är inte knuten till något begrepp."
en = "{name} is tied to no concept."

[parameters]
holders = ["business", "platform", "iot_platform"]

[[example]]
graph = [
  "crm:System {lifecycle: live, system_kind: business} -HOLDS-> cases:InformationAsset",
  "cases -OF_TYPE-> case:InformationType -DENOTES-> matter:Concept",
  "crm -FLOW {carries: [cases]}-> export:Integration -FLOW-> archive:System {lifecycle: live, system_kind: infrastructure}",
]
finds = []

[[example]]
graph = [
  "crm:System {lifecycle: live, system_kind: business} -HOLDS-> cases:InformationAsset",
  "cases -OF_TYPE-> case:InformationType -DENOTES-> matter:Concept", "pay:System {lifecycle: live, system_kind: business}",
]
finds = ["pay"]

[[example]]
graph = ["crm:System {lifecycle: retired} -FLOW-> export:Integration", "crm -FLOW-> import:Integration -FLOW-> db:Device"]
finds = ["export"]
unknown = ["import"]

[[example]]
graph = [
  "crm:System {lifecycle: retired} -FLOW-> export:Integration -FLOW-> db:Device", "export -CARRIES-> list:InformationAsset",
  "crm -FLOW-> import:Integration -FLOW-> db", "portal:DigitalService -HOLDS {how: presented}-> list",
  "list -OF_TYPE-> case:InformationType -DENOTES-> matter:Concept",
]
finds = ["import", "list"]

[[example]]
graph = [
  "crm:System {lifecycle: retired} -HOLDS-> original:InformationAsset -OF_TYPE-> case:InformationType -DENOTES-> matter:Concept",
  "portal:DigitalService -HOLDS {how: presented}-> copy:InformationAsset -DERIVED_FROM-> original",
  "crm -HOLDS-> other:InformationAsset",
]
finds = ["other"]

[[example]]
graph = ["crm:System {lifecycle: live, system_kind: business}", "new:System", "cases:InformationAsset", "export:Integration"]
finds = []
unknown = ["cases", "crm", "export", "new"]

[[example]]
graph = ["crm:System {lifecycle: live}", "pay:System {lifecycle: live} -HOLDS-> cases:InformationAsset"]
finds = []
unknown = ["cases", "crm"]
*/
MATCH (s:System) WHERE s.lifecycle IN ['pilot', 'live', 'phase_out'] AND s.system_kind IN $holders
AND NOT EXISTS { MATCH (s)-[:HOLDS]->(:InformationAsset) } AND EXISTS { MATCH (:System)-[:HOLDS]->(:InformationAsset) }
RETURN s.id AS id, 'no_information' AS wrong
UNION ALL
MATCH (i:Integration) WHERE (i.valid_to IS NULL OR i.valid_to >= $today)
AND NOT EXISTS { MATCH ()-[:FLOW]->(i) }
AND (EXISTS { MATCH (:Integration)-[:FLOW]->() } OR EXISTS { MATCH ()-[:FLOW]->(:Integration) })
RETURN i.id AS id, 'no_source' AS wrong
UNION ALL
MATCH (i:Integration) WHERE (i.valid_to IS NULL OR i.valid_to >= $today)
AND NOT EXISTS { MATCH (i)-[:FLOW]->() }
AND (EXISTS { MATCH (:Integration)-[:FLOW]->() } OR EXISTS { MATCH ()-[:FLOW]->(:Integration) })
RETURN i.id AS id, 'no_receiver' AS wrong
UNION ALL
MATCH (i:Integration) WHERE (i.valid_to IS NULL OR i.valid_to >= $today)
AND NOT EXISTS { MATCH (i)-[:CARRIES]->(:InformationAsset) }
AND NOT EXISTS { MATCH (i)-[f:FLOW]->() WHERE size(f.carries) > 0 }
AND NOT EXISTS { MATCH ()-[f:FLOW]->(i) WHERE size(f.carries) > 0 }
AND (
  EXISTS { MATCH (:Integration)-[:CARRIES]->(:InformationAsset) }
  OR EXISTS { MATCH (:Integration)-[f:FLOW]->() WHERE size(f.carries) > 0 }
  OR EXISTS { MATCH ()-[f:FLOW]->(:Integration) WHERE size(f.carries) > 0 }
)
RETURN i.id AS id, 'nothing_carried' AS wrong
UNION ALL
MATCH (a:InformationAsset) WHERE (a.valid_to IS NULL OR a.valid_to >= $today)
AND EXISTS { MATCH ()-[:HOLDS]->(:InformationAsset) }
AND NOT EXISTS { MATCH (a)<-[h:HOLDS]-() WHERE h.how IS NULL OR h.how IN ['stored', 'processed'] }
WITH a WHERE NOT EXISTS {
  MATCH (a)-[:DERIVED_FROM*1..6]->(:InformationAsset)<-[h:HOLDS]-() WHERE h.how IS NULL OR h.how IN ['stored', 'processed']
}
RETURN a.id AS id, 'not_stored' AS wrong
UNION ALL
MATCH (a:InformationAsset) WHERE (a.valid_to IS NULL OR a.valid_to >= $today)
AND EXISTS { MATCH (:InformationType)-[:DENOTES]->(:Concept) }
AND NOT EXISTS { MATCH (a)-[:OF_TYPE]->(:InformationType)-[:DENOTES]->(:Concept) }
WITH a WHERE NOT EXISTS {
  MATCH (a)-[:DERIVED_FROM*1..6]->(:InformationAsset)-[:OF_TYPE]->(:InformationType)-[:DENOTES]->(:Concept)
}
RETURN a.id AS id, 'no_concept' AS wrong
