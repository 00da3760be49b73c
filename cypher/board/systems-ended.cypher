/*
title = { sv = "System som upphörde under perioden", en = "Systems that ended in the period" }
*/
MATCH (s:System)-[:OWNED_BY]->(w)
WHERE w.id IN $owners AND s.valid_to >= $since AND s.valid_to <= $until
RETURN DISTINCT s.id AS id, s.name AS name, s.valid_to AS day
ORDER BY id
