/*
title      = { sv = "Sekretessbelagda uppgifter är klassade för det och lämnas ut med stöd", en = "Secret information is classified as such, and is disclosed on a legal basis" }
severity   = "warning"
source     = "SEK-01"
subject    = "InformationAsset"
why        = { sv = "Sekretess gäller även mellan myndigheter, också i samma stad. Den som lämnar ut utan stöd bryter tystnadsplikten, och låg klassning gör att ingen märker det.", en = "Secrecy holds between authorities too, also in one city. Who discloses without a basis breaks the duty of confidentiality, and a low classification keeps anybody from noticing." }
fix        = { sv = "Höj klassningen i K, eller ta bort sekretessgrunden om den är fel. Skriv in den sekretessbrytande bestämmelsen på flödet (disclosure_basis), eller avsluta det; fråga juristen.", en = "Raise the classification in K, or remove the basis of secrecy if it is wrong. Enter the provision that breaks secrecy on the flow (disclosure_basis), or end it; ask the lawyer." }
population = """
MATCH (a:InformationAsset)
WHERE a.secrecy_basis IS NOT NULL
AND (a.valid_from IS NULL OR a.valid_from <= $today) AND (a.valid_to IS NULL OR a.valid_to >= $today)
RETURN count(a) AS count
"""
unknown    = """
MATCH (a:InformationAsset)
WHERE a.secrecy_basis IS NOT NULL AND coalesce(a.k, 0) < 2 AND coalesce(a.k_high, a.k, 4) >= 2
AND (a.valid_from IS NULL OR a.valid_from <= $today) AND (a.valid_to IS NULL OR a.valid_to >= $today)
RETURN a.id AS id, 'k' AS missing
"""

[asks]
analysis   = "disclosures"
parameters = { at = "$today", limit = 100000 }
finds      = { violation = "yes" }
unknowns   = { violation = "unknown" }
others     = ["receiver", "sender"]
missing    = "missing"
wrong      = "wrong"

[messages.level]
sv = "{name} omfattas av sekretess ({basis}), men är klassad högst K {k}."
en = "{name} is secret ({basis}), but is classified K {k} at most."
[messages.disclosed]
sv = "{name} ({secrecy_basis}) lämnas från {sender} till {receiver} utan angiven sekretessbrytande grund."
en = "{name} ({secrecy_basis}) goes from {sender} to {receiver}, and no basis for disclosing it is stated."

# 2026-06-30. Two boards; somebody states the basis of what is disclosed, and not here.
[[example]]
graph = ["files:InformationAsset {secrecy_basis: OSL 26 kap., k: 1}"]
finds = ["files"]

[[example]]
graph = ["files:InformationAsset {secrecy_basis: OSL 26 kap., k: 2}", "news:InformationAsset {k: 0}", "old:InformationAsset {secrecy_basis: OSL 26 kap., k: 0, valid_to: 2025-12-31}"]
finds = []

[[example]]
graph = [
  "care:System -OWNED_BY-> ann:Role -BELONGS_TO-> social:Organisation {kind: board}",
  "school:System -OWNED_BY-> unit:Organisation {kind: department} -PART_OF-> schools:Organisation {kind: board}",
  "care -FLOW {carries: [files]}-> school", "files:InformationAsset {secrecy_basis: OSL 26 kap., k: 3}",
  "care -FLOW {carries: [news], disclosure_basis: OSL 10 kap. 27}-> school", "news:InformationAsset {secrecy_basis: OSL 26 kap., k: 3}",
]
finds = ["files + school + care"]

# By an exchange that a third party runs: who sends and who gets it in the end decides.
[[example]]
graph = [
  "care:System -OWNED_BY-> ann:Role -BELONGS_TO-> social:Organisation {kind: board}",
  "school:System -OWNED_BY-> schools:Organisation {kind: board}",
  "care -FLOW {carries: [files]}-> exchange:Integration -FLOW-> school", "exchange -OWNED_BY-> it:Organisation {kind: executive_board}",
  "files:InformationAsset {secrecy_basis: OSL 26 kap., k: 3}",
  "care -FLOW-> letter:Integration -FLOW-> school", "letter -CARRIES-> note:InformationAsset {secrecy_basis: OSL 26 kap., k: 3}",
  "school -FLOW {disclosure_basis: OSL 10 kap. 2}-> care",
]
finds = ["files + school + care", "note + school + care"]

# Within one board, and a flow that has ended.
[[example]]
graph = [
  "care:System -OWNED_BY-> ann:Role -BELONGS_TO-> social:Organisation {kind: board}", "home:System -OWNED_BY-> social",
  "care -FLOW {carries: [files]}-> home", "files:InformationAsset {secrecy_basis: OSL 26 kap., k: 3}",
  "school:System -OWNED_BY-> schools:Organisation {kind: board}", "care -FLOW {carries: [files], valid_to: 2026-06-29}-> school",
  "school -FLOW {disclosure_basis: OSL 10 kap. 2}-> care",
]
finds = []

# Nobody states any basis of disclosure; and one whose confidentiality is open.
[[example]]
graph = [
  "care:System -OWNED_BY-> social:Organisation {kind: board}", "school:System -OWNED_BY-> schools:Organisation {kind: board}",
  "care -FLOW {carries: [files]}-> school", "files:InformationAsset {secrecy_basis: OSL 26 kap., k: 3}",
  "notes:InformationAsset {secrecy_basis: OSL 25 kap.}",
]
finds = []
unknown = ["files", "notes"]
*/
MATCH (a:InformationAsset)
WHERE a.secrecy_basis IS NOT NULL AND coalesce(a.k_high, a.k) < 2
AND (a.valid_from IS NULL OR a.valid_from <= $today) AND (a.valid_to IS NULL OR a.valid_to >= $today)
RETURN a.id AS id, 'level' AS wrong, a.secrecy_basis AS basis, coalesce(a.k_high, a.k) AS k
