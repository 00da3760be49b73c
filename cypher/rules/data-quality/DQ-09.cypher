/*
title      = { sv = "Ett flöde bär det som avsändaren har eller får", en = "A flow carries what its source has or receives" }
severity   = "error"
source     = "DQ-09"
subject    = ["System", "DigitalService", "Device", "Integration"]
why        = { sv = "Ingen kan lämna ut vad den inte har. Antingen saknas ett flöde eller ett innehav i kartan, eller så bär flödet något annat; klassning och spridning av personuppgifter räknas då fel.", en = "Nobody can send what they have not. Either a flow or a holding is missing in the map, or the flow carries something else; classification and the spread of personal data then come out wrong." }
fix        = { sv = "Fråga systemförvaltaren varifrån uppgifterna kommer, och för in innehavet eller flödet; eller rätta vad flödet bär.", en = "Ask the system manager where the data come from, and enter the holding or the flow; or mend what the flow carries." }
message    = { sv = "{words}", en = "{words}" }
population = """
MATCH (s:System)-[f:FLOW]->() WHERE size(f.carries) > 0
AND (f.valid_from IS NULL OR f.valid_from <= $today) AND (f.valid_to IS NULL OR f.valid_to >= $today)
RETURN count(DISTINCT s.id) AS count
UNION ALL
MATCH (s:DigitalService)-[f:FLOW]->() WHERE size(f.carries) > 0
AND (f.valid_from IS NULL OR f.valid_from <= $today) AND (f.valid_to IS NULL OR f.valid_to >= $today)
RETURN count(DISTINCT s.id) AS count
UNION ALL
MATCH (s:Device)-[f:FLOW]->() WHERE size(f.carries) > 0
AND (f.valid_from IS NULL OR f.valid_from <= $today) AND (f.valid_to IS NULL OR f.valid_to >= $today)
RETURN count(DISTINCT s.id) AS count
UNION ALL
MATCH (s:Integration)-[f:FLOW]->() WHERE size(f.carries) > 0
AND (f.valid_from IS NULL OR f.valid_from <= $today) AND (f.valid_to IS NULL OR f.valid_to >= $today)
RETURN count(DISTINCT s.id) AS count
"""

[asks]
analysis   = "data-quality"
parameters = { check = ["DQ-09"], at = "$today", limit = 1000000 }
finds      = { violation = "yes" }
unknowns   = { violation = "unknown" }
missing    = "property"
others     = ["others"]
wrong      = "wrong"

[[example]]
graph = ["crm:System -FLOW {carries: [pay]}-> archive:System", "crm -HOLDS-> cases:InformationAsset", "pay:InformationAsset"]
finds = ["crm + archive + pay"]

[[example]]
graph = [
  "crm:System -FLOW {carries: [cases]}-> export:Integration", "export -FLOW {carries: [cases]}-> archive:System",
  "crm -HOLDS-> cases:InformationAsset", "sum:InformationAsset -DERIVED_FROM-> cases",
  "archive -FLOW {carries: [sum]}-> site:DigitalService",
]
finds = []

# Information arises in a sensor.
[[example]]
graph = ["meter:Sensor -FLOW {carries: [level]}-> node:Device", "level:InformationAsset"]
finds = []

[[example]]
graph = ["crm:System -FLOW {carries: [cases]}-> archive:System", "cases:InformationAsset"]
finds = []
unknown = ["crm"]

# What comes in is not said.
[[example]]
graph = [
  "pay:System -FLOW-> crm:System -HOLDS-> cases:InformationAsset", "crm -FLOW {carries: [wages]}-> archive:System",
  "wages:InformationAsset",
]
finds = []
unknown = ["crm"]
*/
