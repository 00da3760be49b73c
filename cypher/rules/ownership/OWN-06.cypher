/*
title      = { sv = "Den som förvaltar ett system har dialog med alla berörda informationsägare", en = "Whoever manages a system keeps up a dialogue with every affected information owner" }
severity   = "error"
source     = "OWN-06"
subject    = "System"
why        = { sv = "Information flödar långt från den som äger den. Utan dialog vet informationsägaren inte att uppgifterna finns i systemet, och förvaltaren vet inte hur känsliga de är.", en = "Information flows far from its owner. Without a dialogue the information owner does not know that the data are in the system, and its manager does not know how sensitive they are." }
fix        = { sv = "Ta kontakt med informationsägaren, gå igenom vilka uppgifter som finns i systemet och anteckna dialogen med datum.", en = "Contact the information owner, go through which data are in the system and note the dialogue with its date." }
population = """
MATCH (s:System) WHERE s.lifecycle IS NULL OR s.lifecycle IN ['pilot', 'live', 'phase_out']
RETURN s.id AS id
"""
unknown    = """
MATCH (s:System) WHERE s.lifecycle IS NULL
RETURN s.id AS id, 'lifecycle' AS missing
"""

[messages.no_dialogue]
sv = "{name} innehåller {asset_names}. Ingen dialog med {owner} är antecknad."
en = "{name} contains {asset_names}. No dialogue with {owner} is on record."
[messages.dialogue_too_old]
sv = "{name} innehåller {asset_names}. Den senaste dialogen med {owner} fördes {last}."
en = "{name} contains {asset_names}. The last dialogue with {owner} was held on {last}."

[parameters]
months = 12

[asks]
analysis   = "dialogue-lists"
parameters = { at = "$today", months = "$months", limit = 100000 }
finds      = { violation = "yes" }
unknowns   = { violation = "unknown" }
wrong      = "wrong"
missing    = "wrong"
others     = ["owner"]

[[example]]
graph = [
  "register:System {lifecycle: live} -HOLDS-> cases:InformationAsset -OWNED_BY-> ann:Role",
  "register -FLOW {carries: [cases]}-> export:Integration -FLOW {carries: [cases]}-> portal:System {lifecycle: live}",
  "portal -OWNED_BY-> bo:Role", "register -OWNED_BY-> ann",
  "talk:Evidence {evidence_kind: dialogue, date: 2026-02-01} -ABOUT-> other:System {lifecycle: live}",
]
finds = ["portal + ann"]

[[example]]
graph = [
  "register:System {lifecycle: live} -HOLDS-> cases:InformationAsset -OWNED_BY-> ann:Role",
  "register -FLOW {carries: [cases]}-> portal:System {lifecycle: live}",
  "talk:Evidence {evidence_kind: dialogue, date: 2025-06-30} -ABOUT-> portal", "talk -ABOUT-> cases", "talk -ABOUT-> register",
]
finds = []

[[example]]
graph = [
  "portal:System {lifecycle: live} -HOLDS-> cases:InformationAsset -OWNED_BY-> ann:Role",
  "talk:Evidence {evidence_kind: dialogue, date: 2025-06-29} -ABOUT-> portal", "talk -ABOUT-> ann",
]
finds = ["portal + ann"]

[[example]]
graph = ["portal:System {lifecycle: live} -HOLDS-> cases:InformationAsset -OWNED_BY-> ann:Role", "new:System"]
finds = []
unknown = ["new", "portal"]
*/
