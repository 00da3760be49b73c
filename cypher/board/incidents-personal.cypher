/*
title = { sv = "Incidenter som gällde personuppgifter", en = "Incidents that concerned personal data" }
*/
MATCH (i:Incident)-[:STARTED_IN|AFFECTED]->(x)
WHERE i.detected_on >= $since AND i.detected_on <= $until AND EXISTS { MATCH (x)-[:OWNED_BY]->(w) WHERE w.id IN $owners }
  AND i.personal = true
RETURN DISTINCT i.id AS id, i.name AS name, i.detected_on AS detected_on, i.closed_on AS closed_on, i.severity AS severity,
  i.personal AS personal, i.cause AS cause, i.analysed_on AS analysed_on, i.notified_after_h AS notified_after_h
ORDER BY id
