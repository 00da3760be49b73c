/*
title = { sv = "System i drift där leverantörens stöd har upphört, eller upphör inom ett år", en = "Systems in use for which the supplier's support has ended, or ends within a year" }
*/
MATCH (s:System)-[:OWNED_BY]->(w)
WHERE w.id IN $owners AND (s.lifecycle IS NULL OR s.lifecycle IN ['live', 'pilot', 'phase_out']) AND s.end_of_support <= $in_a_year
RETURN DISTINCT s.id AS id, s.name AS name, s.end_of_support AS day
ORDER BY id
