/*
title = { sv = "Undantagsbeslut som gäller", en = "Exemption decisions in force" }
*/
MATCH (e:Exemption)-[:EXEMPTS]->(x)
WHERE EXISTS { MATCH (x)-[:OWNED_BY]->(w) WHERE w.id IN $owners }
  AND coalesce(e.decided_on, $today) <= $today AND coalesce(e.valid_to, $today) >= $today
RETURN DISTINCT e.id AS id, e.name AS name, e.rule AS rule, e.valid_to AS valid_to, e.diary_number AS diary_number
ORDER BY id
