"""Entities of NGSI-LD: their attributes in every representation, and what their types and references mean here."""
