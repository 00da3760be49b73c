/*
title      = { sv = "Den enskilde kan få veta vad som finns om honom eller henne, överallt där det finns", en = "A person can be told what is held about him or her, wherever it is" }
severity   = "error"
source     = "PRI-04"
subject    = ["System", "DigitalService", "Device", "Facility"]
why        = { sv = "Ett registerutdrag är fel om det bara omfattar det system man tänkte på. Uppgifterna finns också där flödena har lagt dem.", en = "A register extract is wrong if it covers only the system one thought of. The data are also where flows have put them." }
fix        = { sv = "Låt rutinen för registerutdrag omfatta systemet – direkt, genom förvaltningsobjektet eller för hela nämnden – eller ta bort kopian.", en = "Let the routine for register extracts cover the system – directly, by its management object or for the whole board – or remove the copy." }
message    = { sv = "{name} har {asset_name}, och ingen rutin för registerutdrag når dit.", en = "{name} has {asset_name}, and no routine for telling a person reaches there." }

[asks]
analysis   = "personal-data"
parameters = { at = "$today", limit = 1000000 }
asked      = { access_covered = ["yes", "no", "unknown"] }
finds      = { access_covered = "no" }
unknowns   = { access_covered = "unknown" }
missing    = "routine_kind"

[[example]]
graph = [
  "crm:System -HOLDS-> customers:InformationAsset {personal: yes}", "crm -FLOW {carries: [customers], mode: replicate}-> news:System",
  "extract:Evidence {evidence_kind: routine, routine_kind: access} -ABOUT-> crm",
]
finds = ["news"]

# For the whole board; and one that only looks it up keeps nothing.
[[example]]
graph = [
  "crm:System -HOLDS-> customers:InformationAsset {personal: yes}", "crm -FLOW {carries: [customers], mode: read}-> desk:System",
  "extract:Evidence {evidence_kind: routine, routine_kind: access} -ABOUT-> board:Organisation {kind: board}", "crm -OWNED_BY-> board",
]
finds = []

# The routine ended.
[[example]]
graph = [
  "crm:System -HOLDS-> customers:InformationAsset {personal: yes}",
  "extract:Evidence {evidence_kind: routine, routine_kind: access, valid_to: 2026-06-29} -ABOUT-> crm",
]
finds = ["crm"]

# A routine that does not say what it is for.
[[example]]
graph = [
  "crm:System -HOLDS-> customers:InformationAsset {personal: yes}", "some:Evidence {evidence_kind: routine} -ABOUT-> crm",
]
finds = []
unknown = ["crm"]

# Nobody records routines for access.
[[example]]
graph = ["crm:System -HOLDS-> customers:InformationAsset {personal: yes}"]
finds = []
unknown = ["crm"]
*/
