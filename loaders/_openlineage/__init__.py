"""OpenLineage: events, their facets, and how many events of one job become one."""
