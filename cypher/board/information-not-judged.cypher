/*
title = { sv = "Informationstillgångar där ingen har sagt om de är verksamhetskritiska", en = "Information assets of which nobody has said whether they are business-critical" }
*/
MATCH (a:InformationAsset)-[:OWNED_BY]->(w)
WHERE w.id IN $owners AND coalesce(a.security_protected, 'no') <> 'yes_elsewhere' AND a.critical IS NULL
RETURN DISTINCT a.id AS id, a.name AS name
ORDER BY id
