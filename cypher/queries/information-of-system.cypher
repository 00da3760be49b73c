/*
title    = { sv = "Information i ett system", en = "Information in a system" }
question = { sv = "Vilken information finns i systemet, och hur är den klassad?", en = "Which information is in the system, and how is it classified?" }

[columns]
id       = { sv = "id", en = "id" }
name     = { sv = "namn", en = "name" }
how      = { sv = "hur", en = "how" }
personal = { sv = "personuppgifter", en = "personal data" }
k        = { sv = "K", en = "K" }
r        = { sv = "R", en = "R" }
t        = { sv = "T", en = "T" }
s        = { sv = "S", en = "S" }
since    = { sv = "sedan", en = "since" }

[parameters.of]
type        = "thing"
labels      = ["System", "DigitalService", "Device", "Facility"]
description = { sv = "systemet, tjänsten eller enheten", en = "the system, service or device" }
example     = "Omsorgssystemet"

[[example]]
graph = [
  "crm:System -HOLDS {how: stored}-> customers:InformationAsset {k: 2, r: 2, t: 1, s: 2, personal: yes}",
  "map:System -HOLDS-> roads:InformationAsset",
]
params = { of = "crm" }
rows = [{ id = "customers", how = "stored", k = 2, s = 2, personal = true }]

[[example]]
graph = ["crm:System"]
params = { of = "crm" }
rows = []
*/
MATCH (y)-[h:HOLDS]->(a:InformationAsset)
WHERE y.id = $of AND (h.valid_from IS NULL OR h.valid_from <= $today) AND (h.valid_to IS NULL OR h.valid_to >= $today)
RETURN DISTINCT a.id AS id, a.name AS name, h.how AS how, a.personal AS personal,
  a.k AS k, a.r AS r, a.t AS t, a.s AS s, h.since AS since
ORDER BY name, id
