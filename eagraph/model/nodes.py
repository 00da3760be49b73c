"""Node types: one declaration a label, with its fields, units and names in both languages.

A node has one label. `COMMON` fields stand on every node, `CLASSIFIED` ones where the city classifies.
"""

from __future__ import annotations

from dataclasses import dataclass

from eagraph.locale import Text
from eagraph.model.fields import (
    Field,
    boolean,
    choice,
    date,
    integer,
    level,
    listing,
    number,
    probability,
    text,
)


@dataclass(frozen=True, slots=True)
class NodeType:
    """One label: its names, what it stands for, and the fields it has beside `COMMON`."""

    label: str
    text: Text
    about: Text
    fields: tuple[Field, ...] = ()


COMMON: tuple[Field, ...] = (
    text("name", "namn", "name"),
    text("name_en", "engelskt namn", "English name"),
    text("description", "beskrivning", "description"),
    text("source", "källa", "source"),
    text("source_key", "nyckel i källan", "key in the source"),
    text("external_id", "externt id", "external id"),
    date("valid_from", "giltig från", "valid from"),
    date("valid_to", "giltig till", "valid to"),
    date("last_verified", "senast verifierad", "last verified"),
    choice("confidence", "tillförlitlighet", "confidence", "confirmed stated inferred assumed", closed=True),
    choice("layer", "kartlager", "layer of the map", "overview detail"),
    text("steward", "uppgiftsansvarig", "steward"),
    listing("tags", "etiketter", "tags"),
)
ASPECTS: dict[str, Text] = {
    "k": Text("konfidentialitet", "confidentiality"),
    "r": Text("riktighet", "integrity"),
    "t": Text("tillgänglighet", "availability"),
    "s": Text("spårbarhet", "traceability"),
}
CLASSIFIED: tuple[Field, ...] = (
    *(level(a, name.sv, name.en) for a, name in ASPECTS.items()),
    *(level(f"{a}_high", f"{name.sv}, högst", f"{name.en}, at most") for a, name in ASPECTS.items()),
    text("classified_by", "klassad av", "classified by"),
    date("classified_on", "klassad den", "classified on"),
    text("classification_model", "klassningsmodell", "classification model"),
)
_FAILING: tuple[Field, ...] = (
    probability("failure_probability", "felsannolikhet", "failure probability"),
    probability("failure_probability_high", "felsannolikhet, högst", "failure probability, at most"),
    text("availability_source", "källa till tillgänglighetstalet", "source of the availability figure"),
    number("repair_h", "reparationstid", "time to repair", unit="h"),
    number("repair_h_low", "reparationstid, kortast", "time to repair, shortest", unit="h"),
    number("repair_h_high", "reparationstid, längst", "time to repair, longest", unit="h"),
    number("restart_h", "omstartstid", "restart time", unit="h"),
)
"""How often a thing fails by itself and how long it takes to mend; two ends state an interval."""
_TOLERATED: tuple[Field, ...] = (
    number("mtpd_h", "längsta tolerabla avbrottstid (MTPD)", "maximum tolerable disruption (MTPD)", unit="h"),
    number("rto_h", "återställningstid (RTO)", "recovery time objective (RTO)", unit="h"),
    number("rpo_h", "högsta tillåtna dataförlust (RPO)", "recovery point objective (RPO)", unit="h"),
)
_POSITION: tuple[Field, ...] = (
    number("latitude", "latitud", "latitude", unit="°", low=-90, high=90),
    number("longitude", "longitud", "longitude", unit="°", low=-180, high=180),
)
_DEVICE: tuple[Field, ...] = (
    text("device_kind", "slag av enhet", "kind of device"),
    integer("count", "antal i flottan", "number in the fleet", low=1),
    text("firmware", "fast programvara", "firmware"),
    text("observed_property", "mäter", "observed property"),
    number("resolution_s", "upplösning", "resolution", unit="s"),
    *_POSITION,
    integer("criticality", "verksamhetskritikalitet", "criticality", high=4),
    *_FAILING,
)

