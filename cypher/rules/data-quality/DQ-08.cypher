/*
title      = { sv = "Det som är i drift är inte beroende av det som är avvecklat eller inte finns än", en = "What is in use does not depend on what is retired or not there yet" }
severity   = "error"
source     = "DQ-08"
subject    = "System"
why        = { sv = "Antingen är beroendet borta och kartan visar en risk som inte finns, eller så är det kvar och vilar på något som ingen längre håller i drift.", en = "Either the dependency is gone and the map shows a risk that is not there, or it stands and rests on what nobody keeps running." }
fix        = { sv = "Fråga systemförvaltaren vad systemet använder i dag. Avsluta beroendet, peka om det till ersättaren eller rätta livscykeln.", en = "Ask the system manager what the system uses today. End the dependency, lead it to what took over, or mend the life cycle." }
message    = { sv = "{name} är i drift och beroende av {needed}, som är avvecklat eller inte i drift än ({lifecycle}).", en = "{name} is in use and depends on {needed}, which is retired or not in use yet ({lifecycle})." }
population = """
MATCH (s:System)-[d:DEPENDS_ON]->(n:System) WHERE s.lifecycle IN $in_use
AND (d.valid_from IS NULL OR d.valid_from <= $today) AND (d.valid_to IS NULL OR d.valid_to >= $today)
RETURN count(DISTINCT s.id) AS count
"""
unknown    = """
MATCH (s:System)-[d:DEPENDS_ON]->(n:System) WHERE s.lifecycle IN $in_use AND n.lifecycle IS NULL
AND (d.valid_from IS NULL OR d.valid_from <= $today) AND (d.valid_to IS NULL OR d.valid_to >= $today)
RETURN DISTINCT s.id AS id, 'lifecycle' AS missing
"""

[parameters]
in_use = ["pilot", "live", "phase_out"]
not_in_use = ["idea", "planned", "retired"]

[[example]]
graph = ["crm:System {lifecycle: live} -DEPENDS_ON-> old:System {lifecycle: retired}"]
finds = ["crm + old"]

[[example]]
graph = ["crm:System {lifecycle: pilot} -DEPENDS_ON-> new:System {lifecycle: planned}"]
finds = ["crm + new"]

[[example]]
graph = [
  "crm:System {lifecycle: live} -DEPENDS_ON {valid_to: 2026-01-01}-> old:System {lifecycle: retired}",
  "gone:System {lifecycle: retired} -DEPENDS_ON-> old", "crm -DEPENDS_ON-> db:System {lifecycle: phase_out}",
]
finds = []

[[example]]
graph = ["crm:System {lifecycle: live} -DEPENDS_ON-> db:System"]
finds = []
unknown = ["crm"]
*/
MATCH (s:System)-[d:DEPENDS_ON]->(n:System) WHERE s.lifecycle IN $in_use AND n.lifecycle IN $not_in_use
AND (d.valid_from IS NULL OR d.valid_from <= $today) AND (d.valid_to IS NULL OR d.valid_to >= $today)
RETURN DISTINCT s.id AS id, n.id AS needed_id, n.lifecycle AS lifecycle
