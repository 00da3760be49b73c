/*
title      = { sv = "Översikten och detaljen i kartan säger inte emot varandra", en = "Overview and detail of the map do not contradict each other" }
severity   = "warning"
source     = "DQ-15"
subject    = ["System", "DigitalService", "Integration", "Device", "Facility", "InformationAsset", "Organisation", "Role"]
why        = { sv = "Översikten får vara grövre men inte säga annat: att något är avvecklat som används, saknar personuppgifter som finns, eller är mindre viktigt än sin del.", en = "The overview may be coarser but not say otherwise: that something in use is retired, has no personal data where there are some, or is less important than its part." }
fix        = { sv = "Låt den som håller översikten och den som håller detaljen jämföra; rätta den som har fel.", en = "Let who keeps the overview and who keeps the detail compare them; mend the one that is wrong." }
message    = { sv = "{words}", en = "{words}" }
population = "MATCH (n) WHERE n.layer IS NOT NULL RETURN count(n) AS count"

[asks]
analysis   = "data-quality"
parameters = { check = ["DQ-15"], at = "$today", limit = 1000000 }
finds      = { violation = "yes" }
unknowns   = { violation = "unknown" }
missing    = "property"
others     = ["others"]
wrong      = "wrong"

[[example]]
graph = [
  "module:System {layer: detail, lifecycle: live, personal_data: yes, criticality: 3} -PART_OF-> crm:System {layer: overview}",
  "crm:System {lifecycle: retired, personal_data: no, criticality: 3}",
]
finds = ["module + crm"]

# The same thing by its external id.
[[example]]
graph = ["a:System {layer: detail, k: 3, external_id: e-1}", "b:System {layer: overview, k: 1, k_high: 2, external_id: e-1}"]
finds = ["a + b"]

[[example]]
graph = [
  "module:System {layer: detail, lifecycle: retired, k: 2, criticality: 1} -PART_OF-> crm:System {layer: overview}",
  "crm:System {lifecycle: live, k: 1, k_high: 3, criticality: 4}",
]
finds = []

[[example]]
graph = ["module:System {layer: detail, lifecycle: live} -PART_OF-> crm:System {layer: overview}"]
finds = []
unknown = ["module"]
*/
