/*
title      = { sv = "Ord är bland dem som modellen känner", en = "Words are among those the model knows" }
severity   = "warning"
source     = "DQ-07"
subject    = ["System", "DigitalService", "Integration", "Device", "Facility", "InformationAsset", "Organisation", "Role"]
why        = { sv = "Ett ord som modellen inte känner räknas av ingen regel: 'skarp drift' är inte 'live'. Ordet sparas som källan skrev det.", en = "A word the model does not know is counted by no rule: 'up and running' is not 'live'. It is kept as the source wrote it." }
fix        = { sv = "Byt till modellens ord i källan, eller låt en mappningsfil översätta det.", en = "Use the word of the model in the source, or let a mapping file translate it." }
message    = { sv = "{words}", en = "{words}" }
population = "MATCH (n) WHERE n.id IS NOT NULL AND n.name IS NOT NULL RETURN count(n) AS count"

[asks]
analysis   = "data-quality"
parameters = { check = ["DQ-07"], at = "$today", limit = 1000000 }
finds      = { violation = "yes" }
others     = ["others"]
wrong      = "wrong"

[[example]]
graph = ["crm:System {lifecycle: skarp drift}"]
finds = ["crm"]

[[example]]
graph = ["portal:DigitalService {audience: [resident, tourist]} -DEPENDS_ON {dependency_kind: legal}-> crm:System"]
finds = ["portal", "portal + crm"]

[[example]]
graph = ["crm:System {lifecycle: live, vendor: skarp drift}"]
finds = []
*/
