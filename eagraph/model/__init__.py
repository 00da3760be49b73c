"""What a city's architecture is made of: node types, relationship types, classification, and the validated whole."""
