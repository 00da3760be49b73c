"""Graph formats: nodes and edges with attributes, read as they stand or as a mapping says."""
