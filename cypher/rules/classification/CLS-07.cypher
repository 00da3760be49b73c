/*
title      = { sv = "Det som måste vara tillgängligt är det, med allt det vilar på", en = "What has to be available is, with everything it rests on" }
severity   = "warning"
source     = "CLS-07"
subject    = ["System", "DigitalService"]
why        = { sv = "En tjänst kommer inte tillbaka förrän det sista den behöver är tillbaka. Tar det längre tid än verksamheten tål hjälper det inte att tjänsten själv är snabb.", en = "A service is not back until the last of what it needs is back. If that takes longer than the business tolerates it does not help that the service itself is quick." }
fix        = { sv = "Korta återställningstiden för det som tar längst, bygg bort beroendet eller en reservväg; eller låt verksamheten besluta att den tål längre avbrott.", en = "Shorten the recovery of what takes longest, remove the dependency or give it a spare; or let the business decide that it tolerates a longer disruption." }
population = """
MATCH (s:System) WHERE s.lifecycle IS NULL OR s.lifecycle IN ['pilot', 'live', 'phase_out'] RETURN s.id AS id
UNION ALL
MATCH (d:DigitalService) RETURN d.id AS id
"""
unknown    = """
MATCH (s:System) WHERE s.lifecycle IN ['pilot', 'live', 'phase_out'] AND s.mtpd_h IS NULL AND s.t IS NULL
RETURN s.id AS id, 't' AS missing
UNION ALL
MATCH (d:DigitalService) WHERE d.mtpd_h IS NULL AND d.t IS NULL
RETURN d.id AS id, 't' AS missing
"""

[asks]
analysis   = "requirement-gaps"
parameters = { at = "$today", aspect = "t", limit = 100000 }
finds      = { certain = true, falls_short = ["hours", "uptime"] }
unknowns   = { possible = true }
missing    = "rto_h"
wrong      = "falls_short"

[messages.hours]
sv = "{name} tål {mtpd_h} timmars avbrott, men är med allt den behöver tillbaka först efter {restored_low_h} timmar."
en = "{name} tolerates {mtpd_h} hours of disruption, but with all it needs is back after {restored_low_h} hours only."
[messages.uptime]
sv = "{name} ska ha tillgänglighet {required_low}, men är tillsammans med allt den behöver för ofta ur drift för det."
en = "{name} is to have availability {required_low}, but together with all it needs is away too often for that."
# Four hours are tolerated; the database comes back after eight.
[[example]]
graph = [
  "alarm:DigitalService {t: 3, mtpd_h: 4} -DEPENDS_ON-> care:System {lifecycle: live, rto_h: 1} -DEPENDS_ON-> base:System {lifecycle: live, rto_h: 8}",
]
finds = ["alarm", "care", "base"]

[[example]]
graph = ["alarm:DigitalService {t: 1, mtpd_h: 24, failure_probability: 0, repair_h: 1}"]
finds = []

# Eight hours are tolerated and no level is required: the database is back in time.
[[example]]
graph = ["alarm:DigitalService {t: 0, mtpd_h: 8, failure_probability: 0, repair_h: 1} -DEPENDS_ON-> base:System {lifecycle: live, t: 0, rto_h: 8, failure_probability: 0}"]
finds = []

# Back in an hour, but away every tenth of the time.
[[example]]
graph = ["alarm:DigitalService {t: 3, mtpd_h: 4, rto_h: 1, failure_probability: 0.1}"]
finds = ["alarm"]

# Nobody says how long the database takes.
[[example]]
graph = ["alarm:DigitalService {t: 3, mtpd_h: 4, rto_h: 1, failure_probability: 0} -DEPENDS_ON-> base:System {lifecycle: live, failure_probability: 0}"]
finds = []
unknown = ["alarm", "base"]
*/
