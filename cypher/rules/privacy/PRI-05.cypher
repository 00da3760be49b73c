/*
title      = { sv = "Personuppgifter raderas när de ska, överallt där de finns", en = "Personal data are erased when they have to be, wherever they are" }
severity   = "error"
source     = "PRI-05"
subject    = ["System", "DigitalService", "Device", "Facility"]
why        = { sv = "Uppgifter som ligger kvar utan grund är olagliga, och en kopia som ingen rutin når fylls på nytt i det som redan raderats.", en = "Data that remain without a basis are unlawful, and a copy that no routine reaches fills again what was erased." }
fix        = { sv = "Låt gallringsrutinen omfatta systemet, eller dokumentera varför det ska arkiveras. Radera i den ordning som eagraph analyse personal-data visar: källan först.", en = "Let the routine for erasure cover the system, or document why it has to be archived. Erase in the order that eagraph analyse personal-data shows: the source first." }

[asks]
analysis   = "personal-data"
parameters = { at = "$today", limit = 1000000 }
asked      = { erasure_covered = ["yes", "no", "basis_ended", "unknown"] }
finds      = { erasure_covered = ["no", "basis_ended"] }
unknowns   = { erasure_covered = "unknown" }
missing    = "routine_kind"
wrong      = "erasure_covered"

[messages.no]
sv = "{name} har {asset_name}, och ingen rutin för radering når dit."
en = "{name} has {asset_name}, and no routine for erasure reaches there."
[messages.basis_ended]
sv = "{name} har {asset_name} kvar fast den lagliga grunden har upphört."
en = "{name} still has {asset_name} although its legal basis has ended."

[[example]]
graph = [
  "crm:System -HOLDS-> customers:InformationAsset {personal: yes}", "crm -FLOW {carries: [customers], mode: replicate}-> news:System",
  "purge:Evidence {evidence_kind: routine, routine_kind: erasure} -ABOUT-> crm",
]
finds = ["news"]

# Erased, or archived by decision.
[[example]]
graph = [
  "crm:System -HOLDS-> customers:InformationAsset {personal: yes}", "purge:Evidence {evidence_kind: routine, routine_kind: erasure} -ABOUT-> crm",
  "diary:System -HOLDS-> cases:InformationAsset {personal: yes}", "keep:Evidence {evidence_kind: policy, archive_exception: DHP 12} -ABOUT-> diary",
]
finds = []

# The permission ended yesterday; the other ends today.
[[example]]
graph = [
  "cam:System -HOLDS-> films:InformationAsset {personal: yes}",
  "permit:Evidence {evidence_kind: processing, legal_basis: 6.1 e, basis_ends: 2026-06-29} -ABOUT-> cam",
  "eye:System -HOLDS-> scenes:InformationAsset {personal: yes}",
  "other:Evidence {evidence_kind: processing, legal_basis: 6.1 e, basis_ends: 2026-06-30} -ABOUT-> eye",
  "purge:Evidence {evidence_kind: routine, routine_kind: erasure} -ABOUT-> eye", "purge -ABOUT-> cam",
]
finds = ["cam"]

# Nobody records routines for erasure.
[[example]]
graph = ["crm:System -HOLDS-> customers:InformationAsset {personal: yes}"]
finds = []
unknown = ["crm"]
*/
