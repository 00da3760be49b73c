/*
title = { sv = "System i drift som nämnden eller bolaget äger", en = "Systems in use that the board or company owns" }
*/
MATCH (s:System)-[:OWNED_BY]->(w)
WHERE w.id IN $owners AND (s.lifecycle IS NULL OR s.lifecycle IN ['live', 'pilot', 'phase_out'])
RETURN DISTINCT s.id AS id, s.name AS name
ORDER BY id
