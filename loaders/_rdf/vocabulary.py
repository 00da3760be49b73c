"""What the types and properties of DCAT-AP-SE become in the model, besides what `eagraph.model.linked_data` says for all.

A resource that says of no type what it is gets the type its property asks for (`RANGES`).
"""

from __future__ import annotations

from collections.abc import Mapping

LABELS: Mapping[str, str] = {
    "dcat:Catalog": "DigitalService",
    "dcat:DatasetSeries": "InformationAsset",
    "dcat:Dataset": "InformationAsset",
    "dcat:DataService": "DigitalService",
    "dcat:Distribution": "Integration",
    "vcard:Individual": "Person",
    "foaf:Person": "Person",
    "org:Organization": "Organisation",
    "org:FormalOrganization": "Organisation",
    "foaf:Organization": "Organisation",
    "foaf:Agent": "Organisation",
    "dcterms:Agent": "Organisation",
    "prov:Agent": "Organisation",
    "vcard:Organization": "Role",
    "vcard:Group": "Role",
    "vcard:Kind": "Role",
    "vcard:VCard": "Role",
    "skos:Concept": "Concept",
}
"""The label of a type; of several types of a resource the first here counts."""
SETS = ("dcat:Dataset", "dcat:DatasetSeries")
CONTACTS = ("vcard:Individual", "vcard:Organization", "vcard:Group", "vcard:Kind", "vcard:VCard")

RANGES: Mapping[str, str] = {
    "dcat:dataset": "dcat:Dataset",
    "dcat:distribution": "dcat:Distribution",
    "adms:sample": "dcat:Distribution",
    "dcat:service": "dcat:DataService",
    "dcat:accessService": "dcat:DataService",
    "dcat:catalog": "dcat:Catalog",
    "dcat:inSeries": "dcat:DatasetSeries",
    "dcat:servesDataset": "dcat:Dataset",
    "dcat:contactPoint": "vcard:Kind",
    "dcterms:publisher": "foaf:Agent",
    "dcterms:creator": "foaf:Agent",
    "dcterms:rightsHolder": "foaf:Agent",
}

ENDS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "CARRIES": (("Integration",), ("InformationAsset",)),
    "HOLDS": (("DigitalService",), ("InformationAsset",)),
    "DERIVED_FROM": (("InformationAsset",), ("InformationAsset",)),
    "OWNED_BY": ((), ("Organisation", "Person", "Role")),
}
"""Labels between which a relationship means what its type says."""


def last_part(iri: str) -> str:
    """What an IRI ends with: a name where there is no better one.

    >>> last_part("http://publications.europa.eu/resource/authority/data-theme/EDUC")
    'EDUC'
    """
    return iri.rstrip("/#").replace("#", "/").rpartition("/")[2] or iri
