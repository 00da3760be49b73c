/*
title      = { sv = "Den som styr en enhet är så riktig som enheten kräver", en = "What commands a device is as trustworthy as the device requires" }
severity   = "warning"
source     = "IOT-04"
subject    = "System"
why        = { sv = "Ett styrkommando som bygger på felaktiga uppgifter öppnar fel ventil. Det hjälper inte att enheten själv är skyddad om den lyder ett system som inte är det.", en = "A command that rests on wrong data opens the wrong valve. It does not help that the device itself is protected if it obeys a system that is not." }
fix        = { sv = "Höj skyddet mot förvanskning i det system som styr och i det som det får sina uppgifter från, eller låt enheten kontrollera kommandot oberoende.", en = "Raise the protection against distortion in the system that commands and in what it gets its data from, or let the device validate the command independently." }
message    = { sv = "{name} styr enheter och behöver riktighet {required_low}, men den uppgår till högst {assured_high}.", en = "{name} commands devices and needs integrity {required_low}, but has {assured_high} at most." }
population = """
MATCH (s:System)-[f:FLOW]->(d:Device)
WHERE f.mode = 'command' AND (f.valid_from IS NULL OR f.valid_from <= $today) AND (f.valid_to IS NULL OR f.valid_to >= $today)
RETURN DISTINCT s.id AS id
UNION ALL
MATCH (s:System)-[f:FLOW]->(i:Integration)
WHERE f.mode = 'command' AND (f.valid_from IS NULL OR f.valid_from <= $today) AND (f.valid_to IS NULL OR f.valid_to >= $today)
MATCH (i)-[g:FLOW]->(d:Device)
WHERE (g.valid_from IS NULL OR g.valid_from <= $today) AND (g.valid_to IS NULL OR g.valid_to >= $today)
RETURN DISTINCT s.id AS id
"""

[asks]
analysis   = "requirement-gaps"
parameters = { at = "$today", aspect = "r", limit = 100000 }
finds      = { certain = true }
unknowns   = { possible = true }
missing    = "PROTECTS"

[[example]]
graph = [
  "scada:System -FLOW {mode: command, carries: [opening]}-> valve:Device -HOLDS {how: processed}-> opening:InformationAsset {r: 3}",
  "password:Control {aspects: [r], grade: 1, status: implemented} -PROTECTS-> scada",
]
finds = ["scada"]

[[example]]
graph = [
  "scada:System -FLOW {mode: command, carries: [opening]}-> valve:Device -HOLDS {how: processed}-> opening:InformationAsset {r: 3}",
  "signing:Control {aspects: [r], grade: 4, status: implemented} -PROTECTS-> scada",
]
finds = []

# A system that only reads its meters commands nothing.
[[example]]
graph = [
  "scada:System -FLOW {mode: update, carries: [opening]}-> valve:Device -HOLDS {how: processed}-> opening:InformationAsset {r: 3}",
  "password:Control {aspects: [r], grade: 1, status: implemented} -PROTECTS-> scada",
]
finds = []

[[example]]
graph = ["scada:System -FLOW {mode: command, carries: [opening]}-> valve:Device -HOLDS {how: processed}-> opening:InformationAsset {r: 3}"]
finds = []
unknown = ["scada"]
*/
