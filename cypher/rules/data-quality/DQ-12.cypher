/*
title      = { sv = "Det som svaren vilar på är inte bara antaget", en = "What answers rest on is not merely assumed" }
severity   = "info"
source     = "DQ-12"
subject    = ["System", "DigitalService", "Integration", "Device", "Facility", "InformationAsset", "Organisation", "Role"]
why        = { sv = "Ett antagande är bättre än en lucka, men det är ingen iakttagelse. Bryter något mot en regel bara om ett antagande stämmer blir fyndet därför en varning, och säger det.", en = "An assumption is better than a gap, but nobody has seen it. Where a rule is broken only if an assumption holds, the finding is therefore a warning, and says so." }
fix        = { sv = "Fråga den som svarar för saken, och skriv 'stated' eller 'confirmed' när svaret är känt.", en = "Ask who answers for it, and write 'stated' or 'confirmed' once the answer is known." }
population = """
MATCH (n) WHERE n.confidence IS NOT NULL OR EXISTS { MATCH (n)-[r:DEPENDS_ON|FLOW]->() WHERE r.confidence IS NOT NULL }
RETURN count(n) AS count
"""

[messages.thing]
sv = "Uppgifterna om {name} är antagna."
en = "What is said of {name} is assumed."
[messages.dependency]
sv = "Att {name} är beroende av {other} är ett antagande."
en = "That {name} depends on {other} is an assumption."
[messages.flow]
sv = "Att {name} lämnar uppgifter till {other} är ett antagande."
en = "That {name} sends data to {other} is an assumption."

[[example]]
graph = ["crm:System {confidence: assumed} -DEPENDS_ON {confidence: assumed}-> db:System"]
finds = ["crm", "crm + db"]

[[example]]
graph = ["crm:System -FLOW {confidence: assumed}-> db:System"]
finds = ["crm + db"]

# It ended.
[[example]]
graph = ["crm:System {confidence: stated} -DEPENDS_ON {confidence: assumed, valid_to: 2026-01-01}-> db:System"]
finds = []
*/
MATCH (n) WHERE n.confidence = 'assumed' AND (n.valid_to IS NULL OR n.valid_to >= $today)
RETURN n.id AS id, 'thing' AS wrong, '' AS other_id
UNION ALL
MATCH (n)-[r:DEPENDS_ON]->(o) WHERE r.confidence = 'assumed'
AND (r.valid_from IS NULL OR r.valid_from <= $today) AND (r.valid_to IS NULL OR r.valid_to >= $today)
RETURN DISTINCT n.id AS id, 'dependency' AS wrong, o.id AS other_id
UNION ALL
MATCH (n)-[r:FLOW]->(o) WHERE r.confidence = 'assumed'
AND (r.valid_from IS NULL OR r.valid_from <= $today) AND (r.valid_to IS NULL OR r.valid_to >= $today)
RETURN DISTINCT n.id AS id, 'flow' AS wrong, o.id AS other_id
