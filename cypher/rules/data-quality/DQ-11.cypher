/*
title      = { sv = "Uppgifter är verifierade det senaste året", en = "Facts were verified within a year" }
severity   = "warning"
source     = "DQ-11"
subject    = ["System", "DigitalService", "Integration", "Device", "Facility", "InformationAsset", "Organisation", "Role"]
why        = { sv = "En gammal uppgift är inte fel, men ingen vet längre om den är rätt. För system säger MAP-01 detsamma; här gäller det allt som har ett datum.", en = "An old fact is not wrong, but nobody knows any more whether it is right. Of systems MAP-01 says the same; here it is everything that has a date." }
fix        = { sv = "Gå igenom uppgifterna med den som svarar för dem och sätt dagens datum.", en = "Go through the facts with who answers for them, and set today's date." }
message    = { sv = "Uppgifterna om {name} verifierades senast {last_verified}.", en = "The facts about {name} were last verified on {last_verified}." }
population = """
MATCH (n) WHERE n.last_verified IS NOT NULL AND (n.valid_to IS NULL OR n.valid_to >= $today) RETURN count(n) AS count
UNION ALL
MATCH (n:System) WHERE n.last_verified IS NULL AND (n.valid_to IS NULL OR n.valid_to >= $today) RETURN count(n) AS count
UNION ALL
MATCH (n:DigitalService) WHERE n.last_verified IS NULL AND (n.valid_to IS NULL OR n.valid_to >= $today) RETURN count(n) AS count
UNION ALL
MATCH (n:Integration) WHERE n.last_verified IS NULL AND (n.valid_to IS NULL OR n.valid_to >= $today) RETURN count(n) AS count
UNION ALL
MATCH (n:Device) WHERE n.last_verified IS NULL AND (n.valid_to IS NULL OR n.valid_to >= $today) RETURN count(n) AS count
UNION ALL
MATCH (n:Facility) WHERE n.last_verified IS NULL AND (n.valid_to IS NULL OR n.valid_to >= $today) RETURN count(n) AS count
UNION ALL
MATCH (n:InformationAsset) WHERE n.last_verified IS NULL AND (n.valid_to IS NULL OR n.valid_to >= $today) RETURN count(n) AS count
"""
unknown    = """
MATCH (n:System) WHERE n.last_verified IS NULL AND (n.valid_to IS NULL OR n.valid_to >= $today)
RETURN n.id AS id, 'last_verified' AS missing
UNION ALL
MATCH (n:DigitalService) WHERE n.last_verified IS NULL AND (n.valid_to IS NULL OR n.valid_to >= $today)
RETURN n.id AS id, 'last_verified' AS missing
UNION ALL
MATCH (n:Integration) WHERE n.last_verified IS NULL AND (n.valid_to IS NULL OR n.valid_to >= $today)
RETURN n.id AS id, 'last_verified' AS missing
UNION ALL
MATCH (n:Device) WHERE n.last_verified IS NULL AND (n.valid_to IS NULL OR n.valid_to >= $today)
RETURN n.id AS id, 'last_verified' AS missing
UNION ALL
MATCH (n:Facility) WHERE n.last_verified IS NULL AND (n.valid_to IS NULL OR n.valid_to >= $today)
RETURN n.id AS id, 'last_verified' AS missing
UNION ALL
MATCH (n:InformationAsset) WHERE n.last_verified IS NULL AND (n.valid_to IS NULL OR n.valid_to >= $today)
RETURN n.id AS id, 'last_verified' AS missing
"""

[dates]
verified_since = "-P12M"

[[example]]
graph = ["feed:Integration {last_verified: 2025-06-29}", "crm:System {last_verified: 2025-06-30}"]
finds = ["feed"]

[[example]]
graph = ["old:System {last_verified: 2019-01-01, valid_to: 2020-01-01}", "unit:Organisation"]
finds = []

[[example]]
graph = ["crm:System", "cases:InformationAsset {last_verified: 2026-01-01}"]
finds = []
unknown = ["crm"]
*/
MATCH (n) WHERE n.last_verified < $verified_since AND (n.valid_to IS NULL OR n.valid_to >= $today)
RETURN n.id AS id, n.last_verified AS last_verified
