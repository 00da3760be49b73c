/*
title      = { sv = "Nät för sensorer och styrsystem är skilda från administrativa system av en spärr", en = "Networks of sensors and control systems are kept from administrative systems by a barrier" }
severity   = "error"
source     = "IOT-02"
subject    = "NetworkZone"
why        = { sv = "Utan spärr kan den som tagit sig in i en sensor gå vidare till verksamhetssystemen, och den som tagit sig in i kontorsnätet styra pumpar och signaler. Det gäller åt båda hållen.", en = "Without a barrier whoever got into a sensor can go on to the business systems, and whoever got into the office network can steer pumps and signals. It holds both ways." }
fix        = { sv = "Sätt en brandvägg, gateway eller datadiod mellan näten, eller ta bort kopplingen; nätägaren ansvarar.", en = "Put a firewall, gateway or data diode between the networks, or take the link away; who owns the network answers for it." }

[asks]
analysis   = "open-zones"
parameters = { at = "$today", least_level = "$least_level" }
asked      = { open = ["yes", "no", "unknown"] }
finds      = { open = "yes" }
unknowns   = { open = "unknown" }
missing    = "barrier"
others     = ["into"]
wrong      = "how"

[parameters]
least_level = 2      # of the systems that are to be kept apart

[messages.way]
sv = "Från {name} når man {into} utan spärr, och där {systems} system, bland dem {examples} (högsta nivå {level})."
en = "From {name} one gets to {into} past no barrier, and there to {systems} systems, {examples} among them (highest level {level})."
[messages.shared]
sv = "I {name} sitter sensorer eller styrsystem i samma nät som {systems} verksamhetssystem, bland dem {examples} (högsta nivå {level})."
en = "In {name} sensors or control systems are in one network with {systems} business systems, {examples} among them (highest level {level})."

[[example]]
graph = [
  "water:NetworkZone {ot: yes} -CONNECTED_TO {barrier: none}-> office:NetworkZone",
  "crm:System {system_kind: business, k: 2, r: 2, t: 1, s: 1} -CONNECTED_TO-> office",
]
finds = ["water + office"]

[[example]]
graph = [
  "water:NetworkZone {ot: yes} -CONNECTED_TO {barrier: firewall}-> office:NetworkZone",
  "crm:System {system_kind: business, k: 2, r: 2, t: 1, s: 1} -CONNECTED_TO-> office",
]
finds = []

# Two steps, the other way round, and by a network that has sensors in it.
[[example]]
graph = [
  "office:NetworkZone -CONNECTED_TO {barrier: none}-> field:NetworkZone",
  "field -CONNECTED_TO {barrier: none}-> water:NetworkZone {ot: yes}", "meter:Sensor -CONNECTED_TO-> field",
  "crm:System {system_kind: business, k: 2, r: 2, t: 1, s: 1} -CONNECTED_TO-> office",
]
finds = ["field + office", "water + office"]

# A camera in the office network.
[[example]]
graph = [
  "crm:System {system_kind: business, k: 2, r: 2, t: 1, s: 1} -CONNECTED_TO-> office:NetworkZone",
  "camera:Sensor -CONNECTED_TO-> office",
]
finds = ["office"]

# Nothing of level 2 is there.
[[example]]
graph = [
  "water:NetworkZone {ot: yes} -CONNECTED_TO {barrier: none}-> office:NetworkZone",
  "menu:System {system_kind: business, k: 0, r: 1, t: 1, s: 0} -CONNECTED_TO-> office",
]
finds = []

# The link was taken away.
[[example]]
graph = [
  "water:NetworkZone {ot: yes} -CONNECTED_TO {barrier: none, valid_to: 2026-06-29}-> office:NetworkZone",
  "office -CONNECTED_TO {barrier: firewall}-> net:NetworkZone",
  "crm:System {system_kind: business, k: 2, r: 2, t: 1, s: 1} -CONNECTED_TO-> office",
]
finds = []

# Nobody says whether there is a barrier.
[[example]]
graph = [
  "water:NetworkZone {ot: yes} -CONNECTED_TO-> office:NetworkZone",
  "crm:System {system_kind: business, k: 2, r: 2, t: 1, s: 1} -CONNECTED_TO-> office",
]
finds = []
unknown = ["water"]
*/
