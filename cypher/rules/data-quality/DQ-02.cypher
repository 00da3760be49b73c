/*
title      = { sv = "Varje sak har ett externt id för sig själv", en = "Every thing has an external id to itself" }
severity   = "error"
source     = "DQ-02"
subject    = ["System", "DigitalService", "Integration", "Device", "Facility", "InformationAsset", "Organisation", "Role"]
why        = { sv = "Ett externt id pekar ut en enda sak i världen. Har två saker samma id är de antingen samma sak, och räknas dubbelt, eller så är det ena id:t fel.", en = "An external id points to one thing in the world. Two with the same id are one thing counted twice, or one of the ids is wrong." }
fix        = { sv = "Jämför de två. Är de samma sak: slå ihop dem i källan. Annars: rätta det id som är fel.", en = "Compare the two. If they are one thing, merge them in the source; else mend the wrong id." }
message    = { sv = "{name} har samma externa id som {first}: {external_id}.", en = "{name} has the external id of {first}: {external_id}." }
population = "MATCH (n) WHERE n.external_id IS NOT NULL RETURN count(n) AS count"

[[example]]
graph = ["crm:System {external_id: e-1}", "kundsystemet:System {external_id: e-1}"]
finds = ["kundsystemet + crm"]

# Of any label; the first by id is whose it is.
[[example]]
graph = ["a:System {external_id: e-1}", "b:Device {external_id: e-1}", "c:System {external_id: e-1}"]
finds = ["b + a", "c + a"]

[[example]]
graph = ["crm:System {external_id: e-1}", "pay:System {external_id: e-2}", "old:System", "new:System"]
finds = []
*/
MATCH (n) WHERE n.external_id IS NOT NULL
MATCH (o) WHERE o.external_id = n.external_id AND o.id < n.id
WITH n, min(o.id) AS first_id
RETURN n.id AS id, n.external_id AS external_id, first_id AS first_id