_FUNCTIONS = "login e_signature integration archive my_pages payment service_desk"
_PORTFOLIO: tuple[Field, ...] = (
    choice("common_function", "gemensam funktion", "common function", _FUNCTIONS),
    listing("required_functions", "gemensamma funktioner som behövs", "common functions needed", _FUNCTIONS),
    text("first_line_support", "första linjens support", "first-line support"),
    date("list_date", "i förteckningen per", "in the published list as of"),
    boolean("access_vetted", "de som har åtkomst är säkerhetsprövade", "those with access are vetted"),
    date("end_of_support", "leverantörens stöd upphör", "end of support"),
    date("contract_end", "avtalet löper ut", "contract ends"),
    integer("functional_fit", "verksamhetsnytta", "functional fit", high=4),
    integer("technical_fit", "teknisk kvalitet", "technical fit", high=4),
)
"""What the portfolio is governed by. Both fits: 0 poor to 4 very good, the axes of Gartner's TIME model."""
_PROJECT: tuple[Field, ...] = (
    text("project_kind", "slag", "kind"), date("start", "start", "start"), date("end", "slut", "end"),
    number("budget", "budget", "budget", unit="SEK"), date("decided_on", "beslutat den", "decided on"),
    listing("activities", "säkerhetsarbete som ingår", "security work included", "privacy infosec classification"),
    text("reuse_statement", "återanvändning av gemensamma funktioner", "reuse of common functions"),
    listing("required_functions", "gemensamma funktioner som behövs", "common functions needed", _FUNCTIONS),
    boolean("service_desk_clause", "gemensam Service Desk krävs", "common Service Desk required"),
    choice("benefit", "nytta", "benefit", "direct internal"), integer("rank", "prioritet", "rank", low=1),
    text("rank_reason", "skäl till prioriteten", "reason for the rank"),
    text("user_involvement", "målgruppernas medverkan", "involvement of target groups"),
    boolean("strategic", "strategiskt", "strategic"), text("goal", "mål", "goal"), text("metric", "mått", "metric"),
    number("baseline", "utgångsvärde", "baseline", low=None), number("target", "målvärde", "target", low=None),
    date("due", "ska nås den", "due"), date("measured_on", "mätt den", "measured on"),
    choice("funding", "finansiering", "funding", "frame council shared"),
    text("opex_effect", "effekt på driftkostnader", "effect on running costs"),
    date("involved_on", "mottagarna involverade den", "receivers involved on"),
    text("benefit_owner", "ansvarar för nyttan", "owner of the benefit"),
    date("evaluated_on", "utvärderat den", "evaluated on"), text("stop_criteria", "villkor för att avbryta", "stop criteria"),
)  # fmt: skip
_EVIDENCE: tuple[Field, ...] = (
    text("evidence_kind", "slag", "kind"), date("date", "datum", "date"), text("outcome", "utfall", "outcome"),
    integer("year", "år", "year"), listing("covers", "omfattar", "covers"), text("decided_by", "beslutat av", "decided by"),
    text("diary_number", "diarienummer", "diary number"), text("purpose", "ändamål", "purpose"),
    text("mandate", "uppdrag", "mandate"), text("risk_city", "risk för staden", "risk to the city"),
    text("risk_person", "risk för den enskilde", "risk to the person"),
    text("legal_basis", "laglig grund", "legal basis"), text("special_basis", "grund för känsliga uppgifter", "special category basis"),
    date("basis_ends", "den lagliga grunden upphör", "legal basis ends"),
    boolean("consent_register", "register över samtycken", "register of consents"),
    choice("routine_kind", "slag av rutin", "kind of routine", "access erasure breach_notice withdrawal"),
    listing("categories", "kategorier av personuppgifter", "categories of personal data"),
    listing("subject_kind", "registrerade", "data subjects"), listing("recipients", "mottagare", "recipients"),
    text("third_country", "överföring till tredje land", "transfer to third countries"),
    text("retention", "gallring", "retention"), text("security_measures", "säkerhetsåtgärder", "security measures"),
    text("archive_exception", "undantag för arkiv", "archive exception"), number("amount", "belopp", "amount", unit="SEK", low=None),
    text("opex_effect", "effekt på driftkostnader", "effect on running costs"),
)  # fmt: skip
"""`evidence_kind`: risk_analysis, review, report, dialogue, suitability_assessment, processing, routine, survey, training,
policy, management_plan, business_case, council_matter, cost_key, funding_decision, published_list."""

