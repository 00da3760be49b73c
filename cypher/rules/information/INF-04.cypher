/*
title      = { sv = "Informationsslag och begrepp är överenskomna och betyder samma sak för alla", en = "Information types and concepts are agreed and mean the same to all" }
severity   = "warning"
source     = "INF-04"
subject    = ["InformationType", "Concept"]
why        = { sv = "När två verksamheter menar olika med samma ord blir det som utbyts fel utan att något system märker det.", en = "Where two operations mean different things by one word, what is exchanged goes wrong and no system notices." }
fix        = { sv = "Ta upp ordet i arbetet med stadens begreppsmodell, kom överens om en definition och knyt informationsslaget till det begreppet.", en = "Bring the word to the work with the city's concept model, agree on a definition and tie the information type to that concept." }
population = """
MATCH (t:InformationType) RETURN count(t) AS count
UNION ALL
MATCH (c:Concept) RETURN count(c) AS count
"""
unknown    = """
MATCH (t:InformationType)
WHERE NOT EXISTS { MATCH (t)-[:DENOTES]->(:Concept) } AND NOT EXISTS { MATCH (:InformationType)-[:DENOTES]->(:Concept) }
RETURN t.id AS id, 'DENOTES' AS missing
UNION
MATCH (t:InformationType)-[:DENOTES]->(c:Concept) WHERE c.status IS NULL
RETURN t.id AS id, 'status' AS missing
UNION
MATCH (c:Concept) WHERE c.name IS NULL
RETURN c.id AS id, 'name' AS missing
"""

[parameters]
agreed = ["agreed", "överenskommet", "beslutat", "gällande"]

[messages.none]
sv = "{name} är inte knutet till något begrepp i stadens begreppsmodell."
en = "{name} is tied to no concept of the city's concept model."
[messages.proposed]
sv = "{name} betecknar {concept}, som inte är ett överenskommet begrepp."
en = "{name} denotes {concept}, which is not an agreed concept."
[messages.several]
sv = "{name} betecknar {concepts} olika begrepp, bland dem {first} och {last}."
en = "{name} denotes {concepts} different concepts, among them {first} and {last}."
[messages.homonym]
sv = "Ordet {name} står för {concepts} olika begrepp."
en = "The word {name} stands for {concepts} different concepts."
[messages.synonym]
sv = "{concepts} informationsslag betecknar samma begrepp, {name}, däribland {first} och {last}: antingen är de samma sak under flera namn, eller så är begreppet för brett."
en = "{concepts} information types denote one concept, {name}, among them {first} and {last}: either they are one thing under several names, or the concept is too broad."
[messages.drift]
sv = "Kopior av {concept} är registrerade som {name}, som betecknar ett annat begrepp."
en = "Copies of {concept} are registered as {name}, which denotes another concept."

[[example]]
graph = [
    "pupils:InformationType -DENOTES-> pupil:Concept {status: agreed}",
    "staff:InformationType",
]
finds = ["staff"]

[[example]]
graph = ["pupils:InformationType -DENOTES-> pupil:Concept {status: agreed}"]
finds = []

[[example]]
graph = ["pupils:InformationType -DENOTES-> pupil:Concept {status: proposed}"]
finds = ["pupils + pupil"]

[[example]] # one term, two concepts
graph = [
    "places:InformationType -DENOTES-> address:Concept {status: agreed}",
    "places -DENOTES-> site:Concept {status: agreed}",
    "a:Concept {name: Plats, status: agreed}",
    "b:Concept {name: plats, status: agreed}",
]
finds = ["places", "a", "b"]

[[example]] # two terms, one concept
graph = [
    "pupils:InformationType {name: Elever} -DENOTES-> pupil:Concept {status: agreed}",
    "children:InformationType {name: Skolbarn} -DENOTES-> pupil",
    "more:InformationType {name: Skolbarn} -DENOTES-> pupil",
]
finds = ["pupil"]

[[example]] # what is sent as an address is kept as a property
graph = [
    "sent:InformationAsset -OF_TYPE-> addresses:InformationType -DENOTES-> address:Concept {status: agreed}",
    "kept:InformationAsset {asset_kind: copy} -OF_TYPE-> houses:InformationType -DENOTES-> property:Concept {status: agreed}",
    "kept -DERIVED_FROM-> sent",
]
finds = ["houses + addresses"]

[[example]]
graph = ["pupils:InformationType -DENOTES-> pupil:Concept"]
finds = []
unknown = ["pupils"]

[[example]] # nobody keeps a model of concepts
graph = ["pupils:InformationType"]
finds = []
unknown = ["pupils"]
*/
MATCH (t:InformationType)
WHERE NOT EXISTS { MATCH (t)-[:DENOTES]->(:Concept) } AND EXISTS { MATCH (:InformationType)-[:DENOTES]->(:Concept) }
RETURN t.id AS id, 'none' AS wrong, '' AS concept_id, 0 AS concepts, '' AS first, '' AS last
UNION ALL
MATCH (t:InformationType)-[:DENOTES]->(c:Concept)
WHERE c.status IS NOT NULL AND NOT toLower(c.status) IN $agreed
RETURN DISTINCT t.id AS id, 'proposed' AS wrong, c.id AS concept_id, 0 AS concepts, '' AS first, '' AS last
UNION ALL
MATCH (t:InformationType)-[:DENOTES]->(c:Concept)
WITH t, count(DISTINCT c.id) AS concepts, min(c.name) AS one, max(c.name) AS other
WHERE concepts > 1
RETURN t.id AS id, 'several' AS wrong, '' AS concept_id, concepts AS concepts, one AS first, other AS last
UNION ALL
MATCH (c:Concept)
MATCH (d:Concept) WHERE toLower(c.name) = toLower(d.name)
WITH c, count(DISTINCT d.id) AS concepts
WHERE concepts > 1
RETURN c.id AS id, 'homonym' AS wrong, '' AS concept_id, concepts AS concepts, '' AS first, '' AS last
UNION ALL
MATCH (t:InformationType)-[:DENOTES]->(c:Concept)
WITH c, count(DISTINCT toLower(t.name)) AS terms, min(t.name) AS one, max(t.name) AS other
WHERE terms > 1
RETURN c.id AS id, 'synonym' AS wrong, '' AS concept_id, terms AS concepts, one AS first, other AS last
UNION ALL
MATCH (copy:InformationAsset)-[:DERIVED_FROM]->(original:InformationAsset) WHERE copy.asset_kind = 'copy'
MATCH (copy)-[:OF_TYPE]->(t:InformationType)
MATCH (original)-[:OF_TYPE]->(u:InformationType)
WHERE t.id <> u.id AND EXISTS { MATCH (t)-[:DENOTES]->(:Concept) } AND EXISTS { MATCH (u)-[:DENOTES]->(:Concept) }
AND NOT EXISTS { MATCH (t)-[:DENOTES]->(c:Concept) WHERE EXISTS { MATCH (u)-[:DENOTES]->(c) } }
RETURN DISTINCT t.id AS id, 'drift' AS wrong, u.id AS concept_id, 0 AS concepts, '' AS first, '' AS last
