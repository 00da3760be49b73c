"""A property graph of somebody else's: nodes with labels, relationships with types, wherever they were read from."""
