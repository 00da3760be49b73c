/*
title = { sv = "Rapporter till nämnden eller bolagsstyrelsen fram till i dag", en = "Reports to the board or company up to today" }
*/
MATCH (e:Evidence)-[:ABOUT]->(o:Organisation)
WHERE e.evidence_kind = 'report' AND e.date <= $today AND o.id IN $parts
RETURN DISTINCT e.id AS id, e.name AS name, e.date AS day
ORDER BY id
