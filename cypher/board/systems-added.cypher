/*
title = { sv = "System som togs i bruk under perioden", en = "Systems taken into use in the period" }
*/
MATCH (s:System)-[:OWNED_BY]->(w)
WHERE w.id IN $owners AND s.valid_from >= $since AND s.valid_from <= $until
RETURN DISTINCT s.id AS id, s.name AS name, s.valid_from AS day
ORDER BY id
