/*
title = { sv = "System som är planerade eller prövas", en = "Systems that are planned or piloted" }
*/
MATCH (s:System)-[:OWNED_BY]->(w)
WHERE w.id IN $owners AND s.lifecycle IN ['idea', 'planned', 'pilot']
RETURN DISTINCT s.id AS id, s.name AS name, s.lifecycle AS lifecycle
ORDER BY id
