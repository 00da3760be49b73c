/*
title      = { sv = "Tal ligger inom sina gränser", en = "Numbers are within their bounds" }
severity   = "error"
source     = "DQ-06"
subject    = ["System", "DigitalService", "Integration", "Device", "Facility", "InformationAsset", "Organisation", "Role"]
why        = { sv = "En sannolikhet över ett, en negativ tid eller ett spann med ändarna omkastade ger svar som ser riktiga ut men inte kan vara det.", en = "A probability above one, a negative time or an interval turned round give answers that look right and cannot be." }
fix        = { sv = "Rätta värdet i källan; meddelandet säger vad som förväntas.", en = "Mend the value in the source; the message says what is expected." }
message    = { sv = "{words}", en = "{words}" }
population = "MATCH (n) WHERE n.id IS NOT NULL AND n.name IS NOT NULL RETURN count(n) AS count"

[asks]
analysis   = "data-quality"
parameters = { check = ["DQ-06"], at = "$today", limit = 1000000 }
finds      = { violation = "yes" }
others     = ["others"]
wrong      = "wrong"

[[example]]
graph = ["crm:System", "hand wrote crm {failure_probability: 1.2}"]
finds = ["crm"]

[[example]]
graph = ["crm:System {repair_h_low: 8, repair_h_high: 2}"]
finds = ["crm"]

[[example]]
graph = ["crm:System -DEPENDS_ON {buffer_h: 9, buffer_h_high: 4}-> db:System"]
finds = ["crm + db"]

[[example]]
graph = [
  "crm:System {failure_probability: 0.01, failure_probability_high: 0.02, repair_h_low: 2, repair_h: 4, repair_h_high: 8}",
  "crm -DEPENDS_ON {alpha: 0.5, beta: 40}-> db:System",
]
finds = []
*/
