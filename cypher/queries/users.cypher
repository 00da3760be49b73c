/*
title    = { sv = "Användare", en = "Users" }
question = { sv = "Vilka använder systemet eller tjänsten?", en = "Who uses the system or service?" }

[columns]
id    = { sv = "id", en = "id" }
name  = { sv = "namn", en = "name" }
kind  = { sv = "slag", en = "kind" }
users = { sv = "antal användare", en = "number of users" }

[parameters.of]
type        = "thing"
labels      = ["System", "DigitalService"]
description = { sv = "systemet eller tjänsten", en = "the system or service" }
example     = "Omsorgssystemet"

[[example]]
graph = [
  "crm:System -USED_BY {users: 40}-> social:Organisation",
  "crm -USED_BY-> young:TargetGroup",
  "pay:System -USED_BY-> social",
]
params = { of = "crm" }
rows = [{ id = "social", kind = "Organisation", users = 40 }, { id = "young", kind = "TargetGroup" }]

[[example]]
graph = ["crm:System -USED_BY {valid_to: 2025-12-31}-> social:Organisation"]
params = { of = "crm" }
rows = []
*/
MATCH (s:System)-[u:USED_BY]->(o:Organisation)
WHERE s.id = $of AND (u.valid_from IS NULL OR u.valid_from <= $today) AND (u.valid_to IS NULL OR u.valid_to >= $today)
RETURN DISTINCT o.id AS id, o.name AS name, 'Organisation' AS kind, u.users AS users
UNION ALL
MATCH (s:System)-[u:USED_BY]->(o:TargetGroup)
WHERE s.id = $of AND (u.valid_from IS NULL OR u.valid_from <= $today) AND (u.valid_to IS NULL OR u.valid_to >= $today)
RETURN DISTINCT o.id AS id, o.name AS name, 'TargetGroup' AS kind, u.users AS users
UNION ALL
MATCH (s:DigitalService)-[u:USED_BY]->(o:Organisation)
WHERE s.id = $of AND (u.valid_from IS NULL OR u.valid_from <= $today) AND (u.valid_to IS NULL OR u.valid_to >= $today)
RETURN DISTINCT o.id AS id, o.name AS name, 'Organisation' AS kind, u.users AS users
UNION ALL
MATCH (s:DigitalService)-[u:USED_BY]->(o:TargetGroup)
WHERE s.id = $of AND (u.valid_from IS NULL OR u.valid_from <= $today) AND (u.valid_to IS NULL OR u.valid_to >= $today)
RETURN DISTINCT o.id AS id, o.name AS name, 'TargetGroup' AS kind, u.users AS users
