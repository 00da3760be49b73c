/*
title      = { sv = "Upphandlingar säger hur gemensamma funktioner återanvänds", en = "Procurements say how common functions are reused" }
severity   = "error"
source     = "COM-05"
subject    = "Project"
why        = { sv = "Det som inte står i kravställningen köps en gång till: en inloggning, ett arkiv eller en signeringstjänst som staden redan har.", en = "What the requirements do not say is bought once more: a login, an archive or a signature service that the city has already." }
fix        = { sv = "Skriv i kravställningen vilka gemensamma funktioner som ska användas, en för en, innan upphandlingen annonseras.", en = "Write into the requirements which common functions are to be used, one by one, before the procurement is announced." }
population = """
MATCH (p:Project) WHERE p.project_kind = 'procurement' AND (
  NOT EXISTS { MATCH (p)-[:DELIVERS|CHANGES]->(:System) }
  OR EXISTS { MATCH (p)-[:DELIVERS|CHANGES]->(s:System) WHERE s.scope IS NULL OR s.scope <> 'common' }
)
RETURN count(p) AS count
"""
unknown    = """
MATCH (p:Project) WHERE p.project_kind = 'procurement' AND p.reuse_statement IS NULL AND p.required_functions IS NULL
AND NOT EXISTS { MATCH (other:Project) WHERE other.reuse_statement IS NOT NULL } AND (
  NOT EXISTS { MATCH (p)-[:DELIVERS|CHANGES]->(:System) }
  OR EXISTS { MATCH (p)-[:DELIVERS|CHANGES]->(s:System) WHERE s.scope IS NULL OR s.scope <> 'common' }
)
RETURN p.id AS id, 'reuse_statement' AS missing
UNION ALL
MATCH (p:Project) WHERE p.project_kind = 'procurement' AND p.reuse_statement IS NOT NULL AND p.required_functions IS NULL
AND NOT EXISTS { MATCH (p)-[:DELIVERS|CHANGES]->(s:System) WHERE s.required_functions IS NOT NULL } AND (
  NOT EXISTS { MATCH (p)-[:DELIVERS|CHANGES]->(:System) }
  OR EXISTS { MATCH (p)-[:DELIVERS|CHANGES]->(s:System) WHERE s.scope IS NULL OR s.scope <> 'common' }
)
RETURN p.id AS id, 'required_functions' AS missing
"""

[parameters] # words of a statement that speak of a function; regular expressions, in lower case
login = "(?s).*(inlogg|login|legitim|identitet|identity|single sign).*"
e_signature = "(?s).*(e_signature|underskrift|signatur|signering).*"
integration = ".*integration.*"
archive = "(?s).*(arkiv|archive).*"
my_pages = "(?s).*(my_pages|mina sidor|my pages).*"
payment = "(?s).*(betal|payment).*"
service_desk = "(?s).*(service_desk|service desk|servicedesk).*"

[messages.none]
sv = "{name} säger inget om hur gemensamma funktioner ska återanvändas."
en = "{name} says nothing of how common functions are to be reused."
[messages.login]
sv = "{name} behöver inloggning men säger inget om den gemensamma."
en = "{name} needs login and says nothing of the common one."
[messages.e_signature]
sv = "{name} behöver e-underskrift men säger inget om den gemensamma tjänsten."
en = "{name} needs e-signatures and says nothing of the common service."
[messages.integration]
sv = "{name} behöver integrationer men säger inget om den gemensamma integrationsplattformen."
en = "{name} needs integrations and says nothing of the common integration platform."
[messages.archive]
sv = "{name} behöver arkivering men säger inget om det gemensamma arkivet."
en = "{name} needs archiving and says nothing of the common archive."
[messages.my_pages]
sv = "{name} behöver Mina sidor men säger inget om den gemensamma tjänsten."
en = "{name} needs My pages and says nothing of the common service."
[messages.payment]
sv = "{name} behöver ta betalt men säger inget om den gemensamma betaltjänsten."
en = "{name} needs payment and says nothing of the common payment service."
[messages.service_desk]
sv = "{name} behöver support men säger inget om den gemensamma Service Desk."
en = "{name} needs support and says nothing of the common Service Desk."

[[example]]
graph = ['p:Project {project_kind: procurement, required_functions: [login, archive], reuse_statement: "Stadens inloggning och e-arkiv ska användas."}']
finds = []

[[example]]
graph = ["p:Project {project_kind: procurement, required_functions: [login]}"]
finds = ["p"]

[[example]] # what the system that is bought needs counts too
graph = [
    'p:Project {project_kind: procurement, required_functions: [login], reuse_statement: "Stadens inloggning ska användas."}',
    "p -DELIVERS-> crm:System {scope: local, required_functions: [login, e_signature, my_pages]}",
]
finds = ["p"]

[[example]] # every function has its words
graph = ['p:Project {project_kind: procurement, required_functions: [integration, archive, payment, service_desk], reuse_statement: "Inga."}']
finds = ["p"]

[[example]] # of what is bought for all nothing is asked, nor of what is not bought
graph = [
    "p:Project {project_kind: procurement, required_functions: [login]} -DELIVERS-> crm:System {scope: common}",
    "q:Project {project_kind: pilot, required_functions: [login]}",
]
finds = []

[[example]] # others keep such statements
graph = [
    'p:Project {project_kind: procurement, required_functions: [login], reuse_statement: "Gemensam inloggning."}',
    "q:Project {project_kind: procurement}",
]
finds = ["q"]

[[example]]
graph = ["p:Project {project_kind: procurement}"]
finds = []
unknown = ["p"]

[[example]]
graph = ['p:Project {project_kind: procurement, reuse_statement: "Allt gemensamt som går."}']
finds = []
unknown = ["p"]
*/
MATCH (p:Project) WHERE p.project_kind = 'procurement' AND p.reuse_statement IS NULL
AND (p.required_functions IS NOT NULL OR EXISTS { MATCH (other:Project) WHERE other.reuse_statement IS NOT NULL }) AND (
  NOT EXISTS { MATCH (p)-[:DELIVERS|CHANGES]->(:System) }
  OR EXISTS { MATCH (p)-[:DELIVERS|CHANGES]->(s:System) WHERE s.scope IS NULL OR s.scope <> 'common' }
)
RETURN p.id AS id, 'none' AS wrong
UNION
MATCH (p:Project) WHERE p.project_kind = 'procurement' AND p.reuse_statement IS NOT NULL AND (
  NOT EXISTS { MATCH (p)-[:DELIVERS|CHANGES]->(:System) }
  OR EXISTS { MATCH (p)-[:DELIVERS|CHANGES]->(s:System) WHERE s.scope IS NULL OR s.scope <> 'common' }
)
UNWIND p.required_functions AS needed
WITH p, needed, CASE needed WHEN 'login' THEN $login WHEN 'e_signature' THEN $e_signature WHEN 'integration' THEN $integration
  WHEN 'archive' THEN $archive WHEN 'my_pages' THEN $my_pages WHEN 'payment' THEN $payment
  WHEN 'service_desk' THEN $service_desk ELSE '.*' END AS words
WHERE NOT toLower(p.reuse_statement) =~ words
RETURN p.id AS id, needed AS wrong
UNION
MATCH (p:Project)-[:DELIVERS|CHANGES]->(s:System)
WHERE p.project_kind = 'procurement' AND p.reuse_statement IS NOT NULL AND (s.scope IS NULL OR s.scope <> 'common')
UNWIND s.required_functions AS needed
WITH p, needed, CASE needed WHEN 'login' THEN $login WHEN 'e_signature' THEN $e_signature WHEN 'integration' THEN $integration
  WHEN 'archive' THEN $archive WHEN 'my_pages' THEN $my_pages WHEN 'payment' THEN $payment
  WHEN 'service_desk' THEN $service_desk ELSE '.*' END AS words
WHERE NOT toLower(p.reuse_statement) =~ words
RETURN p.id AS id, needed AS wrong
