/*
title = { sv = "Personuppgiftsincidenter som anmäldes efter mer än 72 timmar, eller där tiden inte är antecknad", en = "Personal data incidents that were notified after more than 72 hours, or where the time is not recorded" }
*/
MATCH (i:Incident)-[:STARTED_IN|AFFECTED]->(x)
WHERE i.detected_on >= $since AND i.detected_on <= $until AND EXISTS { MATCH (x)-[:OWNED_BY]->(w) WHERE w.id IN $owners }
  AND i.personal = true AND (i.notified_after_h IS NULL OR i.notified_after_h > 72)
RETURN DISTINCT i.id AS id, i.name AS name, i.detected_on AS detected_on, i.closed_on AS closed_on, i.severity AS severity,
  i.personal AS personal, i.cause AS cause, i.analysed_on AS analysed_on, i.notified_after_h AS notified_after_h
ORDER BY id
