"""Defence: what can be done against an impact, and the cheapest of it that is enough."""
