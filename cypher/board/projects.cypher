/*
title = { sv = "Projekt under perioden som ändrar, levererar eller avvecklar det nämnden eller bolaget äger", en = "Projects in the period that change, deliver or retire what the board or company owns" }
*/
MATCH (p:Project)-[:CHANGES|DELIVERS|RETIRES|OWNED_BY]->(x)
WHERE coalesce(p.start, $since) <= $until AND coalesce(p.`end`, $until) >= $since
  AND (x.id IN $owners OR EXISTS { MATCH (x)-[:OWNED_BY]->(w) WHERE w.id IN $owners })
RETURN DISTINCT p.id AS id, p.name AS name, p.start AS start, p.`end` AS end_day
ORDER BY id
