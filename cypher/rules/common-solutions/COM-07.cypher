/*
title      = { sv = "Stadens Service Desk är första linjens support, och upphandlingar kräver det", en = "The city's Service Desk is first-line support, and procurements require it" }
severity   = "error"
source     = "COM-07"
subject    = ["System", "Project"]
why        = { sv = "Den som behöver hjälp ska ha en väg in. Flera supporter gör att fel faller mellan stolarna och att ingen ser att de hör ihop.", en = "Whoever needs help is to have one way in. With several, faults fall between them and nobody sees that they belong together." }
fix        = { sv = "Flytta första linjen till Service Desk vid nästa avtal, skriv in kravet i upphandlingen, eller begär undantag av kontrollfunktionen.", en = "Move the first line to the Service Desk with the next contract, write the requirement into the procurement, or ask the control function for an exemption." }
population = """
MATCH (s:System)
WHERE (s.scope IS NULL OR s.scope <> 'external') AND (s.lifecycle IS NULL OR s.lifecycle IN ['pilot', 'live', 'phase_out'])
AND (NOT EXISTS { MATCH (s)-[:USED_BY]->() } OR EXISTS {
  MATCH (s)-[:USED_BY]->(o:Organisation) WHERE o.kind IS NULL OR NOT o.kind IN ['authority', 'supplier']
})
RETURN count(s) AS count
UNION ALL
MATCH (p:Project) WHERE p.project_kind = 'procurement'
RETURN count(p) AS count
"""
unknown    = """
MATCH (s:System)
WHERE (s.scope IS NULL OR s.scope <> 'external') AND (s.lifecycle IS NULL OR s.lifecycle IN ['pilot', 'live', 'phase_out'])
AND (NOT EXISTS { MATCH (s)-[:USED_BY]->() } OR EXISTS {
  MATCH (s)-[:USED_BY]->(o:Organisation) WHERE o.kind IS NULL OR NOT o.kind IN ['authority', 'supplier']
})
AND (s.first_line_support IS NULL OR (
  NOT toLower(s.first_line_support) CONTAINS toLower($service_desk)
  AND (s.lifecycle IS NULL OR s.scope IS NULL OR NOT EXISTS { MATCH (s)-[:USED_BY]->() })
))
RETURN s.id AS id, CASE WHEN s.first_line_support IS NULL THEN 'first_line_support'
  WHEN s.lifecycle IS NULL THEN 'lifecycle' WHEN s.scope IS NULL THEN 'scope' ELSE 'USED_BY' END AS missing
UNION ALL
MATCH (p:Project) WHERE p.project_kind = 'procurement' AND p.service_desk_clause IS NULL
RETURN p.id AS id, 'service_desk_clause' AS missing
"""

[parameters]
service_desk = "Service Desk"

[messages.support]
sv = "{name} har {support} som första linjens support i stället för {service_desk}."
en = "{name} has {support} as its first-line support instead of {service_desk}."
[messages.procurement]
sv = "{name} kräver inte att {service_desk} ska vara första linjens support."
en = "{name} does not require {service_desk} to be first-line support."

[[example]]
graph = ['crm:System {lifecycle: live, scope: local, first_line_support: "Leverantörens kundtjänst"} -USED_BY-> soc:Organisation {kind: administration}']
finds = ["crm"]

[[example]]
graph = [
    'crm:System {lifecycle: live, scope: local, first_line_support: "Stadens service desk"} -USED_BY-> soc:Organisation {kind: administration}',
    'old:System {lifecycle: retired, scope: local, first_line_support: Leverantören} -USED_BY-> soc',
    'reg:System {lifecycle: live, scope: external, first_line_support: Myndigheten} -USED_BY-> soc',
    'bath:System {lifecycle: live, scope: local, first_line_support: Badet} -USED_BY-> guests:TargetGroup',
]
finds = []

[[example]]
graph = [
    "a:Project {project_kind: procurement, service_desk_clause: no}",
    "b:Project {project_kind: procurement, service_desk_clause: yes}",
    "c:Project {project_kind: procurement}",
    "d:Project {project_kind: pilot}",
]
finds = ["a"]
unknown = ["c"]

[[example]]
graph = [
    "crm:System {lifecycle: live, scope: local} -USED_BY-> soc:Organisation {kind: administration}",
    "hr:System {scope: local, first_line_support: Leverantören} -USED_BY-> soc",
    "gis:System {lifecycle: live, scope: local, first_line_support: Leverantören}",
]
finds = []
unknown = ["crm", "hr", "gis"]
*/
MATCH (s:System)
WHERE s.scope <> 'external' AND s.lifecycle IN ['pilot', 'live', 'phase_out']
AND NOT toLower(s.first_line_support) CONTAINS toLower($service_desk)
AND EXISTS { MATCH (s)-[:USED_BY]->(o:Organisation) WHERE o.kind IS NULL OR NOT o.kind IN ['authority', 'supplier'] }
RETURN s.id AS id, 'support' AS wrong, s.first_line_support AS support
UNION ALL
MATCH (p:Project) WHERE p.project_kind = 'procurement' AND p.service_desk_clause = false
RETURN p.id AS id, 'procurement' AS wrong, '' AS support
