/*
title      = { sv = "Ingen kritisk tjänst kan stoppas av en enda sak som ingen håller för kritisk", en = "No critical service can be stopped by a single thing that nobody holds to be as critical" }
severity   = "warning"
source     = "DEP-01"
subject    = "DigitalService"
why        = { sv = "Fel i ett system påverkar andra. Det som ensamt kan stoppa en kritisk tjänst men räknas som mindre viktigt får sämre övervakning, beredskap och reservdelar än tjänsten behöver.", en = "Faults in one system affect others. What can stop a critical service alone but counts as less important gets less monitoring, standby and spares than the service needs." }
fix        = { sv = "Bygg en reservväg förbi det som stoppar tjänsten, eller höj dess kritikalitet till tjänstens och ge det samma beredskap.", en = "Give the service a way round what stops it, or raise its criticality to that of the service and give it the same standby." }
message    = { sv = "{name} har kritikalitet {of_criticality} och stoppas ensamt av {id}, som har {criticality}.", en = "{name} is of criticality {of_criticality} and is stopped by {id} alone, which is of {criticality}." }
population = """
MATCH (d:DigitalService) WHERE d.criticality IS NULL OR d.criticality >= 3 RETURN d.id AS id
"""
unknown    = """
MATCH (d:DigitalService) WHERE d.criticality IS NULL RETURN d.id AS id, 'criticality' AS missing
"""

[asks]
analysis   = "single-points"
parameters = { at = "$today", limit = 100000 }
subject    = "of"
finds      = { held_lower = "yes" }
unknowns   = { held_lower = "unknown" }
missing    = "criticality"
others     = ["id"]

[[example]]
graph = ["alarm:DigitalService {criticality: 4} -DEPENDS_ON-> care:System {criticality: 4} -DEPENDS_ON-> clock:System {criticality: 1}"]
finds = ["alarm + clock"]

[[example]]
graph = ["alarm:DigitalService {criticality: 3} -DEPENDS_ON-> care:System {criticality: 3}", "news:DigitalService {criticality: 1} -DEPENDS_ON-> site:System {criticality: 0}"]
finds = []

# One of two clocks is enough: neither stops it alone, the power that both need does.
[[example]]
graph = [
  "alarm:DigitalService {criticality: 4} -DEPENDS_ON {group: clocks, k: 1}-> one:System {criticality: 1}",
  "alarm -DEPENDS_ON {group: clocks, k: 1}-> two:System {criticality: 1}",
  "one -DEPENDS_ON-> power:Facility {criticality: 2}",
  "two -DEPENDS_ON-> power",
]
finds = ["alarm + power"]

# It degrades without the clock, and goes on.
[[example]]
graph = ["alarm:DigitalService {criticality: 4} -DEPENDS_ON {mode: soft}-> clock:System {criticality: 1}"]
finds = []

# The dependency ended.
[[example]]
graph = ["alarm:DigitalService {criticality: 4} -DEPENDS_ON {valid_to: 2025-12-31}-> clock:System {criticality: 1}"]
finds = []

[[example]]
graph = ["alarm:DigitalService {criticality: 4} -DEPENDS_ON-> clock:System", "round:DigitalService -DEPENDS_ON-> clock"]
finds = []
unknown = ["alarm", "round"]
*/
