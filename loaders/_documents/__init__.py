"""Documents of JSON and YAML: read whole within limits, every value with its place, and glimpsed at by those who detect."""
