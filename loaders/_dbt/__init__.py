"""dbt: what a manifest says of each resource, and how resources are tied."""
