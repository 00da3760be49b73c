/*
title    = { sv = "Integrationer över en plattform", en = "Integrations over a platform" }
question = { sv = "Vilka utbyten går genom plattformen?", en = "Which exchanges go through the platform?" }

[columns]
id        = { sv = "id", en = "id" }
name      = { sv = "namn", en = "name" }
pattern   = { sv = "metod", en = "method" }
standard  = { sv = "standard", en = "standard" }
encrypted = { sv = "kryptering", en = "encryption" }
senders   = { sv = "avsändare", en = "senders" }
receivers = { sv = "mottagare", en = "receivers" }

[parameters.of]
type        = "thing"
labels      = ["System"]
description = { sv = "plattformen", en = "the platform" }
example     = "Integrationsplattformen"

[[example]]
graph = [
  "crm:System -FLOW-> post:Integration {pattern: api} -FLOW-> pay:System",
  "post -VIA-> hub:System",
  "loose:Integration",
]
params = { of = "hub" }
rows = [{ id = "post", pattern = "api" }]

[[example]]
graph = ["post:Integration -VIA {valid_to: 2025-12-31}-> hub:System"]
params = { of = "hub" }
rows = []
*/
MATCH (i:Integration)-[v:VIA]->(p:System)
WHERE p.id = $of AND (v.valid_from IS NULL OR v.valid_from <= $today) AND (v.valid_to IS NULL OR v.valid_to >= $today)
OPTIONAL MATCH (i)<-[f:FLOW]-(a)
WITH i, collect(DISTINCT a.name) AS senders
OPTIONAL MATCH (i)-[g:FLOW]->(b)
RETURN i.id AS id, i.name AS name, i.pattern AS pattern, i.standard AS standard, i.encrypted AS encrypted,
  senders AS senders, collect(DISTINCT b.name) AS receivers
ORDER BY name, id
