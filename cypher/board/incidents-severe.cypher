/*
title = { sv = "Incidenter av allvarlighet 3 eller 4 på en skala till 4", en = "Incidents of severity 3 or 4 on a scale to 4" }
*/
MATCH (i:Incident)-[:STARTED_IN|AFFECTED]->(x)
WHERE i.detected_on >= $since AND i.detected_on <= $until AND EXISTS { MATCH (x)-[:OWNED_BY]->(w) WHERE w.id IN $owners }
  AND i.severity >= 3
RETURN DISTINCT i.id AS id, i.name AS name, i.detected_on AS detected_on, i.closed_on AS closed_on, i.severity AS severity,
  i.personal AS personal, i.cause AS cause, i.analysed_on AS analysed_on, i.notified_after_h AS notified_after_h
ORDER BY id
