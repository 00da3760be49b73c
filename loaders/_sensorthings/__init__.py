"""OGC SensorThings API 1.1: its entities, how they hang together, and the service that gives them."""
