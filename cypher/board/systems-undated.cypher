/*
title = { sv = "System utan uppgift om när de togs i bruk", en = "Systems without a date when they were taken into use" }
*/
MATCH (s:System)-[:OWNED_BY]->(w)
WHERE w.id IN $owners AND s.valid_from IS NULL
RETURN DISTINCT s.id AS id, s.name AS name
ORDER BY id
