/*
title = { sv = "Informationstillgångar som är utpekade som verksamhetskritiska", en = "Information assets that are named as business-critical" }
*/
MATCH (a:InformationAsset)-[:OWNED_BY]->(w)
WHERE w.id IN $owners AND coalesce(a.security_protected, 'no') <> 'yes_elsewhere' AND a.critical = true
RETURN DISTINCT a.id AS id, a.name AS name
ORDER BY id
