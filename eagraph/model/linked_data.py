"""The names of linked data: prefixes of vocabularies, and which relationships of the model the properties of DCAT are.

DCAT 3 (W3C 2024), DCAT-AP 3 (SEMIC) and DCAT-AP-SE (Digg). One table for both ways, in and out.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
DCAT = "http://www.w3.org/ns/dcat#"
OWN = "urn:x-eagraph:"
"""What the names of things begin with that are known by an id of eagraph alone."""
PREFIXES: Mapping[str, str] = {
    "adms": "http://www.w3.org/ns/adms#",
    "cnt": "http://www.w3.org/2011/content#",
    "dcat": DCAT,
    "dcatap": "http://data.europa.eu/r5r/",
    "dcatapse": "https://data.europa.eu/r5r/se/",
    "dcterms": "http://purl.org/dc/terms/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dctype": "http://purl.org/dc/dcmitype/",
    "dqv": "http://www.w3.org/ns/dqv#",
    "eli": "http://data.europa.eu/eli/ontology#",
    "esterms": "http://entryscape.com/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geodcatap": "http://data.europa.eu/930/",
    "geosparql": "http://www.opengis.net/ont/geosparql#",
    "gn": "http://www.geonames.org/ontology#",
    "hydra": "http://www.w3.org/ns/hydra/core#",
    "locn": "http://www.w3.org/ns/locn#",
    "odrl": "http://www.w3.org/ns/odrl/2/",
    "odrs": "http://schema.theodi.org/odrs#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prof": "http://www.w3.org/ns/dx/prof/",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": RDF,
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "http://schema.org/",
    "sdo": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "time": "http://www.w3.org/2006/time#",
    "vann": "http://purl.org/vocab/vann/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "void": "http://rdfs.org/ns/void#",
    "wdrs": "http://www.w3.org/2007/05/powder-s#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_BY_LENGTH = sorted(PREFIXES.items(), key=lambda item: -len(item[1]))

TIES: Mapping[str, tuple[str, bool]] = {
    "dcat:dataset": ("PART_OF", True),
    "dcat:service": ("PART_OF", True),
    "dcat:catalog": ("PART_OF", True),
    "dcterms:hasPart": ("PART_OF", True),
    "dcterms:isPartOf": ("PART_OF", False),
    "dcat:inSeries": ("PART_OF", False),
    "org:subOrganizationOf": ("PART_OF", False),
    "org:unitOf": ("PART_OF", False),
    "dcterms:publisher": ("OWNED_BY", False),
    "dcat:distribution": ("CARRIES", True),
    "dcat:accessService": ("DEPENDS_ON", False),
    "dcat:servesDataset": ("HOLDS", False),
    "dcterms:source": ("DERIVED_FROM", False),
    "prov:wasDerivedFrom": ("DERIVED_FROM", False),
    "dcterms:isReplacedBy": ("REPLACED_BY", False),
    "dcterms:replaces": ("REPLACED_BY", True),
}
"""The relationship type of a property between two resources, and whether it turns; every other is RELATES_TO."""
IMPLIED: Mapping[str, str] = {
    "dcterms:temporal": "dcterms:PeriodOfTime",
    "dcterms:spatial": "dcterms:Location",
    "vcard:hasAddress": "vcard:Address",
    "spdx:checksum": "spdx:Checksum",
    "dcterms:provenance": "dcterms:ProvenanceStatement",
    "dcterms:rights": "dcterms:RightsStatement",
    "dcterms:accessRights": "dcterms:RightsStatement",
    "adms:identifier": "adms:Identifier",
}
"""The type a nameless value of a property has without saying so."""


@lru_cache(maxsize=4096)
def short(iri: str) -> str:
    """An IRI as prefix and name where its namespace is known, else whole.

    >>> short("http://purl.org/dc/terms/title")
    'dcterms:title'
    >>> short("https://example.com/a")
    'https://example.com/a'
    """
    for prefix, namespace in _BY_LENGTH:
        if (
            iri.startswith(namespace)
            and (name := iri[len(namespace) :])
            and name.replace("-", "").replace("_", "").isalnum()
        ):
            return f"{prefix}:{name}"
    return iri
