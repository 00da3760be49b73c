/*
title = { sv = "System i drift som är klassade i alla fyra aspekterna", en = "Systems in use that are classified in all four aspects" }
*/
MATCH (s:System)-[:OWNED_BY]->(w)
WHERE w.id IN $owners AND (s.lifecycle IS NULL OR s.lifecycle IN ['live', 'pilot', 'phase_out'])
  AND s.k IS NOT NULL AND s.r IS NOT NULL AND s.t IS NOT NULL AND s.s IS NOT NULL
RETURN DISTINCT s.id AS id, s.name AS name
ORDER BY id
