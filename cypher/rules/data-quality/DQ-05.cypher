/*
title      = { sv = "En grupp behöver minst en och högst så många som den har", en = "A group needs at least one and at most as many as it has" }
severity   = "error"
source     = "DQ-05"
subject    = ["System", "DigitalService", "Integration", "Device", "Facility", "InformationAsset", "Organisation", "Role", "Capability", "Process", "TargetGroup"]
why        = { sv = "Av en grupp måste k fungera. Är k fler än medlemmarna står allt alltid stilla i beräkningen, är det noll stoppas ingenting, och säger medlemmarna olika är svaret godtyckligt.", en = "Of a group k must work. With k above its members all stands still in the calculation, with none nothing ever stops, and where members differ the answer is arbitrary." }
fix        = { sv = "Rätta k, eller för in de medlemmar som saknas.", en = "Mend k, or enter the members that are missing." }
message    = { sv = "{words}", en = "{words}" }
population = """
MATCH (n) WHERE EXISTS { MATCH (n)-[r:DEPENDS_ON|VIA|MEMBER_OF]->() WHERE r.`group` IS NOT NULL OR r.k IS NOT NULL }
OR EXISTS { MATCH (n)<-[r:FLOW|HOSTS|CONTROLS_ACCESS_TO|REALISES|SUPPORTS|USED_BY]-() WHERE r.`group` IS NOT NULL OR r.k IS NOT NULL }
RETURN count(n) AS count
"""

[asks]
analysis   = "data-quality"
parameters = { check = ["DQ-05"], at = "$today", limit = 1000000 }
finds      = { violation = "yes" }
unknowns   = { violation = "unknown" }
missing    = "property"
others     = ["others"]
wrong      = "wrong"

[[example]]
graph = ["crm:System -DEPENDS_ON {group: db, k: 3}-> one:System", "crm -DEPENDS_ON {group: db, k: 3}-> two:System"]
finds = ["crm"]

[[example]]
graph = ["crm:System -DEPENDS_ON {group: db, k: 1}-> one:System", "crm -DEPENDS_ON {group: db, k: 2}-> two:System"]
finds = ["crm"]

[[example]]
graph = ["crm:System -DEPENDS_ON {k: 2}-> db:System"]
finds = ["crm + db"]

# The receiver needs flows; those of others are of other groups.
[[example]]
graph = [
  "one:System -FLOW {group: feed, k: 2, needed: yes}-> map:System", "two:System -FLOW {group: feed, k: 2, needed: yes}-> map",
  "one -FLOW {group: feed, k: 1, needed: yes}-> crm:System",
]
finds = []

[[example]]
graph = ["crm:System -DEPENDS_ON {group: db}-> one:System", "crm -DEPENDS_ON {group: db}-> two:System"]
finds = []
unknown = ["crm"]
*/
