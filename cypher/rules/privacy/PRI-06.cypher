/*
title      = { sv = "Personuppgiftsincidenter anmäls inom 72 timmar, eller så står det varför inte", en = "Breaches of personal data are notified within 72 hours, or it is recorded why not" }
severity   = "error"
source     = "PRI-06"
subject    = "Incident"
why        = { sv = "Den drabbade kan bara skydda sig om någon säger till, och sen anmälan utan skäl är i sig ett brott mot dataskyddsförordningen (artikel 33).", en = "Those affected can only protect themselves if somebody tells them, and a late notification without a reason is by itself a breach of the GDPR (article 33)." }
fix        = { sv = "Anmäl till Integritetsskyddsmyndigheten och underrätta de drabbade; skriv in hur lång tid det tog, eller skälet till att det dröjde eller inte behövdes. eagraph analyse breach-notice fyller i det som är känt.", en = "Notify the authority for privacy protection and tell those affected; enter how long it took, or why it was late or not needed. eagraph analyse breach-notice fills in what is known." }
population = """
MATCH (i:Incident) WHERE i.personal IS NULL OR i.personal = true RETURN count(i) AS count
"""
unknown    = """
MATCH (i:Incident) WHERE i.personal IS NULL RETURN i.id AS id, 'personal' AS missing
UNION ALL
MATCH (i:Incident)
WHERE i.personal = true AND i.notified_after_h IS NULL AND i.notification_reason IS NULL AND i.detected_on IS NULL
RETURN i.id AS id, 'detected_on' AS missing
UNION ALL
MATCH (i:Incident)
WHERE i.personal = true AND i.notified_after_h IS NULL AND i.notification_reason IS NULL AND i.detected_on < $three_days_ago
AND NOT EXISTS { MATCH (o:Incident) WHERE o.notified_after_h IS NOT NULL OR o.notification_reason IS NOT NULL }
RETURN i.id AS id, 'notified_after_h' AS missing
"""

[parameters]
hours = 72
[dates]
three_days_ago = "-P3D"

[messages.late]
sv = "{name} anmäldes {after} timmar efter upptäckten, utan att skälet är angivet; högst {hours} är tillåtet."
en = "{name} was notified {after} hours after it was detected, and no reason is recorded; at most {hours} are allowed."
[messages.silent]
sv = "{name} upptäcktes {detected} och är inte anmäld, utan att skälet är angivet."
en = "{name} was detected on {detected} and is not notified, and no reason is recorded."

[[example]]
graph = ["letter:Incident {personal: yes, detected_on: 2026-03-01, notified_after_h: 73}"]
finds = ["letter"]

# The last hour; a reason; no personal data.
[[example]]
graph = [
  "letter:Incident {personal: yes, detected_on: 2026-03-01, notified_after_h: 72}",
  "mail:Incident {personal: yes, detected_on: 2026-03-01, notified_after_h: 200, notification_reason: extent unclear}",
  "flood:Incident {personal: no, detected_on: 2026-03-01}",
]
finds = []

# 2026-06-30: detected on the 26th it is late, on the 27th not yet.
[[example]]
graph = [
  "letter:Incident {personal: yes, detected_on: 2026-06-26}", "mail:Incident {personal: yes, detected_on: 2026-06-27}",
  "older:Incident {personal: yes, detected_on: 2026-01-02, notified_after_h: 10}",
]
finds = ["letter"]

# Nobody says whether it is about persons, or when it was detected.
[[example]]
graph = ["letter:Incident {detected_on: 2026-03-01}", "mail:Incident {personal: yes}"]
finds = []
unknown = ["letter", "mail"]

# The register of incidents does not record notifications at all.
[[example]]
graph = ["letter:Incident {personal: yes, detected_on: 2026-03-01}"]
finds = []
unknown = ["letter"]
*/
MATCH (i:Incident)
WHERE i.personal = true AND i.notified_after_h > $hours AND i.notification_reason IS NULL
RETURN i.id AS id, 'late' AS wrong, i.notified_after_h AS after, '' AS detected
UNION ALL
MATCH (i:Incident)
WHERE i.personal = true AND i.notified_after_h IS NULL AND i.notification_reason IS NULL AND i.detected_on < $three_days_ago
AND EXISTS { MATCH (o:Incident) WHERE o.notified_after_h IS NOT NULL OR o.notification_reason IS NOT NULL }
RETURN i.id AS id, 'silent' AS wrong, 0.0 AS after, i.detected_on AS detected
