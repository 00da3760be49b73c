/*
title = { sv = "System i stadens register som saknar ägare, hos alla nämnder och bolag", en = "Systems in the city's register without an owner, of all boards and companies" }
*/
MATCH (s:System)
WHERE (s.lifecycle IS NULL OR s.lifecycle IN ['live', 'pilot', 'phase_out']) AND NOT EXISTS { MATCH (s)-[:OWNED_BY]->(w) }
RETURN s.id AS id, s.name AS name
ORDER BY id
