"""The picture everyone looks at: one frozen snapshot, and the four views derived from the model."""
