/*
title = { sv = "System som ersattes, eller ska ersättas, under perioden", en = "Systems that were, or are to be, replaced in the period" }
*/
MATCH (s:System)-[r:REPLACED_BY]->(new)
WHERE r.date >= $since AND r.date <= $until AND EXISTS { MATCH (s)-[:OWNED_BY]->(w) WHERE w.id IN $owners }
RETURN DISTINCT s.id AS id, s.name AS name, r.date AS day, new.id AS by_id, new.name AS by_name
ORDER BY id
