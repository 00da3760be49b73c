/*
title      = { sv = "Ingenting är del av sig självt", en = "Nothing is part of itself" }
severity   = "error"
source     = "DQ-03"
subject    = ["Organisation", "System", "Facility", "Device", "InformationAsset"]
why        = { sv = "Går PART_OF i ring finns inget helt som delarna hör till, och ansvar och nivåer kan inte räknas ihop uppåt.", en = "Where PART_OF goes in a ring there is no whole that the parts belong to, and neither responsibility nor levels add up." }
fix        = { sv = "Ta bort den koppling i ringen som går åt fel håll.", en = "Take away the relationship of the ring that goes the wrong way." }
message    = { sv = "{words}", en = "{words}" }
population = "MATCH (n)-[:PART_OF]->() RETURN count(DISTINCT n.id) AS count"

[asks]
analysis   = "data-quality"
parameters = { check = ["DQ-03"], at = "$today", limit = 1000000 }
finds      = { violation = "yes" }
others     = ["others"]
wrong      = "wrong"

[[example]]
graph = ["unit:Organisation -PART_OF-> office:Organisation -PART_OF-> board:Organisation -PART_OF-> unit"]
finds = ["board + office + unit"]

[[example]]
graph = ["unit:Organisation -PART_OF-> unit"]
finds = ["unit"]

# Two ways up to one board are no ring.
[[example]]
graph = ["unit:Organisation -PART_OF-> office:Organisation -PART_OF-> board:Organisation", "unit -PART_OF-> board"]
finds = []

# One of them ended.
[[example]]
graph = ["unit:Organisation -PART_OF-> office:Organisation", "office -PART_OF {valid_to: 2025-12-31}-> unit"]
finds = []
*/
