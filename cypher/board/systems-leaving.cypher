/*
title = { sv = "System som är under avveckling eller avvecklade", en = "Systems that are being phased out or are retired" }
*/
MATCH (s:System)-[:OWNED_BY]->(w)
WHERE w.id IN $owners AND s.lifecycle IN ['phase_out', 'retired']
RETURN DISTINCT s.id AS id, s.name AS name, s.lifecycle AS lifecycle
ORDER BY id
