"""What the two ArchiMate loaders share: the mapping to the model, and what becomes of every concept."""
