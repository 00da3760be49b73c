/*
title = { sv = "Utsedda informationssäkerhetssamordnare som är en person", en = "Named information security coordinators who are a person" }
*/
MATCH (r:Role)-[:BELONGS_TO]->(o:Organisation)
WHERE o.id IN $parts AND toLower(r.role_type) IN $coordinator AND coalesce(r.active, true)
MATCH (r)-[:HELD_BY]->(p:Person)
WHERE coalesce(p.active, true)
RETURN DISTINCT r.id AS id, r.name AS name, p.name AS holder
ORDER BY id
