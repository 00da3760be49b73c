/*
title      = { sv = "Digitala tjänster har ansvarig utgivare, gemensamt formspråk och granskad kvalitet", en = "Digital services have a responsible publisher, the common design and reviewed quality" }
severity   = "error"
source     = "OWN-08"
subject    = "DigitalService"
why        = { sv = "Den som möter staden digitalt ska känna igen avsändaren och veta vem som svarar för innehållet. Annars går det inte att skilja stadens tjänster från bluffsidor, och fel rättas inte.", en = "Whoever meets the city digitally should recognise it and know who answers for the content. Else the city's services cannot be told from frauds, and errors are not corrected." }
fix        = { sv = "Ange ansvarig utgivare i tjänsten, bygg om den i stadens formspråk och boka en kvalitetsgranskning. Fråga tjänstens ägare.", en = "Name the responsible publisher in the service, rebuild it in the city's design and book a quality review. Ask the owner of the service." }
population = """
MATCH (d:DigitalService)
WHERE (d.valid_to IS NULL OR d.valid_to >= $today) AND (d.audience IS NULL OR any(a IN $public WHERE a IN d.audience))
RETURN count(d) AS count
"""
unknown    = """
MATCH (d:DigitalService) WHERE (d.valid_to IS NULL OR d.valid_to >= $today) AND d.audience IS NULL
RETURN d.id AS id, 'audience' AS missing
UNION ALL
MATCH (d:DigitalService)
WHERE (d.valid_to IS NULL OR d.valid_to >= $today) AND any(a IN $public WHERE a IN d.audience)
AND NOT EXISTS { MATCH (other:DigitalService) WHERE other.publisher IS NOT NULL }
RETURN d.id AS id, 'publisher' AS missing
UNION ALL
MATCH (d:DigitalService)
WHERE (d.valid_to IS NULL OR d.valid_to >= $today) AND any(a IN $public WHERE a IN d.audience)
AND NOT EXISTS { MATCH (other:DigitalService) WHERE other.design_profile IS NOT NULL }
RETURN d.id AS id, 'design_profile' AS missing
UNION ALL
MATCH (d:DigitalService)
WHERE (d.valid_to IS NULL OR d.valid_to >= $today) AND any(a IN $public WHERE a IN d.audience)
AND NOT EXISTS { MATCH (other:DigitalService) WHERE other.quality_review IS NOT NULL }
RETURN d.id AS id, 'quality_review' AS missing
"""

[messages.publisher]
sv = "{name} har ingen ansvarig utgivare."
en = "{name} has no responsible publisher."
[messages.design]
sv = "{name} följer inget angivet formspråk."
en = "{name} follows no stated design."
[messages.quality]
sv = "{name} har inte kvalitetsgranskats."
en = "The quality of {name} has not been reviewed."

[parameters]
public = ["resident", "business", "visitor"]

[[example]]
graph = [
  "permit:DigitalService {audience: [resident], publisher: Ann, design_profile: Staden, quality_review: 2025-10-01}",
  "staff:DigitalService {audience: [employee]}",
]
finds = []

[[example]]
graph = [
  "permit:DigitalService {audience: [resident], publisher: Ann, design_profile: Staden, quality_review: 2025-10-01}",
  "queue:DigitalService {audience: [resident, employee], design_profile: Staden, quality_review: 2025-10-01}",
  "fault:DigitalService {audience: [visitor], publisher: Ann, quality_review: 2025-10-01}",
  "pay:DigitalService {audience: [business], publisher: Ann, design_profile: Staden}",
  "gone:DigitalService {audience: [business], valid_to: 2026-06-29}",
]
finds = ["fault", "pay", "queue"]

[[example]]
graph = ["permit:DigitalService {audience: [resident], publisher: Ann}", "queue:DigitalService"]
finds = []
unknown = ["permit", "queue"]
*/
MATCH (d:DigitalService)
WHERE (d.valid_to IS NULL OR d.valid_to >= $today) AND any(a IN $public WHERE a IN d.audience) AND d.publisher IS NULL
AND EXISTS { MATCH (other:DigitalService) WHERE other.publisher IS NOT NULL }
RETURN d.id AS id, 'publisher' AS wrong
UNION ALL
MATCH (d:DigitalService)
WHERE (d.valid_to IS NULL OR d.valid_to >= $today) AND any(a IN $public WHERE a IN d.audience) AND d.design_profile IS NULL
AND EXISTS { MATCH (other:DigitalService) WHERE other.design_profile IS NOT NULL }
RETURN d.id AS id, 'design' AS wrong
UNION ALL
MATCH (d:DigitalService)
WHERE (d.valid_to IS NULL OR d.valid_to >= $today) AND any(a IN $public WHERE a IN d.audience) AND d.quality_review IS NULL
AND EXISTS { MATCH (other:DigitalService) WHERE other.quality_review IS NOT NULL }
RETURN d.id AS id, 'quality' AS wrong