NODE_TYPES: tuple[NodeType, ...] = (
    NodeType("Organisation", Text("organisation", "organisation"),
        Text("nämnd, bolag, förvaltning, avdelning, leverantör, myndighet",
             "board, company, administration, department, supplier, authority"),
        (choice("kind", "slag", "kind", "council executive_board board company administration department unit "
                "project supplier authority"),
         choice("function", "funktion", "function", "core it support supplier"),
         integer("change_capacity", "förändringsprojekt på en gång, högst", "change projects at a time, at most"),
         boolean("security_agreement", "säkerhetsskyddsavtal", "protective security agreement"))),
    NodeType("Person", Text("person", "person"), Text("innehavare av en roll", "holder of a role"),
        (boolean("active", "aktiv", "active"), text("email", "e-post", "e-mail"),
         boolean("vetted", "säkerhetsprövad", "vetted"))),
    NodeType("Role", Text("roll", "role"),
        Text("systemägare, informationsägare, samordnare", "system owner, information owner, coordinator"),
        (text("role_type", "rolltyp", "type of role"), boolean("active", "aktiv", "active"),
         text("email", "e-post", "e-mail"), number("fte", "avsatt tid (heltider)", "time set aside (full-time equivalents)"))),
    NodeType("System", Text("system", "system"),
        Text("verksamhetssystem, plattform, infrastruktur, integrationsmotor, IoT-plattform",
             "business system, platform, infrastructure, integration engine, IoT platform"),
        (choice("system_kind", "systemslag", "kind of system",
                "business platform infrastructure equipment integration iot_platform identity"),
         choice("scope", "räckvidd", "scope", "common local external"),
         choice("lifecycle", "livscykel", "lifecycle", "idea planned pilot live phase_out retired"),
         integer("criticality", "verksamhetskritikalitet", "criticality", high=4),
         *_TOLERATED, *_FAILING,
         number("cost_year", "kostnad per år", "cost a year", unit="SEK"),
         integer("users", "användare", "users"),
         text("vendor", "leverantör", "vendor"), text("product", "produkt", "product"),
         text("product_id", "produktens id (purl, CPE)", "product id (purl, CPE)"),
         boolean("personal_data", "personuppgifter", "personal data"), *_PORTFOLIO, *CLASSIFIED)),
    NodeType("DigitalService", Text("digital tjänst", "digital service"),
        Text("det som invånare, företag och medarbetare möter", "what residents, businesses and employees meet"),
        (listing("audience", "målgrupper", "audience", "resident business visitor employee partner"),
         text("channel", "kanal", "channel"),
         boolean("materialised", "samlar egna kopior", "keeps copies of its own"),
         boolean("case_contact", "kontakt i ärenden", "contact in cases"),
         text("publisher", "ansvarig utgivare", "responsible publisher"),
         text("design_profile", "formspråk", "design profile"),
         date("quality_review", "kvalitetsgranskad den", "quality reviewed on"),
         choice("accessibility", "tillgänglig för alla (DOS-lagen)", "accessible to all", "ok partly not"),
         date("accessibility_statement", "tillgänglighetsredogörelse den", "accessibility statement on"),
         listing("languages", "språk", "languages"), text("alternative_channel", "annan väg", "alternative channel"),
         integer("criticality", "verksamhetskritikalitet", "criticality", high=4), *_TOLERATED, *_FAILING,
         *CLASSIFIED)),
    NodeType("Integration", Text("integration", "integration"),
        Text("ett överenskommet informationsutbyte", "an agreed exchange of information"),
        (choice("pattern", "metod", "method", "api message file stream manual paper"),
         text("standard", "standard", "standard"),
         choice("encrypted", "kryptering", "encryption", "none transport end_to_end"),
         text("frequency", "frekvens", "frequency"), *_FAILING, *CLASSIFIED)),
    NodeType("Sensor", Text("sensor", "sensor"), Text("mätande enhet eller flotta", "measuring device or fleet"), _DEVICE),
    NodeType("Device", Text("enhet", "device"),
        Text("gateway, ställdon, styrsystem, utrustning", "gateway, actuator, control system, equipment"), _DEVICE),
    NodeType("NetworkZone", Text("nätzon", "network zone"), Text("avgränsad del av nätet", "a bounded part of the network"),
        (integer("trust", "tillitsnivå", "trust", high=4), boolean("ot", "styr- och driftnät", "operational technology"), *_POSITION, *_FAILING)),
    NodeType("Facility", Text("anläggning", "facility"),
        Text("datahall, elmatning, fiber, byggnad", "data hall, power feed, fibre, building"),
        (number("autonomy_h", "egen drift", "autonomy", unit="h"), *_POSITION,
         integer("criticality", "verksamhetskritikalitet", "criticality", high=4), *_FAILING)),
    NodeType("InformationAsset", Text("informationstillgång", "information asset"),
        Text("originaluppgifter, kopia, sammanställning, anonymt, öppet", "primary, copy, aggregate, anonymous, open"),
        (choice("asset_kind", "slag", "kind", "primary copy aggregate anonymous open"),
         boolean("personal", "personuppgifter", "personal data"),
         boolean("special_category", "känsliga personuppgifter", "special category"),
         text("subject_kind", "vem uppgifterna gäller", "kind of subject"),
         text("subject_key", "nyckel till den uppgifterna gäller", "key to the subject"),
         listing("categories", "kategorier", "categories"),
         integer("subjects", "antal berörda", "subjects"), integer("records", "antal poster", "records"),
         number("resolution_s", "upplösning", "resolution", unit="s"),
         number("retention_d", "sparas", "retention", unit="d"),
         text("secrecy_basis", "sekretessgrund", "basis of secrecy"),
         boolean("published", "publicerad", "published"), boolean("critical", "verksamhetskritisk", "business-critical"),
         text("archive_target", "arkiveras i", "archived in"),
         choice("security_protected", "säkerhetsskydd", "protective security", "no review yes_elsewhere"), *CLASSIFIED)),
    NodeType("InformationType", Text("informationsslag", "information type"), Text("det som klassas", "what is classified"),
        (text("status", "status", "status"),)),
    NodeType("Concept", Text("begrepp", "concept"), Text("den överenskomna termen", "the agreed term"),
        (text("status", "status", "status"), text("definition", "definition", "definition"))),
    NodeType("Capability", Text("förmåga", "capability"), Text("något staden kan", "something the city can do"),
        (number("weight", "vikt", "weight"), *_TOLERATED)),
    NodeType("Process", Text("process", "process"), Text("ett arbetsflöde", "a flow of work"),
        (number("weight", "vikt", "weight"), *_TOLERATED)),
    NodeType("TargetGroup", Text("målgrupp", "target group"), Text("de som berörs", "those concerned"),
        (number("weight", "vikt", "weight"),)),
    NodeType("ManagementObject", Text("förvaltningsobjekt", "management object"),
        Text("det som förvaltas tillsammans", "what is managed together"), (number("weight", "vikt", "weight"), text("forum", "samordnas i", "coordinated in"))),
    NodeType("Control", Text("skyddsåtgärd", "control"), Text("en åtgärd som skyddar", "a safeguard"),
        (listing("aspects", "aspekter", "aspects", "k r t s"), integer("grade", "grad", "grade", high=4),
         text("status", "status", "status"))),
    NodeType("CommonCause", Text("gemensam felorsak", "common cause"), Text("det som slår mot flera på en gång", "what strikes several at once"),
        (choice("cause", "orsak", "cause",
                "site power supplier product_version identity_domain ca operator software_component"),
         probability("beta", "betafaktor", "beta factor"), *_FAILING)),
    NodeType("Project", Text("projekt", "project"), Text("projekt, pilot, upphandling", "project, pilot, procurement"), _PROJECT),
    NodeType("Evidence", Text("underlag", "evidence"),
        Text("riskanalys, granskning, rapport, dialog", "risk analysis, review, report, dialogue"), _EVIDENCE),
    NodeType("Exemption", Text("undantagsbeslut", "exemption decision"), Text("daterat beslut", "dated decision"),
        (text("rule", "regel", "rule"), text("decided_by", "beslutat av", "decided by"),
         date("decided_on", "beslutat den", "decided on"), text("diary_number", "diarienummer", "diary number"),
         text("reason", "skäl", "reason"), text("conditions", "villkor", "conditions"),
         listing("covers", "omfattar iakttagelserna", "covers the findings"),
         listing("extent", "omfattningen när beslutet togs", "extent when decided"))),
    NodeType("Incident", Text("incident", "incident"), Text("inträffad händelse", "recorded event"),
        (date("detected_on", "upptäckt", "detected on"), date("closed_on", "avslutad", "closed on"),
         integer("severity", "allvarlighet", "severity", high=4), boolean("personal", "personuppgifter", "personal data"),
         text("register_id", "nummer i registret", "number in the register"),
         choice("incident_type", "slag", "kind", "availability confidentiality integrity personal_data physical supplier"),
         text("cause", "orsak", "cause"), date("analysed_on", "analyserad den", "analysed on"),
         number("notified_after_h", "anmäld efter", "notified after", unit="h"),
         text("notification_reason", "skäl för sen eller utebliven anmälan", "reason for late or no notification"))),
    NodeType("ModelElement", Text("modellelement", "model element"),
        Text("det en källa har som inget annat passar", "what a source has that nothing else fits"),
        (text("archimate_type", "ArchiMate-typ", "ArchiMate type"), text("source_type", "typ i källan", "type in the source"))),
)  # fmt: skip
