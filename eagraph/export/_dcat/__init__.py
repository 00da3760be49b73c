"""DCAT: what of a landscape is published, and what is said of it."""
