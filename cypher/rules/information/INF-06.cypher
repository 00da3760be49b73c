/*
title      = { sv = "Uppgifter går mellan system utan att skrivas in igen", en = "Data go between systems without being typed in again" }
severity   = "warning"
source     = "INF-06"
subject    = ["Integration", "System"]
why        = { sv = "Den som skriver av uppgifter för hand lägger tid på det en gång till, och felen som uppstår syns först när någon drabbas.", en = "Whoever types data off by hand spends time on them once more, and the errors show only when somebody is hit." }
fix        = { sv = "Ersätt avskriften med ett digitalt utbyte över integrationsplattformen, eller låt det mottagande systemet läsa ur huvudkällan.", en = "Replace the typing with a digital exchange over the integration platform, or let the receiving system read from the master source." }
population = """
MATCH (i:Integration) RETURN count(i) AS count
UNION ALL
MATCH (s:System) WHERE (s.lifecycle IS NULL OR s.lifecycle IN ['pilot', 'live', 'phase_out']) AND (
  EXISTS { MATCH (s)-[:FLOW]->(:System) } OR EXISTS { MATCH (s)-[h:HOLDS]->(:InformationAsset) WHERE h.how = 'stored' }
)
RETURN count(s) AS count
"""
unknown    = """
MATCH (i:Integration) WHERE i.pattern IS NULL
RETURN i.id AS id, 'pattern' AS missing
UNION
MATCH (s:System)-[f:FLOW]->(:System)
WHERE f.medium IS NULL AND (s.lifecycle IS NULL OR s.lifecycle IN ['pilot', 'live', 'phase_out'])
RETURN DISTINCT s.id AS id, 'medium' AS missing
UNION
MATCH (s:System)-[f:FLOW]->(:System) WHERE s.lifecycle IS NULL
RETURN DISTINCT s.id AS id, 'lifecycle' AS missing
UNION
MATCH (s:System)-[h:HOLDS]->(a:InformationAsset)
WHERE h.how = 'stored' AND (s.lifecycle IS NULL OR s.lifecycle IN ['pilot', 'live', 'phase_out'])
AND COUNT { MATCH (o:System)-[k:HOLDS]->(a) WHERE k.how = 'stored' AND o.id <> s.id AND (o.lifecycle IS NULL OR o.lifecycle IN ['pilot', 'live', 'phase_out']) } > 0
AND NOT EXISTS { MATCH ()-[f:FLOW]->() WHERE a.id IN f.carries }
AND (s.lifecycle IS NULL OR EXISTS { MATCH (s)-[f:FLOW]-() WHERE f.carries IS NULL })
RETURN DISTINCT s.id AS id, CASE WHEN s.lifecycle IS NULL THEN 'lifecycle' ELSE 'carries' END AS missing
"""

[parameters]
by_hand = ["manual", "manuell", "manuellt", "rekeying"]

[messages.integration]
sv = "{name} sköts för hand: uppgifterna skrivs in på nytt."
en = "{name} is done by hand: the data are typed in again."
[messages.flow]
sv = "Uppgifter ur {name} skrivs in för hand i {receiver}."
en = "Data of {name} are typed by hand into {receiver}."
[messages.twice]
sv = "{name} och {receiver} underhåller {asset} var för sig, utan utbyte mellan sig."
en = "{name} and {receiver} keep up {asset} each for itself, with no exchange between them."

[[example]]
graph = ["link:Integration {pattern: manual}", "more:Integration {pattern: api}"]
finds = ["link"]

[[example]]
graph = [
    "school:System {lifecycle: live} -FLOW {medium: manual}-> pay:System {lifecycle: live}",
    "care:System {lifecycle: live} -FLOW {medium: api}-> pay",
    "old:System {lifecycle: retired} -FLOW {medium: manual}-> pay",
]
finds = ["school + pay"]

[[example]]
graph = [
    "school:System {lifecycle: live} -HOLDS {how: stored}-> pupils:InformationAsset",
    "pool:System {lifecycle: live} -HOLDS {how: stored}-> pupils",
]
finds = ["pool + pupils + school"]

[[example]] # it is sent, or only shown
graph = [
    "school:System {lifecycle: live} -HOLDS {how: stored}-> pupils:InformationAsset",
    "pool:System {lifecycle: live} -HOLDS {how: stored}-> pupils",
    "school -FLOW {carries: [pupils], medium: api}-> pool",
    "gym:System {lifecycle: live} -HOLDS {how: stored}-> members:InformationAsset",
    "web:System {lifecycle: live} -HOLDS {how: presented}-> members",
]
finds = []

[[example]]
graph = [
    "link:Integration",
    "school:System {lifecycle: live} -FLOW-> pay:System {lifecycle: live}",
    "care:System -FLOW {medium: manual}-> pay",
]
finds = []
unknown = ["link", "school", "care"]

[[example]] # what it is sent is not said
graph = [
    "school:System {lifecycle: live} -HOLDS {how: stored}-> pupils:InformationAsset",
    "pool:System {lifecycle: live} -HOLDS {how: stored}-> pupils",
    "school -FLOW {medium: api}-> pool",
]
finds = []
unknown = ["school", "pool"]
*/
MATCH (i:Integration) WHERE i.pattern = 'manual'
RETURN i.id AS id, 'integration' AS wrong, '' AS receiver_id, '' AS asset_id
UNION ALL
MATCH (s:System)-[f:FLOW]->(r:System)
WHERE s.lifecycle IN ['pilot', 'live', 'phase_out'] AND toLower(f.medium) IN $by_hand
RETURN DISTINCT s.id AS id, 'flow' AS wrong, r.id AS receiver_id, '' AS asset_id
UNION ALL
MATCH (s:System)-[h:HOLDS]->(a:InformationAsset) WHERE h.how = 'stored' AND s.lifecycle IN ['pilot', 'live', 'phase_out']
AND NOT EXISTS { MATCH (s)-[f:FLOW]-() WHERE f.carries IS NULL }
MATCH (a)<-[k:HOLDS]-(o:System)
WHERE k.how = 'stored' AND o.lifecycle IN ['pilot', 'live', 'phase_out'] AND s.id < o.id
AND NOT EXISTS { MATCH (o)-[f:FLOW]-() WHERE f.carries IS NULL }
WITH DISTINCT s, o, a
WHERE NOT EXISTS { MATCH ()-[f:FLOW]->() WHERE a.id IN f.carries }
RETURN s.id AS id, 'twice' AS wrong, o.id AS receiver_id, a.id AS asset_id
