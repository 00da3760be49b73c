/*
title      = { sv = "Källorna säger inte emot varandra", en = "Sources do not contradict each other" }
severity   = "warning"
source     = "DQ-13"
subject    = ["System", "DigitalService", "Integration", "Device", "Facility", "InformationAsset", "Organisation", "Role"]
why        = { sv = "Båda uppgifterna finns kvar, men bara den ena räknas: den som inställningarna ger företräde, annars den som kom först. Ingen vet vilken som är rätt förrän någon har frågat.", en = "Both values are kept, but one alone counts: that of the source the settings prefer, else that which came first. Nobody knows which is right before somebody has asked." }
fix        = { sv = "Fråga den som svarar för saken, rätta den källa som har fel, eller ge den andra företräde för egenskapen i inställningarna.", en = "Ask who answers for the thing and mend the source that is wrong, or let the settings prefer the other for this property." }
message    = { sv = "{words}", en = "{words}" }
population = "MATCH (n) WHERE n.id IS NOT NULL AND n.name IS NOT NULL RETURN count(n) AS count"

[asks]
analysis   = "data-quality"
parameters = { check = ["DQ-13"], at = "$today", limit = 1000000 }
finds      = { violation = "yes" }
others     = ["others"]
wrong      = "wrong"

[[example]]
graph = ["crm:System", "register says crm {lifecycle: live}", "cmdb says crm {lifecycle: retired}"]
finds = ["crm"]

# What one of them does not say contradicts nothing; names are each source's own.
[[example]]
graph = ["crm:System", "register says crm {lifecycle: live, name: CRM}", "cmdb says crm {vendor: Kvist, name: crm-prod}"]
finds = []

[[example]]
graph = ["crm:System", "register says crm {lifecycle: live}", "cmdb withdrew crm {lifecycle: retired}"]
finds = []
*/
