/*
title      = { sv = "Ingen klarar sig längre utan något än det självt får ligga nere", en = "Nobody does without a thing for longer than it may itself be down" }
severity   = "warning"
source     = "DQ-14"
subject    = ["System", "DigitalService", "Integration", "Device", "Facility"]
why        = { sv = "Säger mottagaren att den klarar 72 timmar utan ett system som bara får ligga nere i åtta är en av siffrorna fel: antingen är uthålligheten gissad, eller så är systemet inte så viktigt som det påstås.", en = "Where the receiver says it does 72 hours without a system that may be down for eight only, one of the figures is wrong: the buffer is a guess, or the system is not as important as it is said to be." }
fix        = { sv = "Pröva uthålligheten med den som är beroende, och den längsta tolerabla avbrottstiden (MTPD) med systemägaren. Rätta den som är fel.", en = "Try the buffer with those who depend, and the maximum tolerable disruption (MTPD) with the system owner. Mend the one that is wrong." }
message    = { sv = "{name} sägs klara {buffer} timmar utan {needed}, som får ligga nere högst {mtpd}.", en = "{name} is said to do {buffer} hours without {needed}, which may be down for {mtpd} at most." }
population = """
MATCH (n) WHERE EXISTS { MATCH (n)-[r:DEPENDS_ON]->(m:System) WHERE r.buffer_h IS NOT NULL AND (r.valid_from IS NULL OR r.valid_from <= $today) AND (r.valid_to IS NULL OR r.valid_to >= $today)  }
OR EXISTS { MATCH (n)<-[r:FLOW]-(m:System) WHERE r.buffer_h IS NOT NULL AND (r.valid_from IS NULL OR r.valid_from <= $today) AND (r.valid_to IS NULL OR r.valid_to >= $today)  }
OR EXISTS { MATCH (n)-[r:DEPENDS_ON]->(m:DigitalService) WHERE r.buffer_h IS NOT NULL AND (r.valid_from IS NULL OR r.valid_from <= $today) AND (r.valid_to IS NULL OR r.valid_to >= $today)  }
OR EXISTS { MATCH (n)<-[r:FLOW]-(m:DigitalService) WHERE r.buffer_h IS NOT NULL AND (r.valid_from IS NULL OR r.valid_from <= $today) AND (r.valid_to IS NULL OR r.valid_to >= $today)  }
RETURN count(n) AS count
"""
unknown    = """
MATCH (n)-[r:DEPENDS_ON]->(m:System) WHERE r.buffer_h IS NOT NULL AND m.mtpd_h IS NULL
AND (r.valid_from IS NULL OR r.valid_from <= $today) AND (r.valid_to IS NULL OR r.valid_to >= $today)
RETURN DISTINCT n.id AS id, 'mtpd_h' AS missing
UNION ALL
MATCH (n)<-[r:FLOW]-(m:System) WHERE r.buffer_h IS NOT NULL AND m.mtpd_h IS NULL
AND (r.valid_from IS NULL OR r.valid_from <= $today) AND (r.valid_to IS NULL OR r.valid_to >= $today)
RETURN DISTINCT n.id AS id, 'mtpd_h' AS missing
UNION ALL
MATCH (n)-[r:DEPENDS_ON]->(m:DigitalService) WHERE r.buffer_h IS NOT NULL AND m.mtpd_h IS NULL
AND (r.valid_from IS NULL OR r.valid_from <= $today) AND (r.valid_to IS NULL OR r.valid_to >= $today)
RETURN DISTINCT n.id AS id, 'mtpd_h' AS missing
UNION ALL
MATCH (n)<-[r:FLOW]-(m:DigitalService) WHERE r.buffer_h IS NOT NULL AND m.mtpd_h IS NULL
AND (r.valid_from IS NULL OR r.valid_from <= $today) AND (r.valid_to IS NULL OR r.valid_to >= $today)
RETURN DISTINCT n.id AS id, 'mtpd_h' AS missing
"""

[[example]]
graph = ["crm:System -DEPENDS_ON {buffer_h: 72}-> db:System {mtpd_h: 8}"]
finds = ["crm + db"]

# Along a flow the source is what is needed.
[[example]]
graph = ["db:System {mtpd_h: 8} -FLOW {buffer_h: 24, needed: yes}-> feed:Integration"]
finds = ["feed + db"]

[[example]]
graph = ["crm:System {mtpd_h: 2} -DEPENDS_ON {buffer_h: 8}-> db:System {mtpd_h: 8}", "crm -DEPENDS_ON {buffer_h: 90}-> power:Facility"]
finds = []

[[example]]
graph = ["crm:System -DEPENDS_ON {buffer_h: 72}-> db:System"]
finds = []
unknown = ["crm"]
*/
MATCH (n)-[r:DEPENDS_ON]->(m:System) WHERE r.buffer_h > m.mtpd_h
AND (r.valid_from IS NULL OR r.valid_from <= $today) AND (r.valid_to IS NULL OR r.valid_to >= $today)
RETURN n.id AS id, m.id AS needed_id, max(r.buffer_h) AS buffer, min(m.mtpd_h) AS mtpd
UNION ALL
MATCH (n)<-[r:FLOW]-(m:System) WHERE r.buffer_h > m.mtpd_h
AND (r.valid_from IS NULL OR r.valid_from <= $today) AND (r.valid_to IS NULL OR r.valid_to >= $today)
RETURN n.id AS id, m.id AS needed_id, max(r.buffer_h) AS buffer, min(m.mtpd_h) AS mtpd
UNION ALL
MATCH (n)-[r:DEPENDS_ON]->(m:DigitalService) WHERE r.buffer_h > m.mtpd_h
AND (r.valid_from IS NULL OR r.valid_from <= $today) AND (r.valid_to IS NULL OR r.valid_to >= $today)
RETURN n.id AS id, m.id AS needed_id, max(r.buffer_h) AS buffer, min(m.mtpd_h) AS mtpd
UNION ALL
MATCH (n)<-[r:FLOW]-(m:DigitalService) WHERE r.buffer_h > m.mtpd_h
AND (r.valid_from IS NULL OR r.valid_from <= $today) AND (r.valid_to IS NULL OR r.valid_to >= $today)
RETURN n.id AS id, m.id AS needed_id, max(r.buffer_h) AS buffer, min(m.mtpd_h) AS mtpd
