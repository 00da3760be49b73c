/*
title      = { sv = "Elektroniska underskrifter går genom den gemensamma tjänsten", en = "Electronic signatures go through the common service" }
severity   = "error"
source     = "COM-09"
subject    = "System"
why        = { sv = "En underskrift som skapas på egen väg kan vara ogiltig, eller omöjlig att kontrollera när ärendet prövas eller arkiveras.", en = "A signature made some other way may be void, or impossible to verify when the case is tried or archived." }
fix        = { sv = "Anslut systemet till den gemensamma underskriftstjänsten och avveckla den egna, eller begär undantag av kontrollfunktionen.", en = "Connect the system to the common signature service and retire its own, or ask the control function for an exemption." }
population = """
MATCH (s:System)
WHERE (s.lifecycle IS NULL OR s.lifecycle IN ['pilot', 'live', 'phase_out']) AND (s.scope IS NULL OR s.scope <> 'external')
AND (s.common_function IS NULL OR s.scope IS NULL OR NOT (s.common_function = 'e_signature' AND s.scope = 'common'))
RETURN count(s) AS count
"""
unknown    = """
MATCH (s:System)
WHERE (s.lifecycle IS NULL OR s.lifecycle IN ['pilot', 'live', 'phase_out']) AND (s.scope IS NULL OR s.scope <> 'external')
AND (s.common_function IS NULL OR s.scope IS NULL OR NOT (s.common_function = 'e_signature' AND s.scope = 'common'))
AND (s.required_functions IS NULL OR (('e_signature' IN s.required_functions OR s.common_function = 'e_signature') AND (
  s.lifecycle IS NULL OR s.scope IS NULL OR NOT EXISTS {
    MATCH (c:System) WHERE c.common_function = 'e_signature' AND c.scope = 'common'
    AND (c.lifecycle IS NULL OR c.lifecycle IN ['pilot', 'live', 'phase_out'])
  }
)))
RETURN s.id AS id, CASE WHEN s.required_functions IS NULL THEN 'required_functions' WHEN s.lifecycle IS NULL THEN 'lifecycle'
  WHEN s.scope IS NULL THEN 'scope' ELSE 'common_function' END AS missing
"""

[parameters] # names of the capability, as a regular expression in lower case
signing = ".*(underskrift|e-signatur|elektronisk signatur|elektroniska signatur|e-signature|electronic signature).*"

[messages.unconnected]
sv = "{name} behöver elektroniska underskrifter men använder inte {service}."
en = "{name} needs electronic signatures and does not use {service}."
[messages.own]
sv = "{name} är en egen tjänst för elektroniska underskrifter vid sidan av {service}."
en = "{name} is a signature service of its own beside {service}."

[[example]]
graph = [
    "crm:System {lifecycle: live, scope: local, required_functions: [login, e_signature]}",
    "sign:System {lifecycle: live, scope: common, common_function: e_signature}",
]
finds = ["crm + sign"]

[[example]] # directly, by an integration, through the platform it stands on; and the one that needs none
graph = [
    "crm:System {lifecycle: live, scope: local, required_functions: [e_signature]} -DEPENDS_ON-> sign:System {lifecycle: live, scope: common, common_function: e_signature}",
    "hr:System {lifecycle: live, scope: local, required_functions: [e_signature]} -FLOW-> link:Integration -FLOW-> sign",
    "care:System {lifecycle: live, scope: local, required_functions: [e_signature]} <-FLOW- sign",
    "form:System {lifecycle: live, scope: local, required_functions: [e_signature]} -DEPENDS_ON-> forms:System {lifecycle: live, scope: common, required_functions: [login]} -DEPENDS_ON-> sign",
    "gis:System {lifecycle: live, scope: local, required_functions: [login]}",
    "old:System {lifecycle: retired, scope: local, required_functions: [e_signature]}",
]
finds = []

[[example]]
graph = [
    "stamp:System {lifecycle: live, scope: local, common_function: e_signature}",
    'seal:System {lifecycle: pilot, scope: local} -SUPPORTS-> signing:Capability {name: "E-underskrift"}',
    "sign:System {lifecycle: live, scope: common, common_function: e_signature} -SUPPORTS-> signing",
]
finds = ["stamp + sign", "seal + sign"]

[[example]]
graph = [
    "crm:System {lifecycle: live, scope: local}",
    "hr:System {scope: local, required_functions: [e_signature]}",
    "sign:System {lifecycle: live, scope: common, common_function: e_signature}",
]
finds = []
unknown = ["crm", "hr"]

[[example]] # which the common service is, nobody says
graph = ["crm:System {lifecycle: live, scope: local, required_functions: [e_signature]}"]
finds = []
unknown = ["crm"]
*/
MATCH (s:System) WHERE s.lifecycle IN ['pilot', 'live', 'phase_out'] AND s.scope IN ['local', 'common']
AND 'e_signature' IN s.required_functions AND (s.common_function IS NULL OR s.common_function <> 'e_signature')
MATCH (c:System) WHERE c.common_function = 'e_signature' AND c.scope = 'common'
AND (c.lifecycle IS NULL OR c.lifecycle IN ['pilot', 'live', 'phase_out'])
AND NOT EXISTS { MATCH (s)-[:FLOW|DEPENDS_ON*1..4]->(x:System) WHERE x.common_function = 'e_signature' AND x.scope = 'common' }
AND NOT EXISTS { MATCH (x:System)-[:FLOW*1..4]->(s) WHERE x.common_function = 'e_signature' AND x.scope = 'common' }
WITH s, min(c.id) AS first
RETURN s.id AS id, 'unconnected' AS wrong, first AS service_id
UNION ALL
MATCH (s:System) WHERE s.lifecycle IN ['pilot', 'live', 'phase_out'] AND s.scope = 'local'
AND (s.common_function = 'e_signature' OR EXISTS { MATCH (s)-[:SUPPORTS]->(a:Capability) WHERE toLower(a.name) =~ $signing })
MATCH (c:System) WHERE c.common_function = 'e_signature' AND c.scope = 'common'
AND (c.lifecycle IS NULL OR c.lifecycle IN ['planned', 'pilot', 'live', 'phase_out'])
WITH s, min(c.id) AS first
RETURN s.id AS id, 'own' AS wrong, first AS service_id
