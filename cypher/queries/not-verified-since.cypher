/*
title    = { sv = "Uppgifter som ingen har verifierat på länge", en = "What nobody has verified for long" }
question = { sv = "Vad verifierades senast före en viss dag?", en = "What was last verified before a day?" }
unknown  = """
MATCH (x:System) WHERE x.last_verified IS NULL AND (x.valid_from IS NULL OR x.valid_from <= $today) AND (x.valid_to IS NULL OR x.valid_to >= $today) RETURN x.id AS id, 'last_verified' AS missing
UNION ALL
MATCH (x:DigitalService) WHERE x.last_verified IS NULL AND (x.valid_from IS NULL OR x.valid_from <= $today) AND (x.valid_to IS NULL OR x.valid_to >= $today) RETURN x.id AS id, 'last_verified' AS missing
UNION ALL
MATCH (x:Integration) WHERE x.last_verified IS NULL AND (x.valid_from IS NULL OR x.valid_from <= $today) AND (x.valid_to IS NULL OR x.valid_to >= $today) RETURN x.id AS id, 'last_verified' AS missing
UNION ALL
MATCH (x:InformationAsset) WHERE x.last_verified IS NULL AND (x.valid_from IS NULL OR x.valid_from <= $today) AND (x.valid_to IS NULL OR x.valid_to >= $today) RETURN x.id AS id, 'last_verified' AS missing
UNION ALL
MATCH (x:Device) WHERE x.last_verified IS NULL AND (x.valid_from IS NULL OR x.valid_from <= $today) AND (x.valid_to IS NULL OR x.valid_to >= $today) RETURN x.id AS id, 'last_verified' AS missing
UNION ALL
MATCH (x:Sensor) WHERE x.last_verified IS NULL AND (x.valid_from IS NULL OR x.valid_from <= $today) AND (x.valid_to IS NULL OR x.valid_to >= $today) RETURN x.id AS id, 'last_verified' AS missing
"""

[columns]
id            = { sv = "id", en = "id" }
name          = { sv = "namn", en = "name" }
kind          = { sv = "slag", en = "kind" }
last_verified = { sv = "senast verifierad", en = "last verified" }
steward       = { sv = "uppgiftsansvarig", en = "steward" }

[parameters.since]
type        = "date"
description = { sv = "inte verifierat sedan den dagen; annars sedan ett år", en = "not verified since that day; else for a year" }
example     = "2025-06-30"
default     = "-P12M"

[[example]]
graph = [
  "crm:System {last_verified: 2025-06-29}",
  "pay:System {last_verified: 2025-06-30}",
  "post:Integration {last_verified: 2020-01-01}",
]
params = { since = "2025-06-30" }
rows = [
  { id = "crm", kind = "System", last_verified = "2025-06-29" },
  { id = "post", kind = "Integration", last_verified = "2020-01-01" },
]

[[example]]
graph = [
  "crm:System {last_verified: 2025-06-30}",
  "map:System",
]
rows = []
unknown = ["map"]
*/
MATCH (x:System)
WHERE x.last_verified < $since AND (x.valid_from IS NULL OR x.valid_from <= $today) AND (x.valid_to IS NULL OR x.valid_to >= $today)
RETURN x.id AS id, x.name AS name, 'System' AS kind, x.last_verified AS last_verified, x.steward AS steward
UNION ALL
MATCH (x:DigitalService)
WHERE x.last_verified < $since AND (x.valid_from IS NULL OR x.valid_from <= $today) AND (x.valid_to IS NULL OR x.valid_to >= $today)
RETURN x.id AS id, x.name AS name, 'DigitalService' AS kind, x.last_verified AS last_verified, x.steward AS steward
UNION ALL
MATCH (x:Integration)
WHERE x.last_verified < $since AND (x.valid_from IS NULL OR x.valid_from <= $today) AND (x.valid_to IS NULL OR x.valid_to >= $today)
RETURN x.id AS id, x.name AS name, 'Integration' AS kind, x.last_verified AS last_verified, x.steward AS steward
UNION ALL
MATCH (x:InformationAsset)
WHERE x.last_verified < $since AND (x.valid_from IS NULL OR x.valid_from <= $today) AND (x.valid_to IS NULL OR x.valid_to >= $today)
RETURN x.id AS id, x.name AS name, 'InformationAsset' AS kind, x.last_verified AS last_verified, x.steward AS steward
UNION ALL
MATCH (x:Device)
WHERE x.last_verified < $since AND (x.valid_from IS NULL OR x.valid_from <= $today) AND (x.valid_to IS NULL OR x.valid_to >= $today)
RETURN x.id AS id, x.name AS name, 'Device' AS kind, x.last_verified AS last_verified, x.steward AS steward
UNION ALL
MATCH (x:Sensor)
WHERE x.last_verified < $since AND (x.valid_from IS NULL OR x.valid_from <= $today) AND (x.valid_to IS NULL OR x.valid_to >= $today)
RETURN x.id AS id, x.name AS name, 'Sensor' AS kind, x.last_verified AS last_verified, x.steward AS steward
