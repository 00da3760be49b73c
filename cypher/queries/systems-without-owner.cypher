/*
title    = { sv = "System utan ägare", en = "Systems without an owner" }
question = { sv = "Vilka system i drift har ingen systemägare i dag?", en = "Which systems in use have no system owner today?" }
unknown  = """
MATCH (s:System) WHERE s.lifecycle IS NULL RETURN s.id AS id, 'lifecycle' AS missing
"""

[columns]
id          = { sv = "id", en = "id" }
name        = { sv = "namn", en = "name" }
lifecycle   = { sv = "livscykel", en = "lifecycle" }
criticality = { sv = "kritikalitet", en = "criticality" }
users       = { sv = "användare", en = "users" }

[[example]]
graph = [
  "crm:System {lifecycle: live, name: CRM}",
  "pay:System {lifecycle: live} -OWNED_BY-> ann:Role",
  "old:System {lifecycle: retired}",
]
rows = [{ id = "crm", name = "CRM", lifecycle = "live" }]

# The ownership has ended; and one of which nobody says whether it is in use.
[[example]]
graph = [
  "crm:System {lifecycle: live} -OWNED_BY {valid_to: 2026-06-29}-> ann:Role",
  "map:System",
]
rows = [{ id = "crm" }]
unknown = ["map"]
*/
MATCH (s:System)
WHERE s.lifecycle IN ['pilot', 'live', 'phase_out']
AND NOT EXISTS {
  MATCH (s)-[o:OWNED_BY]->()
  WHERE (o.valid_from IS NULL OR o.valid_from <= $today) AND (o.valid_to IS NULL OR o.valid_to >= $today)
}
RETURN s.id AS id, s.name AS name, s.lifecycle AS lifecycle, s.criticality AS criticality, s.users AS users
ORDER BY name, id
