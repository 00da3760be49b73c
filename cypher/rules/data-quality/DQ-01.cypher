/*
title      = { sv = "Det som något pekar på finns kvar i någon källa", en = "What something points to still stands in a source" }
severity   = "error"
source     = "DQ-01"
subject    = ["System", "DigitalService", "Integration", "Device", "Facility", "InformationAsset", "Organisation", "Role"]
why        = { sv = "Ett samband till något som ingen källa längre har leder analyserna till en sak som kanske är borta. Ett flöde som bär något okänt kan ingen klassa eller följa.", en = "A relationship to what no source has any more leads the analyses to a thing that may be gone. A flow that carries something unknown can be neither classified nor followed." }
fix        = { sv = "Fråga källan varför saken togs bort. Är den avvecklad: ta bort sambandet i den källa som ännu har det. Annars: för in saken igen.", en = "Ask the source why it was taken away. If it is gone, take the relationship out of the source that still has it; else enter the thing again." }
message    = { sv = "{words}", en = "{words}" }
population = "MATCH (n) WHERE n.id IS NOT NULL AND n.name IS NOT NULL RETURN count(n) AS count"

[asks]
analysis   = "data-quality"
parameters = { check = ["DQ-01"], at = "$today", limit = 1000000 }
finds      = { violation = "yes" }
others     = ["others"]
wrong      = "wrong"

[[example]]
graph = ["crm:System -DEPENDS_ON-> old:System", "register withdrew old"]
finds = ["old + crm"]

# Another source still has it.
[[example]]
graph = ["crm:System -DEPENDS_ON-> old:System", "register withdrew old", "cmdb says old"]
finds = []

[[example]]
graph = ["crm:System -FLOW {carries: [cases, ghost]}-> archive:System", "cases:InformationAsset"]
finds = ["crm + archive"]

[[example]]
graph = ["crm:System -FLOW {carries: [cases]}-> archive:System", "cases:InformationAsset"]
finds = []
*/
