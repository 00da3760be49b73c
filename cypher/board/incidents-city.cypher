/*
title = { sv = "Incidenter i hela staden, hos alla nämnder och bolag", en = "Incidents in the whole city, of all boards and companies" }
*/
MATCH (i:Incident)
WHERE i.detected_on >= $since AND i.detected_on <= $until
RETURN i.id AS id, i.name AS name
ORDER BY id
