/*
title    = { sv = "En organisations system", en = "Systems of an organisation" }
question = { sv = "Vilka system ansvarar nämnden, bolaget eller enheten för?", en = "For which systems does the board, company or unit answer?" }

[columns]
id          = { sv = "id", en = "id" }
name        = { sv = "namn", en = "name" }
lifecycle   = { sv = "livscykel", en = "lifecycle" }
criticality = { sv = "kritikalitet", en = "criticality" }
owner       = { sv = "ägare", en = "owner" }

[parameters.of]
type        = "thing"
labels      = ["Organisation"]
description = { sv = "organisationen, med allt som hör till den", en = "the organisation, with all that is part of it" }
example     = "Socialnämnden"

[[example]]
graph = [
  "crm:System {lifecycle: live} -OWNED_BY-> ann:Role -BELONGS_TO-> unit:Organisation -PART_OF-> social:Organisation",
  "pay:System -OWNED_BY-> social",
  "map:System -OWNED_BY-> city:Organisation",
]
params = { of = "social" }
rows = [{ id = "crm", owner = "ann" }, { id = "pay", owner = "social" }]

# It was theirs until last year.
[[example]]
graph = ["crm:System -OWNED_BY {valid_to: 2025-12-31}-> social:Organisation"]
params = { of = "social" }
rows = []
*/
MATCH (s:System)-[o:OWNED_BY]->(w)
WHERE (o.valid_from IS NULL OR o.valid_from <= $today) AND (o.valid_to IS NULL OR o.valid_to >= $today)
MATCH (w)-[:BELONGS_TO|PART_OF*0..6]->(b:Organisation)
WHERE b.id = $of
RETURN DISTINCT s.id AS id, s.name AS name, s.lifecycle AS lifecycle, s.criticality AS criticality, w.name AS owner
