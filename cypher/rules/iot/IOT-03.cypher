/*
title      = { sv = "Det som ser litet ut stoppar inte det stora", en = "What looks small does not stop what is large" }
severity   = "warning"
source     = "IOT-03"
subject    = ["Sensor", "Device", "System", "Facility", "DigitalService"]
why        = { sv = "Långa kedjor av beroenden gör att en störning som ingen bryr sig om kan stoppa en samhällsviktig tjänst. Sådant upptäcks annars först när det händer.", en = "By long chains of dependencies a disturbance that nobody cares about can stop a service that society needs. That is otherwise found out when it happens." }
fix        = { sv = "Höj kritikaliteten, ge den en reserv eller en buffert, eller bryt kedjan så att det stora klarar sig utan.", en = "Raise its criticality, give it a spare or a buffer, or break the chain so that what is large does without." }
message    = { sv = "{name} har kritikalitet {criticality}, men stoppar {stopped} andra, däribland {worst_count} med kritikalitet {worst}.", en = "{name} is of criticality {criticality}, but stops {stopped} others, {worst_count} of criticality {worst} among them." }
population = """
MATCH (s:Sensor) WHERE s.criticality IS NULL OR s.criticality <= 1 RETURN count(s) AS count
UNION ALL
MATCH (d:Device) WHERE d.criticality IS NULL OR d.criticality <= 1 RETURN count(d) AS count
UNION ALL
MATCH (y:System) WHERE y.criticality IS NULL OR y.criticality <= 1 RETURN count(y) AS count
UNION ALL
MATCH (f:Facility) WHERE f.criticality IS NULL OR f.criticality <= 1 RETURN count(f) AS count
UNION ALL
MATCH (t:DigitalService) WHERE t.criticality IS NULL OR t.criticality <= 1 RETURN count(t) AS count
"""
unknown    = """
MATCH (s:Sensor) WHERE s.criticality IS NULL RETURN s.id AS id, 'criticality' AS missing
UNION ALL
MATCH (d:Device) WHERE d.criticality IS NULL RETURN d.id AS id, 'criticality' AS missing
UNION ALL
MATCH (y:System) WHERE y.criticality IS NULL RETURN y.id AS id, 'criticality' AS missing
UNION ALL
MATCH (f:Facility) WHERE f.criticality IS NULL RETURN f.id AS id, 'criticality' AS missing
UNION ALL
MATCH (t:DigitalService) WHERE t.criticality IS NULL RETURN t.id AS id, 'criticality' AS missing
"""

[parameters]
small = 1          # criticality of its own, at most
large = 3          # criticality of what stops, at least
times = 10.0       # or so many times its own criticality stops

[asks]
analysis   = "amplification"
parameters = { at = "$today", most_own = "$small", least_worst = "$large", least_ratio = "$times", limit = 10000, labels = ["Sensor", "Device", "System", "Facility", "DigitalService"] }
finds      = {}

# A level meter of no importance stops the control of the water, and that the flood warning.
[[example]]
graph = ["warning:DigitalService {criticality: 4} -DEPENDS_ON-> water:System {criticality: 3} -DEPENDS_ON-> level:Sensor {criticality: 0}"]
finds = ["level"]

[[example]]
graph = ["lamp:DigitalService {criticality: 2} -DEPENDS_ON-> light:System {criticality: 2} -DEPENDS_ON-> dusk:Sensor {criticality: 1}"]
finds = []

# One of three meters is enough.
[[example]]
graph = [
  "warning:DigitalService {criticality: 4} -DEPENDS_ON {group: meters, k: 1}-> one:Sensor {criticality: 0}",
  "warning -DEPENDS_ON {group: meters, k: 1}-> two:Sensor {criticality: 0}",
  "warning -DEPENDS_ON {group: meters, k: 1}-> three:Sensor {criticality: 0}",
]
finds = []

# Nothing of criticality 3 stops, but ten times its own does: five of criticality 2.
[[example]]
graph = [
  "a:System {criticality: 2} -DEPENDS_ON-> clock:Device {criticality: 1}", "b:System {criticality: 2} -DEPENDS_ON-> clock",
  "c:System {criticality: 2} -DEPENDS_ON-> clock", "d:System {criticality: 2} -DEPENDS_ON-> clock",
  "e:System {criticality: 2} -DEPENDS_ON-> clock",
]
finds = ["clock"]

[[example]]
graph = ["warning:DigitalService {criticality: 4} -DEPENDS_ON-> level:Sensor"]
finds = []
unknown = ["level"]
*/
