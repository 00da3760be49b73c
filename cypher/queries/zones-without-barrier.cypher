/*
title    = { sv = "Nätzoner utan spärr emellan", en = "Network zones without a barrier between them" }
question = { sv = "Vilka zoner är kopplade till varandra utan spärr?", en = "Which zones are connected without a barrier?" }
unknown  = """
MATCH (a:NetworkZone)-[c:CONNECTED_TO]->(b:NetworkZone) WHERE a.id <> b.id AND c.barrier IS NULL AND (c.valid_from IS NULL OR c.valid_from <= $today) AND (c.valid_to IS NULL OR c.valid_to >= $today) RETURN DISTINCT a.id AS id, 'barrier' AS missing
"""

[columns]
id       = { sv = "id", en = "id" }
name     = { sv = "namn", en = "name" }
other_id = { sv = "den andras id", en = "id of the other" }
other    = { sv = "den andra zonen", en = "the other zone" }
ot       = { sv = "styrnät", en = "control network" }
other_ot = { sv = "den andra är styrnät", en = "the other is a control network" }

[[example]]
graph = [
  "water:NetworkZone {ot: yes} -CONNECTED_TO {barrier: none}-> office:NetworkZone",
  "office -CONNECTED_TO {barrier: firewall}-> net:NetworkZone",
]
rows = [{ id = "water", other_id = "office", ot = true }]

# Nobody says whether there is a barrier.
[[example]]
graph = ["water:NetworkZone -CONNECTED_TO-> office:NetworkZone"]
rows = []
unknown = ["water"]
*/
MATCH (a:NetworkZone)-[c:CONNECTED_TO]->(b:NetworkZone)
WHERE a.id <> b.id AND c.barrier = 'none' AND (c.valid_from IS NULL OR c.valid_from <= $today) AND (c.valid_to IS NULL OR c.valid_to >= $today)
RETURN DISTINCT a.id AS id, a.name AS name, b.id AS other_id, b.name AS other, a.ot AS ot, b.ot AS other_ot
ORDER BY name, other, id, other_id
