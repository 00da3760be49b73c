/*
title = { sv = "System i drift med personuppgifter", en = "Systems in use with personal data" }
*/
MATCH (s:System)-[:OWNED_BY]->(w)
WHERE w.id IN $owners AND (s.lifecycle IS NULL OR s.lifecycle IN ['live', 'pilot', 'phase_out']) AND s.personal_data = true
RETURN DISTINCT s.id AS id, s.name AS name
ORDER BY id
