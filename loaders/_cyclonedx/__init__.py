"""Reading CycloneDX (ECMA-424): XML brought to the form of JSON, and every object of a bill of materials to a record."""
