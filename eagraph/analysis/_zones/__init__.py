"""What the question about open zones stands on: which zones lie open to each other."""
