/*
title      = { sv = "Projekten är samordnade och lagom många på en gång", en = "Projects are coordinated, and not too many at a time" }
severity   = "error"
source     = "PRJ-01"
subject    = ["Organisation", "Project"]
why        = { sv = "Projekt som ändrar samma system samtidigt river upp varandras arbete, och en verksamhet med för många på en gång hinner inte ta emot något av dem.", en = "Projects that change one system at a time undo each other's work, and an operation with too many at once has no time to receive any." }
fix        = { sv = "Flytta eller slå ihop projekt i den gemensamma planeringen, eller bestäm vem av dem som går först.", en = "Move or merge projects in the common planning, or decide which of them goes first." }
population = """
MATCH (o:Organisation) WHERE (o.kind IS NULL OR NOT o.kind IN ['supplier', 'authority']) AND EXISTS { MATCH (p:Project) WHERE p.id IS NOT NULL }
RETURN o.id AS id
UNION ALL
MATCH (p:Project) RETURN p.id AS id
"""

[parameters]
capacity = 3 # projects at a time, for an organisation that does not state its own

[asks] # what is over is not told
analysis   = "project-collisions"
parameters = { since = "$today", capacity = "$capacity", limit = 100000 }
finds      = { violation = "yes" }
unknowns   = { violation = "unknown" }
missing    = "start"
wrong      = "wrong"
others     = ["projects", "systems"]

[messages.too_many_projects]
sv = "{name} har {peak} projekt på en gång från {first} till {last}, men klarar {capacity}: {project_names}."
en = "{name} has {peak} projects at a time from {first} to {last}, and can carry {capacity}: {project_names}."
[messages.same_system]
sv = "{name} och {project_names} ändrar samma system ({system_names}) mellan {first} och {last}."
en = "{name} and {project_names} change one system ({system_names}) between {first} and {last}."
[messages.dependent_systems]
sv = "{name} och {project_names} ändrar system som behöver varandra ({system_names}) mellan {first} och {last}."
en = "{name} and {project_names} change systems that need each other ({system_names}) between {first} and {last}."
[messages.starts_before_prerequisite_ends]
sv = "{name} börjar {first}, innan {project_names} som ska gå före är klart {last}."
en = "{name} starts on {first}, before {project_names}, which is to go first, ends on {last}."
[messages.precedes_itself]
sv = "{name} ska gå före sig självt, genom {project_names}."
en = "{name} is to go before itself, by way of {project_names}."

[[example]]
graph = [
    "a:Project {start: 2026-07-01, end: 2026-12-31} -CHANGES-> crm:System",
    "b:Project {start: 2026-12-31, end: 2027-06-30} -CHANGES-> crm",
]
finds = ["a + b + crm"]

[[example]] # one after the other; on different systems; over already
graph = [
    "a:Project {start: 2026-07-01, end: 2026-12-31} -CHANGES-> crm:System",
    "b:Project {start: 2027-01-01, end: 2027-06-30} -CHANGES-> crm",
    "c:Project {start: 2026-07-01, end: 2026-12-31} -CHANGES-> gis:System",
    "d:Project {start: 2025-01-01, end: 2025-12-31} -CHANGES-> hr:System",
    "e:Project {start: 2025-01-01, end: 2026-06-29} -CHANGES-> hr",
]
finds = []

[[example]] # systems that need each other
graph = [
    "a:Project {start: 2026-07-01, end: 2026-12-31} -CHANGES-> crm:System -DEPENDS_ON-> login:System",
    "b:Project {start: 2026-07-01, end: 2026-12-31} -DELIVERS-> login",
]
finds = ["a + b + crm + login"]

[[example]] # three at a time is in order, four is not; who can carry one says so
graph = [
    "a:Project {start: 2026-07-01, end: 2026-12-31} -AFFECTS-> social:Organisation {kind: board}",
    "b:Project {start: 2026-07-01, end: 2026-12-31} -AFFECTS-> social",
    "c:Project {start: 2026-07-01, end: 2026-12-31} -AFFECTS-> social",
    "a -AFFECTS-> school:Organisation {kind: board, change_capacity: 1}",
    "d:Project {start: 2026-10-01, end: 2027-12-31} -AFFECTS-> school",
]
finds = ["school + a + d"]

[[example]] # in the wrong order; and round in a ring
graph = [
    "a:Project {start: 2026-07-01, end: 2026-12-31} -PRECEDES-> b:Project {start: 2026-11-01, end: 2027-06-30}",
    "c:Project {start: 2027-01-01, end: 2027-02-01} -PRECEDES-> d:Project {start: 2027-02-01, end: 2027-03-01}",
]
finds = ["b + a"]

[[example]]
graph = [
    "a:Project {start: 2026-07-01, end: 2026-12-31} -PRECEDES-> b:Project {start: 2027-01-01, end: 2027-06-30}",
    "b -PRECEDES-> a",
]
finds = ["a"]

[[example]]
graph = ["a:Project", "b:Project {start: 2026-07-01, end: 2026-12-31}"]
finds = []
unknown = ["a"]
*/
